"""A slow langkah: a warning, one flag, then notice upward, each once, in working time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain import eskalasi, perubahan
from chalicelib.domain.hak import daftar_pelaksana
from chalicelib.domain.kantor import Kantor, baca
from chalicelib.domain.permohonan import Permohonan, Visit
from chalicelib.domain.sop import muat
from tests.domain.kasus import Kasus, di_langkah

IKRG = muat("ikrg-v1")
STANDAR = baca("standar")
BARIS_KANTOR = [k for k, b in IKRG.langkah.items() if b.pelaksana != "pemohon" and not b.otomatis]
BARIS_PEMOHON = [k for k, b in IKRG.langkah.items() if b.pelaksana == "pemohon" and b.no != 1]


def wib(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(UTC)


def kantor(**setelan: object) -> Kantor:
    return Kantor.model_validate(STANDAR.model_dump() | setelan)


def dibuka(kode: str, pada: datetime, setelan: Kantor = STANDAR) -> tuple[Kasus, Visit]:
    """A case whose langkah opened at this instant, in an office with ordinary hours."""
    kasus = di_langkah(IKRG, kode)
    kasus.kantor = setelan
    (lama,) = kasus.terbuka(kode)
    visits = {k: v for k, v in kasus.p.visits.items() if k != lama.kunci}
    kasus.p = replace(kasus.p, visits=visits, terakhir=None)
    kasus.p = replace(kasus.p, janji=None, lengkap=None)
    kasus.pada = pada - timedelta(minutes=1)
    kasus.buka(lama.kunci)
    return kasus, kasus.p.visits[lama.kunci]


def sapu(kasus: Kasus, visit: Visit, pada: datetime) -> Permohonan:
    kunci = visit.kunci
    return kasus.simpan(perubahan.waktu_berlalu(kasus.sop, kasus.kantor, kasus.p, kunci, pada))


def peristiwa(kasus: Kasus) -> list[str]:
    return [b.peristiwa for b in kasus.jejak]


def test_a_langkah_of_one_day_is_warned_flagged_and_raised_at_these_instants() -> None:
    # Opened Monday 09.00; 80 % of 450 minutes are used up at 16.00; due Tuesday 09.00; half a day
    # (225 minutes) later the supervisor hears of it, two days later the head of the office.
    _, visit = dibuka("mengundang_tim_teknis", wib("2026-09-21 09:00"))
    assert [*eskalasi.jadwal(IKRG, STANDAR, visit)] == [
        wib("2026-09-21 16:00"),
        wib("2026-09-22 09:00"),
        wib("2026-09-22 13:45"),
        wib("2026-09-24 09:00"),
    ]


@pytest.mark.parametrize("kode", BARIS_KANTOR)
def test_every_step_is_taken_at_its_instant_and_once(kode: str) -> None:
    kasus, visit = dibuka(kode, wib("2026-09-21 09:00"))
    awal = len(kasus.jejak)
    for tingkat, kapan in enumerate(eskalasi.jadwal(IKRG, STANDAR, visit), start=1):
        assert kasus.p.visits[visit.kunci].periksa == kapan
        lama = kasus.p
        assert sapu(kasus, visit, kapan - timedelta(microseconds=1)) is lama
        p = sapu(kasus, visit, kapan)
        assert p.visits[visit.kunci].tingkat == tingkat
        assert sapu(kasus, visit, kapan) is p
    assert kasus.p.visits[visit.kunci].periksa is None
    naik = len(eskalasi.penerima(STANDAR, visit.pelaksana))
    assert peristiwa(kasus)[awal:] == ["peringatan", "terlambat"] + ["eskalasi"] * naik
    assert kasus.p.visits[visit.kunci].terlambat == visit.batas_waktu


@pytest.mark.parametrize("kode", BARIS_PEMOHON)
def test_a_row_of_pemohon_is_never_terlambat(kode: str) -> None:
    kasus, visit = dibuka(kode, wib("2026-09-21 09:00"))
    p = sapu(kasus, visit, wib("2026-12-01 09:00"))
    assert p.visits[visit.kunci].terlambat is None
    assert not {"peringatan", "terlambat", "eskalasi"} & {*peristiwa(kasus)}


def test_what_a_missed_schedule_left_is_caught_up_without_a_late_warning() -> None:
    kasus, visit = dibuka("mengundang_tim_teknis", wib("2026-09-21 09:00"))
    awal = len(kasus.jejak)
    p = sapu(kasus, visit, wib("2026-09-24 10:00"))
    assert peristiwa(kasus)[awal:] == ["terlambat", "eskalasi", "eskalasi"]
    assert p.visits[visit.kunci].tingkat == eskalasi.PIMPINAN
    assert [b.rincian["kepada"] for b in kasus.jejak[-2:]] == ["kasi", "kepala"]


def test_a_langkah_that_was_done_is_left_alone() -> None:
    kasus, visit = dibuka("mengundang_tim_teknis", wib("2026-09-21 09:00"))
    kasus.lakukan("mengundang_tim_teknis")
    p = kasus.p
    assert p.visits[visit.kunci].periksa is None
    assert sapu(kasus, visit, wib("2026-12-01 09:00")) is p


def test_notice_goes_to_the_supervisor_then_the_head_and_never_to_oneself() -> None:
    assert eskalasi.penerima(STANDAR, "back_office") == ("kasi", "kepala")
    assert eskalasi.penerima(STANDAR, "sekretaris") == ("kepala",)
    assert eskalasi.penerima(STANDAR, "diskominfo") == ("kepala",)
    assert eskalasi.penerima(STANDAR, "kepala") == ()


@pytest.mark.parametrize("nama", ["standar", "buka_terus"])
def test_the_settings_name_only_pelaksana_of_the_sop(nama: str) -> None:
    setelan = baca(nama)
    disebut = {setelan.pimpinan, *setelan.atasan, *setelan.atasan.values()}
    assert disebut <= daftar_pelaksana()


# --------------------------------------------------------------- a day that is gazetted late


def gazet(kasus: Kasus, pada: datetime, *libur: str) -> Permohonan:
    kasus.kantor = kantor(libur=libur)
    baru = perubahan.ganti_kalender(kasus.sop, kasus.kantor, kasus.p, "v2", pada)
    return kasus.simpan(baru)


def test_a_day_gazetted_late_moves_the_due_instant_and_says_so() -> None:
    kasus, visit = dibuka("mengundang_tim_teknis", wib("2026-09-21 09:00"))
    p = gazet(kasus, wib("2026-09-21 10:00"), "2026-09-22")
    baru = p.visits[visit.kunci]
    assert baru.batas_waktu == wib("2026-09-23 09:00")
    assert baru.periksa == wib("2026-09-21 16:00")
    (baris,) = [b for b in kasus.jejak if b.peristiwa == "kalender"]
    assert (baris.langkah, baris.setelah) == visit.kunci
    assert baris.rincian == {
        "versi": "v2",
        "batas_waktu": wib("2026-09-23 09:00").isoformat(),
        "sebelumnya": wib("2026-09-22 09:00").isoformat(),
    }


def test_a_day_that_touches_nothing_open_changes_nothing() -> None:
    kasus, visit = dibuka("mengundang_tim_teknis", wib("2026-09-21 09:00"))
    p = kasus.p
    assert gazet(kasus, wib("2026-09-21 10:00"), "2026-09-28") is p
    assert visit in p.visits.values()


def test_a_flag_that_is_no_longer_true_goes_and_comes_again_in_time() -> None:
    kasus, visit = dibuka("mengundang_tim_teknis", wib("2026-09-21 09:00"))
    assert sapu(kasus, visit, wib("2026-09-22 09:05")).visits[visit.kunci].terlambat
    p = gazet(kasus, wib("2026-09-22 10:00"), "2026-09-22")
    assert p.visits[visit.kunci].terlambat is None
    assert p.visits[visit.kunci].periksa == wib("2026-09-23 09:00")
    assert sapu(kasus, visit, wib("2026-09-23 08:55")) is p
    assert sapu(kasus, visit, wib("2026-09-23 09:00")).visits[visit.kunci].terlambat
    assert peristiwa(kasus)[-3:] == ["terlambat", "kalender", "terlambat"]
