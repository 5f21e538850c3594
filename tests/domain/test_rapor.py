"""The scorecard's facts and figures, against sums made in another way."""

import math
import random
import statistics
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from chalicelib.domain import kantor, rapor
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.rapor import Fakta, Jumlah, Laci
from chalicelib.domain.rapor_ringkas import peringkat, persen, ringkas
from chalicelib.domain.sop import Sop, muat
from tests.domain.acak import KasusAcak, kasus_acak
from tests.domain.kasus import KANTOR, Kasus

SOP = muat("ikrg-v1")
KALENDER = Kalender.dari(KANTOR)
WIB = timedelta(hours=7)
SENIN = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
MENIT = timedelta(minutes=1)


def bulan(pada: datetime) -> str:
    return (pada + WIB).strftime("%Y-%m")


def dihitung_lain(kasus: KasusAcak) -> Counter[tuple[str, str, str, int, bool]]:
    """The facts straight from the case as it stands; its office never closes, so that working
    time is the time on the wall."""
    p, sop = kasus.p, kasus.sop
    hasil: Counter[tuple[str, str, str, int, bool]] = Counter()
    for v in p.visits.values():
        if v.penutup:
            lama, norma = v.penutup.pada - v.dibuka, sop.langkah[v.kode].norma
            batas = norma and (450 if norma.satuan == "hari" else 1) * norma.jumlah
            orang = "pemohon" if v.pelaksana == "pemohon" else "langkah"
            tepat = bool(batas) and orang == "langkah" and lama <= timedelta(minutes=float(batas))
            menit = math.floor(lama / MENIT)
            hasil[bulan(v.penutup.pada), orang, v.kode, menit, tepat] += 1
    assert p.diajukan
    hasil[bulan(p.diajukan), "permohonan", "diajukan", 0, False] += 1
    if p.berakhir:
        hasil[bulan(p.berakhir), "berakhir", p.status, 0, False] += 1
    if p.diputus:
        kode = "tanpa" if not p.janji else "lewat" if p.diputus > p.janji else "dalam"
        hasil[bulan(p.diputus), "putusan", kode, 0, False] += 1
    return hasil


def rata(daftar: list[Fakta]) -> Counter[tuple[str, str, str, int, bool]]:
    return Counter(
        (f.bulan, f.laci.ukuran, f.laci.kode, f.laci.menit, f.dalam_norma) for f in daftar
    )


def dari_versi(kasus: KasusAcak) -> list[Fakta]:
    """What the stream shows: every version beside the one before it."""
    kalender = Kalender.dari(kasus.kantor)
    hasil = []
    for lama, baru in kasus.versi:
        hasil += rapor.dari_kasus(kalender, lama, baru)
        for kunci, visit in baru.visits.items():
            dulu = lama.visits.get(kunci) if lama else None
            hasil += rapor.dari_visit(kasus.sop, kalender, dulu, visit)
    return hasil


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("kunci", ["ikrg-v1", "ikrg-v1-tanpa-dlh"])
def test_the_facts_of_a_case_are_those_of_its_visits_and_of_its_jejak(
    seed: int, kunci: str
) -> None:
    kasus = kasus_acak(seed, sop=muat(kunci)).jalan()
    dari_jejak = rapor.dari_jejak(kasus.sop, KALENDER, kasus.jejak)
    assert rata(dari_jejak) == dihitung_lain(kasus)
    assert len({f.kunci for f in dari_jejak}) == len(dari_jejak)
    assert sorted(dari_versi(kasus), key=str) == sorted(dari_jejak, key=str)


def test_the_random_cases_go_every_way() -> None:
    """What the test above rests on."""
    semua = [kasus_acak(seed).jalan() for seed in range(25)]
    fakta = [f for k in semua for f in rapor.dari_jejak(SOP, KALENDER, k.jejak)]
    assert {k.p.status for k in semua} >= {"Selesai", "Ditarik pemohon", "Gugur"}
    assert {f.laci.kode for f in fakta if f.laci.ukuran == "putusan"} >= {"dalam", "lewat"}
    assert {f.dalam_norma for f in fakta if f.laci.ukuran == "langkah"} == {True, False}
    assert any(len(k.p.visits) > len({kode for kode, _ in k.p.visits}) for k in semua)


