"""How the demo speaks: aligned columns, one line per step, colour only on a terminal."""

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.bahasa import waktu_setempat
from chalicelib.domain.kantor import baca
from infra.sesi import Json

LEBAR_KEGIATAN, LEBAR_PELAKSANA = 42, 24
LEBAR_LANGKAH, LEBAR_PEMILIK, LEBAR_LAMA = 28, 24, 9
EMBER = {
    "antre": "Antre",
    "petugas": "Petugas",
    "pemohon": "Pemohon",
    "dinas": "Dinas",
    "tutup": "Tutup",
}
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


def janji(isi: Json | None) -> str:
    """`10 hari kerja, sampai 8 Des 2026 pukul 16.00 WIB, ditepati`; nothing before it is known."""
    if isi is None:
        return ""
    batas = datetime.fromisoformat(isi["batas"])
    hasil = f"{isi['waktu']}, sampai {waktu_setempat(batas, baca('buka_terus').zona)}"
    if isi["diputus"]:
        tepat = datetime.fromisoformat(isi["diputus"]) <= batas
        hasil += ", ditepati" if tepat else ", tidak ditepati"
    return hasil


def tabel_waktu(waktu: Json) -> str:
    """The time ledger: a line per visit, the whole case, and what it means in a sentence."""
    kepala = _baris_waktu("No", "Langkah", "Pelaksana", EMBER)
    isi = [
        _baris_waktu(str(v["no"] or "–"), v["kegiatan"], v["pelaksana"], _lama_lama(v))
        for v in waktu["langkah"]
    ]
    jumlah = _baris_waktu("", "Seluruh permohonan", "", _lama_lama(waktu["waktu"]))
    baris = (gaya(kepala, "redup"), *isi, gaya(jumlah, "tebal"), waktu["ringkasan"] + ".")
    return daftar("Buku waktu", baris)


def _lama_lama(isi: Json) -> dict[str, str]:
    return {ember: lama(isi[ember]) for ember in EMBER}


def _baris_waktu(no: str, langkah: str, pelaksana: str, isi: Mapping[str, str]) -> str:
    nama = ringkas(langkah, LEBAR_LANGKAH), ringkas(pelaksana, LEBAR_PEMILIK)
    return "  ".join((f"{no:>3}", *nama, *(isi[ember].rjust(LEBAR_LAMA) for ember in EMBER)))


def lama(detik: float) -> str:
    """`–`, `0,4 dtk` below a minute, else `1:02:03`; rounded down."""
    if not detik:
        return "–"
    if detik < 60:
        return f"{int(detik * 10) / 10:.1f} dtk".replace(".", ",")
    menit, sisa = divmod(int(detik), 60)
    return f"{menit // 60}:{menit % 60:02}:{sisa:02}"
