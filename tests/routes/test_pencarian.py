"""Looking for cases: what is found by whom, page by page, at the same cost for any number."""

import base64
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.adapters import permohonan_db
from chalicelib.domain.aksi import Perintah
from chalicelib.domain.efek import CacatBaru
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import muat
from chalicelib.services import permohonan as layanan
from tests.api import Api
from tests.awan import klien
from tests.contoh_kasus import draf, kasus_di
from tests.domain.kasus import ORANG_LAIN, PEMOHON, Kasus, petugas
from tests.dunia import Dunia
from tests.kawat import KAWAT


def bernama(nama: str, urut: int = 1, **isi: object) -> Permohonan:
    """A case at the front office of an applicant with this name."""
    p = kasus_di("menerima_permohonan")
    data = {**p.data, "nama": nama, "nama_usaha": f"Usaha {urut:06}", **isi}
    return replace(p, nomor=f"IKRG-2026-{urut:06}-AAAAAA", data=data)


def cari(api: Api, siapa: Any, **isi: object) -> list[str]:
    """The numbers of the first page."""
    return [h["nomor"] for h in api.post("/pencarian", siapa, isi)["hasil"]]


def tempat() -> set[tuple[str, str]]:
    """(field, place in the index) of all that can be found."""
    isi = klien("dynamodb").scan(TableName="permohonan")["Items"]
    return {(i["baris"]["S"], i["cari"]["S"]) for i in isi if i["baris"]["S"].startswith("cari#")}


def test_a_case_is_found_by_its_names_and_its_nib(api: Api, dunia: Dunia) -> None:
    fo = dunia.petugas("front_office")
    nomor = dunia.taruh(bernama("Siti Rahmawati", nama_usaha="CV Jaya Kabel", nib="9120001112223"))
    dunia.taruh(bernama("Sita", 2, nib="9120001112224"))
    ini = {
        "nomor": nomor,
        "keadaan": "berjalan",
        "status": "Diterima",
        "diajukan": dunia.get(nomor).diajukan.isoformat(),  # type: ignore[union-attr]
        "data": {"nama": "Siti Rahmawati", "nama_usaha": "CV Jaya Kabel", "nib": "9120001112223"},
        "giliran": ["Front Office"],
    }
    for isi in (
        {"awal": "siti"},
        {"awal": "  SITI   rahma"},
        {"awal": "ｓｉｔｉ ｒａｈｍａｗａｔｉ"},
        {"awal": "cv jaya"},
        {"tepat": "9120001112223"},
        {"tepat": "9120 0011 12223"},
    ):
        assert api.post("/pencarian", fo, isi) == {"hasil": [ini], "lanjut": None}
    for isi in ({"awal": "rahmawati"}, {"tepat": "912000111222"}, {"tepat": "siti rahmawati"}):
        assert cari(api, fo, **isi) == []


def test_pages_follow_each_other_and_cost_the_same_for_any_number(api: Api, dunia: Dunia) -> None:
    fo = dunia.petugas("front_office")
    semua = [dunia.taruh(bernama("Siti", i, nama_usaha=f"Siti {i:03}")) for i in range(1, 27)]
    terlihat, halaman, lanjut = [], 0, None
    while lanjut or not halaman:
        KAWAT.bersihkan()
        isi = api.post("/pencarian", fo, {"awal": "siti", "lanjut": lanjut})
        jumlah = KAWAT.jumlah()
        assert jumlah["GetItem"] == 1  # his seat
        assert jumlah["Query"] <= 1 + 20
        assert set(jumlah) == {"GetItem", "Query"}
        terlihat += [h["nomor"] for h in isi["hasil"]]
        halaman, lanjut = halaman + 1, isi["lanjut"]
    assert sorted(terlihat) == semua  # each once, though each has two names that are found
    assert halaman == 3


@pytest.mark.parametrize("pelaksana", ["kasi", "diskominfo", "back_office"])
def test_an_officer_finds_only_what_reached_him(api: Api, dunia: Dunia, pelaksana: str) -> None:
    dunia.taruh(bernama("Siti"))
    siapa = dunia.petugas(pelaksana)
    assert cari(api, siapa, awal="siti") == []
    sampai = {"kasi": "paraf_kasi", "diskominfo": "diskominfo_menerima"}
    p = kasus_di(sampai.get(pelaksana, "mengundang_tim_teknis"))
    nomor = dunia.taruh(replace(p, nomor="IKRG-2026-000009-AAAAAA"))
    assert cari(api, siapa, awal=str(p.data["nama"])) == [nomor]


