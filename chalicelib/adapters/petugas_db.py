"""Officers as the transactions check them."""

from chalicelib.adapters.model import Baris, BarisPetugas


def simpan(sub: str, nama: str, pelaksana: set[str], *, aktif: bool = True) -> None:
    """Write an officer; `aktif=False` takes his seats away at once."""
    BarisPetugas(f"petugas#{sub}", "petugas", nama=nama, pelaksana=pelaksana, aktif=aktif).save()


def aktif(sub: str) -> frozenset[str]:
    """The pelaksana this officer serves as now; empty where he was removed."""
    try:
        petugas = Baris.get(f"petugas#{sub}", "petugas", consistent_read=True)
    except Baris.DoesNotExist:
        return frozenset()
    assert isinstance(petugas, BarisPetugas)
    return frozenset(petugas.pelaksana or ()) if petugas.aktif else frozenset()
