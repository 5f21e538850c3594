"""The office's appointments on site, for its officers and those of the agencies."""

from typing import Any

from chalicelib import config
from chalicelib.adapters import jadwal_db
from chalicelib.domain import jadwal
from chalicelib.domain.permohonan import Pelaku
from chalicelib.errors import NotAllowed
from chalicelib.services import tampilan


def sebulan(bulan: str, pelaku: Pelaku) -> list[dict[str, Any]]:
    """The appointments that stand in this month of the office's calendar, by day and hour.

    Every officer sees them all: who invites, who goes there, and who is asked at the counter.
    `NotAllowed` for applicants.
    """
    if pelaku.jenis != "petugas":
        raise NotAllowed("Jadwal ini hanya untuk petugas.")
    kantor = config.kantor()
    return [
        {"nomor": nomor, "perihal": perihal, **tampilan.isi_jadwal(jadwal.di_kantor(kantor, ini))}
        for nomor, perihal, ini in jadwal_db.sebulan(bulan)
    ]
