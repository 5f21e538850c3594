"""First visits to the pages on a cheap phone and a slow network: bytes, time, layout shift."""

from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from infra.bench.tabel import Bagian, angka
from infra.peramban import chromium, konteks, masukkan
from infra.perjalanan import Perjalanan
from infra.sesi import Stack
from infra.skenario import Skenario

BIT_PER_DETIK, LATENSI_MS, LAMBAT = 400_000, 400, 4
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
        f"Chromium, {BIT_PER_DETIK // 1000} kbit/s, {LATENSI_MS} ms, CPU {LAMBAT}× lebih lambat; "
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
        byte = _perlambat(satu.new_cdp_session(page))
        page.goto(alamat)
        page.wait_for_selector("html[data-siap]")
        siap = float(page.evaluate("document.documentElement.dataset.siap"))
        _tenang(page)
        geser = float(page.evaluate("window.geser"))
    return angka(sum(byte) / 1024, 1), angka(siap / 1000, 2), angka(geser, 3)


def _perlambat(cdp: CDPSession) -> list[int]:
    """Slow network and processor; the list receives the bytes of each answer, headers included."""
    byte: list[int] = []

    def selesai(peristiwa: dict[str, Any]) -> None:
        byte.append(int(peristiwa["encodedDataLength"]))

    cdp.on("Network.loadingFinished", selesai)
    cdp.send("Network.enable")
    laju = {"downloadThroughput": BIT_PER_DETIK / 8, "uploadThroughput": BIT_PER_DETIK / 8}
    cdp.send("Network.emulateNetworkConditions", {"offline": False, "latency": LATENSI_MS, **laju})
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": LAMBAT})
    return byte


def _tenang(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
