"""The satisfaction survey (SKM) of Permenpan RB 14/2017: its nine unsur, what is counted of the
answers, and the index (IKM) out of the counts.

Counts only: nothing here knows a case or a person. What is published is made of whole `Periode`,
each with enough respondents, so that two publications never differ by the answers of a few.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Literal

from chalicelib.domain.permohonan import Pelaku, Permohonan
from chalicelib.domain.sop import Sop
from chalicelib.errors import BadInput, Fault

Jawaban = Mapping[str, int]
"""The answers of one person, 1 to 4 by unsur; what is not in it was not answered."""


@dataclass(frozen=True, slots=True)
class Unsur:
    """What is asked, and the words for 1, 2, 3 and 4, as the regulation puts them."""

    kode: str
    nama: str
    tanya: str
    jawaban: tuple[str, str, str, str]


_SESUAI = ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai")
_PENDAPAT = "Bagaimana pendapat Saudara tentang "
DAFTAR_UNSUR = (
    Unsur(
        "persyaratan",
        "Persyaratan",
        f"{_PENDAPAT}kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
        _SESUAI,
    ),
    Unsur(
        "prosedur",
        "Sistem, mekanisme, dan prosedur",
        "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
        ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ),
    Unsur(
        "waktu",
        "Waktu penyelesaian",
        f"{_PENDAPAT}kecepatan waktu dalam memberikan pelayanan?",
        ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    ),
    Unsur(
        "biaya",
        "Biaya/tarif",
        f"{_PENDAPAT}kewajaran biaya/tarif dalam pelayanan?",
        ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    ),
    Unsur(
        "produk",
        "Produk spesifikasi jenis pelayanan",
        f"{_PENDAPAT}kesesuaian produk pelayanan antara yang tercantum dalam standar pelayanan "
        "dengan hasil yang diberikan?",
        _SESUAI,
    ),
    Unsur(
        "kompetensi",
        "Kompetensi pelaksana",
        f"{_PENDAPAT}kompetensi/kemampuan petugas dalam pelayanan?",
        ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
    ),
    Unsur(
        "perilaku",
        "Perilaku pelaksana",
        f"{_PENDAPAT}perilaku petugas dalam pelayanan terkait kesopanan dan keramahan?",
        ("Tidak sopan dan ramah", "Kurang sopan dan ramah", "Sopan dan ramah",
         "Sangat sopan dan ramah"),
    ),
    Unsur(
        "pengaduan",
        "Penanganan pengaduan, saran, dan masukan",
        f"{_PENDAPAT}penanganan pengaduan pengguna layanan?",
        ("Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi kurang maksimal",
         "Dikelola dengan baik"),
    ),
    Unsur(
        "sarana",
        "Sarana dan prasarana",
        f"{_PENDAPAT}kualitas sarana dan prasarana?",
        ("Buruk", "Cukup", "Baik", "Sangat baik"),
    ),
)  # fmt: skip

_MUTU = (
    ("A", "Sangat baik", Decimal("88.31")),
    ("B", "Baik", Decimal("76.61")),
    ("C", "Kurang baik", Decimal("65.00")),
    ("D", "Tidak baik", Decimal(0)),
)


@dataclass(frozen=True, slots=True)
class Jumlah:
    """How often an unsur was answered by 1, 2, 3 and 4, and how often not at all."""

    nilai: tuple[int, int, int, int] = (0, 0, 0, 0)
    kosong: int = 0

    def __add__(self, lain: "Jumlah") -> "Jumlah":
        a, b, c, d = (x + y for x, y in zip(self.nilai, lain.nilai, strict=True))
        return Jumlah((a, b, c, d), self.kosong + lain.kosong)

    @property
    def responden(self) -> int:
        """Everybody who gave a survey, whether he answered this or not."""
        return sum(self.nilai) + self.kosong

    @property
    def rata(self) -> Fraction | None:
        """The mean of the answers that were given, 1 to 4; None where there are none."""
        dijawab = sum(self.nilai)
        bobot = sum(nilai * kali for nilai, kali in enumerate(self.nilai, 1))
        return Fraction(bobot, dijawab) if dijawab else None


@dataclass(frozen=True, slots=True)
class Hitungan:
    """The counts of every unsur; unsur that are not in it were never asked."""

    unsur: Mapping[str, Jumlah] = field(default_factory=dict)

    def __add__(self, lain: "Hitungan") -> "Hitungan":
        kode = {**self.unsur, **lain.unsur}
        return Hitungan({k: self.jumlah(k) + lain.jumlah(k) for k in kode})

    def jumlah(self, kode: str) -> Jumlah:
        """The counts of this unsur."""
        return self.unsur.get(kode, Jumlah())

    @property
    def responden(self) -> int:
        """How many surveys were given."""
        return max((jumlah.responden for jumlah in self.unsur.values()), default=0)

    @property
    def ikm(self) -> Decimal | None:
        """The index, 25 to 100: the mean of the unsur that anyone answered, times 25."""
        rata = [r for jumlah in self.unsur.values() if (r := jumlah.rata) is not None]
        return dua_angka(sum(rata, Fraction()) * 25 / len(rata)) if rata else None


@dataclass(frozen=True, slots=True)
class Periode:
    """Months (`2026-09`) whose surveys are published together."""

    dari: str
    sampai: str
    hitungan: Hitungan

    @property
    def tahun(self) -> int:
        """The year in which it ended."""
        return int(self.sampai[:4])


def hitung(jawaban: Jawaban) -> Hitungan:
    """The counts of one survey."""
    isi = {}
    for satu in DAFTAR_UNSUR:
        nilai = jawaban.get(satu.kode)
        a, b, c, d = (int(nilai == n) for n in (1, 2, 3, 4))
        isi[satu.kode] = Jumlah((a, b, c, d), int(nilai is None))
    return Hitungan(isi)


def periksa(jawaban: Jawaban) -> None:
    """`BadInput` where nothing at all was answered."""
    if not jawaban:
        raise BadInput(Fault("", "Pilih jawaban untuk sedikitnya satu pertanyaan."))


def dua_angka(nilai: Fraction) -> Decimal:
    """Rounded to two decimals, half up."""
    return Decimal((200 * nilai.numerator + nilai.denominator) // (2 * nilai.denominator)) / 100


def mutu(ikm: Decimal) -> tuple[str, str]:
    """The class A to D of an index with two decimals, and the words for it."""
    return next((huruf, kata) for huruf, kata, batas in _MUTU if ikm >= batas)


def periode(bulanan: Mapping[str, Hitungan], *, sebelum: str, paling_sedikit: int) -> list[Periode]:
    """What may be published of the months that ended before the month `sebelum`, in order.

    Months with too few respondents wait for the next ones. A later month never changes a periode,
    and each has `paling_sedikit` respondents or more: whoever compares what was published at two
    times learns the sum of that many people, never of fewer.
    """
    hasil, dari, kini = [], "", Hitungan()
    for bulan in sorted(b for b in bulanan if b < sebelum):
        dari, kini = dari or bulan, kini + bulanan[bulan]
        if kini.responden >= paling_sedikit:
            hasil.append(Periode(dari, bulan, kini))
            dari, kini = "", Hitungan()
    return hasil


def tahunan(daftar: Iterable[Periode]) -> dict[int, Periode]:
    """The periode that ended in each year, summed."""
    hasil = {}
    for tahun, isi in groupby(daftar, key=lambda satu: satu.tahun):
        semua = [*isi]
        jumlah = sum((satu.hitungan for satu in semua), Hitungan())
        hasil[tahun] = Periode(semua[0].dari, semua[-1].sampai, jumlah)
    return hasil


def keadaan(sop: Sop, p: Permohonan, pelaku: Pelaku) -> Literal["ditawarkan", "sudah"] | None:
    """Is this person offered the survey, or has he given it? Only the case's own applicant is, once
    the row that hands over the decision has been reached; officers are told nothing."""
    if pelaku.jenis != "pemohon" or p.pemilik != pelaku.id:
        return None
    if not any(sop.langkah[kode].penilaian for kode, _ in p.visits):
        return None
    return "sudah" if p.dinilai else "ditawarkan"
