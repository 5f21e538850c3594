"""Worklists: soonest due first, page by page, only one's own, one Query a page."""

import base64
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.api import Api
from tests.contoh_kasus import kasus_di
from tests.domain.kasus import PEMOHON
from tests.dunia import Dunia
from tests.kawat import KAWAT

ANTREAN = "/antrean?pelaksana=front_office"


def taruh_banyak(dunia: Dunia, jumlah: int) -> list[str]:
    """So many cases, the last one due first; their numbers, soonest due first."""
    p = kasus_di("menerima_permohonan")
    (visit,) = [v for v in p.visits.values() if v.terbuka]
    assert visit.batas_waktu
    daftar = []
    for i in range(jumlah):
        batas = visit.batas_waktu - timedelta(minutes=i // 2)  # two are due at the same instant
        visits = {visit.kunci: replace(visit, batas_waktu=batas)}
        daftar.append(dunia.taruh(replace(p, nomor=f"IKRG-2026-{i:06}-AAAAAA", visits=visits)))
    return daftar[::-1]


def test_pages_follow_each_other_without_gap_or_repetition(api: Api, dunia: Dunia) -> None:
    fo = dunia.petugas("front_office")
    semua = taruh_banyak(dunia, 103)
    terlihat, ukuran, lanjut = [], [], ""
    while lanjut is not None:
        KAWAT.bersihkan()
        halaman = api.get(f"{ANTREAN}&lanjut={lanjut}", fo)
        assert KAWAT.jumlah() == {"GetItem": 1, "Query": 1}  # his seat, one page
        terlihat += [t["nomor"] for t in halaman["antrean"]]
        ukuran.append(len(halaman["antrean"]))
        lanjut = halaman["lanjut"]
    assert ukuran == [50, 50, 3]
    assert sorted(terlihat) == sorted(semua)
    batas = [int(nomor.split("-")[2]) // 2 for nomor in terlihat]
    assert batas == sorted(batas, reverse=True)


def test_a_langkah_leaves_the_worklist_when_done_and_the_next_enters_its_own(
    api: Api, dunia: Dunia
) -> None:
    fo, fo_rek = dunia.petugas("front_office"), dunia.petugas("fo_rekomendasi")
    nomor = dunia.taruh(kasus_di("meneruskan_berkas"))
    assert [t["kode"] for t in api.get(ANTREAN, fo)["antrean"]] == ["meneruskan_berkas"]
    dunia.kerjakan(nomor, "meneruskan_berkas")
    assert api.get(ANTREAN, fo)["antrean"] == []
    (tugas,) = api.get("/antrean?pelaksana=fo_rekomendasi", fo_rek)["antrean"]
    assert tugas["kode"] == "memverifikasi_berkas"
    assert tugas["perihal"] == dunia.get(nomor).data["nama_usaha"]


@pytest.mark.parametrize("pelaksana", ["kasi", "pemohon", "", "asing"])
def test_someone_elses_worklist_is_refused(api: Api, dunia: Dunia, pelaksana: str) -> None:
    fo = dunia.petugas("front_office")
    api.tolak(403, "GET", f"/antrean?pelaksana={pelaksana}", fo)
    api.tolak(403, "GET", f"/antrean?pelaksana={pelaksana}", PEMOHON)
    api.tolak(403, "GET", "/antrean", fo)


def sandi(isi: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(isi).encode()).decode()


@pytest.mark.parametrize(
    "lanjut",
    [
        "x",
        "%ff",
        "a" * 10_000,
        sandi(1),
        sandi([1, 2, 3]),
        sandi(["", "", ""]),
        sandi(["a", "b", "kemarin"]),
        sandi(["a", "b", None]),
        sandi({"a": 1, "b": 2, "c": 3}),
        sandi(["a", "b", "0001-01-01T00:00:00+23:59"]),
        sandi(["a", "b", "9999-12-31T23:59:59-23:59"]),
        sandi(["a", "b", "2026-11-24T00:00:00"]),
        sandi(["\ud800", "b", "2026-11-24T00:00:00+00:00"]),
        sandi(["n" * 5000, "b", "2026-11-24T00:00:00+00:00"]),
        sandi([[["a"]] * 9, "b", "2026-11-24T00:00:00+00:00"]),
    ],
)
def test_a_forged_page_is_refused_with_a_sentence(api: Api, dunia: Dunia, lanjut: str) -> None:
    jawaban = api.tolak(400, "GET", f"{ANTREAN}&lanjut={lanjut}", dunia.petugas("front_office"))
    assert jawaban["kesalahan"] == [
        {"isian": "lanjut", "pesan": "Halaman ini tidak dikenal. Muat ulang antrean."}
    ]
