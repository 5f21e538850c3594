"""The survey over HTTP: once per case, apart from it, published only where it hides everybody."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.adapters import skm_db
from chalicelib.domain import skm
from chalicelib.domain.skm import DAFTAR_UNSUR, Jawaban
from tests.api import Api
from tests.awan import klien
from tests.contoh_kasus import kasus_di
from tests.domain.kasus import ORANG_LAIN, PEMOHON
from tests.dunia import Dunia
from tests.kawat import KAWAT

JAWABAN: dict[str, Any] = {"waktu": 4, "biaya": 1, "sarana": None}
BULAN_INI = f"{datetime.now(UTC) + timedelta(hours=7):%Y-%m}"


@pytest.fixture
def nomor(dunia: Dunia) -> str:
    """A case whose decision was just handed over."""
    return dunia.taruh(kasus_di("menerima_sk"))


def nilai(api: Api, nomor: str, isi: object = JAWABAN) -> Any:
    return api.post(f"/permohonan/{nomor}/skm", PEMOHON, isi)


def dihitung() -> int:
    return sum(isi.responden for isi in skm_db.baca("ikrg").values())


def test_a_survey_is_counted_and_the_case_remembers_that_it_was_given(api: Api, nomor: str) -> None:
    assert api.get(f"/permohonan/{nomor}", PEMOHON)["skm"] == "ditawarkan"
    assert nilai(api, nomor) == {"nomor": nomor, "skm": "sudah"}
    assert api.get(f"/permohonan/{nomor}", PEMOHON)["skm"] == "sudah"
    ((bulan, isi),) = skm_db.baca("ikrg").items()
    assert (bulan, isi) == (BULAN_INI, skm.hitung({"waktu": 4, "biaya": 1}))


def test_a_second_one_gets_the_same_answer_and_counts_nothing(api: Api, nomor: str) -> None:
    pertama = nilai(api, nomor)
    sesudah = skm_db.baca("ikrg")
    for isi in (JAWABAN, {"waktu": 1}):
        assert nilai(api, nomor, isi) == pertama
    assert skm_db.baca("ikrg") == sesudah


def test_of_two_at_once_one_is_counted(api: Api, nomor: str) -> None:
    lain: list[Any] = []
    KAWAT.sebelum("TransactWriteItems", lambda: lain.append(nilai(api, nomor, {"waktu": 1})))
    assert nilai(api, nomor) == lain[0]
    assert dihitung() == 1
    assert skm_db.baca("ikrg")[BULAN_INI].jumlah("waktu").nilai == (1, 0, 0, 0)


def test_two_cases_at_once_are_both_counted(api: Api, dunia: Dunia, nomor: str) -> None:
    kedua = replace(kasus_di("menerima_sk"), nomor="IKRG-2026-000002-BBBBBB", surat={})
    lain = dunia.taruh(kedua)
    KAWAT.sebelum("TransactWriteItems", lambda: nilai(api, lain))
    KAWAT.tolak("TransactWriteItems", "TransactionCanceledException")
    nilai(api, nomor)
    assert dihitung() == 2


def test_a_survey_is_one_transaction(api: Api, nomor: str) -> None:
    nilai(api, nomor)
    assert KAWAT.jumlah() == {"Query": 1, "TransactWriteItems": 1}


# ---------------------------------------------------------------------------------- anonymous


def test_no_item_of_the_table_has_answers_and_a_case_or_a_time(
    api: Api, dunia: Dunia, nomor: str
) -> None:
    kunci = {(i["nomor"]["S"], i["baris"]["S"]) for i in _semua()}
    jejak = dunia.jejak(nomor)
    nilai(api, nomor)
    baru = [i for i in _semua() if (i["nomor"]["S"], i["baris"]["S"]) not in kunci]
    ingat = [i for i in baru if i["nomor"]["S"] == nomor]
    jawaban = [i for i in baru if i["nomor"]["S"] != nomor]
    assert ingat == [{"nomor": {"S": nomor}, "baris": {"S": "skm"}, "jenis": {"S": "dinilai"}}]
    hitung = {"nilai_1", "nilai_2", "nilai_3", "nilai_4", "kosong"}
    for item in jawaban:
        assert item.keys() == {"nomor", "baris", "jenis", *hitung}
        assert item["nomor"] == {"S": "skm#ikrg"}
    assert {i["baris"]["S"] for i in jawaban} == {f"{BULAN_INI}#{u.kode}" for u in DAFTAR_UNSUR}
    teks = json.dumps(jawaban)
    for rahasia in (nomor, PEMOHON.id, "000001"):
        assert rahasia not in teks
    assert dunia.jejak(nomor) == jejak


def test_the_case_itself_does_not_move(api: Api, dunia: Dunia, nomor: str) -> None:
    """Not its version and not its time: neither says when the survey was given."""
    sebelum = dunia.get(nomor)
    nilai(api, nomor)
    assert dunia.get(nomor) == replace(sebelum, dinilai=True)


def test_the_stream_has_nothing_to_do_for_a_survey(api: Api, dunia: Dunia, nomor: str) -> None:
    nilai(api, nomor)
    records = dunia.aliran()
    KAWAT.bersihkan()
    dunia.lanjutkan(records)
    assert not KAWAT.panggilan


def test_nothing_of_it_is_logged(api: Api, nomor: str, log: Any) -> None:
    nilai(api, nomor)
    assert "biaya" not in log.getvalue()
    assert nomor not in log.getvalue()


def _semua() -> list[dict[str, Any]]:
    return [*klien("dynamodb").scan(TableName="permohonan")["Items"]]


# ------------------------------------------------------------------------------------ refusals


def test_officers_give_none_and_do_not_learn_whether_it_was_given(
    api: Api, dunia: Dunia, nomor: str
) -> None:
    siapa = dunia.petugas("petugas_penyerahan")
    isi = api.tolak(403, "POST", f"/permohonan/{nomor}/skm", siapa, JAWABAN)
    assert "pemohon sendiri" in isi["pesan"]
    nilai(api, nomor)
    assert api.get(f"/permohonan/{nomor}", siapa)["skm"] is None
    assert dihitung() == 1


def test_it_is_refused_before_the_decision_is_handed_over(api: Api, dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("menyerahkan_sk"))
    isi = api.tolak(409, "POST", f"/permohonan/{nomor}/skm", PEMOHON, JAWABAN)
    assert "diserahkan" in isi["pesan"]
    assert dihitung() == 0


def test_a_stranger_finds_no_case(api: Api, nomor: str) -> None:
    api.tolak(404, "POST", f"/permohonan/{nomor}/skm", ORANG_LAIN, JAWABAN)
    assert dihitung() == 0


@pytest.mark.parametrize(
    ("isi", "isian"),
    [
        ({}, ""),
        ({"waktu": None}, ""),
        ({"waktu": 0}, "waktu"),
        ({"waktu": 5}, "waktu"),
        ({"waktu": "4"}, "waktu"),
        ({"waktu": 3.5}, "waktu"),
        ({"waktu": True}, "waktu"),
        ({"waktu": 4, "saran": "x"}, "saran"),
        ({"waktu": 4, "nama": "Siti"}, "nama"),
        ([], ""),
    ],
)
def test_a_wrong_answer_is_refused_with_a_sentence(
    api: Api, nomor: str, isi: object, isian: str
) -> None:
    tolak = api.tolak(400, "POST", f"/permohonan/{nomor}/skm", PEMOHON, isi)
    (salah,) = tolak["kesalahan"]
    assert salah["isian"] == isian
    assert salah["pesan"][0].isupper()
    assert salah["pesan"].endswith(".")
    assert dihitung() == 0
    assert api.get(f"/permohonan/{nomor}", PEMOHON)["skm"] == "ditawarkan"


# ----------------------------------------------------------------------------------- published


def beri(bulan: str, *survei: Jawaban) -> None:
    for no, satu in enumerate(survei):
        assert skm_db.catat(f"IKRG-{bulan}-{no:06}-AAAAAA", "ikrg", bulan, skm.hitung(satu))


def test_too_few_and_a_month_that_is_not_over_are_not_published(api: Api, dunia: Dunia) -> None:
    semua = {u.kode: 4 for u in DAFTAR_UNSUR}
    beri("2026-01", *[semua] * 4)
    beri(BULAN_INI, *[semua] * 9)
    isi = api.get("/skm/ikrg")
    assert isi["tahun"] == []
    assert isi["paling_sedikit"] == 5
    assert "sedikitnya 5 penilaian" in isi["metode"]


def test_the_published_figures_are_those_of_the_answers(api: Api, dunia: Dunia) -> None:
    beri("2025-11", *[{"waktu": 3, "biaya": 4}] * 3)
    beri("2026-01", *[{"waktu": 2}] * 3)
    beri("2026-02", *[{"waktu": 4, "sarana": 2}] * 5)
    beri("2026-03", *[{"waktu": 1}] * 4)
    (tahun,) = api.get("/skm/ikrg")["tahun"]
    assert [(p["dari"], p["sampai"], p["responden"]) for p in tahun["periode"]] == [
        ("2026-02", "2026-02", 5),
        ("2025-11", "2026-01", 6),
    ]
    assert (tahun["tahun"], tahun["dari"], tahun["sampai"]) == (2026, "2025-11", "2026-02")
    # waktu is 35/11, biaya 4, sarana 2: 25 times their mean
    assert (tahun["responden"], tahun["ikm"], tahun["mutu"]) == (11, 76.52, "C")
    waktu = next(u for u in tahun["unsur"] if u["kode"] == "waktu")
    assert (waktu["nilai"], waktu["ikm"], waktu["mutu"], waktu["kosong"]) == (3.18, 79.55, "B", 0)
    assert [j["jumlah"] for j in waktu["jawaban"]] == [0, 3, 3, 5]
    kosong = next(u for u in tahun["unsur"] if u["kode"] == "produk")
    assert (kosong["nilai"], kosong["mutu"], kosong["kosong"]) == (None, None, 11)


@pytest.mark.parametrize("jenis", ["asing", "ikrg-v1", "..%2Fikrg"])
def test_an_unknown_permit_has_no_index(api: Api, dunia: Dunia, jenis: str) -> None:
    assert api.tolak(404, "GET", f"/skm/{jenis}")["pesan"].endswith(".")
