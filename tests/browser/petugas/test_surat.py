"""Letters: drafted with a preview, read before they are initialled or signed, kept in a book."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from infra.klien import Klien
from infra.klien import masuk_petugas as masuk_lewat_api
from infra.perjalanan import Perjalanan
from infra.sesi import Stack
from infra.skenario import Skenario
from tests.browser.pemohon.alat import periksa
from tests.browser.petugas.alat import MESIN, masuk_petugas
from tests.browser.petugas.conftest import MEJA, TABLET, Buka

KasusDi = Callable[..., Perjalanan]
CABUT = {"Alasan pencabutan": "Keterangan palsu.", "Dasar hukum": "Pasal 9."}
LAMA = """() => {
  const sesi = JSON.parse(sessionStorage["sesi-petugas"]);
  sessionStorage["sesi-petugas"] = JSON.stringify({ ...sesi, masuk: sesi.masuk - 600000 });
}"""
"""The sign-in was ten minutes ago, as far as the page knows."""


def terlihat(page: Page, teks: str) -> None:
    """The letter on the screen says so: its text lies over the picture."""
    expect(page.locator(".pratinjau .lapis-teks").filter(has_text=teks)).to_have_count(1)


@pytest.mark.parametrize("lebar", [MEJA, TABLET])
def test_a_draft_is_seen_as_it_is_typed_and_keeps_its_versions(
    meja: Buka, kasus_di: KasusDi, lebar: int
) -> None:
    page = meja("back_office", kasus_di("membuat_draf").nomor, lebar)
    expect(page.locator(".pratinjau canvas").first).to_be_visible(timeout=MESIN)
    page.get_by_label("Menimbang").fill("bahwa pemohon memenuhi syarat;\nbahwa perlu ditetapkan.")
    terlihat(page, "bahwa pemohon memenuhi syarat")
    page.get_by_role("button", name="Simpan versi").click()
    expect(page.get_by_text("Versi 1 disimpan")).to_be_visible(timeout=MESIN)
    page.get_by_label("Masa berlaku").fill("tiga")
    expect(page.get_by_text("harus bilangan bulat").first).to_be_visible()
    page.get_by_label("Masa berlaku").fill("3")
    page.get_by_role("button", name="Simpan versi").click()
    expect(page.get_by_text("Versi 2 disimpan")).to_be_visible(timeout=MESIN)
    page.get_by_text("Versi yang tersimpan (2)").click()
    expect(page.get_by_text("berubah: Masa berlaku (tahun)")).to_be_visible()
    periksa(page)
    page.get_by_role("button", name="Pakai isian versi 1").click()
    expect(page.get_by_label("Masa berlaku")).to_have_value("")
    page.get_by_role("button", name="Simpan draf").click()  # which saves a third version itself
    expect(page.locator("#kabar-kasus")).to_contain_text("Selesai: Simpan draf.", timeout=MESIN)


def test_a_stack_is_decided_one_by_one_and_what_failed_says_so(
    meja: Buka, kasus_di: KasusDi, petugas: Callable[[str], Klien]
) -> None:
    with ThreadPoolExecutor(3) as kolam:
        daftar = [p.nomor for p in kolam.map(lambda _: kasus_di("paraf_kasi"), range(3))]
    kasi = petugas("kasi")
    page = meja("kasi", "tumpukan")
    judul = page.locator("#judul-draf")
    urut = []
    for ke in range(3):
        expect(page.locator(".posisi")).to_contain_text(f"{ke + 1} dari 3", timeout=MESIN)
        urut.append(judul.inner_text())
        expect(page.locator(".paraf canvas").first).to_be_visible(timeout=MESIN)
        if ke == 0:
            periksa(page)
            page.get_by_role("button", name="Paraf", exact=True).click()
            expect(page.locator(".pesan.baik")).to_contain_text(f"{urut[0]}: Paraf, tercatat.")
            expect(judul).to_be_focused()
        elif ke == 1:
            page.get_by_role("button", name="Kembalikan ke Back Office…").click()
            page.get_by_label("Catatan perbaikan").fill("Tembusan kurang.")
            page.get_by_role("button", name="Kembalikan ke Back Office", exact=True).click()
            expect(page.locator(".pesan.baik")).to_contain_text(f"{urut[1]}: Kembalikan")
        else:
            _kembalikan(kasi, urut[2])
            page.get_by_role("button", name="Paraf", exact=True).click()
            expect(page.locator("#kabar-kasus")).to_contain_text("sudah diselesaikan oleh")
            periksa(page)
            page.get_by_role("button", name="Lanjut ke draf berikutnya").click()
    assert sorted(urut) == sorted(daftar)
    expect(page.get_by_role("heading", name="Tumpukan ini selesai")).to_be_focused()
    kasus = kasi.get(f"/permohonan/{urut[0]}")
    assert [satu["pelaksana"] for satu in kasus["paraf"]] == ["kasi"]
    catatan = [v["isian"] for v in kasi.get(f"/permohonan/{urut[1]}")["langkah"] if v["isian"]]
    assert {"catatan": "Tembusan kurang."} in catatan


def _kembalikan(kasi: Klien, nomor: str) -> None:
    """A colleague was faster."""
    (kini,) = [v for v in kasi.get(f"/permohonan/{nomor}")["langkah"] if v["terbuka"]]
    isi = {"setelah": kini["setelah"], "isian": {"catatan": "Salah ketik."}}
    kasi.post(f"/permohonan/{nomor}/langkah/{kini['kode']}/kembalikan", isi)


def test_the_head_signs_in_again_before_he_signs(
    halaman: Buka, stack: Stack, kasus_di: KasusDi
) -> None:
    nomor = kasus_di("menandatangani_sk").nomor
    page = halaman(f"petugas.html#{nomor}", lebar=TABLET)
    masuk_petugas(page, stack, "kepala")
    page.get_by_role("radio", name="Tandatangani").check()
    page.evaluate(LAMA)
    expect(page.locator(".paraf canvas").first).to_be_visible(timeout=MESIN)
    page.get_by_role("button", name="Tandatangani", exact=True).click()
    expect(page.locator("[id^=ringkasan-]")).to_contain_text("Masuk ulang dahulu")
    periksa(page)
    page.get_by_role("button", name="Masuk ulang untuk menandatangani").click()
    masuk_petugas(page, stack, "kepala", tekan=False)
    expect(page.locator("h1")).to_have_text(nomor)
    expect(page.locator(".paraf canvas").first).to_be_visible(timeout=MESIN)
    expect(page.get_by_role("radio", name="Tandatangani")).to_be_checked()
    page.get_by_role("button", name="Tandatangani", exact=True).click()
    expect(page.locator("#kabar-kasus")).to_contain_text("Selesai: Tandatangani.", timeout=MESIN)


@pytest.fixture(scope="module")
def selesai(stack: Stack) -> Perjalanan:
    """A case that is over, with its SK."""
    perjalanan = Perjalanan(stack, Skenario("browser", "", ""))
    perjalanan.mulai()
    perjalanan.lanjut()
    return perjalanan


def test_the_register_is_read_searched_and_downloaded(meja: Buka, selesai: Perjalanan) -> None:
    nomor_sk = selesai.permohonan()["nomor_surat"]["sk"]
    page = meja("kasi", "register", TABLET)
    baris = page.locator(".buku tbody tr").filter(has_text=selesai.nomor)
    expect(baris).to_contain_text(nomor_sk)
    periksa(page)
    with page.expect_download() as unduhan:
        page.get_by_role("button", name="Unduh CSV").click()
    assert unduhan.value.suggested_filename.startswith("register-IKRG-sk-")
    assert nomor_sk in Path(unduhan.value.path()).read_text(encoding="utf-8")
    alamat: list[str] = []
    page.on("request", lambda permintaan: alamat.append(permintaan.url))
    page.get_by_label("Cari menurut").select_option("nomor")
    page.get_by_label("Nomor surat", exact=True).fill(nomor_sk)
    page.get_by_role("button", name="Cari").click()
    expect(page.get_by_text("1 surat ditemukan.")).to_be_visible()
    assert [satu for satu in alamat if satu.endswith("/pencarian")]
    periksa(page)
    page.get_by_role("button", name="SK pencabutan").click()
    expect(page.get_by_role("heading", name="SK pencabutan, tahun")).to_be_visible()


def test_the_head_revokes_after_a_second_look(
    halaman: Buka, stack: Stack, selesai: Perjalanan
) -> None:
    page = halaman(f"petugas.html#{selesai.nomor}", masuk_lewat_api(stack, "kepala"), MEJA)
    expect(page.get_by_role("button", name="Cetak Lembar kendali")).to_be_visible()
    page.get_by_role("button", name="Cabut surat keputusan…").click()
    page.get_by_role("button", name="Lanjutkan").click()
    expect(page.locator("[id^=ringkasan-]")).to_contain_text("Alasan pencabutan wajib diisi.")
    for nama, isi in CABUT.items():
        page.get_by_label(nama).fill(isi)
    page.get_by_role("button", name="Lanjutkan").click()
    periksa(page)
    page.get_by_role("button", name=f"Ya, cabut surat keputusan {selesai.nomor}").click()
    expect(page.locator("#kabar-kasus")).to_contain_text("sudah dicabut", timeout=MESIN)
    expect(page.get_by_role("heading", name="Surat keputusan dicabut")).to_be_visible()
    assert selesai.permohonan()["pencabutan"]["alasan"] == CABUT["Alasan pencabutan"]
