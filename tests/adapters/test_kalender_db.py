"""Versions of the calendar in the table: kept once, and one of them holds."""

import io
from datetime import date

from chalicelib.adapters import kalender_db
from chalicelib.adapters.kalender_db import Berlaku
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.kalender_versi import dari_isi, isi, versi
from tests.domain.kantor_uji import KALENDER, kantor
from tests.dunia import Dunia
from tests.kawat import KAWAT

ISI = isi(KALENDER["wita"])
VERSI = versi(KALENDER["wita"])


def test_a_version_comes_back_as_it_was_and_computes_the_same(dunia: Dunia) -> None:
    kalender_db.simpan(VERSI, ISI)
    kembali = kalender_db.ambil(VERSI)
    assert kembali == ISI
    assert versi(dari_isi(kembali)) == VERSI


def test_a_version_that_is_there_stays_as_it_is(dunia: Dunia) -> None:
    kalender_db.simpan(VERSI, ISI)
    kalender_db.simpan(VERSI, {**ISI, "menit_per_hari": 1})
    assert kalender_db.ambil(VERSI) == ISI


def test_an_older_version_stays_beside_a_newer_one(dunia: Dunia) -> None:
    baru = Kalender.dari(kantor(libur=[date(2026, 6, 3)]))
    kalender_db.simpan(VERSI, ISI)
    kalender_db.simpan(versi(baru), isi(baru))
    assert kalender_db.ambil(VERSI) == ISI
    assert kalender_db.ambil(versi(baru)) == isi(baru)


def test_what_was_never_kept_is_not_there(dunia: Dunia) -> None:
    assert kalender_db.ambil(VERSI) is None
    assert kalender_db.berlaku() is None
    kalender_db.berlakukan(Berlaku(VERSI), None)
    assert kalender_db.ambil("berlaku") is None


def test_one_of_two_runs_says_what_holds(dunia: Dunia) -> None:
    a, b, c = (Berlaku(huruf * 12) for huruf in "abc")
    assert kalender_db.berlakukan(a, None)
    assert not kalender_db.berlakukan(b, None)
    assert kalender_db.berlaku() == a
    assert kalender_db.berlakukan(b, a)
    assert not kalender_db.berlakukan(c, a)
    assert kalender_db.berlaku() == b


def test_who_was_left_behind_is_known_until_all_follow(dunia: Dunia) -> None:
    sebagian = Berlaku(VERSI, frozenset({"IKRG-2026-000001-AAAAAA", "IKRG-2026-000002-AAAAAA"}))
    assert kalender_db.berlakukan(sebagian, None)
    assert kalender_db.berlaku() == sebagian
    assert kalender_db.berlakukan(Berlaku(VERSI), sebagian)
    assert kalender_db.berlaku() == Berlaku(VERSI)


def test_each_question_is_one_call(dunia: Dunia) -> None:
    kalender_db.simpan(VERSI, ISI)
    kalender_db.berlakukan(Berlaku(VERSI), None)
    kalender_db.ambil(VERSI)
    kalender_db.berlaku()
    assert KAWAT.jumlah() == {"PutItem": 2, "GetItem": 2}


def test_a_calendar_in_the_stream_moves_nothing(dunia: Dunia, log: io.StringIO) -> None:
    kalender_db.simpan(VERSI, ISI)
    kalender_db.berlakukan(Berlaku(VERSI), None)
    records = dunia.aliran()
    KAWAT.bersihkan()
    dunia.lanjutkan(records)
    assert len(records) == 2
    assert (KAWAT.jumlah(), log.getvalue()) == ({}, "")
