"""The langkah of a case: the one route of every transition, claim and release."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.domain.aksi import Perintah
from chalicelib.routes.masukan import BadanAksi, Kunjungan, badan
from chalicelib.routes.penjaga import masuk, pelaku
from chalicelib.services import langkah, tampilan_langkah

bp = Blueprint(__name__)
_LANGKAH = "/permohonan/{nomor}/langkah/{kode}"


@bp.route(_LANGKAH + "/{aksi}", methods=["POST"], authorizer=masuk)
def lakukan(nomor: str, kode: str, aksi: str) -> dict[str, Any]:
    """An aksi of the SOP."""
    siapa, isi = pelaku(bp.current_request), badan(bp.current_request, BadanAksi)
    perintah = Perintah(
        kode=kode,
        setelah=isi.setelah,
        aksi=aksi,
        pelaku=siapa,
        isian=isi.isian,
        cacat=isi.daftar_cacat(),
        sha256=isi.sha256,
        mewakili=isi.sebagai_wakil(),
    )
    return tampilan_langkah.jawaban(*langkah.lakukan(nomor, perintah))


@bp.route(_LANGKAH + "/pegang", methods=["POST"], authorizer=masuk)
def pegang(nomor: str, kode: str) -> dict[str, Any]:
    """Claim a langkah."""
    siapa, isi = pelaku(bp.current_request), badan(bp.current_request, Kunjungan)
    p = langkah.pegang(nomor, (kode, isi.setelah), siapa)
    return {"nomor": nomor, "langkah": kode, "pemegang": p.visits[kode, isi.setelah].pemegang}


@bp.route(_LANGKAH + "/lepas", methods=["POST"], authorizer=masuk)
def lepas(nomor: str, kode: str) -> dict[str, Any]:
    """Release a langkah."""
    siapa, isi = pelaku(bp.current_request), badan(bp.current_request, Kunjungan)
    langkah.lepas(nomor, (kode, isi.setelah), siapa)
    return {"nomor": nomor, "langkah": kode, "pemegang": None}
