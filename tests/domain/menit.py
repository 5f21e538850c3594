"""An independent oracle: a table of every minute of a year, straight from the rules.

It shares nothing with the program: the rules, the holidays and the zones are written down again,
and all that it does with them is to look minutes up and to add them up. A part of a minute counts
where its minute is open. Instants go in aware and come out in UTC; a year that is not known is a
LookupError, so that a test which leaves the calendar does not pass by chance.
"""

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import Any

MENIT = 60_000_000  # microseconds
_MENIT, _MIKRO = timedelta(minutes=1), timedelta(microseconds=1)
_PEKAN = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_JAM_ZONA = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}  # WIB, WITA, WIT

# National holidays and cuti bersama: 2025 and 2026 as in the SKB, copied by hand; 2027 as tests
# have it (its SKB number is not known to us, and three of its days are only estimated).
MERAH = {
    2025: """
        01-01 01-27 01-29 03-29 03-31 04-01 04-18 04-20 05-01 05-12 05-29 06-01 06-06 06-27 08-17
        09-05 12-25 01-28 03-28 04-02 04-03 04-04 04-07 05-13 05-30 06-09 08-18 12-26
    """,
    2026: """
        01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 05-14 05-27 05-31 06-01 06-16 08-17
        08-25 12-25 02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24
    """,
    2027: """
        01-01 01-05 02-06 03-08 03-10 03-11 03-26 03-28 05-01 05-06 05-17 05-20 06-01 06-06 08-15
        08-17 12-25 12-26 02-05 03-09 03-12 03-15 03-25 05-18 05-19 12-24
    """,
}


