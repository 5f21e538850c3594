"""The satisfaction survey: given by the applicant of a case, its results read by anyone."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.routes.masukan import JawabanSkm, badan
from chalicelib.routes.penjaga import masuk, pelaku
from chalicelib.services import skm

bp = Blueprint(__name__)


@bp.route("/permohonan/{nomor}/skm", methods=["POST"], authorizer=masuk)
def nilai(nomor: str) -> dict[str, Any]:
    """Give the survey of one's own case; the same again gives the same answer."""
    siapa, isi = pelaku(bp.current_request), badan(bp.current_request, JawabanSkm)
    skm.nilai(nomor, isi.jawaban(), siapa)
    return {"nomor": nomor, "skm": "sudah"}


@bp.route("/skm/{jenis}")
def hasil(jenis: str) -> dict[str, Any]:
    """The index of this kind of permit, per year and unsur; no single answer."""
    return skm.hasil(jenis)
