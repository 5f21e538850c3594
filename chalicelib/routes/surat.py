"""Letters: versions and previews at a langkah, signatures under them, prints at any time."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.domain.penyusunan import Susunan, Tanda
from chalicelib.domain.sop import muat
from chalicelib.routes.masukan import BadanSusun, BadanTanda, badan
from chalicelib.routes.penjaga import masuk, pelaku
from chalicelib.services import permohonan as layanan
from chalicelib.services import surat, tampilan, tampilan_surat

bp = Blueprint(__name__)
_SURAT = "/permohonan/{nomor}/langkah/{kode}/surat/{dokumen}"


def _susunan(kode: str, dokumen: str) -> Susunan:
    siapa = layanan.masih_bertugas(pelaku(bp.current_request))
    isi = badan(bp.current_request, BadanSusun)
    return Susunan((kode, isi.setelah), isi.aksi, dokumen, isi.isian, siapa)


@bp.route(_SURAT, methods=["POST"], authorizer=masuk)
def susun(nomor: str, kode: str, dokumen: str) -> dict[str, Any]:
    """A new version of a letter; all its versions with what each changed."""
    p, berkas = surat.susun(nomor, _susunan(kode, dokumen))
    return {
        **tampilan.berkas(muat(p.sop), berkas),
        "versi": tampilan_surat.versi(p, dokumen),
    }


@bp.route(_SURAT + "/pratinjau", methods=["POST"], authorizer=masuk)
def pratinjau(nomor: str, kode: str, dokumen: str) -> dict[str, str]:
    """Where to look at the letter as these fields would make it."""
    return {"url": surat.pratinjau(nomor, _susunan(kode, dokumen))}


@bp.route("/permohonan/{nomor}/surat/{dokumen}", authorizer=masuk)
def versi(nomor: str, dokumen: str) -> dict[str, Any]:
    """The versions of a letter."""
    siapa = layanan.masih_bertugas(pelaku(bp.current_request))
    return {"versi": tampilan_surat.versi(surat.lihat_versi(nomor, dokumen, siapa), dokumen)}


@bp.route("/permohonan/{nomor}/surat/{dokumen}", methods=["POST"], authorizer=masuk)
def cetak(nomor: str, dokumen: str) -> dict[str, str]:
    """Where to look at a letter that can be printed at any time."""
    siapa = layanan.masih_bertugas(pelaku(bp.current_request))
    return {"url": surat.cetak_sekarang(nomor, dokumen, siapa)}


@bp.route("/permohonan/{nomor}/langkah/{kode}/tanda-tangan", methods=["POST"], authorizer=masuk)
def tanda_tangan(nomor: str, kode: str) -> dict[str, Any]:
    """Record a signature, or a refusal."""
    siapa, isi = pelaku(bp.current_request), badan(bp.current_request, BadanTanda)
    tanda = Tanda(
        (kode, isi.setelah), isi.aksi, isi.nama, isi.sha256, siapa, isi.berkas, isi.menolak
    )
    surat.bubuhkan(nomor, tanda)
    return {"nomor": nomor, "langkah": kode, "nama": isi.nama}
