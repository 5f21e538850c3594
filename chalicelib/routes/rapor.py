"""The scorecard, which anyone may read: it holds counts and no person."""

import re
from collections.abc import Mapping
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib.errors import BadInput, Fault
from chalicelib.services import rapor, tampilan_rapor

bp = Blueprint(__name__)

_BULAN = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


@bp.route("/rapor")
def daftar() -> dict[str, Any]:
    """The months that have a scorecard, newest first, and the SOP versions of each."""
    return {"rapor": rapor.daftar()}


@bp.route("/rapor/{kunci}/{bulan}")
def satu(kunci: str, bulan: str) -> dict[str, Any] | Response:
    """One SOP version and month (`2026-11`), as JSON or with `?bentuk=csv` as CSV in UTF-8."""
    if not _BULAN.fullmatch(bulan):
        raise BadInput(Fault("bulan", "Tulis bulan sebagai tahun dan bulan, misalnya 2026-11."))
    tanya: Mapping[str, str] = (bp.current_request and bp.current_request.query_params) or {}
    bentuk = tanya.get("bentuk", "json")
    if bentuk not in ("json", "csv"):
        raise BadInput(Fault("bentuk", "Bentuk yang tersedia adalah json dan csv."))
    isi = rapor.lihat(kunci, bulan)
    if bentuk == "json":
        return isi
    header: dict[str, str | list[str]] = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="rapor-{kunci}-{bulan}.csv"',
    }
    return Response(tampilan_rapor.sebagai_csv(isi), headers=header)
