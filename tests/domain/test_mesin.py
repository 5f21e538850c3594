"""A case to which everything happens in any order: what holds at every step, and that it ends."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.domain import hak, perubahan
from chalicelib.domain.aksi import Perintah, terapkan
from chalicelib.domain.efek import CacatBaru
from chalicelib.domain.jejak import AWAL, segel, utuh
from chalicelib.domain.permohonan import Permohonan, Visit
from chalicelib.domain.sop import Aksi, KunciVisit, muat
from chalicelib.domain.syarat import sasaran_cacat
from chalicelib.errors import Conflict, NotAllowed, Refusal
from tests.domain.kasus import KANTOR, KONFIRMASI, ORANG_LAIN, PEMOHON, WAKIL, Kasus, petugas

pytestmark = pytest.mark.lambat

FRONT_OFFICE = petugas("front_office")
KEJADIAN = (
    *["lakukan"] * 12,
    *["buka", "sms", "perbaiki_satu"] * 2,
    *["berkas_datang", "pegang_atau_lepas", "bergabung", "tarik", "waktu_berlalu"],
    *["ulangi", "salah_orang", "jalankan_ulang", "jalan_yang_usang"],
)
TETAP = (
    *["keadaan", "status", "alasan", "berakhir", "transit", "data", "cacat", "visits"],
    *["putusan", "rekomendasi", "paraf", "tanda_tangan", "nomor_surat"],
)
"""What never changes once a case has ended; an SMS or letter under way still comes to its end."""


@cache
def kasus_di(sop: str, kode: str, konfirmasi: bool, loket: bool, kategori: str) -> Kasus:
    """A case on the straight path, at this langkah or where the system has passed it."""
    kasus = Kasus(
        sop=muat(sop),
        kantor=KONFIRMASI if konfirmasi else KANTOR,
        pembuat=FRONT_OFFICE if loket else PEMOHON,
        hasil_sms=None,
    ).ajukan(kategori=kategori)
    while kode not in {v.kode for v in kasus.p.visits.values()}:
        kasus.lakukan(kasus.terbuka()[0].kode)
    return kasus


class Mesin(RuleBasedStateMachine):
    """People, the clock and the stack do to one case whatever they can."""

    SOP = "ikrg-v1"

    @initialize(
        data=st.data(),
        konfirmasi=st.booleans(),
        loket=st.booleans(),
        kategori=st.sampled_from(["perorangan", "badan usaha"]),
    )
    def mulai(self, data: st.DataObject, konfirmasi: bool, loket: bool, kategori: str) -> None:
        """Cases begin anywhere on the straight path, so that its end is tried as well."""
        sop = muat(self.SOP)
        bernomor = [kode for kode, baris in sop.langkah.items() if baris.no]
        kode = data.draw(st.just(sop.mulai) | st.sampled_from(bernomor))
        self.kasus = kasus_di(self.SOP, kode, konfirmasi, loket, kategori).salin()
        self.perintah: list[Perintah] = []
        self.terperiksa, self.rantai = 0, AWAL
        self.akhir: Permohonan | None = None
        self.surat: dict[str, str] = {}

    @rule(kejadian=st.sampled_from(KEJADIAN), data=st.data())
    def terjadi(self, kejadian: str, data: st.DataObject) -> None:
        """One rule for all, so that most of what happens moves the case."""
        getattr(self, kejadian)(data)

    def visit(self, data: st.DataObject) -> Visit | None:
        """Any open visit."""
        return data.draw(st.sampled_from(self.kasus.terbuka() or [None]))

    # ---------------------------------------------------------------------------- what people do

    def lakukan(self, data: st.DataObject) -> None:
        """Anyone who may do an aksi does it; the stack goes on at once, or is late."""
        visit = self.visit(data)
        if visit is None:
            self.kasus.jalankan()
            return
        aksi = data.draw(st.sampled_from(self.kasus.pilihan(visit)))
        diwakili = self.kasus.sop.langkah[visit.kode].diwakili
        di_loket = diwakili and data.draw(st.booleans())
        pelaku = petugas(str(diwakili)) if di_loket else self.kasus.orang(visit, aksi)
        perintah = self.kasus.siap(visit, aksi, pelaku)
        if perintah.cacat:
            perintah = replace(perintah, cacat=data.draw(self.cacat(aksi)))
        self.terapkan(perintah)
        if data.draw(st.booleans()):
            self.kasus.jalankan()

    def cacat(self, aksi: Aksi) -> st.SearchStrategy[tuple[CacatBaru, ...]]:
        sasaran = sasaran_cacat(self.kasus.sop, aksi, self.kasus.p.data)
        sedikit = st.lists(st.sampled_from(sasaran), min_size=1, max_size=4, unique=True)
        daftar = st.just(sasaran) | sedikit
        return daftar.map(lambda isi: tuple(CacatBaru(s, "Keliru.") for s in isi))

    def terapkan(self, perintah: Perintah) -> None:
        kasus = self.kasus
        kasus.simpan(terapkan(kasus.sop, kasus.kantor, kasus.p, perintah, kasus.detik()))
        kasus.urut += 1  # the counter never gives a number twice
        self.perintah.append(perintah)

    def perbaiki_satu(self, data: st.DataObject) -> None:
        """The applicant mends one of the defects; an answer may change what else is asked."""
        terbuka = {v.setelah for v in self.kasus.terbuka()}
        daftar = [c for c in self.kasus.p.cacat_terbuka() if c.setelah in terbuka]
        if not daftar:
            return
        kategori_dulu = [c for c in daftar if c.sasaran == "isian:kategori"] or daftar
        cacat = data.draw(st.sampled_from(kategori_dulu) | st.sampled_from(daftar))
        if cacat.sasaran == "isian:kategori":
            kategori = data.draw(st.sampled_from(["perorangan", "badan usaha"]))
            self.kasus.perbaiki_isian({"kategori": kategori})
        else:
            self.kasus.perbaiki_cacat(cacat)

    def berkas_datang(self, data: st.DataObject) -> None:
        """A paper comes, wanted or not, perhaps long after its ticket."""
        sop = self.kasus.sop
        kode = st.sampled_from([b.kode for b in (*sop.persyaratan, *sop.dokumen)])
        keadaan = data.draw(st.sampled_from(["diterima", "ditolak"]))
        self.kasus.unggah(data.draw(st.just("draf") | kode), keadaan)

    def pegang_atau_lepas(self, data: st.DataObject) -> None:
        visit, kasus = self.visit(data), self.kasus
        if visit is None or visit.pelaksana == "pemohon":
            return
        pelaku = petugas(visit.pelaksana, data.draw(st.sampled_from(["Ani", "Budi"])))
        fungsi = data.draw(st.sampled_from([perubahan.pegang, perubahan.lepas]))
        dipegang_lain = visit.pemegang is not None and visit.pemegang[0] != pelaku.id
        dipegang_lain &= fungsi is perubahan.pegang  # a colleague may free what he holds
        try:
            p = fungsi(kasus.sop, kasus.kantor, kasus.p, visit.kunci, pelaku, kasus.detik())
        except Conflict:
            assert dipegang_lain
        else:
            assert not dipegang_lain
            kasus.simpan(p)

    def tarik(self, data: st.DataObject) -> None:
        p = self.kasus.p
        boleh = p.keadaan == "berjalan" and self.kasus.sop.boleh_ditarik(p.tertutup)
        if boleh and data.draw(st.integers(0, 3)) != 3:  # else most cases would end here
            return
        di_loket = not p.pemilik or data.draw(st.booleans())
        try:
            self.kasus.tarik(*((FRONT_OFFICE, WAKIL) if di_loket else (PEMOHON, None)))
        except Conflict:
            assert not boleh
        else:
            assert boleh or self.kasus.p is p
            assert self.kasus.p.status == self.kasus.sop.penarikan.status

    def bergabung(self, data: st.DataObject) -> None:
        """The applicant asks for the code, and joins a counter case to the account."""
        if not self.kasus.p.pemilik:
            self.kasus.simpan(perubahan.minta_kode(self.kasus.p, PEMOHON, self.kasus.detik()))
            self.kasus.simpan(perubahan.gabung(self.kasus.p, PEMOHON, self.kasus.detik()))

    # ------------------------------------------------------------- what changes nothing, or fails

    def ulangi(self, data: st.DataObject) -> None:
        """The same click again is the same answer; another one for the same visit is refused, and
        so is a signature whose number was voided after it."""
        if not self.perintah:
            return
        kasus, perintah = self.kasus, data.draw(st.sampled_from(self.perintah))
        penutup = kasus.p.visits[perintah.kode, perintah.setelah].penutup
        if penutup and penutup.aksi != perintah.aksi:
            assert isinstance(self.ditolak(perintah), Conflict)
            return
        ulang = terapkan(kasus.sop, kasus.kantor, kasus.p, perintah, kasus.detik())
        assert ulang is kasus.p
        self.ditolak(replace(perintah, aksi="lain"))
        self.ditolak(replace(perintah, setelah=kasus.p.jejak + 1))
        if perintah.pelaku.jenis == "petugas":
            self.ditolak(replace(perintah, pelaku=replace(perintah.pelaku, id="sub-lain")))

    def salah_orang(self, data: st.DataObject) -> None:
        visit = self.visit(data)
        if visit is None:
            return
        langkah = self.kasus.sop.langkah[visit.kode]
        lain = set(self.kasus.sop.pelaksana) - {langkah.pelaksana, langkah.diwakili, "pemohon"}
        siapa = data.draw(st.sampled_from([*map(petugas, sorted(lain)), ORANG_LAIN]))
        perintah = Perintah(*visit.kunci, langkah.aksi[0].kode, siapa)
        assert isinstance(self.ditolak(perintah), NotAllowed)

    def ditolak(self, perintah: Perintah) -> Refusal:
        kasus = self.kasus
        try:
            terapkan(kasus.sop, kasus.kantor, kasus.p, perintah, kasus.detik())
        except Refusal as penolakan:
            assert penolakan.pesan.endswith(".")
            return penolakan
        raise AssertionError("not refused")

    # ------------------------------------------------------- what the stack and the clock do

    def buka(self, data: st.DataObject) -> None:
        """Branches open in any order, with anything in between."""
        if akan := self.kasus.akan_dibuka:
            self.kasus.buka(data.draw(st.sampled_from(akan)))

    def sms(self, data: st.DataObject) -> None:
        """SNS answers: before the row of receiving it is open, in time, or long after."""
        if menunggu := self.kasus.sms_menunggu():
            keadaan = data.draw(st.sampled_from(["mengirim", "diterima", "gagal"]))
            self.kasus.sms(data.draw(st.sampled_from(menunggu)), keadaan)  # type: ignore[arg-type]

    def jalankan_ulang(self, data: st.DataObject) -> None:
        """A new execution replays the case, or an old one asks once more: only tokens change."""
        kasus, sebelum = self.kasus, self.kasus.p
        for kunci in data.draw(st.permutations([*sebelum.visits])):
            try:
                kasus.buka(kunci, "token baru")
            except Refusal:
                assert sebelum.keadaan != "berjalan"
            tanpa = replace(sebelum.visits[kunci], token=None)
            assert replace(kasus.p.visits[kunci], token=None) == tanpa
        assert (len(kasus.p.visits), kasus.p.jejak) == (len(sebelum.visits), sebelum.jejak)

    def jalan_yang_usang(self, data: st.DataObject) -> None:
        """An execution that went astray opens nothing."""
        kasus, sebelum = self.kasus, self.kasus.p
        kode = data.draw(st.sampled_from([*kasus.sop.langkah]))
        kunci = (kode, data.draw(st.integers(0, sebelum.jejak + 1)))
        if kunci in kasus.akan_dibuka or kunci in sebelum.visits:
            return
        try:
            kasus.buka(kunci)
        except Refusal:
            assert kasus.p is sebelum
        else:
            raise AssertionError(kunci)

    def waktu_berlalu(self, data: st.DataObject) -> None:
        """The sweep does what is due, once, and flags or lets lapse nothing before its time."""
        kasus = self.kasus
        kasus.detik(timedelta(days=data.draw(st.sampled_from([0, 1, 3, 40]))))
        for visit in kasus.terbuka()[data.draw(st.integers(0, 1)) :]:
            tiba = visit.periksa is not None and visit.periksa <= kasus.pada
            lewat = visit.batas_waktu is not None and visit.batas_waktu <= kasus.pada
            sebelum = kasus.p
            self._sapu(visit.kunci)
            assert (kasus.p is not sebelum) == (tiba and sebelum.keadaan == "berjalan")
            if sebelum.keadaan == "berjalan" and visit.batas_waktu:
                sudah = kasus.p.visits[visit.kunci]
                assert bool(sudah.terlambat or sudah.dihentikan) == lewat
            lagi = kasus.p
            self._sapu(visit.kunci)
            assert kasus.p is lagi
        self._sapu(None)

    def _sapu(self, kunci: KunciVisit | None) -> None:
        k = self.kasus
        k.simpan(perubahan.waktu_berlalu(k.sop, k.kantor, k.p, kunci, k.pada))

    # ------------------------------------------------------------------------- what always holds

    @invariant()
    def terbuka_menurut_sop(self) -> None:
        p, due = self.kasus.p, self.kasus.sop.due(self.kasus.p.tertutup)
        terbuka = {v.kunci for v in p.visits.values() if v.terbuka}
        if p.keadaan == "berjalan":
            assert terbuka <= due
            assert (p.transit is not None) == bool(due - p.visits.keys())
        else:
            assert terbuka == set()
            assert p.transit is None
            assert p.berakhir

    @invariant()
    def selalu_ada_yang_bertugas(self) -> None:
        p, sop = self.kasus.p, self.kasus.sop
        if p.keadaan != "berjalan":
            return
        due = sop.due(p.tertutup)
        assert due
        for kode, _ in due:
            langkah = sop.langkah[kode]
            assert langkah.pelaksana in sop.pelaksana
            assert langkah.pelaksana != "pemohon" or langkah.diwakili in sop.pelaksana
        for visit in self.kasus.terbuka():
            assert visit.pelaksana == "pemohon" or visit.batas_waktu  # it is on a worklist
            assert hak.boleh_lihat(sop, p, self.kasus.orang(visit))

    @invariant()
    def jejak_utuh(self) -> None:
        p, jejak = self.kasus.p, self.kasus.jejak
        for baris in jejak[self.terperiksa :]:
            assert (baris.no, baris.sebelum) == (self.terperiksa + 1, self.rantai)
            assert baris.hash == segel(baris).hash
            self.terperiksa, self.rantai = baris.no, baris.hash
        assert (p.jejak, p.rantai) == (self.terperiksa, self.rantai)
        nomor = [no for _, no in p.tertutup.values()]
        assert len(nomor) == len({*nomor})

    @invariant()
    def surat_dan_paraf(self) -> None:
        p = self.kasus.p
        assert not p.nomor_surat or p.tanda_tangan
        bernomor = {s.nomor: s for s in p.surat.values() if s.nomor}
        for nomor, sebelumnya in self.surat.items():  # a number is void at most, never forgotten
            assert bernomor[nomor].keadaan in (sebelumnya, "batal", "dicetak", "jadi")
        berlaku = {nomor for nomor, s in bernomor.items() if s.keadaan != "batal"}
        assert {*p.nomor_surat.values()} == berlaku
        self.surat = {nomor: s.keadaan for nomor, s in bernomor.items()}
        tanda = [*p.paraf, *([p.tanda_tangan] if p.tanda_tangan else [])]
        draf = p.berkas_terakhir("draf")
        assert all(draf and t.sha256 == draf.sha256 for t in tanda)
        assert len({t.pelaksana for t in tanda}) == len(tanda)

    @invariant()
    def status_dari_daftar(self) -> None:
        assert self.kasus.p.status in self.kasus.sop.status

    @invariant()
    def yang_berakhir_tetap(self) -> None:
        p = self.kasus.p
        if p.keadaan == "berakhir":
            self.akhir = self.akhir or p
            for nama in TETAP:
                assert getattr(p, nama) == getattr(self.akhir, nama)
            assert p.berkas.items() >= self.akhir.berkas.items()
            baru = p.berkas.keys() - self.akhir.berkas.keys()
            assert {p.berkas[id_].asal for id_ in baru} <= {"cetakan"}

    # ------------------------------------------------------------------- and from here it can end

    def teardown(self) -> None:
        if not hasattr(self, "kasus"):
            return
        kasus, sisa = self.kasus, len(self.kasus.sop.langkah)
        while kasus.p.keadaan == "berjalan":
            for no in kasus.sms_menunggu():
                kasus.sms(no, "diterima")
            kasus.jalankan()
            if kasus.terbuka():
                assert sisa, "the case does not end"
                sisa -= 1
                visit = kasus.terbuka()[0]
                self.terapkan(kasus.siap(visit, kasus.pilihan(visit)[0], kasus.orang(visit)))
        assert utuh(kasus.jejak)


class MesinTanpaDlh(Mesin):
    """The same where the office has no DLH."""

    SOP = "ikrg-v1-tanpa-dlh"


PENGATURAN = settings(
    max_examples=40,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestMesin = Mesin.TestCase
TestMesin.settings = PENGATURAN
TestMesinTanpaDlh = MesinTanpaDlh.TestCase
TestMesinTanpaDlh.settings = PENGATURAN
