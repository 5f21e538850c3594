"""Milliseconds of a letter: rendering an SK, first in its process and later, and signing it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from unittest.mock import patch

from chalicelib.adapters import kms, typst
from chalicelib.adapters.tanda_tangan import Kms
from chalicelib.domain.kantor import baca
from infra import surat, surat_contoh
from infra.bench.tabel import Bagian, angka
from infra.ca_uji import rantai_uji
from infra.lokal import klien_lokal
from infra.paket import WILAYAH
from infra.proses import Proses

ULANG, SEGAR = 30, 5
PERTAMA = """
from time import perf_counter
from infra.bench.surat import sk
from chalicelib.adapters import typst
import typst as _, segno as __, PIL.Image as ___
naskah, gambar = sk(0)
mulai = perf_counter()
typst.cetak(naskah, gambar)
print(perf_counter() - mulai)
"""


def sk(ke: int) -> tuple[dict[str, object], dict[str, bytes]]:
    """The data of an SK with a QR code, another one for each `ke`, and its images."""
    (contoh,) = [c for c in surat.contoh(baca("standar")) if c.nama == "sk"]
    naskah = {**contoh.buat(), "nomor": f"503/{ke:04}/IKRG/DPMPTSP/XII/2026"}
    return naskah, surat_contoh.gambar(naskah)


def ukur() -> Bagian:
    """The first render in processes of their own without their imports; signing on MiniStack."""
    pertama = [_pertama() for _ in range(SEGAR)]
    semua = [sk(ke) for ke in range(ULANG)]
    typst.cetak(*semua[0])
    lanjut = [_lama(lambda satu=satu: typst.cetak(*satu)) for satu in semua[1:]]
    with _penanda() as penanda:
        hasil = typst.cetak(*semua[0])
        kini = datetime.now(UTC)

        def tandatangani() -> object:
            return penanda.tandatangani(hasil.pdf, hasil.kotak, "SK", "Contoh", kini)

        tandatangani()
        tanda = [_lama(tandatangani) for _ in range(ULANG)]
    return Bagian(
        "Surat",
        f"ms jam dinding: median dan tercepat; SK dengan QR, {ULANG} kali, "
        f"cetakan pertama dalam {SEGAR} proses baru",
        ("median", "tercepat"),
        [
            ("cetak SK, pertama dalam prosesnya", *_nilai(pertama)),
            ("cetak SK, berikutnya", *_nilai(lanjut)),
            ("tanda tangan PAdES dengan KMS MiniStack", *_nilai(tanda)),
        ],
    )


def _nilai(lama: list[float]) -> tuple[str, str]:
    return angka(median(lama) * 1000), angka(min(lama) * 1000)


def _pertama() -> float:
    hasil = subprocess.run(
        [sys.executable, "-c", PERTAMA], capture_output=True, text=True, check=True
    )
    return float(hasil.stdout)


def _lama(lakukan: Callable[[], object]) -> float:
    mulai = perf_counter()
    lakukan()
    return perf_counter() - mulai


@contextmanager
def _penanda() -> Iterator[Kms]:
    """A signer with a key of a MiniStack of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        proses = Proses(Path(folder))
        proses.nyalakan()
        lingkungan = {
            "AWS_ENDPOINT_URL_KMS": proses.endpoint,
            "AWS_DEFAULT_REGION": WILAYAH,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
        }
        try:
            with patch.dict(os.environ, lingkungan):
                klien = klien_lokal("kms", proses.endpoint)
                kunci = klien.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
                id_ = kunci["KeyMetadata"]["KeyId"]
                rantai = rantai_uji(kms.kunci_publik(id_), Path(folder) / "ca")
                yield Kms(id_, rantai)
        finally:
            proses.berhenti()
            kms._client.cache_clear()
