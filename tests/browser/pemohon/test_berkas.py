"""Papers from a phone: shrunk, joined, sent over a bad network, checked, or refused at once."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, Route, expect
from pypdf import PdfReader, PdfWriter

from infra.klien import Klien
from infra.peramban import berkas
from tests.browser.pemohon.alat import Buka, diterima, foto, pilih


@pytest.fixture
def page(halaman: Buka, pemohon: Klien, draf: str) -> Page:
    """The step of papers."""
    page = halaman(f"formulir.html#{draf}/berkas", pemohon)
    expect(page.locator("#berkas-ktp")).to_be_visible()
    return page


def isi_di_server(pemohon: Klien, draf: str, kode: str) -> bytes:
    semua = pemohon.get(f"/permohonan/{draf}")["berkas"]
    terakhir = [b for b in semua if b["kode"] == kode and b["keadaan"] == "diterima"][-1]
    return pemohon.unduh(draf, terakhir["id"])


def terkunci() -> bytes:
    tulis = PdfWriter()
    tulis.add_blank_page(200, 200)
    tulis.encrypt("rahasia", algorithm="RC4-128")
    wadah = io.BytesIO()
    tulis.write(wadah)
    return wadah.getvalue()


def test_a_large_photograph_is_made_smaller_before_it_is_sent(
    page: Page, pemohon: Klien, draf: str
) -> None:
    besar = foto(4800, 3600)
    pilih(page, "ktp", besar)
    diterima(page, "ktp")
    isi = isi_di_server(pemohon, draf, "ktp")
    assert Image.open(io.BytesIO(isi)).size == (2000, 1500)
    assert len(isi) < len(besar["buffer"]) / 3


def test_a_small_photograph_and_a_pdf_are_sent_as_they_are(
    page: Page, pemohon: Klien, draf: str
) -> None:
    for kode in ("ktp", "npwp"):
        asli = berkas(kode)
        pilih(page, kode, asli)
        diterima(page, kode)
        assert isi_di_server(pemohon, draf, kode) == asli["buffer"]


def test_several_photographs_become_one_pdf_and_a_page_can_be_added(
    page: Page, pemohon: Klien, draf: str
) -> None:
    pilih(page, "foto_lokasi", foto(900, 600), foto(600, 900))
    kartu = page.locator("#berkas-foto_lokasi")
    expect(kartu).to_contain_text("2 halaman", timeout=60_000)
    page.locator("#tambah-foto_lokasi").set_input_files([foto(400, 400)])
    expect(kartu).to_contain_text("3 halaman", timeout=60_000)
    halaman = PdfReader(io.BytesIO(isi_di_server(pemohon, draf, "foto_lokasi")), strict=True).pages
    assert [(h.mediabox.width, h.mediabox.height) for h in halaman] == [
        (842, 595),
        (595, 842),
        (595, 842),
    ]
    assert halaman[0].images[0].image.size == (900, 600)


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"0" * 500, "Paling Kompatibel"),
        (b"PK\x03\x04" + b"0" * 500, "Simpan sebagai PDF"),
        (b"\xff\xd8\xff\xe0" + b"0" * 500, "rusak atau terpotong"),
        (b"", "kosong"),
        (b"GIF89a" + b"0" * 50, "tidak diterima"),
        (b"%PDF-1.4\n" + b"0" * 5000, "rusak atau terpotong"),
        (b"%PDF-1.4\n" + b"0" * (10 * 1024 * 1024), "lebih dari 10 MB"),
        (terkunci(), "terkunci kata sandi"),
    ],
)
def test_what_cannot_be_taken_is_said_at_once_with_what_to_do(
    isi: bytes, kata: str, page: Page
) -> None:
    diminta: list[str] = []
    page.on("request", lambda r: diminta.append(r.url))
    pilih(page, "npwp", {"name": "berkas", "mimeType": "application/pdf", "buffer": isi})
    expect(page.locator("#berkas-npwp .galat")).to_contain_text(kata)
    assert not diminta


def test_a_pdf_is_not_mixed_with_others(page: Page) -> None:
    pilih(page, "npwp", berkas("npwp"), foto(200, 200))
    expect(page.locator("#berkas-npwp .galat")).to_contain_text("Pilih satu PDF saja")


def test_what_only_the_office_finds_is_told_with_its_reason(page: Page) -> None:
    tulis = PdfWriter()
    tulis.add_blank_page(200, 200)
    tulis.add_attachment("lampiran.txt", b"x")
    wadah = io.BytesIO()
    tulis.write(wadah)
    isi: FilePayload = {"name": "x.pdf", "mimeType": "application/pdf", "buffer": wadah.getvalue()}
    pilih(page, "npwp", isi)
    galat = page.locator("#berkas-npwp .galat")
    expect(galat).to_contain_text("lampiran", timeout=60_000)
    pilih(page, "npwp", berkas("npwp"))
    diterima(page, "npwp")
    expect(galat).to_have_count(0)


# ------------------------------------------------------------------------------- bad networks


def test_an_upload_that_is_cut_off_begins_again_by_itself(page: Page) -> None:
    putus = [2]

    def rute_putus(rute: Route) -> None:
        putus[0] -= 1
        if rute.request.method == "POST" and putus[0] >= 0:
            rute.abort("connectionreset")
        else:
            rute.continue_()

    page.route("**/ikrg-berkas*", rute_putus)
    pilih(page, "npwp", berkas("npwp"))
    expect(page.locator("#berkas-npwp")).to_contain_text("Dikirim lagi sendiri")
    diterima(page, "npwp")


def test_an_upload_waits_for_the_network(page: Page) -> None:
    page.context.set_offline(True)
    pilih(page, "npwp", berkas("npwp"))
    expect(page.locator("#berkas-npwp")).to_contain_text("Sambungan terputus")
    page.context.set_offline(False)
    diterima(page, "npwp")


def test_an_expired_ticket_is_replaced(page: Page) -> None:
    page.route(
        "**/ikrg-berkas*",
        lambda rute: rute.fulfill(status=403, headers={"Access-Control-Allow-Origin": "*"}),
        times=1,
    )
    pilih(page, "npwp", berkas("npwp"))
    diterima(page, "npwp")


def test_papers_are_still_there_after_a_reload_and_can_be_looked_at_and_replaced(
    page: Page, pemohon: Klien, draf: str
) -> None:
    pilih(page, "npwp", berkas("npwp"))
    diterima(page, "npwp")
    page.reload()
    diterima(page, "npwp")
    with page.context.expect_page() as baru:
        page.get_by_role("button", name="Lihat NPWP").click()
    baru.value.wait_for_url(re.compile("/ikrg-berkas"), wait_until="commit")
    pengganti = berkas("npwp")
    pilih(page, "npwp", pengganti)
    expect(page.locator("#berkas-npwp")).to_have_class("berkas sedang")
    diterima(page, "npwp")
    assert isi_di_server(pemohon, draf, "npwp") == pengganti["buffer"]
