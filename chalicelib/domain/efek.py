"""What an aksi does beyond leading on: the closed list that a SOP table may name.

Each function takes the case after its visit was closed and its jejak row written, the parameter
from the table, and the `Kejadian`; it returns the case. Their names are the names in the table.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from chalicelib.domain import jam_kerja, janji, kantor_surat, masa_berlaku, register
from chalicelib.domain.bahasa import tanggal_pendek
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.kotak_keluar import antre
from chalicelib.domain.permohonan import Cacat, Paraf, Pelaku, Permohonan, Visit
from chalicelib.domain.sop import Sop
from chalicelib.domain.surat import ARSIP, Surat
from chalicelib.errors import Conflict


@dataclass(frozen=True, slots=True)
class CacatBaru:
    """One defect as an officer names it."""

    sasaran: str
    alasan: str


@dataclass(frozen=True, slots=True)
class Kejadian:
    """All that an efek may need: where, when, by whom, and what came with the aksi."""

    sop: Sop
    kantor: Kantor
    visit: Visit
    pada: datetime
    pelaku: Pelaku
    sebagai: str
    cacat: tuple[CacatBaru, ...] = ()
    sha256: str = ""
    sidik: str = ""
    urut: int = 0
    aksi: str = ""


Efek = Callable[[Permohonan, Any, Kejadian], Permohonan]


def cacat(p: Permohonan, _: object, k: Kejadian) -> Permohonan:
    """Record the defects of a returned file item by item."""
    baru = {
        nomor: Cacat(nomor, p.jejak, c.sasaran, c.alasan, k.pada)
        for nomor, c in enumerate(k.cacat, start=len(p.cacat) + 1)
    }
    return replace(p, cacat={**p.cacat, **baru})


def lengkap(p: Permohonan, _: object, k: Kejadian) -> Permohonan:
    """The file is lengkap: from the submission (or last mending) found complete (domain.md), or
    from this click where the office chose so; moved to the next working instant.

    From then on the case has a promise.
    """
    masuk = max(v.penutup.pada for v in p.visits.values() if v.pelaksana == "pemohon" and v.penutup)
    sejak = k.pada if k.kantor.lengkap_sejak == "verifikasi" else masuk
    kalender = jam_kerja.Kalender.dari(k.kantor)
    p = replace(p, lengkap=jam_kerja.mulai_kerja(kalender, sejak))
    return janji.perbarui(k.sop, k.kantor, p, "lengkap", k.pada)


def putusan(p: Permohonan, _: object, k: Kejadian) -> Permohonan:
    """Decide: one rekomendasi penolakan makes it *tolak* (SOP step 19)."""
    return replace(p, putusan="tolak" if "ditolak" in p.rekomendasi.values() else "terbit")


def rekomendasi(p: Permohonan, isi: str, k: Kejadian) -> Permohonan:
    """Record an agency's letter: `direkomendasikan` or `ditolak`."""
    return replace(p, rekomendasi={**p.rekomendasi, k.visit.pelaksana: isi})


def paraf(p: Permohonan, kode: str, k: Kejadian) -> Permohonan:
    """Initial the draft whose SHA-256 the officer saw; `Conflict` where another is current, or
    where settings or template would make another letter of it now."""
    tanda = _bubuhkan(p, kode, k)
    return replace(p, paraf=(*p.paraf, tanda))


def tandatangan(p: Permohonan, kode: str, k: Kejadian) -> Permohonan:
    """Sign the draft whose SHA-256 the head saw; `Conflict` as for a paraf."""
    return replace(p, tanda_tangan=_bubuhkan(p, kode, k))


def _bubuhkan(p: Permohonan, kode: str, k: Kejadian) -> Paraf:
    berkas = p.berkas_terakhir(kode)
    if berkas is None or berkas.sha256 != k.sha256:
        raise Conflict("Draf sudah berganti. Buka draf terbaru lalu ulangi.")
    if berkas.sidik != k.sidik:
        raise Conflict(
            "Setelan atau templat surat berubah sejak draf ini dibuat. "
            "Kembalikan supaya draf dibuat lagi."
        )
    return Paraf(k.sebagai, k.pelaku.id, k.pelaku.nama, k.pada, k.sha256)


def hapus_paraf(p: Permohonan, _: object, k: Kejadian) -> Permohonan:
    """Every paraf given to the old draft lapses (they stay in the jejak)."""
    return replace(p, paraf=(), tanda_tangan=None)


