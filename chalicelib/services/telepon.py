"""An officer has phoned the applicant about an SMS."""

from datetime import datetime

from chalicelib import config
from chalicelib.domain import hak
from chalicelib.domain.permohonan import Pelaku, Permohonan
from chalicelib.domain.sms import HasilTelepon, Sms
from chalicelib.domain.sop import muat
from chalicelib.domain.telepon import catat_telepon
from chalicelib.services.ubah import ubah


def telepon(nomor: str, no: int, pelaku: Pelaku, hasil: HasilTelepon, catatan: str) -> Sms:
    """Record the call in one transaction that checks his seat; the SMS as it then is.

    Raises what `catat_telepon` raises, and `NotFound` where the case is not his to see.
    """

    def ganti(p: Permohonan, pada: datetime) -> Permohonan:
        sop = muat(p.sop)
        hak.pastikan_lihat(sop, p, pelaku)
        return catat_telepon(sop, config.kantor(), p, no, pelaku, hasil, catatan, pada)

    return ubah(nomor, ganti, lambda p: (pelaku.id, p.sms[no].pelaksana)).sms[no]
