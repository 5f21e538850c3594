"""A case is over: all that belongs to it goes into one archive that nobody can change."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time
from typing import IO, Any

from chalicelib import config
from chalicelib.adapters import permohonan_db, s3, s3_arsip
from chalicelib.domain import isi_arsip, jam_kerja, pengarsipan
from chalicelib.domain.isi_arsip import Isi
from chalicelib.domain.naskah import Cetakan
from chalicelib.domain.permohonan import SISTEM, Permohonan
from chalicelib.domain.sop import Sop, muat
from chalicelib.domain.surat import Objek, Surat
from chalicelib.log import logger
from chalicelib.services import buku_waktu, cetak, surat_menunggu, tampilan
from chalicelib.services.arsip import periksa
from chalicelib.services.ubah import ubah


class ArsipRusak(Exception):
    """What was to be archived is not what was recorded: nothing is put, and nothing is said to
    have been."""


def arsipkan(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Handle SQS messages that each name an archive to make; the failed ones come back. A message
    that comes twice changes nothing."""
    return surat_menunggu.tiap(records, _satu, "archive_not_made")


def _satu(p: Permohonan, surat: Surat) -> None:
    nomor = p.nomor
    if not pengarsipan.siap(p):
        # It is queued again when the last letter is there (`lanjut`), or by `pulihkan`.
        logger.info("archive_waits", extra={"nomor": nomor})
        return
    objek = _simpan(muat(p.sop), p, surat)
    ubah(nomor, lambda p, pada: pengarsipan.tersimpan(p, surat.kunci, objek, pada))
    logger.info("archive_made", extra={"nomor": nomor, "ukuran": objek.ukuran})


def _simpan(sop: Sop, p: Permohonan, surat: Surat) -> Objek:
    arsip, kantor = config.kantor().arsip, config.kantor()
    hari = jam_kerja.tanggal(jam_kerja.Kalender.dari(kantor), surat.dibuat)
    akhir = jam_kerja.tambah_tahun(hari, arsip.tahun)
    with tempfile.TemporaryFile() as berkas:
        _tulis(berkas, sop, p, surat)
        if salah := [*periksa(berkas)]:
            raise ArsipRusak(" ".join(salah))
        ukuran = berkas.seek(0, 2)
        berkas.seek(0)
        sha256 = hashlib.file_digest(berkas, "sha256").hexdigest()
        berkas.seek(0)
        return s3_arsip.simpan_sekali(
            f"{p.nomor}/{surat.no:06}.zip",
            berkas,
            sha256,
            ukuran,
            pengarsipan.banyak_berkas(p),
            mode=arsip.mode,
            sampai=datetime.combine(akhir, time.max, UTC),
        )


def _tulis(berkas: IO[bytes], sop: Sop, p: Permohonan, surat: Surat) -> None:
    """The archive, the same bytes for the same case: one paper at a time is in memory."""
    daftar = []
    with zipfile.ZipFile(berkas, "w", zipfile.ZIP_STORED) as arsip:
        for nama, isi, tipe in _isi(sop, p, surat):
            arsip.writestr(_entri(nama, surat.dibuat), isi)
            daftar.append(Isi(nama, hashlib.sha256(isi).hexdigest(), len(isi), tipe))
        manifest = isi_arsip.manifest(p, surat.dibuat, daftar)
        arsip.writestr(_entri(isi_arsip.MANIFEST, surat.dibuat), _json(manifest))


def _isi(sop: Sop, p: Permohonan, surat: Surat) -> Iterator[tuple[str, bytes, str]]:
    for nama, berkas in isi_arsip.daftar_berkas(p):
        isi = s3.baca(berkas.kunci, berkas.versi)[0]
        if hashlib.sha256(isi).hexdigest() != berkas.sha256:
            raise ArsipRusak(f"{nama} bukan lagi berkas yang diperiksa.")
        yield nama, isi, berkas.tipe
    for dokumen in sop.dokumen:
        if dokumen.setiap_saat:
            yield f"{dokumen.kode}.pdf", _cetak(sop, p, dokumen.kode, surat), "application/pdf"
    # Rows that came after the case was read belong to the next archive.
    jejak = [b for b in permohonan_db.jejak(p.nomor) if b.no <= p.jejak]
    data = {
        "permohonan.json": isi_arsip.permohonan(p),
        isi_arsip.JEJAK: {"jejak": tampilan.jejak(jejak)},
        "waktu.json": buku_waktu.dari_jejak(sop, p.nomor, jejak, SISTEM, jejak[-1].pada),
    }
    for nama, nilai in data.items():
        yield nama, _json(nilai), "application/json"


def _cetak(sop: Sop, p: Permohonan, kode: str, surat: Surat) -> bytes:
    cetakan = Cetakan(pada=surat.dibuat, oleh=surat.nama, uji_coba=config.uji_coba())
    return cetak.halaman(p, cetak.naskah(sop, p, kode, cetakan)).pdf


def _entri(nama: str, pada: datetime) -> zipfile.ZipInfo:
    entri = zipfile.ZipInfo(nama, pada.astimezone(UTC).timetuple()[:6])
    entri.create_system, entri.external_attr = 3, 0o644 << 16
    return entri


def _json(nilai: object) -> bytes:
    return json.dumps(nilai, sort_keys=True, indent=1, ensure_ascii=False).encode()
