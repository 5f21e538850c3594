"""Who gets in: claims of our pools' ID tokens and nothing else, on every route that needs them."""

from typing import Any

import pytest

import app
from chalicelib.routes.penjaga import daftar_grup
from tests.api import PUBLIK, Api, jalur, semua_rute
from tests.awan import LINGKUNGAN
from tests.contoh_kasus import kasus_di
from tests.domain.kasus import ORANG_LAIN, PEMOHON, petugas
from tests.dunia import Dunia

TERJAGA = [(metode, rute) for metode, rute in semua_rute() if rute not in PUBLIK]
KASI = petugas("kasi")
ASING = "https://cognito-idp.ap-southeast-3.amazonaws.com/ap-southeast-3_asing"


@pytest.mark.parametrize(("metode", "rute"), semua_rute())
def test_every_route_but_the_public_ones_has_the_authorizer(metode: str, rute: str) -> None:
    penjaga = app.app.routes[rute][metode].authorizer
    assert (penjaga is None) == (rute in PUBLIK)


@pytest.mark.parametrize(("metode", "rute"), TERJAGA)
@pytest.mark.parametrize(
    "klaim",
    [
        {},
        {"sub": "x"},
        {"sub": "x", "iss": ASING},
        {"sub": "x", "iss": None, "token_use": "id"},
        {"sub": "x", "iss": f"x/{LINGKUNGAN['POOL_PETUGAS']}", "token_use": "access"},
    ],
    ids=["no claims", "no pool", "another pool", "no issuer", "access token"],
)
def test_a_request_without_good_claims_is_refused(
    api: Api, metode: str, rute: str, klaim: dict[str, Any]
) -> None:
    jawaban = api.minta(metode, jalur(rute), None, {}, **klaim)
    assert jawaban.status_code == 401
    assert jawaban.json_body["kode"] == "NotSignedIn"
    assert "masuk" in jawaban.json_body["pesan"]


@pytest.mark.parametrize(
    "klaim",
    [
        {"token_use": "access"},
        {"token_use": None},
        {"sub": None},
        {"sub": ""},
        {"iss": ASING},
        {"iss": ""},
    ],
    ids=str,
)
@pytest.mark.parametrize("siapa", [KASI, PEMOHON], ids=lambda siapa: siapa.jenis)
def test_one_bad_claim_is_enough(api: Api, siapa: Any, klaim: dict[str, Any]) -> None:
    assert api.minta("GET", "/saya", siapa).status_code == 200
    assert api.minta("GET", "/saya", siapa, **klaim).status_code == 401


def test_an_applicant_does_not_become_an_officer_by_his_groups(api: Api) -> None:
    jawaban = api.minta("GET", "/saya", PEMOHON, **{"cognito:groups": ["kasi", "kepala"]})
    isi = {"jenis": "pemohon", "nama": "Pemohon", "pelaksana": ["pemohon"], "loket": False}
    assert jawaban.json_body == isi


def test_who_sits_at_the_counter_is_told_so(api: Api, dunia: Dunia) -> None:
    assert api.get("/saya", dunia.petugas("front_office"))["loket"]
    assert not api.get("/saya", dunia.petugas("kasi"))["loket"]


@pytest.mark.parametrize("klaim", [["a", "b"], "[a b]", "a,b", "a b"])
def test_groups_are_read_in_each_form(klaim: object) -> None:
    assert daftar_grup(klaim) == ["a", "b"]
    assert daftar_grup(None) == daftar_grup("") == daftar_grup("[]") == []


def test_an_officer_without_groups_sees_nothing(api: Api, dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    dunia.petugas("front_office")
    siapa = petugas("front_office")
    assert api.minta("GET", f"/permohonan/{nomor}", siapa).status_code == 200
    jawaban = api.minta("GET", f"/permohonan/{nomor}", siapa, **{"cognito:groups": None})
    assert jawaban.status_code in (403, 404)


BADAN: dict[str, object] = {
    "isian": {"nama": "Siti"},
    "ajukan": {},
    "tarik": {"alasan": "Batal."},
    "cabut": {"alasan": "Keterangan palsu.", "dasar": "Pasal 9."},
    "skm": {"waktu": 4},
    "telepon": {"hasil": "tersambung"},
    "{no}": {"keterangan": "Sudah."},
    "{kode}": {"tipe": "image/png", "ukuran": 1},
    "{dokumen}": {"setelah": 2, "aksi": "terima"},
    "pratinjau": {"setelah": 2, "aksi": "terima"},
    "tanda-tangan": {"setelah": 2, "aksi": "terima", "nama": "Pemohon", "sha256": "0" * 64},
}
"""A good body per route, by the last part of its path."""


@pytest.mark.parametrize(
    ("metode", "rute"),
    [(m, r) for m, r in TERJAGA if "{nomor}" in r and not r.endswith(("/kode", "/gabung"))],
)
def test_someone_elses_case_does_not_exist(api: Api, dunia: Dunia, metode: str, rute: str) -> None:
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    dinas = dunia.petugas("diskominfo")
    sebelum = dunia.isi()
    isi = BADAN.get(rute.rsplit("/", 1)[-1], {"setelah": 2})
    for ada in (nomor, "IKRG-2026-000009-AAAAAA"):
        alamat = jalur(rute, nomor=ada, kode="menerima_permohonan", aksi="terima")
        for siapa in (ORANG_LAIN, dinas):
            if not (siapa is ORANG_LAIN and rute.endswith(("/pegang", "/lepas"))):
                jawaban = api.tolak(404, metode, alamat, siapa, isi)
                assert jawaban["pesan"] == "Permohonan tidak ditemukan."
    assert dunia.isi() == sebelum


def test_nobody_joins_a_case_that_has_an_account(api: Api, dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    sebelum = dunia.isi()
    api.tolak(404, "POST", f"/permohonan/{nomor}/kode", ORANG_LAIN)
    api.tolak(404, "POST", f"/permohonan/{nomor}/gabung", ORANG_LAIN, {"kode": "123456"})
    assert dunia.isi() == sebelum
