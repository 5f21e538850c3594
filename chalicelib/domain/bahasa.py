"""Dates and durations as an Indonesian office writes them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_BULAN = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_SINGKATAN = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def tanggal_pendek(tanggal: date) -> str:
    """`24 Sep 2026`."""
    return f"{tanggal.day} {_BULAN[tanggal.month - 1]} {tanggal.year}"


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
