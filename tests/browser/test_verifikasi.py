"""The page verifikasi as people use it: from a QR, from a saved folder, with the letter's PDF."""

import hashlib
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from infra.kunci_verifikasi import tambah
from tests.browser.conftest import KANTOR, Kantor, tulis_kunci
from tests.ubahan import PERNYATAAN, Kunci, dua_ratus, setiap_huruf

PDF = b"%PDF-1.7 the letter"
BERLAKU: dict[str, object] = {
    "keadaan": "berlaku",
    "nomor": PERNYATAAN.nomor,
    "berlaku_sampai": "2031-11-23",
    "berkas_sha256": hashlib.sha256(PDF).hexdigest(),
    "dicabut": None,
}
PERIKSA = """daftar => Promise.all(daftar.map(
    teks => Verifikasi.periksa(teks, KUNCI_VERIFIKASI.kunci).then(nilai => nilai.hasil)))"""


@pytest.fixture
def jws(kunci: Kunci) -> str:
    return kunci.jws()


def buka(page: Page, alamat: str, jws: str = "") -> None:
    page.goto("about:blank")  # else only the fragment changes
    page.goto(f"{alamat}#{jws}" if jws else alamat)


def vonis(page: Page) -> str:
    """The verdict, once the status is known."""
    expect(page.locator("#vonis")).not_to_be_empty()
    expect(page.locator("#status")).not_to_contain_text("Sedang")
    return page.locator("#vonis").inner_text()


def pilih(page: Page, isi: bytes, nama: str = "sk.pdf") -> None:
    page.locator("#berkas").set_input_files(
        {"name": nama, "mimeType": "application/pdf", "buffer": isi}
    )


# ---------------------------------------------------------------------------- what a QR says


def test_a_scanned_qr_shows_what_the_office_signed(page: Page, kantor: Kantor, jws: str) -> None:
    kantor.catatan[PERNYATAAN.sha256] = BERLAKU
    buka(page, kantor.alamat, jws)
    assert vonis(page) == "Keterangan ini asli"
    for id_, isi in {
        "kantor": KANTOR,
        "nomor": "503/0042/IKRG/DPMPTSP/XI/2026",
        "pemegang": "CV Jaya Kabel Nusantara – Siti Rahmawati",
        "jenis": "Izin Instalatur Kabel Rumah/Gedung",
        "tanggal": "24 November 2026",
        "sampai": "23 November 2031",
        "status": "Berlaku",
    }.items():
        expect(page.locator(f"#{id_}")).to_have_text(isi)
    expect(page.locator("#uji")).to_be_hidden()


def test_without_an_end_it_says_so(page: Page, kantor: Kantor, kunci: Kunci) -> None:
    buka(page, kantor.alamat, kunci.jws(replace(PERNYATAAN, berlaku_sampai=None)))
    vonis(page)
    expect(page.locator("#sampai")).to_have_text("Tidak dibatasi")


def test_a_key_for_tests_says_that_the_letter_is_none(
    page: Page, kantor: Kantor, folder: Path, tmp_path: Path
) -> None:
    uji = Kunci()
    shutil.copytree(folder / "verifikasi", tmp_path / "v")
    tulis_kunci(tmp_path / "v", tambah([], uji.der, date(2026, 1, 1), uji=True))
    buka(page, (tmp_path / "v" / "index.html").as_uri(), uji.jws())
    assert vonis(page) == "Keterangan ini asli"
    expect(page.locator("#uji")).to_contain_text("UJI COBA")


@pytest.mark.parametrize(
    "nama", ["<img src=x onerror=alert(1)>", "‮Terbalik", "شركة الكابلات", "👷🏽‍♀️ Ketut", "Ny" * 300]
)
def test_any_name_is_only_text(nama: str, page: Page, kantor: Kantor, kunci: Kunci) -> None:
    buka(page, kantor.alamat, kunci.jws(replace(PERNYATAAN, pemegang=nama)))
    assert vonis(page)
    tampil = page.locator("#pemegang").text_content() or ""
    assert nama.startswith(tampil.removesuffix("…"))
    assert page.locator("#pemegang *").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# ---------------------------------------------------------------------------- what is wrong


