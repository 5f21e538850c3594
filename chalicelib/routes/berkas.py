"""Papers: tickets to upload, and where to read."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.routes.masukan import BadanTiket, badan
from chalicelib.routes.penjaga import masuk, pelaku
from chalicelib.services import berkas
from chalicelib.services import permohonan as layanan

bp = Blueprint(__name__)


@bp.route("/permohonan/{nomor}/berkas/{kode}", methods=["POST"], authorizer=masuk)
def tiket(nomor: str, kode: str) -> dict[str, Any]:
    """A ticket to upload one paper straight to the bucket."""
    siapa = layanan.masih_bertugas(pelaku(bp.current_request))
    isi = badan(bp.current_request, BadanTiket)
    return berkas.tiket(nomor, kode, isi.tipe, siapa)


@bp.route("/permohonan/{nomor}/berkas/{kode}", authorizer=masuk)
def baca(nomor: str, kode: str) -> dict[str, str]:
    """Where to read the paper with this id (the path's last part)."""
    siapa = layanan.masih_bertugas(pelaku(bp.current_request))
    return {"url": berkas.url_berkas(nomor, kode, siapa)}
