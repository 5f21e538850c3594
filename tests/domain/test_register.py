"""The buku register: states, search keys, and where a number stands that somebody types."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from chalicelib.domain import register
from chalicelib.domain.register import Entri
from chalicelib.domain.sop import muat
from chalicelib.domain.surat import Surat
from tests.domain.kasus import Kasus

PADA = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
POLA = "503/{urut:04}/IKRG/{unit}/{bulan_romawi}/{tahun}"
NOMOR = "503/0012/IKRG/DPMPTSP/XI/2026"
ENTRI = Entri(
    jenis="IKRG-sk",
    tahun=2026,
    urut=12,
    nomor=NOMOR,
    permohonan="IKRG-2026-000001-AAAAAA",
    kode="sk",
    nama="Siti",
    tanggal=date(2026, 11, 24),
    keadaan="berlaku",
    berlaku_sampai=date(2031, 11, 24),
)


@pytest.mark.parametrize(
    ("surat", "keadaan"),
    [
        ({}, "diterbitkan"),
        ({"keadaan": "dicetak"}, "diterbitkan"),
        ({"keadaan": "jadi"}, "berlaku"),
        ({"keadaan": "jadi", "dicabut": PADA}, "dicabut"),
        ({"keadaan": "batal"}, "batal"),
    ],
)
def test_a_letter_stands_in_the_book_as_it_is(surat: dict[str, object], keadaan: str) -> None:
    dasar = Surat(3, "sk", PADA, "sub", "Kepala")
    assert register.keadaan(replace(dasar, **surat)) == keadaan  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hari", "tercatat", "dibaca"),
    [
        (date(2031, 11, 24), "berlaku", "berlaku"),
        (date(2031, 11, 25), "berlaku", "kedaluwarsa"),
        (date(2031, 11, 25), "dicabut", "dicabut"),
        (date(2031, 11, 25), "batal", "batal"),
        (date(2031, 11, 25), "diterbitkan", "diterbitkan"),
    ],
)
def test_only_a_letter_that_stands_ends_with_its_last_day(
    hari: date, tercatat: str, dibaca: str
) -> None:
    entri = replace(ENTRI, keadaan=tercatat)  # type: ignore[arg-type]
    assert entri.pada_hari(hari).keadaan == dibaca


def test_a_surat_penolakan_has_no_end() -> None:
    entri = replace(ENTRI, berlaku_sampai=None)
    assert entri.pada_hari(date(2199, 1, 1)) == entri


@pytest.mark.parametrize(
    ("teks", "tahun", "calon"),
    [
        (NOMOR, None, [(2026, 12)]),
        (f"  {NOMOR.lower()} ", 2026, [(2026, 12)]),
        ("503 / 12 / IKRG / DPMPTSP / XI / 2026", 2026, [(2026, 12)]),
        ("503/0012/IKRG/DPMPTSP/XI/2025", 2026, [(2025, 12)]),
        ("12", 2026, [(2026, 12)]),
        ("0012", 2026, [(2026, 12)]),
        ("12", None, []),
        ("SK-12/2026", 2026, [(2026, 12), (2026, 2026)]),
        ("SK-12/2026", None, [(2026, 12), (2026, 2026)]),
        ("", 2026, []),
        ("Siti", 2026, []),
        ("1234567890", 2026, []),
    ],
)
def test_a_number_is_found_however_it_is_typed(
    teks: str, tahun: int | None, calon: list[tuple[int, int]]
) -> None:
    assert list(register.calon(POLA, teks, tahun)) == calon


@pytest.mark.parametrize(
    "pola", ["{tahun}/{urut}", "{urut} / {kode_izin} ({unit}) / {tahun}", "{urut}.{tahun}.{tahun}"]
)
def test_so_it_is_with_every_pattern(pola: str) -> None:
    nomor = pola.format(urut=7, tahun=2026, unit="DPM+PTSP", kode_izin="IKRG")
    assert list(register.calon(pola, nomor, None)) == [(2026, 7)]


@pytest.mark.parametrize(
    ("teks", "sama"),
    [
        (NOMOR, True),
        ("503/12/ikrg/dpmptsp/xi/2026", True),
        (" 503 / 0012 / IKRG/DPMPTSP/XI / 2026", True),
        ("503/0013/IKRG/DPMPTSP/XI/2026", False),
        ("503/0012/IKRG/DPMPTSP/X/2026", False),
        ("503/00120/IKRG/DPMPTSP/XI/2026", False),
    ],
)
def test_zeros_spaces_and_case_of_a_number_do_not_count(teks: str, sama: bool) -> None:
    assert register.sama_nomor(NOMOR, teks) is sama


def test_names_are_searched_without_case_width_and_spaces() -> None:
    assert register.cari("  PT\u00a0 Ｓinar  JAYA ") == "pt sinar jaya"
    assert register.kunci_cari("Siti", 2026, 12) == "siti#2026#000012"
    panjang = register.kunci_cari("🏠" * 300, 2026, 12)
    assert len(panjang.encode()) <= 1024
    assert panjang.startswith(register.cari("🏠" * 250)[:200])


def test_every_letter_with_a_number_has_its_book() -> None:
    sop = muat("ikrg-v1")
    assert register.bernomor(sop) == {"sk", "surat_penolakan", "sk_pencabutan"}
    jenis = {register.jenis(sop, kode) for kode in register.bernomor(sop)}
    assert register.daftar_jenis().keys() >= jenis


def test_a_decision_says_on_which_day_and_until_when() -> None:
    kasus = Kasus().ajukan().sampai("menandatangani_sk")
    kasus.lakukan("menandatangani_sk")
    (surat,) = [s for s in kasus.p.surat.values() if s.register]
    assert surat.tanggal == date(2026, 11, 24)
    assert surat.berlaku_sampai == kasus.p.berlaku_sampai
    assert register.dari_kunci(surat.register) == ("IKRG-sk", 2026, 7)
