"""Officers look for a case by the applicant's words: a name's beginning, or a whole number."""

from typing import Any

from chalicelib.adapters import pencarian_db, permohonan_db
from chalicelib.domain import pencarian
from chalicelib.domain.pencarian import Cara, Kunci
from chalicelib.domain.permohonan import Pelaku, Permohonan
from chalicelib.domain.sop import Sop, muat
from chalicelib.errors import NotAllowed
from chalicelib.services import tampilan

SEHALAMAN = 20


def cari(
    cara: Cara, teks: str, sesudah: str | None, pelaku: Pelaku
) -> tuple[list[dict[str, Any]], str | None]:
    """A page of the cases that this officer may see, and after which place the next one begins.

    One Query of the index and at most twenty cases read. A page can be empty and not the last: what
    stands in it is not his to see. `NotAllowed` for applicants, `BadInput` for too few letters.
    """
    if pelaku.jenis != "petugas":
        raise NotAllowed("Pencarian hanya untuk petugas.")
    dicari = pencarian.dicari(cara, teks)
    mulai = pencarian.dari_urut(cara, sesudah) if sesudah else None
    if mulai and not mulai.kena(dicari):  # of another search
        mulai = None
    daftar = pencarian_db.halaman(dicari, mulai, SEHALAMAN)
    kasus = {nomor: permohonan_db.get(nomor) for nomor in dict.fromkeys(k.nomor for k in daftar)}
    hasil = []
    for kunci in daftar:
        p = kasus[kunci.nomor]
        if pencarian.pertama(muat(p.sop), p, pelaku, dicari) == kunci:
            hasil.append(_ditemukan(muat(p.sop), p, pelaku))
    return hasil, _lanjut(daftar)


def _ditemukan(sop: Sop, p: Permohonan, pelaku: Pelaku) -> dict[str, Any]:
    """A case in the list; `data` are the fields by which this person finds cases."""
    umum = ("nomor", "keadaan", "status", "diajukan")
    return {
        **{nama: nilai for nama, nilai in tampilan.ringkas(p).items() if nama in umum},
        "data": {
            i.kode: p.data[i.kode] for i in pencarian.terlihat(sop, pelaku) if i.kode in p.data
        },
        "giliran": tampilan.giliran(sop, p),
    }


def _lanjut(daftar: list[Kunci]) -> str | None:
    return daftar[-1].urut if len(daftar) == SEHALAMAN else None
