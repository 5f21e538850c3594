"""Letters as officers make them: versions, previews, prints, signatures."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib import config
from chalicelib.adapters import fungsi, s3
from chalicelib.adapters.fungsi import CetakGagal
from chalicelib.domain import hak, penyusunan
from chalicelib.domain.berkas import Berkas
from chalicelib.domain.penyusunan import Susunan, Tanda
from chalicelib.domain.permohonan import Pelaku, Permohonan
from chalicelib.domain.sop import muat
from chalicelib.errors import NotFound, SuratGagal
from chalicelib.log import logger
from chalicelib.services.permohonan import lihat
from chalicelib.services.ubah import Kursi, sekarang, ubah


def susun(nomor: str, s: Susunan) -> tuple[Permohonan, Berkas]:
    """A new version of a letter that is made at this langkah, from the fields as they are; the
    same fields again give the version that is there."""
    sop, p = lihat(nomor, s.pelaku)
    _, dokumen, isi = penyusunan.periksa(sop, config.kantor(), p, s)
    pada, id_ = sekarang(p), secrets.token_hex(8)
    kunci = f"surat/{nomor}/{s.dokumen}/{id_}"
    hasil = _cetak(nomor, dokumen.kode, isi, pada, s.pelaku, kunci, draf=dokumen.kode != s.dokumen)
    berkas = Berkas(
        id=id_,
        kode=s.dokumen,
        kunci=kunci,
        versi=str(hasil["versi"]),
        sha256=str(hasil["sha256"]),
        ukuran=int(hasil["ukuran"]),
        tipe="application/pdf",
        keadaan="diterima",
        alasan="",
        diunggah=pada,
        oleh=s.pelaku.id,
        asal="cetakan",
        isi=isi,
        sidik=str(hasil["sidik"]),
    )

    def catat(p: Permohonan, pada: datetime) -> Permohonan:
        return penyusunan.catat_versi(muat(p.sop), config.kantor(), p, s, berkas, pada)

    p = ubah(nomor, catat, _kursi)
    terakhir = p.berkas_terakhir(s.dokumen)
    assert terakhir
    return p, terakhir


def pratinjau(nomor: str, s: Susunan) -> str:
    """Where to look at the letter as these fields would make it; it is no version of it."""
    sop, p = lihat(nomor, s.pelaku)
    _, dokumen, isi = penyusunan.periksa(sop, config.kantor(), p, s)
    draf = dokumen.kode != s.dokumen
    return _sementara(nomor, dokumen.kode, isi, sekarang(p), s.pelaku, draf=draf)


def cetak_sekarang(nomor: str, kode: str, pelaku: Pelaku) -> str:
    """Where to look at a letter that may be printed at any time, as the case is now."""
    sop, p = lihat(nomor, pelaku)
    dokumen = next((d for d in sop.dokumen if d.kode == kode), None)
    terlihat = pelaku.jenis == "petugas" and hak.dokumen_terlihat(sop, pelaku, kode)
    if dokumen is None or not dokumen.setiap_saat or not terlihat:
        raise NotFound("Surat ini tidak dapat dicetak sewaktu-waktu.")
    return _sementara(nomor, kode, {}, sekarang(p), pelaku, draf=False)


def lihat_versi(nomor: str, kode: str, pelaku: Pelaku) -> Permohonan:
    """The case with the versions of a letter that this person may see."""
    sop, p = lihat(nomor, pelaku)
    if not hak.dokumen_terlihat(sop, pelaku, kode):
        raise NotFound("Surat tidak ditemukan.")
    return p


def bubuhkan(nomor: str, tanda: Tanda) -> Permohonan:
    """Record a signature under a letter, or that someone refuses to sign."""

    def ganti(p: Permohonan, pada: datetime) -> Permohonan:
        sop = muat(p.sop)
        hak.pastikan_lihat(sop, p, tanda.pelaku)
        return penyusunan.bubuhkan(sop, config.kantor(), p, tanda, pada)

    return ubah(nomor, ganti, _kursi)


def _kursi(p: Permohonan) -> Kursi:
    return p.catatan[0].oleh, p.catatan[0].pelaksana


def _sementara(
    nomor: str, kode: str, isi: Mapping[str, object], pada: datetime, pelaku: Pelaku, *, draf: bool
) -> str:
    kunci = f"pratinjau/{nomor}/{secrets.token_hex(8)}.pdf"
    hasil = _cetak(nomor, kode, isi, pada, pelaku, kunci, draf=draf)
    return s3.url_baca(kunci, str(hasil["versi"]), f"{kode}.pdf")


def _cetak(
    nomor: str,
    kode: str,
    isi: Mapping[str, object],
    pada: datetime,
    pelaku: Pelaku,
    kunci: str,
    *,
    draf: bool,
) -> dict[str, Any]:
    try:
        return fungsi.cetak(
            {
                "nomor": nomor,
                "dokumen": kode,
                "isian": isi,
                "pada": pada.isoformat(),
                "oleh": pelaku.nama,
                "draf": draf,
                "kunci": kunci,
            }
        )
    except CetakGagal as sebab:
        logger.error("letter_not_rendered", extra={"nomor": nomor, "sebab": str(sebab)})
        raise SuratGagal from sebab
