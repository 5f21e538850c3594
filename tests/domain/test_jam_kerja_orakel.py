"""Working time against a table of every minute, and against due instants worked from the rules."""

import csv
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain import jam_kerja
from chalicelib.domain.kalender import setahun, skb_nasional
from chalicelib.domain.norma import Norma, baca_norma
from tests.domain.kantor_uji import KALENDER, KANTOR, setempat
from tests.domain.menit import MENIT, MERAH, is_open, orakel, working_microseconds

MIKRO = timedelta(microseconds=1)
pytestmark = pytest.mark.usefixtures("tabel")


@pytest.fixture(scope="module")
def tabel() -> None:
    """All tables are made once, so that no property has to pay for them within its deadline."""
    for nama, kalender in KALENDER.items():
        for tahun in (2025, 2026, 2027):
            pada = datetime(tahun, 6, 1, tzinfo=UTC)
            jam_kerja.buka(kalender, pada)
            is_open(KANTOR[nama], pada)


# ------------------------------------------------------------------------ the rules themselves


@pytest.mark.parametrize("tahun", [2025, 2026, 2027])
def test_the_holidays_of_the_program_are_those_written_down_by_hand(tahun: int) -> None:
    merah = {date.fromisoformat(f"{tahun}-{hari}") for hari in MERAH[tahun].split()}
    assert skb_nasional(tahun).libur == merah


@pytest.mark.parametrize("tahun", [2025, 2026, 2027])
@pytest.mark.parametrize("nama", KANTOR)
def test_every_minute_of_three_years_is_open_as_the_rules_have_it(nama: str, tahun: int) -> None:
    semua = orakel(KANTOR[nama]).menit(tahun)[0]
    tabel = setahun(KALENDER[nama], tahun)
    isi = bytearray(len(semua))
    for buka, (sebelum, sesudah) in zip(tabel.buka, pairwise(tabel.sebelum), strict=True):
        mulai, lama = buka // MENIT, (sesudah - sebelum) // MENIT
        isi[mulai : mulai + lama] = b"\1" * lama
    assert bytes(isi) == semua


# ----------------------------------------------------------------------- vectors kept as data


def vektor() -> list[list[str]]:
    berkas = Path(__file__).parent / "data" / "jam_kerja.csv"
    baris = [b for b in berkas.read_text("utf-8").splitlines() if not b.startswith("#")]
    return [*csv.reader(baris, delimiter=";")][1:]


def test_there_are_vectors_of_every_office_and_every_unit() -> None:
    daftar = vektor()
    assert len({(v[0], v[1], v[2]) for v in daftar}) == len(daftar) >= 200
    for nama in KANTOR:
        assert {v[2].split(" ", 1)[1] for v in daftar if v[0] == nama} >= {"menit", "hari kerja"}


@pytest.mark.parametrize(("kantor", "mulai", "waktu", "batas", "_"), vektor())
def test_a_due_instant_is_that_of_the_vector(
    kantor: str, mulai: str, waktu: str, batas: str, _: str
) -> None:
    hasil = jam_kerja.batas_waktu(KALENDER[kantor], setempat(kantor, mulai), baca_norma(waktu))
    assert hasil == setempat(kantor, batas)


# ------------------------------------------------------------------------ any instant, any office

