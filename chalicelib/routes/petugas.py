"""Officers: who I am, and my worklist."""

import base64
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from chalice.app import Blueprint
from pydantic import AwareDatetime, Field, StringConstraints, TypeAdapter

from chalicelib.adapters import antrean_db
from chalicelib.domain import hak
from chalicelib.domain.tugas import Tugas
from chalicelib.errors import BadInput, Fault, NotAllowed
from chalicelib.routes.penjaga import masuk, pelaku
from chalicelib.services import jadwal, ringkasan
from chalicelib.services.permohonan import masih_bertugas

bp = Blueprint(__name__)
_SEHALAMAN = 50
_BULAN = re.compile(r"2[01][0-9]{2}-(0[1-9]|1[0-2])", re.ASCII)
_ABAD = {"ge": datetime(2000, 1, 1, tzinfo=UTC), "lt": datetime(2200, 1, 1, tzinfo=UTC)}
_HALAMAN: TypeAdapter[tuple[str, str, datetime]] = TypeAdapter(
    tuple[
        Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]{1,60}$")],
        Annotated[str, StringConstraints(pattern=r"^[a-z0-9_#]{1,120}$")],
        Annotated[AwareDatetime, Field(**_ABAD)],
    ]
)


@bp.route("/saya", authorizer=masuk)
def saya() -> dict[str, Any]:
    """Who is signed in."""
    siapa = pelaku(bp.current_request)
    return {
        "jenis": siapa.jenis,
        "nama": siapa.nama,
        "pelaksana": sorted(siapa.pelaksana),
        "loket": hak.di_loket(siapa),
    }


@bp.route("/ringkasan", authorizer=masuk)
def ringkasan_saya() -> dict[str, Any]:
    """My digest as it is now: what is overdue, due today, and raised to me from below."""
    siapa = masih_bertugas(pelaku(bp.current_request))
    if siapa.jenis != "petugas":
        raise NotAllowed("Ringkasan ini hanya untuk petugas.")
    isi = ringkasan.milik(siapa)
    return {
        nama: [_tugas(t) for t in getattr(isi, nama)] for nama in ("terlambat", "segera", "bawahan")
    }


@bp.route("/antrean", authorizer=masuk)
def antrean() -> dict[str, Any]:
    """One page of the worklist of one of my pelaksana, soonest due first: langkah, and applicants
    to phone because an SMS did not arrive."""
    siapa = masih_bertugas(pelaku(bp.current_request))
    tanya: Mapping[str, str] = (bp.current_request and bp.current_request.query_params) or {}
    pelaksana = tanya.get("pelaksana", "")
    if siapa.jenis != "petugas" or pelaksana not in siapa.pelaksana:
        raise NotAllowed("Anda tidak bertugas pada antrean ini.")
    daftar = antrean_db.antrean(pelaksana, _dari_lanjut(tanya.get("lanjut")), _SEHALAMAN)
    lanjut = _ke_lanjut(daftar[-1]) if len(daftar) == _SEHALAMAN else None
    return {"antrean": [_tugas(t) for t in daftar], "lanjut": lanjut}


@bp.route("/jadwal/{bulan}", authorizer=masuk)
def jadwal_sebulan(bulan: str) -> dict[str, Any]:
    """The visits on site that are set for this month (`2026-11`), by day and hour."""
    siapa = masih_bertugas(pelaku(bp.current_request))
    if not _BULAN.fullmatch(bulan):
        raise BadInput(Fault("bulan", "Tulis bulan sebagai tahun dan bulan, misalnya 2026-11."))
    return {"bulan": bulan, "jadwal": jadwal.sebulan(bulan, siapa)}


def _tugas(t: Tugas) -> dict[str, Any]:
    return {
        "nomor": t.nomor,
        "kode": t.kode,
        "setelah": t.setelah,
        "pelaksana": t.pelaksana,
        "perihal": t.perihal,
        "dibuka": t.dibuka.isoformat(),
        "batas_waktu": t.batas_waktu.isoformat(),
        "terlambat": t.terlambat.isoformat() if t.terlambat else None,
        "pemegang": t.pemegang[1] if t.pemegang else None,
    }


def _ke_lanjut(t: Tugas) -> str:
    kunci = json.dumps([t.nomor, t.baris, t.batas_waktu.isoformat()])
    return base64.urlsafe_b64encode(kunci.encode()).decode()


def _dari_lanjut(lanjut: str | None) -> tuple[str, str, datetime] | None:
    if not lanjut:
        return None
    try:
        return _HALAMAN.validate_json(base64.urlsafe_b64decode(lanjut))
    except ValueError:
        raise BadInput(Fault("lanjut", "Halaman ini tidak dikenal. Muat ulang antrean.")) from None
