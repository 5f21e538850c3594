"""A year by a virtual clock: cases arrive and are worked on unevenly, and the sweep runs every five
minutes. Every overdue langkah is flagged at the first sweep after its due instant, nothing else
is, and a case that cannot be read harms no other.

What is due is told by the oracle, not by the program.
"""

import gc
import heapq
import json
import logging
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import count
from random import Random
from resource import RUSAGE_SELF, getrusage
from typing import Any

import pytest
import time_machine

import app
from chalicelib.adapters import permohonan_db
from chalicelib.domain import pengajuan
from chalicelib.domain.aksi import terapkan
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.norma import Norma
from chalicelib.domain.permohonan import Permohonan, Visit
from chalicelib.domain.sop import Aksi, muat
from chalicelib.log import logger
from tests.awan import klien
from tests.conftest import SetelanBaru
from tests.contoh_kasus import draf
from tests.domain.kasus import PEMOHON, Kasus
from tests.domain.menit import Orakel
from tests.dunia import JADWAL, Dunia, Konteks
from tests.kawat import KAWAT
from tests.soak.tabel_lekas import TabelLekas

PERIODE = timedelta(minutes=5)
TAHUN_DEPAN = """
[tahun.2027]
skb = "bukan SKB, hanya untuk uji"
ramadan = [[2027-02-08, 2027-03-09]]
"""
SOP = muat("ikrg-v1")
AWAL = datetime(2026, 1, 5, 0, 0, tzinfo=UTC)
RACUN = "IKRG-2026-999999-RACUNN"
LAIN = {"kembalikan", "minta_kelengkapan", "jadwal_ulang", "perlu_perbaikan"}
"""Aksi that lead back."""


class Diam(Kasus):
    """A case whose clock stands: the year's clock is the only one."""

    def detik(self, lama: timedelta = timedelta(0)) -> datetime:
        """The same instant."""
        return self.pada


