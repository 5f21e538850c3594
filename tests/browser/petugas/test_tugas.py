"""The worklist: what stands first, what is narrowed, found, loaded on, and by itself."""

import re
from collections.abc import Callable
from datetime import timedelta
from secrets import randbelow

import pytest
from playwright.sync_api import Page, expect

from chalicelib.adapters import pencarian_db
from chalicelib.domain.pencarian import Kunci
from infra.klien import Klien
from infra.lokal import Lokal
from infra.perjalanan import Perjalanan
from infra.sesi import klaim
from tests.browser.pemohon.alat import periksa
from tests.browser.petugas.alat import MESIN, baris, visit
from tests.browser.petugas.antrean import kunjungan, ubah_data
from tests.browser.petugas.conftest import Antre, Buka
from tests.e2e.alat import simpan

KasusDi = Callable[..., Perjalanan]
TERSEMBUNYI = """tersembunyi => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => tersembunyi });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
"""The tab goes behind another one, or comes back."""


def urutan(page: Page, daftar: list[str]) -> list[str]:
    """In which order these stand."""
    semua = page.locator("table.tugas th a").all_text_contents()
    return [nomor for nomor in semua if nomor in daftar]


def hitung(page: Page, jalur: str) -> list[str]:
    """Grows with each request to this path of the API from now on."""
    daftar: list[str] = []
    page.on("request", lambda p: daftar.append(p.url) if f"/api{jalur}" in p.url else None)
    return daftar


# ------------------------------------------------------------------------------------ the list


@pytest.fixture
def empat(antre: Antre, petugas: Callable[[str], Klien]) -> list[str]:
    """Lines of petugas_e_doc: overdue and free, soon and a colleague's, later and his own, late."""
    saya = petugas("petugas_e_doc").get("/saya")["nama"]
    sub = _sub(petugas("petugas_e_doc"))
    return antre(
        kunjungan(900001, "petugas_e_doc", timedelta(hours=-3)),
        kunjungan(900002, "petugas_e_doc", timedelta(minutes=30), pemegang=("x", "Budi Rekan")),
        kunjungan(900003, "petugas_e_doc", timedelta(hours=5), pemegang=(sub, saya)),
        kunjungan(900004, "petugas_e_doc", timedelta(days=3), kode="membuat_draf"),
    )


def _sub(klien: Klien) -> str:
    assert klien.sesi
    return str(klaim(klien.sesi.token)["sub"])


def test_the_most_urgent_stands_first_with_its_time_in_words(meja: Buka, empat: list[str]) -> None:
    page = meja("petugas_e_doc")
    expect(baris(page, empat[3])).to_be_visible()
    assert urutan(page, empat) == empat
    for nomor, kata in zip(empat, ("Terlambat ", "Sisa ", "Sisa ", "Sisa "), strict=True):
        expect(baris(page, nomor).locator(".sisa")).to_have_text(
            re.compile(rf"{kata}\d+ (hari kerja|jam|menit)")
        )
    expect(baris(page, empat[0])).to_contain_text("CV Antre")
    expect(baris(page, empat[0])).to_contain_text("Menscan berkas permohonan")
    expect(baris(page, empat[1])).to_contain_text("Budi Rekan")
    expect(baris(page, empat[2])).to_contain_text("Anda")
    periksa(page)


def test_the_list_is_narrowed_by_state_and_by_langkah(meja: Buka, empat: list[str]) -> None:
    page = meja("petugas_e_doc")
    saringan = page.get_by_role("group", name="Saring tugas")
    for nama, tampil in (
        ("Terlambat", empat[:1]),
        ("Belum dipegang", [empat[0], empat[3]]),
        ("Saya pegang", empat[2:3]),
        ("Semua", empat),
    ):
        saringan.get_by_role("button", name=nama).click()
        expect(saringan.get_by_role("button", name=nama)).to_have_attribute("aria-pressed", "true")
        assert urutan(page, empat) == tampil
    page.get_by_label("Langkah", exact=True).select_option(value="membuat_draf")
    assert urutan(page, empat) == empat[3:]
    expect(page.locator("#jumlah-tugas")).to_have_text(re.compile(r"^1 dari \d+ tugas\.$"))
    periksa(page)


def test_a_task_is_claimed_continued_and_let_go(meja: Buka, kasus_di: KasusDi) -> None:
    kasus = kasus_di("menerima_permohonan")
    page = meja("front_office")
    baris(page, kasus.nomor).get_by_role("button", name="Kerjakan").click(timeout=MESIN)
    expect(page.locator("h1")).to_have_text(kasus.nomor)
    expect(page).to_have_title(re.compile(f"^{kasus.nomor} – "))
    page.get_by_role("link", name="Tugas saya").first.click()
    expect(baris(page, kasus.nomor)).to_contain_text("Anda")
    baris(page, kasus.nomor).get_by_role("link", name="Lanjutkan").click()
    expect(page.locator("h1")).to_have_text(kasus.nomor)
    page.go_back()
    baris(page, kasus.nomor).get_by_role("button", name="Lepas").click()
    expect(baris(page, kasus.nomor).get_by_role("button", name="Kerjakan")).to_be_visible()
    expect(page.locator("#jumlah-tugas")).to_be_focused()
    assert visit(kasus, "menerima_permohonan")["pemegang"] is None


