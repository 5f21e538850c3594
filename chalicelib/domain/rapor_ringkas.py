"""The scorecard of one month and SOP: shares, medians and p90 out of the counts.

Median and p90 are by nearest rank on whole working minutes: of n visits in ascending order, number
⌈n × 50 / 100⌉ and number ⌈n × 90 / 100⌉. There is nothing between two ranks, so every figure is one
that a visit really took, rounded down to the minute.
"""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.rapor import (
    DALAM_JANJI,
    DIAJUKAN,
    LEWAT_JANJI,
    TANPA_JANJI,
    Hitungan,
    Jumlah,
    Laci,
    Ukuran,
    norma_dinilai,
    norma_menit,
)
from chalicelib.domain.sop import Langkah, Sop
from chalicelib.domain.sop_tabel import SELESAI


def peringkat(histogram: Mapping[int, int], persen: int) -> int | None:
    """The minute of number ⌈n × persen / 100⌉ among n; None where there are none."""
    ke = -(-sum(histogram.values()) * persen // 100)
    for menit, jumlah in sorted(histogram.items()):
        ke -= jumlah
        if jumlah and ke <= 0:
            return menit
    return None


def persen(bagian: int, semua: int) -> float | None:
    """A share in percent with one decimal, half rounded up; None of nothing."""
    return (2000 * bagian + semua) // (2 * semua) / 10 if semua else None


def ringkas(sop: Sop, kalender: Kalender, hitungan: Hitungan) -> dict[str, Any]:
    """The scorecard as plain values: `permohonan`, `langkah` (of the office), `pemohon`.

    Minutes are working minutes of the office, for rows of Pemohon too; what had no visit is 0 and
    None. Every row of the SOP is there, in its order.
    """
    baris = [_langkah(sop, kalender, satu, hitungan) for satu in sop.langkah.values()]
    return {
        "permohonan": _permohonan(sop, hitungan),
        "langkah": [satu for ukuran, satu in baris if ukuran == "langkah"],
        "pemohon": [satu for ukuran, satu in baris if ukuran == "pemohon"],
    }


def _permohonan(sop: Sop, hitungan: Hitungan) -> dict[str, Any]:
    def jumlah(ukuran: Ukuran, kode: str) -> int:
        return hitungan.get(Laci(ukuran, kode), Jumlah()).semua

    tercatat = [laci.kode for laci in sorted(hitungan) if laci.ukuran == "berakhir"]
    akhir = {status: jumlah("berakhir", status) for status in [*_status_akhir(sop), *tercatat]}
    dalam, lewat = jumlah("putusan", DALAM_JANJI), jumlah("putusan", LEWAT_JANJI)
    tanpa = jumlah("putusan", TANPA_JANJI)
    return {
        "diajukan": jumlah("permohonan", DIAJUKAN),
        "berakhir": akhir,
        "diputus": dalam + lewat + tanpa,
        "dalam_janji": dalam,
        "lewat_janji": lewat,
        "tanpa_janji": tanpa,
        "persen_dalam_janji": persen(dalam, dalam + lewat),
    }


def _status_akhir(sop: Sop) -> list[str]:
    """What a case can end with, by the SOP."""
    daftar = []
    for aksi in (aksi for langkah in sop.langkah.values() for aksi in langkah.aksi):
        if aksi.ke == SELESAI:
            daftar += [aksi.status, aksi.status_tolak]
    return [s for s in (*daftar, sop.penarikan.status, sop.status_gugur) if s]


def _langkah(
    sop: Sop, kalender: Kalender, langkah: Langkah, hitungan: Hitungan
) -> tuple[Ukuran, dict[str, Any]]:
    ukuran: Ukuran = "pemohon" if langkah.pelaksana == "pemohon" else "langkah"
    isi = {
        laci.menit: jumlah
        for laci, jumlah in hitungan.items()
        if (laci.ukuran, laci.kode) == (ukuran, langkah.kode)
    }
    histogram = {menit: jumlah.semua for menit, jumlah in isi.items()}
    kunjungan = sum(histogram.values())
    baris: dict[str, Any] = {
        "no": langkah.no,
        "kode": langkah.kode,
        "kegiatan": langkah.kegiatan,
        "pelaksana": sop.pelaksana[langkah.pelaksana].nama,
        "kunjungan": kunjungan,
        "median_menit": peringkat(histogram, 50),
        "p90_menit": peringkat(histogram, 90),
    }
    if ukuran == "langkah":
        norma = norma_dinilai(langkah)
        menit = norma_menit(kalender, norma) if norma else None
        dalam = sum(jumlah.dalam_norma for jumlah in isi.values())
        baris |= {
            "norma": langkah.waktu or None,
            "norma_menit": None if menit is None else float(menit),
            "dalam_norma": dalam if norma else None,
            "persen_dalam_norma": persen(dalam, kunjungan) if norma else None,
        }
    return ukuran, baris
