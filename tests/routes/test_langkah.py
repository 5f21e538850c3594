"""An aksi over HTTP: its answer, its repetition, its refusals; claim and release."""

from dataclasses import replace
from typing import Any

import pytest

from tests.api import Api
from tests.contoh_kasus import draf, kasus_di
from tests.domain.kasus import PEMOHON
from tests.dunia import Dunia
from tests.kawat import KAWAT


@pytest.fixture
def nomor(dunia: Dunia) -> str:
    return dunia.taruh(kasus_di("menerima_permohonan"))


def alamat(nomor: str, akhir: str = "menerima_permohonan/terima") -> str:
    return f"/permohonan/{nomor}/langkah/{akhir}"


def badan(dunia: Dunia, nomor: str, **isi: Any) -> dict[str, Any]:
    return {"setelah": dunia.terbuka(nomor)[0].setelah, **isi}


def test_an_aksi_answers_what_it_did_and_repeating_it_answers_the_same(
    api: Api, dunia: Dunia, nomor: str
) -> None:
    siapa, isi = dunia.petugas("front_office"), badan(dunia, nomor)
    jawaban = api.post(alamat(nomor), siapa, isi)
    p = dunia.get(nomor)
    assert jawaban == {
        "nomor": nomor,
        "langkah": "menerima_permohonan",
        "aksi": "terima",
        "setelah": isi["setelah"],
        "jejak": p.jejak,
        "pada": jawaban["pada"],
        "status": "Diterima",
    }
    dunia.jalankan()
    sebelum = dunia.isi()
    assert api.post(alamat(nomor), siapa, isi) == jawaban
    assert dunia.isi() == sebelum


def test_the_first_answer_comes_back_even_when_the_case_has_moved_on(
    api: Api, dunia: Dunia, nomor: str
) -> None:
    siapa, isi = dunia.petugas("front_office"), badan(dunia, nomor)
    jawaban = api.post(alamat(nomor), siapa, isi)
    dunia.jalankan()
    dunia.kerjakan(nomor, "meneruskan_berkas")
    api.post(f"/permohonan/{nomor}/tarik", PEMOHON, {"alasan": "Batal."})
    assert api.post(alamat(nomor), siapa, isi) == jawaban


def test_someone_elses_earlier_answer_is_named(api: Api, dunia: Dunia, nomor: str) -> None:
    ani, budi = (dunia.petugas("front_office", nama) for nama in ("Ani", "Budi"))
    isi = badan(dunia, nomor)
    api.post(alamat(nomor), ani, isi)
    jawaban = api.tolak(409, "POST", alamat(nomor), budi, isi)
    assert "oleh Ani, " in jawaban["pesan"]
    assert "WIB" in jawaban["pesan"]


@pytest.mark.parametrize(
    ("akhir", "setelah", "status", "pesan"),
    [
        ("menerima_permohonan/terima", 99, 409, "belum terbuka"),
        ("meneruskan_berkas/teruskan", 2, 409, "belum terbuka"),
        ("menerima_permohonan/paraf", 2, 409, "tidak tersedia"),
        ("asing/terima", 2, 404, "tidak dikenal"),
        ("paraf_kasi/paraf", 2, 403, "tugas Kasi"),
    ],
)
def test_what_is_not_open_is_refused_and_changes_nothing(
    api: Api, dunia: Dunia, nomor: str, akhir: str, setelah: int, status: int, pesan: str
) -> None:
    siapa = dunia.petugas("front_office")
    sebelum = dunia.isi()
    jawaban = api.tolak(status, "POST", alamat(nomor, akhir), siapa, {"setelah": setelah})
    assert pesan in jawaban["pesan"]
    assert dunia.isi() == sebelum


def test_a_removed_officer_is_refused_and_nothing_is_written(
    api: Api, dunia: Dunia, nomor: str
) -> None:
    siapa, isi = dunia.petugas("front_office"), badan(dunia, nomor)
    dunia.petugas("front_office", aktif=False)
    sebelum = dunia.isi()
    for metode, jalur, kirim in (
        ("POST", alamat(nomor), isi),
        ("POST", alamat(nomor, "menerima_permohonan/pegang"), isi),
        ("POST", "/permohonan", {"jenis": "ikrg"}),
        ("GET", f"/permohonan/{nomor}", None),
        ("GET", f"/permohonan/{nomor}/jejak", None),
        ("GET", "/antrean?pelaksana=front_office", None),
    ):
        assert "bertugas" in api.tolak(403, metode, jalur, siapa, kirim)["pesan"]
    assert dunia.isi() == sebelum


def test_a_claimed_langkah_is_its_holders_until_released(
    api: Api, dunia: Dunia, nomor: str
) -> None:
    ani, budi = (dunia.petugas("front_office", nama) for nama in ("Ani", "Budi"))
    isi = badan(dunia, nomor)
    pegang, lepas = (alamat(nomor, f"menerima_permohonan/{a}") for a in ("pegang", "lepas"))
    api.post(pegang, ani, isi)
    sebelum = dunia.isi()
    api.post(pegang, ani, isi)  # once more is once
    for jalur in (pegang, alamat(nomor)):
        assert "Ani" in api.tolak(409, "POST", jalur, budi, isi)["pesan"]
    assert dunia.isi() == sebelum
    assert [t["pemegang"] for t in api.get("/antrean?pelaksana=front_office", budi)["antrean"]] == [
        "Ani"
    ]
    api.post(lepas, budi, isi)  # a colleague frees what its holder left
    api.post(pegang, budi, isi)
    api.post(alamat(nomor), budi, isi)


