"""The scorecard (rapor): which facts of a case are counted, in which month, into which drawer.

A fact is a visit that was closed, or that the case was submitted, decided or ended. Each is counted
once, in the month it happened in the office's zone. What the stream shows and what the jejak says
become facts through the same functions, so that both ways give the same digits.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal

from chalicelib.domain import jam_kerja
from chalicelib.domain.jejak import BarisJejak
from chalicelib.domain.norma import Norma
from chalicelib.domain.permohonan import Permohonan, Visit
from chalicelib.domain.sop import KunciVisit, Langkah, Sop

_MENIT = timedelta(seconds=60)

Ukuran = Literal["permohonan", "putusan", "berakhir", "langkah", "pemohon"]
DIAJUKAN, DALAM_JANJI, LEWAT_JANJI, TANPA_JANJI = "diajukan", "dalam", "lewat", "tanpa"


@dataclass(frozen=True, slots=True, order=True)
class Laci:
    """Where facts of one kind are counted: a measure, its kode, and the whole working minutes.

    | ukuran       | kode                       | menit            |
    |--------------|----------------------------|------------------|
    | `permohonan` | `diajukan`                 | 0                |
    | `putusan`    | `dalam`, `lewat`, `tanpa`  | 0                |
    | `berakhir`   | the status it ended with   | 0                |
    | `langkah`    | langkah of an office's row | of a closed visit |
    | `pemohon`    | langkah of a row of Pemohon | of a closed visit |
    """

    ukuran: Ukuran
    kode: str
    menit: int = 0


@dataclass(frozen=True, slots=True)
class Fakta:
    """What is counted once: its name within the case, its month (`2026-11`), and its drawer."""

    kunci: str
    bulan: str
    laci: Laci
    dalam_norma: bool = False


@dataclass(frozen=True, slots=True)
class Jumlah:
    """The count of a drawer, and how many of these took no longer than the norm."""

    semua: int = 0
    dalam_norma: int = 0


Hitungan = Mapping[Laci, Jumlah]
"""The counts of one month and SOP; drawers that are not in it are empty."""


def norma_dinilai(langkah: Langkah) -> Norma | None:
    """The norm that visits are held to; None where the row has none or is Pemohon's."""
    return None if langkah.pelaksana == "pemohon" else langkah.norma


def norma_menit(kalender: jam_kerja.Kalender, norma: Norma) -> Fraction | None:
    """The norm in working minutes; None for one in hari kerja, which counts dates."""
    if norma.satuan == "hari_kerja":
        return None
    return norma.jumlah * (kalender.menit_per_hari if norma.satuan == "hari" else 1)


def _fakta(kalender: jam_kerja.Kalender, kunci: str, pada: datetime, laci: Laci) -> Fakta:
    return Fakta(kunci, f"{jam_kerja.tanggal(kalender, pada):%Y-%m}", laci)


def diajukan(kalender: jam_kerja.Kalender, pada: datetime) -> Fakta:
    """The case was submitted."""
    return _fakta(kalender, "diajukan", pada, Laci("permohonan", DIAJUKAN))


def diputus(kalender: jam_kerja.Kalender, pada: datetime, janji: datetime | None) -> Fakta:
    """The case was decided, against the promise in force then."""
    kode = TANPA_JANJI if janji is None else DALAM_JANJI if pada <= janji else LEWAT_JANJI
    return _fakta(kalender, "diputus", pada, Laci("putusan", kode))


def berakhir(kalender: jam_kerja.Kalender, pada: datetime, status: str) -> Fakta:
    """The case ended with this status."""
    return _fakta(kalender, "berakhir", pada, Laci("berakhir", status))


