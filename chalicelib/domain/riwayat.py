"""What the jejak says of the visits of a case: who opened, held, let go and closed what, and when.

The rows are checked as they are read, so that whoever counts from them never counts from a log
that cannot be: `JejakRusak` says which row is wrong and why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from chalicelib.domain.jejak import BarisJejak
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import KunciVisit, Sop

Orang = tuple[str, str]
"""An officer: (id, nama)."""


class JejakRusak(ValueError):
    """The jejak contradicts itself or the SOP; the sentence names the row and what is wrong."""


class Gerak(NamedTuple):
    """One change at one visit; `orang` is who claimed it."""

    pada: datetime
    jenis: Literal["buka", "pegang", "lepas", "tutup"]
    kunci: KunciVisit
    pelaksana: str
    orang: Orang | None = None


@dataclass(frozen=True, slots=True)
class Riwayat:
    """The changes in order, from the first row of the case to its end, or to `sampai`."""

    mulai: datetime
    sampai: datetime
    berakhir: bool
    gerak: tuple[Gerak, ...]


def baca(jejak: Iterable[BarisJejak], sop: Sop, sampai: datetime) -> Riwayat:
    """The history of a case until its end or, where it has not ended, until `sampai`.

    A case ends at its withdrawal or lapse, or with the aksi after which no visit is due. Raises
    `JejakRusak`: no rows; a row missing, twice, out of order, back in time, without zone or of
    another case; a langkah opened twice or by no aksi that leads to it, closed or claimed while
    it is not open, claimed by two, released by none; anything done after the end; `sampai`
    without zone or before the last row of a case that goes on.
    """
    pembaca = _Pembaca(sop)
    for baris in jejak:
        pembaca.baca(baris)
    return pembaca.selesai(sampai)


def dari_kasus(p: Permohonan, sampai: datetime) -> Riwayat:
    """The history as the visits of the case tell it, without its jejak: opened and closed, but
    not who held what, so that `antre` and `petugas` of its ledger are one."""
    gerak = []
    for v in p.visits.values():
        gerak.append(Gerak(v.dibuka, "buka", v.kunci, v.pelaksana))
        if v.ditutup:
            gerak.append(Gerak(v.ditutup, "tutup", v.kunci, v.pelaksana))
    gerak.sort(key=lambda g: (g.pada, g.jenis == "tutup"))
    akhir = p.berakhir or max(sampai, p.dibuat, *(g.pada for g in gerak[-1:]))
    return Riwayat(p.dibuat, akhir, p.berakhir is not None, tuple(gerak))


class _Pembaca:
    def __init__(self, sop: Sop) -> None:
        self.sop = sop
        self.gerak: list[Gerak] = []
        self.mulai: datetime | None = None
        self.terakhir: BarisJejak | None = None
        self.dihentikan: datetime | None = None
        self.terbuka: dict[KunciVisit, str] = {}
        self.dipegang: set[KunciVisit] = set()
        self.tertutup: dict[KunciVisit, tuple[str, int]] = {}
        self.aksi: dict[int, tuple[str, str]] = {}  # number of the row → langkah and aksi

    def baca(self, baris: BarisJejak) -> None:
        self._periksa_urutan(baris)
        self.mulai = self.mulai or baris.pada
        self.terakhir = baris
        baca = _PEMBACA.get(baris.peristiwa)
        if baca is None:
            return
        if self.dihentikan:
            raise _rusak(baris, "terjadi setelah permohonan berakhir")
        baca(self, baris, (baris.langkah, baris.setelah))

    def selesai(self, sampai: datetime) -> Riwayat:
        if self.mulai is None or self.terakhir is None:
            raise JejakRusak("Jejak kosong: belum ada yang dapat dihitung.")
        if self.dihentikan or not self._belum_selesai(self.terakhir):
            akhir = self.dihentikan or self.gerak[-1].pada
            return Riwayat(self.mulai, akhir, True, tuple(self.gerak))
        if sampai.utcoffset() is None:
            raise JejakRusak("Waktu akhir penghitungan harus memuat zona waktu.")
        if sampai < self.terakhir.pada:
            raise JejakRusak("Waktu akhir penghitungan mendahului baris terakhir jejak.")
        return Riwayat(self.mulai, sampai, False, tuple(self.gerak))

    def _belum_selesai(self, terakhir: BarisJejak) -> bool:
        due = self.sop.due(self.tertutup)
        if asing := self.terbuka.keys() - due:
            raise _rusak(terakhir, f"langkah {min(asing)[0]} terbuka tidak menurut SOP")
        return bool(due)

    def _periksa_urutan(self, baris: BarisJejak) -> None:
        lalu = self.terakhir
        no = lalu.no if lalu else 0
        if baris.pada.utcoffset() is None:
            raise _rusak(baris, "waktunya tidak memuat zona waktu")
        if lalu and baris.nomor != lalu.nomor:
            raise _rusak(baris, "berasal dari permohonan lain")
        if lalu and baris.no == no:
            raise _rusak(baris, "tertulis dua kali")
        if baris.no != no + 1:
            raise _rusak(baris, f"tidak berurutan: baris sebelumnya nomor {no}")
        if lalu and baris.pada < lalu.pada:
            raise _rusak(baris, "waktunya mundur dari baris sebelumnya")

    def _buka(self, baris: BarisJejak, kunci: KunciVisit) -> None:
        if kunci in self.terbuka or kunci in self.tertutup:
            raise _rusak(baris, f"membuka langkah {kunci[0]} untuk kedua kali")
        if not self._menurut_sop(kunci):
            raise _rusak(baris, f"membuka langkah {kunci[0]} tidak menurut SOP")
        if baris.pelaksana != self.sop.langkah[kunci[0]].pelaksana:
            raise _rusak(baris, f"membuka langkah {kunci[0]} untuk pelaksana yang bukan pemiliknya")
        self.terbuka[kunci] = baris.pelaksana
        self._catat(baris, "buka", kunci, baris.pelaksana)

    def _menurut_sop(self, kunci: KunciVisit) -> bool:
        kode, setelah = kunci
        if setelah == 0:
            return kode == self.sop.mulai
        if setelah not in self.aksi:
            return False
        dari, aksi = self.aksi[setelah]
        langkah = self.sop.langkah[dari]
        return kode in self.sop.tujuan(langkah, langkah.aksi_berkode(aksi))

    def _aksi(self, baris: BarisJejak, kunci: KunciVisit) -> None:
        pelaksana = self._pelaksana(baris, kunci, "menutup")
        if all(aksi.kode != baris.aksi for aksi in self.sop.langkah[kunci[0]].aksi):
            raise _rusak(baris, f"langkah {kunci[0]} tidak mempunyai aksi {baris.aksi or 'kosong'}")
        del self.terbuka[kunci]
        self.tertutup[kunci] = (baris.aksi, baris.no)
        self.aksi[baris.no] = (kunci[0], baris.aksi)
        self._catat(baris, "tutup", kunci, pelaksana)

    def _pegang(self, baris: BarisJejak, kunci: KunciVisit) -> None:
        pelaksana = self._pelaksana(baris, kunci, "memegang")
        if kunci in self.dipegang:
            raise _rusak(baris, f"memegang langkah {kunci[0]} yang sudah dipegang")
        self.dipegang.add(kunci)
        self._catat(baris, "pegang", kunci, pelaksana, (baris.oleh, baris.nama))

    def _lepas(self, baris: BarisJejak, kunci: KunciVisit) -> None:
        pelaksana = self._pelaksana(baris, kunci, "melepas")
        if kunci not in self.dipegang:
            raise _rusak(baris, f"melepas langkah {kunci[0]} yang tidak dipegang")
        self.dipegang.remove(kunci)
        self._catat(baris, "lepas", kunci, pelaksana)

    def _berhenti(self, baris: BarisJejak, _: KunciVisit) -> None:
        if not self.terbuka and not self.sop.due(self.tertutup):
            raise _rusak(baris, "terjadi setelah permohonan berakhir")
        for kunci, pelaksana in self.terbuka.items():
            self._catat(baris, "tutup", kunci, pelaksana)
        self.terbuka.clear()
        self.dihentikan = baris.pada

    def _pelaksana(self, baris: BarisJejak, kunci: KunciVisit, apa: str) -> str:
        if kunci not in self.terbuka:
            raise _rusak(baris, f"{apa} langkah {kunci[0] or 'tanpa nama'} yang tidak terbuka")
        return self.terbuka[kunci]

    def _catat(
        self,
        baris: BarisJejak,
        jenis: Literal["buka", "pegang", "lepas", "tutup"],
        kunci: KunciVisit,
        pelaksana: str,
        orang: Orang | None = None,
    ) -> None:
        self.gerak.append(Gerak(baris.pada, jenis, kunci, pelaksana, orang))


_PEMBACA = {
    "buka": _Pembaca._buka,
    "aksi": _Pembaca._aksi,
    "pegang": _Pembaca._pegang,
    "lepas": _Pembaca._lepas,
    "tarik": _Pembaca._berhenti,
    "gugur": _Pembaca._berhenti,
}


def _rusak(baris: BarisJejak, alasan: str) -> JejakRusak:
    return JejakRusak(f"Jejak rusak pada baris {baris.no} ({baris.peristiwa}): {alasan}.")
