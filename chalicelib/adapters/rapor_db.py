"""The counts of the scorecard: one transaction per fact, one Query per month."""

from collections.abc import Iterator

from chalicelib.adapters.hitung import SyaratGagal, hitungan, ubah
from chalicelib.adapters.model import Baris
from chalicelib.adapters.model_rapor import BarisRapor, BarisRaporBulan, BarisRaporSudah
from chalicelib.adapters.model_register import BarisRegister
from chalicelib.adapters.permohonan_db import VersionConflict
from chalicelib.domain.rapor import Fakta, Jumlah, Laci

_BULAN = "rapor#bulan"


def catat(nomor: str, sop: str, fakta: Fakta, kalender: str) -> bool:
    """Count a fact of this case once, by this calendar version; False where it was before.

    Raises `VersionConflict` where another count of the same drawer is under way: try again.
    """
    try:
        with hitungan() as write:
            sudah = BarisRaporSudah(f"rapor-sudah#{nomor}", fakta.kunci)
            write.save(sudah, condition=BarisRaporSudah.nomor.does_not_exist())
            tambah = [
                BarisRapor.jumlah.add(1),
                BarisRapor.dalam_norma.add(int(fakta.dalam_norma)),
            ]
            ubah(write, _laci(sop, fakta.bulan, fakta.laci), tambah)
            ubah(write, _bulan(sop, fakta.bulan), [BarisRaporBulan.versi.add({kalender})])
    except SyaratGagal:
        return False
    return True


def perbaiki(sop: str, bulan: str, laci: Laci, lama: Jumlah, baru: Jumlah) -> bool:
    """Put the right count in place of the one that was read; False where it moved on since."""
    syarat = (BarisRapor.jumlah == lama.semua) & (BarisRapor.dalam_norma == lama.dalam_norma)
    if lama == Jumlah():
        syarat |= BarisRapor.nomor.does_not_exist()
    ganti = [
        BarisRapor.jumlah.set(baru.semua),
        BarisRapor.dalam_norma.set(baru.dalam_norma),
    ]
    try:
        with hitungan() as write:
            ubah(write, _laci(sop, bulan, laci), ganti, syarat)
    except (SyaratGagal, VersionConflict):
        return False
    return True


def tetapkan_kalender(sop: str, bulan: str, kalender: str) -> None:
    """Every minute of this month is now counted by this calendar version."""
    with hitungan() as write:
        ubah(write, _bulan(sop, bulan), [BarisRaporBulan.versi.set({kalender})])


def baca(sop: str, bulan: str) -> dict[Laci, Jumlah]:
    """The counts of one month, read consistently; empty where there are none."""
    hasil = {}
    for item in Baris.query(f"rapor#{sop}#{bulan}", consistent_read=True):
        if isinstance(item, BarisRapor) and (item.jumlah or item.dalam_norma):
            ukuran, _, sisa = item.baris.partition("#")
            kode, _, menit = sisa.rpartition("#")
            laci = Laci(ukuran, kode, int(menit))  # type: ignore[arg-type]
            hasil[laci] = Jumlah(int(item.jumlah), int(item.dalam_norma))
    return hasil


def daftar(awal: str = "") -> dict[tuple[str, str], frozenset[str]]:
    """The months that have counts, as (SOP, month), with the calendar versions they were counted
    by; of all, or those whose `<sop>#<bulan>` begins so."""
    mulai = BarisRaporBulan.baris.startswith(awal) if awal else None
    hasil = {}
    for item in Baris.query(_BULAN, mulai, consistent_read=True):
        if isinstance(item, BarisRaporBulan):
            kunci, _, bulan = item.baris.rpartition("#")
            hasil[kunci, bulan] = frozenset(item.versi or ())
    return hasil


def sudah(nomor: str) -> frozenset[str]:
    """The facts of this case that are counted, by their names."""
    isi = Baris.query(f"rapor-sudah#{nomor}", consistent_read=True)
    return frozenset(item.baris for item in isi)


def terdaftar(awalan: str, tahun: int) -> Iterator[str]:
    """The nomor of every case that was submitted in this year, in order, from the register."""
    for item in Baris.query(f"register#{awalan}#{tahun}", consistent_read=True):
        if isinstance(item, BarisRegister):
            yield item.permohonan


def _laci(sop: str, bulan: str, laci: Laci) -> BarisRapor:
    return BarisRapor(f"rapor#{sop}#{bulan}", f"{laci.ukuran}#{laci.kode}#{laci.menit:06}")


def _bulan(sop: str, bulan: str) -> BarisRaporBulan:
    return BarisRaporBulan(_BULAN, f"{sop}#{bulan}")
