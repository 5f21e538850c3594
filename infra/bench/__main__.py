"""Runs every measurement and prints it."""

import logging
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from infra.bench import cpu, domain, jarak, paket, panggilan, petugas, surat, waktu, web
from infra.bench.awan import awan
from infra.bench.kasus import Kasus
from infra.bench.tabel import Bagian, cetak
from infra.lokal import berjalan
from infra.paket import PaketCacat
from infra.paket import paket as buat_paket
from infra.peramban import PerambanTiada
from infra.sesi import Stack


def main() -> int:
    """0 once everything was measured, nothing is judged by its time; 1 without a package."""
    logging.disable(logging.CRITICAL)
    try:
        for bagian in _semua():
            cetak(bagian)
    except (PaketCacat, PerambanTiada) as sebab:
        print(sebab, file=sys.stderr)
        return 1
    return 0


def _semua() -> Iterator[Bagian]:
    # Begun in an hour, so that nothing falls due while it is measured.
    kasus = Kasus(datetime.now(UTC) + timedelta(hours=1))
    with awan():
        yield panggilan.ukur(kasus)
        yield cpu.ukur(kasus)
    yield domain.ukur(kasus)
    yield waktu.ukur()
    yield surat.ukur()
    yield from paket.ukur(buat_paket())
    if keterangan := berjalan():
        yield jarak.ukur(Stack.dari(keterangan))
        yield web.ukur(Stack.dari(keterangan), keterangan["situs"])
        yield petugas.ukur(Stack.dari(keterangan), keterangan["situs"])
    else:
        print("\nLangkah ke langkah di MiniStack, dan halaman di peramban: jalankan make up, lalu")
        print("make bench lagi.")


if __name__ == "__main__":
    sys.exit(main())
