"""The pictures of one case: at each langkah, what its officer decides and the parts it needs."""

from dataclasses import dataclass

from infra.tangkapan.gerak import (
    Gerak,
    ada,
    buka,
    didahului,
    foto,
    gores,
    isi,
    lampirkan,
    luring,
    pilih,
    sesi_berakhir,
    tab,
    tekan,
)

BERSURAT = ada(".susun canvas, .paraf canvas")
DAFTAR_PERIKSA = ada(".daftar-periksa")
FOTO = (foto(1200, 900, "#5b7a9a"), foto(900, 1200, "#7a5b4a"))


@dataclass(frozen=True, slots=True)
class Foto:
    """One picture: whose desk, and what is done before it is taken."""

    nama: str
    pelaksana: str
    gerak: tuple[Gerak, ...] = ()
    siap: str = ".tugas-ini"
    alamat: str = ""
    """After the #, if not the case itself."""


KASUS: dict[str, tuple[Foto, ...]] = {
    "menerima_permohonan": (
        Foto("02-terima", "front_office"),
        Foto("02-terima-pilih", "front_office", (pilih("Terima berkas"),)),
        Foto(
            "02-kembalikan",
            "front_office",
            (
                pilih("Kembalikan kepada pemohon"),
                ada(".gulir-cacat"),
                tekan("Alamat usaha"),
                tekan("Kurang lengkap. Tulis jalan"),
                tekan("KTP penanggung jawab"),
            ),
        ),
        Foto(
            "02-kembalikan-kurang",
            "front_office",
            (
                pilih("Kembalikan kepada pemohon"),
                ada(".gulir-cacat"),
                tekan("KTP penanggung jawab"),
                lambda page: page.locator(".panel-aksi [type=submit]").click(),
                ada("[id^=ringkasan-]"),
            ),
        ),
    ),
    "memverifikasi_berkas": (Foto("04-verifikasi", "fo_rekomendasi"),),
    "perbaikan_berkas": (Foto("perbaikan-menunggu", "fo_rekomendasi", (), ".kepala-kasus"),),
    "mendaftarkan_rekomendasi": (
        Foto("06-daftarkan", "fo_rekomendasi", (ada(".panel-aksi"), buka("Untuk Diskominfo"))),
    ),
    "diskominfo_menerima": (Foto("07-dinas-menerima", "diskominfo"),),
    "menghubungi_bo": (Foto("09-hubungi", "fo_rekomendasi", (ada(".panel-aksi"),)),),
    "mengundang_tim_teknis": (
        Foto(
            "10-undangan",
            "back_office",
            (
                ada(".kalender"),
                tekan("Bulan berikutnya"),
                lambda page: page.locator(".kalender td[role]:not(.tutup)").nth(6).click(),
                isi("Jam cek lokasi", "09.00"),
                isi("Tempat", "Jalan Anggrek Nomor 7"),
                BERSURAT,
            ),
        ),
    ),
    "memeriksa_lapangan": (
        Foto("13-periksa", "tim_teknis"),
        Foto(
            "13-daftar-periksa",
            "tim_teknis",
            (
                pilih("Catat hasil pemeriksaan"),
                DAFTAR_PERIKSA,
                lambda page: page.get_by_label("Sesuai", exact=True).first.check(),
                lambda page: page.get_by_label("Tidak sesuai").nth(1).check(),
                lampirkan("input[id^=pilih-]", *FOTO),
                ada(".foto.ada"),
            ),
        ),
    ),
    "membuat_bap": (
        Foto("14-bap", "tim_teknis", (isi("Nomor BAP", "BAP/7/2026"), BERSURAT)),
        Foto(
            "14-bap-tanda-tangan",
            "tim_teknis",
            (
                isi("Nomor BAP", "BAP/7/2026"),
                BERSURAT,
                tekan("Simpan versi"),
                ada(".daftar-tanda button"),
                tekan("Tanda tangani"),
                ada("canvas.kaca"),
                gores,
            ),
        ),
    ),
    "memberi_pertimbangan": (
        Foto("15-pertimbangan", "tim_teknis", (pilih("Memenuhi"), ada(".panel-aksi"))),
        Foto("15-perlu-perbaikan", "tim_teknis", (pilih("Perlu perbaikan"), ada(".gulir-cacat"))),
    ),
    "dlh_menyusun_rekomendasi": (
        Foto("16-rekomendasi", "dlh"),
        Foto(
            "16-rekomendasi-susun",
            "dlh",
            (
                pilih("Rekomendasikan"),
                isi("Nomor surat rekomendasi", "660/12/DLH"),
                BERSURAT,
            ),
        ),
    ),
    "menerima_rekomendasi": (Foto("18-rekomendasi-lengkap", "fo_rekomendasi"),),
    "membuat_draf": (
        Foto(
            "20-draf",
            "back_office",
            (
                BERSURAT,
                isi("Masa berlaku (tahun)", "3"),
                tekan("Simpan versi"),
                ada(".versi summary"),
                buka("Versi yang tersimpan"),
                BERSURAT,
            ),
        ),
    ),
    "paraf_kasi": (
        Foto("22-paraf", "kasi", (pilih("Paraf"), BERSURAT)),
        Foto("22-paraf-kembalikan", "kasi", (pilih("Kembalikan ke Back Office"),)),
        Foto(
            "22-paraf-409",
            "kasi",
            (
                pilih("Paraf"),
                BERSURAT,
                didahului("paraf"),
                lambda page: page.locator(".panel-aksi [type=submit]").click(),
                ada("#kabar-kasus .pesan"),
            ),
        ),
        Foto("22-sesi-berakhir", "kasi", (sesi_berakhir, ada("main > * .pesan"))),
        Foto("22-luring", "kasi", (luring, ada("main > * .pesan"))),
        Foto("tumpukan", "kasi", (BERSURAT,), ".tumpukan", "tumpukan"),
        Foto(
            "tumpukan-kembalikan",
            "kasi",
            (BERSURAT, tekan("Kembalikan ke Back Office"), ada("[id^=lain-] form")),
            ".tumpukan",
            "tumpukan",
        ),
    ),
    "menandatangani_sk": (
        Foto(
            "25-tandatangani",
            "kepala",
            (
                pilih("Tandatangani"),
                BERSURAT,
                lambda page: page.evaluate(MASUK_LAMA),
                lambda page: page.locator(".panel-aksi [type=submit]").click(),
                ada("#ringkasan-galat, [id^=ringkasan-]"),
            ),
        ),
    ),
    "menyerahkan_sk": (
        Foto("28-serahkan", "petugas_penyerahan", (pilih("Kuasa"), ada(".daftar-berkas"))),
    ),
    "menerima_sk": (Foto("29-tanda-terima", "petugas_penyerahan", (ada("canvas.kaca"), gores)),),
    "mengarsipkan": (Foto("30-arsip", "petugas_e_doc", (ada(".panel-aksi"),)),),
    "": (
        Foto("selesai", "kepala", (), ".kepala-kasus"),
        *(
            Foto(f"tab-{kode}", "back_office", (tab(nama), ada(tunggu)), ".kepala-kasus")
            for kode, nama, tunggu in (
                ("langkah", "Langkah", ".garis-waktu"),
                ("surat", "Surat", "[role=tabpanel] .daftar-kasus"),
                ("sms", "SMS", ".daftar-sms"),
                ("waktu", "Waktu", "[role=tabpanel] table"),
                ("jejak", "Jejak", ".jejak li"),
            )
        ),
        Foto(
            "cabut",
            "kepala",
            (
                tekan("Cabut surat keputusan"),
                isi("Alasan pencabutan", "Keterangan palsu."),
                isi("Dasar hukum", "Pasal 9."),
                tekan("Lanjutkan"),
                ada("#yakin-cabut"),
            ),
            ".kepala-kasus",
        ),
    ),
}
"""Langkah (empty: the case is over) → its pictures."""

MASUK_LAMA = """() => {
  const sesi = JSON.parse(sessionStorage["sesi-petugas"]);
  sessionStorage["sesi-petugas"] = JSON.stringify({ ...sesi, masuk: sesi.masuk - 600000 });
}"""
"""The sign-in was ten minutes ago, as far as the page knows."""
