"""A case as each person may see it: the shapes that the API answers."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from chalicelib import config
from chalicelib.domain import hak, jam_kerja, pencabutan, perubahan
from chalicelib.domain import jadwal as domain_jadwal
from chalicelib.domain import janji as domain_janji
from chalicelib.domain.bahasa import iso
from chalicelib.domain.berkas import Berkas, dikenal
from chalicelib.domain.jadwal import Jadwal
from chalicelib.domain.jejak import BarisJejak, isi_baku
from chalicelib.domain.permohonan import Cacat, Pelaku, Permohonan, Visit
from chalicelib.domain.sop import Sop
from chalicelib.domain.surat import ARSIP
from chalicelib.services import buku_waktu, tampilan_langkah, tampilan_sms, tampilan_surat
from chalicelib.services.ubah import sekarang


def permohonan(sop: Sop, p: Permohonan, pelaku: Pelaku) -> dict[str, Any]:
    """The whole case for this person; agencies get only what is marked for the rekomendasi."""
    sempit = hak.hanya_rekomendasi(sop, pelaku)
    boleh = hak.isian_terlihat(sop, pelaku)
    kertas = {kode for kode in dikenal(sop) if hak.dokumen_terlihat(sop, pelaku, kode)}
    sasaran = hak.sasaran_terlihat(sop, pelaku)
    return {
        **ringkas(p),
        "sop": p.sop,
        "nama_izin": sop.nama,
        "data": {kode: nilai for kode, nilai in p.data.items() if kode in boleh},
        "lengkap": iso(p.lengkap),
        "janji": janji(sop, p),
        "jadwal": jadwal(sop, p),
        "boleh_ditarik": perubahan.boleh_ditarik(sop, p),
        "boleh_dicabut": pencabutan.boleh_dicabut(sop, p, pelaku),
        "dapat_dicetak": tampilan_surat.dapat_dicetak(sop, pelaku),
        "putusan": p.putusan or None,
        "rekomendasi": p.rekomendasi,
        "nomor_surat": p.nomor_surat,
        "pencabutan": None if sempit else tampilan_surat.pencabutan(sop, p),
        "paraf": [{**asdict(t), "pada": iso(t.pada)} for t in p.paraf],
        "langkah": [tampilan_langkah.visit(sop, p, v, pelaku) for v in _urut(p)],
        "berkas": [
            berkas(sop, b)
            for b in sorted(p.berkas.values(), key=lambda b: b.diunggah)
            if b.kode in kertas
        ],
        "surat": [tampilan_surat.surat(s) for s in p.surat.values() if s.kode in kertas | {ARSIP}],
        "cacat": [cacat(c) for c in p.cacat.values() if c.sasaran in sasaran],
        "sms": [] if sempit else [tampilan_sms.sms(s, pelaku) for s in p.sms.values()],
    }


def ringkas(p: Permohonan) -> dict[str, Any]:
    """A case in a list."""
    return {
        "nomor": p.nomor,
        "keadaan": p.keadaan,
        "status": p.status,
        "menjadi": p.menjadi or None,
        "dibuat": iso(p.dibuat),
        "diajukan": iso(p.diajukan),
        "berakhir": iso(p.berakhir),
        "alasan": p.alasan or None,
        "dicabut": iso(p.dicabut),
    }


def giliran(sop: Sop, p: Permohonan) -> list[str]:
    """Whose turn it is: the names of the pelaksana."""
    return sorted({sop.pelaksana[v.pelaksana].nama for v in p.visits.values() if v.terbuka})


def draf_loket(p: Permohonan) -> dict[str, Any]:
    """A draft in the counter's list: whom it is about, and until when it is kept."""
    return {**ringkas(p), "perihal": p.perihal, "batas": iso(p.batas_draf)}


def lacak(sop: Sop, p: Permohonan) -> dict[str, Any]:
    """What anyone with the number may know: steps, dates, whose turn it is and how long it took
    so far; no personal data."""
    umum = ("nomor", "status", "diajukan", "berakhir", "dicabut")
    return {
        **{nama: nilai for nama, nilai in ringkas(p).items() if nama in umum},
        "nama_izin": sop.nama,
        "janji": janji(sop, p),
        "waktu": buku_waktu.ringkasan_kasus(sop, p),
        "giliran": giliran(sop, p),
        "langkah": [tampilan_langkah.ringkas(sop, v) for v in _urut(p)],
    }


def janji(sop: Sop, p: Permohonan) -> dict[str, Any] | None:
    """By when the office decides, once the file is lengkap; while `menunggu_pemohon` its clock
    stands. A legal limit stands beside it only where the office sets one, with its basis."""
    if p.janji is None:
        return None
    return {
        "waktu": sop.janji,
        "batas": iso(p.janji),
        "lewat": iso(p.janji_lewat),
        "diputus": iso(p.diputus),
        "menunggu_pemohon": domain_janji.menunggu_pemohon(sop, p),
        "batas_hukum": _batas_hukum(sop, p),
    }


def _batas_hukum(sop: Sop, p: Permohonan) -> dict[str, Any] | None:
    kantor = config.kantor()
    if kantor.batas_hukum is None:
        return None
    try:
        pada = p.diputus or sekarang()
        batas = domain_janji.hitung(sop, kantor, p, kantor.batas_hukum.waktu, pada)
    except jam_kerja.CalendarUnknown:
        batas = None  # the case is shown all the same
    return {**kantor.batas_hukum.model_dump(), "batas": iso(batas)}


def jadwal(sop: Sop, p: Permohonan) -> dict[str, Any] | None:
    """The appointment for the visit on site, while it stands."""
    ini = domain_jadwal.jadwal(sop, config.kantor(), p)
    return isi_jadwal(ini) if ini else None


def isi_jadwal(ini: Jadwal) -> dict[str, Any]:
    """An appointment."""
    rincian = [{"nama": nama, "isi": isi} for nama, isi in ini.rincian]
    return {"mulai": iso(ini.mulai), "urut": ini.urut, "rincian": rincian}


def berkas(sop: Sop, b: Berkas) -> dict[str, Any]:
    """A paper and its check result; not where it lies."""
    jenis = dikenal(sop)[b.kode]
    return {
        "id": b.id,
        "kode": b.kode,
        "nama": jenis.nama,
        "rupa": getattr(jenis, "rupa", ""),
        "keadaan": b.keadaan,
        "alasan": b.alasan or None,
        "sha256": b.sha256,
        "ukuran": b.ukuran,
        "tipe": b.tipe,
        "diunggah": iso(b.diunggah),
        "asal": b.asal,
    }


def cacat(c: Cacat) -> dict[str, Any]:
    """A defect."""
    return {**asdict(c), "dibuat": iso(c.dibuat), "ditutup": iso(c.ditutup)}


def jejak(daftar: Iterable[BarisJejak]) -> list[dict[str, Any]]:
    """The log as it is hashed, each row with its hash."""
    return [{**isi_baku(baris), "hash": baris.hash} for baris in daftar]


def _urut(p: Permohonan) -> list[Visit]:
    return sorted(p.visits.values(), key=lambda v: (v.dibuka, v.setelah))
