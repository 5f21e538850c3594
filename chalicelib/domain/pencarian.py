"""Finding a case by what its form says: by which fields and how, the SOP table says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from chalicelib.domain import hak, register
from chalicelib.domain.permohonan import Pelaku, Permohonan
from chalicelib.domain.sop import Isian, Sop
from chalicelib.errors import BadInput, Fault

Cara = Literal["awal", "tepat"]
"""By the beginning of a text, or by the whole of it."""
DAFTAR_CARA: tuple[Cara, ...] = get_args(Cara)
_TERSEDIKIT = 3


@dataclass(frozen=True, slots=True)
class Kunci:
    """Where a case stands in the index: by this field, whose text is `teks`."""

    cara: Cara
    teks: str
    nomor: str
    isian: str

    @property
    def urut(self) -> str:
        """Its place among all of its kind."""
        return f"{self.teks}#{self.nomor}#{self.isian}"

    def kena(self, dicari: "Dicari") -> bool:
        """Is it one of those that are looked for?"""
        return self.cara == dicari.cara and self.urut.startswith(dicari.awal)


@dataclass(frozen=True, slots=True)
class Dicari:
    """What is looked for."""

    cara: Cara
    teks: str

    @property
    def awal(self) -> str:
        """How the places of all that is found begin."""
        return self.teks if self.cara == "awal" else f"{self.teks}#"


def dicari(cara: Cara, teks: str) -> Dicari:
    """What was typed, as the index has it. `BadInput` where too much would be found by it."""
    hasil = _rata(cara, teks)
    if not hasil or (cara == "awal" and len(hasil) < _TERSEDIKIT):
        pesan = f"Tulis paling sedikit {_TERSEDIKIT} huruf pertamanya."
        raise BadInput(Fault(cara, pesan if cara == "awal" else "Tulis yang dicari selengkapnya."))
    return Dicari(cara, hasil)


def dari_urut(cara: Cara, urut: str) -> Kunci:
    """A place in the index by its name."""
    teks, nomor, isian = urut.rsplit("#", 2)
    return Kunci(cara, teks, nomor, isian)


def daftar_kunci(sop: Sop, p: Permohonan) -> Mapping[str, Kunci]:
    """Where the case stands in the index, by field; nowhere before it was submitted."""
    if p.keadaan in ("draf", "diajukan"):
        return {}
    return {
        i.kode: Kunci(cara, _rata(cara, str(p.data[i.kode])), p.nomor, i.kode)
        for i in sop.isian
        for cara in DAFTAR_CARA
        if i.cari == cara and p.data.get(i.kode)
    }


def terlihat(sop: Sop, pelaku: Pelaku) -> tuple[Isian, ...]:
    """The fields by which this person finds a case, and which he is shown of it."""
    sempit = hak.hanya_rekomendasi(sop, pelaku)
    return tuple(i for i in sop.isian if i.cari and (i.rekomendasi or not sempit))


def pertama(sop: Sop, p: Permohonan, pelaku: Pelaku, dicari: Dicari) -> Kunci | None:
    """The one place at which he is shown this case, however many of its fields are found; None
    where it is not his to see or to find, or says something else by now."""
    if not hak.boleh_lihat(sop, p, pelaku):
        return None
    boleh = {i.kode for i in terlihat(sop, pelaku)}
    kena = [k for k in daftar_kunci(sop, p).values() if k.isian in boleh and k.kena(dicari)]
    return min(kena, key=lambda k: k.urut, default=None)


def _rata(cara: Cara, teks: str) -> str:
    """Case, width and blanks do not count; in a number not even that there are any."""
    rata = register.cari(teks)
    return rata if cara == "awal" else "".join(rata.split())