@pytest.mark.parametrize("seed", range(6))
def test_a_jejak_that_still_grows_only_adds_facts(seed: int) -> None:
    kasus = kasus_acak(seed).jalan()
    semua = rapor.dari_jejak(SOP, KALENDER, kasus.jejak)
    for sampai in range(len(kasus.jejak)):
        awal = rapor.dari_jejak(SOP, KALENDER, kasus.jejak[:sampai])
        assert awal == semua[: len(awal)]


def test_a_loop_is_as_many_visits_as_it_was_gone_through() -> None:
    kasus = KasusAcak().ajukan().sampai("memverifikasi_berkas")
    for _ in range(2):
        kasus.lakukan("memverifikasi_berkas", "kembalikan")
        kasus.lakukan("perbaikan_berkas")
    hitungan = rapor.jumlahkan(rapor.dari_jejak(SOP, KALENDER, kasus.jejak))
    isi = ringkas(SOP, KALENDER, hitungan)
    kunjungan = {b["kode"]: b["kunjungan"] for b in (*isi["langkah"], *isi["pemohon"])}
    assert kunjungan["memverifikasi_berkas"] == kunjungan["perbaikan_berkas"] == 2
    assert kunjungan["menerima_permohonan"] == 1


def test_parallel_branches_are_counted_each_for_itself() -> None:
    kasus = KasusAcak().ajukan().sampai("diskominfo_menerima")
    kasus.pada = kasus.terbuka("diskominfo_menerima")[0].dibuka + 2 * MENIT
    kasus.lakukan("diskominfo_menerima")
    kasus.pada += timedelta(hours=2)
    kasus.lakukan("dlh_menerima")
    hitungan = rapor.jumlahkan(rapor.dari_jejak(SOP, KALENDER, kasus.jejak))
    menit = {laci.kode: laci.menit for laci in hitungan}
    assert menit["diskominfo_menerima"] < 5 < 120 <= menit["dlh_menerima"]


def test_a_visit_that_a_withdrawal_stopped_is_not_counted() -> None:
    kasus = KasusAcak().ajukan().sampai("diskominfo_menerima")
    terbuka = {v.kode for v in kasus.terbuka()}
    kasus.tarik()
    fakta = rapor.dari_jejak(SOP, KALENDER, kasus.jejak)
    assert len(terbuka) == 2
    assert not terbuka & {f.laci.kode for f in fakta}
    assert [f.laci for f in fakta if f.kunci == "berakhir"] == [Laci("berakhir", "Ditarik pemohon")]
    assert sorted(dari_versi(kasus), key=str) == sorted(fakta, key=str)


@pytest.mark.parametrize(
    ("pada", "bulannya"),
    [
        (datetime(2026, 11, 30, 16, 59, 59, 999_999, tzinfo=UTC), "2026-11"),
        (datetime(2026, 11, 30, 17, 0, tzinfo=UTC), "2026-12"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "2027-01"),
    ],
)
def test_the_month_is_that_of_the_office(pada: datetime, bulannya: str) -> None:
    kunci = ("menerima_permohonan", 2)
    assert rapor.ditutup(SOP, KALENDER, kunci, SENIN, pada).bulan == bulannya
    assert rapor.diajukan(KALENDER, pada).bulan == bulannya
    assert rapor.diputus(KALENDER, pada, None).bulan == bulannya
    assert rapor.berakhir(KALENDER, pada, "Selesai").bulan == bulannya


@pytest.mark.parametrize(
    ("lama", "menit", "dalam"),
    [
        (timedelta(0), 0, True),
        (timedelta(minutes=9, seconds=59), 9, True),
        (timedelta(minutes=10), 10, True),
        (timedelta(minutes=10, microseconds=1), 10, False),
        (timedelta(minutes=11), 11, False),
    ],
)
def test_minutes_are_whole_and_the_norm_is_exact(lama: timedelta, menit: int, dalam: bool) -> None:
    fakta = rapor.ditutup(SOP, KALENDER, ("menerima_permohonan", 2), SENIN, SENIN + lama)
    assert fakta.laci == Laci("langkah", "menerima_permohonan", menit)
    assert fakta.dalam_norma == dalam


