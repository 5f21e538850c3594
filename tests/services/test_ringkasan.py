"""The daily digest: one per person and day, of what is his and what was raised to him."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

import app
from chalicelib.adapters import petugas_db
from chalicelib.domain.sms import Sms
from chalicelib.domain.telepon import KODE_TUGAS
from tests.api import Api
from tests.contoh_kasus import kasus_di
from tests.domain.kasus import petugas
from tests.dunia import JADWAL, Dunia, Konteks

SEKARANG = datetime.now(UTC)
HP = {"front_office": "+6281300000001", "kasi": "+6281300000002", "kepala": "+6281300000003"}


def tandai() -> None:
    app.tandai_terlambat(JADWAL, Konteks())


def orang(pelaksana: str, nama: str = "", telepon: str = "") -> None:
    siapa = petugas(pelaksana, nama)
    hp = telepon or HP.get(pelaksana)
    petugas_db.baris(siapa.id, siapa.nama, {*siapa.pelaksana}, telepon=hp).save()


def telat(
    dunia: Dunia, lama: timedelta, jumlah: int = 1, kode: str = "menerima_permohonan"
) -> None:
    for i in range(jumlah):
        nomor = f"IKRG-2026-{int(lama.total_seconds()) % 10**6:06}-AAAAA{i}"
        dunia.taruh(replace(kasus_di(kode, SEKARANG - lama), nomor=nomor))


def kiriman(dunia: Dunia) -> dict[str, list[str]]:
    hasil: dict[str, list[str]] = {}
    for telepon, teks in dunia.sms():
        hasil.setdefault(telepon, []).append(teks)
    return hasil


def test_everybody_hears_once_a_day_and_only_what_concerns_him(dunia: Dunia) -> None:
    for pelaksana in ("front_office", "kasi", "kepala", "back_office"):
        orang(pelaksana)
    telat(dunia, timedelta(hours=2), jumlah=3)  # overdue, raised to nobody yet
    telat(dunia, timedelta(hours=6))  # raised to the supervisor
    for _ in range(3):
        tandai()
    terkirim = kiriman(dunia)
    assert {*terkirim} == {HP["front_office"], HP["kasi"]}
    assert [len(teks) for teks in terkirim.values()] == [1, 1]
    assert "4 tugas terlambat" in terkirim[HP["front_office"]][0]
    assert "1 keterlambatan bawahan" in terkirim[HP["kasi"]][0]


def test_what_was_raised_to_the_top_is_told_there_too(dunia: Dunia) -> None:
    orang("kasi")
    orang("kepala")
    telat(dunia, timedelta(days=3))
    tandai()
    assert {*kiriman(dunia)} == {HP["kasi"], HP["kepala"]}


def test_the_next_day_brings_another(dunia: Dunia) -> None:
    orang("front_office")
    telat(dunia, timedelta(hours=2))
    tandai()
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1)):
        tandai()
    assert [len(teks) for teks in kiriman(dunia).values()] == [2]


def test_a_langkah_in_a_colleagues_hands_is_in_his_digest_only(dunia: Dunia) -> None:
    orang("front_office", "ani", "+6281300000004")
    orang("front_office", "budi", "+6281300000005")
    p = kasus_di("menerima_permohonan", SEKARANG - timedelta(hours=2))
    (visit,) = [v for v in p.visits.values() if v.terbuka]
    dunia.taruh(p.dengan_visit(replace(visit, pemegang=("sub-ani", "ani"))))
    tandai()
    assert {*kiriman(dunia)} == {"+6281300000004"}


def test_nobody_is_told_of_nothing_and_who_has_no_phone_gets_no_sms(dunia: Dunia) -> None:
    orang("kepala")
    orang("back_office")
    telat(dunia, timedelta(days=2), kode="mengundang_tim_teknis")
    tandai()
    assert {*kiriman(dunia)} <= {HP["kepala"]}


def test_one_refused_sms_does_not_stop_the_others(dunia: Dunia, log: io.StringIO) -> None:
    orang("front_office", "ani", "bukan nomor")
    orang("front_office", "budi", "+6281300000005")
    telat(dunia, timedelta(hours=2))
    tandai()
    tandai()
    assert {*kiriman(dunia)} == {"+6281300000005"}
    assert "digest_not_sent" in log.getvalue()


def test_before_the_end_of_the_quiet_hours_nobody_is_disturbed(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KANTOR", "standar")
    orang("front_office")
    dini, pagi = (datetime(2026, 9, 22, *jam, tzinfo=UTC) for jam in ((0, 40), (1, 5)))
    dunia.taruh(kasus_di("menerima_permohonan", dini - timedelta(days=4)))
    with time_machine.travel(dini):  # 07.40 WIB: open, but SMS only from 08.00
        tandai()
    assert kiriman(dunia) == {}
    with time_machine.travel(pagi):
        tandai()
    assert {*kiriman(dunia)} == {HP["front_office"]}


def test_an_applicant_to_phone_is_in_the_digest_of_who_phones(dunia: Dunia, api: Api) -> None:
    p = kasus_di("menerima_permohonan", datetime.now(UTC))
    lalu = SEKARANG - timedelta(hours=1)
    sms = Sms(p.jejak, "akan_gugur", "+6281234567890", {}, lalu, "kasi", "gagal", selesai=lalu)
    sms = replace(sms, batas_telepon=lalu)
    nomor = dunia.taruh(replace(p, sms={sms.no: sms}))
    orang("kasi")
    tandai()
    assert "1 tugas terlambat" in kiriman(dunia)[HP["kasi"]][0]
    (satu,) = api.get("/ringkasan", dunia.petugas("kasi"))["terlambat"]
    assert (satu["nomor"], satu["kode"], satu["setelah"]) == (nomor, KODE_TUGAS, sms.no)


def test_a_person_can_ask_for_his_digest_any_time(dunia: Dunia, api: Api) -> None:
    telat(dunia, timedelta(hours=6))
    telat(dunia, timedelta(seconds=1))
    tandai()
    fo, kasi = dunia.petugas("front_office"), dunia.petugas("kasi")
    milik: dict[str, Any] = api.get("/ringkasan", fo)
    assert [len(milik[k]) for k in ("terlambat", "segera", "bawahan")] == [1, 1, 0]
    atasan: dict[str, Any] = api.get("/ringkasan", kasi)
    assert [len(atasan[k]) for k in ("terlambat", "segera", "bawahan")] == [0, 0, 1]
    for baris in (*atasan["bawahan"], *milik["terlambat"]):
        assert baris.pop("waktu_kerja_sisa") < 0  # it goes on between two looks
    assert atasan["bawahan"] == milik["terlambat"]
