"""Offices for the tests of time: the standard one and three that differ in everything they may."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.kantor import Kantor, baca

SKB_UJI = {"skb": "untuk uji, bukan SKB", "ramadan": ((date(2027, 2, 8), date(2027, 3, 9)),)}
"""2027 for the tests: the number of its SKB is not known to us."""


def kantor(nama: str = "standar", **setelan: Any) -> Kantor:
    """An office with some of its settings changed."""
    return Kantor.model_validate(baca(nama).model_dump() | setelan)


_TAHUN = {**baca("standar").tahun, 2027: SKB_UJI}
_ANEH = {
    "senin": [("08.00", "12.00"), ("12.00", "14.30")],  # hours that touch
    "selasa": [("00.00", "02.00"), ("05.15", "05.16"), ("22.45", "24.00")],
    "kamis": [("07.00", "11.00"), ("11.30", "13.30"), ("14.00", "15.10")],
    "jumat": [("13.00", "24.00")],
    "sabtu": [("00.00", "03.00")],  # goes on from Friday night
}
KANTOR = {
    "wib": kantor(tahun=_TAHUN),
    "wita": kantor(
        tahun=_TAHUN,
        zona="Asia/Makassar",
        libur=["2026-06-02", "2026-09-09", "2026-12-31", "2027-06-25"],
        # a Saturday, a holiday, a Saturday and a Sunday of Ramadan, a cuti bersama
        hari_kerja_pengganti=["2026-06-06", "2026-06-16", "2026-03-07", "2026-03-08", "2026-12-24"],
    ),
    "wit": kantor(
        tahun=_TAHUN,
        zona="Asia/Jayapura",
        jam_kerja=_ANEH,
        jam_ramadan={"senin": [("09.00", "11.00")], "kamis": [("20.00", "24.00")]},
        libur=["2026-08-18"],
        hari_kerja_pengganti=["2026-07-08", "2026-03-11", "2027-01-01"],
    ),
    "terus": kantor("buka_terus"),
}
"""By name; each knows 2025 to 2027."""

KALENDER = {nama: Kalender.dari(isi) for nama, isi in KANTOR.items()}


def setempat(nama: str, teks: str) -> datetime:
    """A local time of one of these offices, as `2026-02-19 08:00`."""
    return datetime.fromisoformat(teks).replace(tzinfo=ZoneInfo(KANTOR[nama].zona))
