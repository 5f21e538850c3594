"""Cases by what their forms say: their places in the index `buku`, one Query a page."""

from chalicelib.adapters.model import Baris
from chalicelib.adapters.model_cari import BarisCari
from chalicelib.domain.pencarian import Dicari, Kunci, dari_urut


def item_kunci(kunci: Kunci) -> BarisCari:
    """A place's item; a field has one, which a new text replaces."""
    baris = _baris(kunci)
    return BarisCari(kunci.nomor, baris["baris"], buku=baris["buku"], cari=baris["cari"])


def halaman(dicari: Dicari, sesudah: Kunci | None, batas: int) -> list[Kunci]:
    """At most that many places that begin so, in order, after this one."""
    hasil = Baris.menurut_buku.query(
        _buku(dicari),
        Baris.cari.startswith(dicari.awal),
        limit=batas,
        page_size=batas,
        last_evaluated_key={nama: {"S": isi} for nama, isi in _baris(sesudah).items()}
        if sesudah
        else None,
    )
    return [dari_urut(dicari.cara, str(item.cari)) for item in hasil]


def _baris(kunci: Kunci) -> dict[str, str]:
    return {
        "buku": _buku(kunci),
        "cari": kunci.urut,
        "nomor": kunci.nomor,
        "baris": f"cari#{kunci.isian}",
    }


def _buku(isi: Kunci | Dicari) -> str:
    return f"cari#{isi.cara}"
