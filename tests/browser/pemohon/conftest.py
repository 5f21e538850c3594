"""Applicants, with what they have begun."""

import pytest

from infra.klien import Klien, masuk_pemohon
from infra.sesi import Stack


@pytest.fixture
def pemohon(stack: Stack, telepon: str) -> Klien:
    """Who holds it, signed in over HTTP."""
    return masuk_pemohon(stack, telepon)


@pytest.fixture
def draf(pemohon: Klien) -> str:
    """An empty draft of his."""
    return str(pemohon.post("/permohonan", {"jenis": "ikrg"})["nomor"])
