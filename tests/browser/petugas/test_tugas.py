"""The worklist and the case behind it: what officers see, and when others were first."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from secrets import randbelow
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from chalicelib.adapters import pencarian_db
from chalicelib.domain.pencarian import Kunci
from infra.akun import cabut, tambah
from infra.klien import Klien, masuk_petugas
from infra.lokal import Lokal
from infra.perjalanan import Perjalanan
from infra.sesi import Json, Stack
from tests.browser.pemohon.alat import periksa
from tests.browser.petugas.alat import MESIN
from tests.browser.petugas.antrean import angkat, kunjungan, taruh
from tests.browser.petugas.conftest import MEJA, Buka
from tests.e2e.alat import item, jejak, petugas_baru, simpan

KasusDi = Callable[..., Perjalanan]
Antre = Callable[..., list[str]]
JAHAT = '"><b onmouseover=alert(1)>Tebal</b><img src=x onerror=alert(2)><script>alert(3)</script>'
"""Worse than what the API takes."""
TERSEMBUNYI = """tersembunyi => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => tersembunyi });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
"""The tab goes behind another one, or comes back."""


@pytest.fixture
def antre(lokal: Lokal) -> Iterator[Antre]:
    """Puts lines on a worklist until the test ends; their nomor."""
    ada: list[Json] = []

    def isi(*daftar: Json) -> list[str]:
        ada.extend(daftar)
        taruh(lokal, daftar)
        return [str(satu["nomor"]["S"]) for satu in daftar]

    yield isi
    angkat(lokal, ada)


@pytest.fixture
def rekan(lokal: Lokal) -> Callable[[str], Klien]:
    """One more officer of a pelaksana, Sari Dewi, signed in over HTTP."""
    return lambda pelaksana: petugas_baru(lokal, pelaksana, nama_rekan())[1]


def nama_rekan() -> str:
    """A first name of her own, which is her user name."""
    return f"Sari{randbelow(10**9)} Dewi"


def baris(page: Page, nomor: str) -> Locator:
    """The line of a case."""
    return page.locator("table.tugas tbody tr").filter(has_text=nomor)


def urutan(page: Page, daftar: list[str]) -> list[str]:
    """In which order these stand."""
    semua = page.locator("table.tugas th a").all_text_contents()
    return [nomor for nomor in semua if nomor in daftar]


def visit(kasus: Perjalanan, kode: str) -> Json:
    """The open visit of a case at this langkah."""
    daftar = kasus.orang("front_office").get(f"/permohonan/{kasus.nomor}")["langkah"]
    return next(v for v in daftar if v["kode"] == kode and v["terbuka"])


def lewat_api(siapa: Klien, kasus: Perjalanan, kode: str, aksi: str, **isi: object) -> Json:
    """Do something at the open visit over HTTP."""
    setelah = visit(kasus, kode)["setelah"]
    return siapa.post(
        f"/permohonan/{kasus.nomor}/langkah/{kode}/{aksi}", {"setelah": setelah, **isi}
    )


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
    bagian = klien.sesi.token.split(".")[1]
    return str(json.loads(base64.urlsafe_b64decode(bagian + "=" * (-len(bagian) % 4)))["sub"])


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


def ubah_data(lokal: Lokal, kasus: Perjalanan, **isi: str) -> Json:
    """Let the case's form say so, whatever the API would say of it; as it is in the table now."""
    satu = item(lokal, kasus.nomor, "permohonan")
    data = json.loads(satu["data"]["S"]) | isi
    simpan(lokal, {**satu, "data": {"S": json.dumps(data)}})
    for kode, teks in isi.items():
        tempat = Kunci("tepat" if kode == "nib" else "awal", teks.lower(), kasus.nomor, kode)
        simpan(lokal, pencarian_db.item_kunci(tempat).serialize())
    return satu


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


# ------------------------------------------------------------------------------ others were first


def test_a_claim_lost_to_a_colleague_names_him_and_refreshes_the_list(
    meja: Buka, kasus_di: KasusDi, rekan: Callable[[str], Klien]
) -> None:
    kasus, sari = kasus_di("menerima_permohonan"), rekan("front_office")
    page = meja("front_office")
    tombol = baris(page, kasus.nomor).get_by_role("button", name="Kerjakan")
    expect(tombol).to_be_visible(timeout=MESIN)
    lewat_api(sari, kasus, "menerima_permohonan", "pegang")
    sebelum = len(jejak(kasus))
    tombol.click()
    nama = sari.get("/saya")["nama"]
    expect(page.locator("#kabar-tugas")).to_contain_text(f"sedang dikerjakan oleh {nama}")
    expect(page.locator("#kabar-tugas")).to_be_focused()
    expect(baris(page, kasus.nomor).locator("[data-kolom=Dipegang]")).to_have_text(nama)
    expect(page.locator("h1")).to_have_text("Tugas saya")
    assert len(jejak(kasus)) == sebelum
    periksa(page)


KODE, AKSI, ISIAN = "diskominfo_menghubungi_fo", "hubungi", "Petugas yang dihubungi"
DIISI = {"dihubungi": "Bu Ratna", "cara": "surel"}


