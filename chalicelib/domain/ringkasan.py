"""The daily digest of a person: his overdue tasks, those due today, and what came up to him."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.eskalasi import TERLAMBAT, penerima
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.tugas import Tugas


@dataclass(frozen=True, slots=True)
class Penerima:
    """An officer: his id, his seats, and his phone where he gave one."""

    sub: str
    kursi: frozenset[str]
    telepon: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """What one person should know: `terlambat` and `segera` are his own or nobody's yet,
    `bawahan` are overdue below him and were raised to him."""

    terlambat: tuple[Tugas, ...]
    segera: tuple[Tugas, ...]
    bawahan: tuple[Tugas, ...]

    @property
    def kosong(self) -> bool:
        """Nothing to tell."""
        return not (self.terlambat or self.segera or self.bawahan)


def naik_ke(kantor: Kantor, kursi: frozenset[str], tugas: Tugas) -> bool:
    """Was this overdue langkah raised to one of these seats?"""
    naik = max(0, tugas.tingkat - TERLAMBAT)
    return bool(kursi & {*penerima(kantor, tugas.pelaksana)[:naik]})


def untuk(kantor: Kantor, orang: Penerima, daftar: Iterable[Tugas], pada: datetime) -> Ringkasan:
    """The digest of one person out of everything that is overdue or due today."""
    semua = tuple(daftar)
    milik = [
        t
        for t in semua
        if t.pelaksana in orang.kursi and (t.pemegang is None or t.pemegang[0] == orang.sub)
    ]
    return Ringkasan(
        terlambat=tuple(t for t in milik if t.batas_waktu <= pada),
        segera=tuple(t for t in milik if t.batas_waktu > pada),
        bawahan=tuple(
            t for t in semua if t.pelaksana not in orang.kursi and naik_ke(kantor, orang.kursi, t)
        ),
    )
