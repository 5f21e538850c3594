"""The SOP in force for a case: its rows, and which visits the jejak makes due.

A visit is named `(kode, setelah)`: the langkah and the number of the jejak row that led to it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from chalicelib.domain.sop_baca import baca_tabel, tanpa
from chalicelib.domain.sop_periksa import periksa
from chalicelib.domain.sop_tabel import (
    ASAL,
    GABUNG,
    SELESAI,
    Aksi,
    Blok,
    Dokumen,
    Isian,
    Langkah,
    Pelaksana,
    Penarikan,
    Persyaratan,
    RowFault,
    SyaratBerkas,
    Tabel,
)

__all__ = [
    "Aksi",
    "Blok",
    "Dokumen",
    "Isian",
    "KunciVisit",
    "Langkah",
    "Pelaksana",
    "Penarikan",
    "Persyaratan",
    "RowFault",
    "Sop",
    "SopFaulty",
    "SyaratBerkas",
    "baca",
    "daftar_kunci",
    "muat",
    "terbaru",
]

KunciVisit = tuple[str, int]
"""A visit's name: (kode, setelah)."""
Tertutup = Mapping[KunciVisit, tuple[str, int]]
"""Closed visits: (kode, setelah) → (aksi, number of the jejak row that closed it)."""

FOLDER = Path(__file__).parents[1] / "sop"


