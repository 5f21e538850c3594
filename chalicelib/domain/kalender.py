"""When an office is open: its hours, its closed days, and the holidays of the SKB 3 Menteri.

A year without its SKB raises CalendarUnknown: it is never a year without holidays. A day that
the package `holidays` marks "(estimated)" counts once the cuti bersama of its year are gazetted.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from chalicelib.domain.kantor import JamSehari, Kantor

MENIT = 60_000_000  # microseconds
HARI = 24 * 60 * MENIT
_TAHUN = range(2000, 2200)  # the three zones have had one constant offset all this time


class CalendarUnknown(ValueError):
    """The holidays of a year that the calculation needs are not known."""

    def __init__(self, tahun: int) -> None:
        super().__init__(
            f"Kalender tahun {tahun} belum tersedia. Perbarui paket holidays setelah "
            "SKB hari libur dan cuti bersama tahun itu terbit."
        )


@dataclass(frozen=True, slots=True, eq=False)
class Kalender:
    """The hours of every date, in the office's zone."""

    zona: ZoneInfo
    jam: tuple[JamSehari, ...]
    menit_per_hari: int
    libur_nasional: bool = False
    libur: frozenset[date] = frozenset()
    hari_kerja_pengganti: frozenset[date] = frozenset()

    @staticmethod
    def dari(kantor: Kantor) -> "Kalender":
        """The office's calendar; the same object for the same settings."""
        return _kalender(
            ZoneInfo(kantor.zona),
            kantor.jam_kerja.per_hari,
            kantor.menit_per_hari,
            kantor.libur_nasional,
            kantor.libur,
            kantor.hari_kerja_pengganti,
        )

    @staticmethod
    def sms(kantor: Kantor) -> "Kalender":
        """When SMS may be sent, every day: `mulai_kerja` of it is the end of the quiet hours."""
        jam = (kantor.jam_sms or ("00.00", "24.00"),)
        return _kalender(ZoneInfo(kantor.zona), (jam,) * 7, kantor.menit_per_hari)

    def jam_pada(self, hari: date) -> JamSehari:
        """The hours of one local date; none when closed. A make-up day always has hours."""
        jam = self.jam[hari.weekday()]
        if hari in self.hari_kerja_pengganti:
            return jam or next(filter(None, self.jam))
        if hari in self.libur or (self.libur_nasional and hari in libur_nasional(hari.year)):
            return ()
        return jam


_kalender = lru_cache(Kalender)


@lru_cache
def libur_nasional(tahun: int) -> frozenset[date]:
    """National holidays and cuti bersama. Raises CalendarUnknown where no SKB is known."""
    # Imported here because it takes a third of a second, and most requests count no days.
    from holidays import country_holidays

    # Cuti bersama are never computed, only gazetted: without them there is no SKB yet.
    if not country_holidays("ID", years=tahun, categories=("government",)):
        raise CalendarUnknown(tahun)
    return frozenset(country_holidays("ID", years=tahun, categories=("public", "government")))


@dataclass(frozen=True, slots=True)
class SetahunKerja:
    """One local year of work; instants are microseconds after 1 January 00.00."""

    buka: tuple[int, ...]  # start of each span of hours
    sebelum: tuple[int, ...]  # working time before each span, and last that of the whole year
    tutup: tuple[int, ...]  # close of office of each hari kerja


@lru_cache(maxsize=64)
def setahun(kalender: Kalender, tahun: int) -> SetahunKerja:
    """The table of one year, computed once. Raises CalendarUnknown."""
    if tahun not in _TAHUN:
        raise CalendarUnknown(tahun)
    awal, akhir = date(tahun, 1, 1).toordinal(), date(tahun + 1, 1, 1).toordinal()
    buka, lama, tutup = [], [0], []
    for nomor in range(awal, akhir):
        jam = kalender.jam_pada(date.fromordinal(nomor))
        for dari, sampai in jam:
            buka.append((nomor - awal) * HARI + _mikro(dari))
            lama.append(_mikro(sampai) - _mikro(dari))
        if jam:
            tutup.append(buka[-1] + lama[-1])
    return SetahunKerja(tuple(buka), tuple(accumulate(lama)), tuple(tutup))


def _mikro(jam: str) -> int:
    return (int(jam[:2]) * 60 + int(jam[3:])) * MENIT
