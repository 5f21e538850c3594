"""The applicants' pages at 360 and 1280 px."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Page

from chalicelib.domain import skm
from chalicelib.domain.skm import DAFTAR_UNSUR
from chalicelib.services import tampilan_skm
from infra.perjalanan import Perjalanan
from infra.sesi import Stack
from infra.skenario import TERBIT, Skenario
from infra.tangkapan.kamera import Kamera

UKURAN = ("hp", "meja")
LANGKAH = ("permohonan", "pemohon", "usaha", "berkas", "periksa")
HEIC: Any = {
    "name": "a.heic",
    "mimeType": "image/heic",
    "buffer": b"\0\0\0\x18ftypheic" + b"0" * 99,
}


def semua(peramban: Browser, stack: Stack, situs: str) -> Iterator[str]:
    """The name of each picture, once it is there."""
    diajukan = Perjalanan(stack, Skenario("tangkapan", "", ""))
    diajukan.mulai()
    diisi = Perjalanan(stack, Skenario("tangkapan", "", ""))
    diisi.draf()
    pemohon = diisi.orang("pemohon")
    kosong = pemohon.post("/permohonan", {"jenis": "ikrg"})["nomor"]
    diserahkan = Perjalanan(stack, Skenario("tangkapan", "", ""))
    diserahkan.mulai()
    diserahkan.lanjut(sampai="menerima_sk")
    for ukuran in UKURAN:
        tamu = Kamera(peramban, situs, ukuran)
        yield tamu.foto("beranda", "index.html", "#isi-rapor > :last-child")
        yield tamu.foto("lacak", "lacak.html", "#nomor")
        yield tamu.foto("lacak-kasus", f"lacak.html#{diajukan.nomor}", ".garis-waktu")
        yield tamu.foto("lacak-salah", "lacak.html#IKRG-2026-000000-AAAAAA", ".pesan")
        yield tamu.foto("ikm-kosong", "ikm.html", "#ikm > :last-child")
        tamu.konteks.route("**/api/skm/*", lambda rute: rute.fulfill(json=IKM))
        yield tamu.foto("ikm", "ikm.html", ".nilai-ikm")
        yield tamu.foto("penilaian-tamu", f"penilaian.html#{diserahkan.nomor}", ".tombol.utama")
        yield tamu.foto("masuk", "masuk.html", "#telepon")
        yield tamu.foto("masuk-kode", "masuk.html", "#telepon", _minta_kode)
        yield tamu.foto("formulir-tamu", "formulir.html", ".tombol.utama")
        masuk = Kamera(peramban, situs, ukuran, pemohon)
        yield masuk.foto("formulir-daftar", "formulir.html", ".daftar-kasus")
        for no, langkah in enumerate(LANGKAH, 1):
            alamat = f"formulir.html#{diisi.nomor}/{langkah}"
            yield masuk.foto(f"formulir-{no}-{langkah}", alamat, ".kemajuan")
        alamat = f"formulir.html#{kosong}/permohonan"
        yield masuk.foto("formulir-salah", alamat, ".kemajuan", _lanjut)
        alamat = f"formulir.html#{kosong}/berkas"
        yield masuk.foto("formulir-berkas-salah", alamat, "#berkas-ktp", _heic)
        yield masuk.foto("formulir-periksa-kurang", f"formulir.html#{kosong}/periksa", ".ulasan")
        yield masuk.foto(
            "formulir-luring", f"formulir.html#{kosong}/pemohon", "#isian-nik", _luring
        )
        penerima = Kamera(peramban, situs, ukuran, diserahkan.orang("pemohon"))
        alamat = f"penilaian.html#{diserahkan.nomor}"
        yield penerima.foto("penilaian", alamat, "#survei legend")
        yield penerima.foto("penilaian-kosong", alamat, "#survei legend", _kirim_kosong)
    diserahkan.orang("pemohon").post(f"/permohonan/{diserahkan.nomor}/skm", {"waktu": 4})
    pemohon.post(f"/permohonan/{diisi.nomor}/ajukan")
    for ukuran in UKURAN:
        penerima = Kamera(peramban, situs, ukuran, diserahkan.orang("pemohon"))
        alamat = f"penilaian.html#{diserahkan.nomor}"
        yield penerima.foto("penilaian-sudah", alamat, ".pesan.baik")
        masuk = Kamera(peramban, situs, ukuran, pemohon)
        yield masuk.foto("formulir-selesai", f"formulir.html#{diisi.nomor}", ".nomor-besar")
    yield from _permohonan(peramban, stack, situs)


def _permohonan(peramban: Browser, stack: Stack, situs: str) -> Iterator[str]:
    """One case as its applicant sees it at what he has to do, and at its end."""
    jalan = Perjalanan(stack, TERBIT)
    jalan.mulai()
    pemohon, alamat = jalan.orang("pemohon"), f"permohonan.html#{jalan.nomor}"
    pemohon.post("/permohonan", {"jenis": "ikrg"})
    for langkah, nama, lalu in (
        ("perbaikan_berkas", "perbaikan", None),
        ("perbaikan_berkas", "perbaikan-kurang", _kirim_perbaikan),
        ("memeriksa_lapangan", "jadwal", None),
        ("memeriksa_lapangan", "jadwal-lain", _jadwal_lain),
        ("menerima_sk", "terima", None),
        ("", "selesai", None),
    ):
        jalan.lanjut(langkah)
        for ukuran in UKURAN:
            masuk = Kamera(peramban, situs, ukuran, pemohon)
            yield masuk.foto(f"permohonan-{nama}", alamat, ".garis-waktu", lalu)
    for ukuran in UKURAN:
        tamu, masuk = Kamera(peramban, situs, ukuran), Kamera(peramban, situs, ukuran, pemohon)
        yield tamu.foto("permohonan-tamu", alamat, ".tombol.utama")
        yield masuk.foto("permohonan-daftar", "permohonan.html", ".daftar-kasus")


def _ikm() -> dict[str, Any]:
    """What the API would answer for two years of made-up surveys: a stack has no finished month."""
    bulanan = {}
    for no, bulan in enumerate(("2025-11", "2026-03", "2026-06", "2026-09")):
        survei = [
            {u.kode: 4 - (ke * 7 + no + i) % 3 for i, u in enumerate(DAFTAR_UNSUR) if (ke + i) % 8}
            for ke in range(6 + 3 * no)
        ]
        bulanan[bulan] = sum(map(skm.hitung, survei), skm.Hitungan())
    daftar = skm.periode(bulanan, sebelum="2026-11", paling_sedikit=5)
    return {"paling_sedikit": 5, "tahun": tampilan_skm.tahunan(daftar)}


IKM = _ikm()


def _minta_kode(page: Page) -> None:
    page.get_by_label("Nomor HP").fill("0812-3456-7890")
    page.get_by_role("button", name="Kirim kode").click()
    page.locator("#kode").wait_for()


def _kirim_kosong(page: Page) -> None:
    page.get_by_role("button", name="Kirim penilaian").click()
    page.locator("#ringkasan-galat").wait_for()


def _lanjut(page: Page) -> None:
    page.get_by_role("button", name="Lanjut").click()
    page.locator("#ringkasan-galat").wait_for()


def _kirim_perbaikan(page: Page) -> None:
    page.get_by_role("button", name="Ajukan kembali berkas yang diperbaiki").click()
    page.locator("#ringkasan-galat").wait_for()


def _jadwal_lain(page: Page) -> None:
    page.get_by_role("button", name="Minta jadwal lain").click()
    page.get_by_label("Alasan").fill("Teknisi sedang bertugas di luar kota.")


def _heic(page: Page) -> None:
    page.locator("#pilih-ktp").set_input_files([HEIC])
    page.locator(".berkas .galat").wait_for()


def _luring(page: Page) -> None:
    page.context.set_offline(True)
    page.get_by_label("Nama lengkap").fill("Siti Rahmawati")
    page.locator(".tersimpan.gagal").wait_for()