def test_an_applicant_claims_nothing(api: Api, dunia: Dunia, nomor: str) -> None:
    jalur = alamat(nomor, "menerima_permohonan/pegang")
    api.tolak(403, "POST", jalur, PEMOHON, badan(dunia, nomor))


def test_paraf_names_the_draft_that_was_read(api: Api, dunia: Dunia) -> None:
    nomor, kasi = dunia.taruh(kasus_di("paraf_kasi")), dunia.petugas("kasi")
    jalur, isi = alamat(nomor, "paraf_kasi/paraf"), badan(dunia, nomor)
    lain = api.tolak(409, "POST", jalur, kasi, {**isi, "sha256": "0" * 64})
    assert "Draf sudah berganti" in lain["pesan"]
    tanpa = api.tolak(400, "POST", jalur, kasi, isi)
    assert [f["isian"] for f in tanpa["kesalahan"]] == ["sha256"]
    draf = dunia.get(nomor).berkas_terakhir("draf")
    assert draf
    assert api.post(jalur, kasi, {**isi, "sha256": draf.sha256})["status"] == "Paraf Kabid"


def test_an_open_langkah_offers_its_aksi_only_to_who_may_do_them(
    api: Api, dunia: Dunia, nomor: str
) -> None:
    def ditawarkan(siapa: Any) -> list[str]:
        kasus = api.get(f"/permohonan/{nomor}", siapa)
        return [a["kode"] for v in kasus["langkah"] if v["terbuka"] for a in v["aksi_tersedia"]]

    assert ditawarkan(dunia.petugas("front_office")) == ["terima", "kembalikan"]
    assert ditawarkan(PEMOHON) == []


@pytest.mark.parametrize(
    ("langkah", "akhir", "dengan_nomor"),
    [
        ("menerima_permohonan", "menerima_permohonan/terima", False),
        ("mendaftarkan_rekomendasi", "mendaftarkan_rekomendasi/daftarkan", False),
        ("menandatangani_sk", "menandatangani_sk/tandatangani", True),
    ],
)
def test_a_transition_is_one_query_and_one_transaction(
    api: Api, dunia: Dunia, langkah: str, akhir: str, dengan_nomor: bool
) -> None:
    nomor = dunia.taruh(kasus_di(langkah))
    perintah = dunia.perintah(nomor, langkah)
    isi = {
        "setelah": perintah.setelah,
        "isian": perintah.isian,
        "sha256": perintah.sha256,
    }
    KAWAT.bersihkan()
    api.post(alamat(nomor, akhir), perintah.pelaku, isi)
    membaca = {"Query": 1, **({"GetItem": 1} if dengan_nomor else {})}
    assert KAWAT.jumlah() == {**membaca, "TransactWriteItems": 1}
    KAWAT.bersihkan()
    api.post(alamat(nomor, akhir), perintah.pelaku, isi)
    assert KAWAT.jumlah() == {"Query": 1}


def test_submitting_reads_the_draft_and_the_counter_and_writes_once(api: Api, dunia: Dunia) -> None:

    nomor = dunia.taruh(draf())
    KAWAT.bersihkan()
    api.post(f"/permohonan/{nomor}/ajukan", PEMOHON)
    assert KAWAT.jumlah() == {"Query": 1, "GetItem": 1, "TransactWriteItems": 1}


def test_an_aksi_says_what_it_may_name_as_a_defect(api: Api, dunia: Dunia, nomor: str) -> None:
    def cacat(nomor: str, pelaksana: str, kode: str) -> list[str]:
        langkah = api.get(f"/permohonan/{nomor}", dunia.petugas(pelaksana))["langkah"]
        (aksi,) = [a for v in langkah for a in v.get("aksi_tersedia", ()) if a["kode"] == kode]
        return list(aksi["cacat"])

    loket = cacat(nomor, "front_office", "kembalikan")
    assert {"isian:nik", "berkas:ktp"} <= {*loket}
    assert cacat(nomor, "front_office", "terima") == []
    lain = dunia.taruh(replace(kasus_di("memberi_pertimbangan"), nomor="IKRG-2026-000009-7QXKM2"))
    tim = cacat(lain, "tim_teknis", "perlu_perbaikan")
    assert {"lapangan", "isian:nama", "berkas:denah_lokasi"} <= {*tim} <= {"lapangan", *loket}
    assert not {"isian:nik", "berkas:ktp"} & {*tim}  # not theirs to see


@pytest.mark.parametrize(
    ("kode", "pelaksana", "berkas", "unggah"),
    [
        ("membuat_draf", "back_office", "draf", False),
        ("mengundang_tim_teknis", "back_office", "undangan", True),
    ],
)
def test_a_letter_says_whether_ones_own_may_be_uploaded(
    api: Api, dunia: Dunia, kode: str, pelaksana: str, berkas: str, unggah: bool
) -> None:
    nomor = dunia.taruh(kasus_di(kode))
    kasus = api.get(f"/permohonan/{nomor}", dunia.petugas(pelaksana))
    (kini,) = [v for v in kasus["langkah"] if v["terbuka"]]
    (surat,) = kini["aksi_tersedia"][0]["berkas"]
    assert (surat["kode"], surat["surat"], surat["unggah"]) == (berkas, True, unggah)
