"""Who was first, who may be here, and applicants' words: nothing is lost and nothing executes."""

from collections.abc import Callable
from dataclasses import replace
from secrets import randbelow
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from infra.akun import cabut, tambah
from infra.klien import Klien, masuk_petugas
from infra.lokal import Lokal
from infra.perjalanan import Perjalanan
from infra.sesi import Json, Stack
from tests.browser.pemohon.alat import periksa
from tests.browser.petugas.alat import MESIN, baris, nama_rekan, visit
from tests.browser.petugas.antrean import ubah_data
from tests.browser.petugas.conftest import MEJA, Buka
from tests.e2e.alat import item, jejak, petugas_baru, simpan

KasusDi = Callable[..., Perjalanan]
JAHAT = '"><b onmouseover=alert(1)>Tebal</b><img src=x onerror=alert(2)><script>alert(3)</script>'
"""Worse than what the API takes."""


def lewat_api(siapa: Klien, kasus: Perjalanan, kode: str, aksi: str, **isi: object) -> Json:
    """Do something at the open visit over HTTP."""
    setelah = visit(kasus, kode)["setelah"]
    return siapa.post(
        f"/permohonan/{kasus.nomor}/langkah/{kode}/{aksi}", {"setelah": setelah, **isi}
    )


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
