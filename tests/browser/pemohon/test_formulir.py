"""The form from the first answer to the number, and everything that may come between."""

import re

import pytest
from playwright.sync_api import Route, expect

from infra.klien import Klien
from infra.perjalanan import Perjalanan
from infra.sesi import Stack, tunggu
from infra.skenario import Skenario
from tests.browser.pemohon.alat import (
    PEMOHON,
    Buka,
    isi,
    isi_data,
    judul,
    lampirkan,
    lanjut,
    masuk,
    tersimpan,
)


def data(pemohon: Klien, draf: str) -> dict[str, object]:
    hasil: dict[str, object] = pemohon.get(f"/permohonan/{draf}")["data"]
    return hasil


def sampai_di_server(pemohon: Klien, draf: str, kode: str, nilai: object) -> None:
    tunggu(lambda: data(pemohon, draf).get(kode) == nilai or None, f"{kode} di server", detik=20)


def test_from_sign_in_by_sms_to_a_number(halaman: Buka, stack: Stack, telepon: str) -> None:
    page = halaman("index.html")
    page.get_by_role("link", name="Ajukan permohonan").click()
    page.get_by_role("link", name="Masuk dengan nomor HP").click()
    masuk(page, stack, telepon)
    page.get_by_role("button", name="Mulai permohonan baru").dblclick()

    isi_data(page, telepon)
    assert "akta_pendirian" not in lampirkan(page, {})
    lanjut(page)

    judul(page, "Periksa dan kirim")
    page.get_by_role("button", name="Kirim permohonan").click()
    expect(page.locator("#galat-kirim")).to_contain_text("Beri tanda pada pernyataan")
    page.get_by_label("Isian dan berkas ini benar").check()
    page.get_by_role("button", name="Kirim permohonan").dblclick()
    nomor = page.locator(".nomor-besar")
    expect(nomor).to_have_text(re.compile(r"^IKRG-\d{4}-\d{6}-\w{6}$"))
    expect(page.locator("main")).to_contain_text("10 hari kerja sejak berkas lengkap")
    nama = nomor.inner_text()
    page.reload()
    expect(nomor).to_have_text(nama)
    page.get_by_role("link", name="Lihat perkembangannya").click()
    expect(page.locator(".garis-waktu .jalan")).to_contain_text("Front Office", timeout=20_000)
    page.get_by_role("link", name="Ajukan").click()
    expect(page.locator(".daftar-kasus li")).to_have_count(1)  # neither tap made a second one


def test_questions_and_papers_follow_from_the_answers(
    halaman: Buka, pemohon: Klien, draf: str
) -> None:
    page = halaman(f"formulir.html#{draf}", pemohon)
    page.get_by_label("Perpanjangan").check()
    page.get_by_label("Badan usaha").check()
    page.get_by_label("Ya", exact=True).check()
    page.goto(page.url.split("#")[0] + f"#{draf}/usaha")
    expect(page.get_by_role("group", name="Bentuk usaha")).to_be_visible()
    page.goto(page.url.split("#")[0] + f"#{draf}/berkas")
    for kode in ("akta_pendirian", "surat_kuasa", "ktp_kuasa", "izin_lama", "laporan_kegiatan"):
        expect(page.locator(f"#berkas-{kode}")).to_be_visible()
    page.go_back()
    judul(page, "Data usaha")


def test_a_step_that_is_not_complete_says_what_and_leads_there(
    halaman: Buka, pemohon: Klien, draf: str
) -> None:
    page = halaman(f"formulir.html#{draf}/pemohon", pemohon)
    page.get_by_label("NIK").fill("123")
    lanjut(page)
    ringkasan = page.locator("#ringkasan-galat")
    expect(ringkasan).to_be_focused()
    expect(ringkasan).to_contain_text("NIK harus 16 angka sesuai KTP.")
    ringkasan.get_by_role("link", name="Nama lengkap wajib diisi.").click()
    expect(page.get_by_label("Nama lengkap")).to_be_focused()
    page.get_by_label("Nama lengkap").fill("Siti")
    expect(ringkasan).not_to_contain_text("Nama lengkap")
    assert data(pemohon, draf).get("nik") is None


