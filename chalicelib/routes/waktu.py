"""Where the time of a case went."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.routes.penjaga import masuk, pelaku
from chalicelib.services import buku_waktu
from chalicelib.services.permohonan import masih_bertugas

bp = Blueprint(__name__)


@bp.route("/permohonan/{nomor}/waktu", authorizer=masuk)
def waktu(nomor: str) -> dict[str, Any]:
    """The time ledger of the case, for whoever may see its log."""
    return buku_waktu.lihat_waktu(nomor, masih_bertugas(pelaku(bp.current_request)))
