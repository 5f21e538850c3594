"""What time alone brings, each once, in office hours, and one bad case holds up no other."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

import app
from chalicelib.adapters import antrean_db, kalender_db, permohonan_db, stepfunctions
from chalicelib.adapters.kalender_db import Berlaku
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.kalender_versi import versi
from chalicelib.domain.kantor import Kantor, baca
from chalicelib.domain.permohonan import Permohonan, Visit
from chalicelib.services.ubah import ubah
from tests.awan import klien
from tests.conftest import SetelanBaru
from tests.contoh_kasus import kasus_di
from tests.domain.kasus import Kasus
from tests.dunia import JADWAL, Dunia, Konteks
from tests.kawat import KAWAT

SEKARANG = datetime.now(UTC)
DULU = SEKARANG - timedelta(days=40)
TENANG = {"GetItem": 2, "Query": 1}
"""The calls of a sweep that finds nothing: calendar version, due index, the day's digest."""


@pytest.fixture(autouse=True)
def sapuan_pertama(dunia: Dunia) -> None:
    """The day's digest is out, and the calendar known."""
    tandai()
    KAWAT.bersihkan()


def tandai() -> None:
    app.tandai_terlambat(JADWAL, Konteks())


def peristiwa(nomor: str) -> list[str]:
    return [b.peristiwa for b in permohonan_db.jejak(nomor)]


def test_an_overdue_langkah_is_flagged_once(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("mengundang_tim_teknis"))
    tandai()
    (visit,) = dunia.terbuka(nomor)
    assert visit.terlambat
    assert "terlambat" in peristiwa(nomor)
    for _ in range(2):
        tandai()
    assert dunia.terbuka(nomor) == [visit]
    assert peristiwa(nomor).count("terlambat") == 1


def test_once_everybody_was_told_it_is_not_even_read(dunia: Dunia) -> None:
    dunia.taruh(kasus_di("mengundang_tim_teknis", DULU))
    tandai()
    KAWAT.bersihkan()
    tandai()
    assert KAWAT.jumlah() == TENANG


def test_an_overdue_langkah_stays_on_the_worklist(dunia: Dunia) -> None:
    dunia.taruh(kasus_di("menerima_permohonan"))
    tandai()
    assert [t.terlambat is not None for t in antrean_db.antrean("front_office", None, 5)] == [True]


def test_what_is_not_due_is_not_even_read(dunia: Dunia) -> None:
    dunia.taruh(kasus_di("menerima_permohonan", datetime.now(UTC) - timedelta(minutes=3)))
    tandai()
    assert KAWAT.jumlah() == TENANG


def test_what_was_not_mended_in_time_lapses_and_its_execution_stops(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("perbaikan_berkas", DULU))
    tandai()
    p = dunia.get(nomor)
    assert (p.status, p.keadaan, dunia.terbuka(nomor)) == ("Gugur", "berakhir", [])
    assert peristiwa(nomor)[-1] == "gugur"
    dunia.jalankan()
    assert not stepfunctions.berjalan(p.eksekusi)
    KAWAT.bersihkan()
    tandai()
    assert KAWAT.jumlah() == TENANG


def test_the_applicant_is_warned_by_sms_before_it_lapses(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("perbaikan_berkas", SEKARANG - timedelta(days=25)))
    for _ in range(2):
        tandai()
    dunia.jalankan()
    ((_, teks),) = dunia.sms()
    p = dunia.get(nomor)
    (visit,) = dunia.terbuka(nomor)
    assert visit.batas_waktu
    assert p.nomor in teks
    assert f"{visit.batas_waktu.day} " in teks
    assert peristiwa(nomor) == ["akan_gugur", "sms"]


def test_what_is_still_to_be_mended_does_not_lapse(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("perbaikan_berkas"))
    tandai()
    assert dunia.get(nomor).keadaan == "berjalan"


def test_a_missed_promise_is_flagged(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("mengirim_berkas_rekomendasi", DULU))
    assert dunia.get(nomor).janji
    for _ in range(2):
        tandai()
    assert dunia.get(nomor).janji_lewat
    assert peristiwa(nomor).count("janji_lewat") == 1


