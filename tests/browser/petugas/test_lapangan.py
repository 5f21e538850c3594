"""The Tim Teknis at the site: checklist, photographs without a network, signatures on glass."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Dialog, FilePayload, Locator, Page, expect

from infra.klien import Klien
from infra.perjalanan import Perjalanan
from infra.sesi import tunggu
from infra.tangkapan.gerak import gores
from tests.browser.pemohon.alat import periksa
from tests.browser.petugas.conftest import TABLET, Buka

KasusDi = Callable[..., Perjalanan]
PUTIH, LAJUR = (255, 255, 255), (27, 39, 51)
BOGOR = {"latitude": -6.595038, "longitude": 106.816635}
# Chromium's toBlob waits for an idle moment, which may not come.
TAK_SENGGANG = "HTMLCanvasElement.prototype.toBlob = () => {}"
HITUNG = """() => new Promise((jadi) => {
  const minta = indexedDB.open("lapangan");
  minta.onsuccess = () => {
    const jumlah = minta.result.transaction("menunggu").objectStore("menunggu").count();
    jumlah.onsuccess = () => jadi(jumlah.result);
  };
})"""


def foto(lebar: int, tinggi: int, warna: str = "#5b7a9a") -> FilePayload:
    wadah = io.BytesIO()
    Image.new("RGB", (lebar, tinggi), warna).save(wadah, "JPEG")
    return {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": wadah.getvalue()}


def berkas(klien: Klien, nomor: str, kode: str) -> list[dict[str, Any]]:
    return [b for b in klien.get(f"/permohonan/{nomor}")["berkas"] if b["kode"] == kode]


def terbuka(klien: Klien, nomor: str) -> dict[str, Any]:
    """The visit that is open; the one after a step takes a moment to open."""
    daftar = tunggu(
        lambda: [v for v in klien.get(f"/permohonan/{nomor}")["langkah"] if v["terbuka"]] or None,
        "langkah berikutnya",
    )
    return dict(daftar[0])


@pytest.fixture
def lokasi(meja: Buka, kasus_di: KasusDi) -> tuple[Page, str]:
    """The form of the check, on a tablet at the site."""
    nomor = kasus_di("memeriksa_lapangan").nomor
    page = meja("tim_teknis", nomor, TABLET)
    page.evaluate(TAK_SENGGANG)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(BOGOR)  # type: ignore[arg-type]
    page.get_by_role("radio", name="Catat hasil pemeriksaan").check()
    expect(page.get_by_role("heading", name="Daftar periksa")).to_be_visible()
    return page, nomor


def butir(page: Page, nama: str) -> Locator:
    return page.get_by_role("group", name=nama, exact=True)


def test_each_finding_stands_beside_what_the_applicant_claimed(lokasi: tuple[Page, str]) -> None:
    page, _ = lokasi
    expect(butir(page, "Alamat kantor")).to_contain_text("Menurut pemohon: Jalan Anggrek Nomor 7")
    expect(butir(page, "Perlengkapan K3")).to_contain_text("Menurut pemohon: –")
    butir(page, "Alamat kantor").get_by_label("Sesuai", exact=True).check()
    expect(butir(page, "Alamat kantor").get_by_label("Catatan")).to_have_count(0)
    butir(page, "Papan nama usaha").get_by_label("Tidak sesuai").check()
    butir(page, "Papan nama usaha").get_by_label("Catatan").fill("Belum dipasang.")
    expect(page.get_by_text("2 dari 9 diperiksa")).to_be_visible()
    page.get_by_role("button", name="Catat hasil pemeriksaan").click()
    galat = page.locator("[id^=ringkasan-]")
    expect(galat.get_by_text("Pilih temuan untuk")).to_have_count(7)
    expect(galat).to_contain_text("Ambil sedikitnya satu foto")
    galat.get_by_role("link", name="Perlengkapan K3").click()
    expect(butir(page, "Perlengkapan K3").get_by_label("Sesuai", exact=True)).to_be_focused()
    periksa(page)
    page.reload()
    expect(page.get_by_text("2 dari 9 diperiksa")).to_be_visible()
    expect(butir(page, "Papan nama usaha").get_by_label("Catatan")).to_have_value("Belum dipasang.")


def test_a_photograph_taken_without_a_network_outlives_the_page(
    lokasi: tuple[Page, str], petugas: Callable[[str], Klien]
) -> None:
    page, nomor = lokasi
    alamat = page.url
    page.context.set_offline(True)
    page.locator("input[id^=pilih-]").set_input_files([foto(1200, 900), foto(900, 1200, "#7a5b4a")])
    expect(page.get_by_text("2 foto menunggu sambungan")).to_be_visible()
    page.get_by_role("button", name="Hapus foto 2").click()
    expect(page.get_by_text("1 foto menunggu sambungan")).to_be_visible()
    periksa(page)
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(alamat)
    expect(page.get_by_text("1 foto diterima.")).to_be_visible(timeout=30_000)
    expect(page.get_by_alt_text("-6.595038, 106.816635")).to_be_visible()
    assert page.evaluate(HITUNG) == 0

    (satu,) = berkas(petugas("tim_teknis"), nomor, "foto_lapangan")
    assert satu["tipe"] == "image/jpeg"
    gambar = Image.open(io.BytesIO(petugas("tim_teknis").unduh(nomor, satu["id"]))).convert("RGB")
    assert gambar.width == 1200
    assert gambar.height > 940  # the strip below the photograph
    tepi = gambar.getpixel((gambar.width - 4, gambar.height - 4))
    assert max(abs(a - b) for a, b in zip(tepi, LAJUR, strict=True)) < 12  # type: ignore[arg-type]
    lajur = gambar.crop((0, 905, gambar.width, gambar.height)).convert("L")
    assert lajur.getextrema()[1] > 200  # written on


def test_signing_out_leaves_no_photograph_on_the_tablet(lokasi: tuple[Page, str]) -> None:
    page, nomor = lokasi
    page.route("**/berkas/foto_lapangan", lambda rute: rute.abort())
    page.locator("input[id^=pilih-]").set_input_files(foto(640, 480))
    expect(page.get_by_text("1 foto menunggu sambungan")).to_be_visible()
    assert page.evaluate(HITUNG) == 1
    page.get_by_role("link", name="Tugas saya").first.click()
    pesan = page.locator(".pesan").filter(has_text=f"{nomor}: 1 belum terkirim")
    expect(pesan).to_be_visible()
    periksa(page)
    ditanya: list[str] = []

    def jawab(tanya: Dialog) -> None:
        ditanya.append(tanya.message)
        tanya.accept() if len(ditanya) > 1 else tanya.dismiss()

    page.on("dialog", jawab)
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Keluar").click()
    expect(pesan).to_be_visible()
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_role("button", name="Masuk sebagai petugas")).to_be_visible()
    assert page.evaluate(HITUNG) == 0


# -------------------------------------------------------------------------------- signatures


def tergores(page: Page) -> int:
    """Dark pixels on the glass."""
    return int(
        page.evaluate(
            """() => {
              const kanvas = document.querySelector("canvas.kaca");
              const { width, height } = kanvas;
              const { data } = kanvas.getContext("2d").getImageData(0, 0, width, height);
              return data.filter((alfa, ke) => ke % 4 === 3 && alfa > 100).length;
            }"""
        )
    )


def orang(page: Page, nama: str) -> Locator:
    return page.locator(".daftar-tanda > li").filter(has_text=nama)


def test_everybody_signs_on_glass_and_one_refuses(
    meja: Buka, kasus_di: KasusDi, petugas: Callable[[str], Klien]
) -> None:
    nomor, tim = kasus_di("membuat_bap").nomor, petugas("tim_teknis")
    page = meja("tim_teknis", nomor, TABLET)
    page.get_by_label("Nomor BAP").fill("BAP/7/2026")
    expect(page.get_by_text("Tanda tangan dibubuhkan pada surat yang sudah jadi")).to_be_visible()
    visit = terbuka(tim, nomor)
    aksi = next(a for a in visit["aksi_tersedia"] if "ditandatangani" in a)
    tim.post(
        f"/permohonan/{nomor}/langkah/{visit['kode']}/surat/{aksi['ditandatangani']['surat']}",
        {"setelah": visit["setelah"], "aksi": aksi["kode"], "isian": {"nomor_bap": "BAP/7/2026"}},
    )
    page.reload()
    page.evaluate(TAK_SENGGANG)
    ketua, kedua, ketiga, pemohon = (o["nama"] for o in aksi["ditandatangani"]["oleh"])

    orang(page, ketua).get_by_role("button", name="Tanda tangani").click()
    expect(page.get_by_role("heading", name=f"Serahkan tablet kepada {ketua}")).to_be_focused()
    page.get_by_role("button", name="Simpan tanda tangan").click()
    expect(page.get_by_text("Bidang tanda tangan masih kosong.")).to_be_visible()
    gores(page, 14)
    page.set_viewport_size({"width": 1024, "height": 768})
    page.wait_for_function("document.querySelector('canvas.kaca').clientWidth > 700")
    assert tergores(page) > 200
    periksa(page)
    page.get_by_role("button", name="Simpan tanda tangan").click()
    expect(orang(page, ketua)).to_contain_text("✓ Ditandatangani", timeout=30_000)
    expect(page.get_by_text("1 tanda tangan ini tidak berlaku lagi")).to_be_visible()

    page.context.set_offline(True)
    orang(page, kedua).get_by_role("button", name="Tanda tangani").click()
    gores(page, 18)
    page.get_by_role("button", name="Simpan tanda tangan").click()
    expect(orang(page, kedua)).to_contain_text("Tersimpan di tablet ini")
    page.context.set_offline(False)
    expect(orang(page, kedua)).to_contain_text("✓ Ditandatangani", timeout=30_000)

    orang(page, ketiga).get_by_role("button", name="Menolak").click()
    page.get_by_role("button", name="Catat penolakan").click()
    expect(page.get_by_text("Tulis alasan menolak.")).to_be_visible()
    page.get_by_label("Alasan menolak").fill("Tidak setuju dengan temuan kedua.")
    page.get_by_role("button", name="Catat penolakan").click()
    expect(orang(page, ketiga)).to_contain_text("Alasan: Tidak setuju dengan temuan kedua.")
    page.get_by_role("button", name=aksi["nama"]).click()
    expect(page.locator("[id^=ringkasan-]")).to_contain_text("(pemohon), atau alasan menolak")

    orang(page, f"({pemohon.lower()})").get_by_role("button", name="Tanda tangani").click()
    gores(page, 22)
    page.get_by_role("button", name="Simpan tanda tangan").click()
    expect(page.get_by_text("4 dari 4 sudah dicatat.")).to_be_visible(timeout=30_000)
    periksa(page)
    tanda = berkas(tim, nomor, "tanda_tangan")
    assert [b["tipe"] for b in tanda] == ["image/png"] * 3
    gambar = Image.open(io.BytesIO(tim.unduh(nomor, tanda[0]["id"]))).convert("RGB")
    assert gambar.width <= 1000
    assert gambar.getpixel((0, 0)) == PUTIH

    page.get_by_label("Nomor BAP").fill("BAP/8/2026")
    page.get_by_role("button", name=aksi["nama"]).click()
    expect(page.locator("[id^=ringkasan-]")).to_contain_text("Isian berubah sejak")
    page.get_by_label("Nomor BAP").fill("BAP/7/2026")
    page.get_by_role("button", name=aksi["nama"]).click()
    expect(page.locator("#kabar-kasus")).to_contain_text("Selesai", timeout=30_000)
    assert terbuka(tim, nomor)["no"] == visit["no"] + 1


def test_who_fetches_the_letter_signs_for_it_on_glass(
    meja: Buka, kasus_di: KasusDi, petugas: Callable[[str], Klien]
) -> None:
    nomor = kasus_di("menerima_sk").nomor
    page = meja("petugas_penyerahan", nomor, TABLET)
    page.get_by_label("KTP").check()
    page.get_by_label("Empat angka atau huruf terakhir").fill("0001")
    page.get_by_role("button", name="Konfirmasi SK diterima").click()
    expect(page.locator("[id^=ringkasan-]")).to_contain_text("belum digores")
    gores(page, 16)
    periksa(page)
    page.get_by_role("button", name="Simpan tanda tangan").click()
    expect(page.get_by_text("✓ Tanda tangan diterima")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Konfirmasi SK diterima").click()
    expect(page.locator("#kabar-kasus")).to_contain_text("Selesai", timeout=30_000)
    assert berkas(petugas("petugas_penyerahan"), nomor, "tanda_tangan")
