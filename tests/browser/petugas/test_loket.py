"""The counter and the back office: a walk-in, returns, mending, a date, a call."""

import re
import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from infra.klien import Klien
from infra.lokal import Lokal
from infra.peramban import berkas
from infra.perjalanan import Perjalanan
from infra.sesi import tunggu
from infra.skenario import LOKET
from tests.browser.pemohon.alat import (
    diterima,
    isi_data,
    judul,
    lampirkan,
    lanjut,
    periksa,
)
from tests.browser.petugas.alat import MESIN
from tests.browser.petugas.conftest import TABLET, Buka
from tests.e2e.alat import item, lakukan, simpan, terbuka

KasusDi = Callable[..., Perjalanan]


def kabar(page: Page, teks: str) -> None:
    expect(page.locator("#kabar-kasus")).to_contain_text(teks, timeout=MESIN)


def id_ganda(page: Page) -> list[str]:
    """Ids that stand more than once on the page."""
    semua = page.locator("[id]").evaluate_all("e => e.map(s => s.id)")
    return [satu for satu in set(semua) if semua.count(satu) > 1]


def lihat_identitas(page: Page, akhir: str) -> None:
    page.get_by_role("radio", name="KTP", exact=True).check()
    page.get_by_label("Empat angka atau huruf terakhir").fill(akhir)


# ------------------------------------------------------------------------------------- walk-in


def test_who_comes_to_the_counter_leaves_with_a_number(meja: Buka) -> None:
    telepon = f"+62813{secrets.randbelow(10**8):08}"
    page = meja("front_office", "loket")
    page.get_by_role("button", name="Permohonan baru").click()
    isi_data(page, telepon)
    page.get_by_role("link", name="Semua draf di loket").click()
    judul(page, "Loket")
    draf = page.locator(".daftar-kasus li").filter(has_text="Kabel Rapi").last
    periksa(page)
    draf.get_by_role("link").click()
    page.locator(".kemajuan").get_by_role("link", name="Berkas").click()
    judul(page, "Berkas persyaratan")
    page.locator("#pilih-baki").set_input_files([berkas("npwp"), berkas("nib_kbli")])
    expect(page.get_by_label("npwp.")).to_have_value("npwp")
    periksa(page)
    page.get_by_role("button", name="Unggah 2 pindaian").click()
    diterima(page, "npwp")
    diterima(page, "nib_kbli")
    lampirkan(page, {})
    lanjut(page)
    judul(page, "Periksa dan kirim")
    page.get_by_label("Pemohon sudah membaca ringkasan ini").check()
    page.get_by_role("button", name="Kirim permohonan").click()
    ringkasan = page.locator("[id^=ringkasan-]")
    expect(ringkasan).to_contain_text("Pilih identitas yang Anda lihat.")
    periksa(page)
    lihat_identitas(page, "00 0a")
    page.get_by_role("button", name="Kirim permohonan").click()
    nomor = page.locator(".nomor-besar")
    expect(nomor).to_have_text(re.compile(r"^IKRG-\d{4}-\d{6}-\w{6}$"))
    periksa(page)
    page.get_by_role("link", name="Periksa dan terima berkas").click()
    page.get_by_role("radio", name="Terima berkas").check(timeout=MESIN)
    page.get_by_role("button", name="Terima berkas").click()
    kabar(page, "Selesai: Terima berkas.")


def test_a_paper_is_dragged_onto_its_card(meja: Buka, petugas: Callable[[str], Klien]) -> None:
    nomor = petugas("front_office").post("/permohonan", {"jenis": "ikrg"})["nomor"]
    page = meja("front_office", f"{nomor}/berkas")
    expect(page.locator("#berkas-ktp")).to_be_visible()
    isi = [*berkas("npwp")["buffer"]]
    page.evaluate(
        """(isi) => {
            const seret = new DataTransfer();
            seret.items.add(new File([new Uint8Array(isi)], "pindai.pdf"));
            const peristiwa = new DragEvent("drop", { dataTransfer: seret, bubbles: true });
            document.getElementById("berkas-npwp").dispatchEvent(peristiwa);
        }""",
        isi,
    )
    diterima(page, "npwp")


