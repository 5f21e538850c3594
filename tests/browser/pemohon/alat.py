"""What people do on the pages, files that they choose, and what holds on every page."""

import io
import json
import re
from collections.abc import Callable, Mapping

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from chalicelib.domain.skm import DAFTAR_UNSUR
from infra.klien import Klien, kode_dari_sms
from infra.peramban import berkas
from infra.sesi import Sesi, Stack

Buka = Callable[..., Page]
"""The fixture `halaman`: opens a page of the site, as whom and how wide."""

PEMOHON = {
    "NIK": "3201014101900001",
    "Nama lengkap": "Siti Rahmawati",
    "Nomor HP": "0812-3456-7890",
    "Alamat": "Jalan Melati Nomor 12, RT 03/RW 05",
    "Desa/kelurahan": "Sukamaju",
    "Kecamatan": "Cibinong",
    "Kode pos": "16110",
    "NPWP": "01.300.066.6-091.000",
}
USAHA = {
    "Nama usaha": "Kabel Rapi",
    "NIB": "9120001234567",
    "KBLI": "43212",
    "Alamat usaha": "Jalan Anggrek Nomor 7",
}
ALAMAT_BARU = "Jalan Anggrek Nomor 7A"
"""What the applicant mends the address to."""


def periksa(page: Page) -> None:
    """No violation, no horizontal scrolling, nothing too small for a finger."""
    hasil = Axe().run(page)
    assert hasil.violations_count == 0, hasil.generate_report()
    lebar = "Math.min(innerWidth, screen.width)"  # a phone widens the former to what is too wide
    assert page.evaluate(f"document.documentElement.scrollWidth <= {lebar}")
    kecil = page.evaluate(
        """() => [...document.querySelectorAll("button, .tombol, .pilihan label, nav a")]
            .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44)
            .map(e => e.textContent)"""
    )
    assert kecil == []


# ----------------------------------------------------------------------------------- signing in


def minta_kode(page: Page, telepon: str) -> None:
    """Ask for the code on masuk.html."""
    page.get_by_label("Nomor HP").fill(telepon)
    page.get_by_role("button", name="Kirim kode").click()
    expect(page.get_by_label("Kode dari SMS")).to_be_focused(timeout=20_000)


def jawab(page: Page, kode: str) -> None:
    """Type it there."""
    page.get_by_label("Kode dari SMS").fill(kode)
    page.locator("form").get_by_role("button", name="Masuk").click()


def masuk(page: Page, stack: Stack, telepon: str) -> None:
    """Sign in on masuk.html with the code that comes by SMS."""
    sudah = len(stack.sms(telepon))
    minta_kode(page, telepon)
    jawab(page, kode_dari_sms(stack, telepon, sudah))


def klien_dari(page: Page, stack: Stack) -> Klien:
    """Over HTTP who is signed in here, as modul/sesi.js keeps it."""
    sesi = json.loads(page.evaluate("localStorage.sesi"))
    return Klien(stack, Sesi(stack, stack.klien_pemohon, sesi["token"], sesi["penyegar"]))


# ------------------------------------------------------------------------------------- the form


def judul(page: Page, teks: str) -> None:
    """This step is open."""
    expect(page.locator("h1")).to_have_text(teks)


def lanjut(page: Page) -> None:
    """To the next step."""
    page.get_by_role("button", name="Lanjut").click()


def isi(page: Page, daftar: dict[str, str]) -> None:
    """Type into fields by their labels."""
    for nama, nilai in daftar.items():
        page.get_by_label(nama, exact=True).fill(nilai)


def isi_data(page: Page, telepon: str) -> None:
    """Of a new permit for one person, up to the papers."""
    judul(page, "Data permohonan")
    page.get_by_label("Baru").check()
    page.get_by_label("Perorangan").check()
    page.get_by_label("Tidak", exact=True).check()
    lanjut(page)
    judul(page, "Data pemohon")
    isi(page, PEMOHON | {"Nomor HP": f"0{telepon[3:]}"})
    lanjut(page)
    judul(page, "Data usaha")
    isi(page, USAHA)
    lanjut(page)
    judul(page, "Berkas persyaratan")