def test_what_the_server_refuses_stands_beside_its_field_and_the_rest_is_saved(
    halaman: Buka, pemohon: Klien, draf: str
) -> None:
    page = halaman(f"formulir.html#{draf}/pemohon", pemohon)
    isi(page, {"NIK": "9999999999999999", "Nama lengkap": "Siti Rahmawati", "Alamat": "x"})
    page.get_by_label("Kecamatan").focus()
    galat = page.locator("#galat-isian-nik")
    expect(galat).to_contain_text("tidak sesuai susunan NIK")
    expect(page.get_by_label("NIK")).to_have_attribute("aria-invalid", "true")
    sampai_di_server(pemohon, draf, "nama", "Siti Rahmawati")
    page.get_by_label("NIK").fill(PEMOHON["NIK"])
    expect(galat).to_be_empty()
    sampai_di_server(pemohon, draf, "nik", PEMOHON["NIK"])


def test_typing_is_not_disturbed_by_saving(halaman: Buka, pemohon: Klien, draf: str) -> None:
    page = halaman(f"formulir.html#{draf}/pemohon", pemohon)
    nama = page.get_by_label("Nama lengkap")
    nama.press_sequentially("Siti ", delay=30)
    sampai_di_server(pemohon, draf, "nama", "Siti")
    tersimpan(page)
    nama.press_sequentially("Rahmawati", delay=30)
    expect(nama).to_have_value("Siti Rahmawati")
    hp = page.get_by_label("Nomor HP")
    hp.fill("0812-3456-7890")
    sampai_di_server(pemohon, draf, "hp", "+6281234567890")
    expect(hp).to_have_value("0812-3456-7890")
    nama.focus()
    expect(hp).to_have_value("+6281234567890")


# ------------------------------------------------------------------------------- bad networks


def test_what_is_typed_without_a_network_is_sent_when_it_is_back(
    halaman: Buka, pemohon: Klien, draf: str
) -> None:
    page = halaman(f"formulir.html#{draf}/pemohon", pemohon)
    page.get_by_label("Nama lengkap").fill("Siti")
    tersimpan(page)
    page.context.set_offline(True)
    page.get_by_label("Nama lengkap").fill("Siti Rahmawati")
    expect(page.locator(".tersimpan")).to_contain_text("aman di perangkat ini")
    page.context.set_offline(False)
    tersimpan(page)
    assert data(pemohon, draf)["nama"] == "Siti Rahmawati"


def test_a_tab_that_is_closed_without_a_network_loses_nothing(
    halaman: Buka, pemohon: Klien, draf: str
) -> None:
    page = halaman(f"formulir.html#{draf}/pemohon", pemohon)
    expect(page.get_by_label("NIK")).to_be_visible()
    page.context.set_offline(True)
    isi(page, {"Nama lengkap": "Siti Rahmawati", "Kode pos": "161"})
    konteks, alamat = page.context, page.url
    page.close()
    konteks.set_offline(False)
    lagi = konteks.new_page()
    lagi.goto(alamat)
    expect(lagi.get_by_label("Nama lengkap")).to_have_value("Siti Rahmawati")
    expect(lagi.get_by_label("Kode pos")).to_have_value("161")  # wrong, but his
    sampai_di_server(pemohon, draf, "nama", "Siti Rahmawati")


def test_a_save_that_is_cut_off_is_repeated(halaman: Buka, pemohon: Klien, draf: str) -> None:
    page = halaman(f"formulir.html#{draf}/pemohon", pemohon)
    putus = [2]

    def sekali(rute: Route) -> None:
        putus[0] -= 1
        if putus[0] >= 0:
            rute.abort("connectionreset")
        else:
            rute.continue_()

    page.route("**/isian", sekali)
    page.get_by_label("Nama lengkap").fill("Siti Rahmawati")
    tersimpan(page)
    assert data(pemohon, draf)["nama"] == "Siti Rahmawati"


def test_an_expired_session_asks_to_sign_in_again_and_keeps_the_text(
    halaman: Buka, pemohon: Klien, draf: str, stack: Stack, telepon: str
) -> None:
    page = halaman(f"formulir.html#{draf}/pemohon", pemohon)
    expect(page.get_by_label("NIK")).to_be_visible()
    page.evaluate(
        """() => {
            const sesi = JSON.parse(localStorage.sesi);
            localStorage.sesi = JSON.stringify({ ...sesi, sampai: 0, penyegar: "habis" });
        }"""
    )
    page.get_by_label("Nama lengkap").fill("Siti Rahmawati")
    page.get_by_role("link", name="Masuk lagi").click()
    masuk(page, stack, telepon)
    judul(page, "Data pemohon")
    expect(page.get_by_label("Nama lengkap")).to_have_value("Siti Rahmawati")
    sampai_di_server(pemohon, draf, "nama", "Siti Rahmawati")


