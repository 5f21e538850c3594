"""Papers: what is required, what is lacking, and files that only pretend to be what they are."""

import struct
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from chalicelib.domain import berkas
from chalicelib.domain.berkas import (
    UKURAN_TERBESAR,
    Berkas,
    BerkasDitolak,
    kurang,
    periksa_isi,
    wajib,
)
from chalicelib.domain.sop_tabel import Persyaratan

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"


def pdf(tulis: PdfWriter | None = None, halaman: int = 1) -> bytes:
    tulis = tulis or PdfWriter()
    for _ in range(halaman):
        tulis.add_blank_page(200, 200)
    tulis.write(wadah := BytesIO())
    return wadah.getvalue()


def gambar(bentuk: str, ukuran: tuple[int, int] = (64, 48)) -> bytes:
    Image.effect_noise(ukuran, 80).save(wadah := BytesIO(), bentuk)
    return wadah.getvalue()


def terkunci(cara: str) -> bytes:
    tulis = PdfWriter()
    tulis.add_blank_page(200, 200)
    tulis.encrypt("", "pemilik", algorithm=cara)
    return pdf(tulis, 0)


def dengan_lampiran() -> bytes:
    tulis = PdfWriter()
    tulis.add_attachment("a.exe", b"MZ")
    return pdf(tulis)


def dengan_aksi(jenis: str, kunci: str, *, tidak_langsung: bool = False) -> bytes:
    tulis = PdfWriter()
    nama = NameObject(jenis)
    aksi = DictionaryObject(
        {
            NameObject("/S"): tulis._add_object(nama) if tidak_langsung else nama,
            NameObject(kunci): TextStringObject("app.alert(1)"),
        }
    )
    tulis.root_object[NameObject("/OpenAction")] = tulis._add_object(aksi)
    return pdf(tulis)


def dengan_nama_samaran() -> bytes:
    """The same length, so that no offset moves: /J#53 is /JS to every viewer."""
    return dengan_aksi("/AAAAA", "/JSJS").replace(b"/JSJS", b"/J#53")


def berongga(lebar: int, tinggi: int) -> bytes:
    """A PNG of a few bytes that claims to be huge."""

    def potongan(nama: bytes, isi: bytes) -> bytes:
        return struct.pack(">I", len(isi)) + nama + isi + struct.pack(">I", zlib.crc32(nama + isi))

    kepala = struct.pack(">IIBBBBB", lebar, tinggi, 8, 2, 0, 0, 0)
    isi = potongan(b"IHDR", kepala) + potongan(b"IDAT", zlib.compress(b"\0" * 999))
    return b"\x89PNG\r\n\x1a\n" + isi + potongan(b"IEND", b"")


def arsip() -> bytes:
    with ZipFile(wadah := BytesIO(), "w") as zip_:
        zip_.writestr("a.txt", "a")
    return wadah.getvalue()


@pytest.mark.parametrize(
    ("isi", "tipe"),
    [
        (pdf(), PDF),
        (pdf(halaman=30), PDF),
        (gambar("JPEG"), JPEG),
        (gambar("PNG"), PNG),
    ],
)
def test_a_sound_file_is_accepted_as_what_it_is(isi: bytes, tipe: str) -> None:
    assert periksa_isi(isi, tipe) == tipe


DITOLAK = {
    "unlisted type": (b"GIF89a", "image/gif", "PDF, JPEG, atau PNG"),
    "zero bytes": (b"", PDF, "kosong"),
    "one byte too big": (b"%PDF-" + b"0" * (UKURAN_TERBESAR - 4), PDF, "10 MB"),
    "html renamed to pdf": (b"<html><script>", PDF, "bukan PDF"),
    "program renamed to png": (b"MZ\x90\x00" * 9, PNG, "bukan PNG"),
    "jpeg declared as pdf": (gambar("JPEG"), PDF, "bukan PDF"),
    "pdf declared as jpeg": (pdf(), JPEG, "bukan JPEG"),
    "png declared as jpeg": (gambar("PNG"), JPEG, "bukan JPEG"),
    "zip in front of a pdf": (arsip() + pdf(), PDF, "bukan PDF"),
    "zip behind a pdf": (pdf() + b"\0" * 1024 + arsip(), PDF, "rusak"),
    "html with a pdf header": (b"%PDF-1.7\n<html><script>%%EOF", PDF, "rusak"),
    "half a pdf": (pdf(halaman=9)[:900], PDF, "rusak"),
    "pdf without pages": (pdf(halaman=0), PDF, "halaman"),
    "pdf locked with rc4": (terkunci("RC4-128"), PDF, "kata sandi"),
    "pdf locked with aes": (terkunci("AES-256"), PDF, "kata sandi"),
    "pdf with javascript": (dengan_aksi("/JavaScript", "/JS"), PDF, "skrip"),
    "pdf with an attachment": (dengan_lampiran(), PDF, "lampiran"),
    "pdf that launches": (dengan_aksi("/Launch", "/F"), PDF, "skrip"),
    "pdf that launches, hidden": (dengan_aksi("/Launch", "/F", tidak_langsung=True), PDF, "skrip"),
    "pdf with javascript in escapes": (dengan_nama_samaran(), PDF, "skrip"),
    "half a jpeg": (gambar("JPEG", (400, 300))[:-9000], JPEG, "rusak"),
    "half a png": (gambar("PNG", (400, 300))[:-9000], PNG, "rusak"),
    "jpeg header only": (b"\xff\xd8\xff\xe0", JPEG, "rusak"),
    "png with a damaged chunk": (gambar("PNG").replace(b"IDAT", b"IDAU"), PNG, "rusak"),
    "png of 60 megapixels": (berongga(10_000, 6_000), PNG, "megapiksel"),
    "png of 4 gigapixels": (berongga(65_000, 65_000), PNG, "megapiksel"),
}


