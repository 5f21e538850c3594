"""Every page: found by axe without fault, nothing cut off, nothing told that must not be."""

import pytest
from playwright.sync_api import expect

from infra.klien import Klien
from infra.perjalanan import Perjalanan
from tests.browser.pemohon.alat import Buka, periksa


@pytest.mark.parametrize("lebar", [360, 1280])
@pytest.mark.parametrize(
    ("alamat", "siap"),
    [
        ("index.html", "#isi-rapor p"),
        ("lacak.html", "#nomor"),
        ("masuk.html", "#telepon"),
        ("formulir.html", ".tombol.utama"),
    ],
)
def test_public_pages_have_no_fault(alamat: str, siap: str, lebar: int, halaman: Buka) -> None:
    page = halaman(alamat, None, lebar)
    page.locator(siap).first.wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    periksa(page)


@pytest.mark.parametrize("lebar", [360, 1280])
def test_every_step_of_the_form_has_no_fault(
    lebar: int, halaman: Buka, pemohon: Klien, draf: str
) -> None:
    page = halaman("formulir.html", pemohon, lebar)
    page.get_by_role("button", name="Mulai").wait_for()
    periksa(page)
    for langkah, judul in {
        "permohonan": "Data permohonan",
        "pemohon": "Data pemohon",
        "usaha": "Data usaha",
        "berkas": "Berkas persyaratan",
        "periksa": "Periksa dan kirim",
    }.items():
        page.goto(page.url.split("#")[0] + f"#{draf}/{langkah}")
        expect(page.locator("h1")).to_have_text(judul)
        if langkah == "permohonan":
            page.get_by_label("Badan usaha").check()
        tombol = "Kirim permohonan" if langkah == "periksa" else "Lanjut"
        if langkah != "berkas":
            page.get_by_role("button", name=tombol).click()
            page.locator("#ringkasan-galat").wait_for()
        periksa(page)


@pytest.mark.parametrize("lebar", [360, 1280])
def test_a_tracked_case_has_no_fault_and_no_personal_data(
    lebar: int, halaman: Buka, kasus: Perjalanan
) -> None:
    page = halaman(f"lacak.html#{kasus.nomor}", None, lebar)
    hasil = page.locator("#hasil")
    expect(hasil).to_contain_text("Sekarang giliran")
    expect(hasil.locator(".garis-waktu li")).to_have_count(2)
    teks = page.content()
    for rahasia in ("Siti", "Rahmawati", "Kabel Rapi", "3201014101900001", kasus.telepon[3:]):
        assert rahasia not in teks
    periksa(page)


def test_a_number_may_be_typed_as_people_do(halaman: Buka, kasus: Perjalanan) -> None:
    page = halaman("lacak.html")
    page.get_by_label("Nomor permohonan").fill(f"  {kasus.nomor.lower()} ")
    page.get_by_role("button", name="Lacak").click()
    expect(page.locator("#judul-hasil")).to_have_text(kasus.nomor)
    page.get_by_label("Nomor permohonan").fill("IKRG-2026-999999-AAAAAA")
    page.keyboard.press("Enter")
    expect(page.locator("#hasil")).to_contain_text("Tidak ada permohonan bernomor")
    page.go_back()
    expect(page.locator("#judul-hasil")).to_have_text(kasus.nomor)


@pytest.mark.parametrize(
    "nomor", ["IKRG-2026-999999-AAAAAA", "<script>", "DRAF-1", "../sop", "%E0"]
)
def test_a_wrong_number_says_so_and_nothing_else(nomor: str, halaman: Buka) -> None:
    page = halaman("lacak.html")
    page.get_by_label("Nomor permohonan").fill(nomor)
    page.get_by_role("button", name="Lacak").click()
    expect(page.locator("#hasil .pesan.buruk")).to_contain_text("Tidak ada permohonan bernomor")


def test_an_empty_number_is_asked_for(halaman: Buka) -> None:
    page = halaman("lacak.html")
    page.get_by_role("button", name="Lacak").click()
    expect(page.locator("#galat-nomor")).to_have_text("Ketik nomor permohonan lebih dahulu.")
    expect(page.get_by_label("Nomor permohonan")).to_be_focused()


@pytest.mark.parametrize(
    ("status", "kata"), [(429, "Tunggu satu menit"), (503, "terganggu"), (0, "Periksa sambungan")]
)
def test_throttling_and_failures_are_told_in_words(status: int, kata: str, halaman: Buka) -> None:
    page = halaman("lacak.html")
    page.route(
        "**/api/lacak/*",
        lambda rute: rute.fulfill(status=status, body="{}") if status else rute.abort(),
    )
    page.get_by_label("Nomor permohonan").fill("IKRG-2026-000001-AAAAAA")
    page.get_by_role("button", name="Lacak").click()
    expect(page.locator("#hasil")).to_contain_text(kata)


def test_tracking_says_since_when_a_permit_is_revoked(halaman: Buka, kasus: Perjalanan) -> None:
    isi = kasus.stack.http.get(f"{kasus.stack.api}/lacak/{kasus.nomor}").json()
    assert isi["dicabut"] is None
    page = halaman("lacak.html")
    page.route(
        "**/api/lacak/*",
        lambda rute: rute.fulfill(json={**isi, "dicabut": "2026-12-31T17:30:00+00:00"}),
    )
    page.get_by_label("Nomor permohonan").fill(kasus.nomor)
    page.get_by_role("button", name="Lacak").click()
    expect(page.locator("#hasil")).to_contain_text("telah dicabut pada 1 Januari 2027")
    periksa(page)


def test_the_standard_is_readable_without_a_script_and_prints(halaman: Buka, situs: str) -> None:
    page = halaman("index.html")
    page.route("**/*.js", lambda rute: rute.abort())
    page.reload()
    expect(page.locator(".persyaratan").first).to_contain_text("KTP")
    page.emulate_media(media="print")
    expect(page.locator("table.sop")).to_be_visible()
    expect(page.locator(".menu")).to_be_hidden()


def test_the_skip_link_leads_to_the_content_and_leaves_the_address(
    halaman: Buka, kasus: Perjalanan
) -> None:
    page = halaman(f"lacak.html#{kasus.nomor}")
    expect(page.locator("#judul-hasil")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    assert page.url.endswith(kasus.nomor)