# ------------------------------------------------------------------------------ return, mending


def test_a_field_and_a_paper_go_back_with_reasons_at_hand(meja: Buka, kasus_di: KasusDi) -> None:
    kasus = kasus_di("menerima_permohonan")
    page = meja("front_office", kasus.nomor)
    tugas = page.locator(".tugas-ini")
    tugas.get_by_role("radio", name="Kembalikan kepada pemohon").check()
    kirim = tugas.get_by_role("button", name="Kembalikan kepada pemohon", exact=True)
    kirim.click()
    expect(tugas.get_by_role("alert").first).to_contain_text("Tunjuk sedikitnya satu")
    tugas.get_by_role("button", name="Alamat usaha").click()
    tugas.get_by_role("button", name="Kurang lengkap. Tulis jalan").click()
    alasan = tugas.get_by_label("Alasan", exact=True)
    expect(alasan).to_be_focused()
    alasan.press_sequentially(" Lihat NIB.")
    tugas.get_by_label("Tambah yang kurang").fill("ktp")
    tugas.get_by_role("button", name="KTP penanggung jawab").click()
    kirim.click()
    periksa(page)
    expect(tugas.get_by_role("alert").first).to_contain_text("Tulis alasan untuk KTP")
    tugas.get_by_role("button", name="Buram atau tidak terbaca").click()
    page.reload()  # nothing typed is lost
    expect(tugas.get_by_label("Alasan", exact=True).last).to_have_value(re.compile("^Buram"))
    expect(tugas.locator(".pratinjau-cacat")).to_contain_text("Lihat NIB.")
    kirim.click()
    kabar(page, "Selesai: Kembalikan kepada pemohon.")
    cacat = {satu["sasaran"]: satu["alasan"] for satu in kasus.permohonan()["cacat"]}
    assert cacat == {
        "isian:alamat_usaha": "Kurang lengkap. Tulis jalan, nomor, dan RT/RW. Lihat NIB.",
        "berkas:ktp": "Buram atau tidak terbaca. Pindai atau foto ulang di tempat terang.",
    }


def test_what_two_agencies_return_is_mended_at_the_counter_each_by_itself(
    meja: Buka, kasus_di: KasusDi
) -> None:
    kasus = kasus_di("mendaftarkan_rekomendasi", LOKET)
    kasus.kerjakan(terbuka(kasus, "mendaftarkan_rekomendasi"))  # both agencies, neither at work
    for dinas in ("diskominfo", "dlh"):
        visit = terbuka(kasus, f"{dinas}_menerima")
        sasaran = ["isian:alamat_usaha", "berkas:denah_lokasi"]
        cacat = [{"sasaran": satu, "alasan": visit["pelaksana"]} for satu in sasaran]
        lakukan(kasus, kasus.orang(dinas), visit, "minta_kelengkapan", cacat=cacat)()
    for dinas in ("diskominfo", "dlh"):
        terbuka(kasus, f"kelengkapan_{dinas}")
    page = meja("front_office", kasus.nomor, TABLET)
    panel = page.locator(".tugas-ini")
    expect(panel).to_have_count(2)
    for satu in panel.all():
        expect(satu.get_by_label("Empat angka atau huruf terakhir")).to_be_visible()
    assert id_ganda(page) == []
    periksa(page)
    dlh = panel.filter(has_text="DLH").first
    kirim = dlh.get_by_role("button", name="Ajukan kelengkapan")
    kirim.click()
    expect(dlh.get_by_role("alert").first).to_contain_text("Unggah Denah lokasi kantor")
    dlh.locator("[id^=pilih-][id$=-denah_lokasi]").set_input_files([berkas("denah_lokasi")])
    expect(dlh).to_contain_text("✓ Diterima", timeout=MESIN)
    dlh.get_by_label("Alamat usaha").fill("Jalan Anggrek Nomor 7A")
    dlh.get_by_role("radio", name="KTP", exact=True).check()
    dlh.get_by_label("Empat angka atau huruf terakhir").fill("0001")
    kirim.click()
    kabar(page, "Selesai: Ajukan kelengkapan.")
    expect(panel).to_have_count(1, timeout=MESIN)
    jejak = kasus.orang("front_office").get(f"/permohonan/{kasus.nomor}/jejak")["jejak"]
    baris = next(b for b in reversed(jejak) if b["aksi"] == "lengkapi")
    assert baris["rincian"]["identitas"] == ["KTP", "0001"]