def ditutup(
    sop: Sop, kalender: jam_kerja.Kalender, kunci: KunciVisit, dibuka: datetime, pada: datetime
) -> Fakta:
    """A visit was closed: whole minutes rounded down, the norm compared exactly."""
    kode, setelah = kunci
    langkah = sop.langkah[kode]
    ukuran: Ukuran = "pemohon" if langkah.pelaksana == "pemohon" else "langkah"
    lama = jam_kerja.durasi(kalender, dibuka, pada)
    laci = Laci(ukuran, kode, lama // _MENIT)
    fakta = _fakta(kalender, f"langkah#{setelah:06}#{kode}", pada, laci)
    norma = norma_dinilai(langkah)
    if norma is None:
        return fakta
    menit = norma_menit(kalender, norma)
    if menit is None:
        dalam = pada <= jam_kerja.batas_waktu(kalender, dibuka, norma)
    else:
        dalam = lama <= timedelta(seconds=float(menit * 60))
    return replace(fakta, dalam_norma=dalam)


def dari_visit(
    sop: Sop, kalender: jam_kerja.Kalender, lama: Visit | None, baru: Visit
) -> list[Fakta]:
    """What a change of a visit tells: its closing, and nothing else."""
    if baru.penutup is None or (lama and lama.penutup):
        return []
    return [ditutup(sop, kalender, baru.kunci, baru.dibuka, baru.penutup.pada)]


def dari_kasus(
    kalender: jam_kerja.Kalender, lama: Permohonan | None, baru: Permohonan
) -> list[Fakta]:
    """What a change of the case's own item tells: submitted, decided, ended."""
    fakta = []
    if baru.diajukan and not (lama and lama.diajukan):
        fakta.append(diajukan(kalender, baru.diajukan))
    if baru.diputus and not (lama and lama.diputus):
        fakta.append(diputus(kalender, baru.diputus, baru.janji))
    if baru.berakhir and not (lama and lama.berakhir):
        fakta.append(berakhir(kalender, baru.berakhir, baru.status))
    return fakta


def dari_jejak(sop: Sop, kalender: jam_kerja.Kalender, jejak: Iterable[BarisJejak]) -> list[Fakta]:
    """Every fact of one case, from its jejak alone.

    The decision is the first row `putuskan`; its promise the last row `janji` before it. The end
    is a row `tarik` or `gugur`, or the aksi after which the SOP makes no visit due.
    """
    fakta: dict[str, Fakta] = {}
    dibuka: dict[KunciVisit, datetime] = {}
    tertutup: dict[KunciVisit, tuple[str, int]] = {}
    janji: datetime | None = None
    for baris in jejak:
        kunci, baru = (baris.langkah, baris.setelah), []
        if baris.peristiwa == "buka":
            dibuka[kunci] = baris.pada
        elif baris.peristiwa == "janji":
            janji = datetime.fromisoformat(str(baris.rincian["janji"]))
        elif baris.peristiwa == "aksi":
            tertutup[kunci] = baris.aksi, baris.no
            baru = _dari_aksi(sop, kalender, baris, dibuka[kunci])
            if not sop.due(tertutup):
                baru.append(berakhir(kalender, baris.pada, str(baris.rincian["status"])))
        elif baris.peristiwa == "putuskan":
            baru = [diputus(kalender, baris.pada, janji)]
        elif baris.peristiwa in ("tarik", "gugur"):
            baru = [berakhir(kalender, baris.pada, str(baris.rincian["status"]))]
        for satu in baru:
            fakta.setdefault(satu.kunci, satu)
    return [*fakta.values()]


def _dari_aksi(
    sop: Sop,
    kalender: jam_kerja.Kalender,
    baris: BarisJejak,
    dibuka: datetime,
) -> list[Fakta]:
    kunci = baris.langkah, baris.setelah
    fakta = [ditutup(sop, kalender, kunci, dibuka, baris.pada)]
    if kunci == (sop.mulai, 0):
        fakta.append(diajukan(kalender, baris.pada))
    return fakta


def jumlahkan(fakta: Iterable[Fakta]) -> dict[Laci, Jumlah]:
    """The counts of these facts."""
    semua: Counter[Laci] = Counter()
    dalam_norma: Counter[Laci] = Counter()
    for satu in fakta:
        semua[satu.laci] += 1
        dalam_norma[satu.laci] += satu.dalam_norma
    return {laci: Jumlah(jumlah, dalam_norma[laci]) for laci, jumlah in semua.items()}
