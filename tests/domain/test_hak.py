"""Who sees which case and which papers of it, and in whose seat a person acts."""

from dataclasses import replace

import pytest

from chalicelib.domain import hak
from chalicelib.domain.permohonan import SISTEM, Pelaku
from chalicelib.domain.sop import Dokumen, muat
from chalicelib.errors import BadInput, NotAllowed, NotFound
from tests.domain.kasus import ORANG_LAIN, PEMOHON, WAKIL, Kasus, di_langkah, petugas, seseorang

IKRG = muat("ikrg-v1")
MULAI = IKRG.langkah[IKRG.mulai]
PETUGAS = [kode for kode in IKRG.pelaksana if kode != "pemohon"]
DINAS = {"diskominfo", "dlh", "tim_teknis"}
FRONT_OFFICE = petugas("front_office")
DI_LOKET = Kasus(pembuat=FRONT_OFFICE)
TANPA_KURSI = Pelaku("sub-baru", "Baru", "petugas")

TERLIHAT_SEJAK = {
    "front_office": "menerima_permohonan",
    "fo_rekomendasi": "memverifikasi_berkas",
    "diskominfo": "diskominfo_menerima",
    "dlh": "dlh_menerima",
    "back_office": "mengundang_tim_teknis",
    "tim_teknis": "memeriksa_lapangan",
    "kasi": "paraf_kasi",
    "kabid": "paraf_kabid",
    "sekretaris": "paraf_sekretaris",
    "kepala": "menandatangani_sk",
    "petugas_penyerahan": "menyerahkan_sk",
    "petugas_e_doc": "mengarsipkan",
}


def lihat(kasus: Kasus, pelaku: Pelaku) -> bool:
    return hak.boleh_lihat(IKRG, kasus.p, pelaku)


# ----------------------------------------------------------------------------------- the case


def test_an_applicant_sees_his_own_case_and_draft_and_nobody_elses() -> None:
    for kasus in (Kasus(), Kasus().ajukan()):
        assert lihat(kasus, PEMOHON)
        assert not lihat(kasus, ORANG_LAIN)


def test_a_counter_case_is_no_applicants_until_it_joined_an_account() -> None:
    kasus = DI_LOKET.salin().ajukan()
    assert not lihat(kasus, PEMOHON)
    kasus.p = replace(kasus.p, pemilik=PEMOHON.id)
    assert lihat(kasus, PEMOHON)


def test_what_may_not_be_seen_is_not_found() -> None:
    with pytest.raises(NotFound):
        hak.pastikan_lihat(IKRG, Kasus().ajukan().p, ORANG_LAIN)


@pytest.mark.parametrize("pelaksana", PETUGAS)
def test_an_officer_sees_a_case_from_when_it_reaches_his_pelaksana(pelaksana: str) -> None:
    kasus, pelaku = Kasus().ajukan(), petugas(pelaksana)
    while kasus.p.keadaan == "berjalan":
        sampai = {v.kode for v in kasus.p.visits.values()}
        assert lihat(kasus, pelaku) == (TERLIHAT_SEJAK[pelaksana] in sampai)
        kasus.lakukan(kasus.terbuka()[0].kode)
    assert lihat(kasus, pelaku)


@pytest.mark.parametrize("pelaksana", PETUGAS)
def test_no_officer_sees_a_draft_but_the_front_office_those_of_the_counter(
    pelaksana: str,
) -> None:
    assert not lihat(Kasus(), petugas(pelaksana))
    assert lihat(DI_LOKET, petugas(pelaksana)) == (pelaksana == "front_office")


def test_an_officer_without_a_seat_sees_nothing() -> None:
    assert not lihat(Kasus().ajukan().selesaikan(), TANPA_KURSI)


# ----------------------------------------------------------------------------------- the papers


@pytest.mark.parametrize("pelaksana", IKRG.pelaksana)
def test_agencies_see_exactly_the_papers_marked_for_the_rekomendasi(pelaksana: str) -> None:
    for kertas in (*IKRG.persyaratan, *IKRG.dokumen):
        boleh = pelaksana not in DINAS or kertas.untuk in ("rekomendasi", "keduanya")
        if pelaksana == "pemohon" and isinstance(kertas, Dokumen):
            boleh = not kertas.internal
        assert hak.dokumen_terlihat(IKRG, seseorang(pelaksana), kertas.kode) == boleh


