"""The buku register, revocation, status and archive over HTTP: who may, and what comes back."""

import base64
import csv
import io
import json
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from pypdf import PdfReader

from chalicelib.adapters import permohonan_db
from chalicelib.domain.surat import ARSIP, Objek
from tests.api import Api
from tests.arsip_uji import arsip, taruh
from tests.awan import klien
from tests.domain.kasus import PEMOHON
from tests.dunia import Dunia

BUKU = "/register/IKRG-sk/2026"
CARI = "/register/IKRG-sk/pencarian"
CABUT = {"alasan": "Keterangan palsu.", "dasar": "Pasal 9."}


@pytest.fixture
def nomor(dunia: Dunia) -> str:
    """A case that is over; its SK has the number 7."""
    return taruh(dunia).nomor


def test_an_officer_reads_the_year_row_by_row(api: Api, dunia: Dunia, nomor: str) -> None:
    hasil = api.get(BUKU, dunia.petugas("front_office"))
    (baris,) = hasil["register"]
    p = permohonan_db.get(nomor)
    assert (baris["urut"], baris["nomor"], baris["permohonan"]) == (7, p.nomor_surat["sk"], nomor)
    assert (baris["nama"], baris["keadaan"]) == (p.data["nama_usaha"], "berlaku")
    assert baris["berkas_sha256"] in {b.sha256 for b in p.berkas.values() if b.kode == "sk"}
    assert hasil["lanjut"] is None
    assert api.get(f"{BUKU}?lanjut=7", dunia.petugas("front_office"))["register"] == []


def test_it_is_searched_by_number_and_by_name(api: Api, dunia: Dunia, nomor: str) -> None:
    siapa, p = dunia.petugas("kabid"), permohonan_db.get(nomor)
    lengkap, nama = p.nomor_surat["sk"], str(p.data["nama_usaha"])
    for isi in ({"nomor": lengkap}, {"nomor": "7"}, {"nama": nama[:4].upper()}):
        hasil = api.post(CARI, siapa, {**isi, "tahun": 2026})
        assert [b["urut"] for b in hasil["register"]] == [7]
    for isi in ({"nomor": lengkap}, {"nama": nama[:4]}):
        assert [b["urut"] for b in api.post(CARI, siapa, isi)["register"]] == [7]
    for isi in ({"nomor": "8"}, {"nama": "zzz"}):
        assert api.post(CARI, siapa, {**isi, "tahun": 2026}) == {"register": [], "lanjut": None}
    assert api.post(CARI, siapa, {"nama": nama[:4], "tahun": 2025})["register"] == []


def test_an_officer_is_told_which_books_there_are(api: Api, dunia: Dunia, nomor: str) -> None:
    daftar = api.get("/register", dunia.petugas("kasi"))["buku"]
    buku = {satu["jenis"]: satu for satu in daftar}
    assert {"IKRG-sk", "IKRG-surat_penolakan", "IKRG-sk_pencabutan"} <= buku.keys()
    assert (buku["IKRG-sk"]["nama"], buku["IKRG-sk"]["tahun"]) == ("SK izin", [2026])


def test_it_comes_as_csv(api: Api, dunia: Dunia, nomor: str) -> None:
    jawaban = api.minta("GET", f"{BUKU}?bentuk=csv", dunia.petugas("kasi"))
    assert jawaban.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="register-IKRG-sk-2026.csv"' in jawaban.headers["Content-Disposition"]
    kepala, baris = csv.reader(jawaban.body.decode().splitlines())
    assert kepala[:4] == ["urut", "nomor", "permohonan", "nama"]
    assert nomor in baris


@pytest.mark.parametrize(
    "alamat",
    [BUKU, f"{BUKU}?bentuk=csv", "/register"],
)
@pytest.mark.parametrize("pelaksana", ["diskominfo", "dlh", "tim_teknis", "pemohon"])
def test_who_sees_only_the_rekomendasi_does_not_see_it(
    api: Api, dunia: Dunia, nomor: str, alamat: str, pelaksana: str
) -> None:
    api.tolak(403, "GET", alamat, dunia.orang(pelaksana))


def test_a_year_is_printed(api: Api, dunia: Dunia, nomor: str) -> None:
    hasil = api.post(BUKU, dunia.petugas("kasi"))
    assert hasil["lanjut"] is None
    url = hasil["url"]
    assert "pratinjau/register/" in url
    kunci = urlsplit(url).path.removeprefix("/")
    (objek,) = klien("s3").list_objects_v2(Bucket="berkas", Prefix="pratinjau/register/")[
        "Contents"
    ]
    assert kunci.endswith(objek["Key"])
    pdf = klien("s3").get_object(Bucket="berkas", Key=objek["Key"])["Body"].read()
    teks = " ".join(h.extract_text() for h in PdfReader(io.BytesIO(pdf)).pages)
    assert permohonan_db.get(nomor).nomor_surat["sk"] in teks


def test_nor_does_who_prints_it(api: Api, dunia: Dunia, nomor: str) -> None:
    api.tolak(403, "POST", BUKU, dunia.petugas("diskominfo"))
    api.tolak(403, "POST", BUKU, PEMOHON)


