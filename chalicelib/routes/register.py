"""The buku register, for officers: a year in order, by number, by name, as CSV, on paper."""

import base64
import re
from collections.abc import Mapping
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib.domain.register import Entri
from chalicelib.errors import BadInput, Fault, NotFound
from chalicelib.routes.masukan import BadanCariBuku, badan
from chalicelib.routes.penjaga import masuk, pelaku
from chalicelib.services import register, tampilan_register
from chalicelib.services.permohonan import masih_bertugas

bp = Blueprint(__name__)
_BUKU = "/register/{jenis}/{tahun}"


@bp.route("/register", authorizer=masuk)
def daftar() -> dict[str, Any]:
    """The books that this officer may open: each kind with its name and its years, newest first."""
    siapa = masih_bertugas(pelaku(bp.current_request))
    return {"buku": register.daftar_buku(siapa)}


@bp.route("/register/{jenis}/pencarian", methods=["POST"], authorizer=masuk)
def cari(jenis: str) -> dict[str, Any]:
    """Look for a `nomor` (whole) or the beginning of a `nama`, in one `tahun` or in the books of
    every year. The words come in the body: an address is kept in logs and histories."""
    _buka(jenis)
    isi = badan(bp.current_request, BadanCariBuku)
    if isi.nomor is None and isi.nama is None:
        raise BadInput(Fault("nomor", "Sebutkan nomor surat atau awal nama pemegangnya."))
    return _menurut_nomor(jenis, isi) if isi.nomor is not None else _menurut_nama(jenis, isi)


@bp.route(_BUKU, authorizer=masuk)
def setahun(jenis: str, tahun: str) -> dict[str, Any] | Response:
    """A page of a year, or with `?bentuk=csv` all of it; `?lanjut=` goes on where the last page
    ended."""
    _buka(jenis)
    tanya, kapan = _tanya(), _tahun(tahun)
    bentuk, sesudah = tanya.get("bentuk", "json"), _sesudah(tanya)
    if bentuk not in ("json", "csv"):
        raise BadInput(Fault("bentuk", "Bentuk yang tersedia adalah json dan csv."))
    if bentuk == "csv":
        return _csv(jenis, kapan, sesudah)
    daftar, lanjut = register.halaman(jenis, kapan, sesudah)
    return {
        "register": [tampilan_register.entri(e) for e in daftar],
        "lanjut": str(lanjut) if lanjut else None,
    }


@bp.route(_BUKU, methods=["POST"], authorizer=masuk)
def cetak(jenis: str, tahun: str) -> dict[str, str | None]:
    """Where to look at the printed pages of a year; `?lanjut=` begins after this number."""
    siapa = _buka(jenis)
    url, lanjut = register.cetak(jenis, _tahun(tahun), _sesudah(_tanya()), siapa)
    return {"url": url, "lanjut": str(lanjut) if lanjut else None}


def _menurut_nomor(jenis: str, isi: BadanCariBuku) -> dict[str, Any]:
    teks = _dicari("nomor", isi.nomor)
    if isi.tahun is None and teks.isdecimal():
        pesan = "Nomor urut saja berulang setiap tahun. Tulis nomor surat selengkapnya."
        raise BadInput(Fault("nomor", pesan))
    return _hasil(register.menurut_nomor(jenis, isi.tahun, teks), None)


def _menurut_nama(jenis: str, isi: BadanCariBuku) -> dict[str, Any]:
    teks, sesudah = _dicari("nama", isi.nama), _dari_lanjut(isi.lanjut)
    return _hasil(*register.menurut_nama(jenis, isi.tahun, teks, sesudah))


def _dicari(kolom: str, teks: str | None) -> str:
    rapi = (teks or "").strip()
    if not rapi:
        raise BadInput(Fault(kolom, f"Tulis {kolom} yang dicari."))
    return rapi


def _hasil(daftar: list[Entri], lanjut: str | None) -> dict[str, Any]:
    return {
        "register": [tampilan_register.entri(e) for e in daftar],
        "lanjut": base64.urlsafe_b64encode(lanjut.encode()).decode() if lanjut else None,
    }


def _csv(jenis: str, tahun: int, sesudah: int) -> Response:
    daftar = [*register.setahun(jenis, tahun, sesudah, register.CSV_TERBANYAK)]
    nama, header = f"register-{jenis}-{tahun}", {"Content-Type": "text/csv; charset=utf-8"}
    if len(daftar) == register.CSV_TERBANYAK:  # what follows is another file
        header["X-Lanjut"] = str(daftar[-1].urut)
        nama += f"-sampai-{daftar[-1].urut}"
    header["Content-Disposition"] = f'attachment; filename="{nama}.csv"'
    return Response(tampilan_register.sebagai_csv(daftar), headers={**header})


def _buka(jenis: str) -> Any:
    siapa = masih_bertugas(pelaku(bp.current_request))
    register.buka(jenis, siapa)
    return siapa


def _tanya() -> Mapping[str, str]:
    return (bp.current_request and bp.current_request.query_params) or {}


def _tahun(teks: str) -> int:
    if not re.fullmatch(r"2[01][0-9]{2}", teks, re.ASCII):
        raise NotFound("Buku register ini tidak ada.")
    return int(teks)


def _sesudah(tanya: Mapping[str, str]) -> int:
    lanjut = tanya.get("lanjut", "0")
    if not re.fullmatch(r"[0-9]{1,9}", lanjut, re.ASCII):
        raise _halaman_asing()
    return int(lanjut)


def _dari_lanjut(lanjut: str | None) -> str | None:
    if lanjut is None:
        return None
    try:
        kunci = base64.urlsafe_b64decode(lanjut).decode()
    except ValueError:
        raise _halaman_asing() from None
    if not re.fullmatch(r".{1,1000}#[0-9]{4}#[0-9]{6,9}", kunci, re.ASCII | re.DOTALL):
        raise _halaman_asing()
    return kunci


def _halaman_asing() -> BadInput:
    return BadInput(Fault("lanjut", "Halaman ini tidak dikenal. Muat ulang buku register."))
