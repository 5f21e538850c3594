"""The promise: ten hari kerja from lengkap, moved by the applicant's waiting or the calendar."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain import janji, perubahan
from chalicelib.domain.kantor import Kantor, baca
from chalicelib.domain.permohonan import Permohonan
from tests.domain.kasus import Kasus

STANDAR = baca("standar")


def wib(teks: str) -> datetime:
    return datetime.fromisoformat(teks).replace(tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(UTC)


def lengkap(pada: str, kantor: Kantor = STANDAR) -> Kasus:
    """A case submitted at this instant and found lengkap a few minutes later."""
    kasus = Kasus(kantor=kantor, pada=wib(pada) - timedelta(minutes=40)).ajukan()
    kasus.p = replace(kasus.p, terakhir=None)
    return kasus.sampai("mengirim_berkas_rekomendasi")


def sebab(kasus: Kasus) -> list[object]:
    return [b.rincian["sebab"] for b in kasus.jejak if b.peristiwa == "janji"]


def lewati(kasus: Kasus, kode: str, sampai: str, aksi: str | None = None) -> None:
    """Let the case stand at this langkah until the given instant, and do it then."""
    kasus.pada = max(kasus.pada, wib(sampai))
    kasus.lakukan(kode, aksi)


@pytest.mark.parametrize(
    ("diajukan", "batas"),
    [
        ("2026-02-10 10:00", "2026-02-26 15:00"),  # Ramadan hours by then
        ("2026-03-12 10:00", "2026-04-02 16:00"),
        ("2026-05-11 10:00", "2026-05-29 16:30"),
    ],
)
def test_the_promise_is_known_when_the_file_is_lengkap(diajukan: str, batas: str) -> None:
    kasus = lengkap(diajukan)
    assert (kasus.p.janji, kasus.p.periksa) == (wib(batas), wib(batas))
    (baris,) = [b for b in kasus.jejak if b.peristiwa == "janji"]
    assert baris.rincian == {
        "janji": wib(batas).isoformat(),
        "sebelumnya": None,
        "sebab": "lengkap",
    }


def test_before_that_there_is_none() -> None:
    kasus = Kasus(kantor=STANDAR, pada=wib("2026-09-21 09:00")).ajukan()
    kasus.sampai("memverifikasi_berkas")
    assert (kasus.p.janji, kasus.p.periksa) == (None, None)


def test_it_counts_from_the_submission_or_from_the_click_as_the_office_chose() -> None:
    klik = Kantor.model_validate(STANDAR.model_dump() | {"lengkap_sejak": "verifikasi"})
    hasil = []
    for kantor in (STANDAR, klik):
        kasus = Kasus(kantor=kantor, pada=wib("2026-09-21 09:00")).ajukan()
        kasus.sampai("memverifikasi_berkas")
        lewati(kasus, "memverifikasi_berkas", "2026-09-23 09:00")
        hasil.append(kasus.p.janji)
    assert hasil == [wib("2026-10-05 16:00"), wib("2026-10-07 16:00")]


def di_dinas(kasus: Kasus) -> Kasus:
    return kasus.sampai("diskominfo_menerima")


def test_closes_at_which_the_applicant_alone_was_awaited_do_not_count() -> None:
    kasus = lengkap("2026-09-21 09:00").sampai("memberi_pertimbangan")
    assert kasus.p.janji == wib("2026-10-05 16:00")
    lewati(kasus, "memberi_pertimbangan", "2026-09-22 10:00", "perlu_perbaikan")
    assert kasus.p.periksa is None  # the clock stands
    lewati(kasus, "perbaikan_lapangan", "2026-09-24 11:00")
    # The closes of 22 and 23 September fell into the wait: two hari kerja more.
    assert kasus.p.janji == wib("2026-10-07 16:00")
    assert kasus.p.periksa == kasus.p.janji
    assert sebab(kasus) == ["lengkap", "menunggu_pemohon"]


def test_a_wait_within_one_day_moves_nothing() -> None:
    kasus = lengkap("2026-09-21 09:00").sampai("memberi_pertimbangan")
    lewati(kasus, "memberi_pertimbangan", "2026-09-22 10:00", "perlu_perbaikan")
    lewati(kasus, "perbaikan_lapangan", "2026-09-22 11:00")
    assert kasus.p.janji == wib("2026-10-05 16:00")
    assert sebab(kasus) == ["lengkap"]


def test_the_clock_runs_on_while_another_agency_works() -> None:
    kasus = di_dinas(lengkap("2026-09-21 09:00"))
    lewati(kasus, "diskominfo_menerima", "2026-09-22 10:00", "minta_kelengkapan")
    assert kasus.p.periksa == kasus.p.janji  # DLH has it
    lewati(kasus, "dlh_menerima", "2026-09-23 09:00")
    assert kasus.p.periksa is None
    lewati(kasus, "kelengkapan_diskominfo", "2026-09-25 09:00")
    # Only the closes of 23 and 24 September: on the 22nd DLH had it.
    assert kasus.p.janji == wib("2026-10-07 16:00")


def test_an_sms_that_is_slow_to_go_out_moves_nothing() -> None:
    kasus = lengkap("2026-09-21 09:00")
    kasus.hasil_sms = None
    kasus.sampai("menerima_sms_cek_lokasi")
    assert kasus.p.periksa == kasus.p.janji  # the office's clock runs
    kasus.pada = wib("2026-09-23 09:00")
    kasus.sms(kasus.sms_menunggu()[-1], "diterima")
    kasus.jalankan()
    assert kasus.terbuka("memeriksa_lapangan")
    assert kasus.p.janji == wib("2026-10-05 16:00")
    assert sebab(kasus) == ["lengkap"]


def test_waiting_before_lengkap_moves_nothing() -> None:
    kasus = Kasus(kantor=STANDAR, pada=wib("2026-09-14 09:00")).ajukan()
    lewati(kasus, "menerima_permohonan", "2026-09-14 10:00", "kembalikan")
    lewati(kasus, "perbaikan_berkas", "2026-09-21 09:00")
    kasus.sampai("mengirim_berkas_rekomendasi")
    assert kasus.p.janji == wib("2026-10-05 16:00")
    assert sebab(kasus) == ["lengkap"]


def test_a_missed_promise_is_flagged_once_and_not_before() -> None:
    kasus = lengkap("2026-09-21 09:00")
    assert kasus.p.janji
    p = kasus.p
    assert sapu(kasus, p.janji - timedelta(microseconds=1)) is p
    p = sapu(kasus, kasus.p.janji)
    assert (p.janji_lewat, p.periksa) == (p.janji, None)
    assert kasus.jejak[-1].peristiwa == "janji_lewat"
    assert sapu(kasus, wib("2026-12-01 09:00")) is p


def sapu(kasus: Kasus, pada: datetime) -> Permohonan:
    return kasus.simpan(perubahan.waktu_berlalu(kasus.sop, kasus.kantor, kasus.p, None, pada))


def test_once_decided_it_neither_moves_nor_passes() -> None:
    kasus = lengkap("2026-09-21 09:00").sampai("menyerahkan_sk")
    assert kasus.p.diputus
    assert kasus.p.janji
    kasus.selesaikan()
    p = kasus.p
    assert sapu(kasus, kasus.p.janji + timedelta(days=9)) is p
    assert sebab(kasus) == ["lengkap"]


def test_a_day_gazetted_late_moves_it_with_its_reason() -> None:
    kasus = lengkap("2026-09-21 09:00")
    kasus.kantor = Kantor.model_validate(STANDAR.model_dump() | {"libur": ["2026-09-30"]})
    pada = wib("2026-09-28 08:00")
    kasus.simpan(perubahan.ganti_kalender(kasus.sop, kasus.kantor, kasus.p, "v2", pada))
    assert (kasus.p.janji, kasus.p.periksa) == (wib("2026-10-06 16:00"),) * 2
    assert sebab(kasus) == ["lengkap", "kalender"]
    lagi = kasus.p
    kasus.simpan(perubahan.ganti_kalender(kasus.sop, kasus.kantor, kasus.p, "v2", pada))
    assert kasus.p is lagi


def test_waiting_spans_are_where_the_applicant_alone_is_awaited() -> None:
    kasus = di_dinas(lengkap("2026-09-21 09:00"))
    lewati(kasus, "diskominfo_menerima", "2026-09-22 10:00", "minta_kelengkapan")
    lewati(kasus, "dlh_menerima", "2026-09-23 09:00")
    lewati(kasus, "kelengkapan_diskominfo", "2026-09-25 09:00")
    dlh = next(v for v in kasus.p.visits.values() if v.kode == "dlh_menerima")
    minta = next(v for v in kasus.p.visits.values() if v.kode == "kelengkapan_diskominfo")
    assert dlh.penutup
    assert minta.penutup
    terakhir = [*janji.penantian(kasus.sop, kasus.p, kasus.pada)][-1]
    assert terakhir == (dlh.penutup.pada, minta.penutup.pada)


# ------------------------------------------------------------------------- how long an SK is valid


def test_an_sk_is_valid_for_the_years_that_the_office_set_and_its_end_is_told_three_times() -> None:
    kasus = lengkap("2026-09-21 09:00").selesaikan()
    p = kasus.p
    assert (
        p.berlaku_sampai == p.diputus.astimezone(ZoneInfo("Asia/Jakarta")).date().replace(year=2031)
        if p.diputus
        else False
    )
    diberi_tahu = []
    while kasus.p.periksa:
        kapan = kasus.p.periksa
        sebelum = kasus.p
        assert sapu(kasus, kapan - timedelta(microseconds=1)) is sebelum
        baru = sapu(kasus, kapan)
        (no,) = baru.sms.keys() - sebelum.sms.keys()
        assert baru.sms[no].templat == "masa_berlaku"
        assert sapu(kasus, kapan) is baru
        assert p.berlaku_sampai
        diberi_tahu.append(
            (p.berlaku_sampai - kapan.astimezone(ZoneInfo("Asia/Jakarta")).date()).days
        )
    assert diberi_tahu == [90, 30, 7]


def test_of_missed_notices_only_the_latest_goes_out_and_none_after_the_end() -> None:
    kasus = lengkap("2026-09-21 09:00").selesaikan()
    assert kasus.p.berlaku_sampai
    akhir = datetime.combine(kasus.p.berlaku_sampai, datetime.min.time(), UTC)
    lain = kasus.salin()
    lama = kasus.p
    p = sapu(kasus, akhir - timedelta(days=20))
    assert len(p.sms) == len(lama.sms) + 1
    assert p.pengingat == 2
    p = sapu(lain, akhir + timedelta(days=20))
    assert (len(p.sms), p.periksa) == (len(lama.sms), None)


def test_a_refused_application_has_no_validity() -> None:
    kasus = lengkap("2026-09-21 09:00")
    kasus.p = replace(kasus.p, rekomendasi={})
    kasus.sampai("diskominfo_menyusun_rekomendasi")
    kasus.lakukan("diskominfo_menyusun_rekomendasi", "tolak")
    kasus.selesaikan()
    assert kasus.p.putusan == "tolak"
    assert (kasus.p.berlaku_sampai, kasus.p.periksa) == (None, None)
