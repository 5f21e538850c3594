"""The time ledger of a case, counted from its jejak alone: where every microsecond went.

An instant of a visit is in one of five buckets (`Waktu`), and so is an instant of the case.
Rows of Pemohon take all time, day and night; every other row takes working time, and `tutup` is
what passes while the office is closed. Counted exactly, so that buckets add up to the wall time.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeVar

from chalicelib.domain import jam_kerja, riwayat
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.jejak import BarisJejak
from chalicelib.domain.riwayat import Gerak, Orang, Riwayat
from chalicelib.domain.sop import Sop

Ember = Literal["antre", "petugas", "pemohon", "dinas", "tutup"]
NOL = timedelta(seconds=0)
K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waktu:
    """Time by bucket: in queue, with an officer, with the applicant, with an agency, closed."""

    antre: timedelta = NOL
    petugas: timedelta = NOL
    pemohon: timedelta = NOL
    dinas: timedelta = NOL
    tutup: timedelta = NOL

    @property
    def kantor(self) -> timedelta:
        """The clock of the office: working time in which the applicant alone is not awaited."""
        return self.antre + self.petugas + self.dinas

    @property
    def seluruhnya(self) -> timedelta:
        """All of it: the wall time."""
        return self.kantor + self.pemohon + self.tutup

    def __add__(self, lain: "Waktu") -> "Waktu":
        """Bucket by bucket."""
        return Waktu(
            antre=self.antre + lain.antre,
            petugas=self.petugas + lain.petugas,
            pemohon=self.pemohon + lain.pemohon,
            dinas=self.dinas + lain.dinas,
            tutup=self.tutup + lain.tutup,
        )


@dataclass(frozen=True, slots=True)
class AkunVisit:
    """The account of one visit, whose buckets add up to the time from `dibuka` to its end.

    `ditutup` is None where the case goes on with the visit open. `orang` is the working time in
    which each officer held it; without a claim nobody did, whoever closed it.
    """

    kode: str
    setelah: int
    pelaksana: str
    dibuka: datetime
    ditutup: datetime | None
    waktu: Waktu
    orang: Mapping[Orang, timedelta]


@dataclass(frozen=True, slots=True)
class BukuWaktu:
    """The ledger of a case from `mulai` to its end, or to the instant that was asked for.

    `waktu` has every instant of the case in exactly one bucket, side by side or not. The sums
    over visits (`per_…`) count the branches of a block each for itself.
    """

    mulai: datetime
    sampai: datetime
    berakhir: bool
    waktu: Waktu
    visits: tuple[AkunVisit, ...]

    @property
    def per_langkah(self) -> dict[str, Waktu]:
        """Sums over the visits of each langkah, in the order of their first visit."""
        return self._jumlah(lambda akun: akun.kode)

    @property
    def per_pelaksana(self) -> dict[str, Waktu]:
        """Sums over the visits of each pelaksana."""
        return self._jumlah(lambda akun: akun.pelaksana)

    @property
    def per_orang(self) -> dict[Orang, timedelta]:
        """The working time in which each officer held a visit of this case."""
        jumlah: dict[Orang, timedelta] = {}
        for akun in self.visits:
            for orang, lama in akun.orang.items():
                _tambah(jumlah, orang, lama)
        return jumlah

    def _jumlah(self, kunci: Callable[[AkunVisit], str]) -> dict[str, Waktu]:
        jumlah: dict[str, Waktu] = {}
        for akun in self.visits:
            jumlah[kunci(akun)] = jumlah.get(kunci(akun), Waktu()) + akun.waktu
        return jumlah


def buku_waktu(
    jejak: Iterable[BarisJejak], sop: Sop, kalender: Kalender, sampai: datetime
) -> BukuWaktu:
    """The ledger that the rows of one case give over this calendar; `sampai` (now) counts only
    while the case goes on. Linear in the rows.

    Raises `riwayat.JejakRusak`, and `CalendarUnknown` where the office's hours are not known.
    """
    return hitung(riwayat.baca(jejak, sop, sampai), sop, kalender)


def hitung(isi: Riwayat, sop: Sop, kalender: Kalender) -> BukuWaktu:
    """The ledger of a history that has been read. Raises `CalendarUnknown`."""
    hitungan = _Hitungan(sop.dinas, kalender, isi.mulai)
    for gerak in isi.gerak:
        hitungan.maju(gerak.pada)
        hitungan.terapkan(gerak)
    hitungan.maju(isi.sampai)
    akun = tuple(a.jadi(hitungan) for a in hitungan.akun.values())
    return BukuWaktu(isi.mulai, isi.sampai, isi.berakhir, Waktu(**hitungan.waktu), akun)


class _Hitungan:
    """The case at one instant: `kerja` is the working time that has passed so far (it stands
    still, uncounted, while only the applicant is awaited), `terbuka` what is open per bucket."""

    def __init__(self, dinas: frozenset[str], kalender: Kalender, mulai: datetime) -> None:
        self.dinas, self.kalender, self.pada = dinas, kalender, mulai
        self.kerja = NOL
        self.waktu: dict[str, timedelta] = {}
        self.akun: dict[tuple[str, int], _Akun] = {}
        self.terbuka = {"antre": 0, "petugas": 0, "pemohon": 0, "dinas": 0}

    def maju(self, pada: datetime) -> None:
        """Let time pass, with what is open staying as it is."""
        lama = pada - self.pada
        if not lama:
            return
        ember = self._ember()
        if ember == "pemohon":
            _tambah(self.waktu, ember, lama)
        else:
            kerja = jam_kerja.durasi(self.kalender, self.pada, pada)
            self.kerja += kerja
            _tambah(self.waktu, ember, kerja)
            _tambah(self.waktu, "tutup", lama - kerja)
        self.pada = pada

    def _ember(self) -> Ember:
        """Where the case's working time goes now."""
        terbuka = self.terbuka
        if terbuka["petugas"]:
            return "petugas"
        if terbuka["antre"]:
            return "antre"
        if terbuka["dinas"]:
            return "dinas"
        return "pemohon" if terbuka["pemohon"] else "antre"

    def terapkan(self, gerak: Gerak) -> None:
        """Change what is open at this instant."""
        if gerak.jenis == "buka":
            akun = self.akun[gerak.kunci] = _Akun(gerak, self)
            self.terbuka[akun.ember] += 1
            return
        akun = self.akun[gerak.kunci]
        akun.catat(self)
        self.terbuka[akun.ember] -= 1
        if gerak.jenis == "tutup":
            akun.ditutup = gerak.pada
            return
        akun.pemegang = gerak.orang
        self.terbuka[akun.ember] += 1