def test_200_changes_by_chance_are_all_noticed(page: Page, kantor: Kantor, jws: str) -> None:
    buka(page, kantor.alamat)
    assert page.evaluate(PERIKSA, [jws]) == ["sah"]
    hasil = page.evaluate(PERIKSA, dua_ratus(jws))
    assert len(hasil) == 200
    assert set(hasil) == {"diubah", "kunci_tidak_dikenal", "tidak_lengkap"}


def test_another_character_anywhere_is_noticed(page: Page, kantor: Kantor, jws: str) -> None:
    buka(page, kantor.alamat)
    assert "sah" not in page.evaluate(PERIKSA, setiap_huruf(jws))


def test_every_honest_statement_is_taken(page: Page, kantor: Kantor, kunci: Kunci) -> None:
    buka(page, kantor.alamat)
    assert set(page.evaluate(PERIKSA, [kunci.jws() for _ in range(200)])) == {"sah"}


def test_a_changed_field_is_said_in_plain_words(page: Page, kantor: Kantor, kunci: Kunci) -> None:
    asli, lain = (
        kunci.jws(replace(PERNYATAAN, pemegang=nama)).split(".") for nama in ("CV Asli", "CV Palsu")
    )
    buka(page, kantor.alamat, ".".join([lain[0], lain[1], asli[2]]))
    assert vonis(page) == "Isi keterangan ini telah diubah"
    expect(page.locator("#sebab")).to_contain_text("Jangan percayai surat ini")
    expect(page.locator("#rincian")).to_be_hidden()
    expect(page.locator("#bagian-berkas")).to_be_hidden()


def test_a_stranger_s_key_is_not_known(page: Page, kantor: Kantor) -> None:
    buka(page, kantor.alamat, Kunci().jws())
    assert vonis(page) == "Kunci tidak dikenal"


@pytest.mark.parametrize("potong", [10, 100, 300, -1])
def test_half_a_qr_is_not_whole(potong: int, page: Page, kantor: Kantor, jws: str) -> None:
    buka(page, kantor.alamat, jws[:potong])
    assert vonis(page) == "QR tidak lengkap"


def test_a_retired_key_still_speaks_for_letters_of_its_time(
    page: Page, kantor: Kantor, kunci_lama: Kunci
) -> None:
    buka(page, kantor.alamat)
    daftar = [
        kunci_lama.jws(replace(PERNYATAAN, tanggal=hari))
        for hari in (date(2025, 12, 31), date(2026, 1, 1))
    ]
    assert page.evaluate(PERIKSA, daftar) == ["sah", "kunci_ditarik"]


def test_without_keys_it_says_that_it_cannot_check(
    page: Page, folder: Path, tmp_path: Path, jws: str
) -> None:
    shutil.copytree(folder / "verifikasi", tmp_path / "v")
    (tmp_path / "v" / "kunci.js").unlink()
    buka(page, (tmp_path / "v" / "index.html").as_uri(), jws)
    assert vonis(page) == "Belum dapat diperiksa"


# -------------------------------------------------------------------------- what the office adds


@pytest.mark.parametrize(
    ("catatan", "judul", "status"),
    [
        ({}, "Keterangan ini asli", "Berlaku"),
        (
            {"keadaan": "dicabut", "dicabut": "2027-02-03"},
            "Surat ini asli, tetapi sudah dicabut",
            "Dicabut sejak 3 Februari 2027",
        ),
        (
            {"keadaan": "kedaluwarsa"},
            "Surat ini asli, tetapi masa berlakunya sudah habis",
            "Kedaluwarsa",
        ),
        ({"keadaan": "batal"}, "Surat ini asli, tetapi sudah dibatalkan", "Batal"),
        ({"keadaan": "yang lain"}, "Keterangan ini asli", "Belum dapat diperiksa"),
    ],
)
def test_the_office_s_status_stands_beside_it(
    catatan: dict[str, object], judul: str, status: str, page: Page, kantor: Kantor, jws: str
) -> None:
    kantor.catatan[PERNYATAAN.sha256] = BERLAKU | catatan
    buka(page, kantor.alamat, jws)
    assert vonis(page) == judul
    expect(page.locator("#status")).to_have_text(status)


