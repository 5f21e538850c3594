"""Drives a case through its SOP in memory: what the stack does, without the stack."""

import copy
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Literal

from chalicelib.domain import kantor as domain_kantor
from chalicelib.domain import (
    penerbitan,
    pengajuan,
    pengarsipan,
    penyusunan,
    perbaikan,
    perubahan,
)
from chalicelib.domain.aksi import Perintah, terapkan
from chalicelib.domain.berkas import Berkas
from chalicelib.domain.efek import CacatBaru
from chalicelib.domain.isian import cocok
from chalicelib.domain.jejak import BarisJejak
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.penyusunan import Susunan, Tanda
from chalicelib.domain.permohonan import (
    Cacat,
    Mewakili,
    Pelaku,
    Permohonan,
    Visit,
)
from chalicelib.domain.sop import Aksi, KunciVisit, Sop, muat
from chalicelib.domain.surat import ARSIP, Objek, Surat
from chalicelib.domain.syarat import aksi_tersedia, konteks, penanda_tangan
from chalicelib.services import draf, tampilan_sop
from infra import contoh

KANTOR = domain_kantor.baca("buka_terus")
KONFIRMASI = KANTOR.model_copy(update={"konfirmasi_sms": True})
AWAL = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
BARU_MASUK = datetime(2200, 1, 1, tzinfo=UTC)
"""Never five minutes ago, whatever the clock of a case says."""
PEMOHON = Pelaku("sub-pemohon", "Pemohon", "pemohon", frozenset({"pemohon"}))
ORANG_LAIN = Pelaku("sub-lain", "Pemohon", "pemohon", frozenset({"pemohon"}))
WAKIL = Mewakili("KTP", "0001")


def petugas(pelaksana: str, nama: str = "") -> Pelaku:
    """An officer of one pelaksana, signed in just now; another `nama` is another person."""
    nama = nama or pelaksana
    return Pelaku(f"sub-{nama}", nama, "petugas", frozenset({pelaksana}), BARU_MASUK)


def seseorang(pelaksana: str) -> Pelaku:
    """Someone of this pelaksana: the applicant whose case it is, or an officer."""
    return PEMOHON if pelaksana == "pemohon" else petugas(pelaksana)


def dengan_cara(surat: str, cara: str) -> Kantor:
    """The ordinary office, where this letter is signed in another way."""
    isi = KANTOR.surat[surat].model_copy(update={"cara": cara})
    return KANTOR.model_copy(update={"surat": {**KANTOR.surat, surat: isi}})


def isi_formulir(sop: Sop, **khusus: object) -> dict[str, object]:
    """Good values for the whole form."""
    daftar = tampilan_sop.formulir(sop)["isian"]
    return contoh.isi(daftar, {"hp": "+6281234567890", **khusus})


