"""A case as each person may see it: the shapes that the API answers."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from chalicelib import config
from chalicelib.domain import hak, isian, jam_kerja
from chalicelib.domain.aksi import konteks
from chalicelib.domain.berkas import Berkas, dikenal
from chalicelib.domain.jejak import BarisJejak, isi_baku
from chalicelib.domain.permohonan import Cacat, Pelaku, Permohonan, Sms, Visit
from chalicelib.domain.sop import Aksi, Isian, Langkah, Sop


def permohonan(sop: Sop, p: Permohonan, pelaku: Pelaku) -> dict[str, Any]:
    """The whole case for this person; agencies get only what is marked for the rekomendasi."""
    sempit = hak.hanya_rekomendasi(sop, pelaku)
    boleh = {i.kode for i in sop.isian if i.rekomendasi or not sempit}
    kertas = {kode for kode in dikenal(sop) if hak.dokumen_terlihat(sop, pelaku, kode)}
    sasaran = {"lapangan", *(f"isian:{k}" for k in boleh), *(f"berkas:{k}" for k in kertas)}
    return {
        **ringkas(p),
        "sop": p.sop,
        "nama_izin": sop.nama,
        "data": {kode: nilai for kode, nilai in p.data.items() if kode in boleh},
        "lengkap": _waktu(p.lengkap),
        "putusan": p.putusan or None,
        "rekomendasi": p.rekomendasi,
        "nomor_surat": p.nomor_surat,
        "paraf": [{**asdict(t), "pada": _waktu(t.pada)} for t in p.paraf],
        "langkah": [visit(sop, p, v, pelaku) for v in _urut(p)],
        "berkas": [
            berkas(sop, b)
            for b in sorted(p.berkas.values(), key=lambda b: b.diunggah)
            if b.kode in kertas
        ],
        "cacat": [cacat(c) for c in p.cacat.values() if c.sasaran in sasaran],
        "sms": [] if sempit else [sms(s) for s in p.sms.values()],
    }


def ringkas(p: Permohonan) -> dict[str, Any]:
    """A case in a list."""
    return {
        "nomor": p.nomor,
        "keadaan": p.keadaan,
        "status": p.status,
        "menjadi": p.menjadi or None,
        "dibuat": _waktu(p.dibuat),
        "diajukan": _waktu(p.diajukan),
        "berakhir": _waktu(p.berakhir),
        "alasan": p.alasan or None,
    }


def lacak(sop: Sop, p: Permohonan) -> dict[str, Any]:
    """What anyone with the number may know: steps, dates, whose turn it is; no personal data."""
    return {
        "nomor": p.nomor,
        "nama_izin": sop.nama,
        "status": p.status,
        "diajukan": _waktu(p.diajukan),
        "berakhir": _waktu(p.berakhir),
        "giliran": sorted({sop.pelaksana[v.pelaksana].nama for v in _urut(p) if v.terbuka}),
        "langkah": [_langkah_ringkas(sop, v) for v in _urut(p)],
    }


def _langkah_ringkas(sop: Sop, v: Visit) -> dict[str, Any]:
    langkah = sop.langkah[v.kode]
    return {
        "no": langkah.no,
        "kode": v.kode,
        "kegiatan": langkah.kegiatan,
        "pelaksana": sop.pelaksana[v.pelaksana].nama,
        "dibuka": _waktu(v.dibuka),
        "ditutup": _waktu(v.penutup.pada if v.penutup else v.dihentikan),
    }


def visit(sop: Sop, p: Permohonan, v: Visit, pelaku: Pelaku) -> dict[str, Any]:
    """A visit, with its working time in seconds once closed; what an officer wrote into it is
    shown to officers, and an open one shows what this person can do."""
    kalender = jam_kerja.Kalender.dari(config.kantor())
    hasil: dict[str, Any] = {
        **_langkah_ringkas(sop, v),
        "setelah": v.setelah,
        "kode_pelaksana": v.pelaksana,
        "waktu": sop.langkah[v.kode].waktu,
        "batas_waktu": _waktu(v.batas_waktu),
        "terlambat": _waktu(v.terlambat),
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
    if pelaku.jenis == "petugas" and not hak.hanya_rekomendasi(sop, pelaku):
        hasil["isian"] = v.isian
    if v.terbuka:
        hasil["aksi_tersedia"] = _aksi_tersedia(sop, p, v, pelaku)
    return hasil


def _aksi_tersedia(sop: Sop, p: Permohonan, v: Visit, pelaku: Pelaku) -> list[dict[str, Any]]:
    langkah = sop.langkah[v.kode]
    diwakili = langkah.pelaksana not in pelaku.pelaksana
    if diwakili and langkah.diwakili not in pelaku.pelaksana:
        return []
    keadaan = konteks(p, langkah, diwakili=diwakili)
    return [
        aksi(sop, a, keadaan, diwakili=diwakili)
        for a in langkah.aksi
        if isian.cocok(a.bila, keadaan)
    ]


def aksi(
    sop: Sop, a: Aksi, keadaan: Mapping[str, object], *, diwakili: bool = False
) -> dict[str, Any]:
    """An aksi with the fields and papers it asks for now.

    A `bila` that rests on a field of the aksi itself comes with it; the rest is decided here.
    """
    sendiri = {i.kode for i in a.isian}
    jenis = dikenal(sop)

    def mungkin(bila: Mapping[str, object]) -> bool:
        return isian.cocok({k: v for k, v in bila.items() if k not in sendiri}, keadaan)

    def sisa(bila: Mapping[str, object]) -> dict[str, object]:
        return {k: v for k, v in bila.items() if k in sendiri}

    return {
        "kode": a.kode,
        "nama": a.nama,
        "mewakili": diwakili,
        "cacat": "cacat" in a.efek,
        "sha256": a.efek.get("paraf") or a.efek.get("tandatangan"),
        "isian": [{**_isian(i), "bila": sisa(i.bila)} for i in a.isian if mungkin(i.bila)],
        "berkas": [
            {"kode": s.kode, "nama": jenis[s.kode].nama, "bila": sisa(s.bila)}
            for s in a.berkas
            if mungkin(s.bila)
        ],
    }


def formulir(sop: Sop) -> dict[str, Any]:
    """The form's fields and the persyaratan of a kind of permit."""
    return {
        "isian": [_isian(i) for i in sop.isian],
        "persyaratan": [asdict(s) for s in sop.persyaratan],
    }


