"""Checks names, fields and conditions of the SOP table."""

import re
from collections.abc import Iterable, Iterator, Mapping

from chalicelib.domain.jenis_isian import JENIS
from chalicelib.domain.sop_tabel import Isian, RowFault

KEADAAN = frozenset(
    {"putusan", "diwakili", "ada_rekomendasi", "sedang_diterbitkan", "unduh_sebagai_penyerahan"}
)
"""What a `bila` may ask beside the fields: the state of the case, what the office has chosen."""

FORMULIR = "formulir"
"""The place of the form's own fields."""
CARI = ("awal", "tepat")
_BUKAN_TEKS = {"bilangan", "ya_tidak", "daftar"}

# State names have at most 80 characters, and the state machine adds up to four to a kode.
_KODE = re.compile(r"[a-z][a-z0-9_]{0,75}")


def nama_salah(baris: str, kode: str, nama: str) -> Iterator[RowFault]:
    """Faults of a kode (it becomes part of a URL and of a state's name) and its name for people."""
    if not _KODE.fullmatch(kode):
        alasan = "harus huruf kecil, angka, atau garis bawah, paling banyak 76 karakter"
        yield RowFault(baris, f"kode '{kode}' {alasan}")
    if not nama.strip():
        yield RowFault(baris, "nama kosong")


def periksa_isian(
    baris: str, daftar: Iterable[Isian], dikenal: Iterable[Isian], keadaan: Iterable[str]
) -> Iterator[RowFault]:
    """Faults of these fields, whose conditions may name `dikenal` fields and this `keadaan`."""
    bidang = {isian.kode: isian for isian in dikenal}
    terlihat = set()
    for isian in daftar:
        tempat = f"{baris}, isian {isian.kode}"
        yield from nama_salah(tempat, isian.kode, isian.nama)
        if isian.kode in terlihat:
            yield RowFault(tempat, "kode dipakai lebih dari sekali")
        terlihat.add(isian.kode)
        if isian.jenis not in JENIS:
            yield RowFault(tempat, f"jenis '{isian.jenis}' tidak dikenal")
        elif (isian.jenis == "pilihan") != bool(isian.pilihan):
            yield RowFault(tempat, "pilihan harus ada bila, dan hanya bila, jenisnya pilihan")
        if isian.cari and (baris != FORMULIR or isian.cari not in CARI):
            yield RowFault(tempat, f"cari '{isian.cari}' harus awal atau tepat, pada formulir")
        elif isian.cari and isian.jenis in _BUKAN_TEKS:
            yield RowFault(tempat, f"cari tidak dapat menurut jenis '{isian.jenis}'")
        yield from periksa_bila(tempat, isian.bila, bidang, keadaan)


def periksa_bila(
    baris: str, bila: Mapping[str, object], bidang: Mapping[str, Isian], keadaan: Iterable[str]
) -> Iterator[RowFault]:
    """Faults of a condition: names that do not exist, values that can never be given."""
    for kode, harus in bila.items():
        nilai = harus if isinstance(harus, list | tuple) else [harus]
        if kode not in bidang and kode not in keadaan:
            yield RowFault(baris, f"bila menyebut '{kode}' yang tidak dikenal")
        elif kode in bidang and bidang[kode].pilihan:
            for satu in nilai:
                if satu not in bidang[kode].pilihan:
                    yield RowFault(baris, f"bila menyebut '{satu}' yang bukan pilihan '{kode}'")
