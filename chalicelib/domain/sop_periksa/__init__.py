"""Checks the SOP table as a whole: every fault at once, each with its row and reason."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, combinations
from typing import TypeVar

from chalicelib.domain.norma import baca_norma
from chalicelib.domain.sop_baca import tanpa
from chalicelib.domain.sop_periksa.alur import periksa_alur
from chalicelib.domain.sop_periksa.baris import ASAL_SEL, PUTUSAN, periksa_langkah
from chalicelib.domain.sop_periksa.isian import FORMULIR, nama_salah, periksa_bila, periksa_isian
from chalicelib.domain.sop_tabel import RUPA, Dokumen, Persyaratan, RowFault, Tabel

T = TypeVar("T", str, int)

# What every SMS needs of the form: whom to address, and where (domain/efek.py, kirim_sms).
_PENERIMA_SMS = {"nama": "teks", "hp": "telepon"}
_UNTUK = {"izin", "rekomendasi", "keduanya"}


def periksa(tabel: Tabel) -> list[RowFault]:
    """Every fault of the table, and those that appear only when optional pelaksana are left out."""
    faults = _periksa(tabel)
    opsional = sorted(kode for kode, p in tabel.pelaksana.items() if p.opsional)
    for jumlah in range(1, len(opsional) + 1):
        for pergi in combinations(opsional, jumlah):
            faults += [
                RowFault(f"tanpa {', '.join(pergi)}: {fault.baris}", fault.alasan)
                for fault in _periksa(tanpa(tabel, pergi))
                if fault not in faults
            ]
    return faults


def _periksa(tabel: Tabel) -> list[RowFault]:
    return [
        *_periksa_kepala(tabel),
        *_periksa_ganda(tabel),
        *_periksa_pelaksana(tabel),
        *periksa_isian(FORMULIR, tabel.isian, tabel.isian, set()),
        *_periksa_penerima_sms(tabel),
        *_periksa_kertas(tabel),
        *chain.from_iterable(periksa_langkah(tabel, baris) for baris in tabel.langkah),
        *periksa_alur(tabel),
    ]


def _periksa_penerima_sms(tabel: Tabel) -> Iterator[RowFault]:
    selalu_ada = {i.kode: i.jenis for i in tabel.isian if i.wajib and not i.bila}
    for kode, jenis in _PENERIMA_SMS.items():
        if selalu_ada.get(kode) != jenis:
            alasan = f"'{kode}' (jenis {jenis}) harus ada, wajib dan tanpa bila: SMS memakainya"
            yield RowFault(FORMULIR, alasan)


def _periksa_kepala(tabel: Tabel) -> Iterator[RowFault]:
    yield from nama_salah("tabel", tabel.kode, tabel.nama)
    if not (tabel.awalan.isalnum() and tabel.awalan.isupper() and tabel.awalan.isascii()):
        yield RowFault("tabel", f"awalan '{tabel.awalan}' harus huruf besar tanpa spasi")
    try:
        baca_norma(tabel.janji)
    except ValueError:
        yield RowFault("tabel", f"janji '{tabel.janji}' tidak terbaca, misalnya 10 hari kerja")
    if tabel.status_gugur not in tabel.status:
        yield RowFault("tabel", f"status_gugur '{tabel.status_gugur}' tidak ada dalam daftar")
    tarik = tabel.penarikan
    if tarik.status not in tabel.status:
        yield RowFault("penarikan", f"status '{tarik.status}' tidak ada dalam daftar")
    if not any(
        baris.kode == tarik.sampai and aksi.kode == tarik.aksi
        for baris in tabel.langkah
        for aksi in baris.aksi
    ):
        yield RowFault("penarikan", f"tidak ada aksi '{tarik.aksi}' pada '{tarik.sampai}'")


def _periksa_ganda(tabel: Tabel) -> Iterator[RowFault]:
    """A number may stand twice only where branches of one block do the same step side by side."""
    for kode in _ganda([*(b.kode for b in tabel.langkah), *(b.kode for b in tabel.blok)]):
        yield RowFault(f"langkah {kode}", "kode dipakai lebih dari sekali")
    for kode in _ganda(k.kode for k in tabel.kertas):
        yield RowFault(f"berkas {kode}", "kode dipakai lebih dari sekali")
    for status in _ganda(tabel.status):
        yield RowFault("tabel", f"status '{status}' tertulis lebih dari sekali")
    for no in _ganda(b.no for b in tabel.langkah if b.no is not None):
        kembar = [b for b in tabel.langkah if b.no == no]
        cabang = {b.cabang for b in kembar if b.blok and b.blok == kembar[0].blok}
        if len(cabang) < len(kembar):
            kode = ", ".join(b.kode for b in kembar)
            yield RowFault(f"langkah {kode}", f"nomor {no} dipakai lebih dari sekali")


def _periksa_pelaksana(tabel: Tabel) -> Iterator[RowFault]:
    for kode, p in tabel.pelaksana.items():
        baris = f"pelaksana {kode}"
        yield from nama_salah(baris, kode, p.nama)
        if p.asal not in ASAL_SEL:
            yield RowFault(baris, "asal harus sumber, diperbaiki, atau disimpulkan")
        if (p.asal == "diperbaiki") != bool(p.semula):
            yield RowFault(baris, "semula harus ada bila, dan hanya bila, asalnya diperbaiki")


def _periksa_kertas(tabel: Tabel) -> Iterator[RowFault]:
    formulir = {isian.kode: isian for isian in tabel.isian}
    for kertas in tabel.kertas:
        baris = f"berkas {kertas.kode}"
        yield from nama_salah(baris, kertas.kode, kertas.nama)
        if kertas.untuk not in _UNTUK:
            yield RowFault(baris, f"untuk '{kertas.untuk}' harus izin, rekomendasi, atau keduanya")
        if kertas.pelaksana is not None and kertas.pelaksana not in tabel.pelaksana:
            yield RowFault(baris, f"pelaksana '{kertas.pelaksana}' tidak dikenal")
        if isinstance(kertas, Persyaratan):
            yield from periksa_bila(baris, kertas.bila, formulir, set())
            if kertas.asal not in ASAL_SEL:
                yield RowFault(baris, "asal harus sumber, diperbaiki, atau disimpulkan")
            continue
        if kertas.rupa and (kertas.rupa not in RUPA or kertas.surat or kertas.draf_dari):
            daftar = " atau ".join(RUPA)
            yield RowFault(baris, f"rupa '{kertas.rupa}' harus {daftar}, pada yang bukan surat")
        if kertas.draf_dari:
            bersurat = {d.kode for d in tabel.dokumen if d.surat}
            if kertas.surat or kertas.draf_dari.keys() != PUTUSAN:
                yield RowFault(baris, "draf_dari harus menyebut surat untuk terbit dan tolak")
            for kode in {*kertas.draf_dari.values()} - bersurat:
                yield RowFault(baris, f"draf_dari menyebut '{kode}' yang bukan surat")
        elif kertas.mencabut:
            yield from _periksa_pencabutan(tabel, kertas)


def _periksa_pencabutan(tabel: Tabel, kertas: Dokumen) -> Iterator[RowFault]:
    """A letter that revokes is rendered, and what it revokes is one that takes a number."""
    baris = f"berkas {kertas.kode}"
    if not kertas.surat:
        yield RowFault(baris, "mencabut, maka harus punya surat")
    efek = (aksi.efek.get("terbitkan") for langkah in tabel.langkah for aksi in langkah.aksi)
    terbit = {str(isi.get("terbit") if isinstance(isi, dict) else isi) for isi in efek if isi}
    if kertas.mencabut not in terbit:
        yield RowFault(baris, f"mencabut '{kertas.mencabut}' yang tidak diterbitkan")
    if sum(d.mencabut == kertas.mencabut for d in tabel.dokumen) > 1:
        yield RowFault(baris, f"'{kertas.mencabut}' dicabut oleh lebih dari satu surat")


def _ganda(daftar: Iterable[T]) -> list[T]:
    return [kode for kode, kali in Counter(daftar).items() if kali > 1]
