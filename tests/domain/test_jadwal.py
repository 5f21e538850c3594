"""The appointment for the visit on site: from its SMS until the visit, or another is wanted."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.jadwal import jadwal
from chalicelib.errors import Conflict, NotAllowed
from tests.domain.kasus import Kasus, petugas

WIB = ZoneInfo("Asia/Jakarta")


def di(kode: str, tanggal: str = "2026-09-24", jam: str = "09.30") -> Kasus:
    """A case with this langkah open, whose visit on site was set for then."""
    kasus = Kasus().ajukan().sampai("mengundang_tim_teknis")
    if kode != "mengundang_tim_teknis":
        kasus.lakukan("mengundang_tim_teknis", tanggal_cek=tanggal, jam_cek=jam, tempat="Ruko 7")
        kasus.sampai(kode)
    return kasus


@pytest.mark.parametrize("kode", ["mengundang_tim_teknis", "membuat_bap"])
def test_there_is_none_before_it_was_told_and_after_the_visit(kode: str) -> None:
    kasus = di(kode)
    assert jadwal(kasus.sop, kasus.kantor, kasus.p) is None


@pytest.mark.parametrize(("zona", "jam_utc"), [("Asia/Jakarta", 2), ("Asia/Jayapura", 0)])
def test_it_is_an_instant_by_the_clocks_of_the_office(zona: str, jam_utc: int) -> None:
    kasus = di("memeriksa_lapangan")
    kantor = kasus.kantor.model_copy(update={"zona": zona})
    ini = jadwal(kasus.sop, kantor, kasus.p)
    assert ini
    assert ini.mulai == datetime(2026, 9, 24, jam_utc, 30, tzinfo=UTC)
    assert ini.rincian == (("Tempat", "Ruko 7"),)  # not who was invited


def test_the_applicant_may_ask_for_another_date_and_gets_a_later_appointment() -> None:
    kasus = di("memeriksa_lapangan")
    lama = jadwal(kasus.sop, kasus.kantor, kasus.p)
    isi = {"alasan": "Teknisi bertugas di luar kota.", "tanggal_usulan": "2026-09-28"}
    visit = kasus.terbuka("memeriksa_lapangan")[0]
    kasus.lakukan("memeriksa_lapangan", "minta_jadwal_lain", **isi)
    assert kasus.p.visits[visit.kunci].isian == isi
    assert jadwal(kasus.sop, kasus.kantor, kasus.p) is None
    kasus.lakukan("mengundang_tim_teknis", tanggal_cek="2026-09-28", jam_cek="13.00")
    baru = jadwal(kasus.sop, kasus.kantor, kasus.p)
    assert lama
    assert baru
    assert baru.mulai == datetime(2026, 9, 28, 13, tzinfo=WIB)
    assert baru.urut > lama.urut


def test_nobody_else_asks_for_it_in_his_name() -> None:
    kasus = di("memeriksa_lapangan")
    visit, langkah = kasus.terbuka("memeriksa_lapangan")[0], kasus.sop.langkah["memeriksa_lapangan"]
    perintah = kasus.siap(visit, langkah.aksi_berkode("minta_jadwal_lain"), petugas("tim_teknis"))
    with pytest.raises(NotAllowed, match="Pemohon"):
        kasus.terapkan(replace(perintah, mewakili=None))


def test_after_the_visit_it_is_too_late_to_ask() -> None:
    kasus = di("memeriksa_lapangan")
    visit, langkah = kasus.terbuka("memeriksa_lapangan")[0], kasus.sop.langkah["memeriksa_lapangan"]
    aksi = langkah.aksi_berkode("minta_jadwal_lain")
    perintah = kasus.siap(visit, aksi, kasus.orang(visit, aksi))
    kasus.lakukan("memeriksa_lapangan")
    with pytest.raises(Conflict, match="sudah diselesaikan oleh"):
        kasus.terapkan(perintah)
