"""The lines of a worklist, and a person's desk, as the API shows them."""

from collections.abc import Iterable
from dataclasses import asdict
from textwrap import shorten
from typing import Any

from chalicelib import config
from chalicelib.domain import jam_kerja, telepon
from chalicelib.domain.bahasa import iso
from chalicelib.domain.meja import meja
from chalicelib.domain.permohonan import Pelaku
from chalicelib.domain.sop import muat
from chalicelib.domain.tugas import Tugas
from chalicelib.services import kalender
from chalicelib.services.ubah import sekarang

_KEGIATAN_TERPANJANG = 100


def saya(pelaku: Pelaku) -> dict[str, Any]:
    """Who is signed in, and the views that each of his pelaksana has."""
    return {
        "jenis": pelaku.jenis,
        "nama": pelaku.nama,
        "pelaksana": [asdict(meja(kode)) for kode in sorted(pelaku.pelaksana)],
    }


def daftar(isi: Iterable[Tugas], pelaku: Pelaku) -> list[dict[str, Any]]:
    """Lines of a worklist as this officer sees them now."""
    kerja, pada = jam_kerja.Kalender.dari(config.kantor()), sekarang()
    return [
        {
            "nomor": t.nomor,
            "kode": t.kode,
            "langkah": _langkah(t),
            "setelah": t.setelah,
            "pelaksana": t.pelaksana,
            "nama_pelaksana": meja(t.pelaksana).nama,
            "perihal": t.perihal,
            "dibuka": iso(t.dibuka),
            "batas_waktu": iso(t.batas_waktu),
            "waktu_kerja_sisa": kalender.sisa(kerja, pada, t.batas_waktu),
            "terlambat": iso(t.terlambat),
            "pemegang": t.pemegang[1] if t.pemegang else None,
            "saya": t.pemegang is not None and t.pemegang[0] == pelaku.id,
        }
        for t in isi
    ]


def _langkah(t: Tugas) -> dict[str, Any]:
    """What is to be done, in one line; `draf`: a draft is to be initialled or signed."""
    if t.kode == telepon.KODE_TUGAS:
        return {"no": None, "kegiatan": telepon.KEGIATAN, "draf": False}
    baris = muat(t.sop).langkah[t.kode]
    return {
        "no": baris.no,
        "kegiatan": shorten(baris.kegiatan, _KEGIATAN_TERPANJANG, placeholder=" …"),
        "draf": any({"paraf", "tandatangan"} & aksi.efek.keys() for aksi in baris.aksi),
    }
