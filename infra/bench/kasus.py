"""One case through its whole SOP, in memory: the first aksi at every langkah."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from itertools import count

from chalicelib.domain import penerbitan, pengajuan, penyusunan, perbaikan, perubahan
from chalicelib.domain.aksi import Perintah, terapkan
from chalicelib.domain.berkas import Berkas
from chalicelib.domain.isian import cocok
from chalicelib.domain.jejak import BarisJejak
from chalicelib.domain.kantor import Kantor, baca
from chalicelib.domain.penyusunan import Susunan, Tanda
from chalicelib.domain.permohonan import Pelaku, Permohonan, Visit
from chalicelib.domain.sop import Aksi, KunciVisit, Sop, muat
from chalicelib.domain.surat import Surat
from chalicelib.domain.syarat import konteks, penanda_tangan
from chalicelib.services import draf as layanan_draf
from chalicelib.services import tampilan_sop
from infra import contoh

KANTOR = "buka_terus"
SOP = "ikrg-v1"
Perubahan = Callable[[Permohonan], Permohonan]
BARU_MASUK = datetime(2200, 1, 1, tzinfo=UTC)
"""Never five minutes ago, whatever the clock of a case says."""
_URUT = count(1)


@dataclass(frozen=True, slots=True)
class Transisi:
    """An aksi that a person did at `pada`, and the case as it stood before."""

    sebelum: Permohonan
    perintah: Perintah
    pada: datetime


def orang(pelaksana: str) -> Pelaku:
    """The applicant, or the officer of this pelaksana, who signed in only just now."""
    return Pelaku(
        f"sub-{pelaksana}",
        pelaksana,
        "pemohon" if pelaksana == "pemohon" else "petugas",
        frozenset({pelaksana}),
        BARU_MASUK,
    )


def buka_semua(p: Permohonan) -> list[KunciVisit]:
    """Visits that the jejak makes due and that Step Functions would open now."""
    return sorted(muat(p.sop).due(p.tertutup) - p.visits.keys())


class Kasus:
    """Runs at once; `transisi` is what people did, `perubahan` every change, to be replayed, and
    `jejak` the log of it all."""

    def __init__(self, mulai: datetime) -> None:
        self.sop: Sop = muat(SOP)
        self.kantor: Kantor = baca(KANTOR)
        self.pada = mulai
        self.perubahan: list[Perubahan] = []
        self.transisi: list[Transisi] = []
        self.jejak: list[BarisJejak] = []
        self.p = self.awal = pengajuan.buat_draf(self.sop, self.kantor, orang("pemohon"), mulai)
        self._ajukan()
        while terbuka := self._sampai_ke_orang():
            self._lakukan(terbuka[0])

    def _ubah(self, fungsi: Perubahan) -> None:
        self.perubahan.append(fungsi)
        baru = fungsi(self.p)
        self.jejak += baru.catatan
        self.p = simpan(self.p, baru)
        self.pada += timedelta(minutes=1)

    def _ajukan(self) -> None:
        daftar = tampilan_sop.formulir(self.sop)["isian"]
        nilai = contoh.isi(daftar, {"hp": "+6281234567890"})
        self._ubah(lambda p: pengajuan.isi_draf(self.sop, p, nilai))
        for syarat in self.sop.persyaratan:
            if syarat.wajib and cocok(syarat.bila, nilai):
                self._unggah(syarat.kode)
        nomor, pemohon, pada = nomor_lain(), orang("pemohon"), self.pada
        self._ubah(lambda p: pengajuan.ajukan(self.sop, p, nomor, pemohon, None, pada))

    def _unggah(self, kode: str) -> None:
        berkas, pemohon, pada = self._berkas(kode), orang("pemohon"), self.pada
        self._ubah(lambda p: perbaikan.terima_berkas(p, berkas, pemohon, pada))

    def _berkas(self, kode: str) -> Berkas:
        id_ = f"{len(self.perubahan):016x}"
        sidik = sha256(id_.encode()).hexdigest()
        kunci = f"masuk/{self.p.nomor}/{kode}/{id_}"
        return Berkas(
            id_, kode, kunci, "v1", sidik, 100_000, "application/pdf", "diterima", "",
            self.pada, "sub-pemohon",
        )  # fmt: skip

    def _susun(self, visit: Visit, aksi: Aksi, kode: str, isian: dict[str, object]) -> None:
        """A rendered version of a draft, as the function behind the API makes it."""
        susunan = Susunan(visit.kunci, aksi.kode, kode, isian, orang(visit.pelaksana))
        _, _, isi = penyusunan.periksa(self.sop, self.kantor, self.p, susunan)
        berkas, pada = replace(self._berkas(kode), asal="cetakan", isi=isi), self.pada
        bakal = replace(self.p, berkas={**self.p.berkas, berkas.id: berkas})
        berkas = replace(berkas, sidik=layanan_draf.sidik(self.sop, self.kantor, bakal, kode))
        self._ubah(
            lambda p: penyusunan.catat_versi(self.sop, self.kantor, p, susunan, berkas, pada)
        )

    def _bubuhi(self, visit: Visit, aksi: Aksi) -> None:
        """Everyone signs whom the aksi asks to have signed."""
        if aksi.ditandatangani is None:
            return
        surat = self.p.berkas_terakhir(aksi.ditandatangani.surat)
        assert surat
        for nama in penanda_tangan(self.p, aksi.ditandatangani):
            tanda = Tanda(visit.kunci, aksi.kode, nama, surat.sha256, orang(visit.pelaksana))
            self._ubah(partial(self._tanda, tanda=tanda, pada=self.pada))

    def _tanda(self, p: Permohonan, tanda: Tanda, pada: datetime) -> Permohonan:
        return penyusunan.bubuhkan(self.sop, self.kantor, p, tanda, pada)

    def _terbitkan(self, surat: Surat) -> None:
        berkas, pada = self._berkas(surat.kode), self.pada
        self._ubah(
            lambda p: penerbitan.selesaikan(
                self.sop, self.kantor, p, surat.kunci, berkas, pada, "naskah"
            )
        )

    def _sampai_ke_orang(self) -> list[Visit]:
        """Make every letter, open what is due, let every SMS arrive; what waits for people then."""
        for surat in [s for s in self.p.surat.values() if s.menunggu]:
            self._terbitkan(surat)
        while baru := buka_semua(self.p) if self.p.keadaan == "berjalan" else []:
            for kunci in baru:
                token = f"{kunci[0]:-<600}"  # as long as those of Step Functions
                self._ubah(partial(self._buka, kunci=kunci, token=token, pada=self.pada))
            for no in [no for no, sms in self.p.sms.items() if not sms.tuntas]:
                self._ubah(partial(self._sms_tiba, no=no, pada=self.pada))
        return [v for v in self.p.visits.values() if v.terbuka]

    def _buka(self, p: Permohonan, kunci: KunciVisit, token: str, pada: datetime) -> Permohonan:
        return perubahan.buka(self.sop, self.kantor, p, kunci, token, pada)

    def _sms_tiba(self, p: Permohonan, no: int, pada: datetime) -> Permohonan:
        tiba = replace(p.sms[no], keadaan="diterima", selesai=pada)
        return perubahan.hasil_sms(self.sop, self.kantor, p, tiba, pada)

    def _lakukan(self, visit: Visit) -> None:
        langkah = self.sop.langkah[visit.kode]
        aksi = langkah.aksi[0]
        keadaan = konteks(self.kantor, self.p, visit, langkah, diwakili=False)
        daftar = tampilan_sop.aksi(self.sop, aksi, keadaan)["isian"]
        isian = contoh.isi(daftar, {})
        draf = {d.kode for d in self.sop.dokumen if d.draf_dari}
        for syarat in aksi.berkas:
            if syarat.kode in draf:
                self._susun(visit, aksi, syarat.kode, isian)
            elif syarat.wajib and cocok(syarat.bila, {**keadaan, **isian}):
                self._unggah(syarat.kode)
        self._bubuhi(visit, aksi)
        kode = aksi.efek.get("paraf") or aksi.efek.get("tandatangan")
        dibaca = self.p.berkas_terakhir(kode) if kode else None
        perintah = Perintah(
            *visit.kunci,
            aksi.kode,
            orang(langkah.pelaksana),
            isian,
            sha256=dibaca.sha256 if dibaca else "",
            sidik=dibaca.sidik if dibaca else "",
            urut=1,
        )
        transisi = Transisi(self.p, perintah, self.pada)
        self.transisi.append(transisi)
        self._ubah(lambda p: terapkan(self.sop, self.kantor, p, perintah, transisi.pada))


def salinan(p: Permohonan) -> Permohonan:
    """The case once more under a number of its own: its draft says that one, and its letters stand
    in a register of their own."""
    p, sop, kantor = replace(p, nomor=nomor_lain()), muat(p.sop), baca(KANTOR)
    berkas = {
        b.id: replace(b, sidik=layanan_draf.sidik(sop, kantor, p, b.kode)) if b.sidik else b
        for b in p.berkas.values()
    }
    surat = {
        s.kunci: replace(s, register=f"{p.nomor}-{s.register}") if s.register else s
        for s in p.surat.values()
    }
    return replace(p, berkas=berkas, surat=surat)


def nomor_lain() -> str:
    """A number that no other case of this process has."""
    return pengajuan.nomor_baru(muat(SOP), 2026, next(_URUT))


def simpan(lama: Permohonan, baru: Permohonan) -> Permohonan:
    """What saving does to a case, without a table."""
    return baru if baru is lama else replace(baru, versi=lama.versi + 1, catatan=())