class _Akun:
    """A visit's account, written up to `sejak` (at which `kerja` had passed)."""

    def __init__(self, gerak: Gerak, hitungan: _Hitungan) -> None:
        self.kunci, self.pelaksana, self.dibuka = gerak.kunci, gerak.pelaksana, gerak.pada
        self.dinas = gerak.pelaksana in hitungan.dinas
        self.ditutup: datetime | None = None
        self.pemegang: Orang | None = None
        self.waktu: dict[str, timedelta] = {}
        self.orang: dict[Orang, timedelta] = {}
        self.sejak, self.kerja = hitungan.pada, hitungan.kerja

    @property
    def ember(self) -> Ember:
        """Where the visit's working time (of Pemohon: all of it) goes now."""
        if self.pelaksana == "pemohon":
            return "pemohon"
        if self.dinas:
            return "dinas"
        return "petugas" if self.pemegang else "antre"

    def catat(self, hitungan: _Hitungan) -> None:
        """Write down what passed since the last change."""
        lama, kerja = hitungan.pada - self.sejak, hitungan.kerja - self.kerja
        ember = self.ember
        _tambah(self.waktu, ember, lama if ember == "pemohon" else kerja)
        if ember != "pemohon":
            _tambah(self.waktu, "tutup", lama - kerja)
            if self.pemegang:
                _tambah(self.orang, self.pemegang, kerja)
        self.sejak, self.kerja = hitungan.pada, hitungan.kerja

    def jadi(self, hitungan: _Hitungan) -> AkunVisit:
        """The account at the end of the count."""
        if self.ditutup is None:
            self.catat(hitungan)
        waktu = Waktu(**self.waktu)
        return AkunVisit(*self.kunci, self.pelaksana, self.dibuka, self.ditutup, waktu, self.orang)


def _tambah(jumlah: dict[K, timedelta], kunci: K, lama: timedelta) -> None:
    jumlah[kunci] = jumlah.get(kunci, NOL) + lama
