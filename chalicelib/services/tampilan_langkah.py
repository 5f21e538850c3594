"""The visits of a case as each person may see them, and what he can do at an open one."""

from typing import Any

from chalicelib import config
from chalicelib.domain import hak, jam_kerja, syarat
from chalicelib.domain.bahasa import iso
from chalicelib.domain.naskah import kasus
from chalicelib.domain.permohonan import Pelaku, Permohonan, Visit
from chalicelib.domain.sop import Sop
from chalicelib.services import kalender as layanan_kalender
from chalicelib.services import tampilan_sop, tampilan_surat
from chalicelib.services.ubah import sekarang


def ringkas(sop: Sop, v: Visit) -> dict[str, Any]:
    """A visit as anyone may see it."""
    langkah = sop.langkah[v.kode]
    return {
        "no": langkah.no,
        "kode": v.kode,
        "kegiatan": langkah.kegiatan,
        "pelaksana": sop.pelaksana[v.pelaksana].nama,
        "dibuka": iso(v.dibuka),
        "ditutup": iso(v.ditutup),
    }


def visit(sop: Sop, p: Permohonan, v: Visit, pelaku: Pelaku) -> dict[str, Any]:
    """A visit, with its working time in seconds once closed; an open one shows what this person
    can do. Officers are shown more of it."""
    kalender = jam_kerja.Kalender.dari(config.kantor())
    hasil: dict[str, Any] = {
        **ringkas(sop, v),
        "setelah": v.setelah,
        "kode_pelaksana": v.pelaksana,
        "waktu": sop.langkah[v.kode].waktu,
        "batas_waktu": iso(v.batas_waktu),
        "terlambat": iso(v.terlambat),
        "pemegang": v.pemegang[1] if v.pemegang else None,
        "terbuka": v.terbuka,
    }
    if v.penutup:
        lama = jam_kerja.durasi(kalender, v.dibuka, v.penutup.pada)
        hasil |= {
            "aksi": v.penutup.aksi,
            "oleh": v.penutup.nama,
            "jejak": v.penutup.jejak,
            "status": v.penutup.status,
            "durasi_kerja": lama.total_seconds(),
        }
    if pelaku.jenis == "petugas":
        hasil |= _bagi_petugas(sop, p, v, pelaku)
    if surat := p.penerbitan(v.kunci):
        hasil["penerbitan"] = tampilan_surat.penerbitan(surat)
    if v.terbuka:
        hasil["aksi_tersedia"] = _aksi_tersedia(sop, p, v, pelaku)
    return hasil


def _bagi_petugas(sop: Sop, p: Permohonan, v: Visit, pelaku: Pelaku) -> dict[str, Any]:
    """What the row asks for and what is left of its norm (seconds of working time, negative: since
    its limit; None where the applicant is awaited), whether he holds it, whom it sends papers to,
    and, but to agencies, what was written into it."""
    langkah = sop.langkah[v.kode]
    hasil: dict[str, Any] = {
        **{nama: getattr(langkah, nama) for nama in ("kelengkapan", "output", "keterangan")},
        "kepada": [
            {"nama": sop.pelaksana[kode].nama, "berkas": hak.berkas_untuk(sop, p, kode)}
            for kode in langkah.kepada
        ],
        "saya": v.pemegang is not None and v.pemegang[0] == pelaku.id,
    }
    if v.terbuka:
        batas = None if langkah.menunggu_pemohon else v.batas_waktu
        kalender = jam_kerja.Kalender.dari(config.kantor())
        hasil["waktu_kerja_sisa"] = layanan_kalender.sisa(kalender, sekarang(), batas)
    if not hak.hanya_rekomendasi(sop, pelaku):
        hasil["isian"] = v.isian
    return hasil


def _aksi_tersedia(sop: Sop, p: Permohonan, v: Visit, pelaku: Pelaku) -> list[dict[str, Any]]:
    langkah = sop.langkah[v.kode]
    diwakili = langkah.pelaksana not in pelaku.pelaksana
    keadaan = syarat.konteks(config.kantor(), p, v, langkah, diwakili=diwakili)
    terlihat = hak.sasaran_terlihat(sop, pelaku)

    def klaim(kode: str) -> str:
        return kasus.klaim(sop, p, kode if hak.klaim_terlihat(sop, pelaku, kode) else "")

    return [
        {
            **tampilan_sop.aksi(sop, a, keadaan, diwakili=diwakili and not a.oleh, klaim=klaim),
            **tampilan_surat.tanda(p, a),
            "cacat": [s for s in syarat.sasaran_cacat(sop, a, p.data) if s in terlihat],
        }
        for a in syarat.aksi_tersedia(config.kantor(), p, v, langkah, diwakili=diwakili)
        if {hak.milik(langkah, a).pelaksana, hak.milik(langkah, a).diwakili} & pelaku.pelaksana
    ]


def jawaban(p: Permohonan, v: Visit) -> dict[str, Any]:
    """The answer to an aksi, made from the closed visit alone: a repeated click gets it again.

    A decision whose letter is still being issued is answered with its number instead.
    """
    if surat := p.penerbitan(v.kunci):
        return {
            "nomor": p.nomor,
            "langkah": v.kode,
            "aksi": surat.aksi,
            "setelah": v.setelah,
            "pada": iso(surat.dibuat),
            "penerbitan": tampilan_surat.penerbitan(surat),
        }
    assert v.penutup
    return {
        "nomor": p.nomor,
        "langkah": v.kode,
        "aksi": v.penutup.aksi,
        "setelah": v.setelah,
        "jejak": v.penutup.jejak,
        "pada": iso(v.penutup.pada),
        "status": v.penutup.status,
    }
