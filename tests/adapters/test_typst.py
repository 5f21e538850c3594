"""Letters as PDF/A-2b: the same bytes twice, fonts within, and text that is only ever text."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from chalicelib.adapters.typst import GANTI, SuratGagal, cetak
from chalicelib.domain.kantor import baca
from chalicelib.domain.naskah import Cetakan, susun
from infra import surat_contoh

KANTOR = baca("standar")
KASUS = surat_contoh.kasus()
DOKUMEN = {d.kode: d for d in KASUS.sop.dokumen}
NOMOR = "503/0112/IKRG/DPMPTSP/XII/2026"
QR = f"{KANTOR.alamat_verifikasi}#{'aB3' * 143}"


def sk(**cetakan: Any) -> dict[str, Any]:
    isi = {"pada": surat_contoh.PADA, "nomor": NOMOR, "verifikasi": QR, **cetakan}
    return susun(KASUS.sop, KANTOR, KASUS.p, DOKUMEN["sk"], Cetakan(**isi))


def pembaca(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def teks(pdf: bytes) -> str:
    return " ".join(" ".join(h.extract_text() for h in pembaca(pdf).pages).split())


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return cetak(sk(), {}).pdf


def test_the_same_letter_is_the_same_bytes(pdf: bytes) -> None:
    assert cetak(sk(), {}).pdf == pdf


def test_a_letter_is_marked_as_pdf_a_2b(pdf: bytes) -> None:
    akar = pembaca(pdf).trailer["/Root"].get_object()
    xmp = akar["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    assert [n.get_object()["/S"] for n in akar["/OutputIntents"]] == ["/GTS_PDFA1"]


def test_a_letter_has_its_title_language_and_date(pdf: bytes) -> None:
    baca_pdf = pembaca(pdf)
    assert baca_pdf.trailer["/Root"]["/Lang"] == "id"
    assert baca_pdf.metadata is not None
    assert baca_pdf.metadata.title == (
        "Keputusan tentang Izin terhadap Instalatur Kabel Rumah/Gedung (IKR/G) kepada CV Kabel Rapi"
    )
    assert baca_pdf.metadata.creation_date_raw.startswith("D:20261207")


def test_every_font_is_embedded(pdf: bytes) -> None:
    for halaman in pembaca(pdf).pages:
        for huruf in halaman["/Resources"]["/Font"].values():
            (turunan,) = huruf.get_object()["/DescendantFonts"]
            sifat = turunan.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & sifat.keys()


def test_the_box_of_the_signature_lies_on_the_last_page_within_the_margins() -> None:
    hasil = cetak(sk(), {})
    assert hasil.kotak is not None
    halaman, x1, y1, x2, y2 = hasil.kotak
    assert halaman == len(pembaca(hasil.pdf).pages) - 1
    assert 60 < x1 < x2 < 596 - 60
    assert 50 < y1 < y2 < 842
    assert (x2 - x1, y2 - y1) == pytest.approx((226.8, 102.0), abs=0.1)


def test_a_draft_has_no_box_to_sign_in() -> None:
    assert cetak(sk(draf=True, nomor="", verifikasi=""), {}).kotak is None


@pytest.mark.parametrize("cara", ["pena", "kaca"])
def test_a_letter_signed_by_hand_has_its_qr_code_beside_an_empty_box(cara: str) -> None:
    naskah = sk()
    naskah["tanda_tangan"] = naskah["tanda_tangan"] | {"cara": cara}
    hasil = cetak(naskah, {})
    assert hasil.kotak is not None
    assert "Pindai kode QR" in teks(hasil.pdf)
    assert "Ditandatangani secara elektronik" not in teks(hasil.pdf)
    assert "Pindai kode QR" not in teks(cetak(naskah | {"verifikasi": ""}, {}).pdf)


MARKAH = '#panic("x") *tebal* _miring_ $x^2$ = Judul <b>html</b> @label \\u{41} "kutip" `kode` // '


@pytest.mark.parametrize("nama", [MARKAH, "'", "\\", "#", "{{ x }}", "A" * 300, "Ç š ñ é"])
def test_a_text_is_only_shown(nama: str) -> None:
    naskah = sk() | {"ditetapkan": [nama]}
    assert "".join(nama.split()) in "".join(teks(cetak(naskah, {}).pdf).split())


@pytest.mark.parametrize(
    ("nama", "tampak"),
    [
        ("PT \N{GRINNING FACE} Kabel 漢字", f"PT {GANTI} Kabel {GANTI}{GANTI}"),
        ("A\N{RIGHT-TO-LEFT OVERRIDE}B", f"A{GANTI}B"),
        ("nol\0byte", f"nol{GANTI}byte"),
        ("\N{THAI CHARACTER KO KAI}x", f"{GANTI}x"),
        ("Ж Ω ש", "Ж Ω ש"),
        ("a\N{COMBINING CYRILLIC MILLIONS SIGN}b", "a"),
    ],
)
def test_a_character_without_a_glyph_is_visibly_replaced(nama: str, tampak: str) -> None:
    assert tampak in teks(cetak(sk() | {"ditetapkan": [nama]}, {}).pdf)


def test_a_letter_with_replaced_characters_is_still_pdf_a_and_the_same_twice() -> None:
    naskah = sk() | {"ditetapkan": ["\N{GRINNING FACE} \u0645\u0631\u062d\u0628\u0627 \ud800"]}
    hasil = cetak(naskah, {})
    assert hasil == cetak(naskah, {})
    assert "\u0645\u0631\u062d\u0628\u0627" in teks(hasil.pdf)
    test_a_letter_is_marked_as_pdf_a_2b(hasil.pdf)
    test_every_font_is_embedded(hasil.pdf)


def test_an_image_that_is_missing_or_broken_is_told() -> None:
    naskah = sk() | {"gambar": {"foto-1": "b1"}}
    with pytest.raises(SuratGagal, match="gambar foto-1 tidak ada"):
        cetak(naskah, {})
    with pytest.raises(SuratGagal, match="rusak"):
        cetak(naskah, {"foto-1": b"bukan gambar"})
