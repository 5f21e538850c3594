"""First visits to the pages on a cheap phone and a slow network: bytes, time, layout shift."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from infra.bench.tabel import Bagian, angka
from infra.peramban import chromium, konteks, masukkan
from infra.perjalanan import Perjalanan
from infra.sesi import Stack
from infra.skenario import Skenario


@dataclass(frozen=True, slots=True)
class Laju:
    """A line and a processor: bits per second both ways, latency in ms, times slower."""

    bit_per_detik: int
    latensi_ms: int
    lambat: int = 1


HP_MURAH = Laju(400_000, 400, 4)
# When the first thing that a person can use is there; shifts are those that nobody caused.
AMATI = """selektor => {
    window.geser = 0;
    new PerformanceObserver(daftar => {
        for (const satu of daftar.getEntries()) {
            if (!satu.hadRecentInput) window.geser += satu.value;
        }
    }).observe({ type: "layout-shift", buffered: true });
    const lihat = () => {
        if (document.querySelector(selektor)) {
            document.documentElement.dataset.siap = performance.now();
        } else requestAnimationFrame(lihat);
    };
    requestAnimationFrame(lihat);
}"""


def ukur(stack: Stack, situs: str) -> Bagian:
    """Each page in a browser that has seen nothing, the form with a draft of somebody."""
    pemohon = Perjalanan(stack, Skenario("bench", "", ""))
    nomor = pemohon.orang("pemohon").post("/permohonan", {"jenis": "ikrg"})["nomor"]
    halaman = {
        "Beranda": ("index.html", "h1"),
        "Masuk": ("masuk.html", "#telepon"),
        "Formulir, langkah pertama": (f"formulir.html#{nomor}", "#isian-jenis_permohonan"),
        "Formulir, data pemohon": (f"formulir.html#{nomor}/pemohon", "#isian-nik"),
        "Formulir, berkas": (f"formulir.html#{nomor}/berkas", "#berkas-ktp"),
        "Lacak": ("lacak.html", "#nomor"),
    }
    with chromium() as peramban:
        daftar = [
            (nama, *_kunjungi(peramban, pemohon, f"{situs}/{alamat}", selektor))
            for nama, (alamat, selektor) in halaman.items()
        ]
    return Bagian(
        "Kunjungan pertama di HP murah",
        f"Chromium, {HP_MURAH.bit_per_detik // 1000} kbit/s, {HP_MURAH.latensi_ms} ms, "
        f"CPU {HP_MURAH.lambat}× lebih lambat; "
        "formulir: sudah masuk, simpanan kosong",
        ("KB terkirim", "siap (detik)", "geser (CLS)"),
        daftar,
    )


def _kunjungi(
    peramban: Browser, pemohon: Perjalanan, alamat: str, selektor: str
) -> tuple[str, str, str]:
    with konteks(peramban) as satu:
        if "formulir" in alamat:
            masukkan(satu, pemohon.orang("pemohon"))
        satu.add_init_script(f"({AMATI})({selektor!r})")
        page = satu.new_page()
        byte = perlambat(satu.new_cdp_session(page), HP_MURAH)
        page.goto(alamat)
        page.wait_for_selector("html[data-siap]")
        siap = float(page.evaluate("document.documentElement.dataset.siap"))
        tenang(page)
        geser = float(page.evaluate("window.geser"))
    return angka(sum(byte) / 1024, 1), angka(siap / 1000, 2), angka(geser, 3)


def perlambat(cdp: CDPSession, laju: Laju) -> list[int]:
    """Slow network and processor; the list receives the bytes of each answer, headers included."""
    byte: list[int] = []

    def selesai(peristiwa: dict[str, Any]) -> None:
        byte.append(int(peristiwa["encodedDataLength"]))

    cdp.on("Network.loadingFinished", selesai)
    cdp.send("Network.enable")
    byte_per_detik = laju.bit_per_detik / 8
    batas = {"downloadThroughput": byte_per_detik, "uploadThroughput": byte_per_detik}
    jaringan = {"offline": False, "latency": laju.latensi_ms, **batas}
    cdp.send("Network.emulateNetworkConditions", jaringan)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": laju.lambat})
    return byte


def tenang(page: Page) -> None:
    """Nothing is being fetched any more."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
