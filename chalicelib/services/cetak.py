"""Rendering a letter of a case: what the function `cetak` does for the API, and `terbitkan` too."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib import config
from chalicelib.adapters import permohonan_db, s3, typst
from chalicelib.domain import naskah as domain_naskah
from chalicelib.domain.buku_waktu import buku_waktu
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.naskah import Cetakan, lembar_kendali, sha256_naskah
from chalicelib.domain.naskah import register as naskah_register
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Sop, muat
from chalicelib.services import register, tampilan_register


@dataclass(frozen=True, slots=True)
class Halaman:
    """A rendered letter; `naskah_sha256` is the hash of what it says, without its QR."""

    pdf: bytes
    naskah_sha256: str
    kotak: tuple[int, float, float, float, float] | None


def cetak(event: Mapping[str, Any]) -> dict[str, object]:
    """Render a letter of the case `nomor`, or pages of the buku `register`, and store it under
    `kunci`.

    `event`: nomor, dokumen, isian, pada (ISO), oleh, draf, kunci; or register (a kind of letter),
    tahun, sesudah (a number), pada, oleh, kunci. The answer names the stored version, its SHA-256,
    its size in bytes, and of a letter its `sidik`, of the register after which number it goes on
    (`lanjut`).
    """
    pdf, lain = _register(event) if "register" in event else _surat(event)
    versi, sha256 = s3.simpan(str(event["kunci"]), pdf), hashlib.sha256(pdf).hexdigest()
    return {"versi": versi, "sha256": sha256, "ukuran": len(pdf), **lain}


def _surat(event: Mapping[str, Any]) -> tuple[bytes, dict[str, object]]:
    p = permohonan_db.get(str(event["nomor"]))
    cetakan = Cetakan(
        isian=event["isian"],
        pada=datetime.fromisoformat(event["pada"]),
        oleh=str(event["oleh"]),
        draf=bool(event["draf"]),
        uji_coba=config.uji_coba(),
    )
    isi = naskah(muat(p.sop), p, str(event["dokumen"]), cetakan)
    return halaman(p, isi).pdf, {"sidik": sidik_naskah(isi)}


def _register(event: Mapping[str, Any]) -> tuple[bytes, dict[str, object]]:
    jenis, tahun, banyak = str(event["register"]), int(event["tahun"]), register.CETAK_TERBANYAK
    daftar = [*register.setahun(jenis, tahun, int(event["sesudah"]), banyak + 1)]
    bersambung, daftar = len(daftar) > banyak, daftar[:banyak]
    cetakan = Cetakan(
        isian={},
        pada=datetime.fromisoformat(event["pada"]),
        oleh=str(event["oleh"]),
        draf=False,
        uji_coba=config.uji_coba(),
    )
    judul, kantor = f"Buku register {register.nama(jenis)} {tahun}", config.kantor()
    baris = [tampilan_register.baris_cetak(entri, kantor.zona) for entri in daftar]
    isi = naskah_register.susun(kantor, judul, baris, cetakan, bersambung=bersambung)
    lanjut = daftar[-1].urut if bersambung else None
    return typst.cetak(isi, {}).pdf, {"lanjut": lanjut}


def naskah(sop: Sop, p: Permohonan, kode: str, cetakan: Cetakan) -> dict[str, Any]:
    """What a letter says."""
    kantor, dokumen = config.kantor(), next(d for d in sop.dokumen if d.kode == kode)
    if dokumen.surat != "lembar_kendali":
        return domain_naskah.susun(sop, kantor, p, dokumen, cetakan)
    jejak = [*permohonan_db.jejak(p.nomor)]
    sampai = max([cetakan.pada, *(baris.pada for baris in jejak[-1:])])
    buku = buku_waktu(jejak, sop, Kalender.dari(kantor), sampai)
    return lembar_kendali.susun(sop, kantor, p, buku, cetakan)


def sidik_naskah(isi: Mapping[str, Any]) -> str:
    """The hash of what a letter says, and of the templates that say it."""
    return domain_naskah.sidik(isi, typst.sidik_templat(str(isi["templat"])))


def halaman(p: Permohonan, isi: Mapping[str, Any], qr: str = "") -> Halaman:
    """The pages of a letter; `qr` is the address in its QR, "" for none."""
    gambar = {nama: _gambar(p, id_) for nama, id_ in isi["gambar"].items()}
    hasil = typst.cetak(isi, gambar, qr)
    return Halaman(hasil.pdf, sha256_naskah(isi), hasil.kotak)


def _gambar(p: Permohonan, id_: str) -> bytes:
    berkas = p.berkas[id_]
    return s3.baca(berkas.kunci, berkas.versi)[0]
