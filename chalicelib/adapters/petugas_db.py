"""Officers as the transactions check them, and all of them for the daily digest."""

from chalicelib.adapters.model import Baris, BarisPetugas
from chalicelib.domain.ringkasan import Penerima

KUNCI = "petugas"
"""All officers of an office stand together: they are few, and one Query lists them."""


def baris(
    sub: str, nama: str, pelaksana: set[str], *, telepon: str | None = None, aktif: bool = True
) -> BarisPetugas:
    """An officer's item; saved with `aktif=False` it takes his seats away at once."""
    return BarisPetugas(KUNCI, sub, nama=nama, pelaksana=pelaksana, telepon=telepon, aktif=aktif)


def aktif(sub: str) -> frozenset[str]:
    """The pelaksana this officer serves as now; empty where he was removed."""
    try:
        petugas = Baris.get(KUNCI, sub, consistent_read=True)
    except Baris.DoesNotExist:
        return frozenset()
    assert isinstance(petugas, BarisPetugas)
    return frozenset(petugas.pelaksana or ()) if petugas.aktif else frozenset()


def semua() -> list[Penerima]:
    """Every officer who serves now."""
    return [
        Penerima(item.baris, frozenset(item.pelaksana or ()), item.telepon or "")
        for item in Baris.query(KUNCI)
        if isinstance(item, BarisPetugas) and item.aktif
    ]
