"""What a time ledger says: time by bucket, of each visit and of the case.

An instant of a visit is in one of five buckets (`Waktu`), and so is an instant of the case.
Rows at which the applicant is awaited take all time, day and night; every other row (one of
receiving an SMS too) takes working time, and `tutup` is what passes while the office is closed.
All of it is exact, so that buckets add up to wall time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from chalicelib.domain.riwayat import Orang

Ember = Literal["antre", "petugas", "pemohon", "dinas", "tutup"]
NOL = timedelta(seconds=0)


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
                jumlah[orang] = jumlah.get(orang, NOL) + lama
        return jumlah

    def _jumlah(self, kunci: Callable[[AkunVisit], str]) -> dict[str, Waktu]:
        jumlah: dict[str, Waktu] = {}
        for akun in self.visits:
            jumlah[kunci(akun)] = jumlah.get(kunci(akun), Waktu()) + akun.waktu
        return jumlah