def dengan_waktu(waktu: str) -> Sop:
    """The SOP with another waktu at step 2."""
    baris = replace(SOP.langkah["menerima_permohonan"], waktu=waktu)
    return replace(SOP, langkah={**SOP.langkah, baris.kode: baris})


@pytest.mark.parametrize(
    ("waktu", "menit"), [("½ hari", 225), ("1 hari", 450), ("1½ jam", 90), ("2½ menit", 2.5)]
)
def test_a_norm_in_hari_is_a_number_of_working_minutes(waktu: str, menit: float) -> None:
    sop, kunci = dengan_waktu(waktu), ("menerima_permohonan", 2)
    batas = SENIN + timedelta(minutes=menit)
    assert rapor.ditutup(sop, KALENDER, kunci, SENIN, batas).dalam_norma
    lewat = batas + timedelta(microseconds=1)
    assert not rapor.ditutup(sop, KALENDER, kunci, SENIN, lewat).dalam_norma
    (baris,) = (
        b for b in ringkas(sop, KALENDER, {})["langkah"] if b["kode"] == "menerima_permohonan"
    )
    assert (baris["norma"], baris["norma_menit"]) == (waktu, menit)


def test_a_norm_in_hari_kerja_counts_dates() -> None:
    sop, kunci = dengan_waktu("1 hari kerja"), ("menerima_permohonan", 2)
    malam = datetime(2026, 11, 3, 16, 59, tzinfo=UTC)  # 23.59 WIB of the next day
    fakta = rapor.ditutup(sop, KALENDER, kunci, SENIN, malam)
    assert fakta.dalam_norma
    assert not rapor.ditutup(sop, KALENDER, kunci, SENIN, malam + 2 * MENIT).dalam_norma
    isi = ringkas(sop, KALENDER, rapor.jumlahkan([fakta]))
    (baris,) = (b for b in isi["langkah"] if b["kode"] == "menerima_permohonan")
    assert (baris["norma_menit"], baris["persen_dalam_norma"]) == (None, 100.0)


def test_what_is_done_out_of_hours_takes_no_working_time() -> None:
    standar = Kalender.dari(kantor.baca("standar"))
    jumat_sore = datetime(2026, 11, 27, 9, 29, 30, tzinfo=UTC)  # 16.29.30 WIB, closes at 16.30
    senin_pagi = datetime(2026, 11, 30, 0, 31, tzinfo=UTC)  # 07.31 WIB, opens at 07.30
    fakta = rapor.ditutup(SOP, standar, ("menerima_permohonan", 2), jumat_sore, senin_pagi)
    assert fakta == Fakta(
        "langkah#000002#menerima_permohonan",
        "2026-11",
        Laci("langkah", "menerima_permohonan", 1),
        True,
    )


def test_waiting_for_the_applicant_stands_apart_and_has_no_norm() -> None:
    kasus = KasusAcak().ajukan().sampai("menerima_permohonan")
    isi = ringkas(SOP, KALENDER, rapor.jumlahkan(rapor.dari_jejak(SOP, KALENDER, kasus.jejak)))
    pemohon = {b["kode"]: b for b in isi["pemohon"]}
    assert pemohon[SOP.mulai]["kunjungan"] == 1
    assert "norma_menit" not in pemohon[SOP.mulai]
    assert {*pemohon} == {k for k, b in SOP.langkah.items() if b.pelaksana == "pemohon"}
    assert {b["kode"] for b in isi["langkah"]} == SOP.langkah.keys() - pemohon.keys()


def test_the_promise_that_counts_is_the_last_one_before_the_decision() -> None:
    kasus = KasusAcak(janji_hari=None).ajukan().sampai("menandatangani_sk")
    lewat, nanti = kasus.pada - MENIT, kasus.pada + timedelta(days=9)
    kasus.simpan(kasus.janjikan(kasus.p, lewat, "lengkap"))
    kasus.simpan(kasus.janjikan(kasus.p, nanti, "kalender"))
    kasus.lakukan("menandatangani_sk")
    sesudah = kasus.janjikan(kasus.p, lewat, "kalender")
    kasus.simpan(sesudah)
    for fakta in (rapor.dari_jejak(SOP, KALENDER, kasus.jejak), dari_versi(kasus)):
        assert [f.laci.kode for f in fakta if f.kunci == "diputus"] == ["dalam"]


