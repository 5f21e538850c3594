"""Officers at their desks, and cases that wait for them."""

from collections.abc import Callable
from functools import cache, partial

import pytest
from playwright.sync_api import Page

from infra.klien import Klien, masuk_petugas
from infra.perjalanan import Perjalanan
from infra.sesi import Stack
from infra.skenario import Skenario

MEJA, TABLET = 1280, 768
Buka = Callable[..., Page]


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
