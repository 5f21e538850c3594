"""The calendar as data: which years are known, its version, and what is said about it aloud."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain import jam_kerja
from chalicelib.domain.jam_kerja import CalendarUnknown, Kalender
from chalicelib.domain.kalender import setahun
from chalicelib.domain.kalender_versi import dari_isi, isi, peringatan, versi
from chalicelib.domain.kantor import baca
from tests.domain.kantor_uji import KALENDER, KANTOR, SKB_UJI, kantor, setempat

TAHUN = baca("standar").tahun
STANDAR = Kalender.dari(baca("standar"))
HAKIKI = {2028: {**SKB_UJI, "ramadan": [(date(2028, 1, 28), date(2028, 2, 26))]}}


def wib(teks: str) -> datetime:
    return setempat("wib", teks)


# ------------------------------------------------------------------------------- known years


@pytest.mark.parametrize(
    ("tahun", "ada", "tiada"),
    [
        (2027, "[tahun.2027]", "paket itu"),  # the package has it, the office not
        (2031, "[tahun.2031]", ""),  # neither
        (2031, "perbarui paket itu", ""),
        (2024, "[tahun.2024]", "paket itu"),  # before the first
        (1999, "di luar jangkauan", "SKB"),
    ],
)
def test_an_unknown_year_says_what_is_missing(tahun: int, ada: str, tiada: str) -> None:
    with pytest.raises(CalendarUnknown) as kesalahan:
        jam_kerja.durasi(STANDAR, wib(f"{tahun}-06-02"), wib(f"{tahun}-06-03"))
    pesan = str(kesalahan.value)
    assert pesan.startswith(f"Kalender tahun {tahun} belum tersedia. ")
    assert ada in pesan
    assert not tiada or tiada not in pesan


def test_a_year_whose_skb_was_entered_before_the_package_has_it_is_unknown() -> None:
    kalender = Kalender.dari(kantor(tahun={**TAHUN, **HAKIKI}))
    with pytest.raises(CalendarUnknown, match="perbarui paket itu") as kesalahan:
        jam_kerja.buka(kalender, wib("2028-06-02"))
    assert "[tahun.2028]" not in str(kesalahan.value)


@pytest.mark.parametrize(
    ("hitung", "tahun"),
    [
        (lambda: jam_kerja.mulai_kerja(STANDAR, wib("2024-12-31 23:59:59")), 2024),
        (lambda: jam_kerja.mulai_kerja(STANDAR, wib("2026-12-31 16:00")), 2027),
        (lambda: jam_kerja.tambah_menit(STANDAR, wib("2026-12-31 15:59"), 2), 2027),
        (lambda: jam_kerja.tambah_hari_kerja(STANDAR, wib("2026-12-21 10:00"), 10), 2027),
        (lambda: jam_kerja.durasi(STANDAR, wib("2026-12-01"), wib("2027-01-01 00:01")), 2027),
        (lambda: jam_kerja.buka(STANDAR, wib("2027-01-01")), 2027),
        (lambda: jam_kerja.durasi(STANDAR, wib("2024-12-01"), wib("2025-02-01")), 2024),
    ],
)
def test_a_date_that_needs_an_unknown_year_is_an_error_and_never_a_guess(
    hitung: Any, tahun: int
) -> None:
    with pytest.raises(CalendarUnknown) as kesalahan:
        hitung()
    assert kesalahan.value.tahun == tahun


def test_the_last_known_year_can_be_used_to_its_last_microsecond() -> None:
    assert jam_kerja.tambah_menit(STANDAR, wib("2026-12-31 15:50"), 10) == wib("2026-12-31 16:00")
    assert jam_kerja.tambah_hari_kerja(STANDAR, wib("2026-12-30 10:00"), 1) == wib(
        "2026-12-31 16:00"
    )
    lama = jam_kerja.durasi(STANDAR, wib("2026-12-31 15:00"), wib("2027-01-01"))
    assert lama == timedelta(hours=1)


def test_an_office_that_keeps_no_national_holidays_needs_no_skb() -> None:
    kalender = Kalender.dari(baca("buka_terus"))
    assert jam_kerja.buka(kalender, wib("2055-12-25 03:00"))
    with pytest.raises(CalendarUnknown):
        jam_kerja.buka(kalender, wib("2250-01-01"))


def test_but_it_needs_the_days_of_ramadan_where_they_change_its_hours() -> None:
    jam = baca("standar").jam_ramadan
    kalender = Kalender.dari(kantor("buka_terus", jam_ramadan=jam, tahun={2026: TAHUN[2026]}))
    assert not jam_kerja.buka(kalender, wib("2026-02-19 07:59"))
    assert jam_kerja.buka(kalender, wib("2026-03-19 10:00"))  # Nyepi is no holiday here
    with pytest.raises(CalendarUnknown, match="Ramadan"):
        jam_kerja.buka(kalender, wib("2027-06-01"))


# ------------------------------------------------------------------------------------- hours


@pytest.mark.parametrize(
    ("hari", "jam"),
    [
        ("2026-02-18", [("07.30", "12.00"), ("13.00", "16.00")]),  # the day before Ramadan
        ("2026-02-19", [("08.00", "12.00"), ("12.30", "15.00")]),  # its first
        ("2026-02-20", [("08.00", "11.30"), ("12.30", "15.30")]),  # its Friday
        ("2026-03-20", []),  # its last, a cuti bersama
        ("2026-02-21", []),
        ("2026-03-27", [("07.30", "11.30"), ("13.00", "16.30")]),
    ],
)
def test_the_hours_of_a_date(hari: str, jam: list[tuple[str, str]]) -> None:
    assert [*STANDAR.jam_pada(date.fromisoformat(hari))] == jam


def test_a_make_up_day_in_ramadan_has_the_hours_of_ramadan() -> None:
    kalender = Kalender.dari(kantor(hari_kerja_pengganti=["2026-02-21", "2026-03-20"]))
    assert kalender.jam_pada(date(2026, 2, 21)) == (("08.00", "12.00"), ("12.30", "15.00"))
    assert kalender.jam_pada(date(2026, 3, 20)) == (("08.00", "11.30"), ("12.30", "15.30"))


def test_several_offices_share_no_table_and_each_makes_its_own_once() -> None:
    banyak = [Kalender.dari(kantor(libur=[date(2026, 6, hari)])) for hari in range(1, 31)]
    tabel = [[setahun(k, t) for t in (2025, 2026)] for k in banyak]
    for kalender, lama in zip(banyak, tabel, strict=True):
        assert all(setahun(kalender, t) is x for t, x in zip((2025, 2026), lama, strict=True))
    assert Kalender.dari(kantor(libur=[date(2026, 6, 1)])) is banyak[0]


# ------------------------------------------------------------------------------- its version


@pytest.mark.parametrize("nama", KANTOR)
def test_a_recorded_version_is_an_equal_calculator(nama: str) -> None:
    kalender, tercatat = KALENDER[nama], dari_isi(json.loads(json.dumps(isi(KALENDER[nama]))))
    assert (isi(tercatat), versi(tercatat)) == (isi(kalender), versi(kalender))
    for tahun in (2025, 2026, 2027):
        assert setahun(tercatat, tahun) == setahun(kalender, tahun)
    pada = datetime(2026, 3, 12, 3, tzinfo=UTC)
    assert tercatat.menit_per_hari == kalender.menit_per_hari
    assert jam_kerja.tanggal(tercatat, pada) == jam_kerja.tanggal(kalender, pada)


def test_a_recorded_version_knows_no_year_that_it_did_not_know() -> None:
    lama = dari_isi(isi(STANDAR))
    with pytest.raises(CalendarUnknown, match="versi kalender ini"):
        jam_kerja.buka(lama, wib("2027-06-01"))


def test_a_recorded_version_needs_no_holidays_package() -> None:
    kode = (
        "import json, sys; sys.modules['holidays'] = None\n"
        "from datetime import datetime\n"
        "from chalicelib.domain import jam_kerja, kalender_versi\n"
        "k = kalender_versi.dari_isi(json.load(sys.stdin))\n"
        "pada = datetime.fromisoformat('2026-03-12T03:00+00:00')\n"
        "print(jam_kerja.tambah_hari_kerja(k, pada, 10), kalender_versi.versi(k))"
    )
    hasil = subprocess.run(
        [sys.executable, "-c", kode],
        input=json.dumps(isi(STANDAR)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert hasil.stdout == f"2026-04-02 09:00:00+00:00 {versi(STANDAR)}\n"


def test_the_version_is_the_same_in_every_process() -> None:
    kode = (
        "from chalicelib.domain import jam_kerja, kalender_versi, kantor; "
        "print(kalender_versi.versi(jam_kerja.Kalender.dari(kantor.baca('standar'))))"
    )
    hasil = {
        subprocess.run(
            [sys.executable, "-c", kode],
            env={"PYTHONHASHSEED": benih},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for benih in ("1", "2")
    }
    assert hasil == {versi(STANDAR)}
    assert len(versi(STANDAR)) == 12


def tahun_2026(**isi: Any) -> dict[str, Any]:
    return {"tahun": {**TAHUN, 2026: {**TAHUN[2026].model_dump(), **isi}}}


@pytest.mark.parametrize(
    "ubahan",
    [
        {"libur": ["2026-06-03"]},
        {"libur": ["2026-06-04"]},
        {"hari_kerja_pengganti": ["2026-06-06"]},
        {"zona": "Asia/Makassar"},
        {"menit_per_hari": 420},
        {"jam_kerja": {"senin": [("07.30", "12.00")]}},
        {"jam_ramadan": None},
        {"jam_ramadan": {"senin": [("08.00", "12.00")]}},
        {"tahun": {2026: TAHUN[2026]}},
        {"tahun": {**TAHUN, 2027: SKB_UJI}},
        tahun_2026(ramadan=[("2026-02-18", "2026-03-19")]),
        tahun_2026(skb="SKB yang mengubahnya"),
        {"libur_nasional": False},
    ],
    ids=str,
)
def test_any_change_of_the_calendar_is_another_version(ubahan: dict[str, Any]) -> None:
    assert versi(Kalender.dari(kantor(**ubahan))) != versi(STANDAR)


@pytest.mark.parametrize(
    "ubahan", [{"nama_daerah": "Kota Lain"}, {"jam_sms": None}, {"tahun": {**TAHUN, **HAKIKI}}]
)
def test_what_moves_no_date_leaves_the_version(ubahan: dict[str, Any]) -> None:
    assert versi(Kalender.dari(kantor(**ubahan))) == versi(STANDAR)


def test_a_version_holds_the_holidays_of_its_years() -> None:
    tahun = isi(STANDAR)["tahun"]
    assert {t: len(x["libur"]) for t, x in tahun.items()} == {"2025": 28, "2026": 25}
    assert tahun["2026"]["ramadan"] == [["2026-02-19", "2026-03-20"]]
    assert tahun["2026"]["skb"] == TAHUN[2026].skb


# ---------------------------------------------------------------------------------- warnings

UJI = {**TAHUN, 2027: SKB_UJI}
KIRA = ["2027-03-10", "2027-03-11"]


def test_the_coming_year_is_asked_for_from_july_on() -> None:
    assert peringatan(baca("standar"), date(2026, 6, 30)) == []
    (pesan,) = peringatan(baca("standar"), date(2026, 7, 1))
    assert pesan.startswith("Kalender tahun 2027 belum tersedia.")
    assert "[tahun.2027]" in pesan
    assert "SKB 3 Menteri" in pesan
    assert "Ramadan" in pesan


def test_the_present_year_is_asked_for_too() -> None:
    pesan = peringatan(baca("standar"), date(2027, 1, 2))
    assert [p.split()[2] for p in pesan] == ["2027"]


def test_days_of_a_known_year_that_are_only_estimated_are_listed() -> None:
    (pesan,) = peringatan(kantor(tahun=UJI), date(2026, 3, 1))
    assert "10 Mar 2027, 11 Mar 2027, 17 Mei 2027" in pesan
    assert "perkiraan" in pesan


@pytest.mark.parametrize(
    "dipastikan",
    [{"libur": [*KIRA, "2027-05-17"]}, {"libur": KIRA, "hari_kerja_pengganti": ["2027-05-17"]}],
)
def test_until_the_office_has_confirmed_them(dipastikan: dict[str, Any]) -> None:
    assert peringatan(kantor(tahun=UJI, **dipastikan), date(2026, 8, 1)) == []
    (pesan,) = peringatan(kantor(tahun=UJI, libur=KIRA), date(2026, 8, 1))
    assert "10 Mar" not in pesan


def test_an_skb_that_was_entered_before_the_package_has_it_is_told_at_once() -> None:
    (pesan,) = peringatan(kantor(tahun={**TAHUN, **HAKIKI}), date(2026, 2, 1))
    assert pesan.startswith("Kalender tahun 2028 belum tersedia. Paket holidays")


@pytest.mark.parametrize("hari", [date(2026, 2, 1), date(2026, 12, 31), date(2040, 8, 1)])
def test_an_office_without_national_holidays_is_never_warned(hari: date) -> None:
    assert peringatan(baca("buka_terus"), hari) == []


def test_no_warning_is_left_for_the_years_that_are_past() -> None:
    lama = kantor(tahun={**UJI, 2028: HAKIKI[2028]})
    assert len(peringatan(lama, date(2027, 3, 1))) == 2  # estimated days of 2027; 2028
    assert [p.split()[2] for p in peringatan(lama, date(2028, 3, 1))] == ["2028"]