@pytest.mark.parametrize("pelaksana", ["diskominfo", "dlh", "tim_teknis", "pemohon"])
def test_nor_does_he_search_it(api: Api, dunia: Dunia, nomor: str, pelaksana: str) -> None:
    api.tolak(403, "POST", CARI, dunia.orang(pelaksana), {"nama": "a"})


def test_an_officer_who_was_removed_sees_it_no_more(api: Api, dunia: Dunia, nomor: str) -> None:
    siapa = dunia.petugas("kasi")
    assert api.get(BUKU, siapa)
    dunia.petugas("kasi", aktif=False)
    api.tolak(403, "GET", BUKU, siapa)


@pytest.mark.parametrize(
    ("status", "alamat"),
    [
        (404, "/register/IKRG-bap/2026"),
        (404, "/register/IKRG/2026"),
        (404, "/register/x%23y/2026"),
        (404, "/register/IKRG-sk/20266"),
        (404, "/register/IKRG-sk/x"),
        (400, f"{BUKU}?bentuk=xml"),
        (400, f"{BUKU}?lanjut=x"),
        (400, f"{BUKU}?lanjut=-1"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(
    api: Api, dunia: Dunia, status: int, alamat: str
) -> None:
    assert api.tolak(status, "GET", alamat, dunia.petugas("kasi"))["pesan"].endswith(".")


@pytest.mark.parametrize(
    "isi",
    [
        {},
        {"nomor": "7"},
        {"nomor": "", "tahun": 2026},
        {"nama": " "},
        {"nama": "x" * 301},
        {"nama": "a", "tahun": "2026"},
        {"nama": "a", "lanjut": "x"},
        {"nama": "a", "lanjut": base64.urlsafe_b64encode(b"a#2026").decode()},
    ],
)
def test_what_cannot_be_looked_for_is_refused_with_a_sentence(
    api: Api, dunia: Dunia, isi: dict[str, object]
) -> None:
    jawaban = api.tolak(400, "POST", CARI, dunia.petugas("kasi"), isi)
    assert all(satu["pesan"].endswith(".") for satu in jawaban["kesalahan"])


# ------------------------------------------------------------------------------- revocation


def test_only_the_head_is_told_that_he_may_revoke_and_only_once(
    api: Api, dunia: Dunia, nomor: str
) -> None:
    kepala = dunia.petugas("kepala")
    for siapa, boleh in ((kepala, True), (dunia.petugas("kasi"), False), (PEMOHON, False)):
        assert api.get(f"/permohonan/{nomor}", siapa)["boleh_dicabut"] is boleh
    api.post(f"/permohonan/{nomor}/cabut", kepala, CABUT)
    assert api.get(f"/permohonan/{nomor}", kepala)["boleh_dicabut"] is False


@pytest.mark.parametrize(
    ("pelaksana", "kode"), [("kasi", ["lembar_kendali"]), ("diskominfo", []), ("pemohon", [])]
)
def test_a_case_says_what_can_be_printed_at_any_time(
    api: Api, dunia: Dunia, nomor: str, pelaksana: str, kode: list[str]
) -> None:
    siapa = dunia.orang(pelaksana)
    kasus = api.get(f"/permohonan/{nomor}", siapa)
    assert [satu["kode"] for satu in kasus["dapat_dicetak"]] == kode
    jawaban = api.minta("POST", f"/permohonan/{nomor}/surat/lembar_kendali", siapa, {})
    assert (jawaban.status_code == 200) is bool(kode)


def test_the_head_revokes_and_everyone_concerned_sees_it(
    api: Api, dunia: Dunia, nomor: str
) -> None:
    kepala = dunia.petugas("kepala", "Ratna")
    hasil = api.post(f"/permohonan/{nomor}/cabut", kepala, CABUT)
    cabut = hasil["pencabutan"]
    assert (cabut["surat"], cabut["keadaan"], cabut["oleh"]) == (
        "sk_pencabutan",
        "menunggu",
        "Ratna",
    )
    assert (cabut["alasan"], cabut["dasar"]) == (CABUT["alasan"], CABUT["dasar"])
    assert api.post(f"/permohonan/{nomor}/cabut", kepala, CABUT) == hasil
    for siapa in (kepala, PEMOHON):
        kasus = api.get(f"/permohonan/{nomor}", siapa)
        assert kasus["dicabut"]
        assert kasus["pencabutan"] == cabut
    dinas = api.get(f"/permohonan/{nomor}", dunia.petugas("diskominfo"))
    assert (bool(dinas["dicabut"]), dinas["pencabutan"]) == (True, None)
    assert api.get(BUKU, kepala)["register"][0]["keadaan"] == "dicabut"
    kapan = api.get(f"/permohonan/{nomor}", PEMOHON)["dicabut"]
    assert api.get(f"/lacak/{nomor}")["dicabut"] == kapan
    (ringkas,) = api.get("/permohonan", PEMOHON)["permohonan"]
    assert ringkas["dicabut"] == kapan


def test_until_then_nothing_says_that_it_is_revoked(api: Api, dunia: Dunia, nomor: str) -> None:
    assert api.get(f"/lacak/{nomor}")["dicabut"] is None
    assert api.get(f"/permohonan/{nomor}", PEMOHON)["dicabut"] is None


def test_another_head_is_told_when(api: Api, dunia: Dunia, nomor: str) -> None:
    api.post(f"/permohonan/{nomor}/cabut", dunia.petugas("kepala", "Ratna"), CABUT)
    lain = dunia.petugas("kepala", "Bambang")
    jawaban = api.tolak(409, "POST", f"/permohonan/{nomor}/cabut", lain, CABUT)
    assert "sudah dicabut oleh Ratna" in jawaban["pesan"]


@pytest.mark.parametrize("pelaksana", ["kasi", "front_office", "diskominfo", "pemohon"])
def test_nobody_else_revokes(api: Api, dunia: Dunia, nomor: str, pelaksana: str) -> None:
    siapa = dunia.orang(pelaksana)
    sebelum = dunia.isi()
    api.tolak(403, "POST", f"/permohonan/{nomor}/cabut", siapa, CABUT)
    assert dunia.isi() == sebelum


@pytest.mark.parametrize("isi", [{}, {**CABUT, "alasan": " "}, {"alasan": "x"}, {**CABUT, "x": 1}])
def test_a_reason_and_a_rule_are_asked_for(
    api: Api, dunia: Dunia, nomor: str, isi: dict[str, object]
) -> None:
    kepala = dunia.petugas("kepala")
    assert api.tolak(400, "POST", f"/permohonan/{nomor}/cabut", kepala, isi)["kesalahan"]


# ------------------------------------------------------------------------- status, for anyone


def test_anyone_asks_how_a_letter_stands_and_learns_nothing_of_a_person(
    api: Api, dunia: Dunia, nomor: str
) -> None:
    p = permohonan_db.get(nomor)
    (sk,) = [s for s in p.surat.values() if s.kode == "sk"]
    jawaban = api.minta("GET", f"/verifikasi/{sk.naskah_sha256}")
    assert jawaban.headers["Cache-Control"] == "no-store"
    hasil = jawaban.json_body
    assert hasil.keys() == {"keadaan", "nomor", "berlaku_sampai", "berkas_sha256", "dicabut"}
    assert (hasil["keadaan"], hasil["nomor"]) == ("berlaku", sk.nomor)
    teks = json.dumps(hasil)
    assert not [v for v in p.data.values() if isinstance(v, str) and len(v) > 4 and v in teks]
    api.post(f"/permohonan/{nomor}/cabut", dunia.petugas("kepala"), CABUT)
    hasil = api.get(f"/verifikasi/{sk.naskah_sha256}")
    assert (hasil["keadaan"], bool(hasil["dicabut"])) == ("dicabut", True)


@pytest.mark.parametrize("sha256", ["0" * 64, "x", "%00", "a" * 5000])
def test_a_letter_that_is_not_ours_is_not_found(api: Api, dunia: Dunia, sha256: str) -> None:
    assert "buku register" in api.tolak(404, "GET", f"/verifikasi/{sha256}")["pesan"]


# ---------------------------------------------------------------------------------- archive


def test_officers_fetch_the_newest_archive(api: Api, dunia: Dunia, nomor: str) -> None:
    siapa, alamat = dunia.petugas("kasi"), f"/permohonan/{nomor}/arsip"
    assert "belum diarsipkan" in api.tolak(404, "GET", alamat, siapa)["pesan"]
    p = permohonan_db.get(nomor)
    pertama = replace(
        arsip(p), keadaan="jadi", objek=Objek(f"{nomor}/1.zip", "v-1", "a" * 64, 9, 1)
    )
    kedua = replace(pertama, no=999, objek=Objek(f"{nomor}/2.zip", "v-2", "b" * 64, 10, 1))
    permohonan_db.simpan((p, p.dengan_surat(pertama).dengan_surat(kedua)))
    hasil = api.get(alamat, siapa)
    assert (hasil["sha256"], hasil["ukuran"]) == ("b" * 64, 10)
    assert f"{nomor}/2.zip" in hasil["url"]
    assert "versionId=v-2" in hasil["url"]
    assert "X-Amz-Expires=900" in hasil["url"]
    for lain in (PEMOHON, dunia.petugas("diskominfo")):
        api.tolak(403, "GET", alamat, lain)


def test_the_archive_is_no_paper_of_the_case(api: Api, dunia: Dunia, nomor: str) -> None:
    p = permohonan_db.get(nomor)
    jadi = replace(arsip(p), keadaan="jadi", objek=Objek("k", "v", "c" * 64, 9, 1))
    permohonan_db.simpan((p, p.dengan_surat(jadi)))
    for siapa in (PEMOHON, dunia.petugas("kasi")):
        kasus = api.get(f"/permohonan/{nomor}", siapa)
        assert "c" * 64 not in json.dumps(kasus)
        assert ARSIP not in {b["kode"] for b in kasus["berkas"]}
