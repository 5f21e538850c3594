"""A case for the tests of archives: over, with all its papers in the bucket and its jejak."""

from dataclasses import replace
from functools import cache
from typing import Any

from chalicelib.adapters import permohonan_db
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.surat import ARSIP, Surat
from tests.awan import klien, pesan
from tests.contoh_kasus import KEMARIN
from tests.domain.kasus import Kasus
from tests.dunia import Dunia


@cache
def _kasus() -> Kasus:
    kasus = Kasus(pada=KEMARIN).ajukan().sampai("memverifikasi_berkas")
    kasus.lakukan("memverifikasi_berkas", "kembalikan")  # so that a paper has two versions
    kasus.sampai("mengarsipkan").surat_jadi = False
    kasus.lakukan("mengarsipkan")
    return kasus


def taruh(dunia: Dunia) -> Permohonan:
    """Put the case whose archive is to be made; each paper's bytes are its number as text."""
    kasus = _kasus()
    berkas = {}
    for b in kasus.p.berkas.values():
        hasil = klien("s3").put_object(Bucket="berkas", Key=b.kunci, Body=b.id[1:].encode())
        berkas[b.id] = replace(b, versi=hasil["VersionId"])
    catatan = tuple(baris for baris in kasus.jejak if baris.nomor == kasus.p.nomor)
    dunia.tulis(None, replace(kasus.p, berkas=berkas, catatan=catatan))
    dunia.aliran()
    return permohonan_db.get(kasus.p.nomor)


def arsip(p: Permohonan) -> Surat:
    """The newest entry of its archive in the outbox."""
    return max((s for s in p.surat.values() if s.kode == ARSIP), key=lambda s: s.no)


def kiriman(p: Permohonan) -> dict[str, Any]:
    """The message that asks for its archive."""
    surat = arsip(p)
    return pesan({"nomor": p.nomor, "no": surat.no, "kode": surat.kode})
