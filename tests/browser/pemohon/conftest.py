"""Applicants, with what they have begun."""

import secrets

import pytest

from infra.klien import Klien, masuk_pemohon
from infra.perjalanan import Perjalanan
from infra.sesi import Stack, tunggu
from infra.skenario import Skenario


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
