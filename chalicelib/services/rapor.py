"""The scorecard: kept up to date from the stream, and served."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from chalicelib import config
from chalicelib.adapters import peta, rapor_db
from chalicelib.adapters.model import Baris, BarisPermohonan, BarisVisit
from chalicelib.domain import kalender_versi, rapor
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.rapor import Fakta
from chalicelib.domain.rapor_ringkas import ringkas
from chalicelib.domain.sop import daftar_kunci, muat
from chalicelib.errors import NotFound
from chalicelib.services import tampilan_rapor
from chalicelib.services.ubah import ulangi


def hitung(lama: Baris | None, baru: Baris | None) -> None:
    """Count what this change of an item of the table tells, once however often it is told.

    Raises `Busy` where others keep counting the same, and what DynamoDB or the calendar raise:
    then the fact is not counted, and `python -m infra.rapor hitung-ulang` counts it.
    """
    kalender = Kalender.dari(config.kantor())
    if isinstance(baru, BarisVisit):
        tadinya = peta.visit_dari(lama) if isinstance(lama, BarisVisit) else None
        fakta = rapor.dari_visit(muat(baru.sop), kalender, tadinya, peta.visit_dari(baru))
        catat(baru.nomor, baru.sop, fakta)
    elif isinstance(baru, BarisPermohonan):
        kasus = peta.dari_items([baru])
        dulu = peta.dari_items([lama]) if lama else None
        assert kasus
        catat(kasus.nomor, kasus.sop, rapor.dari_kasus(kalender, dulu, kasus))


def catat(nomor: str, sop: str, fakta: Iterable[Fakta]) -> int:
    """Count these facts of a case; how many of them were not counted before. Raises `Busy`."""
    versi = versi_kalender(Kalender.dari(config.kantor()))
    return sum(ulangi(lambda f=f: rapor_db.catat(nomor, sop, f, versi)) for f in fakta)  # type: ignore[misc]


@lru_cache
def versi_kalender(kalender: Kalender) -> str:
    """The calendar's version, computed once."""
    return kalender_versi.versi(kalender)


def daftar() -> list[dict[str, Any]]:
    """The months that have a scorecard, newest first, each with its SOP versions."""
    bulanan: dict[str, list[str]] = {}
    for sop, bulan in sorted(rapor_db.daftar()):
        bulanan.setdefault(bulan, []).append(sop)
    return [{"bulan": bulan, "sop": bulanan[bulan]} for bulan in sorted(bulanan, reverse=True)]


def lihat(kunci: str, bulan: str) -> dict[str, Any]:
    """The scorecard of one SOP version (a variant has its own) and month like `2026-11`.

    `NotFound` for an unknown SOP, and for a month in which nothing was counted.
    """
    if kunci not in daftar_kunci():
        raise NotFound("SOP tidak ditemukan.")
    versi = rapor_db.daftar(f"{kunci}#{bulan}").get((kunci, bulan))
    if versi is None:
        raise NotFound("Belum ada rapor untuk SOP dan bulan ini.")
    sop, kantor = muat(kunci), config.kantor()
    return {
        "sop": kunci,
        "nama_izin": sop.nama,
        "bulan": bulan,
        "zona": kantor.zona,
        "kalender": sorted(versi),
        "janji": sop.janji,
        "metode": tampilan_rapor.metode(kantor.zona, sorted(versi)),
        **ringkas(sop, Kalender.dari(kantor), rapor_db.baca(kunci, bulan)),
    }