AWAL, AKHIR = datetime(2025, 1, 2, tzinfo=UTC), datetime(2027, 10, 1, tzinfo=UTC)
nama_kantor = st.sampled_from([*KANTOR])
semua_saat = st.integers(0, (AKHIR - AWAL) // MIKRO).map(lambda mikro: AWAL + mikro * MIKRO)
# Instants where something begins or ends, and a microsecond to either side.
batas_menit = st.builds(
    lambda menit, geser: AWAL + timedelta(minutes=menit) + geser * MIKRO,
    st.integers(1, (AKHIR - AWAL) // timedelta(minutes=15)).map(lambda n: n * 15),
    st.integers(-1, 1),
)
saat = st.one_of(semua_saat, batas_menit)
dua_saat = st.lists(saat, min_size=2, max_size=2).map(sorted)
menit = st.one_of(
    st.integers(1, 10_000), st.fractions(0, 1000, max_denominator=60_000_000).filter(bool)
)
BIASA = settings(deadline=None)
BANYAK = settings(max_examples=400, deadline=None)


@BANYAK
@given(nama_kantor, dua_saat)
def test_measuring_agrees_with_the_minutes(nama: str, antara: list[datetime]) -> None:
    lama = jam_kerja.durasi(KALENDER[nama], *antara)
    assert lama == working_microseconds(KANTOR[nama], *antara) * MIKRO


@BANYAK
@given(nama_kantor, saat, menit)
def test_adding_agrees_with_the_minutes(nama: str, pada: datetime, lama: int | Fraction) -> None:
    mikro = -(-lama * MENIT // 1)
    assert jam_kerja.tambah_menit(KALENDER[nama], pada, lama) == orakel(KANTOR[nama]).tambah(
        pada, int(mikro)
    )


@BANYAK
@given(nama_kantor, saat)
def test_open_and_the_next_working_instant_agree_with_the_minutes(
    nama: str, pada: datetime
) -> None:
    kalender, tabel = KALENDER[nama], orakel(KANTOR[nama])
    assert jam_kerja.buka(kalender, pada) == tabel.buka(pada)
    mulai = jam_kerja.mulai_kerja(kalender, pada)
    assert mulai == tabel.tambah(pada, 1) - MIKRO
    assert jam_kerja.buka(kalender, mulai)


dekat = st.lists(st.integers(0, 40 * 86_400).map(lambda detik: timedelta(seconds=detik)),
                 min_size=2, max_size=2).map(sorted)  # fmt: skip


@BANYAK
@given(nama_kantor, saat, st.integers(0, 25), st.lists(dekat, max_size=4), st.integers(-5, 5))
def test_hari_kerja_agree_with_the_minutes_whatever_is_left_out(
    nama: str, pada: datetime, hari: int, jarak: list[list[timedelta]], geser: int
) -> None:
    kecuali = [(pada + dari + geser * MIKRO, pada + sampai) for dari, sampai in jarak
               if dari + geser * MIKRO <= sampai]  # fmt: skip
    hasil = jam_kerja.tambah_hari_kerja(KALENDER[nama], pada, hari, kecuali)
    assert hasil == orakel(KANTOR[nama]).tambah_hari_kerja(pada, hari, kecuali)
    assert not any(dari <= hasil < sampai for dari, sampai in kecuali)


@BIASA
@given(nama_kantor, saat, st.integers(1, 6), st.data())
def test_a_close_of_office_is_left_out_by_the_microsecond(
    nama: str, pada: datetime, hari: int, data: st.DataObject
) -> None:
    tutup = orakel(KANTOR[nama]).tutup(pada, hari + 2)
    mulai, selesai = (tutup[hari] + data.draw(st.integers(-1, 1)) * MIKRO for _ in range(2))
    kecuali = [(min(mulai, selesai), max(mulai, selesai))]
    tepat = kecuali[0][0] <= tutup[hari] < kecuali[0][1]
    hasil = jam_kerja.tambah_hari_kerja(KALENDER[nama], pada, hari, kecuali)
    assert hasil == tutup[hari + tepat]


NORMA = ["7 menit", "½ hari", "1 hari", "3 hari", "10 hari kerja"]


@BIASA
@given(nama_kantor, saat, st.sampled_from(NORMA).map(baca_norma), st.integers(0, 100))
def test_a_share_of_a_norm_is_used_up_at_exactly_that_share_of_its_working_time(
    nama: str, dari: datetime, norma: Norma, persen: int
) -> None:
    kalender = KALENDER[nama]
    batas = jam_kerja.batas_waktu(kalender, dari, norma)
    seluruh = working_microseconds(KANTOR[nama], dari, batas)
    bagian = jam_kerja.bagian(kalender, dari, norma, persen)
    terpakai = -(-seluruh * persen // 100)
    assert bagian == (orakel(KANTOR[nama]).tambah(dari, terpakai) if terpakai else dari)
    assert dari <= bagian <= batas
