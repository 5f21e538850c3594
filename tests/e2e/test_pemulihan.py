"""Something between two langkah breaks: the case goes on, and so do all the others."""

import os
import signal

from infra.lokal import Lokal
from infra.perjalanan import Perjalanan
from infra.sesi import Json, tunggu
from tests.e2e.alat import (
    Loket,
    berhenti,
    eksekusi,
    hapus,
    item,
    item_visit,
    lakukan,
    lingkungan,
    log,
    menunggu_dibaca,
    pekerja,
    simpan,
    tanpa_sisa,
    terbuka,
    terlarang,
)


def test_mulai_langkah_that_fails_for_a_moment_is_tried_again(lokal: Lokal, loket: Loket) -> None:
    kasus = loket.kasus()
    with terlarang(lokal, "MulaiLangkah", "dynamodb:*"):
        _terima(kasus)
        tunggu(lambda: _gagal_dibuka(lokal, kasus) or None, "kegagalan mulai_langkah")
    terbuka(kasus, "meneruskan_berkas")
    assert _generasi(lokal, kasus) == 1


def test_mulai_langkah_whose_worker_is_killed_is_made_good_by_pulihkan(
    lokal: Lokal, loket: Loket
) -> None:
    kasus = loket.kasus()
    daftar = pekerja(lokal, "MulaiLangkah")
    for pid in daftar:
        os.kill(pid, signal.SIGSTOP)
    try:
        _terima(kasus)
        tunggu(lambda: any(map(menunggu_dibaca, daftar)) or None, "panggilan mulai_langkah")
    finally:
        for pid in daftar:
            os.kill(pid, signal.SIGKILL)
    _pulihkan_sampai(lokal, kasus, "meneruskan_berkas")
    assert _generasi(lokal, kasus) == 2


def test_a_record_that_makes_lanjutkan_fail_holds_up_no_other_case(
    lokal: Lokal, loket: Loket
) -> None:
    rusak, lain = loket.banyak(2)
    for kasus in (rusak, lain):
        terbuka(kasus, "menerima_permohonan")
    # A token that Step Functions does not even take, and an image that cannot be read.
    visit = item_visit(lokal, rusak.nomor, terbuka(rusak, "menerima_permohonan"))
    simpan(lokal, visit | {"token": {"S": ""}})
    baris = {"baris": {"S": "langkah#999999#rusak"}, "penutup": {"S": '{"aksi": 1'}}
    tak_terbaca = visit | baris | {"nomor": {"S": f"RUSAK-{rusak.nomor}"}}
    simpan(lokal, tak_terbaca)
    _terima(rusak)
    _terima(lain)
    terbuka(lain, "meneruskan_berkas")
    gagal = {isi["nomor"] for isi in log(lokal, "Lanjutkan", "record_failed")}
    assert {rusak.nomor, tak_terbaca["nomor"]["S"]} <= gagal
    assert "transit" in item(lokal, rusak.nomor, "permohonan")
    hapus(lokal, tak_terbaca)
    _pulihkan_sampai(lokal, rusak, "meneruskan_berkas")


def test_a_second_execution_of_a_case_changes_nothing(lokal: Lokal, loket: Loket) -> None:
    kasus = loket.kasus()
    sebelum, asli = tanpa_sisa(kasus.permohonan()), eksekusi(lokal, kasus.nomor)
    kedua = lokal.klien("stepfunctions").start_execution(
        stateMachineArn=asli["stateMachineArn"], name=f"{kasus.nomor}-99", input=asli["input"]
    )
    assert berhenti(lokal, kedua["executionArn"]) == "FAILED"
    assert tanpa_sisa(kasus.permohonan()) == sebelum
    assert kasus.lanjut()["status"] == "Selesai"
    assert berhenti(lokal, asli["executionArn"]) == "SUCCEEDED"
    assert _generasi(lokal, kasus) == 1


def _terima(kasus: Perjalanan) -> Json:
    visit = terbuka(kasus, "menerima_permohonan")
    return lakukan(kasus, kasus.orang("front_office"), visit, "terima")()


def _gagal_dibuka(lokal: Lokal, kasus: Perjalanan) -> bool:
    gagal = log(lokal, "MulaiLangkah", "langkah_not_opened")
    return any(isi["nomor"] == kasus.nomor for isi in gagal)


def _generasi(lokal: Lokal, kasus: Perjalanan) -> int:
    return int(item(lokal, kasus.nomor, "permohonan")["generasi"]["N"])


def _pulihkan_sampai(lokal: Lokal, kasus: Perjalanan, kode: str) -> None:
    assert "transit" in item(lokal, kasus.nomor, "permohonan")
    # At once, what it would leave alone for two minutes.
    with lingkungan(lokal, "Pulihkan", PULIHKAN_DETIK="0"):
        lokal.panggil("Pulihkan")
    terbuka(kasus, kode)
    assert "transit" not in item(lokal, kasus.nomor, "permohonan")
