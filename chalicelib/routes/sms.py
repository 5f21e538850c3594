"""SMS of a case: a call in the place of one that did not arrive."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.routes.masukan import BadanTelepon, badan
from chalicelib.routes.penjaga import masuk, pelaku
from chalicelib.services import tampilan_sms
from chalicelib.services import telepon as layanan

bp = Blueprint(__name__)


@bp.route("/permohonan/{nomor}/sms/{no}/telepon", methods=["POST"], authorizer=masuk)
def telepon(nomor: str, no: str) -> dict[str, Any]:
    """The applicant was phoned, or did not answer."""
    siapa, isi = pelaku(bp.current_request), badan(bp.current_request, BadanTelepon)
    nomor_sms = int(no) if no.isascii() and no.isdecimal() and len(no) < 7 else -1
    sms = layanan.telepon(nomor, nomor_sms, siapa, isi.hasil, isi.catatan)
    return {"nomor": nomor, **tampilan_sms.sms(sms, siapa)}