def _mengetik(page: Page) -> Locator:
    tugas = page.locator(".tugas-ini").filter(has=page.get_by_label(ISIAN))
    tugas.get_by_label("Telepon", exact=True).check()
    tugas.get_by_label(ISIAN).fill("Pak Bayu")
    return tugas


def test_a_langkah_closed_by_a_colleague_is_refused_and_what_was_typed_stays_to_be_read(
    meja: Buka, kasus_di: KasusDi, rekan: Callable[[str], Klien]
) -> None:
    kasus, sari = kasus_di(KODE), rekan("diskominfo")
    page = meja("diskominfo", kasus.nomor)
    tugas = _mengetik(page)
    lewat_api(sari, kasus, KODE, AKSI, isian=DIISI)
    tugas.locator("button[type=submit]").click()
    nama = sari.get("/saya")["nama"]
    expect(page.locator("#kabar-kasus")).to_contain_text(f"sudah diselesaikan oleh {nama}")
    expect(page.locator("#kabar-kasus")).to_be_focused()
    page.reload()
    lama = page.locator(".ketikan-lama")
    expect(lama).to_contain_text(f"sudah diselesaikan oleh {nama}")
    lama.get_by_text("Yang Anda ketik", exact=True).click()
    expect(lama.get_by_text("Pak Bayu")).to_be_visible()
    periksa(page)
    assert len(jejak(kasus, KODE)) == 1
    lama.get_by_role("button", name="Hapus ketikan ini").click()
    expect(lama).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter(k => k.includes('diskominfo'))") == []


def test_a_langkah_that_goes_while_typing_says_who_took_it(
    meja: Buka, kasus_di: KasusDi, rekan: Callable[[str], Klien]
) -> None:
    kasus, sari = kasus_di(KODE), rekan("diskominfo")
    page = meja("diskominfo", kasus.nomor)
    _mengetik(page)
    lewat_api(sari, kasus, KODE, AKSI, isian=DIISI)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".ketikan-lama")).to_contain_text(sari.get("/saya")["nama"])
    expect(page.locator("#kabar-kasus")).to_be_focused()


def test_a_case_that_comes_late_does_not_cover_what_was_opened_after_it(
    meja: Buka, kasus: Perjalanan
) -> None:
    page = meja("front_office")
    expect(page.locator("#jumlah-tugas")).to_be_visible()
    tertahan: list[Route] = []
    page.route(f"**/api/permohonan/{kasus.nomor}", lambda route: tertahan.append(route))
    page.evaluate(f"location.hash = '{kasus.nomor}'")
    expect(page.get_by_text("Memuat permohonan")).to_be_visible()
    page.evaluate("location.hash = ''")
    expect(page.locator("#jumlah-tugas")).to_be_visible()
    for route in tertahan:
        route.continue_()
    page.wait_for_timeout(1000)
    expect(page.locator("#jumlah-tugas")).to_be_visible()
    expect(page.locator("h1")).to_have_text("Tugas saya")


# ------------------------------------------------------------------------------ who may be here


def test_a_session_that_ended_before_sending_keeps_what_was_typed(
    meja: Buka, kasus_di: KasusDi
) -> None:
    kasus = kasus_di(KODE)
    page = meja("diskominfo", kasus.nomor)
    tugas = _mengetik(page)
    page.evaluate("sessionStorage.removeItem('sesi-petugas')")
    tugas.locator("button[type=submit]").click()
    expect(tugas.get_by_role("alert")).to_contain_text("Sesi Anda berakhir")
    expect(page.get_by_role("button", name="Masuk lagi")).to_be_visible()
    expect(tugas.get_by_label(ISIAN)).to_have_value("Pak Bayu")
    assert jejak(kasus, KODE) == []


def test_a_session_that_ended_at_the_worklist_is_asked_for_again(meja: Buka) -> None:
    page = meja("kasi")
    expect(page.locator("#jumlah-tugas")).to_be_visible()
    page.evaluate("sessionStorage.removeItem('sesi-petugas'); dispatchEvent(new Event('online'))")
    expect(page.get_by_text("Sesi Anda sudah berakhir")).to_be_visible()
    expect(page.get_by_role("button", name="Masuk lagi")).to_be_visible()
    periksa(page)


def test_an_officer_who_was_removed_changes_and_reads_nothing_more(
    halaman: Buka, kasus_di: KasusDi, lokal: Lokal
) -> None:
    kasus = kasus_di(KODE)
    akun, sari = petugas_baru(lokal, "diskominfo", nama_rekan())
    page = halaman(f"petugas.html#{kasus.nomor}", sari, MEJA)
    tugas = _mengetik(page)
    cabut(lokal.klien, lokal.keluaran, akun.nama_pengguna)
    tugas.locator("button[type=submit]").click()
    expect(page.get_by_text("Anda tidak lagi bertugas").first).to_be_visible()
    assert jejak(kasus, KODE) == []
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("Permohonan ini tidak dapat ditampilkan lagi")).to_be_visible()
    expect(page.locator(".kepala-kasus")).to_have_count(0)
    periksa(page)
    page.get_by_role("link", name="Tugas saya").first.click()
    expect(page.get_by_text("hubungi pengelola akun")).to_be_visible()
    expect(page.get_by_text("Memuat")).to_have_count(0)
    periksa(page)


