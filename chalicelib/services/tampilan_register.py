"""The buku register as the API shows it, as CSV, and as a printed page."""

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from chalicelib.domain.bahasa import setempat, tanggal_pendek
from chalicelib.domain.register import Entri

_KOLOM = (
    "urut", "nomor", "permohonan", "nama", "tanggal", "berlaku_sampai", "keadaan", "dicabut",
    "berkas_sha256", "naskah_sha256",
)  # fmt: skip
_RUMUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""A cell that begins so would be run by a spreadsheet."""
_DALAM = re.compile(rf"""([;,|"\r\n])(?=\s*[{"".join(map(re.escape, _RUMUS))}])""")
"""The same behind what a spreadsheet may take for the end of a cell (a semicolon in Indonesia)."""


def entri(e: Entri) -> dict[str, Any]:
    """A row of the book."""
    return {
        "jenis": e.jenis,
        "tahun": e.tahun,
        "urut": e.urut,
        "nomor": e.nomor,
        "permohonan": e.permohonan,
        "kode": e.kode,
        "nama": e.nama,
        "tanggal": e.tanggal.isoformat(),
        "berlaku_sampai": e.berlaku_sampai.isoformat() if e.berlaku_sampai else None,
        "keadaan": e.keadaan,
        "dicabut": e.dicabut.isoformat() if e.dicabut else None,
        "berkas_sha256": e.berkas_sha256 or None,
        "naskah_sha256": e.naskah_sha256 or None,
    }


def sebagai_csv(daftar: Iterable[Entri]) -> str:
    """The rows (RFC 4180: comma, CRLF); nothing in a cell can be taken for a formula."""
    isi = io.StringIO()
    tulis = csv.DictWriter(isi, _KOLOM, extrasaction="ignore", restval="")
    tulis.writeheader()
    for satu in daftar:
        tulis.writerow({kolom: _aman(nilai) for kolom, nilai in entri(satu).items()})
    return isi.getvalue()


def _aman(nilai: object) -> str:
    teks = "" if nilai is None else str(nilai)
    isi = teks.lstrip()
    aman = teks[: len(teks) - len(isi)] + _DALAM.sub(r"\1'", isi)
    return f"'{aman}" if isi.startswith(_RUMUS) else aman


def baris_cetak(e: Entri, zona: str) -> dict[str, str]:
    """A row as the printed page has it, dates in the office's zone."""
    keadaan = e.keadaan.replace("diterbitkan", "sedang diterbitkan")
    if e.dicabut:
        keadaan = f"dicabut {tanggal_pendek(setempat(e.dicabut, zona))}"
    return {
        "urut": str(e.urut),
        "nomor": e.nomor,
        "nama": e.nama,
        "tanggal": tanggal_pendek(e.tanggal),
        "berlaku_sampai": tanggal_pendek(e.berlaku_sampai) if e.berlaku_sampai else "",
        "keadaan": keadaan,
    }
