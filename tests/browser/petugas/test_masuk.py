"""Officers sign in on Cognito's own page and out again; what was typed outlives a session."""

import re

from playwright.sync_api import Page, expect

from infra.perjalanan import Perjalanan
from infra.sesi import Stack
from tests.browser.pemohon.alat import periksa
from tests.browser.petugas.alat import masuk_petugas
from tests.browser.petugas.conftest import MEJA, Buka


def test_sign_in_leads_back_to_the_case_that_was_asked_for(
    halaman: Buka, stack: Stack, kasus: Perjalanan
) -> None:
    page = halaman(f"petugas.html#{kasus.nomor}", lebar=MEJA)
    expect(page.locator("h1")).to_have_text("Petugas")
    periksa(page)
    masuk_petugas(page, stack, "front_office")
    expect(page.locator("h1")).to_have_text(kasus.nomor)
    assert re.search(rf"/petugas\.html#{kasus.nomor}$", page.url)
    assert page.evaluate("localStorage.sesi") is None


def test_signing_out_ends_the_session_on_the_server(halaman: Buka, stack: Stack) -> None:
    page = halaman("petugas.html", lebar=MEJA)
    masuk_petugas(page, stack, "kasi")
    expect(page.locator("#menu-petugas")).to_contain_text("Wahyu Setiawan")
    penyegar = page.evaluate("JSON.parse(sessionStorage['sesi-petugas']).penyegar")
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_role("button", name="Masuk sebagai petugas")).to_be_visible()
    assert page.evaluate("sessionStorage['sesi-petugas']") is None
    jawab = stack.http.post(
        f"{stack.endpoint}/oauth2/token",
        data={
            "grant_type": "refresh_token",
            "client_id": stack.klien_petugas,
            "refresh_token": penyegar,
        },
    )
    assert jawab.status_code == 400


def test_an_answer_that_nobody_asked_for_signs_nobody_in(halaman: Buka) -> None:
    page = halaman("petugas.html?code=curian&state=asing", lebar=MEJA)
    expect(page.locator(".pesan")).to_contain_text("Masuk belum berhasil")
    assert page.evaluate("sessionStorage['sesi-petugas']") is None
    assert "code=" not in page.url


def test_a_session_that_ended_is_renewed_or_asked_for_again(
    halaman: Buka, stack: Stack, kasus: Perjalanan
) -> None:
    page = halaman("petugas.html", lebar=MEJA)
    masuk_petugas(page, stack, "front_office")
    expect(page.locator("table.tugas")).to_be_visible()
    _ubah_sesi(page, "sesi.sampai = 0; sesi.token = 'habis'")
    page.goto(f"{page.url.split('#')[0]}#{kasus.nomor}")
    expect(page.locator("h1")).to_have_text(kasus.nomor)
    page.get_by_role("radio", name="Kembalikan kepada pemohon").check()
    _ubah_sesi(page, "sesi.sampai = 0; sesi.penyegar = 'dicabut'")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("Sesi Anda sudah berakhir").first).to_be_visible()
    page.get_by_role("button", name="Masuk lagi").click()
    masuk_petugas(page, stack, "front_office", tekan=False)
    expect(page.get_by_role("radio", name="Kembalikan kepada pemohon")).to_be_checked()


def _ubah_sesi(page: Page, apa: str) -> None:
    page.evaluate(
        f"""() => {{
            const sesi = JSON.parse(sessionStorage['sesi-petugas']);
            {apa};
            sessionStorage['sesi-petugas'] = JSON.stringify(sesi);
        }}"""
    )
