"""What the officers' client shows without rules of its own: his desk, the lines of his worklist."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.jam_kerja import Kalender, durasi
from chalicelib.domain.sop import muat
from chalicelib.domain.tugas import Tugas
from chalicelib.services import tampilan_tugas
from tests.api import Api
from tests.contoh_kasus import kasus_di
from tests.domain.kasus import KANTOR, PEMOHON, petugas
from tests.dunia import Dunia

ANTREAN = "/antrean?pelaksana=front_office"
STANDAR = Kalender.dari(KANTOR)


def meja(**isi: object) -> dict[str, object]:
    tanpa = dict.fromkeys(("loket", "paraf", "menandatangani", "register"), False)
    return {**tanpa, **isi}


def test_an_officer_is_told_his_pelaksana_by_name_with_their_views(api: Api) -> None:
    rangkap = replace(petugas("kepala"), pelaksana=frozenset({"kepala", "front_office"}))
    assert api.get("/saya", rangkap) == {
        "jenis": "petugas",
        "nama": "kepala",
        "pelaksana": [
            meja(kode="front_office", nama="Front Office", loket=True, register=True),
            meja(kode="kepala", nama="Kepala DPMPTSP", menandatangani=True, register=True),
        ],
    }


@pytest.mark.parametrize("siapa", [PEMOHON, petugas("diskominfo"), petugas("tim_teknis")])
def test_who_may_open_no_book_is_offered_none(api: Api, siapa: Any) -> None:
    assert not any(p["register"] for p in api.get("/saya", siapa)["pelaksana"])


def test_a_line_says_what_is_to_be_done_by_whom_and_who_holds_it(api: Api, dunia: Dunia) -> None:
    ani, budi = (dunia.petugas("front_office", nama) for nama in ("Ani", "Budi"))
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    (visit,) = dunia.terbuka(nomor)
    api.post(f"/permohonan/{nomor}/langkah/{visit.kode}/pegang", ani, {"setelah": visit.setelah})
    for siapa, saya in ((ani, True), (budi, False)):
        (baris,) = api.get(ANTREAN, siapa)["antrean"]
        assert baris["langkah"] == {
            "no": 2,
            "kegiatan": "Menerima permohonan (Langsung, Online)",
            "draf": False,
        }
        assert baris["nama_pelaksana"] == "Front Office"
        assert baris["dibuka"] == visit.dibuka.isoformat()
        assert (baris["pemegang"], baris["saya"]) == ("Ani", saya)
        kasus = api.get(f"/permohonan/{nomor}", siapa)
        (terbuka,) = [v for v in kasus["langkah"] if v["terbuka"]]
        assert (terbuka["pemegang"], terbuka["saya"]) == ("Ani", saya)


def test_a_long_kegiatan_is_cut_at_a_word(api: Api, dunia: Dunia) -> None:
    dunia.taruh(kasus_di("memverifikasi_berkas"))
    siapa = dunia.petugas("fo_rekomendasi")
    (baris,) = api.get("/antrean?pelaksana=fo_rekomendasi", siapa)["antrean"]
    kegiatan = baris["langkah"]["kegiatan"]
    assert len(kegiatan) <= 100
    assert kegiatan.endswith(" …")
    semua = muat("ikrg-v1").langkah["memverifikasi_berkas"].kegiatan
    assert semua.startswith(kegiatan.removesuffix(" …"))


@pytest.mark.parametrize("jam", [2, -2])
def test_what_is_left_is_counted_in_working_seconds(api: Api, dunia: Dunia, jam: int) -> None:
    fo, p = dunia.petugas("front_office"), kasus_di("menerima_permohonan")
    (visit,) = [v for v in p.visits.values() if v.terbuka]
    batas = datetime.now(UTC) + timedelta(hours=jam)
    nomor = dunia.taruh(p.dengan_visit(replace(visit, batas_waktu=batas)))
    kini = datetime.now(UTC)
    lama = durasi(STANDAR, min(kini, batas), max(kini, batas)).total_seconds()
    (baris,) = api.get(ANTREAN, fo)["antrean"]
    kasus = api.get(f"/permohonan/{nomor}", fo)
    (terbuka,) = [v for v in kasus["langkah"] if v["terbuka"]]
    for isi in (baris, terbuka):
        assert isi["waktu_kerja_sisa"] == pytest.approx(lama if jam > 0 else -lama, abs=5)


def test_in_a_year_without_a_calendar_it_is_not_said(
    api: Api, dunia: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KANTOR", "standar")
    fo, p = dunia.petugas("front_office"), kasus_di("menerima_permohonan")
    (visit,) = [v for v in p.visits.values() if v.terbuka]
    batas = datetime(2150, 1, 5, tzinfo=UTC)
    nomor = dunia.taruh(p.dengan_visit(replace(visit, batas_waktu=batas)))
    (baris,) = api.get(ANTREAN, fo)["antrean"]
    assert baris["waktu_kerja_sisa"] is None
    kasus = api.get(f"/permohonan/{nomor}", fo)
    assert [v["waktu_kerja_sisa"] for v in kasus["langkah"] if v["terbuka"]] == [None]


def test_where_the_applicant_is_awaited_the_offices_clock_says_nothing(
    api: Api, dunia: Dunia
) -> None:
    nomor = dunia.taruh(kasus_di("perbaikan_berkas"))
    kasus = api.get(f"/permohonan/{nomor}", dunia.petugas("front_office"))
    assert [v["waktu_kerja_sisa"] for v in kasus["langkah"] if v["terbuka"]] == [None]
    assert all("waktu_kerja_sisa" not in v for v in kasus["langkah"] if not v["terbuka"])


def test_what_is_left_of_a_norm_is_told_to_officers_only(api: Api, dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    sebelum, sesudah = (api.get(f"/permohonan/{nomor}", PEMOHON) for _ in range(2))
    assert sebelum == sesudah  # a page that follows the case sees a change only where there is one


def test_a_page_of_lines_costs_next_to_nothing(lingkungan: None) -> None:
    kini, fo = datetime.now(UTC), petugas("front_office")
    isi = ["N", "menerima_permohonan", 2, "front_office", "CV", kini - timedelta(days=30)]
    tugas = [
        Tugas(*isi, kini + timedelta(hours=i - 25), f"b{i}", sop="ikrg-v1")  # type: ignore[arg-type]
        for i in range(50)
    ]
    tampilan_tugas.daftar(tugas, fo)  # the calendar's table is made once per process
    mulai = time.perf_counter()
    assert len(tampilan_tugas.daftar(tugas, fo)) == 50
    assert time.perf_counter() - mulai < 0.05


def test_a_line_says_whether_it_is_about_a_draft(api: Api, dunia: Dunia) -> None:
    for kode, pelaksana in (("paraf_kabid", "kabid"), ("menandatangani_sk", "kepala")):
        nomor, siapa = dunia.taruh(kasus_di(kode)), dunia.petugas(pelaksana)
        (baris,) = api.get(f"/antrean?pelaksana={pelaksana}", siapa)["antrean"]
        assert (baris["nomor"], baris["langkah"]["draf"]) == (nomor, True)
