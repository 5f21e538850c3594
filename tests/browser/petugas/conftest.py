"""Officers at their desks, and cases that wait for them."""

from collections.abc import Callable, Iterator
from functools import cache, partial

import pytest
from playwright.sync_api import Page

from infra.klien import Klien, masuk_petugas
from infra.lokal import Lokal
from infra.perjalanan import Perjalanan
from infra.sesi import Json, Stack
from infra.skenario import Skenario
from tests.browser.petugas.alat import nama_rekan
from tests.browser.petugas.antrean import angkat, taruh
from tests.e2e.alat import petugas_baru

MEJA, TABLET = 1280, 768
Buka = Callable[..., Page]
Antre = Callable[..., list[str]]


@pytest.fixture(scope="session")
def petugas(stack: Stack) -> Callable[[str], Klien]:
    """The officer of a pelaksana, signed in over HTTP once."""
    return cache(partial(masuk_petugas, stack))


@pytest.fixture
def meja(halaman: Buka, petugas: Callable[[str], Klien]) -> Buka:
    """Opens petugas.html for the officer of a pelaksana, at an address after the #."""

    def buka(pelaksana: str, alamat: str = "", lebar: int = MEJA) -> Page:
        return halaman(f"petugas.html#{alamat}", petugas(pelaksana), lebar)

    return buka


@pytest.fixture
def kasus_di(stack: Stack) -> Callable[..., Perjalanan]:
    """A case of somebody that waits at this langkah."""

    def siapkan(langkah: str, skenario: Skenario | None = None) -> Perjalanan:
        perjalanan = Perjalanan(stack, skenario or Skenario("browser", "", ""))
        perjalanan.mulai()
        perjalanan.lanjut(langkah)
        return perjalanan

    return siapkan


@pytest.fixture
def antre(lokal: Lokal) -> Iterator[Antre]:
    """Puts lines on a worklist until the test ends; their nomor."""
    ada: list[Json] = []

    def isi(*daftar: Json) -> list[str]:
        ada.extend(daftar)
        taruh(lokal, daftar)
        return [str(satu["nomor"]["S"]) for satu in daftar]

    yield isi
    angkat(lokal, ada)


@pytest.fixture
def rekan(lokal: Lokal) -> Callable[[str], Klien]:
    """One more officer of a pelaksana, Sari Dewi, signed in over HTTP."""
    return lambda pelaksana: petugas_baru(lokal, pelaksana, nama_rekan())[1]
