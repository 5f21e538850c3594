"""What time will change next: the sparse index of due instants."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.adapters.model import Baris, BarisVisit
from chalicelib.adapters.peta_isi import SATU
from chalicelib.domain.sop import KunciVisit


def jatuh_tempo(pada: datetime) -> Iterator[tuple[str, KunciVisit | None]]:
    """What time changes by now, longest due first: (nomor, visit), or (nomor, None) for a case or
    a draft itself."""
    for item in Baris.menurut_tempo.query(SATU, Baris.periksa <= pada):
        kunci = (item.kode, int(item.setelah)) if isinstance(item, BarisVisit) else None
        yield item.nomor, kunci


def bertempo(daftar_pelaksana: frozenset[str]) -> set[str]:
    """The cases that have any due instant at all: those in the index, and on these worklists."""
    nomor = {item.nomor for item in Baris.menurut_tempo.query(SATU)}
    for pelaksana in daftar_pelaksana:
        nomor |= {item.nomor for item in Baris.menurut_antrean.query(pelaksana)}
    return nomor
