"""The table of cases: one Query reads a case, one conditional transaction changes it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from pynamodb.transactions import TransactWrite

from chalicelib.adapters import pencarian_db, peta, peta_isi, peta_register, petugas_db
from chalicelib.adapters.model import (
    Baris,
    BarisJejakDb,
    BarisPermohonan,
    BarisPesan,
    BarisPetugas,
    BarisSms,
    BarisSurat,
)
from chalicelib.adapters.model_register import BarisHitung, BarisRegister
from chalicelib.adapters.transaksi import SYARAT, Batal, transaksi
from chalicelib.domain import pencarian, register
from chalicelib.domain.jejak import BarisJejak
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import muat
from chalicelib.domain.surat import KunciSurat, Surat
from chalicelib.errors import NotAllowed, NotFound

_NOMOR = re.compile(r"[A-Z]{2,10}-[0-9A-Z-]{8,30}")


class VersionConflict(Exception):
    """Someone changed the case (or took the number) in between; nothing was written."""


@dataclass(frozen=True, slots=True)
class Urut:
    """A number about to be taken: the counter's kind and year, and the value it will have."""

    jenis: str
    tahun: int
    urut: int

    @property
    def kunci(self) -> str:
        """Its place in the register."""
        return register.kunci(self.jenis, self.tahun, self.urut)


@dataclass(frozen=True, slots=True)
class Tertahan:
    """What stands still since `sejak`: a case, or one of its SMS (`sms` is its no; `ditunda` where
    it was to wait until then), or a letter of its outbox (`surat` is its name)."""

    nomor: str
    sejak: datetime
    sms: int | None = None
    ditunda: bool = False
    surat: KunciSurat | None = None


def get(nomor: str) -> Permohonan:
    """The case under this nomor, read consistently in one Query; `NotFound` where there is none."""
    p = None
    if _NOMOR.fullmatch(nomor):
        p = peta.dari_items(Baris.query(nomor, consistent_read=True))
    if p is None:
        raise NotFound()
    return p


def simpan(
    *ubahan: tuple[Permohonan | None, Permohonan],
    petugas: tuple[str, str] | None = None,
    urut: Urut | None = None,
) -> None:
    """Write the difference of each (before, after) in one transaction, with its jejak rows.

    `petugas` is (sub, pelaksana): he must still be active in that seat, else `NotAllowed`.
    Raises `VersionConflict` where a case has moved on since it was read.
    """
    with _transaksi(petugas) as write:
        if petugas:
            _periksa_petugas(write, *petugas)
        if urut:
            _ambil(write, urut, ubahan[-1][1])
        for lama, baru in ubahan:
            _tulis(write, lama, baru)


@contextmanager
def _transaksi(petugas: tuple[str, str] | None = None) -> Iterator[TransactWrite]:
    """One transaction, its refusal told apart."""
    try:
        with transaksi() as write:
            yield write
    except Batal as batal:
        if petugas and batal.alasan[:1] == (SYARAT,):
            raise NotAllowed("Anda tidak lagi bertugas pada langkah ini.") from batal
        raise VersionConflict from batal


def _tulis(write: TransactWrite, lama: Permohonan | None, baru: Permohonan) -> None:
    versi = BarisPermohonan.versi
    syarat = (versi == lama.versi) if lama else BarisPermohonan.nomor.does_not_exist()
    baru = replace(baru, versi=lama.versi + 1 if lama else 1)
    write.save(peta.item_permohonan(baru), condition=syarat)
    for kunci, visit in baru.visits.items():
        if lama is None or lama.visits.get(kunci) is not visit:
            write.save(peta.item_visit(baru, visit))
    for id_, berkas in baru.berkas.items():
        if lama is None or id_ not in lama.berkas:
            write.save(peta_isi.item_berkas(baru, berkas))
    for no, cacat in baru.cacat.items():
        if lama is None or lama.cacat.get(no) is not cacat:
            write.save(peta_isi.item_cacat(baru, cacat))
    for no, sms in baru.sms.items():
        sebelum = lama.sms.get(no) if lama else None
        if sebelum is not sms:
            write.save(peta_isi.item_sms(baru, sms))
        if sms.pesan and (sebelum is None or sebelum.pesan != sms.pesan):
            write.save(peta_isi.item_pesan(baru, sms))
    for nama, surat in baru.surat.items():
        sebelumnya = lama.surat.get(nama) if lama else None
        if sebelumnya is not surat:
            _tulis_surat(write, baru, sebelumnya, surat)
    for id_, berkas in lama.berkas.items() if lama else ():
        if id_ not in baru.berkas:
            write.delete(peta_isi.item_berkas(baru, berkas))
    _tulis_kunci(write, lama, baru)
    for baris in baru.catatan:
        belum_ada = BarisJejakDb.nomor.does_not_exist()
        write.save(peta_isi.item_jejak(baris), condition=belum_ada)