class Orakel:
    """One office's minutes. `office` is a Kantor, or a mapping with the same settings."""

    def __init__(self, office: Any) -> None:
        isi: Mapping[str, Any] = office.model_dump() if hasattr(office, "model_dump") else office
        self._geser = timedelta(hours=_JAM_ZONA[isi["zona"]])
        self._jam = _sepekan(isi["jam_kerja"])
        self._jam_ramadan = _sepekan(isi["jam_ramadan"]) if isi.get("jam_ramadan") else None
        self._tahun = isi.get("tahun", {})
        self._nasional = bool(isi["libur_nasional"])
        self._libur = {_hari(h) for h in isi.get("libur", ())}
        self._pengganti = {_hari(h) for h in isi.get("hari_kerja_pengganti", ())}
        self._menit_per_hari = isi["menit_per_hari"]
        self._tabel: dict[int, tuple[bytes, array[int]]] = {}

    # ------------------------------------------------------------------------ the rules

    def jam(self, hari: date) -> Sequence[tuple[int, int]]:
        """The spans of one date, in minutes after midnight."""
        ramadan = hari.year in self._tahun and any(
            _hari(awal) <= hari <= _hari(akhir) for awal, akhir in self._tahun[hari.year]["ramadan"]
        )
        pekan = self._jam_ramadan if self._jam_ramadan is not None and ramadan else self._jam
        biasa = pekan[hari.weekday()]
        if hari in self._pengganti:
            return biasa or next(spans for spans in pekan if spans)
        tutup = hari in self._libur or (self._nasional and f"{hari:%m-%d}" in _merah(hari.year))
        return () if tutup else biasa

    def menit(self, tahun: int) -> tuple[bytes, "array[int]"]:
        """Of every minute of a local year: is it open; and how many were open before it."""
        if tahun not in self._tabel:
            if self._nasional or self._jam_ramadan is not None:
                self._tahun[tahun]  # LookupError: no SKB was entered
            hari, semua = date(tahun, 1, 1), bytearray()
            while hari.year == tahun:
                semua += _sehari(tuple(self.jam(hari)))
                hari += timedelta(days=1)
            self._tabel[tahun] = bytes(semua), array("l", accumulate(semua, initial=0))
        return self._tabel[tahun]

    # -------------------------------------------------------------------- looking up, adding up

    def _letak(self, pada: datetime) -> tuple[int, int, int]:
        """Local year, minute of the year, microseconds into the minute."""
        lokal = pada.astimezone(UTC).replace(tzinfo=None) + self._geser
        menit, sisa = divmod(lokal - datetime(lokal.year, 1, 1), _MENIT)
        return lokal.year, menit, sisa // _MIKRO

    def _saat(self, tahun: int, menit: int, mikro: int = 0) -> datetime:
        lokal = datetime(tahun, 1, 1) + timedelta(minutes=menit, microseconds=mikro)
        return (lokal - self._geser).replace(tzinfo=UTC)

    def buka(self, pada: datetime) -> bool:
        """Is the office open at this instant."""
        tahun, menit, _ = self._letak(pada)
        return bool(self.menit(tahun)[0][menit])

    def _sejak_awal_tahun(self, tahun: int, menit: int, mikro: int) -> int:
        semua, jumlah = self.menit(tahun)
        return jumlah[menit] * MENIT + semua[menit] * mikro

    def kerja(self, dari: datetime, sampai: datetime) -> int:
        """Working time between two instants, in microseconds."""
        assert dari <= sampai
        if dari == sampai:
            return 0
        awal, akhir = self._letak(dari), self._letak(sampai)
        hasil = -self._sejak_awal_tahun(*awal)
        if akhir[1:] != (0, 0):  # midnight of New Year needs nothing of the new year
            hasil += self._sejak_awal_tahun(*akhir)
        return hasil + sum(self.menit(t)[1][-1] * MENIT for t in range(awal[0], akhir[0]))

    def tambah(self, pada: datetime, mikro: int) -> datetime:
        """The first instant with that much working time (over 0) since `pada`."""
        tahun, menit, sisa = self._letak(pada)
        mikro += self._sejak_awal_tahun(tahun, menit, sisa)
        while mikro > (penuh := self.menit(tahun)[1][-1] * MENIT):
            mikro, tahun = mikro - penuh, tahun + 1
        jumlah = self.menit(tahun)[1]
        ke = bisect_left(jumlah, -(-mikro // MENIT)) - 1  # the minute in which it is reached
        return self._saat(tahun, ke, mikro - jumlah[ke] * MENIT)

    def tambah_norma(self, pada: datetime, waktu: str) -> datetime:
        """The due instant of "90 menit", "2 hari", "10 hari kerja" (whole numbers only)."""
        angka, _, satuan = waktu.partition(" ")
        if satuan == "hari kerja":
            return self.tambah_hari_kerja(pada, int(angka))
        return self.tambah(
            pada, int(angka) * MENIT * {"menit": 1, "hari": self._menit_per_hari}[satuan]
        )

    def tutup(self, dari: datetime, banyak: int) -> list[datetime]:
        """The next closes of office after `dari`; one at 24.00 is the last microsecond before."""
        tahun, menit, _ = self._letak(dari)
        hari, hasil = date(tahun, 1, 1) + timedelta(days=menit // 1440), []
        while len(hasil) < banyak:
            semua, awal = self.menit(hari.year)[0], (hari - date(hari.year, 1, 1)).days * 1440
            akhir = semua.rfind(1, awal, awal + 1440) + 1
            if akhir:
                selesai = self._saat(hari.year, akhir, -1 if akhir == awal + 1440 else 0)
                if selesai > dari or (akhir == awal + 1440 and selesai == dari):
                    hasil.append(selesai)
            hari += timedelta(days=1)
        return hasil

    def tambah_hari_kerja(
        self, pada: datetime, hari: int, kecuali: Sequence[tuple[datetime, datetime]] = ()
    ) -> datetime:
        """The close of the n-th day after the day of the next open minute, closes within
        `kecuali` not counted."""
        banyak = hari + 1
        while True:
            nol, *lain = self.tutup(pada, banyak)
            hitung = [c for c in lain if not any(a <= c < b for a, b in kecuali)]
            if not hari and not any(a <= nol < b for a, b in kecuali):
                return nol
            if len(hitung) >= max(hari, 1):
                return hitung[max(hari, 1) - 1]
            banyak += max(hari, 1) - len(hitung)


_DIKENAL: dict[int, tuple[Any, Orakel]] = {}


def orakel(office: Any) -> Orakel:
    """The oracle of an office, its tables made once. A mapping must not change afterwards."""
    if id(office) not in _DIKENAL:
        _DIKENAL[id(office)] = (office, Orakel(office))  # kept, so that its id stays its own
    return _DIKENAL[id(office)][1]


def working_microseconds(office: Any, dari: datetime, sampai: datetime) -> int:
    """Working time between two instants (aware, `dari` not after `sampai`), in microseconds."""
    return orakel(office).kerja(dari, sampai)


def is_open(office: Any, pada: datetime) -> bool:
    """Is the office open at this instant; a span of hours includes its start and not its end."""
    return orakel(office).buka(pada)


@cache
def _sehari(spans: tuple[tuple[int, int], ...]) -> bytes:
    return bytes(any(a <= m < b for a, b in spans) for m in range(1440))


@cache
def _merah(tahun: int) -> frozenset[str]:
    return frozenset(MERAH[tahun].split())


def _sepekan(jam: Mapping[str, Any]) -> list[list[tuple[int, int]]]:
    return [[(_menit(a), _menit(b)) for a, b in jam.get(hari, ())] for hari in _PEKAN]


def _menit(jam: str) -> int:
    return int(jam[:2]) * 60 + int(jam[3:5])


def _hari(hari: date | str) -> date:
    return date.fromisoformat(hari) if isinstance(hari, str) else hari
