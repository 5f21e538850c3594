"""What an archive of a case says of itself: its manifest, and whether all of it is unharmed."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from chalicelib.domain.bahasa import iso
from chalicelib.domain.berkas import Berkas
from chalicelib.domain.jejak import dari_json, utuh
from chalicelib.domain.permohonan import Permohonan

MANIFEST, JEJAK = "manifest.json", "jejak.json"
_AKHIRAN = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True)
class Isi:
    """One file of an archive; `ukuran` in bytes."""

    nama: str
    sha256: str
    ukuran: int
    tipe: str


def daftar_berkas(p: Permohonan) -> list[tuple[str, Berkas]]:
    """Every paper that was ever accepted, older versions too, under its name in the archive:
    by kind, in the order in which they came."""
    hasil, banyak = [], dict[str, int]()
    diterima = [b for b in p.berkas.values() if b.keadaan == "diterima"]
    for b in sorted(diterima, key=lambda b: (b.kode, b.diunggah, b.id)):
        banyak[b.kode] = banyak.get(b.kode, 0) + 1
        nama = f"berkas/{b.kode}/{banyak[b.kode]:02}.{_AKHIRAN.get(b.tipe, 'bin')}"
        hasil.append((nama, b))
    return hasil


def manifest(p: Permohonan, dibuat: datetime, daftar: Iterable[Isi]) -> dict[str, object]:
    """The case, its SOP version, when, the newest row of the jejak, and each file's hash."""
    return {
        "nomor": p.nomor,
        "sop": p.sop,
        "dibuat": dibuat.isoformat(),
        "jejak": p.jejak,
        "jejak_terakhir": p.rantai,
        "berkas": [asdict(isi) for isi in daftar],
    }


def permohonan(p: Permohonan) -> dict[str, object]:
    """The case as data: the form, what officers filled in, how each row was closed."""
    return {
        "nomor": p.nomor,
        "sop": p.sop,
        "status": p.status,
        "diajukan": iso(p.diajukan),
        "lengkap": iso(p.lengkap),
        "diputus": iso(p.diputus),
        "berakhir": iso(p.berakhir),
        "putusan": p.putusan,
        "rekomendasi": dict(p.rekomendasi),
        "nomor_surat": dict(p.nomor_surat),
        "berlaku_sampai": p.berlaku_sampai.isoformat() if p.berlaku_sampai else None,
        "dicabut": iso(p.dicabut),
        "data": dict(p.data),
        "langkah": [
            {
                "kode": v.kode,
                "setelah": v.setelah,
                "dibuka": iso(v.dibuka),
                "isian": dict(v.isian),
                "penutup": {**asdict(v.penutup), "pada": iso(v.penutup.pada)}
                if v.penutup
                else None,
            }
            for v in sorted(p.visits.values(), key=lambda v: (v.setelah, v.kode))
        ],
        "surat": [
            {
                "kode": s.kode,
                "nomor": s.nomor,
                "register": s.register,
                "keadaan": s.keadaan,
                "dibuat": iso(s.dibuat),
                "dicabut": iso(s.dicabut),
            }
            for s in sorted(p.surat.values(), key=lambda s: s.kunci)
        ],
        "bubuhan": [{**asdict(b), "pada": iso(b.pada)} for b in p.bubuhan],
        "berkas": [
            {
                "nama": nama,
                "kode": b.kode,
                "sha256": b.sha256,
                "diunggah": iso(b.diunggah),
                "oleh": b.oleh,
                "asal": b.asal,
                "isi": dict(b.isi),
            }
            for nama, b in daftar_berkas(p)
        ],
    }


def kesalahan(
    nama_ada: Iterable[str], hash_dari: Callable[[str], tuple[str, int]], baca: Callable[[str], Any]
) -> Iterator[str]:
    """Everything that is wrong with an archive, one sentence each: files against its manifest,
    the chain of its jejak, and whether the jejak knows each paper.

    `hash_dari` gives SHA-256 ("" where it cannot be read) and size of a file, `baca` its JSON.
    """
    ada = [*nama_ada]
    if MANIFEST not in ada or JEJAK not in ada:
        yield f"Arsip ini tidak memuat {MANIFEST} atau {JEJAK}."
        return
    tertulis = {isi["nama"]: Isi(**isi) for isi in baca(MANIFEST)["berkas"]}
    for nama in sorted({*ada} - {MANIFEST} - tertulis.keys()):
        yield f"{nama} tidak tercatat dalam manifest."
    if len({*ada}) < len(ada):
        yield "Sebuah nama berkas tertulis lebih dari sekali."
    for nama, isi in tertulis.items():
        if nama not in ada:
            yield f"{nama} tidak ada dalam arsip."
        elif not isi.sha256 or hash_dari(nama) != (isi.sha256, isi.ukuran):
            yield f"{nama} berubah: hash-nya tidak sama dengan yang tercatat."
    yield from _kesalahan_jejak(baca(MANIFEST), baca(JEJAK)["jejak"], tertulis)


def _kesalahan_jejak(
    manifest: Mapping[str, Any], daftar: list[dict[str, Any]], tertulis: Mapping[str, Isi]
) -> Iterator[str]:
    jejak = [dari_json(isi) for isi in daftar]
    if not utuh(jejak):
        yield "Rantai jejak putus: sebuah baris berubah, hilang, atau disisipkan."
    akhir = (jejak[-1].no, jejak[-1].hash) if jejak else (0, "")
    if akhir != (manifest["jejak"], manifest["jejak_terakhir"]):
        yield "Baris terakhir jejak bukan yang tercatat dalam manifest."
    if {baris.nomor for baris in jejak} - {manifest["nomor"]}:
        yield "Jejak ini milik permohonan lain."
    dikenal = json.dumps([dict(baris.rincian) for baris in jejak])
    for nama, isi in tertulis.items():
        if nama.startswith("berkas/") and isi.sha256 not in dikenal:
            yield f"{nama} tidak disebut dalam jejak."
