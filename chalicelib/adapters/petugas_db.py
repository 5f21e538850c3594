"""Officers as the transactions check them."""

from chalicelib.adapters.model import Baris, BarisPetugas


def baris(sub: str, nama: str, pelaksana: set[str], *, aktif: bool = True) -> BarisPetugas:
    """An officer's item; saved with `aktif=False` it takes his seats away at once."""
    return BarisPetugas(f"petugas#{sub}", "petugas", nama=nama, pelaksana=pelaksana, aktif=aktif)


def aktif(sub: str) -> frozenset[str]:
    """The pelaksana this officer serves as now; empty where he was removed."""
    try:
        petugas = Baris.get(f"petugas#{sub}", "petugas", consistent_read=True)
    except Baris.DoesNotExist:
        return frozenset()
    assert isinstance(petugas, BarisPetugas)
    return frozenset(petugas.pelaksana or ()) if petugas.aktif else frozenset()
