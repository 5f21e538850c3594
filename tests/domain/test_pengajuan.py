"""From a draft to a numbered case: what is saved, what is missing, what the case begins with."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.domain import pengajuan, perubahan
from chalicelib.domain.berkas import wajib
from chalicelib.domain.sop import muat
from chalicelib.errors import BadInput, Conflict, NotFound
from tests.domain.kasus import KANTOR, PEMOHON, WAKIL, Kasus, isi_formulir, petugas

IKRG = muat("ikrg-v1")
FRONT_OFFICE = petugas("front_office")
NOMOR = "IKRG-2026-000123-7QXKM2"


def diajukan(kasus: Kasus) -> None:
    wakil = WAKIL if kasus.pembuat is FRONT_OFFICE else None
    p = pengajuan.ajukan(IKRG, kasus.p, NOMOR, kasus.pembuat, wakil, kasus.detik())
    kasus.simpan(p)


def kesalahan(kasus: Kasus) -> set[str]:
    with pytest.raises(BadInput) as salah:
        pengajuan.periksa_siap(IKRG, kasus.p)
    return {fault.isian for fault in salah.value.kesalahan}


def test_a_draft_belongs_to_its_applicant_and_lasts_for_the_days_of_the_office() -> None:
    p = pengajuan.buat_draf(IKRG, KANTOR, PEMOHON, datetime(2026, 11, 24, 2, 0, tzinfo=UTC))
    assert (p.keadaan, p.pemilik, p.loket) == ("draf", PEMOHON.id, "")
    assert re.fullmatch(r"DRAF-[0-9A-HJKMNP-TV-Z]{20}", p.nomor)


def test_a_draft_of_the_counter_belongs_to_no_account() -> None:
    p = Kasus(pembuat=FRONT_OFFICE).p
    assert (p.pemilik, p.loket) == ("", FRONT_OFFICE.id)


def test_fields_are_saved_one_by_one_and_normalised() -> None:
    p = pengajuan.isi_draf(IKRG, Kasus().p, {"nama": " Siti Aminah "})
    p = pengajuan.isi_draf(IKRG, p, {"hp": "0812-3456-7890"})
    assert p.data == {"nama": "Siti Aminah", "hp": "+6281234567890"}


def test_a_fault_saves_nothing_and_every_fault_is_told() -> None:
    with pytest.raises(BadInput) as salah:
        pengajuan.isi_draf(IKRG, Kasus().p, {"nama": "Siti", "nik": "1", "asing": 1})
    assert {fault.isian for fault in salah.value.kesalahan} == {"nik", "asing"}


def test_a_blank_clears_its_field() -> None:
    p = pengajuan.isi_draf(IKRG, Kasus().p, {"nama": "Siti", "desa": "Sukamaju"})
    assert pengajuan.isi_draf(IKRG, p, {"nama": " ", "desa": None}).data == {}


def test_an_answer_drops_the_fields_that_only_another_answer_asks_for() -> None:
    kasus = Kasus().isi(kategori="badan usaha")
    p = pengajuan.isi_draf(IKRG, kasus.p, {"kategori": "perorangan"})
    hilang = {"bentuk_usaha", "jabatan", "penanggung_jawab"}
    assert kasus.p.data.keys() - p.data.keys() == hilang


def test_an_empty_draft_lacks_every_field_and_paper_that_is_required_in_any_case() -> None:
    wajib_isian = {i.kode for i in IKRG.isian if i.wajib and not i.bila}
    wajib_berkas = {f"berkas:{s.kode}" for s in wajib(IKRG.persyaratan, {})}
    assert kesalahan(Kasus()) == wajib_isian | wajib_berkas


@pytest.mark.parametrize(
    ("khusus", "diminta"),
    [
        ({"kategori": "badan usaha"}, {"akta_pendirian", "sk_kemenkumham"}),
        ({"kategori": "perorangan"}, set()),
        ({"kategori": "perorangan", "dikuasakan": True}, {"surat_kuasa", "ktp_kuasa"}),
        ({"kategori": "perorangan", "jenis_permohonan": "perubahan"}, {"izin_lama"}),
        (
            {"kategori": "perorangan", "jenis_permohonan": "perpanjangan"},
            {"izin_lama", "laporan_kegiatan"},
        ),
    ],
)
def test_the_answers_decide_which_papers_are_needed(
    khusus: dict[str, object], diminta: set[str]
) -> None:
    kasus = Kasus().isi(**khusus)
    selalu = {s.kode for s in IKRG.persyaratan if s.wajib and not s.bila}
    assert kesalahan(kasus) == {f"berkas:{kode}" for kode in selalu | diminta}
    kasus.lengkapi()
    pengajuan.periksa_siap(IKRG, kasus.p)


def test_a_refused_paper_is_still_missing() -> None:
    kasus = Kasus().isi().lengkapi()
    bukan_ktp = {id_: b for id_, b in kasus.p.berkas.items() if b.kode != "ktp"}
    kasus.p = replace(kasus.p, berkas=bukan_ktp)
    kasus.unggah("ktp", "ditolak")
    assert kesalahan(kasus) == {"berkas:ktp"}
    with pytest.raises(BadInput):
        diajukan(kasus)


def test_a_submitted_draft_is_a_case_with_row_one_done_and_row_two_due() -> None:
    kasus = Kasus().isi().lengkapi()
    draf = kasus.p
    diajukan(kasus)
    p = kasus.p
    assert (p.nomor, p.keadaan, p.status, p.sop) == (NOMOR, "berjalan", "Diterima", draf.sop)
    assert (p.data, p.pemilik, p.diajukan) == (draf.data, PEMOHON.id, kasus.pada)
    assert p.tertutup == {("memasukkan_berkas", 0): ("ajukan", 2)}
    assert kasus.akan_dibuka == [("menerima_permohonan", 2)]
    assert p.transit == kasus.pada


def test_the_jejak_of_a_case_begins_when_the_draft_was_made() -> None:
    kasus = Kasus().isi().lengkapi()
    diajukan(kasus)
    buka, ajukan = kasus.jejak
    assert (buka.peristiwa, buka.pada) == ("buka", kasus.p.dibuat)
    assert (ajukan.peristiwa, ajukan.aksi, ajukan.pada) == ("aksi", "ajukan", kasus.pada)
    sha256 = sorted(b.sha256 for b in kasus.p.berkas.values())
    assert ajukan.rincian == {"status": "Diterima", "berkas": sha256}


def test_a_case_takes_the_newest_accepted_paper_of_each_kind() -> None:
    kasus = Kasus().isi().lengkapi()
    terbaru = kasus.unggah("ktp")
    kasus.unggah("ktp", "ditolak")
    diajukan(kasus)
    assert [b for b in kasus.p.berkas.values() if b.kode == "ktp"] == [terbaru]
    assert len(kasus.p.berkas) == len(wajib(IKRG.persyaratan, kasus.p.data))


def test_a_counter_case_keeps_who_entered_it_and_the_identity_seen() -> None:
    kasus = Kasus(pembuat=FRONT_OFFICE).isi().lengkapi()
    diajukan(kasus)
    ajukan = kasus.jejak[-1]
    assert (ajukan.oleh, ajukan.pelaksana) == (FRONT_OFFICE.id, "front_office")
    assert ajukan.rincian["mewakili"] == "pemohon"
    assert ajukan.rincian["identitas"] == ["KTP", "0001"]


def test_what_stays_of_a_draft_is_a_pointer_without_personal_data() -> None:
    kasus = Kasus(pembuat=FRONT_OFFICE).isi().lengkapi()
    p = pengajuan.jadi(kasus.p, NOMOR)
    assert (p.keadaan, p.menjadi) == ("diajukan", NOMOR)
    assert (p.data, p.berkas) == ({}, {})
    with pytest.raises(Conflict, match="sudah diajukan"):
        pengajuan.isi_draf(IKRG, p, isi_formulir(IKRG))
    with pytest.raises(NotFound):
        perubahan.minta_kode(p, PEMOHON, kasus.detik())


def test_a_number_has_a_sequence_and_six_characters_that_nobody_can_guess() -> None:
    daftar = {pengajuan.nomor_baru(IKRG, 2026, 123) for _ in range(100)}
    assert len(daftar) == 100
    for nomor in daftar:
        assert re.fullmatch(r"IKRG-2026-000123-[0-9A-HJKMNP-TV-Z]{6}", nomor)