def _tulis_kunci(write: TransactWrite, lama: Permohonan | None, baru: Permohonan) -> None:
    """Its places in the index by which it is found, where they have changed."""
    sop = muat(baru.sop)
    tadinya = pencarian.daftar_kunci(sop, lama) if lama else {}
    kini = pencarian.daftar_kunci(sop, baru)
    for isian, kunci in kini.items():
        if tadinya.get(isian) != kunci:
            write.save(pencarian_db.item_kunci(kunci))
    for isian, kunci in tadinya.items():
        if isian not in kini:
            write.delete(pencarian_db.item_kunci(kunci))


def _tulis_surat(write: TransactWrite, p: Permohonan, lama: Surat | None, surat: Surat) -> None:
    """A letter of the outbox, with its row in the register, which is new with it, and what leads
    from its hash to that row."""
    write.save(peta_isi.item_surat(p, surat))
    if not surat.register:
        return
    syarat = None if lama else BarisRegister.nomor.does_not_exist()
    write.save(peta_register.item_register(p, surat), condition=syarat)
    if surat.naskah_sha256 and not (lama and lama.naskah_sha256):
        write.save(peta_register.item_verifikasi(surat))


def _periksa_petugas(write: TransactWrite, sub: str, pelaksana: str) -> None:
    masih = (BarisPetugas.aktif == True) & BarisPetugas.pelaksana.contains(pelaksana)  # noqa: E712
    write.condition_check(BarisPetugas, petugas_db.KUNCI, sub, condition=masih)


def urut_berikut(jenis: str, tahun: int) -> Urut:
    """The next number of this kind and year; it is taken only by a `simpan` that names it."""
    try:
        hitung = Baris.get(f"hitung#{jenis}#{tahun}", "hitung", consistent_read=True)
    except Baris.DoesNotExist:
        return Urut(jenis, tahun, 1)
    assert isinstance(hitung, BarisHitung)
    return Urut(jenis, tahun, int(hitung.terakhir) + 1)


def _ambil(write: TransactWrite, urut: Urut, p: Permohonan) -> None:
    """Take a number: a letter brings its own row of the register, a case has a plain one."""
    terakhir = BarisHitung.terakhir
    sama = terakhir == urut.urut - 1 if urut.urut > 1 else BarisHitung.nomor.does_not_exist()
    hitung = BarisHitung(f"hitung#{urut.jenis}#{urut.tahun}", "hitung", terakhir=urut.urut)
    write.save(hitung, condition=sama)
    if all(surat.register != urut.kunci for surat in p.surat.values()):
        kunci = peta_register.kunci_register(urut.jenis, urut.tahun, urut.urut)
        baris = BarisRegister(*kunci, permohonan=p.nomor)
        write.save(baris, condition=BarisRegister.nomor.does_not_exist())


def milik(pemilik: str) -> list[Permohonan]:
    """The applicant's own cases without their visits and papers, newest first (at most 100)."""
    items = Baris.menurut_pemilik.query(pemilik, scan_index_forward=False, limit=100)
    return [p for item in items if (p := peta.dari_items([item])) is not None]


def draf_loket() -> list[Permohonan]:
    """Drafts that were begun at the counter without their papers, soonest to lapse first (at most
    100)."""
    items = Baris.menurut_antrean.query(peta_isi.DRAF_LOKET, limit=100)
    return [p for item in items if (p := peta.dari_items([item])) is not None]


def dalam_transit(sampai: datetime) -> Iterator[Tertahan]:
    """What waits for something that should have followed by this instant, longest first: cases
    between two langkah, and SMS that are not settled."""
    for item in Baris.menurut_transit.query(peta_isi.SATU, Baris.transit_sejak <= sampai):
        assert item.transit_sejak
        if isinstance(item, BarisSms):
            ditunda = item.kirim_pada is not None
            yield Tertahan(item.nomor, item.transit_sejak, int(item.no), ditunda=ditunda)
        elif isinstance(item, BarisSurat):
            surat = (int(item.no), item.kode)
            yield Tertahan(item.nomor, item.transit_sejak, surat=surat)
        else:
            yield Tertahan(item.nomor, item.transit_sejak)


def sms_dari_pesan(pesan: str) -> tuple[str, int] | None:
    """The SMS (nomor, no) that the provider knows by this id; None where it is none of ours."""
    try:
        item = Baris.get(peta_isi.kunci_pesan(pesan), "pesan", consistent_read=True)
    except Baris.DoesNotExist:
        return None
    assert isinstance(item, BarisPesan)
    return item.permohonan, int(item.no)


def hapus_draf(p: Permohonan) -> None:
    """Remove a draft with the items of its papers; `VersionConflict` where it was just used."""
    with _transaksi() as write:
        write.delete(peta.item_permohonan(p), condition=BarisPermohonan.versi == p.versi)
        for berkas in p.berkas.values():
            write.delete(peta_isi.item_berkas(p, berkas))


def jejak(nomor: str) -> Iterator[BarisJejak]:
    """The log of a case in order."""
    return (peta_isi.jejak_dari(item) for item in BarisJejakDb.query(nomor, consistent_read=True))
