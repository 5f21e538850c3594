"""The visits on site of a month: one Query, and right after everything that can happen to one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from chalicelib.adapters import permohonan_db
from chalicelib.domain.jadwal import jadwal
from chalicelib.domain.laju import akhiri
from chalicelib.domain.permohonan import Permohonan
from tests.api import Api
from tests.domain.kasus import KANTOR, ORANG_LAIN, PEMOHON, Kasus, petugas
from tests.dunia import Dunia
from tests.kawat import KAWAT


def dijadwalkan(tanggal: str = "2026-12-03", jam: str = "09.30", urut: int = 1) -> Kasus:
    """A case whose visit on site was set for then and told."""
    kasus = Kasus().ajukan().sampai("mengundang_tim_teknis")
    kasus.lakukan("mengundang_tim_teknis", tanggal_cek=tanggal, jam_cek=jam, tempat=f"Ruko {urut}")
    kasus.sampai("memeriksa_lapangan")
    kasus.p = replace(kasus.p, nomor=f"IKRG-2026-{urut:06}-AAAAAA")
    return kasus


def sebulan(api: Api, dunia: Dunia, bulan: str = "2026-12") -> list[str]:
    daftar = api.get(f"/jadwal/{bulan}", dunia.petugas("tim_teknis"))["jadwal"]
    return [satu["mulai"] for satu in daftar]


@pytest.mark.parametrize("pelaksana", ["back_office", "tim_teknis"])
def test_who_sets_them_and_who_goes_there_sees_those_of_the_month_by_day_and_hour(
    api: Api, dunia: Dunia, pelaksana: str
) -> None:
    waktu = ["2026-12-03 13.00", "2026-12-31 23.59", "2026-12-03 09.30", "2027-01-01 00.00"]
    for urut, satu in enumerate(waktu, start=1):
        dunia.taruh(dijadwalkan(*satu.split(), urut=urut).p)
    siapa = dunia.petugas(pelaksana)
    KAWAT.bersihkan()
    isi = api.get("/jadwal/2026-12", siapa)
    assert KAWAT.jumlah() == {"GetItem": 1, "Query": 1}  # his seat, all of the month
    assert isi["bulan"] == "2026-12"
    assert isi["jadwal"][0] == {
        "nomor": "IKRG-2026-000003-AAAAAA",
        "perihal": dunia.get("IKRG-2026-000003-AAAAAA").data["nama_usaha"],
        "mulai": "2026-12-03T09:30:00+07:00",
        "urut": isi["jadwal"][0]["urut"],
        "rincian": [{"nama": "Tempat", "isi": "Ruko 3"}],
    }
    assert [j["mulai"][:16] for j in isi["jadwal"]] == [
        "2026-12-03T09:30",
        "2026-12-03T13:00",
        "2026-12-31T23:59",
    ]
    assert [j["mulai"][:16] for j in api.get("/jadwal/2027-01", siapa)["jadwal"]] == [
        "2027-01-01T00:00"
    ]


def test_it_is_what_the_case_says(api: Api, dunia: Dunia) -> None:
    nomor = dunia.taruh(dijadwalkan().p)
    kasus = api.get(f"/permohonan/{nomor}", PEMOHON)["jadwal"]
    (satu,) = api.get("/jadwal/2026-12", dunia.petugas("back_office"))["jadwal"]
    assert {nama: satu[nama] for nama in kasus} == kasus


def periksa(kasus: Kasus) -> Permohonan:
    return kasus.lakukan("memeriksa_lapangan")


def minta_lain(kasus: Kasus) -> Permohonan:
    return kasus.lakukan("memeriksa_lapangan", "minta_jadwal_lain", alasan="Di luar kota.")


def tarik(kasus: Kasus) -> Permohonan:
    return kasus.tarik()


def gugur(kasus: Kasus) -> Permohonan:
    return kasus.simpan(akhiri(kasus.p, kasus.sop.status_gugur, kasus.detik()))


@pytest.mark.parametrize("lakukan", [periksa, minta_lain, tarik, gugur])
def test_it_is_gone_once_it_took_place_or_stands_no_more(
    api: Api, dunia: Dunia, lakukan: Callable[[Kasus], Permohonan]
) -> None:
    kasus = dijadwalkan()
    dunia.taruh(kasus.p)
    assert len(sebulan(api, dunia)) == 1
    lama = permohonan_db.get(kasus.p.nomor)
    sesudah = lakukan(kasus)
    permohonan_db.simpan((lama, replace(sesudah, catatan=())))
    assert sebulan(api, dunia) == []


def test_another_date_takes_its_place_once_it_was_told(api: Api, dunia: Dunia) -> None:
    kasus = dijadwalkan()
    nomor = dunia.taruh(kasus.p)
    dunia.kerjakan(nomor, "memeriksa_lapangan", "jadwal_ulang")
    assert sebulan(api, dunia) == []
    dunia.kerjakan(nomor, "mengundang_tim_teknis", tanggal_cek="2027-01-04", jam_cek="10.00")
    assert sebulan(api, dunia) == []
    assert sebulan(api, dunia, "2027-01") == ["2027-01-04T10:00:00+07:00"]


def test_at_every_stage_the_index_says_what_the_case_says(dunia: Dunia, api: Api) -> None:
    kasus = Kasus().ajukan()
    lama = None
    while kasus.p.keadaan == "berjalan":
        permohonan_db.simpan((lama, replace(kasus.p, catatan=())))
        lama = permohonan_db.get(kasus.p.nomor)
        ini = jadwal(kasus.sop, KANTOR, lama)
        bulan = f"{ini.mulai:%Y-%m}" if ini else "2026-12"
        assert sebulan(api, dunia, bulan) == ([ini.mulai.isoformat()] if ini else [])
        kasus.lakukan(kasus.terbuka()[0].kode)


def test_nobody_else_sees_them(api: Api, dunia: Dunia) -> None:
    for siapa in (PEMOHON, ORANG_LAIN, petugas("kasi")):
        api.tolak(403, "GET", "/jadwal/2026-12", siapa)


@pytest.mark.parametrize("bulan", ["2026", "2026-13", "2026-1", "26-12", "2026-12-01", "x"])
def test_what_is_no_month_is_refused(api: Api, dunia: Dunia, bulan: str) -> None:
    jawaban = api.tolak(400, "GET", f"/jadwal/{bulan}", dunia.petugas("kasi"))
    assert jawaban["kesalahan"][0]["isian"] == "bulan"


@pytest.mark.parametrize("pelaksana", ["dlh", "front_office", "kepala", "petugas_e_doc"])
def test_who_has_nothing_to_do_with_visits_does_not_see_where_they_are(
    api: Api, dunia: Dunia, pelaksana: str
) -> None:
    dunia.taruh(dijadwalkan().p)
    api.tolak(403, "GET", "/jadwal/2026-12", dunia.petugas(pelaksana))
