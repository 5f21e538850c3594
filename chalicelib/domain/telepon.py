"""Telephoning the applicant about an SMS: that it was done, by whom, and what came of it.

Connected closes the task; a fruitless call sets it a new limit, and the third one closes it too.
A task outlives its case: what the SMS said may matter after the end, and only an officer can say
that it no longer does.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.bahasa import waktu_setempat
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.kotak_keluar import batas_telepon
from chalicelib.domain.permohonan import Pelaku, Permohonan
from chalicelib.domain.sms import HasilTelepon, Panggilan, Sms
from chalicelib.domain.sop import Sop
from chalicelib.errors import Conflict, NotAllowed, NotFound

KODE_TUGAS = "telepon_pemohon"
"""The kode of such a line of a worklist; no langkah is called so."""
KEGIATAN = "Menelepon pemohon karena SMS tidak sampai"
"""What is to be done there, as the table says it of a langkah."""

_SEKALI = timedelta(seconds=60)
"""The same fruitless call reported twice: no officer gives up two calls within a minute."""


def catat_telepon(
    sop: Sop,
    kantor: Kantor,
    p: Permohonan,
    no: int,
    pelaku: Pelaku,
    hasil: HasilTelepon,
    catatan: str,
    pada: datetime,
) -> Permohonan:
    """The case with this call in its outbox and jejak; the same object where this person had
    reported just this before.

    Raises `NotFound` (no such SMS), `NotAllowed` (someone else's task), `Conflict` (it arrived,
    or the applicant was told already, naming by whom and when).
    """
    sms = _sms_milik(sop, p, no, pelaku)
    if _sudah_dicatat(sms, pelaku, hasil, pada):
        return p
    if sms.sampai:
        raise Conflict("SMS ini sudah sampai, pemohon tidak perlu ditelepon.")
    if (lama := sms.telah_ditelepon) is not None:
        kapan = waktu_setempat(lama.pada, kantor.zona)
        raise Conflict(f"Pemohon sudah ditelepon oleh {lama.nama}, {kapan}.")
    baris = {"sms": no, "templat": sms.templat, "hasil": hasil}
    p = p.catat("telepon", pada, pelaku, pelaksana=sms.pelaksana, rincian=baris)
    panggilan = Panggilan(pada, pelaku.id, pelaku.nama, hasil, catatan)
    sms = replace(sms, panggilan=(*sms.panggilan, panggilan))
    if sms.perlu_telepon:
        sms = replace(sms, batas_telepon=batas_telepon(kantor, pada))
    return replace(p, sms={**p.sms, no: sms})


def _sms_milik(sop: Sop, p: Permohonan, no: int, pelaku: Pelaku) -> Sms:
    if pelaku.jenis != "petugas":
        raise NotAllowed("Hanya petugas yang dapat mencatat telepon.")
    if no not in p.sms:
        raise NotFound("SMS tidak ditemukan pada permohonan ini.")
    sms = p.sms[no]
    if not sms.pelaksana:
        raise NotAllowed("SMS ini berisi kode sekali pakai dan tidak disampaikan lewat telepon.")
    if sms.pelaksana not in pelaku.pelaksana:
        raise NotAllowed(f"Telepon ini tugas {sop.pelaksana[sms.pelaksana].nama}.")
    return sms


def _sudah_dicatat(sms: Sms, pelaku: Pelaku, hasil: HasilTelepon, pada: datetime) -> bool:
    if not sms.panggilan:
        return False
    terakhir = sms.panggilan[-1]
    if (terakhir.oleh, terakhir.hasil) != (pelaku.id, hasil):
        return False
    return hasil == "tersambung" or pada - terakhir.pada < _SEKALI
