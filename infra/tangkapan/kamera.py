"""Pictures of pages, into build/tangkapan."""

from typing import Any

from playwright.sync_api import Browser

from infra.klien import Klien
from infra.paket import BUILD
from infra.peramban import LEBAR, konteks, masukkan

TUJUAN = BUILD / "tangkapan"


class Kamera:
    """One browser of one width; a fresh one for each person."""

    def __init__(
        self, peramban: Browser, situs: str, ukuran: str, klien: Klien | None = None
    ) -> None:
        self.situs, self.ukuran = situs, ukuran
        self.konteks = konteks(peramban, LEBAR[ukuran])
        if klien:
            masukkan(self.konteks, klien)

    def foto(self, nama: str, alamat: str, siap: str, lalu: Any = None) -> str:
        """The whole page, once what it is about is there."""
        page = self.konteks.new_page()
        page.goto(f"{self.situs}/{alamat}")
        page.locator(siap).first.wait_for()
        if lalu:
            lalu(page)
        page.wait_for_timeout(300)
        berkas = f"{nama}-{LEBAR[self.ukuran]}.png"
        page.screenshot(path=TUJUAN / berkas, full_page=True)
        self.konteks.set_offline(False)
        page.close()
        return berkas
