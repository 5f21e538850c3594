"""The buku register as officers read it, and what anyone may ask of one letter."""

import re
import secrets
from collections.abc import Iterator
from typing import Any

from chalicelib import config
from chalicelib.adapters import fungsi, register_db, s3
from chalicelib.adapters.fungsi import CetakGagal
from chalicelib.domain import hak, jam_kerja, register
from chalicelib.domain.bahasa import iso
from chalicelib.domain.permohonan import Pelaku
from chalicelib.domain.register import Entri
from chalicelib.domain.sop_tabel import Dokumen
from chalicelib.errors import NotAllowed, NotFound, SuratGagal
from chalicelib.log import logger
from chalicelib.services.ubah import sekarang

SEHALAMAN = 50
CSV_TERBANYAK = 10_000
"""Rows of one answer: more would not fit into what a Lambda may answer (6 MB)."""
CETAK_TERBANYAK = 1_000
_SEKALI_BACA = 500
_HANYA = "Buku register hanya untuk petugas perizinan."
_TAHUN_TERBANYAK = 6
"""Years of a book to leaf through: as long as a letter may stand. Older ones are searched."""


def buka(jenis: str, pelaku: Pelaku) -> Dokumen:
    """The kind of letter whose book this officer opens. `NotFound` for an unknown one,
    `NotAllowed` for an applicant and for those who see only the rekomendasi."""
    if jenis not in register.daftar_jenis():
        raise NotFound("Buku register ini tidak ada.")
    if not _terbuka(jenis, pelaku):
        raise NotAllowed(_HANYA)
    return register.daftar_jenis()[jenis][1]


def _terbuka(jenis: str, pelaku: Pelaku) -> bool:
    sop, _ = register.daftar_jenis()[jenis]
    return pelaku.jenis == "petugas" and not hak.hanya_rekomendasi(sop, pelaku)


def daftar_buku(pelaku: Pelaku) -> list[dict[str, Any]]:
    """The books that this officer may open, each with this year and the earlier years that have
    a row in it. `NotAllowed` for who may open none."""
    boleh = [jenis for jenis in register.daftar_jenis() if _terbuka(jenis, pelaku)]
    if not boleh:
        raise NotAllowed(_HANYA)
    ini = jam_kerja.tanggal(jam_kerja.Kalender.dari(config.kantor()), sekarang()).year
    dulu = range(ini - 1, ini - _TAHUN_TERBANYAK, -1)
    return [
        {
            "jenis": jenis,
            "nama": nama(jenis),
            "tahun": [ini, *(t for t in dulu if register_db.daftar(jenis, t, 0, 1))],
        }
        for jenis in boleh
    ]


def nama(jenis: str) -> str:
    """What the letters of this kind are called."""
    return register.daftar_jenis()[jenis][1].nama


def halaman(jenis: str, tahun: int, sesudah: int) -> tuple[list[Entri], int | None]:
    """A page of a year in order, after this number; and after which one the next begins."""
    daftar = register_db.daftar(jenis, tahun, sesudah, SEHALAMAN)
    return _hari_ini(daftar), daftar[-1].urut if len(daftar) == SEHALAMAN else None


def menurut_nomor(jenis: str, tahun: int | None, nomor: str) -> list[Entri]:
    """The row of a letter by its whole number, or by its place in a year; [] where none is."""
    kode = register.daftar_jenis()[jenis][1].kode
    angka = nomor.strip().isdecimal()
    for t, urut in register.calon(config.kantor().pola_nomor[kode], nomor, tahun):
        entri = register_db.ambil(jenis, t, urut)
        if entri and (angka or register.sama_nomor(entri.nomor, nomor)):
            return _hari_ini([entri])
    return []


def menurut_nama(
    jenis: str, tahun: int | None, awal: str, sesudah: str | None
) -> tuple[list[Entri], str | None]:
    """A page of those whose holder's name begins so, of one year or of all."""
    if not register.cari(awal):
        return [], None
    if sesudah and not sesudah.startswith(register.cari(awal)):
        sesudah = None
    daftar = register_db.menurut_nama(jenis, awal, sesudah, SEHALAMAN)
    lanjut = None
    if len(daftar) == SEHALAMAN:
        akhir = daftar[-1]
        lanjut = register.kunci_cari(akhir.nama, akhir.tahun, akhir.urut)
    return _hari_ini([e for e in daftar if tahun in (None, e.tahun)]), lanjut


def setahun(jenis: str, tahun: int, sesudah: int, batas: int) -> Iterator[Entri]:
    """At most that many rows of a year in order, read page by page."""
    while batas > 0:
        daftar = register_db.daftar(jenis, tahun, sesudah, min(batas, _SEKALI_BACA))
        yield from _hari_ini(daftar)
        if len(daftar) < min(batas, _SEKALI_BACA):
            return
        batas, sesudah = batas - len(daftar), daftar[-1].urut


def cetak(jenis: str, tahun: int, sesudah: int, pelaku: Pelaku) -> tuple[str, int | None]:
    """Where to look at the pages of a year (at most 1,000 rows, after this number), and after
    which number the next pages begin; None where these are the last."""
    kunci = f"pratinjau/register/{secrets.token_hex(8)}.pdf"
    isi = {
        "register": jenis,
        "tahun": tahun,
        "sesudah": sesudah,
        "pada": sekarang().isoformat(),
        "oleh": pelaku.nama,
        "kunci": kunci,
    }
    try:
        hasil = fungsi.cetak(isi)
    except CetakGagal as sebab:
        logger.error("register_not_rendered", extra={"register": jenis, "sebab": str(sebab)})
        raise SuratGagal from sebab
    url = s3.url_baca(kunci, str(hasil["versi"]), f"register-{jenis}-{tahun}.pdf")
    return url, hasil["lanjut"]


def verifikasi(naskah_sha256: str) -> dict[str, Any]:
    """How the letter stands whose canonical data has this hash; no personal data, two reads.

    `berlaku` of a surat penolakan means that it stands: it has no `berlaku_sampai`. All dates are
    days in the office's zone.
    """
    sah = re.fullmatch(r"[0-9a-f]{64}", naskah_sha256)
    entri = register_db.menurut_naskah(naskah_sha256) if sah else None
    if entri is None:
        raise NotFound("Surat ini tidak tercatat dalam buku register kantor ini.")
    (entri,) = _hari_ini([entri])
    if entri.keadaan == "diterbitkan":
        raise NotFound("Surat ini belum diterbitkan.")
    kalender = jam_kerja.Kalender.dari(config.kantor())
    return {
        "keadaan": entri.keadaan,
        "nomor": entri.nomor,
        "berlaku_sampai": iso(entri.berlaku_sampai),
        "berkas_sha256": entri.berkas_sha256 or None,
        "dicabut": iso(jam_kerja.tanggal(kalender, entri.dicabut) if entri.dicabut else None),
    }


def _hari_ini(daftar: list[Entri]) -> list[Entri]:
    hari = jam_kerja.tanggal(jam_kerja.Kalender.dari(config.kantor()), sekarang())
    return [entri.pada_hari(hari) for entri in daftar]
