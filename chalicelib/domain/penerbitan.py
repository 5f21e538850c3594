"""A letter with a number, in two halves: the head decides; then it is issued, which closes his row.

Between the two the row stays open ("sedang diterbitkan"): nobody can decide a second time, and a
failure of what signs is tried again with the same number.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from chalicelib.domain import pengarsipan, syarat
from chalicelib.domain.bahasa import waktu_setempat
from chalicelib.domain.berkas import Berkas
from chalicelib.domain.efek import Kejadian
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.laju import maju
from chalicelib.domain.penutupan import jalankan, tutup
from chalicelib.domain.permohonan import SISTEM, Pelaku, Permohonan
from chalicelib.domain.sop import Aksi, Sop
from chalicelib.domain.surat import ARSIP, Bubuhan, KunciSurat, Surat

KEPUTUSAN = ("tandatangan", "terbitkan")
"""The efek of the first half; all others of the aksi belong to the second."""


def putuskan(
    p: Permohonan, k: Kejadian, aksi: Aksi, isi: Mapping[str, object], rincian: Mapping[str, object]
) -> Permohonan:
    """The head's decision over the draft that he read: the letter has its number, the visit stays
    open until it is issued."""
    visit = replace(k.visit, isian=isi)
    k = replace(k, visit=visit)
    p = p.dengan_visit(visit).catat(
        "putuskan", k.pada, k.pelaku, visit, aksi=aksi.kode, pelaksana=k.sebagai, rincian=rincian
    )
    p = jalankan(p, k, aksi, [nama for nama in aksi.efek if nama in KEPUTUSAN])
    return maju(k.sop, k.kantor, p, k.pada)


def sudah_diputuskan(surat: Surat, kantor: Kantor) -> str:
    """The sentence for whoever comes second."""
    kapan = waktu_setempat(surat.dibuat, kantor.zona)
    return (
        f"Sudah ditandatangani oleh {surat.nama}, {kapan}, dengan nomor {surat.nomor}; "
        "suratnya sedang diterbitkan."
    )


def selesaikan(
    sop: Sop,
    kantor: Kantor,
    p: Permohonan,
    kunci: KunciSurat,
    berkas: Berkas,
    pada: datetime,
    naskah_sha256: str = "",
) -> Permohonan:
    """A letter of the outbox was made: the case has the paper, and the visit that waited for it is
    closed by who decided. Twice is once; one that was called off meanwhile is not taken."""
    surat = p.surat.get(kunci)
    if surat is None or not surat.berjalan:
        return p
    jadi = replace(
        surat, keadaan="jadi", berkas=berkas.id, naskah_sha256=naskah_sha256 or surat.naskah_sha256
    )
    p = replace(p.dengan_surat(jadi), berkas={**p.berkas, berkas.id: berkas})
    rincian: dict[str, object] = {"surat": surat.kode, "sha256": berkas.sha256}
    if surat.nomor:
        rincian["nomor"] = surat.nomor
    p = p.catat("surat", pada, SISTEM, rincian=rincian)
    if surat.kode != ARSIP and pengarsipan.terakhir(p):
        # What comes after the archive was made is kept in another one, with all the rest.
        p = p.dengan_surat(Surat(p.jejak, ARSIP, pada, surat.oleh, surat.nama))
    if surat.visit is None or p.keadaan != "berjalan":
        return p
    return _tutup(sop, kantor, p, jadi, berkas, pada)


def bubuhan(sop: Sop, p: Permohonan, surat: Surat) -> tuple[Bubuhan, ...]:
    """The signatures that this letter shows: those given under its bytes, or what there is of the
    visit whose end caused it: that the applicant closed it in his own account, or the image that
    was brought there, of who received the paper."""
    if ada := syarat.tanda_berlaku(p, surat.kode):
        return tuple(ada.values())
    visit = next((v for v in p.visits.values() if v.penutup and v.penutup.jejak == surat.no), None)
    if visit is None or visit.penutup is None:
        return ()
    if p.pemilik and visit.penutup.oleh == p.pemilik:
        nama, tutup = str(p.data["nama"]), visit.penutup
        return (Bubuhan(surat.kode, nama, tutup.pada, tutup.oleh, "", akun=True),)
    jenis = {b.kode for b in sop.langkah[visit.kode].aksi_berkode(visit.penutup.aksi).berkas}
    gambar = [
        b
        for b in p.berkas.values()
        if b.kode in jenis and b.tipe.startswith("image/") and b.diunggah >= visit.dibuka
    ]
    nama = penerima(p)
    return tuple(
        Bubuhan(surat.kode, nama, visit.penutup.pada, visit.penutup.oleh, b.sha256, b.id)
        for b in sorted(gambar, key=lambda b: b.diunggah)[-1:]
    )


def penerima(p: Permohonan) -> str:
    """Who received the letter: as the handover says, else the applicant."""
    serah = [v for v in p.visits.values() if "nama_penerima" in v.isian and v.penutup]
    terakhir = max(serah, key=lambda v: v.setelah, default=None)
    return str(terakhir.isian["nama_penerima"] if terakhir else p.data["nama"])


def dicetak(
    p: Permohonan, kunci: KunciSurat, berkas: Berkas, naskah_sha256: str, pada: datetime
) -> Permohonan:
    """A letter that is signed by pen was printed, number and date in it; it now waits for its
    scan."""
    surat = p.surat.get(kunci)
    if surat is None or not surat.menunggu:
        return p
    p = p.dengan_surat(replace(surat, keadaan="dicetak", naskah_sha256=naskah_sha256))
    p = replace(p, berkas={**p.berkas, berkas.id: berkas})
    rincian = {"surat": surat.kode, "sha256": berkas.sha256, "nomor": surat.nomor}
    return p.catat("cetak", pada, SISTEM, rincian=rincian)


def terima_pindaian(
    sop: Sop, kantor: Kantor, p: Permohonan, berkas: Berkas, pada: datetime
) -> Permohonan:
    """An uploaded paper reached the case: where it is the scan that a letter waits for, the letter
    is issued."""
    for surat in p.surat.values():
        menunggu = (surat.keadaan, surat.kode) == ("dicetak", berkas.kode)
        if menunggu and p.berkas.get(berkas.id, berkas).keadaan == "diterima":
            return selesaikan(sop, kantor, p, surat.kunci, berkas, pada)
    return p


def _tutup(
    sop: Sop, kantor: Kantor, p: Permohonan, surat: Surat, berkas: Berkas, pada: datetime
) -> Permohonan:
    assert surat.visit
    visit = p.visits[surat.visit]
    aksi = sop.langkah[visit.kode].aksi_berkode(surat.aksi)
    pelaku = Pelaku(surat.oleh, surat.nama, "petugas", frozenset({visit.pelaksana}))
    k = Kejadian(sop, kantor, visit, pada, pelaku, visit.pelaksana)
    sisa = [nama for nama in aksi.efek if nama not in KEPUTUSAN]
    return tutup(p, k, aksi, visit.isian, {"berkas_sha256": berkas.sha256}, sisa)
