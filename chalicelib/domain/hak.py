"""Who may see a case, and who may act at a langkah: decided here from the SOP alone."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.berkas import dikenal
from chalicelib.domain.kelengkapan import dikembalikan_ke, kekurangan
from chalicelib.domain.permohonan import Mewakili, Pelaku, Permohonan
from chalicelib.domain.sop import Aksi, Dokumen, Langkah, Sop, daftar_kunci, muat
from chalicelib.domain.sop_tabel import LAPANGAN
from chalicelib.errors import BadInput, Fault, NotAllowed, NotFound, SignInTooOld

_BARU = timedelta(seconds=300)
"""A session outlives the officer's walk away from his desk; a signature must not (issue 6). No
setting: an office may not make its signature easier to take."""


def boleh_lihat(sop: Sop, p: Permohonan, pelaku: Pelaku) -> bool:
    """The applicant his own; an officer what has reached a langkah of his pelaksana."""
    if pelaku.jenis == "pemohon":
        return p.pemilik == pelaku.id
    if p.keadaan in ("draf", "diajukan"):
        return bool(p.loket) and sop.langkah[sop.mulai].diwakili in pelaku.pelaksana
    return any(
        v.pelaksana in pelaku.pelaksana or sop.langkah[v.kode].diwakili in pelaku.pelaksana
        for v in p.visits.values()
    )


def pastikan_lihat(sop: Sop, p: Permohonan, pelaku: Pelaku) -> None:
    """`NotFound` where the case is not this person's to see."""
    if not boleh_lihat(sop, p, pelaku):
        raise NotFound()


def hanya_rekomendasi(sop: Sop, pelaku: Pelaku) -> bool:
    """True for agencies and Tim Teknis: they see only what is marked for the rekomendasi."""
    return pelaku.jenis == "petugas" and all(
        sop.pelaksana[kode].hanya_rekomendasi for kode in pelaku.pelaksana if kode in sop.pelaksana
    )


def dokumen_terlihat(sop: Sop, pelaku: Pelaku, kode: str) -> bool:
    """May this person open papers of this kind, in a case that he may see?"""
    jenis = dikenal(sop).get(kode)
    if pelaku.jenis == "pemohon" and isinstance(jenis, Dokumen) and jenis.internal:
        return False
    if not hanya_rekomendasi(sop, pelaku):
        return True
    return jenis is not None and jenis.untuk in ("rekomendasi", "keduanya")


def berkas_untuk(sop: Sop, p: Permohonan, dinas: str) -> list[str]:
    """The names of the accepted papers of this case that are for the rekomendasi of an agency."""
    return [
        syarat.nama
        for syarat in sop.persyaratan
        if syarat.untuk in ("rekomendasi", "keduanya")
        and syarat.pelaksana in (None, dinas)
        and p.berkas_terakhir(syarat.kode)
    ]


def isian_terlihat(sop: Sop, pelaku: Pelaku) -> frozenset[str]:
    """The fields of the form that this person may read, in a case that he may see."""
    sempit = hanya_rekomendasi(sop, pelaku)
    return frozenset(i.kode for i in sop.isian if i.rekomendasi or not sempit)


def klaim_terlihat(sop: Sop, pelaku: Pelaku, kode: str) -> bool:
    """May he read what the applicant claimed in this field of the form, or with this paper?"""
    if any(i.kode == kode for i in sop.isian):
        return kode in isian_terlihat(sop, pelaku)
    return dokumen_terlihat(sop, pelaku, kode)


def sasaran_terlihat(sop: Sop, pelaku: Pelaku) -> set[str]:
    """What this person may read a defect about."""
    isian = {f"isian:{kode}" for kode in isian_terlihat(sop, pelaku)}
    kertas = {f"berkas:{k}" for k in dikenal(sop) if dokumen_terlihat(sop, pelaku, k)}
    return {LAPANGAN, *isian, *kertas}


def penanda_tangan(sop: Sop) -> str:
    """The pelaksana who signs what the office decides."""
    return next(
        langkah.pelaksana
        for langkah in sop.langkah.values()
        if any("tandatangan" in aksi.efek for aksi in langkah.aksi)
    )


