"""The officers' views at 768 and 1280 px, each at the langkah where it has something to show."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

from playwright.sync_api import Browser, Page

from infra.klien import masuk_petugas
from infra.peramban import berkas
from infra.perjalanan import Perjalanan
from infra.sesi import Stack
from infra.skenario import LOKET, TERBIT
from infra.tangkapan.gerak import ada, lampirkan, luring, sms_gagal, tekan
from infra.tangkapan.kamera import Kamera
from infra.tangkapan.petugas_kasus import KASUS, Foto

UKURAN = ("tablet", "meja")
TUGAS = ("front_office", "fo_rekomendasi", "tim_teknis", "kasi", "kepala", "petugas_e_doc")


def semua(peramban: Browser, stack: Stack, situs: str) -> Iterator[str]:
    """The name of each picture, once it is there."""
    jalan = Perjalanan(stack, TERBIT)
    jalan.mulai()
    petugas = cache(partial(masuk_petugas, stack))

    def ambil(daftar: tuple[Foto, ...], alamat: str) -> Iterator[str]:
        for satu in daftar:
            for ukuran in UKURAN:
                meja = Kamera(peramban, situs, ukuran, petugas(satu.pelaksana))
                tujuan = f"petugas.html#{satu.alamat or alamat}"
                yield meja.foto(f"petugas-{satu.nama}", tujuan, satu.siap, partial(_lalu, satu))
                meja.konteks.close()

    for ukuran in UKURAN:
        yield Kamera(peramban, situs, ukuran).foto(
            "petugas-masuk", "petugas.html", "#masuk-petugas"
        )
    for langkah, daftar in KASUS.items():
        jalan.lanjut(langkah)
        petugas.cache_clear()  # a signature asks for a fresh sign-in
        yield from ambil(daftar, jalan.nomor)
    yield from ambil(_meja(), "")
    yield from ambil(_loket(stack), "")


def _lalu(foto: Foto, page: Page) -> None:
    for gerak in foto.gerak:
        gerak(page)
    page.wait_for_load_state("networkidle")  # papers come last


def _meja() -> tuple[Foto, ...]:
    """Worklists, the search, and the book."""
    cari = (
        lambda page: page.get_by_label("Cari permohonan").fill("CV Kabel"),
        tekan("Cari"),
        ada("#judul-hasil"),
    )
    return (
        *(Foto(f"tugas-{satu}", satu, siap="#petugas table, main .redup") for satu in TUGAS),
        Foto("cari", "back_office", cari, "#cari"),
        Foto("tugas-luring", "back_office", (luring, ada(".pesan")), "#cari"),
        Foto("register", "kasi", siap=".buku", alamat="register"),
        Foto(
            "register-cari",
            "kasi",
            (
                lambda page: page.get_by_label("Awal nama", exact=True).fill("CV Kabel"),
                tekan("Cari"),
                ada("#judul-hasil"),
            ),
            ".buku",
            "register",
        ),
    )


def _loket(stack: Stack) -> tuple[Foto, ...]:
    """A draft that the front office fills in with who came, and what it mends for him."""
    draf = Perjalanan(stack, LOKET)
    draf.draf()
    kosong = draf.orang("front_office").post("/permohonan", {"jenis": "ikrg"})["nomor"]
    pilihan = (lampirkan("#pilih-baki", berkas("npwp"), berkas("nib_kbli")), ada(".isi-baki"))
    jalan = Perjalanan(stack, replace(TERBIT, loket=True))
    jalan.mulai()
    jalan.lanjut("perbaikan_berkas")
    mewakili = (ada(".identitas"),)
    return (
        Foto("perbaikan-loket", "front_office", mewakili, alamat=jalan.nomor),
        Foto(
            "telepon", "front_office", (sms_gagal, ada(".teks-sms")), ".kepala-kasus", jalan.nomor
        ),
        Foto("loket", "front_office", siap=".daftar-kasus", alamat="loket"),
        Foto("loket-isian", "front_office", siap="#isian-nik", alamat=f"{draf.nomor}/pemohon"),
        Foto("loket-berkas", "front_office", siap="#berkas-ktp", alamat=f"{draf.nomor}/berkas"),
        Foto("loket-baki", "front_office", pilihan, "#berkas-ktp", f"{kosong}/berkas"),
        Foto("loket-periksa", "front_office", siap=".ulasan", alamat=f"{draf.nomor}/periksa"),
    )
