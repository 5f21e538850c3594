"""Durations, dates and numbers in words: durations are rounded down, never up."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.bahasa import (
    hari,
    lama_hari,
    lama_jam,
    romawi,
    setempat,
    tanggal_panjang,
    terbilang,
)


@pytest.mark.parametrize(
    ("lama", "jam", "hari"),
    [
        ({}, "0 menit", "0 menit"),
        ({"microseconds": 1}, "kurang dari 1 menit", "kurang dari 1 menit"),
        ({"seconds": 59, "microseconds": 999_999}, "kurang dari 1 menit", "kurang dari 1 menit"),
        ({"minutes": 1}, "1 menit", "1 menit"),
        ({"hours": 3, "minutes": 12, "seconds": 59}, "3 jam 12 menit", "3 jam 12 menit"),
        ({"hours": 3}, "3 jam", "3 jam"),
        ({"days": 2}, "48 jam", "2 hari"),
        ({"days": 2, "minutes": 5}, "48 jam 5 menit", "2 hari 5 menit"),
        ({"days": 45, "hours": 23, "minutes": 59}, "1103 jam 59 menit", "45 hari 23 jam 59 menit"),
    ],
    ids=str,
)
def test_a_duration_in_words(lama: dict[str, int], jam: str, hari: str) -> None:
    assert lama_jam(timedelta(**lama)) == jam
    assert lama_hari(timedelta(**lama)) == hari


@pytest.mark.parametrize(
    ("bilangan", "kata"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (31, "tiga puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (2026, "dua ribu dua puluh enam"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (1_001_100, "satu juta seribu seratus"),
        (999_999_999, "sembilan ratus sembilan puluh sembilan juta sembilan ratus sembilan puluh "
         "sembilan ribu sembilan ratus sembilan puluh sembilan"),
    ],
)  # fmt: skip
def test_a_number_in_words(bilangan: int, kata: str) -> None:
    assert terbilang(bilangan) == kata


@pytest.mark.parametrize("bilangan", [-1, 10**12])
def test_a_number_that_cannot_be_said_is_refused(bilangan: int) -> None:
    with pytest.raises(ValueError, match="tidak dapat disebut"):
        terbilang(bilangan)


def test_a_date_in_words() -> None:
    hari_ini = date(2026, 11, 24)
    assert tanggal_panjang(hari_ini) == "24 November 2026"
    assert hari(hari_ini) == "Selasa"
    assert romawi(hari_ini.month) == "XI"
    assert [romawi(b) for b in (1, 4, 9, 12)] == ["I", "IV", "IX", "XII"]


def test_the_day_of_an_instant_is_that_of_the_office() -> None:
    akhir_tahun = datetime(2026, 12, 31, 15, 30, tzinfo=UTC)
    assert [setempat(akhir_tahun, z).year for z in ("Asia/Jakarta", "Asia/Jayapura")] == [
        2026,
        2027,
    ]
