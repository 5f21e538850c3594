"""The stream: each record at least once, in any number, and none stops another."""

import io
from dataclasses import replace

import pytest

from chalicelib.adapters import permohonan_db, stepfunctions
from chalicelib.services import kode, langkah
from chalicelib.services import permohonan as layanan
from tests.contoh_kasus import draf, kasus_di
from tests.domain.kasus import PEMOHON
from tests.dunia import Dunia
from tests.kawat import KAWAT


def test_a_new_case_starts_its_execution_once(dunia: Dunia) -> None:
    p = layanan.ajukan(dunia.taruh(draf()), PEMOHON, None)
    records = dunia.aliran()
    for _ in range(2):
        dunia.lanjutkan(records)
    baru = dunia.get(p.nomor)
    assert baru.generasi == 1
    assert baru.eksekusi.endswith(f":uji-ikrg-v1:{p.nomor}-1")
    assert stepfunctions.berjalan(baru.eksekusi)


def test_a_draft_starts_nothing(dunia: Dunia) -> None:
    permohonan_db.simpan((None, replace(draf(), nomor="DRAF-A")))
    KAWAT.bersihkan()
    dunia.lanjutkan(dunia.aliran())
    assert not KAWAT.panggilan


def test_a_closed_visit_answers_its_token_and_nothing_else_does(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    siapa = dunia.petugas("front_office")
    langkah.pegang(nomor, dunia.terbuka(nomor)[0].kunci, siapa)
    dunia.lanjutkan(dunia.aliran())
    assert KAWAT.jumlah()["SendTaskSuccess"] == 0
    langkah.lakukan(nomor, dunia.perintah(nomor, "menerima_permohonan", pelaku=siapa))
    dunia.lanjutkan(dunia.aliran())
    assert KAWAT.jumlah()["SendTaskSuccess"] == 1


@pytest.mark.parametrize("kode_galat", ["TaskTimedOut", "TaskDoesNotExist", "InvalidToken"])
def test_a_dead_token_with_a_dead_execution_starts_the_next_generation(
    dunia: Dunia, kode_galat: str
) -> None:
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    stepfunctions.hentikan(dunia.get(nomor).eksekusi)
    langkah.lakukan(nomor, dunia.perintah(nomor, "menerima_permohonan"))
    records = dunia.aliran()
    for _ in range(2):
        KAWAT.tolak("SendTaskSuccess", kode_galat)
        dunia.lanjutkan(records)
    p = dunia.get(nomor)
    assert (p.generasi, stepfunctions.berjalan(p.eksekusi)) == (2, True)


def test_a_dead_token_of_a_running_execution_changes_nothing(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    langkah.lakukan(nomor, dunia.perintah(nomor, "menerima_permohonan"))
    KAWAT.tolak("SendTaskSuccess", "TaskTimedOut")
    dunia.lanjutkan(dunia.aliran())
    assert dunia.get(nomor).generasi == 1


def test_an_sms_record_that_comes_twice_sends_once(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("mengundang_tim_teknis"))
    langkah.lakukan(nomor, dunia.perintah(nomor, "mengundang_tim_teknis"))
    dunia.lanjutkan(dunia.aliran())
    dunia.buka(nomor)
    records = dunia.aliran()
    for _ in range(2):
        dunia.lanjutkan(records)
    messages = dunia.antrean_sms()
    assert len(messages) == 2
    dunia.kirim_sms(messages)
    assert len(dunia.sms()) == 1


def test_a_record_that_raises_does_not_stop_the_others(dunia: Dunia, log: io.StringIO) -> None:
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    langkah.lakukan(nomor, dunia.perintah(nomor, "menerima_permohonan"))
    asing = {"nomor": {"S": "X"}, "baris": {"S": "x"}, "jenis": {"S": "asing"}}
    racun = {"eventName": "INSERT", "dynamodb": {"Keys": asing, "NewImage": asing}}
    KAWAT.panggilan.clear()
    dunia.lanjutkan([racun, *dunia.aliran()])
    assert KAWAT.jumlah()["SendTaskSuccess"] == 1
    assert "record_failed" in log.getvalue()


def test_a_failing_service_is_logged_and_the_rest_goes_on(dunia: Dunia, log: io.StringIO) -> None:
    daftar = [f"IKRG-2026-00000{i}-AAAAAA" for i in (1, 2)]
    for nomor in daftar:
        dunia.taruh(replace(kasus_di("menerima_permohonan"), nomor=nomor))
    for nomor in daftar:
        langkah.lakukan(nomor, dunia.perintah(nomor, "menerima_permohonan"))
    KAWAT.tolak("SendTaskSuccess", "AccessDeniedException")
    dunia.lanjutkan(dunia.aliran())
    assert KAWAT.jumlah()["SendTaskSuccess"] == 2
    assert log.getvalue().count("record_failed") == 1


def test_rows_of_codes_and_officers_are_no_business_of_the_stream(
    dunia: Dunia, log: io.StringIO
) -> None:
    dunia.petugas("kasi")
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    dunia.petugas("kabid")
    kode.buat(nomor, "+6281234567890", dunia.get(nomor).dibuat)
    records = dunia.aliran()
    KAWAT.bersihkan()
    dunia.lanjutkan(records)
    assert len(records) >= 4
    assert not KAWAT.panggilan
    assert "record_failed" not in log.getvalue()


def test_a_removed_item_is_no_business_of_the_stream(dunia: Dunia) -> None:
    nomor = dunia.taruh(draf())
    permohonan_db.hapus_draf(dunia.get(nomor))
    KAWAT.bersihkan()
    dunia.lanjutkan(dunia.aliran())
    assert not KAWAT.panggilan


def test_a_withdrawal_during_a_move_stops_the_execution_and_nothing_opens(
    dunia: Dunia, log: io.StringIO
) -> None:
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    langkah.lakukan(nomor, dunia.perintah(nomor, "menerima_permohonan"))
    p = dunia.get(nomor)
    layanan.tarik(nomor, "Batal.", PEMOHON, None)
    dunia.lanjutkan(dunia.aliran())
    assert not stepfunctions.berjalan(p.eksekusi)
    sebelum = dunia.get(nomor)
    KAWAT.bersihkan()
    dunia.mulai_langkah(p, ("meneruskan_berkas", p.jejak))
    assert KAWAT.jumlah() == {"Query": 1, "SendTaskFailure": 1}
    assert dunia.get(nomor) == sebelum
    assert "execution_superseded" in log.getvalue()
