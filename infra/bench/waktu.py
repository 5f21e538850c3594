"""Microseconds of the calculator over the hours and holidays of a real office."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

from chalicelib.domain import jam_kerja, kalender, kantor
from chalicelib.domain.norma import baca_norma
from infra.bench.tabel import Bagian, angka

ULANG, SEPUTAR = 40, 200
KALENDER = jam_kerja.Kalender.dari(kantor.baca("standar"))
DARI, SAMPAI = datetime(2025, 3, 12, 3, tzinfo=UTC), datetime(2026, 3, 12, 3, tzinfo=UTC)
MENUNGGU = [(SAMPAI + timedelta(days=1), SAMPAI + timedelta(days=13))]
HITUNGAN: dict[str, Callable[[], object]] = {
    "tambah 10 hari kerja": lambda: jam_kerja.tambah_hari_kerja(KALENDER, SAMPAI, 10),
    "  dengan satu masa menunggu pemohon": lambda: jam_kerja.tambah_hari_kerja(
        KALENDER, SAMPAI, 10, MENUNGGU
    ),
    "tambah 10 menit": lambda: jam_kerja.tambah_menit(KALENDER, SAMPAI, 10),
    "ukur rentang setahun": lambda: jam_kerja.durasi(KALENDER, DARI, SAMPAI),
    "80% dari norma 1 hari": lambda: jam_kerja.bagian(KALENDER, SAMPAI, baca_norma("1 hari"), 80),
}


def ukur() -> Bagian:
    """Each calculation by itself; the table of a year is made once per process and calendar."""
    kalender.setahun(KALENDER, 2026)
    baru = replace(KALENDER)  # without its tables
    mulai = perf_counter()
    kalender.setahun(baru, 2026)
    tabel = perf_counter() - mulai
    return Bagian(
        "Jam kerja",
        f"median µs dari {ULANG} putaran; kantor standar, melewati Ramadan, Nyepi dan Lebaran",
        (),
        [
            *((nama, angka(_lama(hitung), 1)) for nama, hitung in HITUNGAN.items()),
            ("tabel satu tahun, sekali", angka(tabel * 1e6)),
        ],
    )


def _lama(hitung: Callable[[], object]) -> float:
    def seputar() -> float:
        mulai = perf_counter()
        for _ in range(SEPUTAR):
            hitung()
        return (perf_counter() - mulai) / SEPUTAR * 1e6

    return median(seputar() for _ in range(ULANG))
