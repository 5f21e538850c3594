"""What officers do on their page."""

from secrets import randbelow

from playwright.sync_api import Locator, Page, TimeoutError, expect

from infra.perjalanan import Perjalanan
from infra.sesi import Json, Stack
from tests.browser.pemohon.alat import periksa

MESIN = 30_000  # milliseconds that the office's machine may need between two langkah
SEBENTAR = 3_000
COBA = 12
DIKETIK = "input:not([type=radio]), textarea"


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
    """One officer at his desk with one case; each panel is checked by axe before it is sent."""

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
        for _ in range(COBA):
            try:
                tombol.click(timeout=SEBENTAR)
                break
            except TimeoutError:
                self.page.reload()
        expect(self.page.locator("h1")).to_have_text(self.nomor)
        expect(self.tugas).to_be_visible()

    def pilih(self, nama: str) -> None:
        """Choose this decision, or this answer of a field."""
        self.tugas.get_by_role("radio", name=nama, exact=True).check()

    def isi(self, daftar: dict[str, str]) -> None:
        """Type into fields by the beginning of their labels."""
        for nama, nilai in daftar.items():
            bidang = self.tugas.get_by_label(nama).and_(self.page.locator(DIKETIK))
            bidang.first.fill(nilai)

    def kirim(self, aksi: str) -> None:
        """Send it, and see that it was taken."""
        periksa(self.page)
        self.tugas.get_by_role("button", name=aksi, exact=True).click()
        kabar = self.page.locator("#kabar-kasus")
        expect(kabar).to_contain_text(f"Selesai: {aksi}.", timeout=MESIN)

    def lakukan(
        self, aksi: str, isian: dict[str, str] | None = None, *, pilih: tuple[str, ...] = ()
    ) -> None:
        """A langkah that asks for one decision and plain fields at most."""
        self.ambil()
        for nama in pilih:
            self.pilih(nama)
        self.isi(isian or {})
        self.kirim(aksi)

    def lihat_draf(self) -> None:
        """The letter that is to be initialled or signed is on the screen."""
        expect(self.page.locator(".paraf canvas").first).to_be_visible(timeout=MESIN)


def baris(page: Page, nomor: str) -> Locator:
    """The line of a case."""
    return page.locator("table.tugas tbody tr").filter(has_text=nomor)


def visit(kasus: Perjalanan, kode: str) -> Json:
    """The open visit of a case at this langkah."""
    daftar = kasus.orang("front_office").get(f"/permohonan/{kasus.nomor}")["langkah"]
    return next(v for v in daftar if v["kode"] == kode and v["terbuka"])


def nama_rekan() -> str:
    """A first name of her own, which is her user name."""
    return f"Sari{randbelow(10**9)} Dewi"