def jenis_surat(isi: str | dict[str, str], putusan: str) -> str:
    """The kind of letter that takes a number: one for all, or one per putusan."""
    return isi if isinstance(isi, str) else isi[putusan]


def terbitkan(p: Permohonan, isi: str | dict[str, str], k: Kejadian) -> Permohonan:
    """The office has decided: the letter takes the next number of its kind and year (the office's
    zone decides the year) and is put into the outbox; an SK is valid from this day."""
    kode = jenis_surat(isi, p.putusan)
    hari = jam_kerja.tanggal(jam_kerja.Kalender.dari(k.kantor), k.pada)
    draf = next((b for b in p.berkas.values() if b.sha256 == k.sha256), None)
    ditulis = draf.isi if draf else {}
    berlaku = masa_berlaku.sampai(k.kantor, ditulis, hari) if p.putusan == "terbit" else None
    surat = Surat(
        p.jejak,
        kode,
        k.pada,
        k.pelaku.id,
        k.pelaku.nama,
        isi=ditulis,
        nomor=kantor_surat.nomor_surat(k.kantor, kode, k.sop.awalan, k.urut, hari),
        register=register.kunci(register.jenis(k.sop, kode), hari.year, k.urut),
        visit=k.visit.kunci,
        aksi=k.aksi,
        tanggal=hari,
        berlaku_sampai=berlaku,
    )
    nomor = {**p.nomor_surat, kode: surat.nomor}
    p = replace(p, nomor_surat=nomor, diputus=k.pada, berlaku_sampai=berlaku)
    return p.dengan_surat(surat)


def batalkan_nomor(p: Permohonan, _: object, k: Kejadian) -> Permohonan:
    """Call off the letter that is being issued here: its number stays in the register as void and
    is never given again."""
    surat = next(s for s in p.surat.values() if s.visit == k.visit.kunci and s.berjalan)
    nomor = {kode: isi for kode, isi in p.nomor_surat.items() if kode != surat.kode}
    p = replace(p, nomor_surat=nomor, diputus=None, berlaku_sampai=None)
    return p.dengan_surat(replace(surat, keadaan="batal"))


def cetak(p: Permohonan, kode: str, k: Kejadian) -> Permohonan:
    """Put a letter into the outbox that needs nobody's decision any more; one that was signed
    under a rendered version says what that version says."""
    berkas = p.berkas_terakhir(kode)
    if berkas and berkas.asal == "unggahan":
        return p
    isi = berkas.isi if berkas else {}
    return p.dengan_surat(Surat(p.jejak, kode, k.pada, k.pelaku.id, k.pelaku.nama, isi=isi))


def arsip(p: Permohonan, _: object, k: Kejadian) -> Permohonan:
    """Let the archive of the case be made, once everything else of it is done."""
    return p.dengan_surat(Surat(p.jejak, ARSIP, k.pada, k.pelaku.id, k.pelaku.nama))


def kirim_sms(p: Permohonan, isi: str | dict[str, str], k: Kejadian) -> Permohonan:
    """Put an SMS to the applicant into the outbox.

    `isi` names the template, or gives it as `templat` beside the fields (kode) from which other
    facts are taken, each from its latest visit.
    """
    ambil = {"templat": isi} if isinstance(isi, str) else dict(isi)
    templat = ambil.pop("templat")
    fakta = {fakta: _nilai_terakhir(p, kode) for fakta, kode in ambil.items()}
    fakta |= {"putusan": p.putusan}
    return antre(k.sop, k.kantor, p, templat, fakta, k.pada, sebab=k.visit.pelaksana)


def _nilai_terakhir(p: Permohonan, kode: str) -> str:
    terakhir = max(
        (v for v in p.visits.values() if kode in v.isian and v.penutup), key=lambda v: v.setelah
    )
    nilai = str(terakhir.isian[kode])
    try:
        return tanggal_pendek(date.fromisoformat(nilai))
    except ValueError:
        return nilai


EFEK: dict[str, Efek] = {
    f.__name__: f
    for f in (
        cacat,
        lengkap,
        putusan,
        rekomendasi,
        paraf,
        tandatangan,
        hapus_paraf,
        terbitkan,
        batalkan_nomor,
        cetak,
        arsip,
        kirim_sms,
    )
}
