"""Drives a case through its SOP in memory: what the stack does, without the stack."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from chalicelib.domain import kantor as domain_kantor
from chalicelib.domain import pengajuan, perubahan
from chalicelib.domain.aksi import Perintah, konteks, terapkan
from chalicelib.domain.berkas import Berkas
from chalicelib.domain.efek import CacatBaru
from chalicelib.domain.isian import cocok
from chalicelib.domain.permohonan import KunciVisit, Mewakili, Pelaku, Permohonan, Visit
from chalicelib.domain.sop import Aksi, Sop, muat
from chalicelib.services import tampilan
from infra import contoh

KANTOR = domain_kantor.baca("buka_terus")
AWAL = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PEMOHON = Pelaku("sub-pemohon", "Pemohon", "pemohon", frozenset({"pemohon"}))
WAKIL = Mewakili("KTP", "0001")


def petugas(pelaksana: str, nama: str = "") -> Pelaku:
    """An officer of one pelaksana; another `nama` is another person."""
    nama = nama or pelaksana
    return Pelaku(f"sub-{nama}", nama, "petugas", frozenset({pelaksana}))


def isi_formulir(sop: Sop, **khusus: object) -> dict[str, object]:
    """Good values for the whole form."""
    daftar = tampilan.formulir(sop)["isian"]
    return contoh.isi(daftar, {"hp": "+6281234567890", **khusus}, date(2026, 11, 24))


@dataclass
class Kasus:
    """A case, its SOP and a clock that moves a minute per change."""

    sop: Sop = field(default_factory=lambda: muat("ikrg-v1"))
    pada: datetime = AWAL
    p: Permohonan = field(init=False)
    nomor_berkas: int = 0

    def __post_init__(self) -> None:
        self.p = pengajuan.buat_draf(self.sop, KANTOR, PEMOHON, self.pada)

    def detik(self, lama: timedelta = timedelta(minutes=1)) -> datetime:
        """The clock, moved on."""
        self.pada += lama
        return self.pada

    def unggah(self, kode: str, keadaan: str = "diterima") -> Berkas:
        """Put a checked paper into the case."""
        self.nomor_berkas += 1
        id_ = f"b{self.nomor_berkas}"
        sha256 = hashlib.sha256(id_.encode()).hexdigest()
        berkas = Berkas(
            id_, kode, f"masuk/{id_}", "v1", sha256, 100, "application/pdf",
            keadaan, "", self.detik(), PEMOHON.id,  # type: ignore[arg-type]
        )
        self.p = self.simpan(perubahan.terima_berkas(self.p, berkas, PEMOHON, self.pada))
        return berkas

    def ajukan(self, **khusus: object) -> "Kasus":
        """Fill the form, bring every required paper, submit."""
        self.p = pengajuan.isi_draf(self.sop, self.p, isi_formulir(self.sop, **khusus))
        for syarat in self.sop.persyaratan:
            if syarat.wajib and cocok(syarat.bila, self.p.data):
                self.unggah(syarat.kode)
        nomor = pengajuan.nomor_baru(self.sop, 2026, 1)
        self.p = pengajuan.ajukan(self.sop, self.p, nomor, PEMOHON, None, self.detik())
        self.p = self.simpan(self.p)
        self.buka_semua()
        return self

    def simpan(self, p: Permohonan) -> Permohonan:
        """What saving does to the case in memory: the next version, nothing unsaved."""
        return replace(p, versi=p.versi + 1, catatan=())

    def buka_semua(self) -> None:
        """Step Functions: open every visit that is due."""
        while baru := self.sop.due(self.p.tertutup) - self.p.visits.keys():
            if self.p.keadaan != "berjalan":
                return
            for kunci in sorted(baru):
                p = perubahan.buka(self.sop, KANTOR, self.p, kunci, "token", self.detik())
                self.p = self.simpan(p)
        self.sms_tuntas()

    def sms_tuntas(self) -> None:
        """SNS accepts every SMS that waits."""
        for sms in list(self.p.sms.values()):
            if not sms.tuntas:
                selesai = replace(sms, keadaan="diterima", selesai=self.detik())
                p = perubahan.hasil_sms(self.sop, KANTOR, self.p, selesai, self.pada)
                self.p = self.simpan(p)
                self.buka_semua()

    def terbuka(self, kode: str | None = None) -> list[Visit]:
        """Open visits, of one langkah or of all."""
        return [v for v in self.p.visits.values() if v.terbuka and kode in (None, v.kode)]

    def siap(self, visit: Visit, aksi: Aksi, pelaku: Pelaku, **khusus: object) -> Perintah:
        """Everything that the aksi needs, brought; the command that then goes through."""
        langkah = self.sop.langkah[visit.kode]
        diwakili = langkah.pelaksana not in pelaku.pelaksana and pelaku.jenis == "petugas"
        keadaan = konteks(self.p, langkah, diwakili=diwakili)
        daftar = tampilan.aksi(self.sop, aksi, keadaan)["isian"]
        isian = contoh.isi(daftar, khusus, date(2026, 11, 24))
        for syarat in aksi.berkas:
            if cocok(syarat.bila, {**keadaan, **isian}):
                self.unggah(syarat.kode)
        self.perbaiki(visit)
        kode = aksi.efek.get("paraf") or aksi.efek.get("tandatangan")
        draf = self.p.berkas_terakhir(kode) if kode else None
        return Perintah(
            *visit.kunci, aksi.kode, pelaku, isian,
            cacat=(CacatBaru("berkas:ktp", "Buram."),) if "cacat" in aksi.efek else (),
            sha256=draf.sha256 if draf else "",
            mewakili=WAKIL if diwakili else None,
            urut=7,
        )

    def perbaiki(self, visit: Visit) -> None:
        """Mend what was returned to this visit."""
        for c in self.p.cacat_terbuka(visit.setelah):
            jenis, _, kode = c.sasaran.partition(":")
            if jenis == "berkas":
                self.unggah(kode)
            elif jenis == "isian":
                nilai: Mapping[str, object] = {kode: isi_formulir(self.sop)[kode]}
                p = perubahan.perbaiki_isian(self.sop, self.p, nilai, PEMOHON, self.detik())
                self.p = self.simpan(p)
            else:
                p = perubahan.jawab_cacat(self.p, c.no, "Sudah.", PEMOHON, self.detik())
                self.p = self.simpan(p)

    def orang(self, kode: str) -> Pelaku:
        """Who does this langkah."""
        pelaksana = self.sop.langkah[kode].pelaksana
        return PEMOHON if pelaksana == "pemohon" else petugas(pelaksana)

    def lakukan(self, kode: str, aksi: str | None = None, **khusus: object) -> Permohonan:
        """Do an aksi (the first one of the row by default) at the open visit of a langkah."""
        visit = self.terbuka(kode)[0]
        daftar = self.sop.langkah[kode].aksi
        pilihan = next(a for a in daftar if aksi in (None, a.kode))
        perintah = self.siap(visit, pilihan, self.orang(kode), **khusus)
        return self.terapkan(perintah)

    def terapkan(self, perintah: Perintah) -> Permohonan:
        """Apply, save, and let what follows open."""
        self.p = self.simpan(terapkan(self.sop, KANTOR, self.p, perintah, self.detik()))
        self.buka_semua()
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


def kunci_terbuka(p: Permohonan) -> set[KunciVisit]:
    """The open visits' names."""
    return {v.kunci for v in p.visits.values() if v.terbuka}
