"""Chromium on the pages of a packaged stack; and the page verifikasi, with an office of our own."""

import json
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from infra.klien import Klien
from infra.kunci_verifikasi import Kunci as KunciPublik
from infra.kunci_verifikasi import tambah, tulis
from infra.lokal import Lokal
from infra.peramban import chromium as buka_chromium
from infra.peramban import konteks as buka_konteks
from infra.peramban import masukkan
from infra.perjalanan import Perjalanan
from infra.sesi import Stack, tunggu
from infra.situs.bangun import HALAMAN_JADI
from infra.skenario import Skenario
from tests.ubahan import Kunci

KANTOR = "DPMPTSP Kabupaten Contoh"
BukaPeramban = Callable[..., BrowserContext]


class Kantor(ThreadingHTTPServer):
    """The one origin in small: the pages, and what the API says of a letter."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Jawab, directory=str(folder)))
        self.daemon_threads = True
        self.catatan: dict[str, dict[str, object]] = {}
        self.mati = False
        """The API fails, while the pages are served."""

    @property
    def alamat(self) -> str:
        """Of the page, as the QR has it."""
        return f"http://127.0.0.1:{self.server_port}/verifikasi/index.html"


class _Jawab(SimpleHTTPRequestHandler):
    server: Kantor

    def do_GET(self) -> None:
        if not self.path.startswith("/api/"):
            super().do_GET()
            return
        isi = self.server.catatan.get(self.path.removeprefix("/api/verifikasi/"))
        self.send_response(500 if self.server.mati else 200 if isi else 404)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(isi or {"kode": "NotFound"}).encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's; where there is none these tests fail: `make test-browser` installs it."""
    with buka_chromium() as peramban:
        yield peramban


@pytest.fixture(scope="session")
def kunci() -> Kunci:
    """The office's key of statements."""
    return Kunci()


@pytest.fixture(scope="session")
def kunci_lama() -> Kunci:
    """The one before it, retired at the end of 2025."""
    return Kunci()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, kunci: Kunci, kunci_lama: Kunci) -> Path:
    """The pages with their kunci.js, as they lie in the bucket or are saved by somebody."""
    tujuan = tmp_path_factory.mktemp("situs")
    shutil.copytree(HALAMAN_JADI, tujuan, dirs_exist_ok=True)
    daftar = tambah([], kunci_lama.der, date(2024, 1, 2), uji=False)
    daftar = tambah(daftar, kunci.der, date(2025, 12, 31), uji=False)
    tulis_kunci(tujuan / "verifikasi", daftar)
    return tujuan


def tulis_kunci(folder: Path, daftar: list[KunciPublik]) -> None:
    """kunci.js beside the page."""
    isi = {"kantor": KANTOR, "kunci": [asdict(satu) for satu in daftar]}
    (folder / "kunci.js").write_text(tulis(isi), encoding="utf-8")


@pytest.fixture
def kantor(folder: Path) -> Iterator[Kantor]:
    """Answers on this machine until the test ends."""
    with Kantor(folder) as kantor:
        threading.Thread(target=kantor.serve_forever, daemon=True).start()
        yield kantor
        kantor.shutdown()


@pytest.fixture
def konteks(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that has seen nothing, on a telephone."""
    konteks = chromium.new_context(
        viewport={"width": 360, "height": 740}, locale="id-ID", timezone_id="Asia/Jakarta"
    )
    konteks.set_default_timeout(5000)
    yield konteks
    konteks.close()


@pytest.fixture
def page(konteks: BrowserContext) -> Iterator[Page]:
    """A tab in which nothing may go wrong and nothing may be asked of anybody else."""
    page = konteks.new_page()
    salah: list[str] = []
    diminta: list[str] = []
    page.on("pageerror", lambda galat: salah.append(str(galat)))
    page.on(
        "console",
        lambda pesan: salah.append(pesan.text) if "Content Security" in pesan.text else None,
    )
    page.on("request", lambda permintaan: diminta.append(permintaan.url))
    yield page
    assert not salah
    assert not [url for url in diminta if not url.startswith(("http://127.0.0.1:", "file:"))]


@pytest.fixture(scope="session")
def situs(lokal: Lokal) -> str:
    """The single origin, as a browser opens it."""
    return lokal.situs


@pytest.fixture
def hp(chromium: Browser) -> Iterator[BukaPeramban]:
    """Opens a browser that has seen nothing, of this width, with this person signed in."""
    dibuka: list[BrowserContext] = []

    def buka(klien: Klien | None = None, lebar: int = 360) -> BrowserContext:
        satu = buka_konteks(chromium, lebar)
        satu.set_default_timeout(15_000)
        if klien:
            masukkan(satu, klien)
        dibuka.append(satu)
        return satu

    yield buka
    for satu in dibuka:
        satu.close()


@pytest.fixture
def halaman(hp: BukaPeramban, situs: str) -> Iterator[Callable[..., Page]]:
    """Opens a page in which no script may fail and nothing may be refused by the CSP."""
    salah: list[str] = []

    def buka(alamat: str, klien: Klien | None = None, lebar: int = 360) -> Page:
        page = hp(klien, lebar).new_page()
        page.on("pageerror", lambda galat: salah.append(str(galat)))
        page.on(
            "console",
            lambda pesan: salah.append(pesan.text) if "Content Security" in pesan.text else None,
        )
        page.goto(f"{situs}/{alamat}")
        return page

    yield buka
    assert not salah


@pytest.fixture(scope="session")
def kasus(stack: Stack) -> Perjalanan:
    """A submitted case of somebody else, waiting for the front office."""
    perjalanan = Perjalanan(stack, Skenario("browser", "", ""))
    perjalanan.mulai()
    tunggu(lambda: len(perjalanan.permohonan()["langkah"]) > 1 or None, "langkah kedua")
    return perjalanan


@pytest.fixture
def telepon() -> str:
    """A number that nobody has used."""
    return f"+62813{secrets.randbelow(10**8):08}"
