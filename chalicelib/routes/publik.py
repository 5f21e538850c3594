"""What anyone may ask without signing in."""

from typing import Any

from chalice.app import Blueprint, Response

from chalicelib.adapters import permohonan_db
from chalicelib.domain.sop import daftar_kunci, muat
from chalicelib.errors import NotFound
from chalicelib.services import kalender, register, tampilan, tampilan_sop

bp = Blueprint(__name__)


@bp.route("/sehat")
def sehat() -> dict[str, str]:
    """The API answers."""
    return {"keadaan": "sehat"}


@bp.route("/sop")
def daftar_sop() -> dict[str, Any]:
    """Every version of every SOP."""
    return {"sop": [{"kunci": kunci, "nama": muat(kunci).nama} for kunci in daftar_kunci()]}


@bp.route("/sop/{kunci}")
def sop(kunci: str) -> dict[str, Any]:
    """One SOP, row by row, with the provenance of every cell."""
    if kunci not in daftar_kunci():
        raise NotFound("SOP tidak ditemukan.")
    return tampilan_sop.tabel(muat(kunci))


@bp.route("/kalender")
def kalender_berlaku() -> Response:
    """The calendar by which dates are computed, its version, and what is to be done about it."""
    isi = kalender.sekarang_berlaku()
    return Response(isi, headers={"Cache-Control": "public, max-age=300"})


@bp.route("/kalender/{versi}")
def kalender_versi(versi: str) -> Response:
    """A version of the calendar, present or past; it never changes."""
    isi = kalender.menurut_versi(versi)
    return Response(isi, headers={"Cache-Control": "public, max-age=31536000, immutable"})


@bp.route("/lacak/{nomor}")
def lacak(nomor: str) -> dict[str, Any]:
    """Steps, dates and whose turn it is; the number itself is the key (its end is unguessable)."""
    p = permohonan_db.get(nomor)
    if not p.diajukan:
        raise NotFound()
    return tampilan.lacak(muat(p.sop), p)


@bp.route("/verifikasi/{naskah_sha256}")
def verifikasi(naskah_sha256: str) -> dict[str, Any]:
    """How the letter stands whose canonical data has this hash: what its QR cannot know."""
    return register.verifikasi(naskah_sha256)
