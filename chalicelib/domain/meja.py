"""What the people of a pelaksana have before them: the views of their desk, out of the tables."""

from dataclasses import dataclass
from functools import cache

from chalicelib.domain import hak
from chalicelib.domain.sop import Aksi, Langkah, Sop, daftar_kunci, muat


@dataclass(frozen=True, slots=True)
class Meja:
    """A pelaksana: its name, and whether its people record for those who come to the counter
    (`loket`), initial or sign letters, and may open the buku register."""

    kode: str
    nama: str
    loket: bool = False
    paraf: bool = False
    menandatangani: bool = False
    register: bool = False


@cache
def meja(kode: str) -> Meja:
    """The desk of this pelaksana in every SOP that still has cases; of one that no SOP knows, only
    its kode."""
    daftar = [sop for sop in _daftar_sop() if kode in sop.pelaksana]
    if not daftar:
        return Meja(kode, kode)
    aksi = [a for sop in daftar for baris in sop.langkah.values() for a in _milik(baris, kode)]
    terbaru = daftar[-1].pelaksana[kode]
    return Meja(
        kode,
        terbaru.nama,
        loket=any(sop.langkah[sop.mulai].diwakili == kode for sop in daftar),
        paraf=any("paraf" in a.efek for a in aksi),
        menandatangani=any(hak.perlu_masuk_baru(a) for a in aksi),
        register=kode in hak.daftar_pelaksana() and not terbaru.hanya_rekomendasi,
    )


@cache
def _daftar_sop() -> tuple[Sop, ...]:
    return tuple(sorted(map(muat, daftar_kunci()), key=lambda sop: sop.versi))


def _milik(langkah: Langkah, kode: str) -> list[Aksi]:
    return [a for a in langkah.aksi if hak.milik(langkah, a).pelaksana == kode]
