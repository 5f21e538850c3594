"""The applicant's side: a draft, its fields and papers, submission, viewing, withdrawal."""

import base64
import json
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.jejak import AWAL
from infra.berkas_contoh import buat
from tests.api import Api
from tests.contoh_kasus import draf, kasus_di, kasus_loket
from tests.domain.kasus import ORANG_LAIN, PEMOHON
from tests.dunia import Dunia
from tests.kawat import KAWAT

KTP = buat("ktp", "KTP")
WAKIL = {"mewakili": {"jenis_identitas": "KTP", "empat_digit_akhir": "0001"}}


def test_an_applicant_makes_fills_and_sees_a_draft(api: Api, dunia: Dunia) -> None:
    baru = api.post("/permohonan", PEMOHON, {"jenis": "ikrg"})
    alamat = f"/permohonan/{baru['nomor']}"
    assert (baru["keadaan"], baru["nomor"][:5]) == ("draf", "DRAF-")
    isi = {"nama": "  Siti Rahmawati ", "hp": "0812-3456-7890"}
    assert api.minta("PATCH", f"{alamat}/isian", PEMOHON, isi).status_code == 200
    kasus = api.get(alamat, PEMOHON)
    assert kasus["data"] == {"nama": "Siti Rahmawati", "hp": "+6281234567890"}
    assert [p["nomor"] for p in api.get("/permohonan", PEMOHON)["permohonan"]] == [baru["nomor"]]
    assert api.get("/permohonan", ORANG_LAIN) == {"permohonan": []}


def test_an_uploaded_paper_shows_its_check_result_and_can_be_read(api: Api, dunia: Dunia) -> None:
    nomor = api.post("/permohonan", PEMOHON, {"jenis": "ikrg"})["nomor"]
    alamat = f"/permohonan/{nomor}/berkas"
    isi = {"tipe": KTP.tipe, "ukuran": len(KTP.isi)}
    tiket = api.post(f"{alamat}/ktp", PEMOHON, isi)
    assert tiket["fields"]["key"] == f"masuk/{nomor}/ktp/{tiket['id']}"
    for id_, bytes_ in ((tiket["id"], KTP.isi), ("rusak", b"MZ")):
        dunia.terima_unggahan(dunia.unggah(nomor, "ktp", bytes_, KTP.tipe, id_=id_))
    baik, buruk = api.get(f"/permohonan/{nomor}", PEMOHON)["berkas"]
    assert (baik["keadaan"], baik["alasan"]) == ("diterima", None)
    assert buruk["keadaan"] == "ditolak"
    assert "bukan JPEG" in buruk["alasan"]
    url = api.get(f"{alamat}/{tiket['id']}", PEMOHON)["url"]
    assert f"versionId={dunia.get(nomor).berkas[tiket['id']].versi}" in url
    api.tolak(404, "GET", f"{alamat}/tiada", PEMOHON)


def test_a_draft_becomes_a_case_and_the_list_shows_it_once(api: Api, dunia: Dunia) -> None:
    lama = dunia.taruh(draf())
    kasus = api.post(f"/permohonan/{lama}/ajukan", PEMOHON)
    assert api.post(f"/permohonan/{lama}/ajukan", PEMOHON) == kasus
    assert [p["nomor"] for p in api.get("/permohonan", PEMOHON)["permohonan"]] == [kasus["nomor"]]
    assert api.get(f"/permohonan/{lama}", PEMOHON)["menjadi"] == kasus["nomor"]
    jejak = api.get(f"/permohonan/{kasus['nomor']}/jejak", PEMOHON)["jejak"]
    assert [b["peristiwa"] for b in jejak] == ["buka", "aksi"]
    assert jejak[0]["sebelum"] == AWAL
    assert jejak[1]["sebelum"] == jejak[0]["hash"]


def test_an_incomplete_draft_is_told_every_lack(api: Api, dunia: Dunia) -> None:
    penuh = draf()
    tanpa_ktp = {k: b for k, b in penuh.berkas.items() if b.kode != "ktp"}
    data = {k: v for k, v in penuh.data.items() if k != "nib"}
    nomor = dunia.taruh(replace(penuh, berkas=tanpa_ktp, data=data))
    sebelum = dunia.isi()
    jawaban = api.tolak(400, "POST", f"/permohonan/{nomor}/ajukan", PEMOHON)
    assert jawaban["kesalahan"] == [
        {"isian": "nib", "pesan": "NIB wajib diisi."},
        {"isian": "berkas:ktp", "pesan": "Unggah KTP penanggung jawab lebih dahulu."},
    ]
    assert dunia.isi() == sebelum


