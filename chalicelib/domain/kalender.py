"""When an office is open: its hours, its closed days, and the holidays of the SKB 3 Menteri.

A year is known when the office has entered its SKB (and its Ramadan, where that changes the hours)
and the package `holidays` has its cuti bersama; any other raises CalendarUnknown: it is never a
year without holidays. An office without national holidays and Ramadan hours knows every year.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from chalicelib.domain.kantor import JamSehari, Kantor
from chalicelib.errors import Refusal

MENIT = 60_000_000  # microseconds
HARI = 24 * 60 * MENIT
_TAHUN = range(2000, 2200)  # the three zones have had one constant offset all this time


class CalendarUnknown(Refusal, ValueError):
    """A year that the calculation needs is not known; the sentence says what is missing.

    Nobody's input is wrong: whoever asks is told so, and an alarm has told the operator before.
    """

    status_code = 503

    def __init__(self, tahun: int, *sebab: str) -> None:
        super().__init__(f"Kalender tahun {tahun} belum tersedia. {' '.join(sebab)}")
        self.tahun = tahun


@dataclass(frozen=True, slots=True)
class TahunKalender:
    """A year as the office entered it; `libur` is None where the package `holidays` has it."""

    tahun: int
    skb: str = ""
    ramadan: tuple[tuple[date, date], ...] = ()  # first and last day, inclusive
    libur: frozenset[date] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Kalender:
    """The hours of every date, in the office's zone. Raises ValueError where it never opens."""

    zona: ZoneInfo
    jam: tuple[JamSehari, ...]  # of the seven weekdays, Monday first
    menit_per_hari: int
    jam_ramadan: tuple[JamSehari, ...] | None = None
    libur_nasional: bool = False
    tahun: tuple[TahunKalender, ...] = ()
    libur: frozenset[date] = frozenset()
    hari_kerja_pengganti: frozenset[date] = frozenset()
    tercatat: bool = False  # a version of the past: nothing beyond `tahun` is looked up
    _tabel: dict[int, "SetahunKerja"] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        if not any(self.jam) or (self.jam_ramadan is not None and not any(self.jam_ramadan)):
            raise ValueError("Kalender ini tidak pernah buka: sedikitnya satu hari harus buka.")

    @staticmethod
    def dari(kantor: Kantor) -> "Kalender":
        """The office's calendar; the same object for the same settings."""
        return sekali(
            ZoneInfo(kantor.zona),
            kantor.jam_kerja.per_hari,
            kantor.menit_per_hari,
            kantor.jam_ramadan.per_hari if kantor.jam_ramadan else None,
            kantor.libur_nasional,
            tuple(TahunKalender(t, x.skb, x.ramadan) for t, x in sorted(kantor.tahun.items())),
            kantor.libur,
            kantor.hari_kerja_pengganti,
        )

    @staticmethod
    def sms(kantor: Kantor) -> "Kalender":
        """When SMS may be sent, every day: `mulai_kerja` of it is the end of the quiet hours."""
        jam = (kantor.jam_sms or ("00.00", "24.00"),)
        return sekali(ZoneInfo(kantor.zona), (jam,) * 7, kantor.menit_per_hari)

    def kenal(self, tahun: int) -> TahunKalender:
        """A year with its holidays. Raises CalendarUnknown."""
        if tahun not in _TAHUN:
            raise CalendarUnknown(tahun, "Tahun itu di luar jangkauan (2000 sampai 2199).")
        entri = next((t for t in self.tahun if t.tahun == tahun), None)
        if entri and entri.libur is not None:
            return entri
        libur: frozenset[date] = frozenset()
        sebab = []
        if not entri and (self.libur_nasional or self.jam_ramadan):
            sebab.append(_TIDAK_TERCATAT if self.tercatat else _BELUM_DITULIS.format(tahun=tahun))
        if self.libur_nasional and not self.tercatat:
            skb = skb_nasional(tahun)
            libur = skb.libur
            sebab += [] if skb.cuti_bersama else [_BELUM_DI_PAKET]
        if sebab:
            raise CalendarUnknown(tahun, *sebab)
        return replace(entri or TahunKalender(tahun), libur=libur)

    def jam_pada(self, hari: date) -> JamSehari:
        """The hours of one local date; none when closed. A make-up day always has hours.

        Raises CalendarUnknown.
        """
        return self._jam(hari, self.kenal(hari.year))

    def _jam(self, hari: date, tahun: TahunKalender) -> JamSehari:
        sepekan = self.jam
        if self.jam_ramadan and any(awal <= hari <= akhir for awal, akhir in tahun.ramadan):
            sepekan = self.jam_ramadan
        jam = sepekan[hari.weekday()]
        if hari in self.hari_kerja_pengganti:
            return jam or next(filter(None, sepekan))
        return () if hari in self.libur or hari in (tahun.libur or ()) else jam