# ---------------------------------------------------------------------------- a date, and a call


def test_a_date_is_chosen_by_keyboard_beside_the_other_visits(
    meja: Buka, kasus_di: KasusDi
) -> None:
    lain = kasus_di("memeriksa_lapangan")
    mulai = datetime.fromisoformat(lain.permohonan()["jadwal"]["mulai"])
    mulai = mulai.astimezone(ZoneInfo("Asia/Jakarta"))
    kasus = kasus_di("mengundang_tim_teknis")
    page = meja("back_office", kasus.nomor, TABLET)
    tugas = page.locator(".tugas-ini")
    tanggal = tugas.get_by_label("Tanggal cek lokasi")
    tanggal.fill(f"{mulai:%Y-%m-%d}")
    tugas.get_by_label("Jam cek lokasi").fill(f"{mulai:%H.%M}")
    peringatan = tugas.get_by_text(f"Pukul {mulai:%H.%M} sudah ada cek lokasi {lain.nomor}.")
    expect(peringatan).to_be_visible()
    periksa(page)
    kisi = tugas.get_by_role("grid")
    expect(kisi.locator("[aria-selected=true]")).to_have_count(1)
    kisi.locator("[tabindex='0']").focus()
    for tombol in ("ArrowDown", "ArrowLeft", "PageDown", "PageUp", "Enter"):
        page.keyboard.press(tombol)
    hari: date = mulai.date() + timedelta(days=6)
    dekat = [hari + timedelta(days=selisih) for selisih in range(-3, 1)]  # a shorter month between
    expect(tanggal).to_have_value(re.compile("|".join(satu.isoformat() for satu in dekat)))
    expect(peringatan).to_have_count(0)
    tanggal.fill("2026-01-05")
    expect(tugas.get_by_text("Tanggal ini sudah lewat.")).to_be_visible()
    periksa(page)


def test_who_was_not_reached_by_sms_is_phoned(lokal: Lokal, meja: Buka, kasus_di: KasusDi) -> None:
    kasus = kasus_di("menerima_permohonan")
    visit = terbuka(kasus, "menerima_permohonan")
    cacat = [{"sasaran": "berkas:ktp", "alasan": "Buram."}]
    lakukan(kasus, kasus.orang("front_office"), visit, "kembalikan", cacat=cacat)()
    sms = tunggu(
        lambda: next((s for s in kasus.permohonan()["sms"] if s["keadaan"] == "diterima"), None),
        "SMS",
    )
    besok = f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%dT%H:%M:%S.%f}+0000"
    gagal = item(lokal, kasus.nomor, f"sms#{sms['no']:06}") | {"keadaan": {"S": "gagal"}}
    simpan(lokal, gagal | {"antrean": {"S": "front_office"}, "batas_waktu": {"S": besok}})
    page = meja("front_office", kasus.nomor)
    kartu = page.locator("section").filter(has_text="SMS tidak sampai").last
    nomor = f"0{kasus.telepon[3:6]}-{kasus.telepon[6:10]}-{kasus.telepon[10:]}"
    expect(kartu.get_by_role("link", name=nomor)).to_have_attribute("href", f"tel:{kasus.telepon}")
    kartu.get_by_role("button", name="Catat telepon").click()
    expect(kartu).to_contain_text("Pilih hasil teleponnya.")
    periksa(page)
    kartu.get_by_label("Tersambung, pemohon").check()
    kartu.get_by_role("textbox", name="Catatan").fill("Datang besok.")
    kartu.get_by_role("button", name="Catat telepon").click()
    kabar(page, "Telepon dicatat. Pemohon sudah diberi tahu.")
    page.get_by_role("tab", name="SMS").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("tersambung. Catatan: Datang besok.")
    periksa(page)
