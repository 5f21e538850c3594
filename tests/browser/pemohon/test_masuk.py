"""Signing in by phone: no password, few tries, and no word on who has an account."""

import pytest
from playwright.sync_api import expect

from infra.klien import Klien, kode_dari_sms
from infra.sesi import Ditolak, Stack
from tests.browser.pemohon.alat import Buka, jawab, minta_kode


def test_a_code_by_sms_signs_in_and_leads_back_to_where_one_was(
    halaman: Buka, stack: Stack, telepon: str, draf: str
) -> None:
    page = halaman(f"formulir.html#{draf}/usaha")
    page.get_by_role("link", name="Masuk dengan nomor HP").click()
    sudah = len(stack.sms(telepon))
    minta_kode(page, f"0{telepon[3:]}")
    kode = kode_dari_sms(stack, telepon, sudah)
    jawab(page, f"{kode[:3]} {kode[3:]}")
    expect(page.locator("h1")).to_have_text("Data usaha")
    page.reload()
    expect(page.locator("h1")).to_have_text("Data usaha")


def test_a_wrong_code_says_how_many_tries_are_left_and_the_third_ends_it(
    halaman: Buka, telepon: str
) -> None:
    page = halaman("masuk.html")
    minta_kode(page, telepon)
    page.reload()  # the code's step is kept
    for sisa in (2, 1):
        jawab(page, "000000")
        expect(page.locator("#galat-masuk")).to_contain_text(f"Masih dapat dicoba {sisa} kali")
    jawab(page, "000000")
    expect(page.locator(".pesan")).to_contain_text("Minta kode baru")
    expect(page.get_by_label("Nomor HP")).to_be_visible()


def test_a_known_and_an_unknown_number_are_answered_alike(
    halaman: Buka, pemohon: Klien, telepon: str
) -> None:
    teks = []
    for nomor in (telepon, f"+62814{telepon[6:]}"):
        page = halaman("masuk.html")
        minta_kode(page, nomor)
        teks.append(page.locator("#masuk").inner_text().replace(nomor[-3:], "…"))
    assert teks[0].replace("0813", "…") == teks[1].replace("0814", "…")


@pytest.mark.parametrize("nomor", ["", "12345", "0215550101", "<b>0812</b>"])
def test_what_is_no_mobile_number_is_said_at_once(nomor: str, halaman: Buka) -> None:
    page = halaman("masuk.html")
    page.get_by_label("Nomor HP").fill(nomor)
    page.get_by_role("button", name="Kirim kode").click()
    expect(page.locator("#galat-masuk")).to_contain_text("misalnya 0812-3456-7890")


def test_too_many_codes_in_a_day_are_refused_in_words(halaman: Buka, telepon: str) -> None:
    page = halaman("masuk.html")
    page.route(
        "http://localhost:*/",
        lambda rute: rute.fulfill(
            status=400,
            headers={"Access-Control-Allow-Origin": "*"},
            json={
                "__type": "UserLambdaValidationException",
                "message": "CreateAuthChallenge failed with error Kode sudah dikirim 5 kali ke "
                "nomor ini hari ini. Coba lagi besok atau hubungi loket..",
            },
        ),
    )
    page.get_by_label("Nomor HP").fill(telepon)
    page.get_by_role("button", name="Kirim kode").click()
    galat = page.locator("#galat-masuk")
    expect(galat).to_have_text(
        "Kode sudah dikirim 5 kali ke nomor ini hari ini. Coba lagi besok atau hubungi loket."
    )


def test_signing_out_forgets_everything_and_ends_the_session_on_the_server(
    halaman: Buka, pemohon: Klien, draf: str, stack: Stack
) -> None:
    page = halaman(f"formulir.html#{draf}/pemohon", pemohon)
    expect(page.get_by_label("NIK")).to_be_visible()
    page.evaluate("localStorage.setItem(`isian:${JSON.parse(localStorage.sesi).id}:x:nik`, '1')")
    page.get_by_role("button", name="Keluar").click()
    expect(page.locator(".pesan")).to_have_text("Anda sudah keluar.")
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert pemohon.sesi
    with pytest.raises(Ditolak):
        stack.cognito(
            "InitiateAuth",
            AuthFlow="REFRESH_TOKEN_AUTH",
            ClientId=stack.klien_pemohon,
            AuthParameters={"REFRESH_TOKEN": pemohon.sesi.penyegar},
        )


def test_nothing_leads_out_of_the_site_after_sign_in(halaman: Buka, pemohon: Klien) -> None:
    for jahat in ("https://contoh.invalid/", "//contoh.invalid", "javascript:alert(1)"):
        page = halaman(f"masuk.html#{jahat}", pemohon)
        lanjut = page.get_by_role("link", name="Lanjutkan")
        assert lanjut.get_attribute("href") == "formulir.html"


def test_without_a_network_it_says_so(halaman: Buka, telepon: str) -> None:
    page = halaman("masuk.html")
    page.context.set_offline(True)
    page.get_by_label("Nomor HP").fill(telepon)
    page.get_by_role("button", name="Kirim kode").click()
    expect(page.locator("#galat-masuk")).to_contain_text("Sambungan internet terputus")
    page.context.set_offline(False)
    minta_kode(page, telepon)
