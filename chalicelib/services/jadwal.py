"""The office's appointments on site, for those whose they are."""

from typing import Any

from chalicelib import config
from chalicelib.adapters import jadwal_db
from chalicelib.domain import jadwal
from chalicelib.domain.permohonan import Pelaku
from chalicelib.domain.sop import daftar_kunci, muat
from chalicelib.errors import NotAllowed
from chalicelib.services import tampilan


def sebulan(bulan: str, pelaku: Pelaku) -> list[dict[str, Any]]:
    """The appointments that stand in this month of the office's calendar, by day and hour.

    They see them all, so that none is set beside another. `NotAllowed` for everybody else.
    """
    boleh = {kode for kunci in daftar_kunci() for kode in jadwal.bertugas(muat(kunci))}
    if not boleh & pelaku.pelaksana:
        raise NotAllowed("Jadwal ini untuk yang menetapkan cek lokasi dan yang melakukannya.")
    kantor = config.kantor()
    return [
        {"nomor": nomor, "perihal": perihal, **tampilan.isi_jadwal(jadwal.di_kantor(kantor, ini))}
        for nomor, perihal, ini in jadwal_db.sebulan(bulan)
    ]
