"""Working time, exact to the microsecond: the only place that adds minutes or days.

Rules: Perpres 21/2023 (hours) and SKB 3 Menteri (holidays), as the office's Kalender holds them.
Instants go in aware, in any zone, and come out in UTC; a naive one is a ValueError, and a date
beyond the known calendar is CalendarUnknown.
"""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from math import ceil

from chalicelib.domain.kalender import HARI, MENIT, setahun
from chalicelib.domain.kalender import CalendarUnknown as CalendarUnknown
from chalicelib.domain.kalender import Kalender as Kalender
from chalicelib.domain.norma import Norma

_MIKRO = timedelta(microseconds=1)


def _lokal(kalender: Kalender, pada: datetime) -> datetime:
    if pada.utcoffset() is None:
        raise ValueError(f"naive datetime: {pada}")
    return pada.astimezone(kalender.zona)


def _urai(kalender: Kalender, pada: datetime) -> tuple[int, int]:
    lokal = _lokal(kalender, pada).replace(tzinfo=None)
    return lokal.year, (lokal - datetime(lokal.year, 1, 1)) // _MIKRO


def _instan(kalender: Kalender, tahun: int, mikro: int) -> datetime:
    lokal = datetime(tahun, 1, 1) + mikro * _MIKRO
    return lokal.replace(tzinfo=kalender.zona).astimezone(UTC)


def _terpakai(kalender: Kalender, pada: datetime) -> tuple[int, int]:
    """The local year, and the working time from its start to that instant."""
    tahun, mikro = _urai(kalender, pada)
    isi = setahun(kalender, tahun)
    rentang = bisect_right(isi.buka, mikro)
    if not rentang:
        return tahun, 0
    terpakai = isi.sebelum[rentang - 1] + mikro - isi.buka[rentang - 1]
    return tahun, min(terpakai, isi.sebelum[rentang])


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
    tahun, terpakai = _terpakai(kalender, pada)
    return _saat(kalender, tahun, terpakai + 1) - _MIKRO


def tambah_menit(kalender: Kalender, pada: datetime, menit: int | Fraction) -> datetime:
    """The earliest instant with that many working minutes since `pada` (`pada` itself for 0)."""
    if menit < 0:
        raise ValueError(f"negative amount: {menit}")
    tahun, terpakai = _terpakai(kalender, pada)
    mikro = ceil(menit * MENIT)
    return _saat(kalender, tahun, terpakai + mikro) if mikro else pada.astimezone(UTC)


def tambah_hari_kerja(kalender: Kalender, pada: datetime, hari: int) -> datetime:
    """Close of office on the n-th hari kerja after day 0, the date of the next working instant.

    A close at 24.00 is given as the last microsecond of its date, so that `tanggal` is that date.
    """
    if hari < 0:
        raise ValueError(f"negative amount: {hari}")
    tahun, mikro = _urai(kalender, pada)
    urutan = bisect_right(setahun(kalender, tahun).tutup, mikro) + hari
    while urutan >= (banyak := len(setahun(kalender, tahun).tutup)):
        urutan -= banyak
        tahun += 1
    tutup = setahun(kalender, tahun).tutup[urutan]
    return _instan(kalender, tahun, tutup if tutup % HARI else tutup - 1)


def tambah_hari(kalender: Kalender, pada: datetime, hari: int) -> datetime:
    """The last microsecond of the n-th calendar day after `pada`, holidays or not."""
    if hari < 0:
        raise ValueError(f"negative amount: {hari}")
    akhir = tanggal(kalender, pada) + timedelta(days=hari)
    return datetime.combine(akhir, time.max, kalender.zona).astimezone(UTC)


def batas_waktu(kalender: Kalender, pada: datetime, norma: Norma) -> datetime:
    """When a norm that begins at `pada` (or the next working instant) ends."""
    match norma.satuan:
        case "menit":
            return tambah_menit(kalender, pada, norma.jumlah)
        case "hari":
            return tambah_menit(kalender, pada, norma.jumlah * kalender.menit_per_hari)
        case "hari_kerja":
            return tambah_hari_kerja(kalender, pada, int(norma.jumlah))


def durasi(kalender: Kalender, dari: datetime, sampai: datetime) -> timedelta:
    """Working time between two instants. Raises ValueError when `sampai` is before `dari`."""
    tahun_awal, awal = _terpakai(kalender, dari)
    tahun_akhir, akhir = _terpakai(kalender, sampai)
    if sampai < dari:
        raise ValueError(f"sampai is before dari: {sampai} < {dari}")
    penuh = sum(setahun(kalender, t).sebelum[-1] for t in range(tahun_awal, tahun_akhir))
    return (penuh + akhir - awal) * _MIKRO


def tahun(kalender: Kalender, pada: datetime) -> int:
    """The year in the office's zone: it decides the year of a number."""
    return _lokal(kalender, pada).year


def tanggal(kalender: Kalender, pada: datetime) -> date:
    """The date in the office's zone."""
    return _lokal(kalender, pada).date()
