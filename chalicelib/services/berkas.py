"""Papers of a case: tickets to upload them, and where to read them."""

import secrets
from typing import Any

from chalicelib.adapters import s3
from chalicelib.domain import hak, perbaikan
from chalicelib.domain.permohonan import Pelaku
from chalicelib.errors import Conflict, NotFound, TooMany
from chalicelib.services.permohonan import lihat


def tiket(nomor: str, kode: str, tipe: str, pelaku: Pelaku) -> dict[str, Any]:
    """A ticket to upload one paper that is wanted from this person now; it changes nothing."""
    sop, p = lihat(nomor, pelaku)
    if not hak.berkas_diminta(sop, p, kode, pelaku.pelaksana):
        raise Conflict("Berkas ini tidak sedang diminta dari Anda.")
    if len(p.berkas) >= perbaikan.berkas_terbanyak(p):
        raise TooMany("Terlalu banyak unggahan pada permohonan ini. Hubungi loket.")
    id_ = secrets.token_hex(8)
    return {"id": id_, **s3.tiket(f"masuk/{nomor}/{kode}/{id_}", tipe, pelaku.id)}


def url_berkas(nomor: str, id_: str, pelaku: Pelaku) -> str:
    """Where to read a paper: the version that was checked."""
    sop, p = lihat(nomor, pelaku)
    berkas = p.berkas.get(id_)
    if berkas is None or not hak.dokumen_terlihat(sop, pelaku, berkas.kode):
        raise NotFound("Berkas tidak ditemukan.")
    akhiran = berkas.tipe.rsplit("/", 1)[-1]
    return s3.url_baca(berkas.kunci, berkas.versi, f"{berkas.kode}.{akhiran}")