def test_a_returned_file_shows_what_to_mend_and_takes_only_that(api: Api, dunia: Dunia) -> None:
    fo = dunia.petugas("fo_rekomendasi")
    nomor = dunia.taruh(kasus_di("memverifikasi_berkas"))
    (visit,) = dunia.terbuka(nomor)
    cacat = [{"sasaran": "isian:nib", "alasan": "NIB tidak terbaca."}]
    alamat = f"/permohonan/{nomor}"
    isi = {"setelah": visit.setelah, "cacat": cacat}
    api.post(f"{alamat}/langkah/memverifikasi_berkas/kembalikan", fo, isi)
    dunia.jalankan()
    kasus = api.get(alamat, PEMOHON)
    assert kasus["status"] == "Dikembalikan"
    assert [(c["sasaran"], c["alasan"], c["ditutup"]) for c in kasus["cacat"]] == [
        ("isian:nib", "NIB tidak terbaca.", None)
    ]
    (terbuka,) = [v for v in kasus["langkah"] if v["terbuka"]]
    assert [a["kode"] for a in terbuka["aksi_tersedia"]] == ["perbaiki"]

    perbaiki = f"{alamat}/langkah/{terbuka['kode']}/perbaiki"
    belum = api.tolak(400, "POST", perbaiki, PEMOHON, {"setelah": terbuka["setelah"]})
    assert belum["kesalahan"][0]["pesan"] == "Belum diperbaiki: NIB tidak terbaca."
    lain = api.tolak(400, "PATCH", f"{alamat}/isian", PEMOHON, {"nama": "Orang Lain"})
    assert lain["kesalahan"][0]["isian"] == "nama"
    api.minta("PATCH", f"{alamat}/isian", PEMOHON, {"nib": "9120001234568"})
    api.post(perbaiki, PEMOHON, {"setelah": terbuka["setelah"]})
    dunia.jalankan()
    assert [v.kode for v in dunia.terbuka(nomor)] == ["memverifikasi_berkas"]
    assert dunia.get(nomor).data["nib"] == "9120001234568"


