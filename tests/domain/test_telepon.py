"""Phoning in the place of an SMS: whose task it is, what closes it, and that it is said once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.kantor import baca
from chalicelib.domain.kotak_keluar import penelepon
from chalicelib.domain.permohonan import Pelaku, Permohonan
from chalicelib.domain.sms import TELEPON_TERBANYAK, Sms
from chalicelib.domain.sop import muat
from chalicelib.domain.telepon import catat_telepon
from chalicelib.errors import Conflict, NotAllowed, NotFound
from tests.domain.kasus import KANTOR, PEMOHON, Kasus, petugas

IKRG = muat("ikrg-v1")
ANI, BUDI = petugas("front_office", "Ani"), petugas("front_office", "Budi")
NANTI = timedelta(minutes=5)


@pytest.fixture
def kasus() -> Kasus:
    """A case whose SMS about a returned file has finally failed."""
    kasus = Kasus(hasil_sms="gagal").ajukan()
    kasus.lakukan("menerima_permohonan", "kembalikan")
    return kasus


def sms(p: Permohonan) -> Sms:
    return max(p.sms.values(), key=lambda s: s.no)


def telepon(kasus: Kasus, siapa: Pelaku, hasil: Any, lama: timedelta = NANTI) -> Sms:
    no, pada = sms(kasus.p).no, kasus.detik(lama)
    p = catat_telepon(IKRG, KANTOR, kasus.p, no, siapa, hasil, "", pada)
    return sms(kasus.simpan(p))


@pytest.mark.parametrize(
    ("pelaksana", "siapa"),
    [
        ("petugas_penyerahan", "petugas_penyerahan"),
        ("kasi", "kasi"),
        ("tim_teknis", "front_office"),
        ("diskominfo", "front_office"),
        ("pemohon", "front_office"),
    ],
)
def test_whoever_sees_the_number_phones_and_the_loket_for_those_who_do_not(
    pelaksana: str, siapa: str
) -> None:
    assert penelepon(IKRG, pelaksana) == siapa


def test_an_sms_names_who_phones_for_the_row_that_caused_it() -> None:
    kasus = Kasus().ajukan().sampai("memberi_pertimbangan")
    kasus.lakukan("memberi_pertimbangan", "perlu_perbaikan")
    siapa = {s.templat: s.pelaksana for s in kasus.p.sms.values()}
    pengirim = IKRG.langkah["mengirim_sms_cek_lokasi"].pelaksana
    assert siapa == {"cek_lokasi": pengirim, "perbaikan_lapangan": "front_office"}


def test_a_failed_notice_is_a_task_with_a_limit_in_working_time() -> None:
    standar = baca("standar")
    kasus = Kasus(kantor=standar, hasil_sms="gagal", pada=datetime(2026, 11, 23, 2, tzinfo=UTC))
    kasus.ajukan().lakukan("menerima_permohonan", "kembalikan")
    gagal = sms(kasus.p)
    assert gagal.perlu_telepon
    assert gagal.selesai
    # Monday 09.0x in Jakarta; half a day are 225 minutes, with the hour from 12.00 on between.
    assert gagal.batas_telepon == gagal.selesai + timedelta(minutes=225 + 60)


@pytest.mark.parametrize("keadaan", ["antre", "mengirim", "diterima"])
def test_an_sms_that_has_not_failed_is_no_task(kasus: Kasus, keadaan: Any) -> None:
    assert not replace(sms(kasus.p), keadaan=keadaan).perlu_telepon


def test_a_code_is_no_task_and_is_not_told_by_telephone(kasus: Kasus) -> None:
    kode = replace(sms(kasus.p), pelaksana="")
    assert not kode.perlu_telepon
    p = replace(kasus.p, sms={kode.no: kode})
    with pytest.raises(NotAllowed, match="kode"):
        catat_telepon(IKRG, KANTOR, p, kode.no, ANI, "tersambung", "", kasus.detik())


def test_a_call_that_reached_the_applicant_closes_the_task_and_is_in_the_jejak(
    kasus: Kasus,
) -> None:
    selesai = telepon(kasus, ANI, "tersambung")
    assert not selesai.perlu_telepon
    assert selesai.telah_ditelepon
    assert (selesai.telah_ditelepon.nama, selesai.telah_ditelepon.pada) == ("Ani", kasus.pada)
    baris = kasus.jejak[-1]
    assert (baris.peristiwa, baris.oleh, baris.pelaksana) == ("telepon", ANI.id, "front_office")
    assert baris.rincian == {
        "sms": selesai.no,
        "templat": "berkas_belum_lengkap",
        "hasil": "tersambung",
    }


def test_said_again_by_the_same_person_it_changes_nothing(kasus: Kasus) -> None:
    telepon(kasus, ANI, "tersambung")
    sebelum = kasus.p
    telepon(kasus, ANI, "tersambung", timedelta(days=1))
    assert kasus.p is sebelum


@pytest.mark.parametrize(("siapa", "hasil"), [(BUDI, "tersambung"), (ANI, "tidak_tersambung")])
def test_afterwards_anything_else_is_a_conflict_that_names_who_and_when(
    kasus: Kasus, siapa: Pelaku, hasil: str
) -> None:
    telepon(kasus, ANI, "tersambung")
    with pytest.raises(Conflict, match=r"oleh Ani, 24 Nov 2026 pukul [0-9.]{5} WIB\."):
        telepon(kasus, siapa, hasil)


def test_a_fruitless_call_keeps_the_task_open_with_a_new_limit(kasus: Kasus) -> None:
    lama = sms(kasus.p)
    sekali = telepon(kasus, ANI, "tidak_tersambung")
    assert sekali.perlu_telepon
    assert sekali.batas_telepon
    assert lama.batas_telepon
    assert sekali.batas_telepon > lama.batas_telepon
    assert telepon(kasus, BUDI, "tersambung").telah_ditelepon


def test_after_three_fruitless_calls_nobody_has_to_phone_but_may(kasus: Kasus) -> None:
    for ke in range(1, TELEPON_TERBANYAK + 1):
        hasil = telepon(kasus, ANI, "tidak_tersambung")
        assert hasil.perlu_telepon == (ke < TELEPON_TERBANYAK)
    assert [b.rincian["hasil"] for b in kasus.jejak if b.peristiwa == "telepon"] == [
        "tidak_tersambung"
    ] * 3
    assert telepon(kasus, BUDI, "tersambung").telah_ditelepon


def test_a_click_that_comes_twice_is_one_call(kasus: Kasus) -> None:
    telepon(kasus, ANI, "tidak_tersambung")
    assert len(telepon(kasus, ANI, "tidak_tersambung", timedelta(seconds=59)).panggilan) == 1
    assert len(telepon(kasus, BUDI, "tidak_tersambung", timedelta(0)).panggilan) == 2
    assert len(telepon(kasus, BUDI, "tidak_tersambung", timedelta(seconds=60)).panggilan) == 3


@pytest.mark.parametrize("keadaan", ["antre", "mengirim", "diterima"])
def test_any_sms_that_has_not_arrived_may_be_told_by_telephone(kasus: Kasus, keadaan: Any) -> None:
    belum = replace(sms(kasus.p), keadaan=keadaan, batas_telepon=None)
    kasus.p = replace(kasus.p, sms={belum.no: belum})
    hasil = telepon(kasus, ANI, "tersambung")
    assert (hasil.keadaan, hasil.batas_telepon) == (keadaan, None)
    assert not replace(hasil, keadaan="gagal").perlu_telepon  # should it fail later


def test_one_that_arrived_needs_no_call(kasus: Kasus) -> None:
    sampai = replace(sms(kasus.p), keadaan="diterima", penyedia="terkirim: diterima operator")
    kasus.p = replace(kasus.p, sms={sampai.no: sampai})
    with pytest.raises(Conflict, match="sudah sampai"):
        telepon(kasus, ANI, "tersambung")


def test_it_is_the_task_of_one_pelaksana(kasus: Kasus) -> None:
    with pytest.raises(NotAllowed, match="tugas Front Office"):
        telepon(kasus, petugas("kasi"), "tersambung")
    with pytest.raises(NotAllowed, match="Hanya petugas"):
        telepon(kasus, PEMOHON, "tersambung")


def test_an_sms_that_is_not_there_is_not_found(kasus: Kasus) -> None:
    with pytest.raises(NotFound):
        catat_telepon(IKRG, KANTOR, kasus.p, 999, ANI, "tersambung", "", kasus.detik())


def test_a_task_outlives_its_case(kasus: Kasus) -> None:
    kasus.tarik()
    assert sms(kasus.p).perlu_telepon
    assert not telepon(kasus, ANI, "tersambung").perlu_telepon
