"""The officers' views at 768 and 1280 px, each at the langkah where it has something to show."""

from collections.abc import Iterator

from playwright.sync_api import Browser

from infra.klien import masuk_petugas
from infra.perjalanan import Perjalanan
from infra.sesi import Stack
from infra.skenario import Skenario
from infra.tangkapan.kamera import Kamera

UKURAN = ("tablet", "meja")
LANGKAH = {
    "menerima_permohonan": "front_office",
    "memverifikasi_berkas": "fo_rekomendasi",
    "mendaftarkan_rekomendasi": "fo_rekomendasi",
    "diskominfo_menerima": "diskominfo",
    "mengundang_tim_teknis": "back_office",
    "memeriksa_lapangan": "tim_teknis",
    "membuat_bap": "tim_teknis",
    "memberi_pertimbangan": "tim_teknis",
    "dlh_menyusun_rekomendasi": "dlh",
    "membuat_draf": "back_office",
    "paraf_kasi": "kasi",
    "menandatangani_sk": "kepala",
    "menyerahkan_sk": "petugas_penyerahan",
    "mengarsipkan": "petugas_e_doc",
}


def semua(peramban: Browser, stack: Stack, situs: str) -> Iterator[str]:
    """The name of each picture, once it is there."""
    for ukuran in UKURAN:
        tamu = Kamera(peramban, situs, ukuran)
        yield tamu.foto("petugas-masuk", "petugas.html", "#masuk-petugas")
    jalan = Perjalanan(stack, Skenario("tangkapan", "", ""))
    jalan.mulai()
    for langkah, pelaksana in LANGKAH.items():
        jalan.lanjut(langkah)
        for ukuran in UKURAN:
            meja = Kamera(peramban, situs, ukuran, masuk_petugas(stack, pelaksana))
            yield meja.foto(f"petugas-tugas-{pelaksana}", "petugas.html", ".tugas")
            yield meja.foto(f"petugas-{langkah}", f"petugas.html#{jalan.nomor}", ".tugas-ini")