def test_the_holder_of_an_sk_is_told_by_sms_that_it_ends(dunia: Dunia) -> None:
    selesai = Kasus(pada=DULU).ajukan().selesaikan().p
    assert selesai.periksa
    akhir = (SEKARANG + timedelta(days=29)).date()
    nomor = dunia.taruh(replace(selesai, berlaku_sampai=akhir, periksa=DULU, sms={}))
    for _ in range(2):
        tandai()
        dunia.jalankan()
    ((telepon, teks),) = dunia.sms()
    assert telepon == selesai.data["hp"]
    assert nomor in teks
    assert str(akhir.year) in teks
    p = dunia.get(nomor)
    assert (p.keadaan, p.status, p.pengingat) == ("berakhir", "Selesai", 2)
    assert peristiwa(nomor) == ["masa_berlaku", "sms"]


def test_an_abandoned_draft_goes_with_all_versions_of_its_papers(dunia: Dunia) -> None:
    lama, baru = Kasus(pada=DULU), Kasus(pada=SEKARANG)
    for kasus in (lama, baru):
        kasus.unggah("ktp")
        nomor = dunia.taruh(kasus.p)
        for isi in (b"satu", b"dua"):
            dunia.unggah(nomor, "ktp", isi, "image/png", id_="a1")
    tandai()
    sisa = klien("s3").list_object_versions(Bucket="berkas", Prefix="masuk/")["Versions"]
    assert [o["Key"] for o in sisa] == [f"masuk/{baru.p.nomor}/ktp/a1"] * 2
    isi = klien("dynamodb").scan(TableName="permohonan")["Items"]
    nomor = {i["nomor"]["S"] for i in isi if i["jenis"]["S"] == "permohonan"}
    assert nomor == {baru.p.nomor}


def test_a_poisoned_case_does_not_stop_the_others(dunia: Dunia, log: io.StringIO) -> None:
    racun = dunia.taruh(
        replace(kasus_di("perbaikan_berkas", DULU), nomor="IKRG-2026-000009-AAAAAA")
    )
    klien("dynamodb").update_item(
        TableName="permohonan",
        Key={"nomor": {"S": racun}, "baris": {"S": "permohonan"}},
        UpdateExpression="SET sop = :asing",
        ExpressionAttributeValues={":asing": {"S": "asing-v9"}},
    )
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    tandai()
    (visit,) = dunia.terbuka(nomor)
    assert visit.terlambat
    assert "due_item_failed" in log.getvalue()


def test_two_sweeps_at_once_flag_once(dunia: Dunia, monkeypatch: pytest.MonkeyPatch) -> None:
    nomor = dunia.taruh(kasus_di("mengundang_tim_teknis"))
    tulis, sekali = permohonan_db.simpan, []

    def didahului(*isi: Any, **lain: Any) -> None:
        if not sekali:
            sekali.append(True)
            tandai()  # another sweep, between this one's read and its write
        tulis(*isi, **lain)

    monkeypatch.setattr(permohonan_db, "simpan", didahului)
    tandai()
    assert peristiwa(nomor).count("terlambat") == 1


def test_the_clock_of_a_case_never_runs_backwards(dunia: Dunia) -> None:
    nanti = datetime.now(UTC) + timedelta(minutes=2)  # written by a machine whose clock is ahead
    p = replace(kasus_di("menerima_permohonan", SEKARANG), terakhir=nanti)
    nomor = dunia.taruh(p)
    (kunci,) = (v.kunci for v in dunia.terbuka(nomor))
    dilihat = []

    def catat(p: Permohonan, pada: datetime) -> Permohonan:
        dilihat.append(pada)
        return p

    ubah(nomor, catat)
    assert (kunci[0], dilihat) == ("menerima_permohonan", [nanti])


# --------------------------------------------------------------- office hours and the heartbeat


@pytest.fixture
def standar(dunia: Dunia, monkeypatch: pytest.MonkeyPatch) -> None:
    """An office with ordinary hours."""
    monkeypatch.setenv("KANTOR", "standar")


def detak(log: io.StringIO) -> list[dict[str, Any]]:
    baris = [json.loads(b) for b in log.getvalue().splitlines()]
    return [b for b in baris if b["message"] == "sweep_finished"]


