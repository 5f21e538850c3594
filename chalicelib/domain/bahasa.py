"""Dates as an Indonesian office writes them."""

from datetime import date, datetime
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