def tabel(sop: Sop) -> dict[str, Any]:
    """The SOP as people read it: each row with the provenance of each cell."""
    return {
        "kunci": sop.kunci,
        "nama": sop.nama,
        "versi": sop.versi,
        "janji": sop.janji,
        "pelaksana": {kode: x.nama for kode, x in sop.pelaksana.items()},
        "langkah": [_baris(baris) for baris in sop.langkah.values()],
        **formulir(sop),
    }


def _baris(baris: Langkah) -> dict[str, Any]:
    sel = ("no", "kode", "pelaksana", "kegiatan", "kelengkapan", "waktu", "output", "keterangan")
    return {
        **{nama: getattr(baris, nama) for nama in sel},
        "asal": dict(baris.asal),
        "semula": dict(baris.semula),
        "pembanding": list(baris.pembanding),
        "aksi": [{"kode": a.kode, "nama": a.nama, "ke": a.ke} for a in baris.aksi],
    }


def _isian(i: Isian) -> dict[str, Any]:
    sel = ("kode", "nama", "jenis", "wajib", "bantuan", "kelompok")
    isi = {nama: getattr(i, nama) for nama in sel}
    return {**isi, "pilihan": list(i.pilihan), "bila": dict(i.bila)}


def berkas(sop: Sop, b: Berkas) -> dict[str, Any]:
    """A paper and its check result; not where it lies."""
    return {
        "id": b.id,
        "kode": b.kode,
        "nama": dikenal(sop)[b.kode].nama,
        "keadaan": b.keadaan,
        "alasan": b.alasan or None,
        "sha256": b.sha256,
        "ukuran": b.ukuran,
        "tipe": b.tipe,
        "diunggah": _waktu(b.diunggah),
    }


def cacat(c: Cacat) -> dict[str, Any]:
    """A defect."""
    return {**asdict(c), "dibuat": _waktu(c.dibuat), "ditutup": _waktu(c.ditutup)}


def sms(s: Sms) -> dict[str, Any]:
    """An SMS of the outbox; the number is masked."""
    return {
        "no": s.no,
        "templat": s.templat,
        "telepon": f"{s.telepon[:5]}…{s.telepon[-3:]}",
        "teks": s.teks,
        "keadaan": s.keadaan,
        "percobaan": s.percobaan,
        "dibuat": _waktu(s.dibuat),
        "selesai": _waktu(s.selesai),
    }


def jejak(daftar: Iterable[BarisJejak]) -> list[dict[str, Any]]:
    """The log as it is hashed, each row with its hash."""
    return [{**isi_baku(baris), "hash": baris.hash} for baris in daftar]


def jawaban(p: Permohonan, v: Visit) -> dict[str, Any]:
    """The answer to an aksi, made from the closed visit alone: a repeated click gets it again."""
    assert v.penutup
    return {
        "nomor": p.nomor,
        "langkah": v.kode,
        "aksi": v.penutup.aksi,
        "setelah": v.setelah,
        "jejak": v.penutup.jejak,
        "pada": _waktu(v.penutup.pada),
        "status": v.penutup.status,
    }


def _urut(p: Permohonan) -> list[Visit]:
    return sorted(p.visits.values(), key=lambda v: (v.dibuka, v.setelah))


def _waktu(pada: Any) -> str | None:
    return pada.isoformat() if pada else None
