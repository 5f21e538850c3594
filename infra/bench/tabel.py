"""How the bench prints: a heading with its method, then aligned columns."""

from collections.abc import Iterable
from dataclasses import dataclass

from infra.tampilan import gaya

LEBAR_NAMA, LEBAR_NILAI = 46, 15


@dataclass(frozen=True, slots=True)
class Bagian:
    """One thing that was measured: its name, how, and rows of a name and its values."""

    judul: str
    cara: str
    kolom: tuple[str, ...]
    daftar: Iterable[tuple[str, ...]]


def cetak(bagian: Bagian) -> None:
    """Print it, numbers to the right."""
    print(gaya(f"\n{bagian.judul}", "tebal"))
    print(gaya(f"  {bagian.cara}", "redup"))
    if any(bagian.kolom):
        print(gaya(_baris("", *bagian.kolom), "redup"))
    for nama, *nilai in bagian.daftar:
        print(_baris(nama, *nilai), flush=True)


def _baris(nama: str, *nilai: str) -> str:
    kolom = "".join(n.rjust(LEBAR_NILAI) for n in nilai)
    return f"  {nama.ljust(LEBAR_NAMA)}{kolom}".rstrip()


def angka(nilai: float, desimal: int = 0) -> str:
    """A number as Indonesian writes it: 12.345,6."""
    return f"{nilai:,.{desimal}f}".translate(str.maketrans(",.", ".,"))


def kali(nilai: float) -> str:
    """A ratio: 1,3×."""
    return f"{angka(nilai, 2)}×"
