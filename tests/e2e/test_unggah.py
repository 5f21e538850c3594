"""Papers for real: what the bucket refuses, what the check refuses, and which upload counts."""

import hashlib
from io import BytesIO

import httpx
import pytest
from pypdf import PdfReader, PdfWriter

from infra.berkas_contoh import TIPE_SURAT, buat
from infra.klien import Klien, masuk_petugas
from infra.sesi import Ditolak, Json, Stack, tunggu

MB = 1024 * 1024


@pytest.fixture(scope="module")
def fo(stack: Stack) -> Klien:
    """The counter."""
    return masuk_petugas(stack, "front_office")


@pytest.fixture(scope="module")
def draf(fo: Klien) -> str:
    """A draft without papers."""
    return str(fo.post("/permohonan", {"jenis": "ikrg"})["nomor"])


@pytest.mark.parametrize(
    ("ubahan", "isi"),
    [
        ({"key": "masuk/lain/npwp/0123456789abcdef"}, b"%PDF-"),
        ({"Content-Type": "text/html"}, b"%PDF-"),
        ({"x-amz-meta-oleh": "orang-lain"}, b"%PDF-"),
        ({}, bytes(10 * MB + 1)),
        ({}, b""),
    ],
    ids=["another key", "another type", "another uploader", "too large", "empty"],
)
def test_the_bucket_takes_only_what_the_ticket_says(
    fo: Klien, draf: str, ubahan: dict[str, str], isi: bytes
) -> None:
    tiket = _tiket(fo, draf, "npwp")
    jawaban = _kirim(tiket | {"fields": tiket["fields"] | ubahan}, isi)
    assert 400 <= jawaban.status_code < 500
    assert not [b for b in _berkas(fo, draf) if b["id"] == tiket["id"]]


def test_no_ticket_is_given_for_more_than_ten_megabytes(fo: Klien, draf: str) -> None:
    with pytest.raises(Ditolak) as ditolak:
        _tiket(fo, draf, "npwp", ukuran=10 * MB + 1)
    assert ditolak.value.status == 400


def test_of_two_uploads_with_one_ticket_the_first_is_the_paper(fo: Klien, draf: str) -> None:
    tiket = _tiket(fo, draf, "npwp")
    pertama, kedua = (buat("npwp", "NPWP").isi for _ in range(2))
    assert _kirim(tiket, pertama).is_success
    diperiksa = _hasil(fo, draf, tiket)
    _kirim(tiket, kedua)
    # Another paper after it: once that was checked, so was the second upload.
    lain = _tiket(fo, draf, "npwp")
    _kirim(lain, kedua)
    _hasil(fo, draf, lain)
    assert _hasil(fo, draf, tiket) == diperiksa
    assert diperiksa["sha256"] == hashlib.sha256(pertama).hexdigest()
    assert fo.unduh(draf, tiket["id"]) == pertama


@pytest.mark.parametrize(
    ("isi", "alasan"),
    [
        ("terkunci", "Berkas PDF terkunci kata sandi. Unggah PDF tanpa kata sandi."),
        ("gambar", "Isi berkas bukan PDF."),
    ],
)
def test_a_paper_that_cannot_be_used_is_refused_with_the_reason(
    fo: Klien, draf: str, isi: str, alasan: str
) -> None:
    tiket = _tiket(fo, draf, "sppl")
    assert _kirim(tiket, _terkunci() if isi == "terkunci" else buat("ktp", "KTP").isi).is_success
    hasil = _hasil(fo, draf, tiket)
    assert hasil["keadaan"] == "ditolak"
    assert hasil["alasan"].startswith(alasan)


def _tiket(siapa: Klien, nomor: str, kode: str, *, ukuran: int = 1000) -> Json:
    isi = {"tipe": TIPE_SURAT, "ukuran": ukuran}
    return siapa.post(f"/permohonan/{nomor}/berkas/{kode}", isi)


def _kirim(tiket: Json, isi: bytes) -> httpx.Response:
    berkas = {"file": ("berkas.pdf", isi, TIPE_SURAT)}
    return httpx.post(tiket["url"], data=tiket["fields"], files=berkas, timeout=30)


def _berkas(siapa: Klien, nomor: str) -> list[Json]:
    daftar: list[Json] = siapa.get(f"/permohonan/{nomor}")["berkas"]
    return daftar


def _hasil(siapa: Klien, nomor: str, tiket: Json) -> Json:
    def cari() -> Json | None:
        return next((b for b in _berkas(siapa, nomor) if b["id"] == tiket["id"]), None)

    return tunggu(cari, f"pemeriksaan {tiket['id']}")


def _terkunci() -> bytes:
    penulis = PdfWriter(clone_from=PdfReader(BytesIO(buat("sppl", "SPPL").isi)))
    penulis.encrypt("rahasia", algorithm="RC4-128")
    wadah = BytesIO()
    penulis.write(wadah)
    return wadah.getvalue()
