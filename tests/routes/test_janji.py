"""The promise as both sides see it, and what an officer is told of a year that is not known."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from chalicelib.domain.kantor import baca
from chalicelib.domain.permohonan import Permohonan
from tests.api import Api
from tests.conftest import SetelanBaru
from tests.domain.kasus import PEMOHON, Kasus
from tests.dunia import Dunia

STANDAR = baca("standar")
PAGI = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)  # Monday 09.00 WIB
JANJI = "2026-10-05T09:00:00+00:00"
"""Ten hari kerja later, at the close of office."""
HUKUM = '# batas_hukum = { waktu = "5 hari kerja"'


def di(kode: str, pada: datetime = PAGI) -> Permohonan:
    """A case of an office with ordinary hours, with this langkah open."""
    return Kasus(kantor=STANDAR, pada=pada).ajukan().sampai(kode).p


def test_both_sides_see_the_promise_once_the_file_is_lengkap(dunia: Dunia, api: Api) -> None:
    nomor = dunia.taruh(di("mengirim_berkas_rekomendasi"))
    harus = {
        "waktu": "10 hari kerja",
        "batas": JANJI,
        "lewat": None,
        "diputus": None,
        "menunggu_pemohon": False,
        "batas_hukum": None,
    }
    for siapa in (PEMOHON, dunia.petugas("fo_rekomendasi")):
        assert api.get(f"/permohonan/{nomor}", siapa)["janji"] == harus
    assert api.get(f"/lacak/{nomor}")["janji"] == harus


def test_before_that_nothing_is_promised(dunia: Dunia, api: Api) -> None:
    nomor = dunia.taruh(di("memverifikasi_berkas"))
    assert api.get(f"/lacak/{nomor}")["janji"] is None


def test_a_legal_limit_is_shown_with_its_basis_where_the_office_sets_one(
    dunia: Dunia, api: Api, setelan_baru: SetelanBaru
) -> None:
    setelan_baru(HUKUM, HUKUM.removeprefix("# "))
    with time_machine.travel(PAGI):
        nomor = dunia.taruh(di("mengirim_berkas_rekomendasi"))
        batas: dict[str, Any] = api.get(f"/lacak/{nomor}")["janji"]["batas_hukum"]
    assert batas["waktu"] == "5 hari kerja"
    assert batas["dasar"].startswith("UU 30/2014")
    assert batas["batas"] == "2026-09-28T09:00:00+00:00"


@pytest.mark.parametrize("hari", [7, 21])
def test_an_officer_is_told_in_words_that_a_year_is_not_known(
    dunia: Dunia, api: Api, monkeypatch: pytest.MonkeyPatch, hari: int
) -> None:
    monkeypatch.setenv("KANTOR", "standar")
    pada = datetime(2026, 12, hari, 2, 0, tzinfo=UTC)
    nomor = dunia.taruh(di("memverifikasi_berkas", pada))
    (visit,) = dunia.terbuka(nomor)
    badan = {"setelah": visit.setelah}
    alamat = f"/permohonan/{nomor}/langkah/{visit.kode}/lengkap"
    with time_machine.travel(pada.replace(hour=4)):
        if hari == 7:  # the tenth hari kerja is still in 2026
            api.post(alamat, dunia.petugas("fo_rekomendasi"), badan)
            return
        jawaban = api.tolak(503, "POST", alamat, dunia.petugas("fo_rekomendasi"), badan)
    assert jawaban["kode"] == "CalendarUnknown"
    assert "Kalender tahun 2027 belum tersedia." in jawaban["pesan"]
    assert dunia.terbuka(nomor) == [visit]