def test_an_agency_neither_sees_nor_finds_by_what_is_not_for_the_rekomendasi(
    api: Api, dunia: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    p = kasus_di("diskominfo_menerima")
    sop = muat(p.sop)
    tertutup = replace(
        sop,
        isian=tuple(replace(i, rekomendasi=i.kode != "nib" and i.rekomendasi) for i in sop.isian),
    )
    monkeypatch.setattr("chalicelib.services.pencarian.muat", lambda _: tertutup)
    dunia.taruh(p)
    dinas, kantor = dunia.petugas("diskominfo"), dunia.petugas("front_office")
    (hasil,) = api.post("/pencarian", dinas, {"awal": p.data["nama"]})["hasil"]
    assert hasil["data"].keys() == {"nama", "nama_usaha"}
    assert cari(api, dinas, tepat=p.data["nib"]) == []
    assert cari(api, kantor, tepat=p.data["nib"]) == [p.nomor]


def test_an_applicant_and_a_removed_officer_find_nothing(api: Api, dunia: Dunia) -> None:
    dunia.taruh(bernama("Siti"))
    for siapa in (PEMOHON, ORANG_LAIN, petugas("kasi"), dunia.petugas("kabid", aktif=False)):
        api.tolak(403, "POST", "/pencarian", siapa, {"awal": "siti"})


def test_a_draft_is_found_by_nobody_and_its_case_at_once(api: Api, dunia: Dunia) -> None:
    fo = dunia.petugas("front_office")
    asal = draf(nama="Siti Rahmawati")
    nomor = dunia.taruh(asal)
    assert tempat() == set()
    p = layanan.ajukan(nomor, PEMOHON, None)
    assert cari(api, fo, awal="siti") == [p.nomor]
    assert len(tempat()) == 3


def test_a_mended_name_is_found_and_the_old_one_no_longer(api: Api, dunia: Dunia) -> None:
    fo = dunia.petugas("front_office")
    kasus = Kasus().ajukan(nama="Siti")
    (visit,), cacat = kasus.terbuka(), (CacatBaru("isian:nama", "Tidak sesuai KTP."),)
    kasus.terapkan(Perintah(*visit.kunci, "kembalikan", fo, cacat=cacat))
    nomor = dunia.taruh(kasus.p)
    dunia.aliran()
    api.minta("PATCH", f"/permohonan/{nomor}/isian", PEMOHON, {"nama": "Dewi"})
    diubah = [r["dynamodb"]["Keys"]["baris"]["S"] for r in dunia.aliran()]
    assert [b for b in diubah if b.startswith("cari#")] == ["cari#nama"]
    assert cari(api, fo, awal="siti") == []
    assert cari(api, fo, awal="dewi") == [nomor]
    assert len(tempat()) == 3


def test_a_field_that_is_no_longer_asked_leaves_the_index(dunia: Dunia) -> None:
    nomor = dunia.taruh(bernama("Siti"))
    lama = permohonan_db.get(nomor)
    tanpa = {kode: isi for kode, isi in lama.data.items() if kode != "nib"}
    permohonan_db.simpan((lama, replace(lama, data=tanpa)))
    assert {baris for baris, _ in tempat()} == {"cari#nama", "cari#nama_usaha"}


def sandi(urut: str) -> str:
    return base64.urlsafe_b64encode(urut.encode()).decode()


@pytest.mark.parametrize(
    ("isi", "isian"),
    [
        ({}, "awal"),
        ({"awal": "siti", "tepat": "1"}, "awal"),
        ({"awal": "  si "}, "awal"),
        ({"awal": ""}, "awal"),
        ({"tepat": " "}, "tepat"),
        ({"awal": "s" * 201}, "awal"),
        ({"awal": 123}, "awal"),
        ({"nama": "siti"}, "nama"),
        ({"awal": "siti", "lanjut": "x"}, "lanjut"),
        ({"awal": "siti", "lanjut": "é"}, "lanjut"),
        ({"awal": "siti", "lanjut": sandi("siti#2026")}, "lanjut"),
        ({"awal": "siti", "lanjut": sandi(f"siti{'é' * 600}#IKRG-2026-000001-A#nama")}, "lanjut"),
    ],
)
def test_what_cannot_be_looked_for_is_refused_with_a_sentence(
    api: Api, dunia: Dunia, isi: dict[str, object], isian: str
) -> None:
    jawaban = api.tolak(400, "POST", "/pencarian", dunia.petugas("kasi"), isi)
    assert isian in {s["isian"] for s in jawaban["kesalahan"]}


def test_the_page_of_another_search_begins_anew(api: Api, dunia: Dunia) -> None:
    nomor, fo = dunia.taruh(bernama("Siti")), dunia.petugas("front_office")
    lanjut = sandi(f"wati#{nomor}#nama")
    assert cari(api, fo, awal="siti", lanjut=lanjut) == [nomor]


def test_the_sop_says_by_which_fields_one_looks(api: Api) -> None:
    isian = api.get("/sop/ikrg-v1")["isian"]
    assert {i["kode"]: i["cari"] for i in isian if i["cari"]} == {
        "nama": "awal",
        "nama_usaha": "awal",
        "nib": "tepat",
    }
