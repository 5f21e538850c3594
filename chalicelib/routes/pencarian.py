"""Officers look for a case; what they type is personal data and never part of an address."""

import base64
import re
from typing import Any

from chalice.app import Blueprint

from chalicelib.domain.pencarian import DAFTAR_CARA
from chalicelib.errors import BadInput, Fault
from chalicelib.routes.masukan import BadanCari, badan
from chalicelib.routes.penjaga import masuk, pelaku
from chalicelib.services import pencarian
from chalicelib.services.permohonan import masih_bertugas

bp = Blueprint(__name__)
_URUT = re.compile(r".+#[A-Z]{2,10}-[0-9A-Z-]{8,30}#[a-z0-9_]{1,80}", re.DOTALL)
_KUNCI_BITA = 1024
"""As many as DynamoDB takes of a range key."""


@bp.route("/pencarian", methods=["POST"], authorizer=masuk)
def cari() -> dict[str, Any]:
    """A page of cases: `{"awal": "siti"}` by the beginning, `{"tepat": "9120…"}` by the whole of
    any field that the SOP marks so (`cari` in `GET /sop/{kunci}`); `lanjut` of the last page goes
    on after it."""
    siapa = masih_bertugas(pelaku(bp.current_request))
    isi = badan(bp.current_request, BadanCari)
    diisi = [(cara, teks) for cara in DAFTAR_CARA if (teks := getattr(isi, cara)) is not None]
    if len(diisi) != 1:
        raise BadInput(Fault("awal", "Isi salah satu saja: awal nama, atau nomor selengkapnya."))
    hasil, lanjut = pencarian.cari(*diisi[0], _dari_lanjut(isi.lanjut), siapa)
    return {"hasil": hasil, "lanjut": _ke_lanjut(lanjut)}


def _ke_lanjut(urut: str | None) -> str | None:
    return base64.urlsafe_b64encode(urut.encode()).decode() if urut else None


def _dari_lanjut(lanjut: str | None) -> str | None:
    if not lanjut:
        return None
    try:
        urut = base64.urlsafe_b64decode(lanjut).decode()
    except ValueError:
        urut = ""
    if len(urut.encode()) > _KUNCI_BITA or not _URUT.fullmatch(urut):
        raise BadInput(Fault("lanjut", "Halaman ini tidak dikenal. Ulangi pencarian."))
    return urut
