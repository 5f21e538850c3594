"""Durations in words: rounded down, never up."""

from datetime import timedelta

import pytest

from chalicelib.domain.bahasa import lama_hari, lama_jam


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