@pytest.mark.usefixtures("standar")
def test_outside_office_hours_only_the_heart_beats(dunia: Dunia, log: io.StringIO) -> None:
    jumat_pagi = datetime(2026, 9, 25, 1, 0, tzinfo=UTC)  # 08.00 WIB
    nomor = dunia.taruh(di_standar("menerima_permohonan", jumat_pagi))
    with time_machine.travel(datetime(2026, 9, 27, 1, 0, tzinfo=UTC)):  # Sunday
        KAWAT.bersihkan()
        tandai()
        assert KAWAT.jumlah() == {}
    assert dunia.terbuka(nomor)[0].terlambat is None
    with time_machine.travel(datetime(2026, 9, 28, 1, 0, tzinfo=UTC)):  # Monday 08.00 WIB
        tandai()
    assert dunia.terbuka(nomor)[0].terlambat
    assert [b["jumlah"] for b in detak(log)] == [0, 1]


def di_standar(kode: str, pada: datetime) -> Permohonan:
    return Kasus(kantor=baca("standar"), pada=pada).ajukan().sampai(kode).p


# --------------------------------------------------------------- a calendar that changes


@pytest.fixture
def gazet(setelan_baru: SetelanBaru) -> Callable[[str], Kantor]:
    """Write a closed day into the office's settings file, as a deployment brings it."""
    return lambda hari: setelan_baru("\nlibur = []", f"\nlibur = [{hari}]")


PAGI = datetime(2026, 9, 21, 2, 30, tzinfo=UTC)  # Monday 09.30 WIB


def menunggu(dunia: Dunia, kode: str = "mengundang_tim_teknis") -> tuple[str, Visit]:
    nomor = dunia.taruh(di_standar(kode, PAGI - timedelta(hours=1)))
    (visit,) = dunia.terbuka(nomor)
    return nomor, visit


@pytest.mark.usefixtures("standar")
def test_a_day_gazetted_late_moves_what_is_open_and_only_that(dunia: Dunia, gazet: Any) -> None:
    with time_machine.travel(PAGI):
        tandai()
        kena, visit = menunggu(dunia)
        lain = dunia.taruh(
            replace(di_standar("menerima_permohonan", PAGI), nomor="IKRG-2026-000009-AAAAAA")
        )
        selesai = Kasus(kantor=baca("standar"), pada=PAGI - timedelta(days=7)).ajukan()
        usai = dunia.taruh(replace(selesai.selesaikan().p, nomor="IKRG-2026-000008-AAAAAA"))
        lama = {nomor: dunia.get(nomor) for nomor in (lain, usai)}
        kantor = gazet("2026-09-22")
        tandai()
        assert {nomor: dunia.get(nomor) for nomor in lama} == lama
        p = dunia.get(kena)
        baru = p.visits[visit.kunci]
        assert visit.batas_waktu
        assert baru.batas_waktu
        assert baru.batas_waktu > visit.batas_waktu
        assert peristiwa(kena) == ["kalender", "janji"]
        assert kalender_db.berlaku() == Berlaku(versi(Kalender.dari(kantor)))
        KAWAT.bersihkan()
        tandai()
        assert KAWAT.jumlah() == TENANG
        assert dunia.get(kena) == p


@pytest.mark.usefixtures("standar")
def test_a_case_that_cannot_follow_the_calendar_is_tried_again_and_no_other(
    dunia: Dunia, gazet: Any, log: io.StringIO
) -> None:
    with time_machine.travel(PAGI):
        tandai()
        kena, visit = menunggu(dunia)
        racun = dunia.taruh(
            replace(di_standar("mengundang_tim_teknis", PAGI), nomor="IKRG-2026-000009-AAAAAA")
        )
        baru = versi(Kalender.dari(gazet("2026-09-22")))
        for sop, tertinggal in (("asing-v9", {racun}), ("ikrg-v1", set())):
            klien("dynamodb").update_item(
                TableName="permohonan",
                Key={"nomor": {"S": racun}, "baris": {"S": "permohonan"}},
                UpdateExpression="SET sop = :sop",
                ExpressionAttributeValues={":sop": {"S": sop}},
            )
            tandai()
            assert kalender_db.berlaku() == Berlaku(baru, frozenset(tertinggal))
            sesudah = dunia.get(kena)
            assert peristiwa(kena) == ["kalender", "janji"]
        assert sesudah.visits[visit.kunci].batas_waktu != visit.batas_waktu
        assert peristiwa(racun) == ["kalender", "janji"]
        assert log.getvalue().count("calendar_not_followed") == 1
        KAWAT.bersihkan()
        tandai()
        assert KAWAT.jumlah() == TENANG