@pytest.mark.parametrize(
    ("geser", "kode"), [(0, "dalam"), (-1, "lewat"), (1, "dalam"), (None, "tanpa")]
)
def test_a_decision_at_the_very_instant_of_the_promise_is_in_time(
    geser: int | None, kode: str
) -> None:
    janji = None if geser is None else SENIN + timedelta(microseconds=geser)
    assert rapor.diputus(KALENDER, SENIN, janji).laci == Laci("putusan", kode)


@pytest.mark.parametrize("seed", range(20))
def test_median_and_p90_are_those_of_the_sorted_list(seed: int) -> None:
    rng = random.Random(seed)
    daftar = [rng.choice([0, 1, 5, rng.randrange(3000)]) for _ in range(rng.randrange(1, 60))]
    histogram = Counter(daftar)
    assert peringkat(histogram, 50) == statistics.median_low(daftar)
    assert peringkat(histogram, 90) == sorted(daftar)[math.ceil(Fraction(9, 10) * len(daftar)) - 1]
    assert peringkat(histogram, 100) == max(daftar)


def test_nothing_has_no_median() -> None:
    assert peringkat({}, 50) is peringkat({3: 0}, 90) is None


@pytest.mark.parametrize(
    ("bagian", "semua", "hasil"),
    [(0, 0, None), (0, 3, 0.0), (1, 3, 33.3), (2, 3, 66.7), (1, 2000, 0.1), (1, 8, 12.5)],
)  # fmt: skip
def test_a_share_has_one_decimal_and_half_goes_up(
    bagian: int, semua: int, hasil: float | None
) -> None:
    assert persen(bagian, semua) == hasil


def test_a_scorecard_adds_up() -> None:
    fakta = [
        f
        for seed in range(12)
        for f in rapor.dari_jejak(SOP, KALENDER, kasus_acak(seed).jalan().jejak)
    ]
    isi = ringkas(SOP, KALENDER, rapor.jumlahkan(fakta))
    kasus = isi["permohonan"]
    assert kasus["diajukan"] == 12
    assert sum(kasus["berakhir"].values()) == 12
    assert {*kasus["berakhir"]} == {"Selesai", "Ditolak", "Ditarik pemohon", "Gugur"}
    assert kasus["diputus"] == sum(kasus[f"{k}_janji"] for k in ("dalam", "lewat", "tanpa"))
    for baris in isi["langkah"]:
        lama = [f for f in fakta if f.laci.kode == baris["kode"] and f.laci.ukuran == "langkah"]
        assert baris["kunjungan"] == len(lama)
        if lama:
            menit = [f.laci.menit for f in lama]
            assert baris["median_menit"] == statistics.median_low(menit)
            dalam = sum(f.dalam_norma for f in lama)
            if baris["norma"]:
                assert baris["dalam_norma"] == dalam
                assert baris["persen_dalam_norma"] == pytest.approx(
                    100 * dalam / len(lama), abs=0.06
                )


def test_counting_is_a_sum_over_drawers() -> None:
    laci = Laci("langkah", "menerima_permohonan", 3)
    fakta = Fakta("a", "2026-11", laci, True)
    lain = [replace(fakta, kunci="b", dalam_norma=False), replace(fakta, kunci="c")]
    assert rapor.jumlahkan([fakta, *lain]) == {laci: Jumlah(3, 2)}
    assert rapor.jumlahkan([]) == {}


def test_a_case_of_an_untouched_kasus_has_only_its_submission() -> None:
    kasus = Kasus().ajukan()
    fakta = rapor.dari_jejak(SOP, KALENDER, kasus.jejak)
    assert {f.kunci for f in fakta} == {"diajukan", f"langkah#000000#{SOP.mulai}"}