def test_an_applicant_withdraws_and_doing_it_twice_is_doing_it_once(api: Api, dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    isi = {"alasan": "Usaha ditunda."}
    pertama = api.post(f"/permohonan/{nomor}/tarik", PEMOHON, isi)
    assert (pertama["status"], pertama["alasan"]) == ("Ditarik pemohon", "Usaha ditunda.")
    assert api.post(f"/permohonan/{nomor}/tarik", PEMOHON, isi) == pertama
    jawaban = api.tolak(409, "PATCH", f"/permohonan/{nomor}/isian", PEMOHON, {"nib": "1"})
    assert jawaban["pesan"] == "Permohonan ini sudah berakhir dengan status Ditarik pemohon."


def test_the_applicant_sees_his_appointment_and_what_he_can_do_about_it(
    api: Api, dunia: Dunia
) -> None:
    nomor = dunia.taruh(kasus_di("memeriksa_lapangan"))
    kasus = api.get(f"/permohonan/{nomor}", PEMOHON)
    isi = next(v.isian for v in dunia.get(nomor).visits.values() if "tempat" in v.isian)
    assert kasus["jadwal"]["mulai"].startswith(f"{isi['tanggal_cek']}T09:00:00+")
    assert kasus["jadwal"]["rincian"] == [{"nama": "Tempat", "isi": isi["tempat"]}]
    (terbuka,) = [v for v in kasus["langkah"] if v["terbuka"]]
    assert [a["kode"] for a in terbuka["aksi_tersedia"]] == ["minta_jadwal_lain"]
    aksi = f"/permohonan/{nomor}/langkah/memeriksa_lapangan/minta_jadwal_lain"
    api.tolak(403, "POST", aksi, dunia.petugas("tim_teknis"), {"setelah": terbuka["setelah"]})
    api.post(aksi, PEMOHON, {"setelah": terbuka["setelah"], "isian": {"alasan": "Di luar kota."}})
    assert api.get(f"/permohonan/{nomor}", PEMOHON)["jadwal"] is None


@pytest.mark.parametrize(("kode", "boleh"), [("menerima_permohonan", True), ("menerima_sk", False)])
def test_a_case_says_whether_it_can_still_be_withdrawn(
    kode: str, boleh: bool, api: Api, dunia: Dunia
) -> None:
    nomor = dunia.taruh(kasus_di(kode))
    assert api.get(f"/permohonan/{nomor}", PEMOHON)["boleh_ditarik"] is boleh
    status = api.minta("POST", f"/permohonan/{nomor}/tarik", PEMOHON, {"alasan": "Ditunda."})
    assert (status.status_code == 200) is boleh


def test_the_front_office_acts_for_whom_it_saw_and_the_jejak_says_so(
    api: Api, dunia: Dunia
) -> None:
    loket = dunia.petugas("front_office")
    baru = api.post("/permohonan", loket, {"jenis": "ikrg"})["nomor"]
    assert api.get(f"/permohonan/{baru}", loket)["keadaan"] == "draf"
    (satu,) = api.get("/permohonan", loket)["permohonan"]
    assert (satu["nomor"], satu["perihal"]) == (baru, "")
    assert api.get("/permohonan", dunia.petugas("kasi")) == {"permohonan": []}
    nomor = dunia.taruh(kasus_loket())
    alamat, isi = f"/permohonan/{nomor}/tarik", {"alasan": "Batal."}
    assert "identitas" in api.tolak(403, "POST", alamat, loket, isi)["pesan"]
    api.post(alamat, loket, {**isi, **WAKIL})
    baris = api.get(f"/permohonan/{nomor}/jejak", loket)["jejak"][-1]
    assert baris["rincian"]["identitas"] == ["KTP", "0001"]
    assert (baris["oleh"], baris["pelaksana"]) == (loket.id, "front_office")


def test_a_counter_case_joins_the_account_that_answers_the_code(api: Api, dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_loket())
    alamat = f"/permohonan/{nomor}"
    api.tolak(404, "GET", alamat, PEMOHON)
    assert api.minta("POST", f"{alamat}/kode", PEMOHON).status_code == 202
    dunia.jalankan()
    kata = dunia.sms()[-1][1].replace(".", " ").split()
    kode = next(k for k in kata if k.isdecimal() and len(k) == 6)
    salah = f"{(int(kode) + 1) % 10**6:06}"
    api.tolak(409, "POST", f"{alamat}/gabung", PEMOHON, {"kode": salah})
    for _ in range(2):  # the second click too
        assert api.post(f"{alamat}/gabung", PEMOHON, {"kode": kode})["nomor"] == nomor
    assert api.get(alamat, PEMOHON)["nomor"] == nomor
    api.tolak(404, "POST", f"{alamat}/gabung", ORANG_LAIN, {"kode": kode})
    api.tolak(403, "POST", f"{alamat}/kode", dunia.petugas("front_office"))


@pytest.mark.parametrize("jenis", ["imb", "../ikrg", "IKRG"])
def test_an_unknown_permit_has_no_draft(api: Api, dunia: Dunia, jenis: str) -> None:
    assert api.minta("POST", "/permohonan", PEMOHON, {"jenis": jenis}).status_code in (400, 404)
    assert dunia.semua_kasus() == []


def test_only_wanted_papers_get_a_ticket(api: Api, dunia: Dunia) -> None:
    nomor, isi = dunia.taruh(kasus_di("menerima_permohonan")), {"tipe": "image/png", "ukuran": 9}
    api.tolak(409, "POST", f"/permohonan/{nomor}/berkas/ktp", PEMOHON, isi)
    api.tolak(409, "POST", f"/permohonan/{nomor}/berkas/sk", dunia.petugas("front_office"), isi)
    baru = api.post("/permohonan", PEMOHON, {"jenis": "ikrg"})["nomor"]
    api.tolak(409, "POST", f"/permohonan/{baru}/berkas/sk", PEMOHON, isi)


def test_the_ticket_is_for_this_key_type_and_size_only(api: Api, dunia: Dunia) -> None:
    nomor = api.post("/permohonan", PEMOHON, {"jenis": "ikrg"})["nomor"]
    isi = {"tipe": "image/png", "ukuran": 9}
    tiket = api.post(f"/permohonan/{nomor}/berkas/ktp", PEMOHON, isi)
    policy: dict[str, Any] = json.loads(base64.b64decode(tiket["fields"]["policy"]))
    assert ["content-length-range", 1, 10 * 1024 * 1024] in policy["conditions"]
    assert {"Content-Type": "image/png"} in policy["conditions"]
    assert {"x-amz-meta-oleh": PEMOHON.id} in policy["conditions"]
    assert {"key": f"masuk/{nomor}/ktp/{tiket['id']}"} in policy["conditions"]


def test_a_list_of_cases_is_one_query(api: Api, dunia: Dunia) -> None:
    for i in range(3):
        dunia.taruh(replace(kasus_di("menerima_permohonan"), nomor=f"IKRG-2026-00000{i}-AAAAAA"))
    KAWAT.bersihkan()
    assert len(api.get("/permohonan", PEMOHON)["permohonan"]) == 3
    assert KAWAT.jumlah() == {"Query": 1}