@pytest.mark.parametrize("kode", ["ktp", "npwp", "akta_pendirian", "draf", "sk", "tidak_dikenal"])
def test_no_agency_opens_papers_of_the_izin(kode: str) -> None:
    assert not hak.dokumen_terlihat(IKRG, petugas("diskominfo"), kode)


@pytest.mark.parametrize(
    ("kode", "terlihat"),
    [("nama_usaha", True), ("sppl", True), ("nik", False), ("npwp", False), ("ktp", False)],
)
def test_no_agency_reads_a_claim_that_it_may_not_see(kode: str, terlihat: bool) -> None:
    assert hak.klaim_terlihat(IKRG, petugas("tim_teknis"), kode) == terlihat
    assert hak.klaim_terlihat(IKRG, petugas("front_office"), kode)


def test_a_second_seat_at_the_office_widens_what_is_seen_and_a_second_agency_does_not() -> None:
    rangkap = replace(petugas("diskominfo"), pelaksana=frozenset({"diskominfo", "kasi"}))
    assert not hak.hanya_rekomendasi(IKRG, rangkap)
    dua_dinas = replace(petugas("diskominfo"), pelaksana=frozenset({"diskominfo", "dlh"}))
    assert hak.hanya_rekomendasi(IKRG, dua_dinas)
    assert hak.hanya_rekomendasi(IKRG, TANPA_KURSI)


# ------------------------------------------------------------------------------------- the seat


@pytest.mark.parametrize("pelaksana", IKRG.pelaksana)
def test_only_the_applicant_submits_his_draft_and_the_front_office_that_of_the_counter(
    pelaksana: str,
) -> None:
    wakil = WAKIL if pelaksana == "front_office" else None
    if pelaksana in ("pemohon", "front_office"):
        sebagai = hak.bertindak_sebagai(IKRG, MULAI, Kasus().p, seseorang(pelaksana), wakil)
        assert sebagai == pelaksana
    else:
        with pytest.raises(NotAllowed, match="tugas Pemohon"):
            hak.bertindak_sebagai(IKRG, MULAI, Kasus().p, seseorang(pelaksana), WAKIL)


def test_nobody_acts_for_another_applicant() -> None:
    with pytest.raises(NotAllowed):
        hak.bertindak_sebagai(IKRG, MULAI, Kasus().p, ORANG_LAIN, None)


def test_an_account_of_the_applicants_pool_holds_no_office() -> None:
    palsu = replace(ORANG_LAIN, pelaksana=frozenset({"pemohon", "kasi"}))
    kasus = di_langkah(IKRG, "paraf_kasi")
    with pytest.raises(NotAllowed):
        hak.bertindak_sebagai(IKRG, IKRG.langkah["paraf_kasi"], kasus.p, palsu, None)


def test_an_officer_of_a_group_named_pemohon_is_no_applicant() -> None:
    with pytest.raises(NotAllowed):
        hak.bertindak_sebagai(IKRG, MULAI, Kasus().p, petugas("pemohon"), WAKIL)


@pytest.mark.parametrize(
    ("kode", "pelaku"),
    [("menerima_sk", PEMOHON), ("menyerahkan_sk", petugas("petugas_penyerahan"))],
)
def test_nobody_acts_in_anothers_name_at_his_own_row(kode: str, pelaku: Pelaku) -> None:
    kasus, langkah = di_langkah(IKRG, kode), IKRG.langkah[kode]
    assert hak.bertindak_sebagai(IKRG, langkah, kasus.p, pelaku, None) == langkah.pelaksana
    with pytest.raises(BadInput):
        hak.bertindak_sebagai(IKRG, langkah, kasus.p, pelaku, WAKIL)


def test_the_system_acts_in_the_name_of_the_rows_own_pelaksana() -> None:
    langkah = IKRG.langkah["mengirim_sms_sk"]
    sebagai = hak.bertindak_sebagai(IKRG, langkah, Kasus().p, SISTEM, None)
    assert sebagai == "petugas_penyerahan"
