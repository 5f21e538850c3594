"""Over HTTP the token's `auth_time` says how fresh a sign-in is."""

import time
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.routes.penjaga import waktu_masuk
from tests.api import Api
from tests.contoh_kasus import kasus_di
from tests.dunia import Dunia

LAMA = {"auth_time": str(int(time.time()) - 400)}


def badan(dunia: Dunia, nomor: str) -> tuple[Any, dict[str, Any]]:
    """The head without an `auth_time` of his own, and what he sends to sign."""
    perintah = dunia.perintah(nomor, "menandatangani_sk")
    isi = {"setelah": perintah.setelah, "isian": {}, "sha256": perintah.sha256}
    return replace(perintah.pelaku, masuk=None), isi


def test_an_old_sign_in_is_refused_and_a_new_one_signs_what_stays_signed(
    api: Api, dunia: Dunia
) -> None:
    nomor = dunia.taruh(kasus_di("menandatangani_sk"))
    (kepala, isi), alamat = badan(dunia, nomor), f"/permohonan/{nomor}/langkah/menandatangani_sk"
    sebelum = dunia.isi()
    for klaim in (LAMA, {}, {"auth_time": "kemarin"}):
        jawaban = api.minta("POST", f"{alamat}/tandatangani", kepala, isi, **klaim)
        assert (jawaban.status_code, jawaban.json_body["kode"]) == (403, "SignInTooOld")
        assert jawaban.json_body["pesan"].startswith("Tanda tangan memerlukan masuk ulang: ")
    assert dunia.isi() == sebelum
    baru = {"auth_time": int(time.time()) - 60}
    jawaban = api.minta("POST", f"{alamat}/tandatangani", kepala, isi, **baru)
    assert jawaban.status_code == 200
    lagi = api.minta("POST", f"{alamat}/tandatangani", kepala, isi, **LAMA)
    assert (lagi.status_code, lagi.json_body) == (200, jawaban.json_body)


def test_a_revocation_needs_one_too(api: Api, dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("mengarsipkan"))
    isi = {"alasan": "Keterangan palsu.", "dasar": "Pasal 9."}
    kepala = replace(dunia.petugas("kepala"), masuk=None)
    jawaban = api.minta("POST", f"/permohonan/{nomor}/cabut", kepala, isi, **LAMA)
    assert (jawaban.status_code, jawaban.json_body["kode"]) == (403, "SignInTooOld")


def test_the_client_is_told_which_aksi_needs_it(api: Api, dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("menandatangani_sk"))
    kasus = api.get(f"/permohonan/{nomor}", dunia.petugas("kepala"))
    (daftar,) = [v["aksi_tersedia"] for v in kasus["langkah"] if v["terbuka"]]
    assert {a["kode"]: a["masuk_baru"] for a in daftar} == {
        "tandatangani": True,
        "kembalikan": False,
    }


@pytest.mark.parametrize("claim", [None, "", "x", "1e9", "-5", "١٢٣", "9" * 12, True, [1]])
def test_what_is_no_time_is_no_sign_in(claim: object) -> None:
    assert waktu_masuk(claim) is None


def test_seconds_are_read_as_a_number_and_as_text() -> None:
    assert waktu_masuk(1_795_550_400) == waktu_masuk("1795550400")
