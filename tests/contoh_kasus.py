"""Cases for the tests to begin with, made in memory."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from chalicelib.domain.berkas import wajib
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import muat
from chalicelib.services.draf import sidik
from tests.domain.kasus import KANTOR, Kasus, isi_formulir, petugas

KEMARIN = datetime.now(UTC) - timedelta(days=1)
_JALAN = {
    "perbaikan_berkas": ("memverifikasi_berkas", "kembalikan"),
    "perbaikan_lapangan": ("memberi_pertimbangan", "perlu_perbaikan"),
}


@cache
def kasus_di(kode: str, pada: datetime = KEMARIN) -> Permohonan:
    """A case with this langkah open, begun at `pada`; of its papers only the draft, but where it
    is or can be returned all that it has: it must be complete to go on."""
    kasus = Kasus(pada=pada).ajukan()
    if kode in _JALAN:
        kasus.sampai(_JALAN[kode][0]).lakukan(*_JALAN[kode])
    else:
        kasus.sampai(kode)
    if kode in {*_JALAN, "memverifikasi_berkas"}:
        return kasus.p
    draf = {b.id: b for b in kasus.p.berkas.values() if b.kode == "draf"}
    return replace(kasus.p, berkas=draf)


def kasus_didraf(
    kode: str, pada: datetime = KEMARIN, kantor: Kantor = KANTOR, **ubahan: Any
) -> Permohonan:
    """`kasus_di` with another number or decision, and its draft made for those by this office."""
    p = replace(kasus_di(kode, pada), **ubahan)
    lama = p.berkas_terakhir("draf")
    assert lama
    baru = replace(lama, sidik=sidik(muat(p.sop), kantor, p, "draf"))
    return replace(p, berkas={**p.berkas, baru.id: baru})


def draf(**khusus: object) -> Permohonan:
    """A draft of the applicant that is ready to be submitted."""
    kasus = Kasus(pada=KEMARIN)
    kasus.p = replace(kasus.p, data=isi_formulir(kasus.sop, **khusus))
    for syarat in wajib(kasus.sop.persyaratan, kasus.p.data):
        kasus.unggah(syarat.kode)
    return replace(kasus.p, catatan=())


def kasus_loket(kode: str = "menerima_permohonan") -> Permohonan:
    """A case that the front office entered, of nobody's account."""
    return replace(kasus_di(kode), pemilik="", loket=petugas("front_office").id)