def test_what_the_office_does_not_know_is_no_letter_of_it(
    page: Page, kantor: Kantor, jws: str
) -> None:
    buka(page, kantor.alamat, jws)
    assert vonis(page) == "Tanda tangannya cocok, tetapi suratnya tidak tercatat"


def test_an_extended_validity_is_the_office_s(page: Page, kantor: Kantor, jws: str) -> None:
    kantor.catatan[PERNYATAAN.sha256] = BERLAKU | {"berlaku_sampai": "2036-01-02"}
    buka(page, kantor.alamat, jws)
    vonis(page)
    expect(page.locator("#sampai")).to_have_text("2 Januari 2036 (menurut daftar kantor)")


def test_the_office_out_of_reach_leaves_the_verdict_and_is_asked_again(
    page: Page, kantor: Kantor, jws: str
) -> None:
    kantor.catatan[PERNYATAAN.sha256] = BERLAKU
    kantor.mati = True
    buka(page, kantor.alamat, jws)
    assert vonis(page) == "Keterangan ini asli"
    expect(page.locator("#arti")).to_contain_text("belum diketahui apakah surat ini")
    kantor.mati = False
    page.get_by_role("button", name="Periksa status lagi").click()
    expect(page.locator("#status")).to_have_text("Berlaku")


def test_a_phone_that_goes_offline_still_checks_the_next_qr(
    page: Page, konteks: BrowserContext, kantor: Kantor, jws: str
) -> None:
    buka(page, kantor.alamat)
    konteks.set_offline(True)
    page.evaluate("jws => { location.hash = jws; }", jws)
    assert vonis(page) == "Keterangan ini asli"
    expect(page.locator("#status")).to_have_text("Belum dapat diperiksa")


def test_a_second_qr_in_the_same_tab_replaces_the_first(
    page: Page, kantor: Kantor, kunci: Kunci
) -> None:
    buka(page, kantor.alamat, kunci.jws())
    vonis(page)
    page.evaluate("jws => { location.hash = jws; }", Kunci().jws())
    expect(page.locator("#vonis")).to_have_text("Kunci tidak dikenal")
    expect(page.locator("#rincian")).to_be_hidden()


# ------------------------------------------------------------------------------ without a server


def test_a_saved_folder_needs_nobody(page: Page, folder: Path, jws: str) -> None:
    buka(page, (folder / "verifikasi" / "index.html").as_uri(), jws)
    assert vonis(page) == "Keterangan ini asli"
    expect(page.locator("#arti")).to_contain_text("tidak terhubung dengan kantor")
    pilih(page, PDF)
    expect(page.locator("#hasil-berkas")).to_contain_text(hashlib.sha256(PDF).hexdigest())
    assert set(page.evaluate(PERIKSA, dua_ratus(jws))).isdisjoint({"sah"})


def test_an_expired_letter_is_noticed_offline(page: Page, folder: Path, kunci: Kunci) -> None:
    lama = replace(PERNYATAAN, tanggal=date(2020, 1, 2), berlaku_sampai=date(2025, 1, 1))
    buka(page, (folder / "verifikasi" / "index.html").as_uri(), kunci.jws(lama))
    assert vonis(page) == "Surat ini asli, tetapi masa berlakunya sudah habis"


# ------------------------------------------------------------------------------------ the PDF


def test_the_letter_s_file_is_compared_and_never_sent(page: Page, kantor: Kantor, jws: str) -> None:
    kantor.catatan[PERNYATAAN.sha256] = BERLAKU
    kiriman: list[str] = []
    page.on("request", lambda r: kiriman.append(f"{r.method} {r.post_data or ''}"))
    buka(page, kantor.alamat, jws)
    vonis(page)
    pilih(page, PDF)
    expect(page.locator("#hasil-berkas")).to_contain_text("sama persis")
    pilih(page, PDF + b" ", "ubah.pdf")
    expect(page.locator("#hasil-berkas")).to_contain_text("“ubah.pdf” berbeda")
    assert set(kiriman) == {"GET "}


