"""Reading the buku register: in order, by number, by name, and by the hash in a letter's QR."""

from collections.abc import Iterator

from chalicelib.adapters.model import Baris
from chalicelib.adapters.model_register import BarisRegister, BarisVerifikasi
from chalicelib.adapters.peta_register import entri_dari, kunci_register, kunci_verifikasi
from chalicelib.domain import register
from chalicelib.domain.register import Entri


def daftar(jenis: str, tahun: int, sesudah: int, batas: int) -> list[Entri]:
    """At most that many rows of a year in order, after this number (0: from the first)."""
    kunci, akhir = kunci_register(jenis, tahun, sesudah)
    return [*_entri(Baris.query(kunci, Baris.baris > akhir, limit=batas, page_size=batas))]


def ambil(jenis: str, tahun: int, urut: int) -> Entri | None:
    """The row of one number, read consistently; None where it was never given."""
    try:
        item = Baris.get(*kunci_register(jenis, tahun, urut), consistent_read=True)
    except Baris.DoesNotExist:
        return None
    assert isinstance(item, BarisRegister)
    return entri_dari(item)


def menurut_nama(jenis: str, awal: str, sesudah: str | None, batas: int) -> list[Entri]:
    """At most that many rows of any year whose holder's name begins so, by name; `sesudah` is the
    `kunci_cari` of the last one seen."""
    kunci = None
    if sesudah:
        _, tahun, urut = sesudah.rsplit("#", 2)
        nomor, baris = kunci_register(jenis, int(tahun), int(urut))
        isi = {"buku": jenis, "cari": sesudah, "nomor": nomor, "baris": baris}
        kunci = {nama: {"S": nilai} for nama, nilai in isi.items()}
    hasil = Baris.menurut_buku.query(
        jenis,
        Baris.cari.startswith(register.cari(awal)),
        limit=batas,
        page_size=batas,
        last_evaluated_key=kunci,
    )
    return [*_entri(hasil)]


def menurut_naskah(sha256: str) -> Entri | None:
    """The row of the letter whose canonical data has this hash; None where there is none."""
    try:
        item = Baris.get(kunci_verifikasi(sha256), "verifikasi", consistent_read=True)
    except Baris.DoesNotExist:
        return None
    assert isinstance(item, BarisVerifikasi)
    return ambil(*register.dari_kunci(item.register))


def _entri(items: "Iterator[Baris]") -> Iterator[Entri]:
    return (entri_dari(item) for item in items if isinstance(item, BarisRegister))
