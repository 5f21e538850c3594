"""A case that everything may happen to, in any order: what holds at every step, and that it ends."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalicelib.domain import hak, perubahan
from chalicelib.domain.aksi import Perintah, konteks, terapkan
from chalicelib.domain.efek import CacatBaru
from chalicelib.domain.isian import cocok
from chalicelib.domain.jejak import AWAL, segel, utuh
from chalicelib.domain.permohonan import Permohonan, Visit
from chalicelib.domain.sop import Aksi, muat
from chalicelib.errors import Conflict, NotAllowed, Refusal
from tests.domain.kasus import KANTOR, KONFIRMASI, ORANG_LAIN, PEMOHON, WAKIL, Kasus, petugas

FRONT_OFFICE = petugas("front_office")
TETAP = (
    "keadaan", "status", "data", "berakhir", "putusan", "rekomendasi", "paraf", "tanda_tangan",
    "nomor_surat", "visits", "berkas", "cacat", "transit", "alasan",
)  # fmt: skip
"""What never changes once a case has ended; an SMS under way still comes to its end."""

berjalan = precondition(lambda self: self.kasus.p.keadaan == "berjalan")
ada_terbuka = precondition(lambda self: self.kasus.terbuka())
ada_sms = precondition(lambda self: self.kasus.sms_menunggu())


@cache
def kasus_di(sop: str, kode: str, konfirmasi: bool, loket: bool, kategori: str) -> Kasus:
    kasus = Kasus(
        sop=muat(sop),
        kantor=KONFIRMASI if konfirmasi else KANTOR,
        pembuat=FRONT_OFFICE if loket else PEMOHON,
        hasil_sms=None,
    ).ajukan(kategori=kategori)
    for _ in kasus.sop.langkah:
        if kasus.terbuka(kode):
            break
        kasus.lakukan(kasus.terbuka()[0].kode)
        if kasus.p.keadaan != "berjalan":
            return kasus_di(sop, "menerima_permohonan", konfirmasi, loket, kategori)
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
        bernomor = [kode for kode, baris in muat(self.SOP).langkah.items() if (baris.no or 0) > 1]
        kode = data.draw(st.sampled_from(bernomor))
        self.kasus = kasus_di(self.SOP, kode, konfirmasi, loket, kategori).salin()
        self.perintah: list[Perintah] = []
        self.terperiksa, self.rantai = 0, AWAL
        self.akhir: Permohonan | None = None
        self.surat: dict[str, str] = {}

    # ---------------------------------------------------------------------------- what people do

    @berjalan
    @ada_terbuka
    @rule(data=st.data(), diteruskan=st.booleans())
    def lakukan(self, data: st.DataObject, diteruskan: bool) -> None:
        """Anyone who may do an aksi does it; the stack goes on at once, or is late."""
        visit = data.draw(st.sampled_from(self.kasus.terbuka()))
        aksi = data.draw(st.sampled_from(self._aksi(visit)))
        pelaku = self.kasus.orang(visit)
        diwakili = self.kasus.sop.langkah[visit.kode].diwakili
        if diwakili and data.draw(st.booleans()):
            pelaku = petugas(diwakili)
        perintah = self.kasus.siap(visit, aksi, pelaku)
        if perintah.cacat:
            perintah = replace(perintah, cacat=data.draw(self._cacat()))
        self._terapkan(perintah)
        if diteruskan:
            self.kasus.jalankan()

    def _aksi(self, visit: Visit) -> list[Aksi]:
        langkah = self.kasus.sop.langkah[visit.kode]
        keadaan = konteks(self.kasus.p, langkah, diwakili=False)
        return [aksi for aksi in langkah.aksi if cocok(aksi.bila, keadaan)]

    def _cacat(self) -> st.SearchStrategy[tuple[CacatBaru, ...]]:
        sop, data = self.kasus.sop, self.kasus.p.data
        sasaran = [f"isian:{i.kode}" for i in sop.isian if cocok(i.bila, data)]
        sasaran += [*(f"berkas:{s.kode}" for s in sop.persyaratan), "lapangan"]
        daftar = st.lists(st.sampled_from(sasaran), min_size=1, max_size=4, unique=True)
        return daftar.map(lambda isi: tuple(CacatBaru(s, "Keliru.") for s in isi))

    def _terapkan(self, perintah: Perintah) -> None:
        kasus = self.kasus
        try:
            p = terapkan(kasus.sop, kasus.kantor, kasus.p, perintah, kasus.detik())
        except Conflict as penolakan:  # a draft came late: it cannot be signed beside the paraf
            assert "Draf sudah berganti" in penolakan.pesan
            return
        kasus.simpan(p)
        self.perintah.append(perintah)

    @berjalan
    @rule(data=st.data())
    def perbaiki_satu(self, data: st.DataObject) -> None:
        """The applicant mends one of the defects; an answer may change what else is asked."""
        terbuka = {v.setelah for v in self.kasus.terbuka()}
        daftar = [c for c in self.kasus.p.cacat_terbuka() if c.setelah in terbuka]
        if not daftar:
            return
        cacat = data.draw(st.sampled_from(daftar))
        if cacat.sasaran == "isian:kategori":
            kategori = data.draw(st.sampled_from(["perorangan", "badan usaha"]))
            self.kasus.perbaiki_isian({"kategori": kategori})
        else:
            self.kasus.perbaiki_cacat(cacat)

    @rule(data=st.data(), keadaan=st.sampled_from(["diterima", "ditolak"]))
    def berkas_datang(self, data: st.DataObject, keadaan: str) -> None:
        """A paper comes, wanted or not, perhaps long after its ticket."""
        sop = self.kasus.sop
        kode = data.draw(st.sampled_from([b.kode for b in (*sop.persyaratan, *sop.dokumen)]))
        self.kasus.unggah(kode, keadaan)

    @berjalan
    @ada_terbuka
    @rule(data=st.data())
    def pegang_atau_lepas(self, data: st.DataObject) -> None:
        visit = data.draw(st.sampled_from(self.kasus.terbuka()))
        if visit.pelaksana == "pemohon":
            return
        pelaku = petugas(visit.pelaksana, data.draw(st.sampled_from(["", "lain"])))
        fungsi = data.draw(st.sampled_from([perubahan.pegang, perubahan.lepas]))
        kasus = self.kasus
        try:
            p = fungsi(kasus.sop, kasus.kantor, kasus.p, visit.kunci, pelaku, kasus.detik())
        except Conflict:
            assert visit.pemegang
            assert visit.pemegang[0] != pelaku.id
        else:
            kasus.simpan(p)

    @rule(loket=st.booleans(), sungguh=st.sampled_from([False] * 8 + [True]))
    def tarik(self, loket: bool, sungguh: bool) -> None:
        if not sungguh:  # else most cases would end here
            return
        sudah = not self.kasus.sop.boleh_ditarik(self.kasus.p.tertutup)
        loket = loket or not self.kasus.p.pemilik
        try:
            self.kasus.tarik(*((FRONT_OFFICE, WAKIL) if loket else (PEMOHON, None)))
        except Conflict:
            assert sudah or self.kasus.p.keadaan == "berakhir"
        else:
            assert self.kasus.p.status == self.kasus.sop.penarikan.status

    @rule()
    def bergabung(self) -> None:
        """The applicant asks for the code, and joins a counter case to the account."""
        if self.kasus.p.loket and not self.kasus.p.pemilik:
            self.kasus.simpan(perubahan.minta_kode(self.kasus.p, PEMOHON, self.kasus.detik()))
            self.kasus.simpan(perubahan.gabung(self.kasus.p, PEMOHON, self.kasus.detik()))

    # ------------------------------------------------------------- what changes nothing, or fails

    @precondition(lambda self: self.perintah)
    @rule(data=st.data())
    def ulangi(self, data: st.DataObject) -> None:
        """The same click again is the same answer; of someone else it is refused."""
        kasus, perintah = self.kasus, data.draw(st.sampled_from(self.perintah))
        ulang = terapkan(kasus.sop, kasus.kantor, kasus.p, perintah, kasus.detik())
        assert ulang is kasus.p
        if perintah.pelaku.jenis == "petugas":
            orang_lain = replace(perintah.pelaku, id="sub-lain lagi")
            self._ditolak(replace(perintah, pelaku=orang_lain))
        self._ditolak(replace(perintah, aksi="lain"))
        self._ditolak(replace(perintah, setelah=kasus.p.jejak + 1))

    @ada_terbuka
    @rule(data=st.data())
    def salah_orang(self, data: st.DataObject) -> None:
        visit = data.draw(st.sampled_from(self.kasus.terbuka()))
        langkah = self.kasus.sop.langkah[visit.kode]
        lain = set(self.kasus.sop.pelaksana) - {langkah.pelaksana, langkah.diwakili, "pemohon"}
        siapa = data.draw(st.sampled_from([*map(petugas, sorted(lain)), ORANG_LAIN]))
        perintah = Perintah(*visit.kunci, langkah.aksi[0].kode, siapa)
        assert isinstance(self._ditolak(perintah), NotAllowed)

    def _ditolak(self, perintah: Perintah) -> Refusal:
        kasus = self.kasus
        try:
            terapkan(kasus.sop, kasus.kantor, kasus.p, perintah, kasus.detik())
        except Refusal as penolakan:
            assert penolakan.pesan.endswith(".")
            return penolakan
        raise AssertionError("not refused")

    # ------------------------------------------------------- what the stack and the clock do

    @precondition(lambda self: self.kasus.akan_dibuka)
    @rule(data=st.data())
    def buka(self, data: st.DataObject) -> None:
        """Branches open in any order, with anything in between."""
        self.kasus.buka(data.draw(st.sampled_from(self.kasus.akan_dibuka)))

    @ada_sms
    @rule(data=st.data(), keadaan=st.sampled_from(["mengirim", "diterima", "gagal"]))
    def sms(self, data: st.DataObject, keadaan: str) -> None:
        """SNS answers: before the row of receiving it is open, in time, or long after."""
        no = data.draw(st.sampled_from(self.kasus.sms_menunggu()))
        self.kasus.sms(no, keadaan)  # type: ignore[arg-type]

    @rule(data=st.data(), token=st.text(min_size=1, max_size=3))
    def jalankan_ulang(self, data: st.DataObject, token: str) -> None:
        """A new execution replays the case, or an old one asks once more: only tokens change."""
        kasus, sebelum = self.kasus, self.kasus.p
        kunci = data.draw(st.sampled_from([*sebelum.visits]))
        try:
            kasus.buka(kunci, token)
        except Refusal:
            assert sebelum.keadaan != "berjalan"
        tanpa = replace(sebelum.visits[kunci], token=None)
        assert replace(kasus.p.visits[kunci], token=None) == tanpa
        assert len(kasus.p.visits) == len(sebelum.visits)
        assert kasus.p.jejak == sebelum.jejak

    @rule(kode=st.sampled_from(sorted(muat("ikrg-v1").langkah)), setelah=st.integers(0, 200))
    def jalan_yang_usang(self, kode: str, setelah: int) -> None:
        """An execution that went astray opens nothing."""
        kasus, kunci = self.kasus, (kode, setelah)
        if kunci in kasus.akan_dibuka or kunci in kasus.p.visits:
            return
        sebelum = kasus.p
        try:
            kasus.buka(kunci)
        except Refusal:
            assert kasus.p is sebelum
        else:
            raise AssertionError(kunci)

    @rule(hari=st.sampled_from([0, 0, 1, 3, 40]), ke=st.integers(0, 3))
    def waktu_berlalu(self, hari: int, ke: int) -> None:
        """The sweep flags what is overdue, once, and lets lapse what was not mended."""
        kasus = self.kasus
        kasus.detik(timedelta(days=hari))
        for visit in kasus.terbuka()[ke:]:
            lewat = visit.batas_waktu is not None and visit.batas_waktu <= kasus.pada
            sebelum = kasus.p
            kasus.simpan(perubahan.tandai_terlambat(kasus.p, visit.kunci, kasus.pada))
            kasus.simpan(perubahan.gugurkan(kasus.sop, kasus.p, visit.kunci, kasus.pada))
            berubah = kasus.p is not sebelum
            assert berubah == (lewat and sebelum.keadaan == "berjalan" and not visit.terlambat)

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
        assert self.surat.items() <= p.nomor_surat.items()
        self.surat = {**p.nomor_surat}
        tanda = [*p.paraf, *([p.tanda_tangan] if p.tanda_tangan else [])]
        assert len({t.sha256 for t in tanda}) <= 1
        assert {t.sha256 for t in tanda} <= {b.sha256 for b in p.berkas.values() if b.kode == "draf"}
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

    # ------------------------------------------------------------------- and from here it can end

    def teardown(self) -> None:
        if not hasattr(self, "kasus"):
            return
        kasus = self.kasus
        kasus.hasil_sms = "diterima"
        langkah = 2 * len(kasus.sop.langkah)
        while kasus.p.keadaan == "berjalan":
            assert langkah, "the case does not end"
            langkah -= 1
            for no in kasus.sms_menunggu():
                kasus.sms(no, "diterima")
            kasus.jalankan()
            if kasus.terbuka():
                self._langkah_pertama(kasus.terbuka()[0])
        assert utuh(kasus.jejak)

    def _langkah_pertama(self, visit: Visit) -> None:
        """The first aksi that goes through: a late draft must go back to its maker."""
        for aksi in self._aksi(visit):
            sebelum = len(self.perintah)
            self._terapkan(self.kasus.siap(visit, aksi, self.kasus.orang(visit)))
            if len(self.perintah) > sebelum:
                return


class MesinTanpaDlh(Mesin):
    """The same where the office has no DLH."""

    SOP = "ikrg-v1-tanpa-dlh"


PENGATURAN = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestMesin = Mesin.TestCase
TestMesin.settings = PENGATURAN
TestMesinTanpaDlh = MesinTanpaDlh.TestCase
TestMesinTanpaDlh.settings = PENGATURAN