def test_a_file_may_be_dropped(page: Page, kantor: Kantor, jws: str) -> None:
    kantor.catatan[PERNYATAAN.sha256] = BERLAKU
    buka(page, kantor.alamat, jws)
    vonis(page)
    page.evaluate(
        """isi => {
            const data = new DataTransfer();
            data.items.add(new File([isi], "sk.pdf", {type: "application/pdf"}));
            document.getElementById("taruh").dispatchEvent(
                new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        PDF.decode(),
    )
    expect(page.locator("#hasil-berkas")).to_contain_text("sama persis")


# ---------------------------------------------------------------------------------- by hand


@pytest.mark.parametrize("lebar", [360, 1280])
def test_it_works_with_the_keyboard_alone(lebar: int, page: Page, kantor: Kantor, jws: str) -> None:
    kantor.catatan[PERNYATAAN.sha256] = BERLAKU
    page.set_viewport_size({"width": lebar, "height": 800})
    buka(page, kantor.alamat)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Isi kode QR atau alamat lengkapnya")).to_be_focused()
    page.keyboard.insert_text(f"  {kantor.alamat}#{jws[:200]}\n{jws[200:]} ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert vonis(page) == "Keterangan ini asli"
    expect(page.locator("#vonis")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Pilih berkas PDF")).to_be_focused()


def test_an_empty_box_is_no_qr(page: Page, kantor: Kantor) -> None:
    buka(page, kantor.alamat)
    page.get_by_role("button", name="Periksa").click()
    assert vonis(page) == "QR tidak lengkap"


def test_the_verdict_is_announced(page: Page, kantor: Kantor, jws: str) -> None:
    buka(page, kantor.alamat, jws)
    vonis(page)
    assert page.locator("[role=status] #vonis").count() == 1
    assert page.locator("[role=status] #status").count() == 1


@pytest.mark.parametrize("lebar", [320, 360, 1280])
@pytest.mark.parametrize("keadaan", ["kosong", "asli", "dicabut", "diubah", "luring"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    keadaan: str, lebar: int, page: Page, kantor: Kantor, jws: str
) -> None:
    kantor.catatan[PERNYATAAN.sha256] = BERLAKU
    if keadaan == "dicabut":
        kantor.catatan[PERNYATAAN.sha256] = BERLAKU | {
            "keadaan": "dicabut",
            "dicabut": "2027-02-03",
        }
    kantor.mati = keadaan == "luring"
    page.set_viewport_size({"width": lebar, "height": 800})
    isi = {"kosong": "", "diubah": jws[:-60] + "A" * 59 + "Q"}
    buka(page, kantor.alamat, isi.get(keadaan, jws))
    if keadaan != "kosong":
        vonis(page)
        if keadaan != "diubah":
            pilih(page, PDF)
            expect(page.locator("#hasil-berkas")).to_contain_text("sk.pdf")
    page.locator("summary").click()
    hasil = Axe().run(page)
    assert hasil.violations_count == 0, hasil.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    kecil = page.evaluate(
        """[...document.querySelectorAll("button, .tombol, textarea")]
            .filter(e => e.offsetParent && e.getBoundingClientRect().height < 40).length"""
    )
    assert kecil == 0


def test_on_paper_stand_the_facts_and_when_they_were_checked(
    page: Page, kantor: Kantor, jws: str
) -> None:
    kantor.catatan[PERNYATAAN.sha256] = BERLAKU
    buka(page, kantor.alamat, jws)
    vonis(page)
    page.emulate_media(media="print")
    expect(page.locator("#waktu")).to_contain_text("Diperiksa pada")
    expect(page.locator("#nomor")).to_be_visible()
    for alat in ("#bagian-berkas", "#formulir", "details"):
        expect(page.locator(alat)).to_be_hidden()


def test_nothing_in_the_page_is_inline_or_from_elsewhere(folder: Path) -> None:
    isi = (folder / "verifikasi" / "index.html").read_text(encoding="utf-8")
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in isi
    for terlarang in ("style=", "<style", "onclick", "javascript:", "http://", "//cdn"):
        assert terlarang not in isi
