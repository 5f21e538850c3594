"""An officer's first worklist and first case on a slow office line: bytes, time, API requests."""

from playwright.sync_api import BrowserContext, Page, Request

from infra.bench.tabel import Bagian, angka
from infra.bench.web import AMATI, Laju, perlambat, tenang
from infra.klien import masuk_petugas
from infra.peramban import LEBAR, chromium, konteks, masukkan
from infra.perjalanan import Perjalanan
from infra.sesi import Stack
from infra.skenario import Skenario

KANTOR = Laju(1_600_000, 150)
# Bytes on the wire, headers included, of all that had come when the list stood there.
TERKIRIM = """siap => ["navigation", "resource"]
    .flatMap(jenis => performance.getEntriesByType(jenis))
    .filter(satu => satu.responseEnd <= siap)
    .reduce((jumlah, satu) => jumlah + satu.transferSize, 0)"""
DAFTAR, KASUS = "table.tugas tbody tr", ".tugas-ini .pilihan"
BERKAS = ".penampil canvas, .penampil img"


def ukur(stack: Stack, situs: str) -> Bagian:
    """The list with nothing in the cache; a case opened from it; signing in."""
    perjalanan = Perjalanan(stack, Skenario("bench", "", ""))
    perjalanan.mulai()
    perjalanan.lanjut("menerima_permohonan")
    with chromium() as peramban:
        with konteks(peramban, LEBAR["meja"]) as satu:
            masukkan(satu, masuk_petugas(stack, "front_office"))
            daftar = _tugas(satu, situs, perjalanan.nomor)
        with konteks(peramban, LEBAR["meja"]) as satu:
            daftar.append(_masuk(satu, stack, situs))
    return Bagian(
        "Petugas di kantor",
        f"Chromium, {angka(KANTOR.bit_per_detik / 1e6, 1)} Mbit/s, {KANTOR.latensi_ms} ms, "
        "simpanan kosong; permintaan: ke API, pada permohonan dengan berkas pertamanya",
        ("KB terkirim", "siap (detik)", "permintaan"),
        daftar,
    )


def _tugas(satu: BrowserContext, situs: str, nomor: str) -> list[tuple[str, ...]]:
    satu.add_init_script(f"({AMATI})({DAFTAR!r})")
    page = satu.new_page()
    byte, api = perlambat(satu.new_cdp_session(page), KANTOR), _api(page)
    page.goto(f"{situs}/petugas.html")
    pertama = _siap(page, "Tugas saya", api)
    tenang(page)
    byte.clear()
    api.clear()
    lama = page.evaluate(
        """async ([nomor, siap]) => {
            const awal = performance.now();
            location.hash = nomor;
            while (!document.querySelector(siap)) await new Promise(requestAnimationFrame);
            return performance.now() - awal;
        }""",
        [nomor, KASUS],
    )
    kasus = ("Permohonan dibuka dari daftar", angka(sum(byte) / 1024, 1), angka(lama / 1000, 2))
    page.wait_for_selector(BERKAS)
    return [pertama, (*kasus, angka(len(api)))]


def _masuk(satu: BrowserContext, stack: Stack, situs: str) -> tuple[str, ...]:
    """From Cognito's page, when the password has been accepted, to the list."""
    nama, sandi = stack.akun["front_office"]
    page = satu.new_page()
    page.goto(f"{situs}/petugas.html")
    page.locator("#masuk-petugas").click()
    page.get_by_label("Username").fill(nama)
    page.get_by_label("Password", exact=True).fill(sandi)
    satu.add_init_script(f"({AMATI})({DAFTAR!r})")
    perlambat(satu.new_cdp_session(page), KANTOR)
    api = _api(page)
    page.get_by_role("button", name="Sign in").click()
    return _siap(page, "Dari halaman masuk (modul tersimpan)", api)


def _siap(page: Page, nama: str, api: list[str]) -> tuple[str, ...]:
    """The row of the page that is being opened, once its list is there."""
    page.wait_for_selector("html[data-siap]")
    siap = float(page.evaluate("document.documentElement.dataset.siap"))
    byte = float(page.evaluate(TERKIRIM, siap))
    return nama, angka(byte / 1024, 1), angka(siap / 1000, 2), angka(len(api))


def _api(page: Page) -> list[str]:
    """What is asked of the API from now on."""
    daftar: list[str] = []

    def catat(permintaan: Request) -> None:
        if "/api/" in permintaan.url:
            daftar.append(permintaan.url)

    page.on("request", catat)
    return daftar