def lampirkan(page: Page, khusus: Mapping[str, FilePayload]) -> list[str]:
    """Every paper that is asked for, these as given; the kode of all on the page."""
    daftar = [
        str(satu)[7:] for satu in page.locator("li.berkas").evaluate_all("e => e.map(s => s.id)")
    ]
    wajib = [kode for kode in daftar if kode != "kontrak_mitra"]
    for kode in wajib:
        pilih(page, kode, khusus.get(kode) or berkas(kode))
    for kode in wajib:
        diterima(page, kode)
    return daftar


def tersimpan(page: Page) -> None:
    """Everything typed has reached the server."""
    expect(page.locator(".tersimpan")).to_contain_text("✓ Tersimpan", timeout=20_000)


def foto(lebar: int, tinggi: int) -> FilePayload:
    """A photograph that does not compress well."""
    gambar = Image.effect_noise((lebar // 8, tinggi // 8), 90).resize((lebar, tinggi))
    wadah = io.BytesIO()
    gambar.convert("RGB").save(wadah, "JPEG", quality=95)
    return {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": wadah.getvalue()}


def pilih(page: Page, kode: str, *daftar: FilePayload) -> None:
    """Choose files for a paper."""
    page.locator(f"#pilih-{kode}, [id^=pilih-][id$='-{kode}']").set_input_files(list(daftar))


def diterima(page: Page, kode: str) -> None:
    """The office has checked and taken it."""
    expect(kartu_berkas(page, kode)).to_contain_text("✓ Diterima", timeout=60_000)


def kartu_berkas(page: Page, kode: str) -> Locator:
    """The card of a paper: of the form, or of the return that it is mended in."""
    return page.locator(f"#berkas-{kode}, [id^=berkas-][id$='-{kode}']")


# --------------------------------------------------------------------- the case, and its survey


def kirim_perbaikan(page: Page) -> None:
    """Send back what was mended."""
    page.get_by_role("button", name="Ajukan kembali berkas yang diperbaiki").click()


def simpan_kalender(page: Page, nomor: str) -> bytes:
    """The calendar file of the appointment."""
    with page.expect_download() as unduhan:
        page.get_by_role("button", name="Simpan ke kalender").click()
    assert unduhan.value.suggested_filename == f"cek-lokasi-{nomor}.ics"
    return unduhan.value.path().read_bytes()


def bagian_surat(page: Page) -> Locator:
    """The letters of the case."""
    return page.locator("section").filter(has=page.get_by_role("heading", name="Surat", exact=True))


def unduh_sk(page: Page) -> str:
    """Open the SK in a tab of its own; its address."""
    with page.context.expect_page() as baru:
        bagian_surat(page).get_by_role("button", name="Unduh SK izin").click()
    baru.value.wait_for_url(re.compile("/ikrg-berkas"), wait_until="commit")
    return baru.value.url


def konfirmasi_terima(page: Page) -> None:
    """Row 29: he has his SK."""
    page.get_by_role("button", name="Konfirmasi SK diterima").click()
    page.get_by_role("button", name="Ya, kirim").click()
    expect(page.locator("#kabar-kasus")).to_contain_text("Terkirim: Konfirmasi SK diterima.")
    expect(page.locator(".status-besar")).to_have_text("Diserahkan")


def nilai(page: Page, kode: str, kata: str) -> None:
    """Answer one question of the survey."""
    no = [u.kode for u in DAFTAR_UNSUR].index(kode) + 1
    grup = page.get_by_role("group", name=f"{no}. {DAFTAR_UNSUR[no - 1].tanya}")
    grup.get_by_label(kata, exact=True).check()
