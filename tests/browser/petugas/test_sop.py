"""The whole SOP in browsers: the applicant on his phone, and each pelaksana signed in apart."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from chalicelib.domain.jejak import dari_json, utuh
from infra.klien import masuk_petugas as masuk_lewat_api
from infra.peramban import berkas
from infra.perjalanan import Perjalanan
from infra.sesi import Stack
from infra.skenario import TERBIT
from infra.tangkapan.gerak import gores
from tests.browser.pemohon.alat import foto, periksa
from tests.browser.pemohon.alat import masuk as masuk_pemohon
from tests.browser.pemohon.test_perjalanan import ajukan, perbaiki, terima
from tests.browser.petugas.alat import MESIN, Meja, masuk_petugas
from tests.browser.petugas.conftest import MEJA, TABLET, Buka

DI_LAPANGAN = "tim_teknis"
TIM = ["Andi Wijaya", "Rina Kusuma", "Dedi Pratama"]
HARI = datetime.now(ZoneInfo("Asia/Jakarta")).date()
HUBUNGAN = {"Petugas yang dihubungi": "Petugas penjadwalan"}


class Kantor:
    """The officers of one case, each in a browser of his own from his first langkah on."""

    def __init__(self, halaman: Buka, stack: Stack, nomor: str) -> None:
        self._halaman, self._stack, self.nomor = halaman, stack, nomor
        self._meja: dict[str, Meja] = {}

    def __call__(self, pelaksana: str) -> Meja:
        if pelaksana not in self._meja:
            lebar = TABLET if pelaksana == DI_LAPANGAN else MEJA
            page = self._halaman("petugas.html", lebar=lebar)
            masuk_petugas(page, self._stack, pelaksana)
            self._meja[pelaksana] = Meja(page, self.nomor)
        return self._meja[pelaksana]


def test_thirty_langkah_with_a_sign_in_for_each_pelaksana(
    halaman: Buka, stack: Stack, telepon: str, kasus_di: Callable[..., Perjalanan]
) -> None:
    pemohon = halaman("formulir.html")
    pemohon.get_by_role("link", name="Masuk dengan nomor HP").click()
    masuk_pemohon(pemohon, stack, telepon)
    nomor = ajukan(pemohon, telepon)  # 1
    kantor = Kantor(halaman, stack, nomor)
    daftarkan(kantor, lambda: perbaiki(pemohon, nomor))
    jadwalkan(kantor)
    periksa_lapangan(kantor)
    rekomendasikan(kantor)
    buat_draf(kantor, {})
    with ThreadPoolExecutor(2) as kolam:
        lain = [p.nomor for p in kolam.map(lambda _: kasus_di("paraf_kasi"), range(2))]
    paraf_bertumpuk(kantor("kasi"), [nomor, *lain])  # 22
    kantor("kabid").lakukan(
        "Kembalikan ke Back Office",
        {"Catatan perbaikan": "Dasar hukum pada Mengingat belum lengkap."},
        pilih=("Kembalikan ke Back Office",),
    )
    buat_draf(kantor, {"Mengingat": "Undang-Undang Nomor 36 Tahun 1999 tentang Telekomunikasi;"})
    for pelaksana in ("kasi", "kabid", "sekretaris"):  # 22-24
        paraf(kantor(pelaksana), "Paraf")
    paraf(kantor("kepala"), "Tandatangani")  # 25; 26 and 27 by themselves
    kantor("petugas_penyerahan").lakukan(  # 28
        "Serahkan SK",
        {"Nama penerima": "Siti Rahmawati", "Empat digit terakhir": "0001"},
        pilih=("Pemohon", "KTP"),
    )
    terima(pemohon, nomor)  # 29
    kantor("petugas_e_doc").lakukan("Arsipkan", {"Lokasi arsip": "Rak 503"})  # 30

    fo = masuk_lewat_api(stack, "front_office")
    kasus = fo.get(f"/permohonan/{nomor}")
    assert kasus["status"] == "Selesai"
    assert {v["no"] for v in kasus["langkah"] if v["ditutup"]} >= {*range(1, 31)}
    assert utuh(map(dari_json, fo.get(f"/permohonan/{nomor}/jejak")["jejak"]))


def daftarkan(kantor: Kantor, perbaiki_berkas: Callable[[], None]) -> None:
    """Rows 2 to 9, with a return of a paper and a field by row 4."""
    fo, rekomendasi = kantor("front_office"), kantor("fo_rekomendasi")
    fo.lakukan("Terima berkas", pilih=("Terima berkas",))
    fo.lakukan("Teruskan ke FO Rekomendasi")
    rekomendasi.ambil()
    rekomendasi.pilih("Kembalikan kepada pemohon")
    cacat = (c for p in TERBIT.pilihan.values() for c in p.cacat)
    for satu, nama in zip(cacat, ("KTP penanggung jawab", "Alamat usaha"), strict=True):
        rekomendasi.tugas.locator(".pilihan-cacat").filter(has_text=nama).click()
        rekomendasi.tugas.get_by_label("Alasan", exact=True).last.fill(satu.alasan)
    rekomendasi.kirim("Kembalikan kepada pemohon")
    perbaiki_berkas()
    rekomendasi.lakukan("Nyatakan berkas lengkap", pilih=("Nyatakan berkas lengkap",))
    rekomendasi.ambil()
    expect(rekomendasi.tugas.locator(".kepada")).to_have_count(2)
    rekomendasi.kirim("Kirim berkas rekomendasi")
    hard_copy = {
        "Petugas pengantar hard copy": "Budi Santoso",
        "Tanggal hard copy dikirim": HARI.isoformat(),
    }
    rekomendasi.lakukan("Daftarkan ke dinas teknis", hard_copy)
    for dinas in ("diskominfo", "dlh"):
        terima_ = "Terima permohonan rekomendasi"
        kantor(dinas).lakukan(terima_, pilih=(terima_,))
    catat = "Catat hubungan dengan FO Rekomendasi"
    kantor("diskominfo").lakukan(catat, HUBUNGAN, pilih=("Telepon",))
    rekomendasi.lakukan("Catat hubungan dengan Back Office", HUBUNGAN, pilih=("Telepon",))


def jadwalkan(kantor: Kantor) -> None:
    """Row 10, by the calendar; 11 and 12 go by themselves."""
    bo, besok = kantor("back_office"), HARI + timedelta(days=1)
    bo.ambil()
    bo.isi({"Tanggal cek lokasi": besok.isoformat(), "Jam cek lokasi": "09.00"})
    expect(bo.tugas.locator("[role=gridcell][aria-selected=true]")).to_have_count(1)
    bo.isi({"Tempat": "Jalan Anggrek Nomor 7A", "Anggota Tim Teknis": "\n".join(TIM)})
    unggah_pindaian(bo)
    bo.kirim("Kirim undangan kepada Tim Teknis")


def unggah_pindaian(meja: Meja) -> None:
    """The letter that is signed by pen in this office comes back as a scan."""
    meja.tugas.locator("input[id^=pilih-]").set_input_files([berkas("undangan")])
    expect(meja.tugas.locator(".berkas.ada")).to_be_visible(timeout=MESIN)


def periksa_lapangan(kantor: Kantor) -> None:
    """Rows 13 to 15 on a tablet."""
    tim = kantor(DI_LAPANGAN)
    tim.ambil()
    tim.pilih("Catat hasil pemeriksaan")
    temuan = tim.tugas.get_by_label("Sesuai", exact=True)
    expect(temuan).to_have_count(9)
    for satu in temuan.all():
        satu.check()
    tim.tugas.locator("input[id^=pilih-]").set_input_files([foto(1200, 900)])
    expect(tim.page.get_by_text("1 foto diterima.")).to_be_visible(timeout=MESIN)
    tim.isi({"Hasil pemeriksaan": "Alamat, tenaga teknik, dan alat ukur sesuai."})
    tim.pilih("Ya")
    tim.kirim("Catat hasil pemeriksaan")
    tim.ambil()
    tim.isi({"Nomor BAP": "503/0097/BAP-IKRG/2026"})
    tim.tugas.get_by_role("button", name="Simpan versi").click()
    for ke, nama in enumerate([*TIM, "(pemohon)"], 1):
        orang = tim.tugas.locator(".daftar-tanda li").filter(has_text=nama)
        orang.get_by_role("button", name="Tanda tangani").click(timeout=MESIN)
        gores(tim.page, 14 + ke)
        tim.page.get_by_role("button", name="Simpan tanda tangan").click()
        expect(orang).to_contain_text("✓ Ditandatangani", timeout=MESIN)
    tim.kirim("Tandatangani BAP")
    tim.lakukan("Memenuhi", pilih=("Memenuhi",))


def rekomendasikan(kantor: Kantor) -> None:
    """Rows 16 to 19."""
    surat = {
        "Nomor surat rekomendasi": "555/0207/2026",
        "Tanggal surat rekomendasi": HARI.isoformat(),
    }
    for dinas in ("diskominfo", "dlh"):
        ini = kantor(dinas)
        ini.ambil()
        ini.pilih("Rekomendasikan")
        ini.isi(surat)
        unggah_pindaian(ini)
        ini.kirim("Rekomendasikan")
        ini.lakukan("Kirim rekomendasi")
    teruskan, lanjut = "Teruskan ke Back Office", "Lanjutkan ke pembuatan draf"
    kantor("fo_rekomendasi").lakukan(teruskan, pilih=(teruskan,))
    kantor("back_office").lakukan(lanjut, pilih=(lanjut,))


def buat_draf(kantor: Kantor, isian: dict[str, str]) -> None:
    """Rows 20 and 21."""
    bo = kantor("back_office")
    bo.ambil()
    expect(bo.page.locator(".pratinjau canvas").first).to_be_visible(timeout=MESIN)
    bo.isi(isian)
    bo.kirim("Simpan draf")
    bo.lakukan("Serahkan draf ke Kasi")


def paraf_bertumpuk(kasi: Meja, daftar: list[str]) -> None:
    """A stack of drafts, each shown before it is initialled."""
    page = kasi.page
    page.get_by_role("link", name="Tumpukan draf").click()
    expect(page.locator(".posisi")).to_contain_text(f"dari {len(daftar)}", timeout=MESIN)
    sudah = []
    for _ in daftar:
        sudah.append(page.locator("#judul-draf").inner_text())
        kasi.lihat_draf()
        periksa(page)
        page.get_by_role("button", name="Paraf", exact=True).click()
        kabar = page.locator(".pesan.baik")
        expect(kabar).to_contain_text(f"{sudah[-1]}: Paraf, tercatat.", timeout=MESIN)
    assert sorted(sudah) == sorted(daftar)
    expect(page.get_by_role("heading", name="Tumpukan ini selesai")).to_be_visible()


def paraf(meja: Meja, aksi: str) -> None:
    """Initial or sign the draft that is on the screen."""
    meja.ambil()
    meja.pilih(aksi)
    meja.lihat_draf()
    meja.kirim(aksi)