@dataclass
class Setahun:
    """The office's year. `ketukan` are the instants at which the sweep ran in office hours."""

    dunia: Dunia
    benih: int
    banyak: int
    lama: timedelta
    kantor: Kantor
    ketukan: list[datetime] = field(default_factory=list)
    hitung: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.acak = Random(self.benih)
        self.orakel = Orakel(self.kantor)
        self.akhir = AWAL + self.lama
        self.urutan = count()
        self.acara: list[tuple[datetime, int, str, Any]] = []
        self.berjalan: dict[str, Permohonan] = {}  # as they were last written here
        self.draf = draf()

    def acarakan(self, kapan: datetime, apa: str, isi: Any = None) -> None:
        heapq.heappush(self.acara, (kapan, next(self.urutan), apa, isi))

    def jalan(self) -> None:
        """Let the year pass."""
        rentang = self.lama.total_seconds()
        for urut in range(1, self.banyak + 1):
            kapan = AWAL + timedelta(seconds=self.acak.uniform(0, rentang * 0.9))
            self.acarakan(kapan, "tiba", urut)
        self.acarakan(AWAL, "sapu")
        self.acarakan(AWAL + timedelta(hours=1), "racun")
        with time_machine.travel(AWAL, tick=False) as waktu:
            while self.acara:
                kapan, _, apa, isi = heapq.heappop(self.acara)
                if kapan >= self.akhir:
                    break
                waktu.move_to(kapan)
                getattr(self, f"_{apa}")(kapan, isi)
        for nomor in sorted(self.berjalan):
            self._periksa(nomor)

    # ------------------------------------------------------------------- what happens

    def _sapu(self, kapan: datetime, _: None) -> None:
        berikut = kapan + PERIODE
        if self.acak.random() < 0.0005:  # the schedule is missed for some hours
            berikut += timedelta(hours=self.acak.randint(1, 30))
        self.acarakan(berikut, "sapu")
        if self.orakel.buka(kapan):
            self.ketukan.append(kapan)
        app.tandai_terlambat(JADWAL, Konteks())
        if berikut.month != kapan.month:
            self.lapor(kapan)

    def lapor(self, kapan: datetime) -> None:
        """How far it is, for whoever waits: a case that failed would have stopped it."""
        KAWAT.bersihkan()
        puncak = getrusage(RUSAGE_SELF).ru_maxrss // 1024  # Linux counts in KB
        isi = {**self.hitung, "terbuka": len(self.berjalan), "MB": puncak}
        print(f"{kapan:%Y-%m-%d}: {len(self.ketukan)} sapuan, {isi}", flush=True)  # noqa: T201

    def _racun(self, kapan: datetime, _: None) -> None:
        racun(self.kantor, kapan)

    def _tiba(self, kapan: datetime, urut: int) -> None:
        nomor = pengajuan.nomor_baru(SOP, 2026, urut)
        kasus = Diam(kantor=self.kantor, pada=kapan)
        kasus.p = replace(self.draf, dibuat=kapan - timedelta(minutes=urut % 300))
        kasus.p = pengajuan.ajukan(SOP, kasus.p, nomor, PEMOHON, None, kapan)
        if urut % 4:  # only some are ever returned, and need their papers
            kasus.p = replace(kasus.p, berkas={})
        kasus.jejak = list(kasus.p.catatan)
        kasus.p = replace(kasus.p, catatan=())
        kasus.jalankan()
        self._simpan(None, kasus, kapan)

    def _kerja(self, kapan: datetime, isi: tuple[str, tuple[str, int]]) -> None:
        nomor, kunci = isi
        if nomor not in self.berjalan:
            return
        lama = self.berjalan[nomor]
        if lama.versi != self.dunia.versi(nomor):  # the sweep has changed it
            lama = self.dunia.baca(nomor)
        kasus = Diam(kantor=self.kantor, pada=max(kapan, lama.terakhir or kapan))
        kasus.p, kasus.unggahan = lama, lama.versi * 100
        visit = lama.visits[kunci]
        if not visit.terbuka:
            return
        pilihan = self._aksi(lama, visit)
        perintah = kasus.siap(visit, pilihan, kasus.orang(visit))
        kasus.simpan(terapkan(SOP, self.kantor, kasus.p, perintah, kapan))
        kasus.jalankan()
        self._simpan(lama, kasus, kapan)

    def _aksi(self, p: Permohonan, visit: Visit) -> Aksi:
        langkah = SOP.langkah[visit.kode]
        balik = [a for a in langkah.aksi if a.kode in LAIN and not a.bila]
        berlengkap = int(p.nomor.split("-")[2]) % 4 == 0  # it has its papers, see `_tiba`
        if berlengkap and balik and self.acak.random() < 0.3:
            return balik[0]
        return langkah.aksi[0]

    def _simpan(self, lama: Permohonan | None, kasus: Kasus, kapan: datetime) -> None:
        versi = lama.versi if lama else 0
        p = replace(kasus.p, versi=versi, catatan=tuple(kasus.jejak))
        self.dunia.tulis(lama, p)
        self.berjalan[p.nomor] = replace(p, versi=versi + 1, catatan=())
        baru = [v for v in p.visits.values() if v.terbuka and v.dibuka == kapan]
        for visit in baru:
            self._rencanakan(p.nomor, visit, kapan)
        if p.keadaan == "berakhir":
            self._periksa(p.nomor)

    def _rencanakan(self, nomor: str, visit: Visit, kapan: datetime) -> None:
        """Most work is done well within its norm, some takes days, some weeks; some that was
        returned never comes back."""
        nasib, langkah = self.acak.random(), SOP.langkah[visit.kode]
        jam = 48 if nasib < 0.97 else 300
        if langkah.gugur:
            jam = 400 if nasib < 0.8 else 100_000
        elif nasib < 0.85:
            jam = (float(_menit(langkah.norma)) if langkah.norma else 60) / 60
        tunda = timedelta(seconds=self.acak.uniform(1, jam * 3600))
        self.acarakan(kapan + tunda, "kerja", (nomor, visit.kunci))

    # ------------------------------------------------------------------- what must hold

    def _periksa(self, nomor: str) -> None:
        """Every visit of a case against the oracle; then the case goes out of the tables."""
        del self.berjalan[nomor]
        p, jejak = self.dunia.baca(nomor), self.dunia.jejak(nomor)
        for visit in p.visits.values():
            if visit.kode == SOP.mulai:
                continue
            tanda = [
                b.pada
                for b in jejak
                if b.peristiwa == "terlambat" and (b.langkah, b.setelah) == visit.kunci
            ]
            assert tanda == self._seharusnya(visit), (self.benih, nomor, visit.kunci)
            self.hitung["terlambat" if tanda else "tepat"] += 1
        self.hitung[f"kasus {p.status if p.keadaan == 'berakhir' else 'masih berjalan'}"] += 1
        self.dunia.buang(p)

    def _seharusnya(self, visit: Visit) -> list[datetime]:
        """The one sweep at which this visit should have been flagged, or none."""
        norma = SOP.langkah[visit.kode].norma
        if visit.pelaksana == "pemohon" or norma is None:
            return []
        batas = self.orakel.tambah(visit.dibuka, int(_menit(norma) * 60_000_000))
        tutup = visit.penutup.pada if visit.penutup else visit.dihentikan or self.akhir
        ke = bisect_left(self.ketukan, batas)
        return [k for k in self.ketukan[ke : ke + 1] if k < tutup]


