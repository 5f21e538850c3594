"""The time ledger of a case, counted from its jejak alone: where every microsecond went.

One pass over the changes, and the working time measured once between two of them: a visit's
buckets are differences of what had passed when it opened, changed hands and closed.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from chalicelib.domain import jam_kerja, riwayat
from chalicelib.domain.akun_waktu import NOL, Ember
from chalicelib.domain.akun_waktu import AkunVisit as AkunVisit
from chalicelib.domain.akun_waktu import BukuWaktu as BukuWaktu
from chalicelib.domain.akun_waktu import Waktu as Waktu
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.jejak import BarisJejak
from chalicelib.domain.riwayat import Gerak, Orang, Riwayat
from chalicelib.domain.sop import KunciVisit, Sop

K = TypeVar("K")


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
    hitungan = _Hitungan(sop, kalender, isi.mulai)
    for gerak in isi.gerak:
        hitungan.maju(gerak.pada)
        hitungan.terapkan(gerak)
    hitungan.maju(isi.sampai)
    akun = tuple(satu.jadi(hitungan) for satu in hitungan.akun.values())
    waktu = _waktu(isi.sampai - isi.mulai, hitungan.waktu)
    return BukuWaktu(isi.mulai, isi.sampai, isi.berakhir, waktu, akun)


class _Hitungan:
    """The case at one instant: `kerja` is the working time that has passed so far (it stands
    still, uncounted, while only the applicant is awaited), `terbuka` how many visits are open in
    each bucket."""

    def __init__(self, sop: Sop, kalender: Kalender, mulai: datetime) -> None:
        self.sop, self.kalender, self.pada = sop, kalender, mulai
        self.dinas = sop.dinas
        self.kerja = NOL
        self.waktu: dict[str, timedelta] = {}
        self.akun: dict[KunciVisit, _Akun] = {}
        self.terbuka: dict[Ember, int] = {"antre": 0, "petugas": 0, "pemohon": 0, "dinas": 0}

    def maju(self, pada: datetime) -> None:
        """Let time pass, with what is open staying as it is."""
        if pada == self.pada:
            return
        ember = self._ember()
        if ember == "pemohon":
            _tambah(self.waktu, ember, pada - self.pada)
        else:
            kerja = jam_kerja.durasi(self.kalender, self.pada, pada)
            self.kerja += kerja
            _tambah(self.waktu, ember, kerja)
        self.pada = pada

    def _ember(self) -> Ember:
        """Where the case's working time (all time, of Pemohon alone) goes now."""
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
        self.terbuka[akun.ember] -= 1
        akun.ganti_tangan(gerak.orang, self.kerja)
        if gerak.jenis == "tutup":
            akun.tutup(self)
        else:
            self.terbuka[akun.ember] += 1


class _Akun:
    """A visit's account: the case's working time when it opened, was taken in hand, and closed."""

    def __init__(self, gerak: Gerak, hitungan: _Hitungan) -> None:
        self.kunci, self.pelaksana, self.dibuka = gerak.kunci, gerak.pelaksana, gerak.pada
        self.pemohon = hitungan.sop.langkah[gerak.kunci[0]].menunggu_pemohon
        self.dinas = gerak.pelaksana in hitungan.dinas
        self.pemegang: Orang | None = None
        self.orang: dict[Orang, timedelta] = {}
        self.awal = self.sejak = self.akhir = hitungan.kerja
        self.ditutup: datetime | None = None

    @property
    def ember(self) -> Ember:
        """Where the visit's working time (where the applicant is awaited: all of it) goes now."""
        if self.pemohon:
            return "pemohon"
        if self.dinas:
            return "dinas"
        return "petugas" if self.pemegang else "antre"

    def ganti_tangan(self, orang: Orang | None, kerja: timedelta) -> None:
        """From now on this officer has it, or nobody."""
        if self.pemegang:
            _tambah(self.orang, self.pemegang, kerja - self.sejak)
        self.pemegang, self.sejak = orang, kerja

    def tutup(self, hitungan: _Hitungan) -> None:
        """It ends now."""
        self.ditutup, self.akhir = hitungan.pada, hitungan.kerja

    def jadi(self, hitungan: _Hitungan) -> AkunVisit:
        """The account at the end of the count."""
        if self.ditutup is None:
            self.ganti_tangan(self.pemegang, hitungan.kerja)
            self.akhir = hitungan.kerja
        lama, kerja = (self.ditutup or hitungan.pada) - self.dibuka, self.akhir - self.awal
        if self.pemohon:
            isi, self.orang = {"pemohon": lama}, {}
        elif self.dinas:
            isi = {"dinas": kerja}
        else:
            dipegang = sum(self.orang.values(), NOL)
            isi = {"petugas": dipegang, "antre": kerja - dipegang}
        return AkunVisit(
            *self.kunci, self.pelaksana, self.dibuka, self.ditutup, _waktu(lama, isi), self.orang
        )


def _waktu(lama: timedelta, isi: Mapping[str, timedelta]) -> Waktu:
    """These buckets; what is left of the wall time passed while the office was closed."""
    return Waktu(**isi, tutup=lama - sum(isi.values(), NOL))


def _tambah(jumlah: dict[K, timedelta], kunci: K, lama: timedelta) -> None:
    jumlah[kunci] = jumlah.get(kunci, NOL) + lama
