"""`make screenshots`: every page and view, into build/tangkapan.

Uses a `make up` that answers, else a stack of its own that leaves nothing behind.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from infra.deploy import PasangGagal
from infra.lokal import Lokal, berjalan
from infra.paket import PaketCacat
from infra.peramban import PerambanTiada, chromium
from infra.proses import LokalGagal
from infra.sesi import Stack
from infra.tangkapan import pemohon, petugas
from infra.tangkapan.kamera import TUJUAN


def main() -> int:
    """0 once every picture is there."""
    shutil.rmtree(TUJUAN, ignore_errors=True)
    TUJUAN.mkdir(parents=True)
    try:
        with _situs() as (stack, situs), chromium() as peramban:
            for nama in _semua(peramban, stack, situs):
                print(f"build/tangkapan/{nama}", flush=True)
    except (PerambanTiada, LokalGagal, PasangGagal, PaketCacat) as sebab:
        print(sebab, file=sys.stderr)
        return 1
    return 0


def _semua(peramban: Browser, stack: Stack, situs: str) -> Iterator[str]:
    yield from petugas.semua(peramban, stack, situs)
    yield from pemohon.semua(peramban, stack, situs)


@contextmanager
def _situs() -> Iterator[tuple[Stack, str]]:
    if keterangan := berjalan():
        yield Stack.dari(keterangan), keterangan["situs"]
        return
    sementara = tempfile.TemporaryDirectory(prefix="ikrg-tangkapan-", ignore_cleanup_errors=True)
    with sementara as folder, Lokal(Path(folder)) as lokal:
        yield Stack.dari(lokal.keterangan()), lokal.situs


if __name__ == "__main__":
    sys.exit(main())