def berkas_diminta(
    sop: Sop, p: Permohonan, kode: str, pelaksana: frozenset[str] | None = None
) -> bool:
    """Is this paper wanted now, from one of these pelaksana (None: from anyone)?

    A draft wants the persyaratan; a returned file what was returned, and what a mended answer
    has made required; a langkah its own papers, but for a draft, which is only ever made here.
    """
    if isinstance(jenis := dikenal(sop).get(kode), Dokumen) and jenis.draf_dari:
        return False
    if p.keadaan == "draf":
        return any(s.kode == kode for s in sop.persyaratan)
    for visit in p.visits.values():
        langkah = sop.langkah[visit.kode]
        if not visit.terbuka or not (
            pelaksana is None or {langkah.pelaksana, langkah.diwakili} & pelaksana
        ):
            continue
        dicacat = {c.sasaran for c in p.cacat_terbuka(visit.setelah)}
        if dikembalikan_ke(p, visit):
            dicacat |= {fault.isian for fault in kekurangan(sop, p)}
        if f"berkas:{kode}" in dicacat or any(
            s.kode == kode for aksi in langkah.aksi for s in aksi.berkas
        ):
            return True
    return _pindaian_diminta(sop, p, kode, pelaksana)


def _pindaian_diminta(sop: Sop, p: Permohonan, kode: str, pelaksana: frozenset[str] | None) -> bool:
    """Does a letter that was printed to be signed by pen wait for its scan: from who signs it, or
    from who made its draft?"""
    draf = {d.kode for d in sop.dokumen if kode in d.draf_dari.values()}
    for surat in p.surat.values():
        if surat.keadaan == "dicetak" and surat.kode == kode:
            visit = p.visits.get(surat.visit) if surat.visit else None
            boleh = {visit.pelaksana if visit else penanda_tangan(sop)} | {
                baris.pelaksana
                for baris in sop.langkah.values()
                if any(b.kode in draf for aksi in baris.aksi for b in aksi.berkas)
            }
            return pelaksana is None or bool(boleh & pelaksana)
    return False


def bertindak_sebagai(
    sop: Sop, langkah: Langkah, p: Permohonan, pelaku: Pelaku, mewakili: Mewakili | None
) -> str:
    """The pelaksana in whose seat this person acts at this langkah.

    For a row of Pemohon recorded by an officer (`mewakili`) it is the officer's own pelaksana.
    Raises `NotAllowed` naming whose task it is, `BadInput` where the task is his own and he
    names someone whom he acts for.
    """
    if pelaku.jenis == "sistem" or _tugas_sendiri(langkah, p, pelaku):
        if mewakili is not None:
            raise BadInput(Fault("mewakili", "Langkah ini tugas Anda sendiri. Hapus identitas."))
        return langkah.pelaksana
    if pelaku.jenis == "petugas" and langkah.diwakili in pelaku.pelaksana:
        if mewakili is None:
            raise NotAllowed(
                "Langkah ini milik pemohon. Catat identitas yang Anda lihat untuk mewakilinya."
            )
        return str(langkah.diwakili)
    raise NotAllowed(f"Langkah ini tugas {sop.pelaksana[langkah.pelaksana].nama}.")


def milik(langkah: Langkah, aksi: Aksi) -> Langkah:
    """The row as it is for this aksi: its own pelaksana's, or that of who else may do it."""
    return replace(langkah, pelaksana=aksi.oleh, diwakili=None) if aksi.oleh else langkah


def _tugas_sendiri(langkah: Langkah, p: Permohonan, pelaku: Pelaku) -> bool:
    if langkah.pelaksana == "pemohon":
        return pelaku.jenis == "pemohon" and p.pemilik == pelaku.id
    return pelaku.jenis == "petugas" and langkah.pelaksana in pelaku.pelaksana


def perlu_masuk_baru(aksi: Aksi) -> bool:
    """Does this aksi sign a letter, so that it asks for a fresh sign-in?"""
    return "tandatangan" in aksi.efek


def pastikan_baru_masuk(pelaku: Pelaku, pada: datetime) -> None:
    """`SignInTooOld` unless he signed in within the last five minutes. A sign-in that seems to be
    still to come is a difference between two clocks."""
    if pelaku.masuk is None or pada - pelaku.masuk > _BARU:
        raise SignInTooOld()


def daftar_pelaksana() -> frozenset[str]:
    """The kode of every pelaksana with a worklist, in any version of any SOP."""
    return frozenset(k for kunci in daftar_kunci() for k in muat(kunci).pelaksana) - {"pemohon"}
