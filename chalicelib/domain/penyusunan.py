"""Letters that an officer makes at his langkah: what he may write, its versions, its signatures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain import isian, syarat
from chalicelib.domain.aksi import pastikan_terbuka
from chalicelib.domain.berkas import Berkas
from chalicelib.domain.hak import bertindak_sebagai
from chalicelib.domain.jenis_isian import Nilai
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.perbaikan import berkas_terbanyak
from chalicelib.domain.permohonan import Pelaku, Permohonan, Visit
from chalicelib.domain.sop import Aksi, Dokumen, KunciVisit, Sop
from chalicelib.domain.surat import Bubuhan
from chalicelib.errors import BadInput, Conflict, Fault, NotFound, TooMany, TransitionNotAllowed


@dataclass(frozen=True, slots=True)
class Susunan:
    """A letter as an officer wants it: at which visit, for which aksi, with which fields."""

    kunci: KunciVisit
    aksi: str
    dokumen: str
    isian: Mapping[str, object]
    pelaku: Pelaku


def periksa(
    sop: Sop, kantor: Kantor, p: Permohonan, s: Susunan
) -> tuple[Visit, Dokumen, dict[str, Nilai]]:
    """The visit, the document to render and the accepted fields, not all of which must be filled.

    Raises `NotFound` (no such langkah or letter here), `NotAllowed`, `TransitionNotAllowed`,
    `Conflict` (closed, or in another's hands), `BadInput` (every fault at once).
    """
    visit, aksi = _di_visit(sop, kantor, p, s.kunci, s.aksi, s.pelaku)
    dokumen = menjadi(sop, p, s.dokumen)
    if dokumen is None or not dokumen.surat or all(b.kode != s.dokumen for b in aksi.berkas):
        raise NotFound("Surat ini tidak dibuat pada langkah ini.")
    langkah = sop.langkah[visit.kode]
    keadaan = syarat.konteks(kantor, p, visit, langkah, diwakili=False)
    isi, faults = isian.periksa(aksi.isian, s.isian, keadaan, lengkap=False)
    if faults:
        raise BadInput(*faults)
    return visit, dokumen, isi


def menjadi(sop: Sop, p: Permohonan, kode: str) -> Dokumen | None:
    """The document that a paper of this kind is rendered as: of a draft that whose draft it is,
    None before the case is decided."""
    dokumen = {d.kode: d for d in sop.dokumen}
    ini = dokumen.get(kode)
    if ini and ini.draf_dari:
        return dokumen.get(ini.draf_dari.get(p.putusan, ""))
    return ini


def _di_visit(
    sop: Sop, kantor: Kantor, p: Permohonan, kunci: KunciVisit, kode_aksi: str, pelaku: Pelaku
) -> tuple[Visit, Aksi]:
    langkah = sop.langkah.get(kunci[0])
    if langkah is None:
        raise NotFound("Langkah tidak dikenal dalam SOP.")
    bertindak_sebagai(sop, langkah, p, pelaku, None)
    visit = p.visits.get(kunci)
    if visit is None:
        raise TransitionNotAllowed("Langkah ini belum terbuka untuk permohonan ini.")
    pastikan_terbuka(p, visit, pelaku, kantor)
    aksi = next((a for a in langkah.aksi if a.kode == kode_aksi), None)
    if aksi is None or aksi not in syarat.aksi_tersedia(kantor, p, visit, langkah):
        raise TransitionNotAllowed("Aksi ini tidak tersedia pada langkah ini.")
    return visit, aksi


def catat_versi(
    sop: Sop, kantor: Kantor, p: Permohonan, s: Susunan, berkas: Berkas, pada: datetime
) -> Permohonan:
    """Keep a rendered version beside the earlier ones; the same bytes again at the same visit are
    no new version.

    Raises as `periksa` does: the langkah may have been closed meanwhile.
    """
    visit, _, _ = periksa(sop, kantor, p, s)
    if len(p.berkas) >= berkas_terbanyak(p):
        raise TooMany("Terlalu banyak berkas pada permohonan ini. Hubungi pengelola sistem.")
    lama = p.berkas_terakhir(s.dokumen)
    sama = lama and (lama.sha256, dict(lama.isi)) == (berkas.sha256, dict(berkas.isi))
    if sama and lama and lama.diunggah >= visit.dibuka:
        return p
    p = replace(p, berkas={**p.berkas, berkas.id: berkas})
    rincian = {"berkas": berkas.kode, "sha256": berkas.sha256, "keadaan": berkas.keadaan}
    sebagai = visit.pelaksana
    return p.catat("berkas", pada, s.pelaku, visit, pelaksana=sebagai, rincian=rincian)


def versi(p: Permohonan, kode: str) -> list[tuple[Berkas, tuple[str, ...]]]:
    """The rendered versions of a letter, oldest first, each with the fields that it changed."""
    daftar = [b for b in p.berkas.values() if b.kode == kode and b.asal == "cetakan"]
    daftar.sort(key=lambda b: b.diunggah)
    hasil, lama = [], None
    for b in daftar:
        dulu = lama.isi if lama else b.isi
        ubah = {k for k in {*b.isi, *dulu} if b.isi.get(k) != dulu.get(k)}
        hasil.append((b, tuple(sorted(ubah))))
        lama = b
    return hasil


@dataclass(frozen=True, slots=True)
class Tanda:
    """A signature to record: of whom, under which bytes; an image, or why he refuses."""

    kunci: KunciVisit
    aksi: str
    nama: str
    sha256: str
    pelaku: Pelaku
    berkas: str = ""
    menolak: str = ""


def bubuhkan(sop: Sop, kantor: Kantor, p: Permohonan, t: Tanda, pada: datetime) -> Permohonan:
    """Record a signature, or its refusal, under the letter that this aksi asks to be signed; a
    second one of the same person under the same bytes takes the place of the first. One on paper
    stands only under an uploaded scan."""
    visit, aksi = _di_visit(sop, kantor, p, t.kunci, t.aksi, t.pelaku)
    if aksi.ditandatangani is None:
        raise NotFound("Tidak ada surat yang ditandatangani pada aksi ini.")
    kode = aksi.ditandatangani.surat
    surat = p.berkas_terakhir(kode)
    if surat is None or surat.sha256 != t.sha256 or surat.diunggah < visit.dibuka:
        raise Conflict("Surat sudah berganti. Buka surat terbaru lalu ulangi.")
    daftar = syarat.penanda_tangan(p, aksi.ditandatangani)
    if faults := _salah_tanda(p, visit, surat, daftar, t):
        raise BadInput(*faults)
    baru = Bubuhan(kode, t.nama, pada, t.pelaku.id, t.sha256, t.berkas, t.menolak)
    kunci = (baru.surat, baru.nama, baru.sha256)
    lain = tuple(b for b in p.bubuhan if (b.surat, b.nama, b.sha256) != kunci)
    rincian: dict[str, object] = {"surat": kode, "sha256": t.sha256}
    rincian["penanda_tangan"] = daftar.index(t.nama) + 1  # in the order of the undangan
    rincian["tanda"] = "menolak" if t.menolak else "kaca" if t.berkas else "kertas"
    p = replace(p, bubuhan=(*lain, baru))
    return p.catat("bubuhan", pada, t.pelaku, visit, pelaksana=visit.pelaksana, rincian=rincian)


def _salah_tanda(
    p: Permohonan, visit: Visit, surat: Berkas, daftar: list[str], t: Tanda
) -> tuple[Fault, ...]:
    faults = []
    if t.nama not in daftar:
        faults.append(Fault("nama", f"Yang menandatangani surat ini: {', '.join(daftar)}."))
    if t.berkas and t.menolak:
        faults.append(Fault("menolak", "Yang menolak tidak membubuhkan tanda tangan. Pilih satu."))
    if surat.asal == "cetakan" and not (t.berkas or t.menolak):
        pesan = "Unggah gambar tanda tangannya, atau pindaian surat yang ditandatangani di kertas."
        faults.append(Fault("berkas", pesan))
    if t.berkas:
        berkas = p.berkas.get(t.berkas)
        gambar = berkas and berkas.keadaan == "diterima" and berkas.tipe.startswith("image/")
        if not gambar or (berkas and berkas.diunggah < visit.dibuka):
            pesan = "Unggah gambar tanda tangan lebih dahulu, lalu sebutkan berkasnya."
            faults.append(Fault("berkas", pesan))
    return tuple(faults)