def test_two_tabs_see_each_other_and_overwrite_nothing(
    halaman: Buka, pemohon: Klien, draf: str
) -> None:
    satu = halaman(f"formulir.html#{draf}/pemohon", pemohon)
    dua = satu.context.new_page()
    dua.goto(satu.url)
    dua.get_by_label("Kecamatan").fill("Cibinong")
    satu.get_by_label("Nama lengkap").fill("Siti Rahmawati")
    expect(dua.get_by_label("Nama lengkap")).to_have_value("Siti Rahmawati")
    expect(satu.get_by_label("Kecamatan")).to_have_value("Cibinong")
    assert {"nama", "kecamatan"} <= data(pemohon, draf).keys()


def test_a_draft_goes_on_on_another_device(halaman: Buka, pemohon: Klien, draf: str) -> None:
    page = halaman(f"formulir.html#{draf}/pemohon", pemohon)
    page.get_by_label("Nama lengkap").fill("Siti Rahmawati")
    tersimpan(page)
    lain = halaman("formulir.html", pemohon, 1280)
    lain.get_by_role("link", name="Lanjutkan").click()
    lain.get_by_role("link", name="Pemohon").click()
    expect(lain.get_by_label("Nama lengkap")).to_have_value("Siti Rahmawati")


def test_a_submission_whose_answer_is_lost_is_sent_once(
    halaman: Buka, pemohon: Klien, stack: Stack, telepon: str
) -> None:
    perjalanan = Perjalanan(stack, Skenario("browser", "", ""))
    perjalanan.milik(pemohon, telepon)
    perjalanan.draf()
    page = halaman(f"formulir.html#{perjalanan.nomor}/periksa", pemohon)
    page.get_by_label("Isian dan berkas ini benar").check()

    def jawaban_hilang(rute: Route) -> None:
        pemohon.post(f"/permohonan/{perjalanan.nomor}/ajukan")
        rute.abort("connectionreset")

    page.route("**/ajukan", jawaban_hilang, times=1)
    page.get_by_role("button", name="Kirim permohonan").click()
    expect(page.locator("#galat-kirim")).to_contain_text("tidak akan terkirim dua kali")
    page.get_by_role("button", name="Kirim permohonan").click()
    expect(page.locator(".nomor-besar")).to_be_visible()
    assert len(pemohon.get("/permohonan")["permohonan"]) == 1


# ---------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize("jahat", ["<img src=x onerror=alert(1)>", "</script><script>alert(1)"])
def test_markup_is_refused_in_words_and_never_becomes_markup(
    jahat: str, halaman: Buka, pemohon: Klien, draf: str
) -> None:
    page = halaman(f"formulir.html#{draf}/pemohon", pemohon)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for nama in PEMOHON:
        page.get_by_label(nama, exact=True).fill(jahat)
    lanjut(page)
    ringkasan = page.locator("#ringkasan-galat")
    expect(ringkasan).to_contain_text("Nama lengkap tidak boleh memuat tanda < atau >.")
    page.goto(page.url.replace("/pemohon", "/periksa"))
    expect(page.locator(".ulasan").nth(1)).to_contain_text(jahat)
    assert page.locator("main img, main script").count() == 0


@pytest.mark.parametrize(
    "nomor", ["DRAF-00000000000000000000", "IKRG-2026-000001-AAAAAA", "%E0%A4%A", "A/../../x"]
)
def test_a_draft_that_is_not_mine_is_not_there(nomor: str, halaman: Buka, pemohon: Klien) -> None:
    page = halaman(f"formulir.html#{nomor}", pemohon)
    expect(page.locator(".pesan.buruk")).to_contain_text("tidak ada pada akun Anda")
    page.get_by_role("link", name="Daftar permohonan").click()
    expect(page.get_by_role("button", name="Mulai permohonan baru")).to_be_visible()


def test_a_server_that_fails_is_told_in_words(halaman: Buka, pemohon: Klien, draf: str) -> None:
    page = halaman("formulir.html", pemohon)
    page.route("**/api/**", lambda rute: rute.fulfill(status=502, body="<html>Bad Gateway"))
    page.goto(page.url + f"#{draf}")
    expect(page.locator(".pesan.buruk")).to_contain_text("Layanan sedang terganggu")
    page.unroute("**/api/**")
    page.get_by_role("button", name="Coba lagi").click()
    judul(page, "Data permohonan")


def test_it_works_with_the_keyboard_alone(halaman: Buka, pemohon: Klien, draf: str) -> None:
    page = halaman(f"formulir.html#{draf}", pemohon, 1280)
    page.get_by_label("Baru").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Lanjut")).to_be_focused()
    page.keyboard.press("Enter")
    judul(page, "Data pemohon")
    expect(page.locator("h1")).to_be_focused()
