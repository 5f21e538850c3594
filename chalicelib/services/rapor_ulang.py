"""The scorecard counted again from the jejak: to check its digits, and to put them right.

For the operator: no function of the stack may read the jejak of every case.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from chalicelib import config
from chalicelib.adapters import permohonan_db, rapor_db
from chalicelib.domain import rapor
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.jejak import utuh
from chalicelib.domain.rapor import Fakta, Hitungan, Jumlah, Laci
from chalicelib.domain.sop import daftar_kunci, muat
from chalicelib.services.rapor import catat, versi_kalender

Sop = str


@dataclass(frozen=True, slots=True)
class Selisih:
    """A drawer whose count is not what the jejak gives."""

    sop: Sop
    laci: Laci
    tercatat: Jumlah
    seharusnya: Jumlah


@dataclass(frozen=True, slots=True)
class HitungUlang:
    """What came of it: cases read, those whose jejak is not intact (not counted), differences."""

    kasus: int
    rusak: tuple[str, ...]
    selisih: tuple[Selisih, ...]


def periksa(bulan: str, daftar_tahun: Sequence[int]) -> HitungUlang:
    """Compare the counts of a month with those from the jejak of every case of these years.

    Read before and after, so that what moves meanwhile is not taken for a difference.
    """
    awal, baca = _tabel(bulan), _baca(bulan, daftar_tahun)
    akhir, benar = _tabel(bulan), baca.hitungan
    beda = [s for s in _selisih(akhir, benar) if s.tercatat == _di(awal, s)]
    return HitungUlang(baca.kasus, baca.rusak, tuple(beda))


def perbaiki(bulan: str, daftar_tahun: Sequence[int]) -> HitungUlang:
    """Put the counts right; the differences that are left are those that are moving just now.

    First every fact that was missed is counted as the stream would have, so that none is counted
    twice afterwards. Then a drawer that is still wrong and stood still all the while gets the
    right number, on condition that it stands there unchanged. While a jejak is not intact, no
    number is replaced: that case's facts would be lost.
    """
    awal, baca = _tabel(bulan), _baca(bulan, daftar_tahun)
    benar = baca.hitungan
    tambahan = _susulkan(baca.fakta)
    for beda in () if baca.rusak else _selisih(_tabel(bulan), benar):
        if beda.tercatat == _jumlah(_di(awal, beda), _di(tambahan, beda)):
            rapor_db.perbaiki(beda.sop, bulan, beda.laci, beda.tercatat, beda.seharusnya)
    sisa = _selisih(_tabel(bulan), benar)
    versi = versi_kalender(Kalender.dari(config.kantor()))
    for sop in {sop for sop, isi in benar.items() if isi} - {s.sop for s in sisa}:
        rapor_db.tetapkan_kalender(sop, bulan, versi)
    return HitungUlang(baca.kasus, baca.rusak, tuple(sisa))


@dataclass(frozen=True, slots=True)
class _Bacaan:
    """Facts of the month by case: (nomor, SOP, facts)."""

    fakta: tuple[tuple[str, Sop, list[Fakta]], ...]
    rusak: tuple[str, ...]
    kasus: int

    @property
    def hitungan(self) -> dict[Sop, Hitungan]:
        """The counts that these facts give, of every SOP."""
        per_sop: dict[Sop, list[Fakta]] = {kunci: [] for kunci in daftar_kunci()}
        for _, sop, fakta in self.fakta:
            per_sop[sop] += fakta
        return {kunci: rapor.jumlahkan(fakta) for kunci, fakta in per_sop.items()}


def _baca(bulan: str, daftar_tahun: Sequence[int]) -> _Bacaan:
    kalender = Kalender.dari(config.kantor())
    fakta, rusak, kasus = [], [], 0
    for nomor in _semua(daftar_tahun):
        kasus += 1
        sop, jejak = permohonan_db.get(nomor).sop, [*permohonan_db.jejak(nomor)]
        if not utuh(jejak):
            rusak.append(nomor)
            continue
        semua = rapor.dari_jejak(muat(sop), kalender, jejak)
        fakta.append((nomor, sop, [f for f in semua if f.bulan == bulan]))
    return _Bacaan(tuple(fakta), tuple(rusak), kasus)


def _semua(daftar_tahun: Sequence[int]) -> Iterator[str]:
    for awalan in sorted({muat(kunci).awalan for kunci in daftar_kunci()}):
        for tahun in daftar_tahun:
            yield from rapor_db.terdaftar(awalan, tahun)


def _susulkan(daftar: Iterable[tuple[str, Sop, list[Fakta]]]) -> dict[Sop, Hitungan]:
    """Count what was missed; the counts that this added."""
    ditambah: dict[Sop, list[Fakta]] = {kunci: [] for kunci in daftar_kunci()}
    for nomor, sop, fakta in daftar:
        sudah = rapor_db.sudah(nomor) if fakta else frozenset()
        belum = [satu for satu in fakta if satu.kunci not in sudah]
        ditambah[sop] += [satu for satu in belum if catat(nomor, sop, [satu])]
    return {kunci: rapor.jumlahkan(fakta) for kunci, fakta in ditambah.items()}


def _tabel(bulan: str) -> dict[Sop, Hitungan]:
    return {kunci: rapor_db.baca(kunci, bulan) for kunci in daftar_kunci()}


def _di(tabel: dict[Sop, Hitungan], beda: Selisih) -> Jumlah:
    return tabel[beda.sop].get(beda.laci, Jumlah())


def _jumlah(satu: Jumlah, lain: Jumlah) -> Jumlah:
    return Jumlah(satu.semua + lain.semua, satu.dalam_norma + lain.dalam_norma)


def _selisih(tabel: dict[Sop, Hitungan], benar: dict[Sop, Hitungan]) -> list[Selisih]:
    return [
        Selisih(sop, laci, tercatat, seharusnya)
        for sop, isi in tabel.items()
        for laci in sorted({*isi, *benar[sop]})
        if (tercatat := isi.get(laci, Jumlah())) != (seharusnya := benar[sop].get(laci, Jumlah()))
    ]