@dataclass
class Kasus:
    """A case, its SOP and office, its whole jejak, and a clock that moves a minute per change.

    `hasil_sms` is what becomes of an SMS at once; None leaves every SMS waiting. Letters of the
    outbox are made at once unless `surat_jadi` is False; `urut` is the number that one takes.
    """

    sop: Sop = field(default_factory=lambda: muat("ikrg-v1"))
    kantor: Kantor = KANTOR
    pembuat: Pelaku = PEMOHON
    hasil_sms: Literal["diterima", "gagal"] | None = "diterima"
    surat_jadi: bool = True
    pada: datetime = AWAL
    setiap: timedelta = timedelta(minutes=1)
    p: Permohonan = field(init=False)
    jejak: list[BarisJejak] = field(default_factory=list)
    unggahan: int = 0
    urut: int = 7

    def __post_init__(self) -> None:
        self.p = pengajuan.buat_draf(self.sop, self.kantor, self.pembuat, self.pada)

    def salin(self) -> "Kasus":
        """The same case again: what is done to one is not done to the other."""
        salinan = copy.copy(self)
        salinan.jejak = [*self.jejak]
        return salinan

    def detik(self, lama: timedelta | None = None) -> datetime:
        """The clock, moved on: a minute unless the case or the caller says otherwise."""
        self.pada += self.setiap if lama is None else lama
        return self.pada

    def simpan(self, p: Permohonan) -> Permohonan:
        """What saving does to the case: the next version, its new rows in the jejak."""
        if p is not self.p:
            self.jejak += p.catatan
            self.p = replace(p, versi=p.versi + 1, catatan=())
        return self.p

    # ------------------------------------------------------------------------ the applicant

    def isi(self, **khusus: object) -> "Kasus":
        """Fill the form."""
        self.simpan(pengajuan.isi_draf(self.sop, self.p, isi_formulir(self.sop, **khusus)))
        return self

    def kertas(self, kode: str, keadaan: str = "diterima", pada: datetime | None = None) -> Berkas:
        """A checked paper, not yet in the case."""
        self.unggahan += 1
        isi: dict[str, Any] = {
            "id": f"b{self.unggahan}",
            "kode": kode,
            "kunci": f"masuk/b{self.unggahan}",
            "versi": "v1",
            "sha256": hashlib.sha256(f"{self.unggahan}".encode()).hexdigest(),
            "ukuran": 100,
            "tipe": "application/pdf",
            "keadaan": keadaan,
            "alasan": "" if keadaan == "diterima" else "Berkas PDF rusak.",
            "diunggah": pada or self.detik(),
            "oleh": PEMOHON.id,
        }
        return Berkas(**isi)

    def unggah(self, kode: str, keadaan: str = "diterima") -> Berkas:
        """Put a checked paper into the case."""
        berkas = self.kertas(kode, keadaan)
        self.simpan(perbaikan.terima_berkas(self.p, berkas, PEMOHON, self.detik()))
        return berkas

    def lengkapi(self) -> "Kasus":
        """Bring every required paper."""
        for syarat in self.sop.persyaratan:
            if syarat.wajib and cocok(syarat.bila, self.p.data):
                self.unggah(syarat.kode)
        return self

    def ajukan(self, **khusus: object) -> "Kasus":
        """Fill the form, bring every required paper, submit."""
        self.isi(**khusus).lengkapi()
        wakil = WAKIL if self.pembuat.jenis == "petugas" else None
        nomor = pengajuan.nomor_baru(self.sop, 2026, 1)
        p = pengajuan.ajukan(self.sop, self.p, nomor, self.pembuat, wakil, self.detik())
        self.simpan(p)
        return self.jalankan()

    def perbaiki(self, visit: Visit) -> None:
        """Mend what was returned to this visit, item by item."""
        while terbuka := self.p.cacat_terbuka(visit.setelah):
            self.perbaiki_cacat(terbuka[0])

    def perbaiki_cacat(self, cacat: Cacat) -> None:
        """Mend one defect: a field, a paper, or a finding on site."""
        jenis, _, kode = cacat.sasaran.partition(":")
        if jenis == "berkas":
            self.unggah(kode)
        elif jenis == "isian":
            self.perbaiki_isian({kode: self.nilai(kode)})
        else:
            p = perbaikan.jawab_cacat(self.p, cacat.no, "Sudah.", PEMOHON, self.detik())
            self.simpan(p)

    def nilai(self, kode: str) -> object:
        """A good value of a field of the form, required or not, that leaves the others asked."""
        (isian,) = [i for i in tampilan_sop.formulir(self.sop)["isian"] if i["kode"] == kode]
        wajib = {**isian, "wajib": True, "bila": {}}
        return self.p.data.get(kode) or contoh.isi([wajib], {})[kode]

    def perbaiki_isian(self, nilai: Mapping[str, object]) -> Permohonan:
        """Mend returned fields."""
        p = perbaikan.perbaiki_isian(self.sop, self.p, nilai, PEMOHON, self.detik())
        return self.simpan(p)

    def tarik(self, pelaku: Pelaku = PEMOHON, wakil: Mewakili | None = None) -> Permohonan:
        """Withdraw."""
        alasan = "Batal membuka usaha."
        return self.simpan(perubahan.tarik(self.sop, self.p, alasan, pelaku, wakil, self.detik()))

    # ------------------------------------------------------------- what the stack does by itself

    @property
    def akan_dibuka(self) -> list[KunciVisit]:
        """Visits that the jejak makes due and that are not open yet."""
        if self.p.keadaan != "berjalan":
            return []
        return sorted(self.sop.due(self.p.tertutup) - self.p.visits.keys())

    def buka(self, kunci: KunciVisit, token: str = "token") -> Permohonan:
        """Step Functions reaches this langkah."""
        p = perubahan.buka(self.sop, self.kantor, self.p, kunci, token, self.detik())
        return self.simpan(p)

    def sms(self, no: int, keadaan: Literal["mengirim", "diterima", "gagal"]) -> Permohonan:
        """What became of an SMS of the outbox."""
        hasil = replace(self.p.sms[no], keadaan=keadaan, selesai=self.detik())
        return self.simpan(perubahan.hasil_sms(self.sop, self.kantor, self.p, hasil, self.pada))

    def sms_menunggu(self) -> list[int]:
        """The SMS that are not settled yet."""
        return [no for no, sms in self.p.sms.items() if not sms.tuntas]

    def jalankan(self) -> "Kasus":
        """Open what is due and settle SMS until only people can go on."""
        if self.surat_jadi:
            self.terbitkan()
        while baru := self.akan_dibuka:
            for kunci in baru:
                self.buka(kunci)
            for no in self.sms_menunggu() if self.hasil_sms else ():
                self.sms(no, self.hasil_sms or "gagal")
        return self

    # ------------------------------------------------------------------------ langkah and aksi

    def terbuka(self, kode: str | None = None) -> list[Visit]:
        """Open visits, of one langkah or of all."""
        return [v for v in self.p.visits.values() if v.terbuka and kode in (None, v.kode)]

    def siap(self, visit: Visit, aksi: Aksi, pelaku: Pelaku, **khusus: object) -> Perintah:
        """Everything that the aksi needs, brought; the command that then goes through."""
        langkah = self.sop.langkah[visit.kode]
        diwakili = langkah.pelaksana not in pelaku.pelaksana and pelaku.jenis == "petugas"
        keadaan = konteks(self.kantor, self.p, visit, langkah, diwakili=diwakili)
        daftar = tampilan_sop.aksi(self.sop, aksi, keadaan)["isian"]
        isian = contoh.isi(daftar, khusus)
        for syarat in aksi.berkas:
            if syarat.wajib and cocok(syarat.bila, {**keadaan, **isian}):
                self.bawa(visit, aksi, syarat.kode, pelaku, isian)
        self.bubuhi(visit, aksi, pelaku)
        self.perbaiki(visit)
        kode = aksi.efek.get("paraf") or aksi.efek.get("tandatangan")
        dibaca = self.p.berkas_terakhir(kode) if kode else None
        cacat = CacatBaru(f"berkas:{self.sop.persyaratan[0].kode}", "Buram.")
        return Perintah(
            *visit.kunci,
            aksi.kode,
            pelaku,
            isian,
            cacat=(cacat,) if "cacat" in aksi.efek else (),
            sha256=dibaca.sha256 if dibaca else "",
            sidik=dibaca.sidik if dibaca else "",
            mewakili=WAKIL if diwakili else None,
            urut=self.urut,
        )

    def bawa(
        self,
        visit: Visit,
        aksi: Aksi,
        kode: str,
        pelaku: Pelaku,
        isian: Mapping[str, object],
    ) -> None:
        """Bring a paper that the aksi needs: a draft is rendered, all others are uploaded."""
        dokumen = next((d for d in self.sop.dokumen if d.kode == kode), None)
        if dokumen is None or not dokumen.draf_dari:
            self.unggah(kode)
            return
        susunan = Susunan(visit.kunci, aksi.kode, kode, isian, pelaku)
        _, _, isi = penyusunan.periksa(self.sop, self.kantor, self.p, susunan)
        berkas = replace(self.kertas(kode), asal="cetakan", isi=isi)
        bakal = replace(self.p, berkas={**self.p.berkas, berkas.id: berkas})
        berkas = replace(berkas, sidik=draf.sidik(self.sop, self.kantor, bakal, kode))
        p = penyusunan.catat_versi(self.sop, self.kantor, self.p, susunan, berkas, self.detik())
        self.simpan(p)

    def bubuhi(self, visit: Visit, aksi: Aksi, pelaku: Pelaku) -> None:
        """Let everyone sign (on paper) whom the aksi asks to have signed."""
        if aksi.ditandatangani is None:
            return
        surat = self.p.berkas_terakhir(aksi.ditandatangani.surat)
        assert surat
        for nama in penanda_tangan(self.p, aksi.ditandatangani):
            tanda = Tanda(visit.kunci, aksi.kode, nama, surat.sha256, pelaku)
            p = penyusunan.bubuhkan(self.sop, self.kantor, self.p, tanda, self.detik())
            self.simpan(p)

    def terbitkan(self) -> None:
        """Make every letter that waits for it, as the function behind the queue does."""
        for surat in [s for s in self.p.surat.values() if s.menunggu]:
            self.simpan(self._jadikan(surat))

    def _jadikan(self, surat: Surat) -> Permohonan:
        if surat.kode == ARSIP:
            nama, banyak = f"{self.p.nomor}/{surat.no:06}.zip", pengarsipan.banyak_berkas(self.p)
            objek = Objek(nama, "v1", "a" * 64, 1000, banyak)
            return pengarsipan.tersimpan(self.p, surat.kunci, objek, self.detik())
        berkas = replace(self.kertas(surat.kode), asal="cetakan", isi=surat.isi)
        naskah = hashlib.sha256(f"{surat.nomor}{surat.kunci}".encode()).hexdigest()
        return penerbitan.selesaikan(
            self.sop, self.kantor, self.p, surat.kunci, berkas, self.detik(), naskah
        )

    def agar_tersedia(self, kode: str, aksi: Aksi) -> None:
        """Bring about what the aksi's `bila` asks of the case and of the office."""
        if "ada_rekomendasi" in aksi.bila:
            pelaksana = self.sop.langkah[kode].pelaksana
            self.p = replace(self.p, rekomendasi={pelaksana: "direkomendasikan"})
        if "unduh_sebagai_penyerahan" in aksi.bila:
            self.kantor = self.kantor.model_copy(update={"unduh_sebagai_penyerahan": True})
        if "sedang_diterbitkan" in aksi.bila:
            self.surat_jadi = False
            self.lakukan(kode)

    def pilihan(self, visit: Visit) -> list[Aksi]:
        """The aksi that are open here, those of an applicant only where he has an account."""
        boleh = aksi_tersedia(self.kantor, self.p, visit, self.sop.langkah[visit.kode])
        return [a for a in boleh if not a.oleh or self.p.pemilik == PEMOHON.id]

    def orang(self, visit: Visit, aksi: Aksi | None = None) -> Pelaku:
        """Who can do this aksi here: whom it names, else the holder, the applicant with an
        account, or an officer."""
        langkah = self.sop.langkah[visit.kode]
        if aksi and aksi.oleh:
            return seseorang(aksi.oleh)
        if visit.pemegang:
            return petugas(visit.pelaksana, visit.pemegang[1])
        if visit.pelaksana == "pemohon" and self.p.pemilik != PEMOHON.id:
            return petugas(str(langkah.diwakili))
        return seseorang(visit.pelaksana)

    def lakukan(self, kode: str, aksi: str | None = None, **khusus: object) -> Permohonan:
        """Do an aksi (the first one of the row by default) at the open visit of a langkah."""
        visit, langkah = self.terbuka(kode)[0], self.sop.langkah[kode]
        pilihan = langkah.aksi_berkode(aksi) if aksi else langkah.aksi[0]
        return self.terapkan(self.siap(visit, pilihan, self.orang(visit, pilihan), **khusus))

    def terapkan(self, perintah: Perintah) -> Permohonan:
        """Apply, save, and let what follows open."""
        nomor = self.p.nomor_surat
        self.simpan(terapkan(self.sop, self.kantor, self.p, perintah, self.detik()))
        self.urut += self.p.nomor_surat.keys() > nomor.keys()
        self.jalankan()
        return self.p

    def sampai(self, kode: str) -> "Kasus":
        """Take the first aksi everywhere until this langkah is open."""
        while not self.terbuka(kode):
            self.lakukan(self.terbuka()[0].kode)
        return self

    def selesaikan(self) -> "Kasus":
        """Take the first aksi everywhere until the case has ended."""
        while self.p.keadaan == "berjalan":
            self.lakukan(self.terbuka()[0].kode)
        return self


def di_langkah(sop: Sop, kode: str) -> Kasus:
    """A case of the applicant with this langkah open and waiting for a person."""
    return _di_langkah(sop.kunci, kode).salin()


@cache
def _di_langkah(kunci: str, kode: str) -> Kasus:
    sop = muat(kunci)
    baris = sop.langkah[kode]
    kasus = Kasus(
        sop=sop,
        kantor=KONFIRMASI if baris.otomatis else KANTOR,
        hasil_sms=None if baris.menunggu_sms else "diterima",
    ).ajukan()
    if baris.no is not None:
        return kasus.sampai(kode)
    daftar = [(asal.kode, aksi) for asal in sop.langkah.values() for aksi in asal.aksi]
    asal, aksi = next((asal, aksi.kode) for asal, aksi in daftar if aksi.ke == kode)
    kasus.sampai(asal).lakukan(asal, aksi)
    return kasus


def kunci_terbuka(p: Permohonan) -> set[KunciVisit]:
    """The open visits' names."""
    return {v.kunci for v in p.visits.values() if v.terbuka}


def langkah_terbuka(p: Permohonan) -> set[str]:
    """The langkah that are open."""
    return {kode for kode, _ in kunci_terbuka(p)}
