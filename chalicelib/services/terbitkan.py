"""A letter of the outbox is due: render it with its number, sign it, keep it, close what waits."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib import config
from chalicelib.adapters import kms, s3, tanda_tangan
from chalicelib.domain import penerbitan, pernyataan
from chalicelib.domain.berkas import Berkas
from chalicelib.domain.naskah import Cetakan, sha256_naskah
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.pernyataan import Pernyataan
from chalicelib.domain.sop import Sop, muat
from chalicelib.domain.surat import Surat
from chalicelib.log import logger
from chalicelib.services import cetak, draf, surat_menunggu
from chalicelib.services.cetak import Halaman
from chalicelib.services.ubah import sekarang, ubah


def terbitkan(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Handle SQS messages that each name a letter of a case; the failed ones come back and are
    tried again with the same number. A message that comes twice changes nothing."""
    return surat_menunggu.tiap(records, _satu, "letter_not_made")


class DrafUsang(Exception):
    """Settings or templates have changed since the head decided: what would be issued is not what
    he read. The deployment is put right, or he calls the letter off."""


def _satu(p: Permohonan, surat: Surat) -> None:
    nomor, no, kode = p.nomor, surat.no, surat.kode
    sop, cara = muat(p.sop), config.kantor().surat[kode].cara
    _pastikan_sama(sop, p, surat)
    halaman = _halaman(sop, p, surat)
    pdf = _tandatangani(sop, surat, halaman) if cara == "elektronik" else halaman.pdf
    kunci = f"surat/{nomor}/{kode}/{no:06}"
    versi, pdf = s3.simpan_sekali(kunci, pdf)
    berkas = Berkas(
        id=f"surat-{no:06}-{kode}",
        kode=kode,
        kunci=kunci,
        versi=versi,
        sha256=hashlib.sha256(pdf).hexdigest(),
        ukuran=len(pdf),
        tipe="application/pdf",
        keadaan="diterima",
        alasan="",
        diunggah=surat.dibuat,
        oleh=surat.oleh,
        asal="cetakan",
        isi=surat.isi,
    )

    def catat(p: Permohonan, pada: datetime) -> Permohonan:
        jadi = replace(berkas, diunggah=pada)
        if cara == "pena" and surat.nomor:
            jadi = replace(jadi, kode=_kode_draf(sop, kode))
            return penerbitan.dicetak(p, surat.kunci, jadi, halaman.naskah_sha256, pada)
        return penerbitan.selesaikan(
            sop, config.kantor(), p, surat.kunci, jadi, pada, halaman.naskah_sha256
        )

    ubah(nomor, catat)
    logger.info("letter_made", extra={"nomor": nomor, "surat": kode})


def _pastikan_sama(sop: Sop, p: Permohonan, surat: Surat) -> None:
    """Raise `DrafUsang` where the draft that was signed would be another one now."""
    if surat.visit is None:
        return
    kode = _kode_draf(sop, surat.kode)
    ditandatangani = p.berkas_terakhir(kode)
    if ditandatangani is None or ditandatangani.sidik != draf.sidik(sop, config.kantor(), p, kode):
        raise DrafUsang(surat.nomor)


def _halaman(sop: Sop, p: Permohonan, surat: Surat) -> Halaman:
    """The letter's pages; one with a number carries a signed statement of what it says."""
    cetakan = Cetakan(
        isian=surat.isi,
        pada=surat.dibuat,
        nomor=surat.nomor,
        uji_coba=config.uji_coba(),
        bubuhan=penerbitan.bubuhan(sop, p, surat),
        oleh=surat.nama,
    )
    naskah = cetak.naskah(sop, p, surat.kode, cetakan)
    return cetak.halaman(p, naskah, _verifikasi(sop, p, surat, naskah) if surat.nomor else "")


def _verifikasi(sop: Sop, p: Permohonan, surat: Surat, naskah: Mapping[str, Any]) -> str:
    """What the QR holds: the page's address with the statement in its fragment."""
    assert surat.tanggal  # with its number a letter has its date
    kantor = config.kantor()
    isi = Pernyataan(
        nomor=surat.nomor,
        pemegang=str(p.data.get("nama_usaha") or p.data["nama"]),
        jenis=next(d.nama for d in sop.dokumen if d.kode == surat.kode),
        tanggal=surat.tanggal,
        berlaku_sampai=surat.berlaku_sampai,
        sha256=sha256_naskah(naskah),
    )
    kunci = config.kunci_pernyataan()
    baku = pernyataan.yang_ditandatangani(isi, pernyataan.kid(kms.kunci_publik(kunci)))
    jws = pernyataan.rakit(baku, kms.tandatangani(kunci, baku))
    return pernyataan.alamat(kantor.alamat_verifikasi, jws)


def _tandatangani(sop: Sop, surat: Surat, halaman: Halaman) -> bytes:
    """Signed now, whatever the letter's date: the certificate must be valid at this instant."""
    penanda = tanda_tangan.Kms(config.kunci_tanda_tangan(), s3.sertifikat())
    nama = next(d.nama for d in sop.dokumen if d.kode == surat.kode)
    tempat = config.kantor().tempat_penetapan
    alasan = f"{nama} nomor {surat.nomor}"
    return penanda.tandatangani(halaman.pdf, halaman.kotak, alasan, tempat, sekarang())


def _kode_draf(sop: Sop, kode: str) -> str:
    """What is printed to be signed by pen is kept among the drafts: it is not the letter yet. One
    that revokes has no draft of its own."""
    semua = [d for d in sop.dokumen if d.draf_dari]
    return next((d for d in semua if kode in d.draf_dari.values()), semua[0]).kode
