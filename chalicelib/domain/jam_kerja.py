"""Working time, exact to the microsecond: the only place that adds minutes or days.

Rules: Perpres 21/2023 (hours) and SKB 3 Menteri (holidays), as the office's Kalender holds them.
Instants go in aware, in any zone, and come out in UTC. A naive one, a negative amount and an end
before its start are ValueErrors; an instant outside the known years is CalendarUnknown. Spans
are half-open: the minute at which an office closes is no longer worked.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from math import ceil

from chalicelib.domain.kalender import HARI, MENIT, SetahunKerja, setahun
from chalicelib.domain.kalender import CalendarUnknown as CalendarUnknown
from chalicelib.domain.kalender import Kalender as Kalender
from chalicelib.domain.norma import Norma

_MIKRO = timedelta(microseconds=1)
_SETAHUN = 366 * HARI

Rentang = tuple[datetime, datetime]
"""A half-open span of instants: the first belongs to it, the second does not."""


def _lokal(kalender: Kalender, pada: datetime) -> datetime:
    if pada.utcoffset() is None:
        raise ValueError(f"naive datetime: {pada}")
    return pada.astimezone(kalender.zona)


def _urai(kalender: Kalender, pada: datetime) -> tuple[int, int]:
    """The local year, and the microseconds since it began."""
    lokal = _lokal(kalender, pada)
    hari = lokal.toordinal() - date(lokal.year, 1, 1).toordinal()
    menit = (hari * 24 + lokal.hour) * 60 + lokal.minute
    return lokal.year, menit * MENIT + lokal.second * 1_000_000 + lokal.microsecond


def _urai_rentang(
    kalender: Kalender, dari: datetime, sampai: datetime
) -> tuple[int, int, int, int]:
    """Both ends; midnight of New Year ends the old year and needs nothing of the new one."""
    awal, mulai = _urai(kalender, dari)
    akhir, selesai = _urai(kalender, sampai)
    if sampai < dari:
        raise ValueError(f"sampai is before dari: {sampai} < {dari}")
    if awal < akhir and not selesai:
        return awal, mulai, akhir - 1, _SETAHUN
    return awal, mulai, akhir, selesai


def _instan(kalender: Kalender, tahun: int, mikro: int) -> datetime:
    return (datetime(tahun, 1, 1, tzinfo=kalender.zona) + mikro * _MIKRO).astimezone(UTC)


def _tidak_negatif(jumlah: int | Fraction) -> None:
    if jumlah < 0:
        raise ValueError(f"negative amount: {jumlah}")


# ------------------------------------------------------------------------------ working time


def _terpakai(isi: SetahunKerja, mikro: int) -> int:
    """The working time of a year up to that microsecond."""
    rentang = bisect_right(isi.buka, mikro)
    if not rentang:
        return 0
    return min(isi.sebelum[rentang - 1] + mikro - isi.buka[rentang - 1], isi.sebelum[rentang])


def _saat(kalender: Kalender, tahun: int, terpakai: int) -> datetime:
    """The earliest instant with that much working time (over 0) since the year began."""
    while terpakai > (penuh := setahun(kalender, tahun).sebelum[-1]):
        terpakai -= penuh
        tahun += 1
    isi = setahun(kalender, tahun)
    rentang = bisect_left(isi.sebelum, terpakai) - 1
    return _instan(kalender, tahun, isi.buka[rentang] + terpakai - isi.sebelum[rentang])


def mulai_kerja(kalender: Kalender, pada: datetime) -> datetime:
    """The first working instant at or after `pada`."""
    tahun, mikro = _urai(kalender, pada)
    return _saat(kalender, tahun, _terpakai(setahun(kalender, tahun), mikro) + 1) - _MIKRO


def buka(kalender: Kalender, pada: datetime) -> bool:
    """Is the office open at this instant."""
    tahun, mikro = _urai(kalender, pada)
    isi = setahun(kalender, tahun)
    return _terpakai(isi, mikro) < _terpakai(isi, mikro + 1)


def tambah_menit(kalender: Kalender, pada: datetime, menit: int | Fraction) -> datetime:
    """The earliest instant with that many working minutes since `pada` (`pada` itself for 0)."""
    _tidak_negatif(menit)
    tahun, mikro = _urai(kalender, pada)
    terpakai, lama = _terpakai(setahun(kalender, tahun), mikro), ceil(menit * MENIT)
    return _saat(kalender, tahun, terpakai + lama) if lama else pada.astimezone(UTC)


def durasi(kalender: Kalender, dari: datetime, sampai: datetime) -> timedelta:
    """Working time between two instants."""
    awal, mulai, akhir, selesai = _urai_rentang(kalender, dari, sampai)
    lama = -_terpakai(setahun(kalender, awal), mulai)
    for tahun in range(awal, akhir):
        lama += setahun(kalender, tahun).sebelum[-1]
    return (lama + _terpakai(setahun(kalender, akhir), selesai)) * _MIKRO


def sisa(kalender: Kalender, pada: datetime, batas: datetime) -> timedelta:
    """Working time until a limit; negative once it has passed: the working time since."""
    return durasi(kalender, pada, batas) if pada <= batas else -durasi(kalender, batas, pada)


def batas_waktu(kalender: Kalender, pada: datetime, norma: Norma) -> datetime:
    """When a norm that begins at `pada` (or the next working instant) ends."""
    match norma.satuan:
        case "menit":
            return tambah_menit(kalender, pada, norma.jumlah)
        case "hari":
            return tambah_menit(kalender, pada, norma.jumlah * kalender.menit_per_hari)
        case "hari_kerja":
            return tambah_hari_kerja(kalender, pada, int(norma.jumlah))


def bagian(kalender: Kalender, dari: datetime, norma: Norma, persen: int) -> datetime:
    """When that percentage (0 to 100) of a norm that begins at `dari` is used up.

    Of hari kerja it is that percentage of the working time from `dari` to their end.
    """
    if not 0 <= persen <= 100:
        raise ValueError(f"not a percentage: {persen}")
    if norma.satuan == "hari_kerja":
        lama = durasi(kalender, dari, batas_waktu(kalender, dari, norma)) // _MIKRO
        return tambah_menit(kalender, dari, Fraction(lama * persen, 100 * MENIT))
    return batas_waktu(kalender, dari, Norma(norma.jumlah * persen / 100, norma.satuan))


# -------------------------------------------------------------------------------- hari kerja


def tambah_hari_kerja(
    kalender: Kalender, pada: datetime, hari: int, kecuali: Sequence[Rentang] = ()
) -> datetime:
    """Close of office on the n-th hari kerja after day 0, the date of the next working instant.

    A close that falls within one of `kecuali` is not counted. A close at 24.00 is given (and
    compared) as the last microsecond of its date, so that `tanggal` is that date.
    """
    _tidak_negatif(hari)
    for dari, sampai in kecuali:
        if _lokal(kalender, sampai) < _lokal(kalender, dari):
            raise ValueError(f"sampai is before dari: {sampai} < {dari}")
    awal, mikro = _urai(kalender, pada)
    nol = bisect_right(setahun(kalender, awal).tutup, mikro)
    nomor = nol + hari
    selesai = nol + min(hari, 1)  # day 0 is not counted, so it is not left out either
    for dari, sampai in sorted(kecuali):
        if dari > _tutup(kalender, awal, nomor):
            break
        mulai = max(selesai, _nomor_tutup(kalender, awal, dari))
        selesai = max(mulai, _nomor_tutup(kalender, awal, sampai))
        nomor += selesai - mulai
    return _tutup(kalender, awal, nomor)


def _tutup(kalender: Kalender, tahun: int, nomor: int) -> datetime:
    """The n-th close of office, counted from 0 at the start of the year."""
    while nomor >= (banyak := len(setahun(kalender, tahun).tutup)):
        nomor -= banyak
        tahun += 1
    tutup = setahun(kalender, tahun).tutup[nomor]
    return _instan(kalender, tahun, tutup if tutup % HARI else tutup - 1)


def _nomor_tutup(kalender: Kalender, awal: int, pada: datetime) -> int:
    """How many closes there are from the start of the year `awal` to just before `pada`."""
    tahun, mikro = _urai(kalender, pada)
    if tahun < awal:
        return 0
    sebelumnya = sum(len(setahun(kalender, t).tutup) for t in range(awal, tahun))
    # A close at 24.00 was given as the microsecond before: at midnight it is past.
    return sebelumnya + bisect_left(setahun(kalender, tahun).tutup, mikro + (mikro % HARI == 0))


# ---------------------------------------------------------------------------- calendar days


def tambah_hari(kalender: Kalender, pada: datetime, hari: int) -> datetime:
    """The last microsecond of the n-th calendar day after `pada`, holidays or not."""
    _tidak_negatif(hari)
    akhir = tanggal(kalender, pada) + timedelta(days=hari)
    return datetime.combine(akhir, time.max, kalender.zona).astimezone(UTC)


def mundur_hari(kalender: Kalender, pada: datetime, hari: int) -> datetime:
    """The same local time of day, that many calendar days before `pada` (itself for 0)."""
    _tidak_negatif(hari)
    return (_lokal(kalender, pada) - timedelta(days=hari)).astimezone(UTC)


def mundur_hari_tanggal(kalender: Kalender, hari: date, jumlah: int) -> datetime:
    """The first instant, in the office's zone, of the day that many days before a date."""
    _tidak_negatif(jumlah)
    awal = date(hari.year, hari.month, hari.day) - timedelta(days=jumlah)
    return datetime.combine(awal, time.min, kalender.zona).astimezone(UTC)


def tambah_tahun(hari: date, tahun: int) -> date:
    """The same date that many years later; 29 February becomes 28 where there is none."""
    _tidak_negatif(tahun)
    if (hari.month, hari.day) == (2, 29):
        return date(hari.year + tahun, 3, 1) - timedelta(days=1)
    return hari.replace(year=hari.year + tahun)


def tahun(kalender: Kalender, pada: datetime) -> int:
    """The year in the office's zone: it decides the year of a number."""
    return _lokal(kalender, pada).year


def tanggal(kalender: Kalender, pada: datetime) -> date:
    """The date in the office's zone."""
    return _lokal(kalender, pada).date()
