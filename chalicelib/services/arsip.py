"""The archive of a case for officers, and reading one, wherever it lies."""

import hashlib
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from chalicelib.adapters import s3_arsip
from chalicelib.domain import hak, isi_arsip, pengarsipan
from chalicelib.domain.permohonan import Pelaku
from chalicelib.errors import NotAllowed, NotFound
from chalicelib.services.permohonan import lihat

_POTONG = 1 << 20
# What the bytes of an entry may raise; an encrypted or unknown one is a RuntimeError.
_RUSAK = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError)
_TIDAK_TERBACA = (*_RUSAK, RuntimeError, KeyError, TypeError, ValueError)


def url_arsip(nomor: str, pelaku: Pelaku) -> dict[str, Any]:
    """Where an officer fetches the newest archive of a case, for 15 minutes, and its hash."""
    sop, p = lihat(nomor, pelaku)
    if pelaku.jenis != "petugas" or hak.hanya_rekomendasi(sop, pelaku):
        raise NotAllowed("Arsip hanya untuk petugas perizinan.")
    surat = pengarsipan.terakhir(p)
    if surat is None or surat.objek is None:
        raise NotFound("Permohonan ini belum diarsipkan.")
    return {
        "url": s3_arsip.url_baca(surat.objek, f"{nomor}.zip"),
        "sha256": surat.objek.sha256,
        "ukuran": surat.objek.ukuran,
        "dibuat": surat.dibuat.isoformat(),
    }


def periksa(berkas: IO[bytes]) -> Iterator[str]:
    """Everything that is wrong with an archive, one sentence each; it needs nothing but the file,
    of which it holds little in memory at a time."""
    try:
        with zipfile.ZipFile(berkas) as arsip:
            yield from isi_arsip.kesalahan(
                arsip.namelist(),
                lambda nama: _hash(arsip, nama),
                lambda nama: json.loads(arsip.read(nama)),
            )
    except _TIDAK_TERBACA as sebab:
        yield f"Arsip ini rusak atau bukan arsip permohonan ({type(sebab).__name__})."


def _hash(arsip: zipfile.ZipFile, nama: str) -> tuple[str, int]:
    sidik, ukuran = hashlib.sha256(), 0
    try:
        with arsip.open(nama) as isi:
            while potong := isi.read(_POTONG):
                sidik.update(potong)
                ukuran += len(potong)
    except _RUSAK:
        return "", 0
    return sidik.hexdigest(), ukuran
