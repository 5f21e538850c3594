"""Bad input: 400, one sentence per fault with its field, and nothing changed."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api import Api
from tests.contoh_kasus import KEMARIN, kasus_di
from tests.domain.kasus import PEMOHON, Kasus
from tests.dunia import Dunia
from tests.kawat import KAWAT

PANJANG = "x" * 10_000
TEKS_BURUK = [
    PANJANG, "Siti\x00", "Siti\x1b[31m", "Siti\u202e", "Siti\u200b", "Siti\ud800", "<b>Siti</b>",
    "<script>alert(1)</script>", 7, 1.5, True, ["Siti"], {"a": 1}, float("nan"),
]  # fmt: skip
BADAN_BURUK = [
    b"{", b"\xff\xfe", b"[" * 100_000, b"null", b"[]", b'"x"', b"7", b"NaN", b'{"a":1}{"b":2}',
    b'{"a":' + b"9" * 5000 + b"}",
]  # fmt: skip
Tolak = Callable[..., list[str]]


@pytest.fixture
def tolak(api: Api, dunia: Dunia) -> Tolak:
    """Send a bad body; the fields that the refusal names."""

    def kirim(metode: str, jalur: str, siapa: Any, isi: object) -> list[str]:
        sebelum = dunia.isi()
        KAWAT.bersihkan()
        jawaban = api.tolak(400, metode, jalur, siapa, isi)
        assert KAWAT.jumlah()["TransactWriteItems"] == 0
        assert dunia.isi() == sebelum
        assert jawaban["kode"] == "BadInput"
        assert jawaban["kesalahan"]
        for salah in jawaban["kesalahan"]:
            assert salah["pesan"][0].isupper()
            assert salah["pesan"].endswith(".")
            assert len(salah["pesan"]) < 250
            assert len(salah["isian"]) < 100
            assert "xxxx" not in salah["pesan"]  # what was sent does not come back
        return [salah["isian"] for salah in jawaban["kesalahan"]]

    return kirim


@pytest.fixture
def draf(dunia: Dunia) -> str:
    return dunia.taruh(Kasus(pada=KEMARIN).p)


@pytest.mark.parametrize("isi", TEKS_BURUK, ids=lambda isi: repr(isi)[:20])
def test_text_that_is_no_text_is_refused(tolak: Tolak, draf: str, isi: object) -> None:
    assert tolak("PATCH", f"/permohonan/{draf}/isian", PEMOHON, {"nama": isi}) == ["nama"]


@pytest.mark.parametrize(
    ("kode", "isi"),
    [
        ("nik", "3201014101900"),
        ("nik", "9901014101900001"),
        ("nik", "3201019941900001"),
        ("nik", 3201014101900001),
        ("nib", "912000123456"),
        ("nib", "912000123456a"),
        ("nib", "９１２０００１２３４５６７"),
        ("hp", "+12025550123"),
        ("hp", "021-5551234"),
        ("hp", "08"),
        ("hp", "0812<script>"),
        ("npwp", "013000667091000"),
        ("npwp", "x"),
        ("email", "siti@"),
        ("email", "siti@contoh.go.id\r\nBcc: x@y.id"),
        ("kbli", "4321"),
        ("kode_pos", "161100"),
        ("koordinat", "48.8, 2.3"),
        ("kategori", "lain"),
        ("dikuasakan", "ya"),
        ("dikuasakan", 1),
        ("asing", "x"),
        ("__class__", "x"),
        ("pemilik", "sub-lain"),
        ("", "x"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(
    tolak: Tolak, draf: str, kode: str, isi: object
) -> None:
    isian = {"nama": "Siti", kode: isi}
    assert tolak("PATCH", f"/permohonan/{draf}/isian", PEMOHON, isian) == [kode]


def test_every_fault_is_named_at_once(tolak: Tolak, draf: str) -> None:
    isian = {"nik": "1", "hp": "2", "nama": "<", "asing": 1}
    salah = tolak("PATCH", f"/permohonan/{draf}/isian", PEMOHON, isian)
    assert sorted(salah) == ["asing", "hp", "nama", "nik"]


@pytest.mark.parametrize("isi", BADAN_BURUK, ids=lambda isi: repr(isi)[:16])
@pytest.mark.parametrize("akhir", ["isian", "ajukan", "tarik", "langkah/memasukkan_berkas/ajukan"])
def test_a_body_that_is_no_object_is_refused(
    tolak: Tolak, draf: str, akhir: str, isi: bytes
) -> None:
    metode = "PATCH" if akhir == "isian" else "POST"
    assert tolak(metode, f"/permohonan/{draf}/{akhir}", PEMOHON, isi)[0] in ("", "a")


AKSI_BURUK: list[tuple[dict[str, Any], list[str]]] = [
    ({"setelah": None}, ["setelah"]),
    ({"setelah": "2"}, ["setelah"]),
    ({"setelah": 2.5}, ["setelah"]),
    ({"setelah": True}, ["setelah"]),
    ({"setelah": -1}, ["setelah"]),
    ({"setelah": 10**30}, ["setelah"]),
    ({"asing": 1}, ["asing"]),
    ({"isian": []}, ["isian"]),
    ({"isian": {"asing": 1}}, ["asing"]),
    ({"sha256": "x"}, ["sha256"]),
    ({"sha256": "A" * 64}, ["sha256"]),
    ({"cacat": {}}, ["cacat"]),
    ({"cacat": []}, ["cacat"]),
    ({"cacat": [7]}, ["cacat.0"]),
    ({"cacat": [{}]}, ["cacat.0.sasaran", "cacat.0.alasan"]),
    ({"cacat": [{"sasaran": "berkas:ktp", "alasan": PANJANG}]}, ["cacat.0.alasan"]),
    ({"cacat": [{"sasaran": "berkas:ktp", "alasan": "<i>"}]}, ["cacat.0.alasan"]),
    ({"cacat": [{"sasaran": "berkas:ktp", "alasan": "a\x00"}]}, ["cacat.0.alasan"]),
    ({"cacat": [{"sasaran": "berkas:asing", "alasan": "Buram."}]}, ["cacat.0.sasaran"]),
    ({"cacat": [{"sasaran": "x" * 10_000, "alasan": "Buram."}]}, ["cacat.0.sasaran"]),
    ({"cacat": [{"sasaran": "berkas:ktp", "alasan": "Buram."}] * 2}, ["cacat"]),
    ({"cacat": [{"sasaran": "berkas:ktp", "alasan": "Buram."}] * 51}, ["cacat"]),
    ({"mewakili": {"jenis_identitas": "X", "empat_digit_akhir": "0001"}}, [
        "mewakili.jenis_identitas"
    ]),
    ({"mewakili": {"jenis_identitas": "KTP", "empat_digit_akhir": "٠٠٠١"}}, [
        "mewakili.empat_digit_akhir"
    ]),
    ({"mewakili": {"jenis_identitas": "KTP", "empat_digit_akhir": "0001"}}, ["mewakili"]),
]  # fmt: skip


@pytest.mark.parametrize(("ubah", "isian"), AKSI_BURUK)
def test_a_wrong_aksi_is_refused_at_its_field(
    tolak: Tolak, dunia: Dunia, ubah: dict[str, Any], isian: list[str]
) -> None:
    nomor, siapa = dunia.taruh(kasus_di("menerima_permohonan")), dunia.petugas("front_office")
    cacat = [{"sasaran": "berkas:ktp", "alasan": "Buram."}]
    isi = {"setelah": dunia.terbuka(nomor)[0].setelah, "cacat": cacat, **ubah}
    isi = {k: v for k, v in isi.items() if v is not None}
    alamat = f"/permohonan/{nomor}/langkah/menerima_permohonan/kembalikan"
    assert tolak("POST", alamat, siapa, isi) == isian


def test_the_fields_of_an_aksi_are_checked_like_those_of_the_form(
    tolak: Tolak, dunia: Dunia
) -> None:
    nomor = dunia.taruh(kasus_di("mendaftarkan_rekomendasi"))
    siapa = dunia.petugas("fo_rekomendasi")
    alamat = f"/permohonan/{nomor}/langkah/mendaftarkan_rekomendasi/daftarkan"
    isi = {"setelah": dunia.terbuka(nomor)[0].setelah}
    assert tolak("POST", alamat, siapa, isi) == ["nama_kurir", "tanggal_kirim"]
    isian = {"nama_kurir": "<b>", "tanggal_kirim": "2026-02-30", "nomor_agenda": PANJANG}
    assert tolak("POST", alamat, siapa, {**isi, "isian": isian}) == [*isian]


@pytest.mark.parametrize(
    ("metode", "akhir", "isi", "isian"),
    [
        ("POST", "tarik", {}, ["alasan"]),
        ("POST", "tarik", {"alasan": "  "}, ["alasan"]),
        ("POST", "tarik", {"alasan": PANJANG}, ["alasan"]),
        ("POST", "tarik", {"alasan": "x", "asing": 1}, ["asing"]),
        ("POST", "gabung", {}, ["kode"]),
        ("POST", "gabung", {"kode": PANJANG}, ["kode"]),
        ("POST", "gabung", {"kode": 123456}, ["kode"]),
        ("POST", "cacat/1", {}, ["keterangan"]),
        ("POST", "cacat/1", {"keterangan": "<b>"}, ["keterangan"]),
        ("POST", "ajukan", {"asing": 1}, ["asing"]),
        ("POST", "langkah/menerima_permohonan/pegang", {}, ["setelah"]),
        ("POST", "langkah/menerima_permohonan/lepas", {"setelah": "2"}, ["setelah"]),
        ("POST", "berkas/ktp", {}, ["tipe", "ukuran"]),
        ("POST", "berkas/ktp", {"tipe": "text/html", "ukuran": 1}, ["tipe"]),
        ("POST", "berkas/ktp", {"tipe": "image/png", "ukuran": 0}, ["ukuran"]),
        ("POST", "berkas/ktp", {"tipe": "image/png", "ukuran": 10 * 1024 * 1024 + 1}, ["ukuran"]),
        ("POST", "berkas/ktp", {"tipe": "image/png", "ukuran": "9"}, ["ukuran"]),
    ],
)
def test_every_other_body_is_checked_too(
    tolak: Tolak, draf: str, metode: str, akhir: str, isi: object, isian: list[str]
) -> None:
    assert tolak(metode, f"/permohonan/{draf}/{akhir}", PEMOHON, isi) == isian


@pytest.mark.parametrize("isi", [{}, {"jenis": 7}, {"jenis": PANJANG}, {"jenis": "a b"}])
def test_a_draft_of_nothing_is_refused(tolak: Tolak, isi: object) -> None:
    assert tolak("POST", "/permohonan", PEMOHON, isi) == ["jenis"]


@pytest.mark.parametrize("nomor", ["x" * 5000, "%00", "petugas%23sub-kasi", "kode%23x", "a%20b"])
def test_what_cannot_be_a_number_of_a_case_is_not_looked_up(
    api: Api, dunia: Dunia, nomor: str
) -> None:
    alamat = f"/permohonan/{nomor}"
    api.tolak(404, "GET", alamat, PEMOHON)
    api.tolak(404, "PATCH", f"{alamat}/isian", PEMOHON, {"nama": "Siti"})
    api.tolak(404, "POST", f"{alamat}/gabung", PEMOHON, {"kode": "123456"})
    api.tolak(404, "POST", f"{alamat}/langkah/a/b", PEMOHON, {"setelah": 1})
    assert not KAWAT.panggilan


@pytest.mark.parametrize("no", ["x", "-1", "1.0", "９", "9" * 5000, "%00"])
def test_a_defect_that_is_no_number_does_not_exist(api: Api, dunia: Dunia, no: str) -> None:
    nomor = dunia.taruh(kasus_di("perbaikan_berkas"))
    api.tolak(404, "POST", f"/permohonan/{nomor}/cacat/{no}", PEMOHON, {"keterangan": "Sudah."})


@pytest.mark.parametrize(
    ("metode", "jalur", "tipe", "status"),
    [
        ("POST", "/permohonan", "text/plain", 415),
        ("DELETE", "/permohonan", "application/json", 405),
    ],
)
def test_what_chalice_refuses_is_said_in_indonesian_too(
    api: Api, metode: str, jalur: str, tipe: str, status: int
) -> None:
    jawaban = api.minta(metode, jalur, PEMOHON, {}, tipe_isi=tipe)
    assert jawaban.status_code == status
    assert jawaban.json_body["pesan"].endswith(".")
    assert jawaban.json_body.keys() == {"kode", "pesan", "kesalahan"}
