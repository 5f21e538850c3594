"""Working time: worked examples, the golden dates, refusals and laws."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import jam_kerja
from chalicelib.domain.jam_kerja import (
    CalendarUnknown,
    Kalender,
    batas_waktu,
    durasi,
    mulai_kerja,
    sisa,
    tambah_hari,
    tambah_hari_kerja,
    tambah_menit,
)
from chalicelib.domain.kantor import baca
from chalicelib.domain.norma import Norma, baca_norma
from tests.domain.kantor_uji import KALENDER, kantor

MIKRO = timedelta(microseconds=1)
WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")


def kalender(nama: str = "standar", **setelan: Any) -> Kalender:
    return Kalender.dari(kantor(nama, **setelan))


STANDAR, WITA, TIMUR, TERUS = (KALENDER[nama] for nama in ("wib", "wita", "wit", "terus"))


def wib(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=WIB)


# --- norms as the SOP writes them


@pytest.mark.parametrize(
    ("waktu", "norma"),
    [
        ("10 menit", Norma(Fraction(10), "menit")),
        ("½ hari", Norma(Fraction(1, 2), "hari")),
        ("1½ jam", Norma(Fraction(90), "menit")),
        ("1 hari", Norma(Fraction(1), "hari")),
        ("10 hari kerja", Norma(Fraction(10), "hari_kerja")),
        ("30 hari", Norma(Fraction(30), "hari")),
    ],
)
def test_a_norm_is_read(waktu: str, norma: Norma) -> None:
    assert baca_norma(waktu) == norma


@pytest.mark.parametrize(
    "waktu",
    ["", "10", "menit", " hari", "0 menit", "-1 hari", "½ hari kerja", "10 minggu", "١ hari",
     "1  hari", "1 hari\n", "10 menit lebih", "99999 menit"],
)  # fmt: skip
def test_an_unreadable_norm_is_refused(waktu: str) -> None:
    with pytest.raises(ValueError, match="tidak terbaca"):
        baca_norma(waktu)


# --- worked examples, in WIB


@pytest.mark.parametrize(
    ("mulai", "waktu", "batas"),
    [
        ("2026-09-21 09:00", "10 menit", "2026-09-21 09:10"),
        ("2026-09-25 16:25", "10 menit", "2026-09-28 07:35"),  # Friday 16.25 → Monday
        ("2026-09-21 11:55", "10 menit", "2026-09-21 13:05"),  # over lunch
        ("2026-09-25 11:25", "10 menit", "2026-09-25 13:05"),  # over Friday prayer
        ("2026-09-21 11:50", "10 menit", "2026-09-21 12:00"),  # ends with the morning
        ("2026-09-21 12:30", "10 menit", "2026-09-21 13:10"),  # opens in the rest
        ("2026-09-21 17:00", "10 menit", "2026-09-22 07:40"),  # opens after hours
        ("2026-09-20 09:00", "10 menit", "2026-09-21 07:40"),  # opens on Sunday
        ("2026-03-17 14:55", "10 menit", "2026-03-25 07:35"),  # Ramadan, over Nyepi and Lebaran
        ("2026-02-18 15:55", "10 menit", "2026-02-19 08:05"),  # into Ramadan
        ("2026-02-19 11:55", "10 menit", "2026-02-19 12:35"),  # its shorter rest
        ("2026-02-20 11:25", "10 menit", "2026-02-20 12:35"),  # its Friday
        ("2026-02-19 08:00", "1 hari", "2026-02-20 09:00"),  # 390 minutes a day, 450 a hari
        ("2026-12-31 15:55", "10 menit", "2027-01-04 07:35"),  # over New Year
        ("2026-09-21 09:00", "½ menit", "2026-09-21 09:00:30"),
        ("2026-09-21 09:00", "½ hari", "2026-09-21 13:45"),
        ("2026-09-21 09:00", "1 hari", "2026-09-22 09:00"),
        ("2026-09-24 09:00", "2 hari", "2026-09-28 09:00"),
        ("2026-09-21 09:00:30.5", "5 menit", "2026-09-21 09:05:30.5"),
        ("2026-09-21 09:00", "1 hari kerja", "2026-09-22 16:00"),
    ],
)
def test_the_due_instant_of_a_norm(mulai: str, waktu: str, batas: str) -> None:
    assert batas_waktu(STANDAR, wib(mulai), baca_norma(waktu)) == wib(batas)


@pytest.mark.parametrize(
    ("lengkap", "batas"),
    [
        ("2026-02-10 10:00", "2026-02-26 15:00"),
        ("2026-03-12 10:00", "2026-04-02 16:00"),
        ("2026-05-11 10:00", "2026-05-29 16:30"),
        ("2026-02-09 16:00", "2026-02-26 15:00"),  # at the close: day 0 is the next day
        ("2026-02-09 15:59", "2026-02-25 15:00"),
        ("2026-02-07 10:00", "2026-02-25 15:00"),  # Saturday: day 0 is Monday
        ("2026-02-10 12:30", "2026-02-26 15:00"),  # in the rest: the same day
        ("2026-12-21 10:00", "2027-01-08 16:30"),  # over the year
    ],
)
def test_ten_hari_kerja_end_at_the_close_of_the_tenth(lengkap: str, batas: str) -> None:
    assert tambah_hari_kerja(STANDAR, wib(lengkap), 10) == wib(batas)


def test_2026_has_240_hari_kerja_of_which_19_in_ramadan_are_an_hour_shorter() -> None:
    assert tambah_hari_kerja(STANDAR, wib("2025-12-31 09:00"), 240) == wib("2026-12-31 16:00")
    lama = timedelta(minutes=240 * 450 - 19 * 60)
    assert durasi(STANDAR, wib("2026-01-01"), wib("2027-01-01")) == lama


def test_a_closed_day_moves_the_due_date_and_a_make_up_day_moves_it_back() -> None:
    mulai = wib("2026-06-05 10:00")
    assert tambah_hari_kerja(STANDAR, mulai, 1) == wib("2026-06-08 16:00")
    assert tambah_hari_kerja(kalender(libur=["2026-06-08"]), mulai, 1) == wib("2026-06-09 16:00")
    pengganti = kalender(hari_kerja_pengganti=["2026-06-06"])
    assert tambah_hari_kerja(pengganti, mulai, 1) == wib("2026-06-06 16:00")


def test_a_make_up_day_overrides_a_holiday_with_the_hours_of_its_weekday() -> None:
    pengganti = kalender(hari_kerja_pengganti=["2026-05-15"])  # cuti bersama, a Friday
    mulai, sampai = wib("2026-05-15"), wib("2026-05-16")
    assert durasi(STANDAR, mulai, sampai) == timedelta(0)
    assert mulai_kerja(pengganti, wib("2026-05-15 11:30")) == wib("2026-05-15 13:00")
    assert durasi(pengganti, mulai, sampai) == timedelta(minutes=450)


def test_an_office_open_day_and_night_counts_every_minute_and_every_day() -> None:
    mulai = wib("2026-02-10 23:59:30")
    assert mulai_kerja(TERUS, mulai) == mulai
    assert tambah_menit(TERUS, mulai, 3 * 1440) == mulai + timedelta(days=3)
    assert tambah_menit(TERUS, wib("2026-12-31 23:59"), 2) == wib("2027-01-01 00:01")
    assert durasi(TERUS, mulai, mulai + timedelta(days=800)) == timedelta(days=800)
    batas = tambah_hari_kerja(TERUS, mulai, 10)
    assert batas == wib("2026-02-20 23:59:59.999999")
    assert jam_kerja.tanggal(TERUS, batas) == date(2026, 2, 20)


def test_calendar_days_end_with_the_local_day_holiday_or_not() -> None:
    pada = datetime(2026, 3, 10, 18, 0, tzinfo=UTC)  # already 11 March in Jakarta and Jayapura
    assert tambah_hari(STANDAR, pada, 10) == wib("2026-03-21 23:59:59.999999")
    assert tambah_hari(TIMUR, pada, 0) == datetime(2026, 3, 11, 23, 59, 59, 999999, WIT)


def test_date_and_year_are_those_of_the_office() -> None:
    pada = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    assert (jam_kerja.tanggal(STANDAR, pada), jam_kerja.tahun(STANDAR, pada)) == (
        date(2026, 12, 31),
        2026,
    )
    assert (jam_kerja.tanggal(TIMUR, pada), jam_kerja.tahun(TIMUR, pada)) == (
        date(2027, 1, 1),
        2027,
    )


@pytest.mark.parametrize(
    ("pada", "boleh"),
    [
        ("2026-09-20 07:59", "2026-09-20 08:00"),  # a Sunday: SMS follow no working days
        ("2026-09-20 12:00", "2026-09-20 12:00"),
        ("2026-09-20 20:00", "2026-09-21 08:00"),
    ],
)
def test_sms_wait_for_the_end_of_the_quiet_hours(pada: str, boleh: str) -> None:
    assert mulai_kerja(Kalender.sms(baca("standar")), wib(pada)) == wib(boleh)
    assert mulai_kerja(Kalender.sms(baca("buka_terus")), wib(pada)) == wib(pada)


# --- refusals


@pytest.mark.parametrize("fungsi", [mulai_kerja, jam_kerja.tahun, jam_kerja.tanggal])
def test_a_naive_datetime_is_refused(fungsi: Any) -> None:
    with pytest.raises(ValueError, match="naive"):
        fungsi(STANDAR, datetime(2026, 2, 10))


@pytest.mark.parametrize("fungsi", [tambah_menit, tambah_hari, tambah_hari_kerja])
def test_adding_refuses_naive_datetimes_and_negative_amounts(fungsi: Any) -> None:
    with pytest.raises(ValueError, match="naive"):
        fungsi(STANDAR, datetime(2026, 2, 10), 1)
    with pytest.raises(ValueError, match="negative"):
        fungsi(STANDAR, wib("2026-02-10"), -1)


def test_measuring_refuses_naive_datetimes_and_an_end_before_the_start() -> None:
    with pytest.raises(ValueError, match="naive"):
        durasi(STANDAR, wib("2026-02-10"), datetime(2026, 2, 11))
    with pytest.raises(ValueError, match="before"):
        durasi(STANDAR, wib("2026-02-11"), wib("2026-02-10"))


@pytest.mark.parametrize("pada", ["1999-12-31 09:00", "2001-06-04 09:00", "2031-06-02 09:00"])
def test_a_year_without_its_skb_is_an_error_not_a_year_without_holidays(pada: str) -> None:
    with pytest.raises(CalendarUnknown, match="Kalender tahun"):
        mulai_kerja(STANDAR, wib(pada))


@pytest.mark.parametrize("ramadan", [None, ((),) * 7])
def test_a_calendar_that_never_opens_is_refused(ramadan: Any) -> None:
    jam = ((("08.00", "12.00"),),) * 7
    with pytest.raises(ValueError, match="tidak pernah buka"):
        Kalender(WIB, ((),) * 7 if ramadan is None else jam, 450, jam_ramadan=ramadan)


def test_a_closed_week_is_walked_over() -> None:
    tutup = [f"2026-06-{hari:02}" for hari in range(1, 15)]
    assert mulai_kerja(kalender(libur=tutup), wib("2026-06-01")) == wib("2026-06-15 07:30")
    assert tambah_hari_kerja(kalender(libur=tutup), wib("2026-05-29 10:00"), 1) == wib(
        "2026-06-15 16:00"
    )


@pytest.mark.parametrize("persen", [-1, 101])
def test_no_share_of_a_norm_lies_outside_it(persen: int) -> None:
    with pytest.raises(ValueError, match="not a percentage"):
        jam_kerja.bagian(STANDAR, wib("2026-06-03"), baca_norma("1 hari"), persen)


def test_what_is_left_out_must_be_spans_of_aware_instants() -> None:
    pada = wib("2026-06-03 10:00")
    with pytest.raises(ValueError, match="before"):
        tambah_hari_kerja(STANDAR, pada, 1, [(pada, pada - MIKRO)])
    with pytest.raises(ValueError, match="naive"):
        tambah_hari_kerja(STANDAR, pada, 1, [(pada, datetime(2026, 6, 4))])


def test_nothing_added_is_the_same_instant_and_nothing_measured_is_zero() -> None:
    for teks in ("2026-06-03 10:00", "2026-06-06 03:00", "2026-06-03 12:30:00.000001"):
        pada = wib(teks)
        assert tambah_menit(STANDAR, pada, 0) == pada == jam_kerja.mundur_hari(STANDAR, pada, 0)
        assert durasi(STANDAR, pada, pada) == timedelta(0)
    assert tambah_hari_kerja(STANDAR, wib("2026-06-03 10:00"), 0) == wib("2026-06-03 16:00")


# --- the applicant's waiting is not counted


@pytest.mark.parametrize(
    ("kecuali", "batas"),
    [
        ([], "2026-09-28 16:00"),
        ([("2026-09-22 10:00", "2026-09-22 15:59")], "2026-09-28 16:00"),  # no close in it
        ([("2026-09-22 10:00", "2026-09-22 16:00")], "2026-09-28 16:00"),  # half-open
        ([("2026-09-22 16:00", "2026-09-22 16:01")], "2026-09-29 16:00"),
        ([("2026-09-22 10:00", "2026-09-24 09:00")], "2026-09-30 16:00"),  # 22nd and 23rd
        ([("2026-09-25 17:00", "2026-09-28 07:00")], "2026-09-28 16:00"),  # a weekend only
        ([("2026-09-28 10:00", "2026-10-05 09:00")], "2026-10-05 16:00"),  # from the last day on
        ([("2026-09-21 09:00", "2026-09-22 09:00")], "2026-09-28 16:00"),  # day 0 does not count
        ([("2026-09-22 10:00", "2026-09-23 09:00"), ("2026-09-22 12:00", "2026-09-22 20:00"),
          ("2026-09-29 10:00", "2026-09-30 09:00")], "2026-09-30 16:00"),  # overlapping, then more
        ([("2026-09-29 10:00", "2040-01-01")], "2026-09-28 16:00"),  # after the due date
    ],
    ids=str,
)  # fmt: skip
def test_five_hari_kerja_without_the_days_of_waiting(
    kecuali: list[tuple[str, str]], batas: str
) -> None:
    rentang = [(wib(dari), wib(sampai)) for dari, sampai in kecuali]
    assert tambah_hari_kerja(STANDAR, wib("2026-09-21 10:00"), 5, rentang) == wib(batas)
    assert tambah_hari_kerja(STANDAR, wib("2026-09-21 10:00"), 5, rentang[::-1]) == wib(batas)


# --- calendar days and years


def test_a_warning_comes_at_the_same_local_time_that_many_days_before() -> None:
    batas = tambah_hari(TIMUR, datetime(2026, 3, 10, 18, tzinfo=UTC), 30)
    assert jam_kerja.mundur_hari(TIMUR, batas, 7) == datetime(2026, 4, 3, 23, 59, 59, 999999, WIT)
    assert jam_kerja.mundur_hari(TIMUR, batas, 7).tzinfo is UTC
    with pytest.raises(ValueError, match="naive"):
        jam_kerja.mundur_hari(TIMUR, datetime(2026, 3, 10), 1)


@pytest.mark.parametrize(
    ("hari", "tahun", "akhir"),
    [
        ("2026-11-24", 5, "2031-11-24"),
        ("2028-02-29", 5, "2033-02-28"),
        ("2028-02-29", 4, "2032-02-29"),
        ("2028-02-29", 0, "2028-02-29"),
    ],
)
def test_years_are_added_to_a_date(hari: str, tahun: int, akhir: str) -> None:
    assert jam_kerja.tambah_tahun(date.fromisoformat(hari), tahun) == date.fromisoformat(akhir)


def test_an_expiry_notice_is_due_when_its_local_day_begins() -> None:
    hari = date(2031, 11, 24)  # far beyond the known years: these are calendar days
    assert jam_kerja.mundur_hari_tanggal(STANDAR, hari, 90) == wib("2031-08-26")
    assert jam_kerja.mundur_hari_tanggal(TIMUR, hari, 0) == datetime(2031, 11, 24, tzinfo=WIT)
    with pytest.raises(ValueError, match="negative"):
        jam_kerja.mundur_hari_tanggal(STANDAR, hari, -1)
    with pytest.raises(ValueError, match="negative"):
        jam_kerja.tambah_tahun(hari, -1)


# --- laws


@pytest.fixture(autouse=True, scope="module")
def read_calendar() -> None:
    """The holidays are read once, so that no law has to pay for it within its deadline."""
    durasi(STANDAR, wib("2025-01-01"), wib("2027-12-31"))


kalenders = st.sampled_from([STANDAR, WITA, TIMUR, TERUS])
instants = st.datetimes(datetime(2025, 1, 1), datetime(2026, 11, 1), timezones=st.just(UTC))
minutes = st.integers(0, 20_000)


@given(kalenders, instants, minutes)
def test_what_is_added_is_what_is_measured_and_no_earlier_instant_will_do(
    kalender: Kalender, pada: datetime, menit: int
) -> None:
    batas = tambah_menit(kalender, pada, menit)
    assert durasi(kalender, pada, batas) == timedelta(minutes=menit)
    if menit:
        assert durasi(kalender, pada, batas - MIKRO) == timedelta(minutes=menit) - MIKRO


@given(kalenders, instants, minutes, minutes)
def test_adding_in_two_parts_is_adding_at_once(
    kalender: Kalender, pada: datetime, satu: int, dua: int
) -> None:
    assert tambah_menit(kalender, tambah_menit(kalender, pada, satu), dua) == tambah_menit(
        kalender, pada, satu + dua
    )


@given(kalenders, st.lists(instants, min_size=3, max_size=3).map(sorted))
def test_measuring_is_additive_and_never_more_than_the_wall_clock(
    kalender: Kalender, saat: list[datetime]
) -> None:
    a, b, c = saat
    assert durasi(kalender, a, b) + durasi(kalender, b, c) == durasi(kalender, a, c) <= c - a


@given(kalenders, st.lists(instants, min_size=2, max_size=2).map(sorted), minutes)
def test_who_begins_later_is_never_due_earlier(
    kalender: Kalender, saat: list[datetime], menit: int
) -> None:
    dulu, nanti = saat
    hari = menit % 40
    assert tambah_menit(kalender, dulu, menit) <= tambah_menit(kalender, nanti, menit)
    assert tambah_hari(kalender, dulu, hari) <= tambah_hari(kalender, nanti, hari)
    assert tambah_hari_kerja(kalender, dulu, hari) <= tambah_hari_kerja(kalender, nanti, hari)


@given(kalenders, instants)
def test_no_work_is_done_before_the_next_working_instant_and_some_right_after(
    kalender: Kalender, pada: datetime
) -> None:
    mulai = mulai_kerja(kalender, pada)
    assert durasi(kalender, pada, mulai) == timedelta(0)
    assert durasi(kalender, mulai, mulai + MIKRO) == MIKRO


# ------------------------------------------------------------------------------ what is left


@pytest.mark.parametrize(
    ("pada", "batas", "menit"),
    [
        ("2026-09-21 09:00", "2026-09-21 09:45", 45),
        ("2026-09-25 16:25", "2026-09-28 07:35", 10),  # over a weekend
        ("2026-09-21 09:00", "2026-09-21 09:00", 0),
        ("2026-09-28 07:35", "2026-09-25 16:25", -10),
        ("2026-09-26 10:00", "2026-09-27 10:00", 0),  # neither on a working day
    ],
)
def test_what_is_left_is_working_time_and_negative_once_late(
    pada: str, batas: str, menit: int
) -> None:
    assert sisa(STANDAR, wib(pada), wib(batas)) == timedelta(minutes=menit)


def test_what_is_left_until_an_unknown_year_is_not_known() -> None:
    with pytest.raises(CalendarUnknown):
        sisa(STANDAR, wib("2026-09-21 09:00"), wib("2150-01-04 09:00"))
