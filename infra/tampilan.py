"""How the demo speaks: aligned columns, one line per step, colour only on a terminal."""

import os
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.kantor import baca
from infra.sesi import Json

LEBAR_KEGIATAN, LEBAR_PELAKSANA = 42, 24
_GAYA = {"tebal": "1", "redup": "2", "hijau": "32", "merah": "31"}


def gaya(teks: str, nama: str) -> str:
    """The text in this style, or as it is without a terminal or with NO_COLOR."""
    if os.environ.get("NO_COLOR") or not sys.stdout.isatty():
        return teks
    return f"\033[{_GAYA[nama]}m{teks}\033[0m"


def ringkas(teks: str, lebar: int) -> str:
    """The text in exactly this many columns."""
    return (teks if len(teks) <= lebar else teks[: lebar - 1] + "…").ljust(lebar)


def kepala() -> str:
    """The names of the columns of `baris`."""
    kegiatan, pelaksana = "Kegiatan".ljust(LEBAR_KEGIATAN), "Pelaksana".ljust(LEBAR_PELAKSANA)
    return gaya(f" No  {kegiatan}  {pelaksana}  Mulai     Selesai     Kerja", "redup")


def baris(visit: Json) -> str:
    """One closed visit; times of day in the office's zone, working time as h:mm:ss."""
    kerja = timedelta(seconds=round(visit["durasi_kerja"]))
    return "  ".join(
        (
            f"{visit['no'] or '–':>3}",
            ringkas(visit["kegiatan"], LEBAR_KEGIATAN),
            ringkas(visit["pelaksana"], LEBAR_PELAKSANA),
            pukul(visit["dibuka"]),
            pukul(visit["ditutup"]),
            f"{kerja!s:>7}",
        )
    )


def rincian(teks: str) -> str:
    """What there is to say about the line above."""
    return gaya(f"       ↳ {teks}", "redup")


def pukul(instan: str) -> str:
    """`14.05.09`, in the zone of the office that the demo uses."""
    zona = ZoneInfo(baca("buka_terus").zona)
    return datetime.fromisoformat(instan).astimezone(zona).strftime("%H.%M.%S")


def daftar(judul: str, isi: Iterable[str]) -> str:
    """A heading and indented lines."""
    return "\n".join((gaya(judul, "tebal"), *(f"  {teks}" for teks in isi)))