@pytest.mark.parametrize(("isi", "tipe", "sebab"), DITOLAK.values(), ids=DITOLAK)
def test_a_bad_file_is_refused_with_what_to_do(isi: bytes, tipe: str, sebab: str) -> None:
    with pytest.raises(BerkasDitolak, match=sebab) as ditolak:
        periksa_isi(isi, tipe)
    assert str(ditolak.value).endswith(".")
    assert "unggah" in str(ditolak.value).lower()


def test_a_pdf_locked_with_aes_is_refused_where_no_crypto_library_is_packaged() -> None:
    """As in Lambda, where `cryptography` is absent."""
    kode = (
        "import sys; sys.modules['cryptography'] = sys.modules['Crypto'] = None\n"
        "from chalicelib.domain.berkas import periksa_isi, BerkasDitolak\n"
        "try: periksa_isi(sys.stdin.buffer.read(), 'application/pdf')\n"
        "except BerkasDitolak as sebab: print(sebab)"
    )
    hasil = subprocess.run(
        [sys.executable, "-c", kode], input=terkunci("AES-256"), capture_output=True, check=True
    )
    assert b"kata sandi" in hasil.stdout


def test_a_pdf_of_too_many_objects_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(berkas, "OBJEK_TERBANYAK", 99)
    tulis = PdfWriter()
    rantai = DictionaryObject()
    for _ in range(100):
        rantai = DictionaryObject({NameObject("/Next"): tulis._add_object(rantai)})
    tulis.root_object[NameObject("/Rantai")] = rantai
    with pytest.raises(BerkasDitolak, match="rumit"):
        periksa_isi(pdf(tulis), PDF)


CONTOH = {PDF: pdf(halaman=3), JPEG: gambar("JPEG"), PNG: gambar("PNG")}


@settings(deadline=None)
@given(st.data(), st.sampled_from(sorted(CONTOH)))
def test_a_damaged_file_is_accepted_or_refused_but_never_an_error(
    data: st.DataObject, tipe: str
) -> None:
    isi = bytearray(CONTOH[tipe])
    for tempat in data.draw(st.lists(st.integers(8, len(isi) - 1), min_size=1, max_size=6)):
        isi[tempat] = data.draw(st.integers(0, 255))
    try:
        assert periksa_isi(bytes(isi), tipe) == tipe
    except BerkasDitolak as ditolak:
        assert str(ditolak).endswith(".")


DAFTAR = (
    Persyaratan(kode="ktp", nama="KTP"),
    Persyaratan(kode="akta", nama="Akta pendirian", bila={"kategori": "badan_usaha"}),
    Persyaratan(kode="kontrak", nama="Kontrak mitra", wajib=False),
)


def diunggah(kode: str) -> Berkas:
    return Berkas(
        id="1",
        kode=kode,
        kunci="masuk/1",
        versi="v1",
        sha256="00",
        ukuran=9,
        tipe=PDF,
        keadaan="diterima",
        alasan="",
        diunggah=datetime(2026, 2, 10, tzinfo=UTC),
        oleh="sub",
    )


@pytest.mark.parametrize(
    ("kategori", "kode"), [("perorangan", ["ktp"]), ("badan_usaha", ["ktp", "akta"])]
)
def test_the_form_decides_which_papers_are_required(kategori: str, kode: list[str]) -> None:
    assert [p.kode for p in wajib(DAFTAR, {"kategori": kategori})] == kode


def test_a_refused_paper_is_lacking_and_an_accepted_one_is_not() -> None:
    ktp = diunggah("ktp")
    assert kurang(DAFTAR, {}, [ktp]) == []
    assert kurang(DAFTAR, {}, [replace(ktp, keadaan="ditolak")]) == [DAFTAR[0]]
    assert kurang(DAFTAR, {}, [replace(ktp, keadaan="ditolak", id="2"), ktp]) == []
