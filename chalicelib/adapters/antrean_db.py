"""Worklists: what the officers of a pelaksana have to do, one Query a page."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from pynamodb.attributes import UTCDateTimeAttribute

from chalicelib.adapters import peta
from chalicelib.adapters.model import Baris, BarisSms, BarisVisit
from chalicelib.domain.telepon import KODE_TUGAS
from chalicelib.domain.tugas import Tugas


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
    return [*_tugas(hasil)]


def jatuh_tempo(pelaksana: str, sampai: datetime) -> Iterator[Tugas]:
    """All of a worklist that is due by this instant, soonest first."""
    return _tugas(Baris.menurut_antrean.query(pelaksana, Baris.batas_waktu <= sampai))


def _tugas(items: Iterable[Baris]) -> Iterator[Tugas]:
    for item in items:
        if isinstance(item, BarisVisit):
            yield _langkah(item)
        elif isinstance(item, BarisSms):
            yield _telepon(item)


def _telepon(item: BarisSms) -> Tugas:
    assert item.selesai
    assert item.batas_waktu  # only what has one is in the index
    return Tugas(
        nomor=item.nomor,
        kode=KODE_TUGAS,
        setelah=int(item.no),
        pelaksana=item.pelaksana,
        perihal=item.perihal,
        dibuka=item.selesai,
        batas_waktu=item.batas_waktu,
        baris=item.baris,
    )


def _langkah(item: BarisVisit) -> Tugas:
    visit = peta.visit_dari(item)
    assert visit.batas_waktu
    return Tugas(
        nomor=item.nomor,
        kode=visit.kode,
        setelah=visit.setelah,
        pelaksana=visit.pelaksana,
        perihal=item.perihal,
        dibuka=visit.dibuka,
        batas_waktu=visit.batas_waktu,
        baris=item.baris,
        terlambat=visit.terlambat,
        tingkat=visit.tingkat,
        pemegang=visit.pemegang,
        sop=item.sop,
    )
