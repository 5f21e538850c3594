"""Several people at the same instant: one effect, one winner, one join, no step after the end."""

import random
import time
from collections.abc import Callable

import pytest

from infra.klien import Klien
from infra.lokal import Lokal
from infra.perjalanan import Perjalanan
from infra.sesi import Ditolak, Json
from tests.e2e.alat import (
    Loket,
    berhenti,
    eksekusi,
    jejak,
    lakukan,
    petugas_baru,
    serentak,
    terbuka,
)

KLIK = 10
PUTARAN = 4
PENARIKAN = 8


@pytest.fixture(scope="module")
def rekan(lokal: Lokal) -> Klien:
    """A second officer of the front office."""
    return petugas_baru(lokal, "front_office", "Kartini Dewanti")[1]


def test_one_click_sent_ten_times_at_once_has_one_effect(loket: Loket) -> None:
    kasus = loket.kasus()
    fo, visit = kasus.orang("front_office"), terbuka(kasus, "menerima_permohonan")
    jawaban = serentak(*[lakukan(kasus, fo, visit, "terima")] * KLIK)
    assert jawaban == [jawaban[0]] * KLIK
    assert isinstance(jawaban[0], dict)
    terbuka(kasus, "meneruskan_berkas")
    assert [b.no for b in jejak(kasus, "menerima_permohonan")] == [jawaban[0]["jejak"]]
    assert _visits(kasus, "meneruskan_berkas") == [jawaban[0]["jejak"]]


def test_of_two_officers_at_once_one_wins_and_the_other_is_told_who(
    loket: Loket, rekan: Klien
) -> None:
    nama = {"Kartini Dewanti"}
    for kasus in loket.banyak(PUTARAN):
        fo = kasus.orang("front_office")
        nama.add(fo.get("/saya")["nama"])
        visit = terbuka(kasus, "menerima_permohonan")
        jawaban = serentak(*(lakukan(kasus, siapa, visit, "terima") for siapa in (fo, rekan)))
        (kalah,) = (j for j in jawaban if isinstance(j, Ditolak))
        (baris,) = jejak(kasus, "menerima_permohonan")
        assert baris.nama in nama
        assert kalah.status == 409
        assert baris.nama in str(kalah)


def test_two_agencies_in_the_same_instant_join_once(loket: Loket) -> None:
    kasus = loket.kasus("memberi_pertimbangan")
    kasus.kerjakan(terbuka(kasus, "memberi_pertimbangan"))
    for putaran in range(PUTARAN):
        if putaran == 0:
            _serentak_di_dinas(kasus, "menyusun_rekomendasi", lambda v: lambda: kasus.kerjakan(v))
        else:
            _serentak_di_dinas(kasus, "menyusun_rekomendasi", _klik(kasus, "tegaskan"))
        jawaban = _serentak_di_dinas(kasus, "mengirim_rekomendasi", _klik(kasus, "kirim"))
        visit = terbuka(kasus, "menerima_rekomendasi")
        assert visit["setelah"] == max(j["jejak"] for j in jawaban)
        assert len(_visits(kasus, "menerima_rekomendasi")) == putaran + 1
        isian = {"dinas": "semua", "alasan": "Nomor surat belum sesuai."}
        bo = kasus.orang(visit["kode_pelaksana"])
        lakukan(kasus, bo, visit, "kembalikan_ke_dinas", isian=isian)()


def test_a_withdrawal_while_the_case_moves_is_the_end(lokal: Lokal, loket: Loket) -> None:
    daftar = loket.banyak(PENARIKAN)
    for kasus in daftar:
        fo, visit = kasus.orang("front_office"), terbuka(kasus, "menerima_permohonan")

        def tarik(kasus: Perjalanan = kasus) -> None:
            time.sleep(random.uniform(0, 0.15))
            kasus.tarik()

        hasil = serentak(lakukan(kasus, fo, visit, "terima"), tarik)
        assert not isinstance(hasil[1], Ditolak), hasil[1]
    for kasus in daftar:
        berhenti(lokal, eksekusi(lokal, kasus.nomor)["executionArn"])
        isi = kasus.permohonan()
        assert (isi["keadaan"], isi["status"]) == ("berakhir", "Ditarik pemohon")
        assert not [v["kode"] for v in isi["langkah"] if v["terbuka"]]
        assert max(v["dibuka"] for v in isi["langkah"]) <= isi["berakhir"]
        # A letter that was on its way is made all the same.
        assert [b for b in jejak(kasus) if b.peristiwa != "surat"][-1].peristiwa == "tarik"


def _visits(kasus: Perjalanan, kode: str) -> list[int]:
    return [v["setelah"] for v in kasus.permohonan()["langkah"] if v["kode"] == kode]


def _klik(kasus: Perjalanan, aksi: str) -> Callable[[Json], Callable[[], Json]]:
    return lambda visit: lakukan(kasus, kasus.orang(visit["kode_pelaksana"]), visit, aksi)


def _serentak_di_dinas(
    kasus: Perjalanan, langkah: str, kerja: Callable[[Json], Callable[[], Json]]
) -> list[Json]:
    daftar = [terbuka(kasus, f"{dinas}_{langkah}") for dinas in ("diskominfo", "dlh")]
    hasil = serentak(*(kerja(visit) for visit in daftar))
    assert not [h for h in hasil if isinstance(h, Ditolak)], hasil
    return [h for h in hasil if not isinstance(h, Ditolak)]
