"""Dates and durations as an Indonesian office writes them, and as JSON has them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_BULAN = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_BULAN_PANJANG = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September"),
    *("Oktober", "November", "Desember"),
)
_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_ROMAWI = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ANGKA = (
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    *("sepuluh", "sebelas"),
)
_SATUAN = ((10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus"), (10, "puluh"))
_SINGKATAN = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def iso(kapan: date | None) -> str | None:
    """ISO 8601 of a day or an instant; None where there is none."""
    return kapan.isoformat() if kapan else None


def tanggal_pendek(tanggal: date) -> str:
    """`24 Sep 2026`."""
    return f"{tanggal.day} {_BULAN[tanggal.month - 1]} {tanggal.year}"


def tanggal_panjang(tanggal: date) -> str:
    """`24 November 2026`."""
    return f"{tanggal.day} {bulan(tanggal)} {tanggal.year}"


def bulan(tanggal: date) -> str:
    """`November`."""
    return _BULAN_PANJANG[tanggal.month - 1]


def hari(tanggal: date) -> str:
    """`Selasa`."""
    return _HARI[tanggal.weekday()]


def romawi(bulan: int) -> str:
    """A month in Roman numerals, as numbers of letters have it: 11 is `XI`."""
    return _ROMAWI[bulan - 1]


def terbilang(bilangan: int) -> str:
    """A whole number below a trillion in words: 2026 is `dua ribu dua puluh enam`."""
    if not 0 <= bilangan < 10**12:
        raise ValueError(f"tidak dapat disebut: {bilangan}")
    if bilangan < len(_ANGKA):
        return _ANGKA[bilangan]
    if bilangan < 20:
        return f"{_ANGKA[bilangan - 10]} belas"
    nilai, nama = next(satuan for satuan in _SATUAN if bilangan >= satuan[0])
    banyak, sisa = divmod(bilangan, nilai)
    # seratus, seribu; but satu juta
    depan = f"se{nama}" if banyak == 1 and nilai in (100, 1000) else f"{terbilang(banyak)} {nama}"
    return f"{depan} {terbilang(sisa)}" if sisa else depan


def setempat(pada: datetime, zona: str) -> datetime:
    """The instant as the clocks in the office's zone show it."""
    return pada.astimezone(ZoneInfo(zona))


def singkatan_zona(zona: str) -> str:
    """`WIB`, `WITA` or `WIT`."""
    return _SINGKATAN[zona]


def waktu_setempat(pada: datetime, zona: str) -> str:
    """`24 Sep 2026 pukul 14.05 WIB`, in the office's zone."""
    lokal = pada.astimezone(ZoneInfo(zona))
    return f"{tanggal_pendek(lokal)} pukul {lokal:%H.%M} {_SINGKATAN[zona]}"


def lama_jam(lama: timedelta) -> str:
    """`51 jam 12 menit`, rounded down: for working time, whose days have no fixed length."""
    menit = int(lama.total_seconds()) // 60
    return _sebut(lama, (menit // 60, "jam"), (menit % 60, "menit"))


def lama_hari(lama: timedelta) -> str:
    """`2 hari 3 jam 12 menit`, rounded down, in days of 24 hours: for time on the wall."""
    menit = int(lama.total_seconds()) // 60
    jam = menit // 60
    return _sebut(lama, (jam // 24, "hari"), (jam % 24, "jam"), (menit % 60, "menit"))


def _sebut(lama: timedelta, *bagian: tuple[int, str]) -> str:
    kata = [f"{banyak} {satuan}" for banyak, satuan in bagian if banyak]
    return " ".join(kata) or ("kurang dari 1 menit" if lama else "0 menit")
