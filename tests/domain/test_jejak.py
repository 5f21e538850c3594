"""The log: an unbroken chain, in which every single change is found, without personal data."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.jejak import AWAL, BarisJejak, isi_baku, segel, utuh
from tests.domain.kasus import Kasus

SELESAI = Kasus().ajukan().selesaikan()
JEJAK = SELESAI.jejak
SEMUA = range(len(JEJAK))

LAIN = {
    str: lambda nilai: nilai + "x",
    int: lambda nilai: nilai + 1,
    datetime: lambda nilai: nilai + timedelta(microseconds=1),
    dict: lambda nilai: {**nilai, "lain": True},
}


def cocok(daftar: list[BarisJejak]) -> bool:
    """What is checked of a log that was read: the chain, and that it ends where the case says."""
    return utuh(daftar) and bool(daftar) and daftar[-1].hash == SELESAI.p.rantai


def test_the_whole_log_of_a_case_is_one_chain_that_ends_at_the_case() -> None:
    assert cocok(JEJAK)
    assert [b.no for b in JEJAK] == list(range(1, SELESAI.p.jejak + 1))
    assert JEJAK[0].sebelum == AWAL


@pytest.mark.parametrize("nama", [f.name for f in fields(BarisJejak)])
def test_a_change_of_any_field_of_a_row_is_found(nama: str) -> None:
    for i in {*SEMUA[::9], SEMUA[-1]}:
        nilai = getattr(JEJAK[i], nama)
        ubah = replace(JEJAK[i], **{nama: LAIN[type(nilai)](nilai)})
        assert not utuh([*JEJAK[:i], ubah, *JEJAK[i + 1 :]])


def test_a_changed_row_with_a_new_hash_is_found() -> None:
    for i in SEMUA:
        palsu = segel(replace(JEJAK[i], nama="Orang Lain"))
        assert not cocok([*JEJAK[:i], palsu, *JEJAK[i + 1 :]])


def test_a_missing_row_is_found() -> None:
    for i in SEMUA:
        assert not cocok([*JEJAK[:i], *JEJAK[i + 1 :]])


def test_two_rows_in_each_others_place_are_found() -> None:
    for i in SEMUA[:-1]:
        assert not utuh([*JEJAK[:i], JEJAK[i + 1], JEJAK[i], *JEJAK[i + 2 :]])


def test_a_row_put_in_is_found_however_well_it_is_made() -> None:
    for i in range(len(JEJAK) + 1):
        sebelum = JEJAK[i - 1].hash if i else AWAL
        palsu = segel(replace(JEJAK[i - 1], no=i + 1, sebelum=sebelum, hash=""))
        assert not cocok([*JEJAK[:i], palsu, *JEJAK[i:]])


def test_an_end_that_was_cut_off_shows_only_against_the_case() -> None:
    assert utuh(JEJAK[:-3])
    assert not cocok(JEJAK[:-3])
    assert not cocok([])


def test_the_hash_can_be_checked_with_any_tool() -> None:
    baris = segel(
        BarisJejak(
            "IKRG-2026-000001-ABCDEF",
            1,
            datetime(2026, 11, 24, 2, 0, tzinfo=UTC),
            "buka",
            "sistem",
            "Sistem — é",
            AWAL,
        )
    )
    teks = (
        '{"aksi":"","langkah":"","nama":"Sistem — é","no":1,"nomor":"IKRG-2026-000001-ABCDEF",'
        '"oleh":"sistem","pada":"2026-11-24T02:00:00+00:00","pelaksana":"","peristiwa":"buka",'
        f'"rincian":{{}},"sebelum":"{AWAL}","setelah":-1}}'
    )
    assert baris.hash == hashlib.sha256(teks.encode()).hexdigest()


def test_no_answer_of_the_applicant_or_an_officer_stands_in_the_log() -> None:
    tertulis = {teks for b in JEJAK for teks in _teks(isi_baku(b))}
    jawaban = {*_teks(SELESAI.p.data)}
    jawaban |= {teks for v in SELESAI.p.visits.values() for teks in _teks(v.isian)}
    assert len(jawaban) > 30
    assert tertulis & jawaban <= {"pemohon"}  # also the name of a pelaksana


def _teks(isi: object) -> Iterator[str]:
    if isinstance(isi, Mapping):
        for nilai in isi.values():
            yield from _teks(nilai)
    elif isinstance(isi, list | tuple):
        for nilai in isi:
            yield from _teks(nilai)
    elif isinstance(isi, str):
        yield isi
