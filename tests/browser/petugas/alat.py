"""What officers do on their page."""

from playwright.sync_api import Page, expect

from infra.sesi import Stack


def masuk_petugas(page: Page, stack: Stack, pelaksana: str, *, tekan: bool = True) -> None:
    """Sign in on Cognito's page, as its officer; `tekan`: by the button of ours first."""
    nama, sandi = stack.akun[pelaksana]
    if tekan:
        page.locator("#masuk-petugas").click()
    page.get_by_label("Username").fill(nama)
    page.get_by_label("Password", exact=True).fill(sandi)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
