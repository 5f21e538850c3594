"""The appointment as a calendar file: what a calendar reads back is what was meant."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from infra.situs.bangun import SUMBER

NODE = str(Path(sys.executable).with_name("node"))


def kalender(**isi: object) -> str:
    """The file that the browser would save; written on 1 September 2026."""
    acara = {
        "uid": "IKRG-2026-000123-7QXKM2@izin.contoh.go.id",
        "urut": 9,
        "mulai": "2026-09-24T09:30:00+07:00",
        "judul": "Cek lokasi",
        "tempat": "",
        "keterangan": "",
    }
    sumber = (SUMBER / "modul" / "ics.js").read_text(encoding="utf-8")
    skrip = (
        f"{sumber}\nconsole.log(JSON.stringify(kalender({json.dumps(acara | isi)}, {SEKARANG})))"
    )
    perintah = [NODE, "--input-type=module", "-"]
    hasil = subprocess.run(perintah, input=skrip.encode(), capture_output=True, check=True)
    teks: str = json.loads(hasil.stdout)
    return teks


SEKARANG = 1788220800000


def baca(teks: str) -> dict[str, str]:
    """The properties of the event, unfolded."""
    baris = teks.replace("\r\n ", "").split("\r\n")
    return dict(b.split(":", 1) for b in baris[: baris.index("BEGIN:VALARM")])


def asli(nilai: str) -> str:
    return re.sub(r"\\(.)", lambda c: "\n" if c[1] == "n" else c[1], nilai)


@pytest.mark.parametrize(
    ("mulai", "utc"),
    [
        ("2026-09-24T09:30:00+07:00", "20260924T023000Z"),
        ("2026-09-24T07:30:00+09:00", "20260923T223000Z"),
    ],
)
def test_the_hour_of_the_office_is_an_instant(mulai: str, utc: str) -> None:
    acara = baca(kalender(mulai=mulai))
    assert acara["DTSTART"] == utc
    assert acara["DTSTAMP"] == "20260901T000000Z"
    assert acara["SEQUENCE"] == "9"


@pytest.mark.parametrize(
    "jahat",
    [
        "Ruko A, Blok B; lantai 2",
        r"C:\kantor\n",
        "baris satu\nEND:VEVENT\nBEGIN:VEVENT",
        "ñ漢🏢" * 60,
        "Jalan " * 40,
    ],
)
def test_no_text_breaks_out_of_its_line(jahat: str) -> None:
    teks = kalender(tempat=jahat, keterangan=jahat)
    assert all(len(baris.encode()) <= 75 for baris in teks.split("\r\n"))
    assert "\n" not in teks.replace("\r\n", "")
    acara = baca(teks)
    assert asli(acara["LOCATION"]) == asli(acara["DESCRIPTION"]) == jahat
    assert teks.split("\r\n").count("BEGIN:VEVENT") == 1


def test_without_a_place_it_names_none() -> None:
    assert "LOCATION" not in baca(kalender())
