"""The SOP as people see it: the table, the form, and what an aksi asks for now."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from chalicelib.domain import hak, isian
from chalicelib.domain.berkas import dikenal
from chalicelib.domain.naskah.kasus import TANPA_KLAIM
from chalicelib.domain.sop import Aksi, Dokumen, Isian, Langkah, Persyaratan, Sop


def aksi(
    sop: Sop,
    a: Aksi,
    keadaan: Mapping[str, object],
    *,
    diwakili: bool = False,
    klaim: Callable[[str], str] = lambda _: TANPA_KLAIM,
) -> dict[str, Any]:
    """An aksi with the fields and papers it asks for now; `klaim` says the applicant's claim that
    a finding is about.

    A `bila` that rests on a field of the aksi itself comes with it; the rest is decided here.
    """
    sendiri = {i.kode for i in a.isian}
    jenis = dikenal(sop)

    def mungkin(bila: Mapping[str, object]) -> bool:
        return isian.cocok({k: v for k, v in bila.items() if k not in sendiri}, keadaan)

    def sisa(bila: Mapping[str, object]) -> dict[str, object]:
        return {k: v for k, v in bila.items() if k in sendiri}

    return {
        "kode": a.kode,
        "nama": a.nama,
        "mewakili": diwakili,
        "sha256": a.efek.get("paraf") or a.efek.get("tandatangan"),
        "masuk_baru": hak.perlu_masuk_baru(a),
        "isian": [
            {**_isian(i), "bila": sisa(i.bila), "klaim": klaim(i.klaim)}
            for i in a.isian
            if mungkin(i.bila)
        ],
        "berkas": [
            {
                "kode": s.kode,
                "nama": jenis[s.kode].nama,
                "wajib": s.wajib,
                "bila": sisa(s.bila),
                "surat": _bersurat(jenis[s.kode]),
                "rupa": getattr(jenis[s.kode], "rupa", ""),
                "unggah": not _draf(jenis[s.kode]),
                "cara": keadaan.get(f"cara_{s.kode}"),
            }
            for s in a.berkas
            if mungkin(s.bila)
        ],
    }


def _bersurat(kertas: Persyaratan | Dokumen) -> bool:
    """Can this paper be made here?"""
    return isinstance(kertas, Dokumen) and bool(kertas.surat or kertas.draf_dari)


def _draf(kertas: Persyaratan | Dokumen) -> bool:
    """Is this a draft, which is only ever made here?"""
    return isinstance(kertas, Dokumen) and bool(kertas.draf_dari)


def formulir(sop: Sop) -> dict[str, Any]:
    """The form's fields and the persyaratan of a kind of permit."""
    return {
        "isian": [_isian(i) for i in sop.isian],
        "persyaratan": [asdict(s) for s in sop.persyaratan],
    }


def tabel(sop: Sop) -> dict[str, Any]:
    """The SOP as people read it: each row with the provenance of each cell."""
    return {
        "kunci": sop.kunci,
        "nama": sop.nama,
        "versi": sop.versi,
        "janji": sop.janji,
        "pelaksana": {kode: x.nama for kode, x in sop.pelaksana.items()},
        "langkah": [_baris(baris) for baris in sop.langkah.values()],
        **formulir(sop),
    }


def _baris(baris: Langkah) -> dict[str, Any]:
    sel = ("no", "kode", "pelaksana", "kegiatan", "kelengkapan", "waktu", "output", "keterangan")
    return {
        **{nama: getattr(baris, nama) for nama in sel},
        "asal": dict(baris.asal),
        "semula": dict(baris.semula),
        "pembanding": list(baris.pembanding),
        "aksi": [{"kode": a.kode, "nama": a.nama, "ke": a.ke} for a in baris.aksi],
    }


def _isian(i: Isian) -> dict[str, Any]:
    sel = ("kode", "nama", "jenis", "wajib", "bantuan", "kelompok", "cari")
    isi = {nama: getattr(i, nama) for nama in sel}
    return {**isi, "pilihan": list(i.pilihan), "bila": dict(i.bila)}
