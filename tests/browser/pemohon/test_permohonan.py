"""My applications: mending what was returned, the appointment, withdrawal, letters and SMS."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from infra.klien import Klien
from infra.peramban import berkas
from infra.perjalanan import Perjalanan
from infra.sesi import Stack, tunggu
from infra.skenario import TERBIT, Skenario
from tests.browser.pemohon.alat import (
    ALAMAT_BARU,
    Buka,
    bagian_surat,
    diterima,
    judul,
    kartu_berkas,
    kirim_perbaikan,
    konfirmasi_terima,
    periksa,
    pilih,
    simpan_kalender,
    unduh_sk,
)


@pytest.fixture
def jalan(stack: Stack, pemohon: Klien, telepon: str) -> Perjalanan:
    """A case of this applicant, at its beginning; others do what its scenario says."""
    perjalanan = Perjalanan(stack, TERBIT)
    perjalanan.milik(pemohon, telepon)
    perjalanan.mulai()
    return perjalanan


@pytest.fixture
def dikembalikan(jalan: Perjalanan) -> Perjalanan:
    """It came back with two defects: a paper and a field."""
    jalan.lanjut("perbaikan_berkas")
    return jalan


@pytest.fixture
def dijadwalkan(stack: Stack, pemohon: Klien, telepon: str) -> Perjalanan:
    """Nothing was returned, and the visit on site has been set."""
    perjalanan = Perjalanan(stack, Skenario("jadwal", "", ""))
    perjalanan.milik(pemohon, telepon)
    perjalanan.mulai()
    perjalanan.lanjut("memeriksa_lapangan")
    return perjalanan


def buka_kasus(halaman: Buka, perjalanan: Perjalanan, lebar: int = 360) -> Page:
    page = halaman(f"permohonan.html#{perjalanan.nomor}", perjalanan.orang("pemohon"), lebar)
    judul(page, perjalanan.nomor)
    return page


# -------------------------------------------------------------------------------- what came back


def test_what_was_returned_is_mended_beside_its_reason_and_goes_back(
    halaman: Buka, dikembalikan: Perjalanan
) -> None:
    page = buka_kasus(halaman, dikembalikan)
    expect(page.locator(".status-besar")).to_have_text("Dikembalikan")
    expect(page.locator("main")).to_contain_text("Sekarang giliran Anda")
    ktp, alamat = kartu_berkas(page, "ktp"), page.get_by_label("Alamat usaha")
    expect(ktp).to_contain_text("Foto KTP buram, NIK tidak terbaca.")
    expect(page.locator("li.berkas").filter(has=alamat)).to_contain_text("belum memuat nama jalan")
    expect(page.locator("li.berkas")).to_have_count(2)

    kirim_perbaikan(page)
    ringkasan = page.locator("[id^=ringkasan-perbaikan]")
    expect(ringkasan).to_be_focused()
    expect(ringkasan).to_contain_text("Unggah KTP penanggung jawab lebih dahulu.")
    pilih(page, "ktp", berkas("ktp"))
    diterima(page, "ktp")
    alamat.fill(ALAMAT_BARU)
    page.get_by_role("button", name="Ajukan kembali berkas yang diperbaiki").dblclick()
    kabar = page.locator("#kabar-kasus")
    expect(kabar).to_contain_text("Perbaikan Anda sudah dikirim")
    expect(kabar).to_be_focused()
    expect(page.locator(".garis-waktu .jalan")).to_contain_text(
        "Front Office Rekomendasi", timeout=20_000
    )
    kasus = dikembalikan.permohonan()
    assert kasus["data"]["alamat_usaha"] == ALAMAT_BARU
    assert [v["aksi"] for v in kasus["langkah"] if v["kode"] == "perbaikan_berkas"] == ["perbaiki"]
    expect(page.locator("main")).to_contain_text("Sudah diperbaiki")


def test_a_network_that_is_lost_while_mending_loses_nothing_and_sends_nothing_twice(
    halaman: Buka, dikembalikan: Perjalanan
) -> None:
    page = buka_kasus(halaman, dikembalikan)
    page.get_by_label("Alamat usaha").fill(ALAMAT_BARU)
    pilih(page, "ktp", berkas("ktp"))
    diterima(page, "ktp")
    page.reload()
    expect(page.get_by_label("Alamat usaha")).to_have_value(ALAMAT_BARU)
    page.context.set_offline(True)
    kirim_perbaikan(page)
    galat = page.locator(".perbaikan-kasus > .galat")
    expect(galat).to_contain_text("Sambungan terputus sebelum jawaban diterima")
    expect(page.locator("main")).to_contain_text("halaman ini mencoba lagi sendiri")
    page.context.set_offline(False)

    pemohon = dikembalikan.orang("pemohon")

    def jawaban_hilang(rute: Route) -> None:
        """It arrives, but its answer does not."""
        jalur = rute.request.url.partition("/api")[2]
        kirim = pemohon.patch if rute.request.method == "PATCH" else pemohon.post
        kirim(jalur, rute.request.post_data_json)
        rute.abort("connectionreset")

    page.route("**/isian", jawaban_hilang, times=1)
    kirim_perbaikan(page)
    expect(galat).to_contain_text("Sambungan terputus")
    page.route("**/perbaiki", jawaban_hilang, times=1)
    kirim_perbaikan(page)
    expect(page.locator(".perbaikan-kasus")).to_have_count(0, timeout=20_000)
    jejak = dikembalikan.orang("pemohon").get(f"/permohonan/{dikembalikan.nomor}/jejak")["jejak"]
    assert [b["peristiwa"] for b in jejak].count("isian") == 1
    assert [b["aksi"] for b in jejak].count("perbaiki") == 1


def test_a_session_that_ends_while_mending_keeps_the_text(
    halaman: Buka, dikembalikan: Perjalanan
) -> None:
    page = buka_kasus(halaman, dikembalikan)
    page.get_by_label("Alamat usaha").fill(ALAMAT_BARU)
    sesi = page.evaluate("localStorage.sesi")
    page.evaluate(
        """() => {
            const sesi = JSON.parse(localStorage.sesi);
            localStorage.sesi = JSON.stringify({ ...sesi, sampai: 0, penyegar: "habis" });
        }"""
    )
    pilih(page, "ktp", berkas("ktp"))
    masuk = page.get_by_role("link", name="Masuk lagi")
    expect(masuk).to_have_attribute("href", f"masuk.html#permohonan.html%23{dikembalikan.nomor}")
    page.evaluate("teks => localStorage.setItem('sesi', teks)", sesi)
    page.reload()
    expect(page.get_by_label("Alamat usaha")).to_have_value(ALAMAT_BARU)


def test_a_page_that_is_behind_says_what_happened(halaman: Buka, dikembalikan: Perjalanan) -> None:
    page = buka_kasus(halaman, dikembalikan)
    page.get_by_role("button", name="Tarik permohonan").click()
    page.get_by_label("Alasan").fill("Usaha ditunda.")
    page.get_by_label("Alamat usaha").fill(ALAMAT_BARU)
    pilih(page, "ktp", berkas("ktp"))
    diterima(page, "ktp")
    nomor, pemohon = dikembalikan.nomor, dikembalikan.orang("pemohon")

    def ditarik_dahulu(rute: Route) -> None:
        pemohon.post(f"/permohonan/{nomor}/tarik", {"alasan": "Ditarik dari tab lain."})
        rute.continue_()

    page.route("**/isian", ditarik_dahulu, times=1)
    kirim_perbaikan(page)
    kabar = page.locator("#kabar-kasus")
    expect(kabar).to_contain_text("sudah berakhir dengan status Ditarik pemohon")
    expect(kabar).to_be_focused()
    expect(page.locator("main")).to_contain_text("Alasan: Ditarik dari tab lain.")
    expect(page.locator("form")).to_have_count(0)


# ------------------------------------------------------------------------------ the appointment


def test_the_appointment_goes_into_a_calendar_and_another_date_can_be_asked_for(
    halaman: Buka, dijadwalkan: Perjalanan
) -> None:
    page = buka_kasus(halaman, dijadwalkan)
    jadwal = page.locator("#jadwal")
    expect(jadwal).to_contain_text("pukul 09.00 WIB")
    expect(jadwal).to_contain_text("Jalan Anggrek Nomor 7")
    isi = simpan_kalender(page, dijadwalkan.nomor)
    mulai = dijadwalkan.permohonan()["jadwal"]["mulai"]
    assert mulai.endswith("T09:00:00+07:00")
    assert f"DTSTART:{mulai[:10].replace('-', '')}T020000Z\r\n".encode() in isi
    assert b"LOCATION:Kantor CV Kabel Rapi\\, Jalan Anggrek Nomor 7\r\n" in isi
    assert re.search(rf"^UID:{dijadwalkan.nomor}@\S+\r$".encode(), isi, re.MULTILINE)
    assert all(len(baris) <= 75 for baris in isi.split(b"\r\n"))

    page.get_by_role("button", name="Minta jadwal lain").click()
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.locator("#ringkasan-galat")).to_contain_text("Alasan wajib diisi.")
    page.get_by_label("Alasan").fill("Teknisi sedang bertugas di luar kota.")
    page.get_by_label("Tanggal yang Anda usulkan").fill("2030-01-15")
    page.get_by_role("button", name="Kirim", exact=True).dblclick()
    expect(page.locator("#kabar-kasus")).to_contain_text("Terkirim: Minta jadwal lain.")
    expect(jadwal).to_have_count(0)
    expect(page.locator(".garis-waktu .jalan")).to_contain_text("Back Office", timeout=20_000)
    undangan = tunggu(
        lambda: [
            v
            for v in dijadwalkan.orang("tim_teknis").get(f"/permohonan/{dijadwalkan.nomor}")[
                "langkah"
            ]
            if v.get("aksi") == "minta_jadwal_lain"
        ],
        "permintaan jadwal lain",
    )
    assert len(undangan) == 1


# --------------------------------------------------------------------- the whole way, and its end


def test_letters_and_sms_can_be_read_until_receipt_is_confirmed(
    halaman: Buka, dijadwalkan: Perjalanan
) -> None:
    dijadwalkan.lanjut("menerima_sk")
    page = buka_kasus(halaman, dijadwalkan, 1280)
    surat = bagian_surat(page)
    expect(surat).to_contain_text(re.compile(r"SK izin\s*Nomor 503/\d{4}/IKRG"))
    expect(surat).to_contain_text("Tanda terima berkas")
    assert surat.get_by_text("Draf").count() == 0
    unduh_sk(page)
    sms = page.locator(".daftar-sms")
    expect(sms).to_contain_text("SK Izin IKR/G")
    expect(sms.locator("li").last).to_contain_text("terkirim")
    assert dijadwalkan.telepon[3:] not in page.content()

    konfirmasi_terima(page)
    expect(page.get_by_role("button", name="Tarik permohonan")).to_have_count(0)


def test_an_application_is_withdrawn_with_a_reason_once(halaman: Buka, jalan: Perjalanan) -> None:
    page = buka_kasus(halaman, jalan)
    page.get_by_role("button", name="Tarik permohonan").click()
    page.get_by_role("button", name="Ya, tarik").click()
    expect(page.locator("#ringkasan-galat")).to_contain_text("Alasan wajib diisi.")
    page.get_by_role("button", name="Batal").click()
    expect(page.get_by_role("button", name="Tarik permohonan")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label("Alasan").fill("Usaha ditunda.")
    page.get_by_role("button", name="Ya, tarik").dblclick()
    expect(page.locator(".status-besar")).to_have_text("Ditarik pemohon")
    expect(page.locator("main")).to_contain_text("Alasan: Usaha ditunda.")
    jejak = jalan.orang("pemohon").get(f"/permohonan/{jalan.nomor}/jejak")["jejak"]
    assert [b["peristiwa"] for b in jejak].count("tarik") == 1


# ----------------------------------------------------------------------- the list, and every width


def test_the_list_leads_to_drafts_and_cases_and_the_menu_to_the_list(
    halaman: Buka, pemohon: Klien, draf: str, jalan: Perjalanan
) -> None:
    page = halaman("index.html", pemohon)
    page.get_by_role("link", name="Permohonan saya").click()
    judul(page, "Permohonan saya")
    page.get_by_role("link", name=f"Buka {jalan.nomor}").click()
    judul(page, jalan.nomor)
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("main")).to_contain_text("Dikerjakan kantor")
    expect(page.locator("main")).to_contain_text("Tanggal selesai ditetapkan setelah")
    page.get_by_role("link", name="Semua permohonan saya").click()
    page.get_by_role("link", name="Lanjutkan").click()
    judul(page, "Data permohonan")


def test_without_sign_in_it_asks_for_it_and_comes_back(halaman: Buka, kasus: Perjalanan) -> None:
    page = halaman(f"permohonan.html#{kasus.nomor}")
    masuk = page.get_by_role("link", name="Masuk dengan nomor HP")
    expect(masuk).to_have_attribute("href", f"masuk.html#permohonan.html%23{kasus.nomor}")


def test_a_case_of_somebody_else_is_not_there(
    halaman: Buka, pemohon: Klien, kasus: Perjalanan
) -> None:
    page = halaman(f"permohonan.html#{kasus.nomor}", pemohon)
    expect(page.locator(".pesan.buruk")).to_contain_text("tidak ada pada akun Anda")


def test_the_page_follows_what_happens_elsewhere(halaman: Buka, jalan: Perjalanan) -> None:
    page = halaman("permohonan.html", jalan.orang("pemohon"))
    page.clock.install()
    page.goto(page.url + f"#{jalan.nomor}")
    expect(page.locator(".garis-waktu .jalan")).to_contain_text("Front Office", timeout=20_000)
    jalan.lanjut("memverifikasi_berkas")
    page.clock.run_for(25_000)
    expect(page.locator("#kabar")).to_contain_text("Front Office Rekomendasi")


@pytest.mark.parametrize("lebar", [360, 1280])
def test_it_has_no_fault_at_any_width(
    lebar: int, halaman: Buka, dikembalikan: Perjalanan, pemohon: Klien
) -> None:
    page = halaman("permohonan.html", pemohon, lebar)
    expect(page.locator(".daftar-kasus li")).to_have_count(1)
    periksa(page)
    page = buka_kasus(halaman, dikembalikan, lebar)
    kirim_perbaikan(page)
    page.get_by_role("button", name="Tarik permohonan").click()
    periksa(page)
    page.emulate_media(media="print")
    expect(page.locator(".garis-waktu")).to_be_visible()
    expect(page.get_by_role("button", name="Ajukan kembali")).to_be_hidden()


@pytest.mark.parametrize("lebar", [360, 1280])
def test_an_appointment_has_no_fault_at_any_width(
    lebar: int, halaman: Buka, dijadwalkan: Perjalanan
) -> None:
    page = buka_kasus(halaman, dijadwalkan, lebar)
    page.get_by_role("button", name="Minta jadwal lain").click()
    periksa(page)
