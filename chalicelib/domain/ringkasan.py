"""The daily digest of a person: his overdue langkah, those due today, and what came up to him."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.eskalasi import TERLAMBAT, penerima
from chalicelib.domain.kantor import Kantor


@dataclass(frozen=True, slots=True)
class Penerima:
    """An officer: his id, his seats, and his phone where he gave one."""

    sub: str
    kursi: frozenset[str]
    telepon: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Tunggakan:
    """An open langkah that is overdue or soon will be; `pemegang` is the id of who holds it."""

    nomor: str
    kode: str
    setelah: int
    pelaksana: str
    batas_waktu: datetime
    tingkat: int
    pemegang: str


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """What one person should know: `terlambat` and `segera` are his own or nobody's yet,
    `bawahan` are overdue below him and were raised to him."""

    terlambat: tuple[Tunggakan, ...]
    segera: tuple[Tunggakan, ...]
    bawahan: tuple[Tunggakan, ...]

    @property
    def kosong(self) -> bool:
        """Nothing to tell."""
        return not (self.terlambat or self.segera or self.bawahan)


def naik_ke(kantor: Kantor, kursi: frozenset[str], tunggakan: Tunggakan) -> bool:
    """Was this overdue langkah raised to one of these seats?"""
    naik = max(0, tunggakan.tingkat - TERLAMBAT)
    return bool(kursi & {*penerima(kantor, tunggakan.pelaksana)[:naik]})


def untuk(
    kantor: Kantor, orang: Penerima, daftar: Iterable[Tunggakan], pada: datetime
) -> Ringkasan:
    """The digest of one person out of everything that is overdue or due today."""
    semua = tuple(daftar)
    milik = [t for t in semua if t.pelaksana in orang.kursi and t.pemegang in ("", orang.sub)]
    return Ringkasan(
        terlambat=tuple(t for t in milik if t.batas_waktu <= pada),
        segera=tuple(t for t in milik if t.batas_waktu > pada),
        bawahan=tuple(
            t for t in semua if t.pelaksana not in orang.kursi and naik_ke(kantor, orang.kursi, t)
        ),
    )
