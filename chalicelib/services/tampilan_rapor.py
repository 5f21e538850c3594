"""The scorecard as people and spreadsheets read it: its method in a sentence, and as CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

_KOLOM = (
    "sop", "bulan", "bagian", "no", "kode", "nama", "pelaksana", "jumlah", "median_menit",
    "p90_menit", "norma", "norma_menit", "dalam_norma", "persen_dalam_norma", "persen_dalam_janji",
)  # fmt: skip
_NAMA = {
    "diajukan": "Permohonan diajukan",
    "diputus": "Permohonan diputus",
    "dalam_janji": "Diputus dalam janji",
    "lewat_janji": "Diputus lewat janji",
    "tanpa_janji": "Diputus tanpa janji",
}


def metode(zona: str, kalender: Sequence[str]) -> str:
    """What is counted and how, in Indonesian, for whoever wants to check or repeat it."""
    versi = f"versi {' dan '.join(kalender)}" if kalender else "yang belum bernomor versi"
    return (
        "Tiap kunjungan langkah yang selesai dihitung satu kali, pada bulan selesainya menurut "
        f"zona {zona}, dalam menit jam kerja penuh sejak dibuka sampai selesai (dibulatkan ke "
        f"bawah, kalender {versi}); pengulangan langkah adalah kunjungan tersendiri, dan kunjungan "
        "yang terhenti karena permohonan ditarik atau gugur tidak dihitung. Median dan p90 adalah "
        "menit pada peringkat ke-⌈0,5 × n⌉ dan ke-⌈0,9 × n⌉ dari n kunjungan yang diurutkan dari "
        "yang tercepat. Dalam norma: waktu kerja sebelum dibulatkan tidak melebihi waktu pada SOP. "
        "Waktu menunggu pemohon ditulis terpisah dan tidak termasuk waktu kantor. Dalam janji: "
        "nomor surat keputusan diambil tidak lewat dari janji yang berlaku saat itu; permohonan "
        "yang diputus tanpa janji tidak masuk persentase. Permohonan dihitung pada bulan "
        "diajukan, diputus, dan berakhirnya masing-masing."
    )


def sebagai_csv(rapor: Mapping[str, Any]) -> str:
    """The same figures as the JSON, one a row (RFC 4180: comma, CRLF), the method as the last.

    `jumlah` counts cases in the parts `permohonan` and `berakhir`, visits in `langkah` and
    `pemohon`. What there is none of is empty.
    """
    isi = io.StringIO()
    tulis = csv.DictWriter(isi, _KOLOM, restval="")
    tulis.writeheader()
    for baris in _baris(rapor):
        tulis.writerow({"sop": rapor["sop"], "bulan": rapor["bulan"], **baris})
    return isi.getvalue()


def _baris(rapor: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    kasus = rapor["permohonan"]
    for kode, nama in _NAMA.items():
        baris = {"bagian": "permohonan", "kode": kode, "nama": nama, "jumlah": kasus[kode]}
        yield baris | ({k: kasus[k] for k in [f"persen_{kode}"] if k in kasus})
    for status, jumlah in kasus["berakhir"].items():
        yield {"bagian": "berakhir", "kode": status, "nama": status, "jumlah": jumlah}
    for bagian in ("langkah", "pemohon"):
        yield from _langkah(bagian, rapor[bagian])
    yield {"bagian": "metode", "nama": rapor["metode"]}


def _langkah(bagian: str, daftar: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for satu in daftar:
        isi = {kolom: satu[kolom] for kolom in _KOLOM if kolom in satu}
        yield {**isi, "bagian": bagian, "nama": satu["kegiatan"], "jumlah": satu["kunjungan"]}