def test_a_new_case_appears_by_itself_and_nothing_is_asked_while_hidden(
    meja: Buka, antre: Antre
) -> None:
    page = meja("petugas_e_doc")
    page.clock.install()
    page.reload()
    expect(page.locator("#jumlah-tugas")).to_be_visible()
    [nomor] = antre(kunjungan(900010, "petugas_e_doc", timedelta(hours=2)))
    expect(baris(page, nomor)).to_have_count(0)
    page.clock.fast_forward(31_000)
    expect(baris(page, nomor)).to_be_visible()
    diminta = hitung(page, "/antrean")
    page.evaluate(TERSEMBUNYI, True)
    page.clock.fast_forward(300_000)
    page.wait_for_timeout(500)
    assert diminta == []
    page.evaluate(TERSEMBUNYI, False)
    page.wait_for_timeout(500)
    assert len(diminta) == 1


def test_five_thousand_cases_come_fifty_at_a_time(meja: Buka, antre: Antre) -> None:
    semua = antre(
        *(kunjungan(910_000 + i, "petugas_e_doc", timedelta(minutes=i - 20)) for i in range(5000))
    )
    page = meja("petugas_e_doc")
    page.clock.install()  # which nothing moves: no refresh comes between
    page.reload()
    baris_ = page.locator("table.tugas tbody tr")
    expect(baris_).to_have_count(50)
    expect(page.locator("#jumlah-tugas")).to_contain_text("masih ada yang lain")
    diminta = hitung(page, "/antrean")
    lagi = page.get_by_role("button", name="Muat 50 tugas berikutnya")
    for ke in (2, 3, 4):
        lagi.dblclick()
        expect(baris_).to_have_count(50 * ke)
        expect(lagi).to_be_focused()
    assert len(diminta) == 3
    tampil = urutan(page, semua)
    assert tampil == semua[: len(tampil)]
    page.get_by_role("button", name="Terlambat", exact=True).click()
    assert baris_.count() < 50
    expect(page.locator("#jumlah-tugas")).to_contain_text(
        "dari 200 tugas yang sudah dimuat; yang belum dimuat tidak ikut disaring"
    )
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Semua", exact=True).click()
    expect(baris_).to_have_count(200)
    assert len(diminta) == 4
    periksa(page)


# ---------------------------------------------------------------------------------- the search


def cari(page: Page, teks: str) -> None:
    """Look for it."""
    page.get_by_label("Cari permohonan").fill(teks)
    page.get_by_role("button", name="Cari", exact=True).click()


def test_a_case_is_found_by_its_number_its_nib_and_the_beginning_of_a_name(
    meja: Buka, kasus: Perjalanan, lokal: Lokal
) -> None:
    nib, nama = f"81{randbelow(10**11):011}", f"Zamrud {randbelow(10**6)} Persada"
    ubah_data(lokal, kasus, nib=nib, nama_usaha=nama)
    page = meja("front_office")
    for teks in (nib, f"{nib[:4]} {nib[4:]}", nama[:9].upper(), "  zamrud "):
        cari(page, teks)
        expect(page.locator("#judul-hasil")).to_be_focused()
        expect(page.get_by_role("link", name=f"Buka {kasus.nomor}")).to_be_visible()
    expect(page.locator(".daftar-kasus").first).to_contain_text(nama)
    periksa(page)
    page.get_by_role("button", name="Kembali ke tugas saya").click()
    expect(page.get_by_label("Cari permohonan")).to_be_focused()
    cari(page, f" {kasus.nomor.lower()} ")
    expect(page.locator("h1")).to_have_text(kasus.nomor)


def test_what_is_not_there_is_said(meja: Buka) -> None:
    page = meja("front_office")
    cari(page, "qqqq tidak ada")
    expect(page.get_by_text("Tidak ada permohonan yang cocok")).to_be_visible()
    cari(page, "ab")
    expect(page.get_by_label("Cari permohonan")).to_be_focused()
    expect(page.locator("#galat-cari")).to_contain_text("paling sedikit 3 huruf")
    periksa(page)
    cari(page, "IKRG-2026-999999-TIADAA")
    expect(page.get_by_text("Permohonan tidak ditemukan.")).to_be_visible()
    periksa(page)


def test_pages_without_anything_for_him_are_passed_over(
    meja: Buka, kasus: Perjalanan, lokal: Lokal
) -> None:
    awal = f"zirkon{randbelow(10**6)}"
    ubah_data(lokal, kasus, nama_usaha=f"{awal} Persada")
    for i in range(45):  # places where the case stood once
        usang = Kunci("awal", f"{awal} ! {i:02}", kasus.nomor, f"usang{i}")
        simpan(lokal, pencarian_db.item_kunci(usang).serialize())
    page = meja("front_office")
    diminta = hitung(page, "/pencarian")
    cari(page, awal)
    expect(page.get_by_role("link", name=f"Buka {kasus.nomor}")).to_be_visible()
    assert len(diminta) == 3


def test_the_search_gives_up_after_a_few_empty_pages_and_offers_to_go_on(meja: Buka) -> None:
    page = meja("front_office")
    diminta = hitung(page, "/pencarian")
    page.route("**/api/pencarian", lambda r: r.fulfill(json={"hasil": [], "lanjut": "eA=="}))
    cari(page, "zirkon")
    expect(page.get_by_text("masih ada yang belum diperiksa")).to_be_visible()
    assert len(diminta) == 5
    page.get_by_role("button", name="Hasil berikutnya").dblclick()
    page.wait_for_timeout(500)
    assert len(diminta) == 10
