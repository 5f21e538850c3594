"""The scorecard over HTTP: public, as JSON and as the same figures in CSV."""

import csv
import io
from typing import Any

import pytest

from chalicelib.adapters import rapor_db
from chalicelib.domain.rapor import Jumlah, Laci
from chalicelib.domain.sop import muat
from chalicelib.services import rapor
from tests.api import Api
from tests.domain.test_rapor import KALENDER
from tests.dunia import Dunia

SOP = muat("ikrg-v1")
ISI = {
    Laci("permohonan", "diajukan"): Jumlah(9),
    Laci("putusan", "dalam"): Jumlah(2),
    Laci("putusan", "lewat"): Jumlah(1),
    Laci("putusan", "tanpa"): Jumlah(1),
    Laci("berakhir", "Ditarik pemohon"): Jumlah(2),
    Laci("berakhir", "Selesai"): Jumlah(3),
    Laci("langkah", "menerima_permohonan", 0): Jumlah(1, 1),
    Laci("langkah", "menerima_permohonan", 7): Jumlah(3, 3),
    Laci("langkah", "menerima_permohonan", 10): Jumlah(2, 1),
    Laci("langkah", "menerima_permohonan", 1_234_567): Jumlah(1),
    Laci("pemohon", "perbaikan_berkas", 4000): Jumlah(2),
}


def taruh(sop: str = "ikrg-v1", bulan: str = "2026-11") -> None:
    """These counts in the table."""
    for laci, jumlah in ISI.items():
        assert rapor_db.perbaiki(sop, bulan, laci, Jumlah(), jumlah)
    rapor_db.tetapkan_kalender(sop, bulan, "0123456789ab")


def test_a_month_that_was_counted_is_listed_newest_first(api: Api, dunia: Dunia) -> None:
    assert api.get("/rapor") == {"rapor": []}
    for sop, bulan in [
        ("ikrg-v1", "2026-09"), ("ikrg-v1", "2026-11"), ("ikrg-v1-tanpa-dlh", "2026-11"),
    ]:  # fmt: skip
        taruh(sop, bulan)
    assert api.get("/rapor")["rapor"] == [
        {"bulan": "2026-11", "sop": ["ikrg-v1", "ikrg-v1-tanpa-dlh"]},
        {"bulan": "2026-09", "sop": ["ikrg-v1"]},
    ]


def test_a_scorecard_tells_its_figures_and_its_method(api: Api, dunia: Dunia) -> None:
    taruh()
    isi = api.get("/rapor/ikrg-v1/2026-11")
    assert isi["permohonan"] == {
        "diajukan": 9,
        "berakhir": {"Selesai": 3, "Ditolak": 0, "Ditarik pemohon": 2, "Gugur": 0},
        "diputus": 4,
        "dalam_janji": 2,
        "lewat_janji": 1,
        "tanpa_janji": 1,
        "persen_dalam_janji": 66.7,
    }
    (baris,) = (b for b in isi["langkah"] if b["kode"] == "menerima_permohonan")
    assert baris == {
        "no": 2,
        "kode": "menerima_permohonan",
        "kegiatan": SOP.langkah["menerima_permohonan"].kegiatan,
        "pelaksana": "Front Office",
        "kunjungan": 7,
        "median_menit": 7,
        "p90_menit": 1_234_567,
        "norma": "10 menit",
        "norma_menit": 10,
        "dalam_norma": 5,
        "persen_dalam_norma": 71.4,
    }
    (tunggu,) = (b for b in isi["pemohon"] if b["kunjungan"])
    assert (tunggu["kode"], tunggu["median_menit"]) == ("perbaikan_berkas", 4000)
    assert "kalender versi 0123456789ab" in isi["metode"]
    assert "zona Asia/Jakarta" in isi["metode"]
    assert isi["kalender"] == ["0123456789ab"]


def angka(teks: str) -> Any:
    return float(teks) if teks else None


def test_the_csv_holds_the_same_figures(api: Api, dunia: Dunia) -> None:
    taruh()
    isi = api.get("/rapor/ikrg-v1/2026-11")
    jawaban = api.minta("GET", "/rapor/ikrg-v1/2026-11?bentuk=csv")
    assert jawaban.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="rapor-ikrg-v1-2026-11.csv"' in jawaban.headers["Content-Disposition"]
    teks = jawaban.body.decode("utf-8")
    assert teks.splitlines()[0].startswith("sop,bulan,bagian,no,kode,nama,pelaksana,jumlah,")
    baris = [*csv.DictReader(io.StringIO(teks, newline=""))]
    assert {(b["sop"], b["bulan"]) for b in baris} == {("ikrg-v1", "2026-11")}
    bagian: dict[str, list[dict[str, str]]] = {}
    for b in baris:
        bagian.setdefault(b["bagian"], []).append(b)
    kasus = {b["kode"]: int(b["jumlah"]) for b in bagian["permohonan"]}
    sisa = {k: v for k, v in isi["permohonan"].items() if k in kasus}
    assert kasus == sisa
    assert len(kasus) == len(isi["permohonan"]) - 2
    (dalam,) = (b for b in bagian["permohonan"] if b["kode"] == "dalam_janji")
    assert angka(dalam["persen_dalam_janji"]) == isi["permohonan"]["persen_dalam_janji"]
    akhir = {b["kode"]: int(b["jumlah"]) for b in bagian["berakhir"]}
    assert akhir == isi["permohonan"]["berakhir"]
    for nama in ("langkah", "pemohon"):
        assert [b["kode"] for b in bagian[nama]] == [b["kode"] for b in isi[nama]]
        for dari_csv, dari_json in zip(bagian[nama], isi[nama], strict=True):
            assert dari_csv["nama"] == dari_json["kegiatan"]
            assert dari_csv["pelaksana"] == dari_json["pelaksana"]
            assert dari_csv["norma"] == (dari_json.get("norma") or "")
            assert int(dari_csv["jumlah"]) == dari_json["kunjungan"]
            for kolom in (
                *["no", "median_menit", "p90_menit", "norma_menit", "dalam_norma"],
                "persen_dalam_norma",
            ):
                assert angka(dari_csv[kolom]) == dari_json.get(kolom)
    assert [b["nama"] for b in bagian["metode"]] == [isi["metode"]]


@pytest.mark.parametrize(
    ("jalur", "status"),
    [
        ("ikrg-v1/2026-12", 404),
        ("ikrg-v1-tanpa-dlh/2026-11", 404),
        ("ikrg-v9/2026-11", 404),
        ("..%2Fikrg/2026-11", 404),
        ("bulan/2026-11", 404),
        ("ikrg-v1/2026-13", 400),
        ("ikrg-v1/2026-1", 400),
        ("ikrg-v1/november", 400),
        ("ikrg-v1/2026-11%23", 400),
        ("ikrg-v1/２０２６-11", 400),
        ("ikrg-v1/2026-11?bentuk=xlsx", 400),
    ],
)
def test_what_there_is_not_is_refused_with_a_sentence(
    api: Api, dunia: Dunia, jalur: str, status: int
) -> None:
    taruh()
    isi = api.tolak(status, "GET", f"/rapor/{jalur}")
    assert isi["pesan"].endswith(".")


def test_the_figures_hold_for_the_calendar_of_the_office(api: Api, dunia: Dunia) -> None:
    """A norm of 1 hari is the office's own number of minutes."""
    taruh()
    isi = rapor.lihat("ikrg-v1", "2026-11")
    hari = {b["norma_menit"] for b in isi["langkah"] if b["norma"] == "1 hari"}
    assert hari == {float(KALENDER.menit_per_hari)}