def test_an_officer_without_a_pelaksana_is_told_so(halaman: Buka, lokal: Lokal) -> None:
    akun = tambah(
        lokal.klien, lokal.keluaran, "kasi", "Tono Baru", f"tono{randbelow(10**9)}", tetap=True
    )
    lokal.klien("cognito-idp").admin_remove_user_from_group(
        UserPoolId=lokal.keluaran["PoolPetugas"], Username=akun.nama_pengguna, GroupName="kasi"
    )
    page = halaman("petugas.html", _masuk(lokal, akun.nama_pengguna, akun.sandi), MEJA)
    expect(page.get_by_text("belum ditugaskan pada pelaksana mana pun")).to_be_visible()
    expect(page.locator("#menu-petugas")).to_contain_text("Tono Baru")
    periksa(page)


def _masuk(lokal: Lokal, pengguna: str, sandi: str) -> Klien:
    stack = replace(Stack.dari(lokal.keterangan()), akun={"kasi": (pengguna, sandi)})
    return masuk_petugas(stack, "kasi")


def test_the_page_works_while_it_cannot_be_told_who_he_is(meja: Buka) -> None:
    page = meja("kasi")
    page.clock.install()
    page.route("**/api/saya", lambda route: route.fulfill(status=503, json={}))
    page.reload()
    expect(page.locator("#jumlah-tugas")).to_be_visible()
    menu = page.locator("#menu-petugas")
    expect(menu).to_contain_text("Wahyu Setiawan")
    expect(menu.get_by_role("link", name="Tumpukan draf")).to_have_count(0)
    page.unroute("**/api/saya")
    page.clock.fast_forward(31_000)
    expect(menu.get_by_role("link", name="Tumpukan draf")).to_be_visible()


@pytest.mark.parametrize(("tab", "jalur"), [("Jejak", "jejak"), ("Waktu", "waktu")])
def test_a_part_of_the_history_that_fails_is_asked_for_again(
    meja: Buka, kasus: Perjalanan, tab: str, jalur: str
) -> None:
    page = meja("front_office")
    page.route(f"**/{kasus.nomor}/{jalur}", lambda route: route.fulfill(status=503, json={}))
    page.evaluate(f"location.hash = '{kasus.nomor}'")
    page.get_by_role("tab", name=tab).click()
    isi = page.get_by_role("tabpanel")
    expect(isi.get_by_role("alert")).to_be_visible()
    periksa(page)
    page.unroute(f"**/{kasus.nomor}/{jalur}")
    isi.get_by_role("button", name="Coba lagi").click()
    expect(isi.get_by_role("alert")).to_have_count(0)
    expect(isi.locator("ol.jejak, table").first).to_be_visible()


# -------------------------------------------------------------------------- applicants' words


def test_markup_in_applicants_words_is_shown_as_text(
    meja: Buka, kasus_di: KasusDi, lokal: Lokal, petugas: Callable[[str], Klien]
) -> None:
    kasus = kasus_di("paraf_kasi")
    asal = ubah_data(lokal, kasus, nama=JAHAT, nama_usaha=JAHAT)
    kunjungan_ = visit(kasus, "paraf_kasi")
    kunci = f"langkah#{kunjungan_['setelah']:06}#paraf_kasi"
    simpan(lokal, {**item(lokal, kasus.nomor, kunci), "perihal": {"S": JAHAT}})
    page = meja("kasi")
    dialog: list[Any] = []
    page.on("dialog", lambda d: (dialog.append(d.message), d.dismiss()))

    def terbaca(tempat: Locator) -> None:
        expect(tempat).to_contain_text(JAHAT)
        tempat.hover()
        assert page.locator("#petugas").locator("b, img[src=x], script").count() == 0

    terbaca(baris(page, kasus.nomor).locator(".perihal"))
    page.get_by_label("Cari permohonan").fill('"><b onmouse')
    page.get_by_role("button", name="Cari", exact=True).click()
    terbaca(page.locator(".daftar-kasus").first)
    page.get_by_role("link", name=f"Buka {kasus.nomor}").click()
    terbaca(page.locator(".pemohon"))
    terbaca(page.locator("dl.ulasan").first)
    page.get_by_role("link", name="Tumpukan draf").click()
    for _ in range(20):
        if page.locator("#judul-draf").inner_text() == kasus.nomor:
            break
        page.get_by_role("button", name="Lewati").click()
    terbaca(page.locator(".tumpukan dl.fakta").first)
    assert dialog == []
    simpan(lokal, {**item(lokal, kasus.nomor, "permohonan"), "data": asal["data"]})
    catatan = {"catatan": "Bukan untuk tumpukan tes lain."}
    lewat_api(petugas("kasi"), kasus, "paraf_kasi", "kembalikan", isian=catatan)
