"""One applicant in one browser on a phone, from the code by SMS to the SK, the survey, the end."""

import re

from playwright.sync_api import Page, expect

from chalicelib.domain.skm import DAFTAR_UNSUR
from infra.perjalanan import Perjalanan
from infra.sesi import Stack
from infra.skenario import TERBIT
from tests.browser.pemohon.alat import (
    ALAMAT_BARU,
    PEMOHON,
    USAHA,
    Buka,
    bagian_surat,
    diterima,
    foto,
    isi_data,
    judul,
    kartu_berkas,
    kirim_perbaikan,
    klien_dari,
    konfirmasi_terima,
    lampirkan,
    lanjut,
    masuk,
    nilai,
    periksa,
    pilih,
    simpan_kalender,
    unduh_sk,
)

MESIN = 20_000  # milliseconds that the office's machine may need between two langkah


def test_the_whole_way_of_one_applicant(halaman: Buka, stack: Stack, telepon: str) -> None:
    page = halaman("index.html")
    page.get_by_role("link", name="Ajukan permohonan").click()
    page.get_by_role("link", name="Masuk dengan nomor HP").click()
    masuk(page, stack, telepon)
    nomor = ajukan(page, telepon)
    kantor = Perjalanan(stack, TERBIT)
    kantor.milik(klien_dari(page, stack), telepon, nomor)
    kantor.lanjut("perbaikan_berkas")
    perbaiki(page, nomor)
    assert kantor.permohonan()["data"]["alamat_usaha"] == ALAMAT_BARU
    lacak(page, nomor, telepon)
    kantor.lanjut("memeriksa_lapangan")
    lihat_jadwal(page, nomor)
    kantor.lanjut("menerima_sk")
    terima(page, nomor)
    beri_penilaian(page, nomor)
    assert kantor.permohonan()["skm"] == "sudah"
    kantor.lanjut()
    lihat_surat(page, stack)


def ajukan(page: Page, telepon: str) -> str:
    """From an empty form to the number, with a photograph as a phone takes it."""
    page.get_by_role("button", name="Mulai permohonan baru").click()
    isi_data(page, telepon)
    lampirkan(page, {"foto_lokasi": foto(4000, 3000)})
    lanjut(page)
    judul(page, "Periksa dan kirim")
    periksa(page)
    page.get_by_label("Isian dan berkas ini benar").check()
    page.get_by_role("button", name="Kirim permohonan").click()
    besar = page.locator(".nomor-besar")
    expect(besar).to_have_text(re.compile(r"^IKRG-\d{4}-\d{6}-\w{6}$"))
    periksa(page)
    nomor = besar.inner_text()
    page.get_by_role("link", name="Lihat perkembangannya").click()
    judul(page, nomor)
    expect(page.locator(".garis-waktu .jalan")).to_contain_text("Front Office", timeout=MESIN)
    return nomor


def buka_lagi(page: Page, nomor: str) -> None:
    """He comes back to his case by the menu."""
    page.get_by_role("link", name="Permohonan saya", exact=True).click()
    page.get_by_role("link", name=f"Buka {nomor}").click()
    judul(page, nomor)


def perbaiki(page: Page, nomor: str) -> None:
    """What was returned: one paper and one field, each with its reason."""
    buka_lagi(page, nomor)
    expect(page.locator(".status-besar")).to_have_text("Dikembalikan")
    expect(page.locator("li.berkas")).to_have_count(2)
    expect(kartu_berkas(page, "ktp")).to_contain_text("Foto KTP buram, NIK tidak terbaca.")
    alamat = page.get_by_label("Alamat usaha")
    kartu = page.locator("li.berkas").filter(has=alamat)
    expect(kartu).to_contain_text("belum memuat nama jalan dan nomor")
    expect(alamat).to_have_value(USAHA["Alamat usaha"])
    pilih(page, "ktp", foto(1600, 1000))
    diterima(page, "ktp")
    alamat.fill(ALAMAT_BARU)
    periksa(page)
    kirim_perbaikan(page)
    expect(page.locator("#kabar-kasus")).to_contain_text("Perbaikan Anda sudah dikirim")
    jalan = page.locator(".garis-waktu .jalan")
    expect(jalan).to_contain_text("Front Office Rekomendasi", timeout=MESIN)


def lacak(page: Page, nomor: str, telepon: str) -> None:
    """What anybody sees of it: where it is, and nothing of him."""
    page.get_by_role("link", name="Lacak").click()
    page.get_by_label("Nomor permohonan").fill(nomor.lower())
    page.get_by_role("button", name="Lacak").click()
    hasil = page.locator("#hasil")
    expect(hasil.locator("#judul-hasil")).to_have_text(nomor)
    expect(hasil.locator(".jalan")).to_contain_text("Front Office Rekomendasi")
    teks = hasil.inner_html()
    for rahasia in (*PEMOHON.values(), *USAHA.values(), ALAMAT_BARU, telepon[3:]):
        assert rahasia not in teks
    periksa(page)


def lihat_jadwal(page: Page, nomor: str) -> None:
    """The appointment at the mended address, in his calendar."""
    buka_lagi(page, nomor)
    jadwal = page.locator("#jadwal")
    expect(jadwal).to_contain_text("pukul 09.00 WIB")
    expect(page.locator(".daftar-sms")).to_contain_text("Cek lokasi")
    kalender = simpan_kalender(page, nomor)
    assert f"SUMMARY:Cek lokasi {nomor}\r\n".encode() in kalender
    assert re.search(rb"^DTSTART:\d{8}T020000Z\r$", kalender, re.MULTILINE)
    periksa(page)


def terima(page: Page, nomor: str) -> None:
    """Row 29."""
    buka_lagi(page, nomor)
    expect(page.locator(".giliran-anda")).to_contain_text("Sekarang giliran Anda: menerima SK")
    periksa(page)
    konfirmasi_terima(page)
    expect(page.locator(".garis-waktu .jalan")).not_to_contain_text("Anda", timeout=MESIN)


def beri_penilaian(page: Page, nomor: str) -> None:
    """All nine questions, and back to the case."""
    page.get_by_role("link", name="Beri penilaian").click()
    for unsur in DAFTAR_UNSUR:
        nilai(page, unsur.kode, unsur.jawaban[-1])
    page.get_by_role("button", name="Kirim penilaian").click()
    judul(page, "Terima kasih atas penilaian Anda")
    periksa(page)
    page.get_by_role("link", name="Kembali ke permohonan").click()
    judul(page, nomor)
    expect(page.get_by_role("link", name="Beri penilaian")).to_have_count(0)


def lihat_surat(page: Page, stack: Stack) -> None:
    """The end, and every letter of his."""
    page.reload()
    expect(page.locator(".status-besar")).to_have_text("Selesai")
    surat = bagian_surat(page)
    expect(surat).to_contain_text(re.compile(r"SK izin\s*Nomor 503/\d{4}/IKRG"))
    expect(surat).to_contain_text("Tanda terima berkas")
    expect(surat).to_contain_text("Tanda terima penyerahan")
    assert surat.get_by_text("Draf").count() == 0
    periksa(page)
    assert stack.http.get(unduh_sk(page)).content.startswith(b"%PDF-")
