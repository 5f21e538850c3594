"""What officers do on their page."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from infra.sesi import Stack
from tests.browser.pemohon.alat import periksa

MESIN = 30_000  # milliseconds that the office's machine may need between two langkah


def masuk_petugas(page: Page, stack: Stack, pelaksana: str, *, tekan: bool = True) -> None:
    """Sign in on Cognito's page, as its officer; `tekan`: by the button of ours first."""
    nama, sandi = stack.akun[pelaksana]
    if tekan:
        page.locator("#masuk-petugas").click()
    page.get_by_label("Username").fill(nama)
    page.get_by_label("Password", exact=True).fill(sandi)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()


class Meja:
    """One officer at his desk with one case; every view of it is checked by axe as it is used."""

    def __init__(self, page: Page, nomor: str) -> None:
        self.page, self.nomor = page, nomor

    @property
    def tugas(self) -> Locator:
        """The card of what is to be done at the case."""
        return self.page.locator(".tugas-ini")

    def ambil(self) -> None:
        """From the worklist: take the langkah in hand, which opens the case."""
        self.page.get_by_role("link", name="Tugas saya", exact=True).first.click()
        tombol = self.page.get_by_role("button", name=f"Kerjakan {self.nomor}")
        expect(tombol).to_be_visible(timeout=MESIN)
        tombol.click()
        expect(self.page.locator("h1")).to_have_text(self.nomor)
        expect(self.tugas).to_be_visible()

    def pilih(self, aksi: str) -> None:
        """Choose this decision."""
        self.tugas.get_by_role("radio", name=aksi, exact=True).check()

    def isi(self, daftar: dict[str, str]) -> None:
        """Type into fields by their labels."""
        for nama, nilai in daftar.items():
            self.tugas.get_by_label(nama).fill(nilai)

    def kirim(self, aksi: str) -> None:
        """Send it, and see that it was taken."""
        periksa(self.page)
        self.tugas.get_by_role("button", name=aksi, exact=True).click()
        expect(self.page.locator("#kabar-kasus")).to_contain_text(f"Selesai: {aksi}.")

    def lakukan(self, aksi: str, isian: dict[str, str] | None = None) -> None:
        """A langkah that asks for one decision and plain fields at most."""
        self.ambil()
        if self.tugas.get_by_role("radio", name=aksi, exact=True).count():
            self.pilih(aksi)
        self.isi(isian or {})
        self.kirim(aksi)


BukaMeja = Callable[[str], Meja]
NOMOR = re.compile(r"^IKRG-\d{4}-\d{6}-\w{6}$")
