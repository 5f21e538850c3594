"""What people do on the form, and files that they choose."""

import io

from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from infra.berkas_contoh import buat

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
AKHIRAN = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


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


def tersimpan(page: Page) -> None:
    """Everything typed has reached the server."""
    expect(page.locator(".tersimpan")).to_contain_text("✓ Tersimpan", timeout=20_000)


def berkas(kode: str) -> FilePayload:
    """A paper as it lies on somebody's phone."""
    contoh = buat(kode, kode)
    nama = f"{kode}.{AKHIRAN[contoh.tipe]}"
    return {"name": nama, "mimeType": contoh.tipe, "buffer": contoh.isi}


def foto(lebar: int, tinggi: int) -> FilePayload:
    """A photograph that does not compress well."""
    gambar = Image.effect_noise((lebar // 8, tinggi // 8), 90).resize((lebar, tinggi))
    wadah = io.BytesIO()
    gambar.convert("RGB").save(wadah, "JPEG", quality=95)
    return {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": wadah.getvalue()}


def pilih(page: Page, kode: str, *daftar: FilePayload) -> None:
    """Choose files for a paper."""
    page.locator(f"#pilih-{kode}").set_input_files(list(daftar))


def diterima(page: Page, kode: str) -> None:
    """The office has checked and taken it."""
    expect(page.locator(f"#berkas-{kode}")).to_contain_text("✓ Diterima", timeout=60_000)