def _menit(norma: Norma) -> Fraction:
    return norma.jumlah * {"menit": 1, "hari": 450}[norma.satuan]


def racun(kantor: Kantor, kapan: datetime) -> None:
    """A case that no code can read any more, overdue all year long."""
    p = Diam(kantor=kantor, pada=kapan)
    p.p = pengajuan.ajukan(SOP, draf(), RACUN, PEMOHON, None, kapan)
    p.p = replace(p.p, berkas={})
    p.jalankan()
    permohonan_db.simpan((None, replace(p.p, catatan=())))
    klien("dynamodb").update_item(
        TableName="permohonan",
        Key={"nomor": {"S": p.p.nomor}, "baris": {"S": "permohonan"}},
        UpdateExpression="SET sop = :asing",
        ExpressionAttributeValues={":asing": {"S": "asing-v9"}},
    )


class Gagal(logging.Handler):
    """What the sweep logs, of which it keeps the cases that failed, and how often."""

    def __init__(self) -> None:
        super().__init__()
        self.nomor: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        """Every line is still made, and goes nowhere."""
        isi = json.loads(logger.registered_formatter.format(record))
        if isi["message"] == "due_item_failed":
            self.nomor[isi["nomor"]] += 1


@pytest.fixture
def gagal(monkeypatch: pytest.MonkeyPatch) -> Gagal:
    """In the place of the log: a year's would fill the memory and the terminal."""
    handler = Gagal()
    monkeypatch.setattr(logger._logger, "handlers", [handler])
    return handler


@pytest.fixture
def jarang_memungut() -> Iterator[None]:
    """Hundreds of open cases are millions of objects: look seldom for garbage among them."""
    biasa = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    yield
    gc.set_threshold(*biasa)


@pytest.mark.usefixtures("jarang_memungut")
def test_every_overdue_langkah_is_flagged_at_the_next_sweep_and_nothing_else(
    dunia: Dunia,
    monkeypatch: pytest.MonkeyPatch,
    setelan_baru: SetelanBaru,
    setahun: tuple[int, int, int],
    gagal: Gagal,
) -> None:
    benih, banyak, hari = setahun
    kantor = setelan_baru("\n[tahun.2026]", TAHUN_DEPAN + "\n[tahun.2026]")
    TabelLekas().pasang(monkeypatch)
    dunia.tanpa_aliran()
    tahun = Setahun(dunia, benih, banyak, timedelta(days=hari), kantor)
    tahun.jalan()
    tahun.lapor(tahun.akhir)
    assert tahun.hitung["terlambat"] > banyak / 2
    assert tahun.hitung["tepat"] > banyak
    assert gagal.nomor.keys() == {RACUN}
    assert gagal.nomor[RACUN] > len(tahun.ketukan) / 2  # tried again all the time
