"""The papers beside the form: a long PDF, photographs, and what cannot be shown."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pypdf
import pytest
import typst
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect
from pypdf.generic import DecodedStreamObject, NameObject, NumberObject

from infra.klien import Klien
from infra.perjalanan import Perjalanan
from tests.browser.pemohon.alat import periksa
from tests.browser.petugas.conftest import MEJA, TABLET, Buka

PANJANG = 300
POTONG = 256 * 1024


@dataclass
class Bucket:
    """Papers as the API lists them and as a bucket hands them out, by ranges where asked."""

    isi: dict[str, bytes]
    """By the name of the paper."""
    kedaluwarsa: int = 0
    """How many more requests are refused, as with an address that has lapsed."""
    terhenti: bool = False
    """Whether whatever is behind the first range never comes."""
    diminta: list[str | None] = field(default_factory=list)
    """The range of each request."""

    def daftar(self) -> list[dict[str, object]]:
        """What `GET /permohonan/{nomor}` says of them."""
        return [
            {
                "id": str(no),
                "kode": f"uji_{no}",
                "nama": nama,
                "keadaan": "diterima",
                "tipe": "application/pdf" if isi.startswith(b"%PDF") else "image/jpeg",
                "ukuran": len(isi),
                "diunggah": "2026-11-20T03:00:00Z",
                "asal": "unggahan",
            }
            for no, (nama, isi) in enumerate(self.isi.items())
        ]

    def jawab(self, route: Route) -> None:
        """One request for a paper."""
        isi = list(self.isi.values())[int(route.request.url.rsplit("/", 1)[1])]
        rentang = route.request.headers.get("range")
        self.diminta.append(rentang)
        if self.terhenti and rentang and not rentang.startswith("bytes=0-"):
            return
        if self.kedaluwarsa:
            self.kedaluwarsa -= 1
            route.fulfill(status=403, body="Request has expired")
        elif rentang:
            awal, akhir = map(int, rentang.removeprefix("bytes=").split("-"))
            route.fulfill(status=206, body=isi[awal : akhir + 1])
        else:
            route.fulfill(body=isi)


@pytest.fixture(scope="session")
def panjang() -> bytes:
    """A PDF of 300 pages, each with its number."""
    isi = "= Lembar nomor #i \n #lorem(300) #pagebreak(weak: true)"
    teks = f"#for i in range(1, {PANJANG + 1}) [{isi}]"
    return typst.compile(teks.encode())


@pytest.fixture
def buka(
    meja: Buka, petugas: Callable[[str], Klien], kasus: Perjalanan, situs: str
) -> Callable[..., Page]:
    """A case with these papers instead of its own."""
    semula = petugas("front_office").get(f"/permohonan/{kasus.nomor}")

    def buka(bucket: Bucket, lebar: int = MEJA) -> Page:
        isi = semula | {"berkas": bucket.daftar()}
        page = meja("front_office", kasus.nomor, lebar)
        page.route(
            re.compile(rf"/api/permohonan/{kasus.nomor}$"), lambda route: route.fulfill(json=isi)
        )
        page.route(
            re.compile(r"/api/permohonan/[^/]+/berkas/\d+$"),
            lambda route: route.fulfill(
                json={"url": f"{situs}/uji/{route.request.url.rsplit('/', 1)[1]}"}
            ),
        )
        page.route(re.compile("/uji/"), bucket.jawab)
        page.reload()
        return page

    return buka


def foto(lebar: int = 1200, tinggi: int = 800) -> bytes:
    """A photograph on its side."""
    wadah = io.BytesIO()
    Image.effect_noise((lebar, tinggi), 60).save(wadah, "JPEG")
    return wadah.getvalue()


def pilih(page: Page, nama: str) -> None:
    """Open a paper from the list, which is folded away once one is open."""
    page.locator(".penampil").wait_for()
    lipat = page.locator(".penampil-lipat")
    if lipat.is_visible():
        lipat.click()
    page.locator(".penampil-daftar").get_by_role("button", name=nama).click()


def nomor(page: Page) -> Locator:
    """The field with the number of the page that is read."""
    return page.get_by_label("Halaman", exact=True)


def test_of_a_long_paper_only_what_is_looked_at_is_fetched_and_drawn(
    buka: Callable[..., Page], panjang: bytes
) -> None:
    bucket = Bucket({"Akta": panjang})
    page = buka(bucket)
    pilih(page, "Akta")
    expect(page.locator(".lembar")).to_have_count(PANJANG)
    expect(page.get_by_text("Lembar nomor 1", exact=True)).to_be_visible()
    assert page.locator(".lembar canvas").count() <= 3
    assert len(bucket.diminta) * POTONG < len(panjang)
    nomor(page).fill(str(PANJANG))
    nomor(page).press("Enter")
    expect(page.get_by_text(f"Lembar nomor {PANJANG}", exact=True)).to_be_in_viewport()
    expect(nomor(page)).to_have_value(str(PANJANG))
    assert page.locator(".lembar canvas").count() <= 3
    page.get_by_role("button", name="Halaman sebelumnya").click()
    expect(nomor(page)).to_have_value(str(PANJANG - 1))
    nomor(page).fill("sepuluh")
    nomor(page).press("Enter")
    expect(nomor(page)).to_have_value("1")
    assert page.get_by_role("button", name="Halaman sebelumnya").get_attribute("aria-disabled")


def test_a_paper_is_made_larger_smaller_and_turned(
    buka: Callable[..., Page], panjang: bytes
) -> None:
    page = buka(Bucket({"Akta": panjang}))
    pilih(page, "Akta")
    kotak = page.locator(".lembar").first
    expect(kotak.locator("canvas")).to_be_visible()

    def ukuran() -> tuple[float, float]:
        hasil = kotak.bounding_box()
        assert hasil
        return hasil["width"], hasil["height"]

    semula = ukuran()
    assert semula[0] < semula[1]
    page.get_by_role("button", name="Perbesar").click()
    assert ukuran()[0] == pytest.approx(semula[0] * 1.25, rel=0.01)
    page.get_by_role("button", name="Pas lebar").click()
    assert ukuran()[0] == pytest.approx(semula[0], rel=0.03)
    page.get_by_role("button", name="Putar").click()
    assert ukuran()[0] > ukuran()[1]
    expect(page.get_by_text("Lembar nomor 1", exact=True)).to_be_visible()


def test_one_paper_after_the_other(buka: Callable[..., Page], panjang: bytes) -> None:
    nama = "Akta <b>tebal</b><img src=x onerror=alert(1)>"
    page = buka(Bucket({nama: panjang, "Foto lokasi": foto()}))
    daftar = page.locator(".penampil-daftar")
    expect(daftar).to_contain_text(nama)
    pilih(page, nama)
    expect(page.get_by_text("Lembar nomor 1", exact=True)).to_be_visible()
    expect(page.locator(".penampil-lipat")).to_contain_text(nama)
    page.get_by_role("button", name="Berkas berikutnya").click()
    expect(page.get_by_role("img", name="Foto lokasi")).to_be_visible()
    expect(page.locator(".lembar canvas")).to_have_count(0)
    expect(daftar.locator("[aria-current]")).to_contain_text("Foto lokasi")
    page.get_by_role("button", name="Putar").click()
    kotak = page.get_by_role("img", name="Foto lokasi").bounding_box()
    assert kotak
    assert kotak["height"] > kotak["width"]
    page.get_by_role("button", name="Berkas sebelumnya").click()
    expect(page.get_by_text("Lembar nomor 1", exact=True)).to_be_visible()


def _terkunci() -> bytes:
    penulis, wadah = pypdf.PdfWriter(), io.BytesIO()
    penulis.add_blank_page(200, 200)
    penulis.encrypt("rahasia", algorithm="RC4-128")
    penulis.write(wadah)
    return wadah.getvalue()


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (b"%PDF-1.7\nbukan", "PDF ini rusak"),
        (_terkunci(), "terkunci kata sandi"),
        (foto()[:100], "Gambar ini rusak"),
    ],
)
def test_what_cannot_be_shown_is_said(buka: Callable[..., Page], isi: bytes, kalimat: str) -> None:
    page = buka(Bucket({"Berkas": isi}))
    pilih(page, "Berkas")
    expect(page.locator(".penampil [role=alert]")).to_contain_text(kalimat)
    expect(page.get_by_role("button", name="Unduh")).to_be_visible()


def test_a_lapsed_address_is_asked_for_again_and_a_refusal_may_be_tried_again(
    buka: Callable[..., Page], panjang: bytes
) -> None:
    bucket = Bucket({"Akta": panjang}, kedaluwarsa=1)
    page = buka(bucket)
    pilih(page, "Akta")
    expect(page.get_by_text("Lembar nomor 1", exact=True)).to_be_visible()
    bucket.kedaluwarsa = 4
    nomor(page).fill("150")
    nomor(page).press("Enter")
    expect(page.locator(".penampil [role=alert]")).to_contain_text("tidak dapat diambil")
    bucket.kedaluwarsa = 0
    page.get_by_role("button", name="Coba lagi").click()
    expect(page.get_by_text("Lembar nomor 150", exact=True)).to_be_in_viewport()


def test_a_paper_may_be_left_while_it_is_still_coming(
    buka: Callable[..., Page], panjang: bytes
) -> None:
    page = buka(Bucket({"Akta": panjang, "Foto lokasi": foto()}, terhenti=True))
    expect(page.get_by_text("Membuka Akta…")).to_be_visible()
    with page.expect_request(re.compile("/uji/0")):
        page.reload()
    page.get_by_role("button", name="Berkas berikutnya").click()
    expect(page.get_by_role("img", name="Foto lokasi")).to_be_visible()


def test_a_scan_in_jpeg_2000_is_drawn_without_webassembly(buka: Callable[..., Page]) -> None:
    """Its decoder is a file that the worker asks for itself, by an address within aset/."""
    wadah = io.BytesIO()
    Image.new("RGB", (200, 200), (200, 0, 0)).save(wadah, "JPEG2000")
    penulis = pypdf.PdfWriter()
    halaman = penulis.add_blank_page(200, 200)
    gambar = DecodedStreamObject()
    gambar.set_data(wadah.getvalue())
    gambar.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(200),
            NameObject("/Height"): NumberObject(200),
            NameObject("/Filter"): NameObject("/JPXDecode"),
        }
    )
    isi = DecodedStreamObject()
    isi.set_data(b"200 0 0 200 0 0 cm /G Do")
    sumber = pypdf.generic.DictionaryObject({NameObject("/G"): penulis._add_object(gambar)})
    halaman[NameObject("/Resources")] = pypdf.generic.DictionaryObject(
        {NameObject("/XObject"): sumber}
    )
    halaman[NameObject("/Contents")] = penulis._add_object(isi)
    hasil = io.BytesIO()
    penulis.write(hasil)
    page = buka(Bucket({"Pindaian": hasil.getvalue()}))
    pilih(page, "Pindaian")
    kanvas = page.locator(".lembar canvas")
    warna = kanvas.evaluate("k => [...k.getContext('2d').getImageData(20, 20, 1, 1).data]")
    assert warna[0] > 150
    assert max(warna[1:3]) < 60
    expect(page.get_by_text("berupa gambar tanpa teks")).to_be_attached()


@pytest.mark.parametrize("lebar", [MEJA, TABLET, 360])
def test_the_viewer_serves_everybody(buka: Callable[..., Page], panjang: bytes, lebar: int) -> None:
    page = buka(Bucket({"Akta": panjang, "Foto lokasi": foto()}), lebar)
    page.locator(".penampil").wait_for()
    periksa(page)
    pilih(page, "Akta")
    expect(page.locator(".lembar canvas").first).to_be_visible()
    periksa(page)
    with page.expect_download() as unduhan:
        page.get_by_role("button", name="Unduh", exact=True).click()
    assert unduhan.value.suggested_filename.endswith("Akta.pdf")
    assert unduhan.value.path().read_bytes() == panjang
