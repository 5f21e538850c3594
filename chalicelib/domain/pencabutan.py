"""Revoking an SK: the head's decision, its number, the letter that says so, the holder's SMS."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain import hak, jam_kerja, kantor_surat, kotak_keluar, register
from chalicelib.domain.bahasa import waktu_setempat
from chalicelib.domain.jejak import sha256_json
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.permohonan import Pelaku, Permohonan
from chalicelib.domain.sms import TEMPLAT_CABUT
from chalicelib.domain.sop import Dokumen, Sop
from chalicelib.domain.surat import Surat
from chalicelib.errors import Conflict, NotAllowed


@dataclass(frozen=True, slots=True)
class Cabutan:
    """Why an SK is revoked, by which rule, by whom; `urut` is the next number of its kind."""

    alasan: str
    dasar: str
    pelaku: Pelaku
    urut: int = 0

    @property
    def isi(self) -> Mapping[str, object]:
        """What it writes into the letter."""
        return {"alasan": self.alasan, "dasar": self.dasar}


def periksa(
    sop: Sop, kantor: Kantor, p: Permohonan, c: Cabutan, pada: datetime
) -> tuple[str, Dokumen, Surat]:
    """In which seat he revokes, the letter that will say so, and the one that is revoked.

    Raises `NotAllowed` where he is not who signs, `Conflict` where nothing was issued, or it was
    revoked before, naming who and when, `SignInTooOld` as any signature does.
    """
    penanda_tangan = hak.penanda_tangan(sop)
    if c.pelaku.jenis != "petugas" or penanda_tangan not in c.pelaku.pelaksana:
        raise NotAllowed(f"Pencabutan adalah tugas {sop.pelaksana[penanda_tangan].nama}.")
    for dokumen in (d for d in sop.dokumen if d.mencabut):
        terbit = [s for s in p.surat.values() if (s.kode, s.keadaan) == (dokumen.mencabut, "jadi")]
        if terbit and terbit[0].dicabut:
            raise Conflict(_sudah(sop, kantor, p, terbit[0]))
        if terbit:
            hak.pastikan_baru_masuk(c.pelaku, pada)
            return penanda_tangan, dokumen, terbit[0]
    raise Conflict("Belum ada surat keputusan yang diterbitkan untuk permohonan ini.")


def boleh_dicabut(sop: Sop, p: Permohonan, pelaku: Pelaku) -> bool:
    """May this person revoke the SK now: does he sign, and is one issued that still stands?"""
    dicabut = {d.mencabut for d in sop.dokumen if d.mencabut}
    berlaku = any(
        s.kode in dicabut and s.keadaan == "jadi" and not s.dicabut for s in p.surat.values()
    )
    return pelaku.jenis == "petugas" and berlaku and hak.penanda_tangan(sop) in pelaku.pelaksana


def pencabutan(sop: Sop, p: Permohonan) -> Surat | None:
    """The letter by which the case's SK was revoked; None where it was not."""
    kode = {d.kode for d in sop.dokumen if d.mencabut}
    return next((s for s in p.surat.values() if s.kode in kode), None)


def sudah_oleh(sop: Sop, p: Permohonan, pelaku: Pelaku) -> bool:
    """Did this person revoke it before: is this the same click again?"""
    surat = pencabutan(sop, p)
    return surat is not None and surat.oleh == pelaku.id


def cabut(sop: Sop, kantor: Kantor, p: Permohonan, c: Cabutan, pada: datetime) -> Permohonan:
    """The case whose SK no longer stands; its letter is numbered and in the outbox, and so is the
    SMS to the holder. The same object where this person had done it before. Raises as `periksa`
    does."""
    if sudah_oleh(sop, p, c.pelaku):
        return p
    sebagai, dokumen, lama = periksa(sop, kantor, p, c, pada)
    hari = jam_kerja.tanggal(jam_kerja.Kalender.dari(kantor), pada)
    nomor = kantor_surat.nomor_surat(kantor, dokumen.kode, sop.awalan, c.urut, hari)
    rincian = {"mencabut": lama.nomor, "nomor": nomor, "isian_sha256": sha256_json(c.isi)}
    p = p.catat("cabut", pada, c.pelaku, pelaksana=sebagai, rincian=rincian)
    surat = Surat(
        p.jejak,
        dokumen.kode,
        pada,
        c.pelaku.id,
        c.pelaku.nama,
        isi=c.isi,
        nomor=nomor,
        register=register.kunci(register.jenis(sop, dokumen.kode), hari.year, c.urut),
        tanggal=hari,
    )
    # Nobody is told any more that it ends; a case on its way still has its promise to keep.
    nanti = None if p.keadaan == "berakhir" else p.periksa
    nomor_surat = {**p.nomor_surat, dokumen.kode: nomor}
    p = replace(p, dicabut=pada, periksa=nanti, nomor_surat=nomor_surat)
    p = p.dengan_surat(replace(lama, dicabut=pada)).dengan_surat(surat)
    return kotak_keluar.antre(sop, kantor, p, TEMPLAT_CABUT, {}, pada)


def _sudah(sop: Sop, kantor: Kantor, p: Permohonan, lama: Surat) -> str:
    surat = pencabutan(sop, p)
    assert surat
    kapan = waktu_setempat(surat.dibuat, kantor.zona)
    return f"{lama.nomor} sudah dicabut oleh {surat.nama}, {kapan}, dengan nomor {surat.nomor}."
