"""The applicants' pages on a packaged stack of their own, in Chromium."""

import secrets
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from infra.klien import Klien, masuk_pemohon
from infra.lokal import Lokal
from infra.peramban import konteks as buka_konteks
from infra.peramban import masukkan
from infra.perjalanan import Perjalanan
from infra.sesi import Stack, tunggu
from infra.skenario import Skenario

BukaHp = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def situs(lokal: Lokal) -> str:
    """The single origin, as a browser opens it."""
    return lokal.situs


@pytest.fixture
def telepon() -> str:
    """A number that nobody has used."""
    return f"+62813{secrets.randbelow(10**8):08}"


@pytest.fixture
def pemohon(stack: Stack, telepon: str) -> Klien:
    """Who holds it, signed in over HTTP."""
    return masuk_pemohon(stack, telepon)


@pytest.fixture
def draf(pemohon: Klien) -> str:
    """An empty draft of his."""
    return str(pemohon.post("/permohonan", {"jenis": "ikrg"})["nomor"])


@pytest.fixture(scope="session")
def kasus(stack: Stack) -> Perjalanan:
    """A submitted case of somebody else, waiting for the front office."""
    perjalanan = Perjalanan(stack, Skenario("browser", "", ""))
    perjalanan.mulai()
    tunggu(lambda: len(perjalanan.permohonan()["langkah"]) > 1 or None, "langkah kedua")
    return perjalanan


@pytest.fixture
def hp(chromium: Browser) -> Iterator[BukaHp]:
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
def halaman(hp: BukaHp, situs: str) -> Iterator[Callable[..., Page]]:
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