_TIDAK_TERCATAT = "Tahun itu tidak termasuk dalam versi kalender ini."
_BELUM_DITULIS = (
    "Nomor SKB 3 Menteri tahun itu belum ditulis: tulis bersama hari-hari Ramadan pada "
    "[tahun.{tahun}] di setelan kantor."
)
_BELUM_DI_PAKET = (
    "Paket holidays belum memuat cuti bersama tahun itu: perbarui paket itu setelah SKB terbit."
)

sekali = lru_cache(maxsize=256)(Kalender)
"""A Kalender made once for the same settings, so that its tables are made once too."""


@dataclass(frozen=True, slots=True)
class SkbNasional:
    """A year as the package `holidays` has it; `perkiraan` are days that it only estimates."""

    libur: frozenset[date]  # national holidays and cuti bersama
    cuti_bersama: frozenset[date]  # never computed, only gazetted: none means no SKB yet
    perkiraan: frozenset[date]


@cache
def skb_nasional(tahun: int) -> SkbNasional:
    """The holidays of any year in the range of the calendar, gazetted or computed."""
    # Imported here because it takes a third of a second, and most requests count no days.
    from holidays import country_holidays

    semua, bersama = ("public", "government"), ("government",)
    resmi = country_holidays("ID", years=tahun, categories=semua, language="en_US")
    return SkbNasional(
        libur=frozenset(resmi),
        cuti_bersama=frozenset(country_holidays("ID", years=tahun, categories=bersama)),
        perkiraan=frozenset(h for h, nama in resmi.items() if "estimated" in nama),
    )


@cache
def nama_libur(tahun: int) -> dict[date, str]:
    """What the holidays and cuti bersama of a year are called, in Indonesian, for people; dates
    are computed from `skb_nasional` alone."""
    from holidays import country_holidays

    semua = ("public", "government")
    return dict(country_holidays("ID", years=tahun, categories=semua, language="id"))


@dataclass(frozen=True, slots=True)
class SetahunKerja:
    """One local year of work; instants are microseconds after 1 January 00.00."""

    buka: tuple[int, ...]  # start of each span of hours
    sebelum: tuple[int, ...]  # working time before each span, and last that of the whole year
    tutup: tuple[int, ...]  # close of office of each hari kerja


def setahun(kalender: Kalender, tahun: int) -> SetahunKerja:
    """The table of one year, computed once per calendar. Raises CalendarUnknown."""
    if isi := kalender._tabel.get(tahun):
        return isi
    dikenal = kalender.kenal(tahun)
    awal, akhir = date(tahun, 1, 1).toordinal(), date(tahun + 1, 1, 1).toordinal()
    buka, lama, tutup = [], [0], []
    for nomor in range(awal, akhir):
        jam = kalender._jam(date.fromordinal(nomor), dikenal)
        for dari, sampai in jam:
            buka.append((nomor - awal) * HARI + _mikro(dari))
            lama.append(_mikro(sampai) - _mikro(dari))
        if jam:
            tutup.append(buka[-1] + lama[-1])
    isi = SetahunKerja(tuple(buka), tuple(accumulate(lama)), tuple(tutup))
    return kalender._tabel.setdefault(tahun, isi)


def _mikro(jam: str) -> int:
    return (int(jam[:2]) * 60 + int(jam[3:])) * MENIT
