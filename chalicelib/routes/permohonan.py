"""Cases: drafts, submission, viewing, withdrawal, joining an account."""

from typing import Any

from chalice.app import Blueprint, Response

from chalicelib.adapters import permohonan_db
from chalicelib.domain import skm
from chalicelib.domain.pencabutan import Cabutan
from chalicelib.routes.masukan import (
    BadanCabut,
    BadanTarik,
    DenganWakil,
    Draf,
    Keterangan,
    KodeSms,
    Nilai,
    badan,
)
from chalicelib.routes.penjaga import masuk, pelaku
from chalicelib.services import arsip, pencabutan, tampilan, tampilan_surat
from chalicelib.services import permohonan as layanan

bp = Blueprint(__name__)


@bp.route("/permohonan", authorizer=masuk)
def milik_saya() -> dict[str, Any]:
    """The applicant's own cases and drafts, newest first; an officer of the counter: its drafts,
    each with whom it is about."""
    siapa = layanan.masih_bertugas(pelaku(bp.current_request))
    if siapa.jenis == "petugas":
        return {"permohonan": [tampilan.draf_loket(p) for p in layanan.draf_loket(siapa)]}
    daftar = permohonan_db.milik(siapa.id)
    return {"permohonan": [tampilan.ringkas(p) for p in daftar if not p.menjadi]}


@bp.route("/permohonan", methods=["POST"], authorizer=masuk)
def buat() -> Response:
    """A new draft, by the applicant or at the counter."""
    siapa, isi = pelaku(bp.current_request), badan(bp.current_request, Draf)
    p = layanan.buat(isi.jenis, siapa)
    return Response(tampilan.ringkas(p), status_code=201)


@bp.route("/permohonan/{nomor}", authorizer=masuk)
def lihat(nomor: str) -> dict[str, Any]:
    """The case as this person may see it."""
    siapa = layanan.masih_bertugas(pelaku(bp.current_request))
    sop, p = layanan.lihat(nomor, siapa)
    return {**tampilan.permohonan(sop, p, siapa), "skm": skm.keadaan(sop, p, siapa)}


@bp.route("/permohonan/{nomor}/isian", methods=["PATCH"], authorizer=masuk)
def isi(nomor: str) -> dict[str, Any]:
    """Save fields of a draft, or mend returned ones."""
    siapa, nilai = pelaku(bp.current_request), badan(bp.current_request, Nilai).root
    p = layanan.isi(nomor, nilai, siapa)
    return {**tampilan.ringkas(p), "data": dict(p.data)}


@bp.route("/permohonan/{nomor}/ajukan", methods=["POST"], authorizer=masuk)
def ajukan(nomor: str) -> dict[str, Any]:
    """Submit a draft."""
    siapa, isi = pelaku(bp.current_request), badan(bp.current_request, DenganWakil)
    return tampilan.ringkas(layanan.ajukan(nomor, siapa, isi.sebagai_wakil()))


@bp.route("/permohonan/{nomor}/cacat/{no}", methods=["POST"], authorizer=masuk)
def jawab_cacat(nomor: str, no: str) -> dict[str, Any]:
    """Say how a finding on site was mended."""
    siapa, isi = pelaku(bp.current_request), badan(bp.current_request, Keterangan)
    nomor_cacat = int(no) if no.isascii() and no.isdecimal() and len(no) < 6 else -1
    p = layanan.jawab_cacat(nomor, nomor_cacat, isi.keterangan, siapa)
    return tampilan.cacat(p.cacat[nomor_cacat])


@bp.route("/permohonan/{nomor}/tarik", methods=["POST"], authorizer=masuk)
def tarik(nomor: str) -> dict[str, Any]:
    """Withdraw a case."""
    siapa, isi = pelaku(bp.current_request), badan(bp.current_request, BadanTarik)
    p = layanan.tarik(nomor, isi.alasan, siapa, isi.sebagai_wakil())
    return tampilan.ringkas(p)


@bp.route("/permohonan/{nomor}/cabut", methods=["POST"], authorizer=masuk)
def cabut(nomor: str) -> dict[str, Any]:
    """Revoke the SK of a case."""
    siapa, isi = pelaku(bp.current_request), badan(bp.current_request, BadanCabut)
    sop, p = pencabutan.cabut(nomor, Cabutan(isi.alasan, isi.dasar, siapa))
    return {**tampilan.ringkas(p), "pencabutan": tampilan_surat.pencabutan(sop, p)}


@bp.route("/permohonan/{nomor}/arsip", authorizer=masuk)
def url_arsip(nomor: str) -> dict[str, Any]:
    """Where to fetch the archive of the case, and its hash."""
    return arsip.url_arsip(nomor, layanan.masih_bertugas(pelaku(bp.current_request)))


@bp.route("/permohonan/{nomor}/jejak", authorizer=masuk)
def jejak(nomor: str) -> dict[str, Any]:
    """The log of the case."""
    layanan.lihat(nomor, layanan.masih_bertugas(pelaku(bp.current_request)))
    return {"jejak": tampilan.jejak(permohonan_db.jejak(nomor))}


@bp.route("/permohonan/{nomor}/kode", methods=["POST"], authorizer=masuk)
def minta_kode(nomor: str) -> Response:
    """Send the code that joins a counter case to an account, to the phone on the case."""
    layanan.minta_kode(nomor, pelaku(bp.current_request))
    pesan = "Kode dikirim ke nomor telepon pada permohonan."
    return Response({"nomor": nomor, "pesan": pesan}, status_code=202)


@bp.route("/permohonan/{nomor}/gabung", methods=["POST"], authorizer=masuk)
def gabung(nomor: str) -> dict[str, Any]:
    """Join a counter case to this account."""
    siapa, isi = pelaku(bp.current_request), badan(bp.current_request, KodeSms)
    return tampilan.ringkas(layanan.gabung(nomor, isi.kode, siapa))
