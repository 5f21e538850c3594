"""The survey's figures, against sums made answer by answer; what is published hides everybody."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import skm
from chalicelib.domain.permohonan import Pelaku
from chalicelib.domain.skm import DAFTAR_UNSUR, Hitungan, Jawaban, Jumlah, Periode
from chalicelib.domain.sop import daftar_kunci, muat
from chalicelib.errors import BadInput
from tests.domain.kasus import ORANG_LAIN, PEMOHON, di_langkah, petugas

KODE = [satu.kode for satu in DAFTAR_UNSUR]
NILAI = st.sampled_from([1, 2, 3, 4])
SURVEI = st.dictionaries(st.sampled_from(KODE), NILAI, min_size=1)
BULAN = st.builds("{:04}-{:02}".format, st.integers(2025, 2028), st.integers(1, 12))
BULANAN = st.dictionaries(BULAN, st.lists(SURVEI, min_size=1, max_size=4))


def jumlahkan(daftar: list[Jawaban]) -> Hitungan:
    return sum((skm.hitung(satu) for satu in daftar), Hitungan())


def ikm_lain(daftar: list[Jawaban]) -> Decimal:
    """The index straight from the answers."""
    per_unsur = [[s[k] for s in daftar if k in s] for k in KODE]
    rata = [Fraction(sum(isi), len(isi)) for isi in per_unsur if isi]
    tepat = 25 * sum(rata, Fraction()) / len(rata)
    desimal = Decimal(tepat.numerator) / Decimal(tepat.denominator)
    return desimal.quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_there_are_nine_unsur_with_four_words_each() -> None:
    assert len({*KODE}) == len(DAFTAR_UNSUR) == 9
    for satu in DAFTAR_UNSUR:
        assert len({*satu.jawaban}) == 4
        assert satu.tanya.endswith("?")


@given(st.lists(SURVEI, min_size=1, max_size=12))
def test_the_index_is_that_of_the_answers(daftar: list[Jawaban]) -> None:
    hitungan = jumlahkan(daftar)
    assert hitungan.responden == len(daftar)
    assert hitungan.ikm == ikm_lain(daftar)
    assert Decimal(25) <= ikm_lain(daftar) <= Decimal(100)
    for kode in KODE:
        isi = hitungan.jumlah(kode)
        assert isi.nilai == tuple(sum(s.get(kode) == n for s in daftar) for n in (1, 2, 3, 4))
        assert isi.kosong == sum(kode not in s for s in daftar)


@given(st.lists(SURVEI, min_size=1, max_size=5), st.sampled_from(KODE), NILAI)
def test_an_unanswered_unsur_is_no_zero(daftar: list[Jawaban], kode: str, nilai: int) -> None:
    """Whoever leaves an unsur out changes nothing of it."""
    tanpa = [s for s in ({k: v for k, v in s.items() if k != kode} for s in daftar) if s]
    satu: Jawaban = {kode: nilai}
    hitungan = jumlahkan([*tanpa, satu])
    assert hitungan.jumlah(kode).rata == nilai
    assert jumlahkan(tanpa).jumlah(kode).rata is None


@given(st.lists(SURVEI, min_size=1, max_size=5), st.sampled_from(KODE))
def test_a_better_answer_never_lowers_the_index(daftar: list[Jawaban], kode: str) -> None:
    def dengan(nilai: int) -> Decimal:
        hasil = jumlahkan([{**daftar[0], kode: nilai}, *daftar[1:]]).ikm
        assert hasil is not None
        return hasil

    deret = [dengan(nilai) for nilai in (1, 2, 3, 4)]
    assert all(sebelum <= sesudah for sebelum, sesudah in pairwise(deret))


@pytest.mark.parametrize("nilai", [1, 2, 3, 4])
def test_who_answers_everything_alike_gives_that_index(nilai: int) -> None:
    semua: Jawaban = dict.fromkeys(KODE, nilai)
    assert jumlahkan([semua]).ikm == 25 * nilai


@pytest.mark.parametrize(
    ("ikm", "huruf"),
    [
        ("100", "A"), ("88.31", "A"), ("88.30", "B"), ("76.61", "B"), ("76.60", "C"),
        ("65.00", "C"), ("64.99", "D"), ("25", "D"),
    ],
)  # fmt: skip
def test_the_classes_are_those_of_the_regulation(ikm: str, huruf: str) -> None:
    assert skm.mutu(Decimal(ikm))[0] == huruf


@pytest.mark.parametrize(
    ("tepat", "dibulatkan"), [("88.305", "88.31"), ("88.3049", "88.30"), ("1/3", "0.33")]
)
def test_a_half_is_rounded_up_before_the_class_is_taken(tepat: str, dibulatkan: str) -> None:
    assert skm.dua_angka(Fraction(tepat)) == Decimal(dibulatkan)


def test_a_survey_without_any_answer_is_none() -> None:
    with pytest.raises(BadInput) as tolak:
        skm.periksa({})
    assert tolak.value.kesalahan[0].pesan.endswith(".")


# ---------------------------------------------------------------------- what may be published


def terbit(bulanan: Mapping[str, list[Jawaban]], sebelum: str, n: int) -> list[Periode]:
    isi = {bulan: jumlahkan(daftar) for bulan, daftar in bulanan.items()}
    return skm.periode(isi, sebelum=sebelum, paling_sedikit=n)


@given(BULANAN, BULAN, st.integers(2, 10))
def test_a_periode_has_enough_respondents_of_months_that_are_over(
    bulanan: dict[str, list[Jawaban]], sebelum: str, n: int
) -> None:
    daftar = terbit(bulanan, sebelum, n)
    for satu in daftar:
        isi = [b for b in bulanan if satu.dari <= b <= satu.sampai]
        assert satu.sampai < sebelum
        assert satu.hitungan == jumlahkan([s for b in isi for s in bulanan[b]])
        assert satu.hitungan.responden >= n
    assert all(a.sampai < b.dari for a, b in pairwise(daftar))
    akhir = daftar[-1].sampai if daftar else ""
    belum = [b for b in bulanan if akhir < b < sebelum]
    assert sum(len(bulanan[b]) for b in belum) < n


@given(BULANAN, BULAN, BULAN, SURVEI, st.integers(2, 10))
def test_what_was_published_never_changes_by_a_later_month(
    bulanan: dict[str, list[Jawaban]], satu: str, dua: str, survei: Jawaban, n: int
) -> None:
    dulu, kini = sorted([satu, dua])
    lama = terbit(bulanan, dulu, n)
    bertambah = {**bulanan, kini: [*bulanan.get(kini, []), survei]}
    assert terbit(bertambah, kini, n)[: len(lama)] == lama


@given(BULANAN, st.integers(2, 10))
def test_a_year_is_the_sum_of_what_ended_in_it(bulanan: dict[str, list[Jawaban]], n: int) -> None:
    daftar = terbit(bulanan, "9999-01", n)
    tahunan = skm.tahunan(daftar)
    assert {*tahunan} == {satu.tahun for satu in daftar}
    for tahun, isi in tahunan.items():
        milik = [satu for satu in daftar if satu.tahun == tahun]
        assert isi.hitungan == sum((satu.hitungan for satu in milik), Hitungan())
        assert (isi.dari, isi.sampai) == (milik[0].dari, milik[-1].sampai)


# ------------------------------------------------------------------------------ who is offered it


@pytest.mark.parametrize("kunci", daftar_kunci())
def test_the_survey_is_offered_at_one_row_and_never_needed(kunci: str) -> None:
    sop = muat(kunci)
    (baris,) = [b for b in sop.langkah.values() if b.penilaian]
    kasus = di_langkah(sop, baris.kode)
    assert skm.keadaan(sop, kasus.p, PEMOHON) == "ditawarkan"
    kasus.selesaikan()
    assert kasus.p.keadaan == "berakhir"
    assert skm.keadaan(sop, kasus.p, PEMOHON) == "ditawarkan"
    assert skm.keadaan(sop, replace(kasus.p, dinilai=True), PEMOHON) == "sudah"


def test_nobody_else_is_offered_it_or_told_of_it() -> None:
    sop = muat("ikrg-v1")
    p = replace(di_langkah(sop, "menerima_sk").p, dinilai=True)
    lain: list[Pelaku] = [ORANG_LAIN, petugas("petugas_penyerahan")]
    assert [skm.keadaan(sop, p, siapa) for siapa in lain] == [None, None]


def test_it_is_not_offered_before_the_decision_is_handed_over() -> None:
    sop = muat("ikrg-v1")
    assert skm.keadaan(sop, di_langkah(sop, "menyerahkan_sk").p, PEMOHON) is None


def test_counts_of_nothing_have_no_index() -> None:
    assert Hitungan().ikm is None
    assert Hitungan({"waktu": Jumlah(kosong=3)}).ikm is None
