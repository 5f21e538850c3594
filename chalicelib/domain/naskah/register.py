"""A page of the buku register: the letters that took a number, one a row."""

from collections.abc import Iterable, Mapping

from chalicelib.domain.kantor import Kantor
from chalicelib.domain.naskah.cetakan import Cetakan, Naskah, dasar

KOLOM = ("urut", "nomor", "nama", "tanggal", "berlaku_sampai", "keadaan")


def susun(
    kantor: Kantor,
    judul: str,
    baris: Iterable[Mapping[str, str]],
    cetakan: Cetakan,
    *,
    bersambung: bool = False,
) -> Naskah:
    """The register under this title (`Buku register SK 2026`); a row has the texts of `KOLOM`,
    of which all but the first two may be empty. `bersambung`: more rows follow elsewhere."""
    return {
        **dasar(kantor, cetakan, templat="register", judul=judul, permohonan=judul),
        "baris": [[str(satu.get(kolom) or "–") for kolom in KOLOM] for satu in baris],
        "bersambung": bersambung,
    }
