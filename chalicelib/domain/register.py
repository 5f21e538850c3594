"""The buku register: one row per number of a letter, by kind and year, never used twice.

A kind is the permit's awalan and the letter's document (`IKRG-sk`). A number that was called off
stays in its row as `batal`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from string import Formatter
from typing import Literal

from chalicelib.domain.sop import Dokumen, Sop, daftar_kunci, muat
from chalicelib.domain.surat import Surat

Keadaan = Literal["diterbitkan", "berlaku", "kedaluwarsa", "dicabut", "batal"]
_CARI_BITA = 900
"""DynamoDB takes 1024 bytes of a range key; the number follows the name."""
_CALON_TERBANYAK = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Entri:
    """A row of the book. `diterbitkan`: the number is taken, its letter being issued; `berlaku`:
    the letter stands (a surat penolakan too, which has no end). `tanggal` and `berlaku_sampai`
    are dates in the office's zone; `kedaluwarsa` is never kept, only read (`pada_hari`)."""

    jenis: str
    tahun: int
    urut: int
    nomor: str
    permohonan: str
    kode: str
    nama: str
    tanggal: date
    keadaan: Keadaan
    berlaku_sampai: date | None = None
    berkas_sha256: str = ""
    naskah_sha256: str = ""
    dicabut: datetime | None = None

    def pada_hari(self, hari: date) -> "Entri":
        """The row as it is on this day: what ended before it is `kedaluwarsa`."""
        lewat = self.berlaku_sampai is not None and self.berlaku_sampai < hari
        return replace(self, keadaan="kedaluwarsa") if lewat and self.keadaan == "berlaku" else self


def jenis(sop: Sop, kode: str) -> str:
    """The kind of number that this document of the SOP takes."""
    return f"{sop.awalan}-{kode}"


def kunci(jenis: str, tahun: int, urut: int) -> str:
    """A number's place in the book, as a letter names it."""
    return f"{jenis}#{tahun}#{urut:06}"


def dari_kunci(kunci: str) -> tuple[str, int, int]:
    """(kind, year, number) of a place in the book."""
    jenis, tahun, urut = kunci.split("#")
    return jenis, int(tahun), int(urut)


def keadaan(surat: Surat) -> Keadaan:
    """How a letter stands, whatever the day."""
    if surat.keadaan == "batal":
        return "batal"
    if surat.keadaan != "jadi":
        return "diterbitkan"
    return "dicabut" if surat.dicabut else "berlaku"


def bernomor(sop: Sop) -> frozenset[str]:
    """The documents of this SOP that take a number: what the office decides, and what revokes."""
    hasil = {d.kode for d in sop.dokumen if d.mencabut}
    for langkah in sop.langkah.values():
        for aksi in langkah.aksi:
            isi = aksi.efek.get("terbitkan", {})
            hasil |= {isi} if isinstance(isi, str) else {*isi.values()}
    return frozenset(hasil)


@lru_cache
def daftar_jenis() -> Mapping[str, tuple[Sop, Dokumen]]:
    """Every kind of letter with a number, with its document in the newest SOP that has it."""
    return {
        jenis(sop, dokumen.kode): (sop, dokumen)
        for sop in sorted(map(muat, daftar_kunci()), key=lambda sop: (sop.versi, sop.kunci))
        for dokumen in sop.dokumen
        if dokumen.kode in bernomor(sop)
    }


def cari(nama: str) -> str:
    """A holder's name as it is searched: case, width and spaces do not count."""
    rata = " ".join(unicodedata.normalize("NFKC", nama).casefold().split())
    return rata.encode(errors="ignore")[:_CARI_BITA].decode(errors="ignore")


def kunci_cari(nama: str, tahun: int, urut: int) -> str:
    """The holder's name as it is sorted in the index."""
    return f"{cari(nama)}#{tahun}#{urut:06}"


def sama_nomor(satu: str, dua: str) -> bool:
    """The same number of a letter, however it was typed: spaces, case and zeros do not count."""
    return _rata(satu) == _rata(dua)


def _rata(nomor: str) -> str:
    return re.sub(r"0*([0-9]+)", r"\1", "".join(nomor.split()).casefold())


def calon(pola: str, teks: str, tahun: int | None) -> Iterator[tuple[int, int]]:
    """Where a number may stand in the book, as (year, place): by its place alone, by the office's
    pattern, or, where the pattern was another one then, by any figure in it.

    Whoever asks by a whole number compares it with the row's (`sama_nomor`).
    """
    teks = teks.strip()
    if re.fullmatch(r"[0-9]{1,9}", teks):
        yield from [(tahun, int(teks))] if tahun else []
        return
    cocok = re.fullmatch(_regex(pola), "".join(teks.split()), re.IGNORECASE)
    if cocok:
        yield int(cocok["tahun"]), int(cocok["urut"])
        return
    angka = [int(a) for a in re.findall(r"[0-9]+", teks) if len(a) < 7][:_CALON_TERBANYAK]
    daftar_tahun = [tahun] if tahun else [a for a in angka if 2000 <= a < 2200]
    yield from dict.fromkeys((t, a) for t in daftar_tahun for a in angka)


def _regex(pola: str) -> str:
    """What the numbers of this pattern look like."""
    hasil, sudah = "", set[str]()
    for harfiah, nama, _, _ in Formatter().parse(pola):
        hasil += re.escape("".join(harfiah.split()))
        if nama in sudah and nama in ("urut", "tahun"):
            hasil += f"0*(?P={nama})" if nama == "urut" else f"(?P={nama})"
        elif nama == "urut":
            hasil += "0*(?P<urut>[0-9]{1,9})"
        elif nama == "tahun":
            hasil += "(?P<tahun>[0-9]{4})"
        elif nama is not None:
            hasil += ".+?"
        sudah.add(str(nama))
    return hasil
