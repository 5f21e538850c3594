"""Reading the SOP table from TOML, and leaving out of it the pelaksana that an office has not."""

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from chalicelib.domain.sop_tabel import (
    GABUNG,
    Aksi,
    Dokumen,
    Langkah,
    Persyaratan,
    RowFault,
    Tabel,
)

_TABEL = TypeAdapter(Tabel)


def baca_tabel(teks: str) -> tuple[Tabel, list[RowFault]]:
    """The table in this TOML text without what could not be read, and a fault for each of that."""
    try:
        mentah = tomllib.loads(teks)
    except tomllib.TOMLDecodeError as error:
        return Tabel(), [RowFault("berkas", f"bukan TOML yang benar ({error})")]
    faults: list[RowFault] = []
    while True:
        try:
            tabel = _TABEL.validate_python(mentah)
        except ValidationError as error:
            for salah in reversed(error.errors()):
                faults.insert(0, _fault(mentah, salah["loc"], salah["type"]))
                _buang(mentah, salah["loc"])
        else:
            return _lengkapi(tabel), faults


def _fault(mentah: Any, loc: tuple[int | str, ...], jenis: str) -> RowFault:
    """The fault at this place; a row is named by its kode, or by its place in the file."""
    baris: list[str] = []
    for bagian in loc[:-1]:
        mentah = mentah[bagian]
        kode = mentah.get("kode") if isinstance(mentah, dict) else None
        if isinstance(bagian, int) and kode:
            baris[-1] = f"{baris[-1]} {kode}"
        elif isinstance(bagian, int):
            baris[-1] = f"{baris[-1]} ke-{bagian + 1}"
        else:
            baris.append(str(bagian))
    tidak_dikenal = jenis == "unexpected_keyword_argument"
    alasan = "tidak dikenal" if tidak_dikenal else "jenis nilainya keliru"
    return RowFault(", ".join(baris) or "tabel", f"'{loc[-1]}' {alasan}")


def _buang(mentah: Any, loc: tuple[int | str, ...]) -> None:
    for bagian in loc[:-1]:
        mentah = mentah[bagian]
    if isinstance(mentah, dict):
        mentah.pop(loc[-1], None)
    else:
        del mentah[loc[-1]]


def _lengkapi(tabel: Tabel) -> Tabel:
    """Tell each row its place in a block, and each pelaksana its kode."""
    tempat = {
        kode: (blok.kode, nomor)
        for blok in tabel.blok
        for nomor, cabang in enumerate(blok.cabang)
        for kode in cabang
    }
    langkah = tuple(
        replace(baris, blok=blok, cabang=nomor)
        for baris in tabel.langkah
        for blok, nomor in [tempat.get(baris.kode, (None, None))]
    )
    pelaksana = {kode: replace(p, kode=kode) for kode, p in tabel.pelaksana.items()}
    return replace(tabel, langkah=langkah, pelaksana=pelaksana)


def tanpa(tabel: Tabel, nonaktif: Iterable[str]) -> Tabel:
    """The table without these optional pelaksana: their branches, papers and choices go.

    A block left with one branch becomes a plain sequence.
    """
    pergi = set(nonaktif)
    if not pergi:
        return tabel
    milik = {baris.kode for baris in tabel.langkah if baris.pelaksana in pergi}
    hilang = milik | {
        kode for b in tabel.blok for cabang in b.cabang if milik & {*cabang} for kode in cabang
    }
    blok = [replace(b, cabang=_sisa(b.cabang, hilang)) for b in tabel.blok]
    lurus = {b.kode: b for b in blok if len(b.cabang) < 2}

    def arahkan(ke: str) -> str:
        for _ in lurus:
            if ke in lurus:
                ke = next((cabang[0] for cabang in lurus[ke].cabang if cabang), lurus[ke].lanjut)
        return ke

    def ubah(baris: Langkah, aksi: Aksi) -> Aksi:
        ke = aksi.ke
        if ke == GABUNG and baris.blok in lurus:
            ke = lurus[baris.blok].lanjut
        isian = tuple(replace(i, pilihan=_selain(i.pilihan, pergi)) for i in aksi.isian)
        return replace(aksi, ke=arahkan(ke), isian=isian)

    def dipakai(kertas: Persyaratan | Dokumen) -> bool:
        return kertas.pelaksana not in pergi

    return _lengkapi(
        replace(
            tabel,
            langkah=tuple(
                replace(
                    baris,
                    aksi=tuple(ubah(baris, aksi) for aksi in baris.aksi),
                    kepada=_selain(baris.kepada, pergi),
                )
                for baris in tabel.langkah
                if baris.kode not in hilang
            ),
            blok=tuple(replace(b, lanjut=arahkan(b.lanjut)) for b in blok if b.kode not in lurus),
            pelaksana={k: p for k, p in tabel.pelaksana.items() if k not in pergi},
            persyaratan=tuple(filter(dipakai, tabel.persyaratan)),
            dokumen=tuple(filter(dipakai, tabel.dokumen)),
        )
    )


def _sisa(cabang: tuple[tuple[str, ...], ...], hilang: set[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(c for c in cabang if not hilang & {*c})


def _selain(pilihan: tuple[str, ...], pergi: set[str]) -> tuple[str, ...]:
    return tuple(p for p in pilihan if p not in pergi)
