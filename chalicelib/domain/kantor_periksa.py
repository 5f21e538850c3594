"""What the settings of an office must not say together, one Indonesian sentence per fault."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from chalicelib.domain.kantor_surat import kesalahan_surat
from chalicelib.domain.norma import baca_norma

if TYPE_CHECKING:
    from chalicelib.domain.kantor import Kantor

_HARI_RAMADAN = 30
"""A month of the Hijri year has 29 or 30 days."""


def kesalahan(kantor: "Kantor") -> Iterator[str]:
    """Every fault, each beginning with the name of the setting."""
    if bentrok := kantor.libur & kantor.hari_kerja_pengganti:
        yield f"libur: {min(bentrok)} sekaligus hari kerja pengganti"
    if asing := set(kantor.asumsi) - set(type(kantor).model_fields):
        yield f"asumsi: menyebut setelan yang tidak ada: {', '.join(sorted(asing))}"
    if kantor.libur_nasional and not kantor.tahun:
        yield "tahun: libur_nasional memerlukan sedikitnya satu tahun dengan SKB-nya"
    for tahun, isi in sorted(kantor.tahun.items()):
        yield from _ramadan(tahun, isi.ramadan, wajib=kantor.jam_ramadan is not None)
    yield from _atasan(kantor.atasan, kantor.pimpinan)
    yield from _eskalasi(kantor.eskalasi, kantor.menit_per_hari)
    yield from kesalahan_surat(kantor)


def _ramadan(tahun: int, ramadan: tuple[tuple[date, date], ...], *, wajib: bool) -> Iterator[str]:
    nama = f"tahun.{tahun}.ramadan"
    if wajib and not ramadan:
        yield f"{nama}: belum diisi, padahal kantor ini mempunyai jam_ramadan"
    for awal, akhir in ramadan:
        if {awal.year, akhir.year} != {tahun}:
            yield f"{nama}: {awal} sampai {akhir} tidak seluruhnya dalam tahun {tahun}"
        elif (akhir - awal).days >= _HARI_RAMADAN:
            yield f"{nama}: {awal} sampai {akhir} lebih dari {_HARI_RAMADAN} hari"
    if any(sesudah[0] <= sebelum[1] for sebelum, sesudah in pairwise(ramadan)):
        yield f"{nama}: rentang harus berurutan dan tidak boleh bertumpuk"


def _atasan(atasan: Mapping[str, str], pimpinan: str) -> Iterator[str]:
    """Above whoever is not named stands the pimpinan: a chain without a circle ends there."""
    if pimpinan in atasan:
        yield f"atasan.{pimpinan}: pimpinan tidak mempunyai atasan"
    for bawahan in sorted(atasan.keys() - {pimpinan}):
        dilalui, kini = [bawahan], atasan[bawahan]
        while kini != pimpinan and kini in atasan and kini not in dilalui:
            dilalui.append(kini)
            kini = atasan[kini]
        if kini == bawahan:  # told at each of its members, not at those who lead into it
            yield f"atasan.{bawahan}: berputar: {' → '.join([*dilalui, kini])}"


def _eskalasi(eskalasi: tuple[str, str], menit_per_hari: int) -> Iterator[str]:
    norma = [baca_norma(waktu) for waktu in eskalasi]
    if any(n.satuan == "hari_kerja" for n in norma):
        yield "eskalasi: tulis dalam menit, jam atau hari, bukan hari kerja"
        return
    pertama, kedua = (n.jumlah * (menit_per_hari if n.satuan == "hari" else 1) for n in norma)
    if pertama >= kedua:
        yield "eskalasi: waktu yang pertama harus lebih pendek daripada yang kedua"
