"""The calendar as anyone may read it: what dates are computed from, and under which version."""

from datetime import datetime
from typing import Any

from chalicelib import config
from chalicelib.adapters import kalender_db
from chalicelib.domain import jam_kerja, kalender_versi
from chalicelib.errors import NotFound
from chalicelib.services.ubah import sekarang


def sekarang_berlaku() -> dict[str, Any]:
    """`{"versi", "isi", "nama_libur", "hari", "peringatan"}`: the calendar that this program
    computes with, its national holidays by name, and what is to be done about it today (the
    office's date)."""
    kantor = config.kantor()
    kalender = jam_kerja.Kalender.dari(kantor)
    hari = jam_kerja.tanggal(kalender, sekarang())
    return {
        "versi": kalender_versi.versi(kalender),
        "isi": kalender_versi.isi(kalender),
        "nama_libur": kalender_versi.nama_libur(kalender),
        "hari": hari.isoformat(),
        "peringatan": kalender_versi.peringatan(kantor, hari),
    }


def sisa(kalender: jam_kerja.Kalender, pada: datetime, batas: datetime | None) -> float | None:
    """Working seconds until a limit, negative since it passed; None without a limit, and where
    the office has not entered the year of it."""
    if batas is None:
        return None
    try:
        return jam_kerja.sisa(kalender, pada, batas).total_seconds()
    except jam_kerja.CalendarUnknown:
        return None


def menurut_versi(versi: str) -> dict[str, Any]:
    """`{"versi", "isi"}` of the present version or of one that was kept. Raises NotFound."""
    kalender = jam_kerja.Kalender.dari(config.kantor())
    if versi == kalender_versi.versi(kalender):
        return {"versi": versi, "isi": kalender_versi.isi(kalender)}
    isi = kalender_db.ambil(versi) if kalender_versi.sah(versi) else None
    if isi is None:
        raise NotFound("Versi kalender ini tidak dikenal. Lihat versi yang berlaku di /kalender.")
    return {"versi": versi, "isi": isi}
