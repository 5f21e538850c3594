"""README's worked example of counting time, counted."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.jam_kerja import Kalender, batas_waktu
from chalicelib.domain.kantor import baca
from chalicelib.domain.norma import baca_norma

WIB = ZoneInfo("Asia/Jakarta")
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
CONTOH = re.findall(r"^\| (.+?) \| (2026-\S+ \S+) \| (2026-\S+ \S+) \|$", README, re.MULTILINE)


def test_there_is_an_example() -> None:
    assert len(CONTOH) == 4


@pytest.mark.parametrize(("waktu", "mulai", "akhir"), CONTOH)
def test_the_worked_example_is_right(waktu: str, mulai: str, akhir: str) -> None:
    dari, sampai = (datetime.fromisoformat(t).replace(tzinfo=WIB) for t in (mulai, akhir))
    assert batas_waktu(Kalender.dari(baca("standar")), dari, baca_norma(waktu)) == sampai