class SopFaulty(ValueError):
    """The table is not fit for use; `faults` holds every fault of it."""

    def __init__(self, faults: Iterable[RowFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Sop:
    """One version of the SOP of one kind of permit, or a variant of it without a pelaksana."""

    kunci: str
    jenis: str
    versi: int
    nama: str
    awalan: str
    mulai: str
    janji: str
    status: tuple[str, ...]
    status_gugur: str
    penarikan: Penarikan
    langkah: Mapping[str, Langkah]
    blok: Mapping[str, Blok]
    pelaksana: Mapping[str, Pelaksana]
    isian: tuple[Isian, ...]
    persyaratan: tuple[Persyaratan, ...]
    dokumen: tuple[Dokumen, ...]

    @property
    def dinas(self) -> frozenset[str]:
        """The pelaksana that give a rekomendasi: the agencies."""
        return frozenset(
            baris.pelaksana
            for baris in self.langkah.values()
            if any("rekomendasi" in aksi.efek for aksi in baris.aksi)
        )

    def due(self, closed: Tertutup) -> frozenset[KunciVisit]:
        """The visits that are open or to be opened, given the closed ones; empty at the end.

        A join is due after the last of its branches, with the largest of their jejak numbers.
        Linear in the visits. Raises `KeyError` where a visit was closed by an aksi that this
        table does not have, `ValueError` where a jejak number does not follow its visit.
        """
        belum = set()
        akhir: dict[tuple[str | None, int], list[int]] = {}
        antre = [(self.mulai, 0, "", 0)]
        while antre:
            kode, setelah, dari, awal = antre.pop()
            if (kode, setelah) not in closed:
                belum.add((kode, setelah))
                continue
            aksi, no = closed[kode, setelah]
            if no <= setelah:
                raise ValueError(f"jejak {no} closes a visit to {kode} that {setelah} opened")
            langkah = self.langkah[kode]
            ke = langkah.aksi_berkode(aksi).ke
            if ke == GABUNG and langkah.blok:
                tiba = akhir.setdefault((langkah.blok, awal), [])
                tiba.append(no)
                blok = self.blok[langkah.blok]
                if len(tiba) < len(blok.cabang):
                    continue
                ke, no = blok.lanjut, max(tiba)
            if ke == ASAL:
                antre.append((dari, no, kode, awal))
            elif ke in self.blok:
                antre += [(cabang[0], no, kode, no) for cabang in self.blok[ke].cabang]
            elif ke != SELESAI:
                antre.append((ke, no, kode, awal))
        return frozenset(belum)

    def asal(self, kode: str, setelah: int, closed: Tertutup) -> str | None:
        """The langkah whose closing led to this visit; None for the first visit of a case."""
        return next((dari for (dari, _), (_, no) in closed.items() if no == setelah), None)

    def tujuan(self, langkah: Langkah, aksi: Aksi) -> tuple[str, ...]:
        """The langkah that this aksi can lead to: both starts of a block, the row after a join,
        every row that can lead here for `asal`; empty at the end of the case."""
        ke = aksi.ke
        if ke == ASAL:
            return tuple(
                dari.kode
                for dari in self.langkah.values()
                if any(a.ke == langkah.kode for a in dari.aksi)
            )
        if ke == GABUNG and langkah.blok:
            ke = self.blok[langkah.blok].lanjut
        if ke in self.blok:
            return tuple(cabang[0] for cabang in self.blok[ke].cabang)
        return () if ke == SELESAI else (ke,)

    def boleh_ditarik(self, closed: Tertutup) -> bool:
        """May the applicant still withdraw? Not once the row named in [penarikan] is done."""
        return not any(
            kode == self.penarikan.sampai and aksi == self.penarikan.aksi
            for (kode, _), (aksi, _) in closed.items()
        )


def baca(berkas: Path, nonaktif: Iterable[str] = ()) -> Sop:
    """The SOP in a file named by its version, without these optional pelaksana.

    Raises `SopFaulty` with every fault of the table and of all its variants, `KeyError` where a
    pelaksana of `nonaktif` is not an optional one.
    """
    tabel, faults = baca_tabel(berkas.read_text(encoding="utf-8"))
    faults += periksa(tabel)
    if not berkas.stem.isdecimal():
        faults.append(RowFault("berkas", "namanya harus nomor versi, misalnya 1.toml"))
    if faults:
        raise SopFaulty(faults)
    pergi = sorted(nonaktif)
    if salah := set(pergi) - set(_opsional(tabel)):
        raise KeyError(f"bukan pelaksana opsional: {', '.join(sorted(salah))}")
    return _sop(tanpa(tabel, pergi), int(berkas.stem), pergi)


def _sop(tabel: Tabel, versi: int, pergi: list[str]) -> Sop:
    return Sop(
        kunci=_kunci(tabel.kode, versi, pergi),
        jenis=tabel.kode,
        versi=versi,
        nama=tabel.nama,
        awalan=tabel.awalan,
        mulai=tabel.mulai,
        janji=tabel.janji,
        status=tabel.status,
        status_gugur=tabel.status_gugur,
        penarikan=tabel.penarikan,
        langkah={baris.kode: baris for baris in tabel.langkah},
        blok={blok.kode: blok for blok in tabel.blok},
        pelaksana=tabel.pelaksana,
        isian=tabel.isian,
        persyaratan=tabel.persyaratan,
        dokumen=tabel.dokumen,
    )


@lru_cache
def muat(kunci: str) -> Sop:
    """The SOP named `ikrg-v1`, or its variant `ikrg-v1-tanpa-dlh`.

    Raises `KeyError` for an unknown kunci and `SopFaulty` for a table with faults.
    """
    for jenis, versi in _daftar_versi():
        awal = _kunci(jenis, versi, [])
        if kunci == awal or kunci.startswith(f"{awal}-tanpa-"):
            pergi = kunci.removeprefix(awal).removeprefix("-tanpa-").split("-")
            sop = baca(FOLDER / jenis / f"{versi}.toml", filter(None, pergi))
            if sop.jenis != jenis:
                alasan = f"kode '{sop.jenis}' tidak sama dengan nama foldernya, '{jenis}'"
                raise SopFaulty([RowFault("tabel", alasan)])
            if sop.kunci == kunci:
                return sop
    raise KeyError(kunci)


def terbaru(jenis: str, nonaktif: Iterable[str] = ()) -> str:
    """The kunci of the highest version of this kind of permit, without those of its optional
    pelaksana that the office does not have. Raises `KeyError` for an unknown kind."""
    daftar = [versi for kode, versi in _daftar_versi() if kode == jenis]
    if not daftar:
        raise KeyError(jenis)
    sop = muat(_kunci(jenis, max(daftar), []))
    pergi = {kode for kode, p in sop.pelaksana.items() if p.opsional} & {*nonaktif}
    return _kunci(jenis, sop.versi, sorted(pergi))


def daftar_kunci() -> tuple[str, ...]:
    """Every version of every kind of permit, each with all its variants."""
    daftar = []
    for jenis, versi in _daftar_versi():
        sop = muat(_kunci(jenis, versi, []))
        opsional = sorted(kode for kode, p in sop.pelaksana.items() if p.opsional)
        for jumlah in range(len(opsional) + 1):
            daftar += [_kunci(jenis, versi, [*p]) for p in combinations(opsional, jumlah)]
    return tuple(daftar)


def _daftar_versi() -> tuple[tuple[str, int], ...]:
    return tuple(sorted((b.parent.name, int(b.stem)) for b in FOLDER.glob("*/*.toml")))


def _kunci(jenis: str, versi: int, pergi: Iterable[str]) -> str:
    return "-".join([jenis, f"v{versi}", *(["tanpa", *pergi] if pergi else [])])


def _opsional(tabel: Tabel) -> set[str]:
    return {kode for kode, p in tabel.pelaksana.items() if p.opsional}
