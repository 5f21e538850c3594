"""The scorecard while cases move: each fact once whatever the stream does, and never in the way."""

import io
import math
import random
import statistics
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from chalicelib.adapters import permohonan_db, rapor_db
from chalicelib.adapters.model import Baris
from chalicelib.domain import jam_kerja, kalender_versi, kantor, rapor
from chalicelib.domain.rapor import Jumlah, Laci
from chalicelib.domain.sop import daftar_kunci, muat
from chalicelib.services import langkah
from chalicelib.services import permohonan as layanan
from chalicelib.services import rapor as layanan_rapor
from tests.contoh_kasus import draf, kasus_di
from tests.domain.kasus import PEMOHON
from tests.dunia import Dunia
from tests.kasus_tersimpan import KasusTersimpan, di_stack, seluruhnya
from tests.kawat import KAWAT

SOP = muat("ikrg-v1")
STANDAR = kantor.baca("standar")


def semua_hitungan() -> dict[tuple[str, str], dict[Laci, Jumlah]]:
    """Everything that is counted, by SOP and month."""
    return {kunci: rapor_db.baca(*kunci) for kunci in rapor_db.daftar()}


def seharusnya(daftar: list[KasusTersimpan]) -> dict[tuple[str, str], dict[Laci, Jumlah]]:
    """The counts of the cases as they stand in memory, summed visit by visit."""
    hasil: dict[tuple[str, str], dict[Laci, Jumlah]] = {}

    def tambah(kasus: KasusTersimpan, pada: Any, laci: Laci, dalam: bool = False) -> None:
        bulan = pada.astimezone(kalender.zona).strftime("%Y-%m")
        isi = hasil.setdefault((kasus.sop.kunci, bulan), {})
        lama = isi.get(laci, Jumlah())
        isi[laci] = Jumlah(lama.semua + 1, lama.dalam_norma + dalam)

    for kasus in daftar:
        p, kalender = kasus.p, jam_kerja.Kalender.dari(kasus.kantor)
        tambah(kasus, p.diajukan, Laci("permohonan", "diajukan"))
        if p.diputus:
            kode = "tanpa" if not p.janji else "dalam" if p.diputus <= p.janji else "lewat"
            tambah(kasus, p.diputus, Laci("putusan", kode))
        if p.berakhir:
            tambah(kasus, p.berakhir, Laci("berakhir", p.status))
        for v in p.visits.values():
            if v.penutup is None:
                continue
            detik = jam_kerja.durasi(kalender, v.dibuka, v.penutup.pada).total_seconds()
            if v.pelaksana == "pemohon":
                tambah(kasus, v.penutup.pada, Laci("pemohon", v.kode, int(detik // 60)))
                continue
            norma = kasus.sop.langkah[v.kode].norma
            menit = norma.jumlah * (450 if norma.satuan == "hari" else 1) if norma else -1
            laci = Laci("langkah", v.kode, int(detik // 60))
            tambah(kasus, v.penutup.pada, laci, detik <= menit * 60)
    return hasil


@pytest.mark.parametrize(
    ("seed", "banyak"),
    [(0, 2), *(pytest.param(seed, 5, marks=pytest.mark.lambat) for seed in range(1, 6))],
)
def test_cases_that_go_every_way_are_counted_once_each(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch, seed: int, banyak: int
) -> None:
    """Cases side by side, batches that come again, records out of turn between cases."""
    monkeypatch.setenv("KANTOR", "standar")
    sop = [muat(kunci) for kunci in daftar_kunci()]
    daftar = [di_stack(10 * seed + i, kantor=STANDAR, sop=sop[i % len(sop)]) for i in range(banyak)]
    rng = random.Random(seed)
    while berjalan := [k for k in daftar if k.p.keadaan == "berjalan"]:
        rng.choice(berjalan).melangkah()
        if rng.random() < 0.1:
            seluruhnya(dunia, dunia.aliran(), seed)
    seluruhnya(dunia, dunia.aliran(), seed)
    assert semua_hitungan() == seharusnya(daftar)
    versi = kalender_versi.versi(jam_kerja.Kalender.dari(STANDAR))
    assert {*rapor_db.daftar().values()} == {frozenset({versi})}


@pytest.mark.lambat
def test_a_scorecard_has_the_median_and_p90_of_what_was_counted(dunia: Dunia) -> None:
    daftar = [di_stack(seed).jalan() for seed in range(3)]
    seluruhnya(dunia, dunia.aliran())
    bulan = "2026-11"
    isi = layanan_rapor.lihat("ikrg-v1", bulan)
    dihitung = 0
    for baris in (*isi["langkah"], *isi["pemohon"]):
        menit = sorted(
            int((v.penutup.pada - v.dibuka).total_seconds() // 60)
            for kasus in daftar
            for v in kasus.p.visits.values()
            if v.kode == baris["kode"] and v.penutup
            if f"{v.penutup.pada + timedelta(hours=7):%Y-%m}" == bulan
        )
        dihitung += len(menit)
        assert baris["kunjungan"] == len(menit)
        assert baris["median_menit"] == (statistics.median_low(menit) if menit else None)
        p90 = menit[math.ceil(Fraction(9, 10) * len(menit)) - 1] if menit else None
        assert baris["p90_menit"] == p90
    assert dihitung > 20
    assert isi["permohonan"]["diajukan"] == 3


def test_a_case_submitted_by_its_applicant_is_counted_on_its_way(dunia: Dunia) -> None:
    nomor = layanan.ajukan(dunia.taruh(draf()), PEMOHON, None).nomor
    dunia.jalankan()
    dunia.kerjakan(nomor, "menerima_permohonan")
    ((_, bulan),) = rapor_db.daftar()
    isi = layanan_rapor.lihat("ikrg-v1", bulan)
    assert isi["permohonan"]["diajukan"] == 1
    kunjungan = {b["kode"]: b["kunjungan"] for b in (*isi["langkah"], *isi["pemohon"])}
    assert {k for k, n in kunjungan.items() if n} == {SOP.mulai, "menerima_permohonan"}


def test_a_withdrawn_case_counts_its_end_and_not_the_visit_it_left(dunia: Dunia) -> None:
    nomor = layanan.ajukan(dunia.taruh(draf()), PEMOHON, None).nomor
    dunia.jalankan()
    layanan.tarik(nomor, "Batal.", PEMOHON, None)
    dunia.jalankan()
    ((_, bulan),) = rapor_db.daftar()
    isi = layanan_rapor.lihat("ikrg-v1", bulan)
    assert isi["permohonan"]["berakhir"]["Ditarik pemohon"] == 1
    assert [b["kode"] for b in isi["langkah"] if b["kunjungan"]] == []


def ditutup(dunia: Dunia) -> list[dict[str, Any]]:
    """The stream records of one closed visit."""
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    langkah.lakukan(nomor, dunia.perintah(nomor, "menerima_permohonan"))
    return dunia.aliran()


def jumlah() -> int:
    return sum(j.semua for isi in semua_hitungan().values() for j in isi.values())


def test_the_same_record_twice_counts_once(dunia: Dunia) -> None:
    records = ditutup(dunia)
    for _ in range(3):
        dunia.lanjutkan(records)
    assert jumlah() == 1


def test_two_processes_with_the_same_record_count_it_once(dunia: Dunia) -> None:
    records = ditutup(dunia)
    KAWAT.sebelum("TransactWriteItems", lambda: dunia.lanjutkan(records))
    dunia.lanjutkan(records)
    assert jumlah() == 1


def test_two_processes_that_count_into_one_drawer_lose_nothing(
    dunia: Dunia, log: io.StringIO
) -> None:
    satu, dua = ditutup(dunia), []
    nomor = dunia.taruh(replace(kasus_di("menerima_permohonan"), nomor="IKRG-2026-000002-BBBBBB"))
    langkah.lakukan(nomor, dunia.perintah(nomor, "menerima_permohonan"))
    dua = dunia.aliran()
    KAWAT.sebelum("TransactWriteItems", lambda: dunia.lanjutkan(dua))
    dunia.lanjutkan(satu)
    assert jumlah() == 2
    assert "record_not_counted" not in log.getvalue()


def test_a_conflict_on_a_busy_drawer_is_tried_again(dunia: Dunia, log: io.StringIO) -> None:
    records = ditutup(dunia)
    KAWAT.tolak("TransactWriteItems", "TransactionCanceledException")
    dunia.lanjutkan(records)
    assert jumlah() == 1
    assert "record_not_counted" not in log.getvalue()


def test_what_cannot_be_counted_is_logged_and_holds_up_no_case(
    dunia: Dunia, log: io.StringIO
) -> None:
    records = ditutup(dunia)
    KAWAT.bersihkan()
    KAWAT.tolak("TransactWriteItems", "AccessDeniedException")
    dunia.lanjutkan(records)
    assert KAWAT.jumlah()["SendTaskSuccess"] == 1
    assert log.getvalue().count("record_not_counted") == 1
    assert '"level":"ERROR"' in log.getvalue()
    assert "record_failed" not in log.getvalue()
    assert jumlah() == 0


def test_a_case_that_is_held_up_is_counted_all_the_same(dunia: Dunia, log: io.StringIO) -> None:
    records = ditutup(dunia)
    KAWAT.tolak("SendTaskSuccess", "AccessDeniedException")
    dunia.lanjutkan(records)
    assert "record_failed" in log.getvalue()
    assert jumlah() == 1


def test_every_case_is_answered_before_any_is_counted(dunia: Dunia) -> None:
    records = ditutup(dunia)
    nomor = dunia.taruh(replace(kasus_di("menerima_permohonan"), nomor="IKRG-2026-000002-BBBBBB"))
    langkah.lakukan(nomor, dunia.perintah(nomor, "menerima_permohonan"))
    records += dunia.aliran()
    KAWAT.bersihkan()
    dunia.lanjutkan(records)
    assert [p for p in KAWAT.panggilan if p in ("SendTaskSuccess", "TransactWriteItems")] == [
        *["SendTaskSuccess"] * 2,
        *["TransactWriteItems"] * 2,
    ]


def test_a_closed_visit_costs_one_transaction_and_no_read(dunia: Dunia) -> None:
    records = ditutup(dunia)
    KAWAT.bersihkan()
    dunia.lanjutkan(records)
    assert KAWAT.jumlah() == {
        "SendTaskSuccess": 1,
        "TransactWriteItems": 1,
        "SendMessage": 1,  # the receipt that this aksi has printed
    }


def test_counting_does_not_set_off_more_counting(dunia: Dunia) -> None:
    dunia.lanjutkan(ditutup(dunia))
    KAWAT.bersihkan()
    records = dunia.aliran()
    dunia.lanjutkan(records)
    assert {r["dynamodb"]["Keys"]["nomor"]["S"][:5] for r in records} == {"rapor"}
    assert not KAWAT.panggilan


def test_counts_hold_no_personal_data_and_no_number_of_a_case(dunia: Dunia) -> None:
    di_stack(1).jalan()
    seluruhnya(dunia, dunia.aliran())
    for sop, bulan in rapor_db.daftar():
        for item in Baris.query(f"rapor#{sop}#{bulan}"):
            assert item.serialize().keys() == {"nomor", "baris", "jenis", "jumlah", "dalam_norma"}
            assert "IKRG-" not in item.baris


def test_a_month_is_read_page_by_page_in_one_query_each(dunia: Dunia) -> None:
    di_stack(1).jalan()
    seluruhnya(dunia, dunia.aliran())
    KAWAT.bersihkan()
    layanan_rapor.lihat("ikrg-v1", "2026-11")
    assert KAWAT.jumlah() == {"Query": 2}


def test_what_the_live_way_counts_is_what_the_jejak_gives(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KANTOR", "standar")
    kasus = di_stack(5, kantor=STANDAR).jalan()
    seluruhnya(dunia, dunia.aliran())
    jejak = [*permohonan_db.jejak(kasus.p.nomor)]
    fakta = rapor.dari_jejak(SOP, jam_kerja.Kalender.dari(STANDAR), jejak)
    for sop, bulan in rapor_db.daftar():
        assert rapor_db.baca(sop, bulan) == rapor.jumlahkan(f for f in fakta if f.bulan == bulan)
    assert rapor_db.sudah(kasus.p.nomor) == {f.kunci for f in fakta}
