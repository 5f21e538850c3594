"""Worklists: what the officers of a pelaksana have to do, one Query a page."""

from dataclasses import dataclass
from datetime import datetime

from pynamodb.attributes import UTCDateTimeAttribute

from chalicelib.adapters import peta
from chalicelib.adapters.model import Baris, BarisSms, BarisVisit
from chalicelib.domain.telepon import KODE_TUGAS


@dataclass(frozen=True, slots=True)
class Tugas:
    """One line of a worklist: a langkah, or an SMS in whose place someone phones
    (`kode` is `KODE_TUGAS`, `setelah` its no)."""

    nomor: str
    kode: str
    setelah: int
    perihal: str
    dibuka: datetime
    batas_waktu: datetime
    terlambat: datetime | None
    pemegang: tuple[str, str] | None
    baris: str


def antrean(pelaksana: str, mulai: tuple[str, str, datetime] | None, batas: int) -> list[Tugas]:
    """One page of a worklist, soonest due first, after `mulai` = (nomor, baris, batas_waktu)."""
    kunci = None
    if mulai:
        nomor, baris, batas_waktu = mulai
        kunci = {
            "antrean": {"S": pelaksana},
            "batas_waktu": {"S": UTCDateTimeAttribute().serialize(batas_waktu)},  # type: ignore[no-untyped-call]
            "nomor": {"S": nomor},
            "baris": {"S": baris},
        }
    hasil = Baris.menurut_antrean.query(
        pelaksana, limit=batas, page_size=batas, last_evaluated_key=kunci
    )
    return [
        _tugas(item) if isinstance(item, BarisVisit) else _tugas_telepon(item)
        for item in hasil
        if isinstance(item, BarisVisit | BarisSms)
    ]


def _tugas_telepon(item: BarisSms) -> Tugas:
    """The line of an SMS that an officer must phone in the place of; nobody holds it."""
    assert item.selesai
    assert item.batas_waktu
    return Tugas(
        item.nomor,
        KODE_TUGAS,
        int(item.no),
        item.perihal,
        item.selesai,
        item.batas_waktu,
        None,
        None,
        item.baris,
    )


def _tugas(item: BarisVisit) -> Tugas:
    visit = peta.visit_dari(item)
    assert visit.batas_waktu  # only visits with one are in the index
    return Tugas(
        item.nomor,
        visit.kode,
        visit.setelah,
        item.perihal,
        visit.dibuka,
        visit.batas_waktu,
        visit.terlambat,
        visit.pemegang,
        item.baris,
    )
