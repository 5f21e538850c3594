"""A letter with a number in two halves: one decision, one number, one issue."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain import penerbitan, perbaikan
from chalicelib.domain.aksi import Perintah
from chalicelib.domain.permohonan import Permohonan, Visit
from chalicelib.domain.surat import Surat
from chalicelib.errors import Conflict, TransitionNotAllowed
from tests.domain.kasus import KANTOR, PEMOHON, Kasus, dengan_cara, petugas

KEPALA = petugas("kepala")


def _menunggu(kasus: Kasus | None = None) -> tuple[Kasus, Visit, Surat]:
    """A case whose head has just decided; the visit, and the letter that is to be made."""
    kasus = (kasus or Kasus()).ajukan().sampai("menandatangani_sk")
    kasus.surat_jadi = False
    kasus.lakukan("menandatangani_sk")
    (visit,) = kasus.terbuka()
    surat = kasus.p.penerbitan(visit.kunci)
    assert surat
    return kasus, visit, surat


def _selesaikan(kasus: Kasus, surat: Surat) -> Permohonan:
    berkas = kasus.kertas(surat.kode)
    return kasus.simpan(
        penerbitan.selesaikan(
            kasus.sop, kasus.kantor, kasus.p, surat.kunci, berkas, kasus.detik(), "naskah"
        )
    )


def test_the_decision_takes_the_number_and_leaves_the_row_open() -> None:
    kasus, visit, surat = _menunggu()
    assert visit.terbuka
    assert surat.nomor == kasus.p.nomor_surat["sk"] == "503/0007/IKRG/DPMPTSP/XI/2026"
    assert surat.register == "IKRG-sk#2026#000007"
    assert kasus.p.diputus == surat.dibuat
    assert kasus.p.tanda_tangan
    assert kasus.p.tanda_tangan.sha256 == kasus.jejak[-1].rincian["berkas_sha256"]
    assert kasus.jejak[-1].peristiwa == "putuskan"


def test_its_issue_closes_the_row_in_the_heads_name_with_the_hash_of_the_document() -> None:
    kasus, visit, surat = _menunggu()
    p = _selesaikan(kasus, surat)
    tutup = p.visits[visit.kunci].penutup
    assert tutup
    assert (tutup.oleh, tutup.aksi, tutup.status) == (KEPALA.id, "tandatangani", "Ditandatangani")
    jadi = p.surat[surat.kunci]
    assert (jadi.keadaan, p.berkas[jadi.berkas].kode) == ("jadi", "sk")
    assert [b.peristiwa for b in kasus.jejak[-2:]] == ["surat", "aksi"]
    assert kasus.jejak[-1].rincian["berkas_sha256"] == p.berkas[jadi.berkas].sha256
    assert p.penerbitan(visit.kunci) is None


def test_issued_twice_is_issued_once() -> None:
    kasus, _, surat = _menunggu()
    p = _selesaikan(kasus, surat)
    assert _selesaikan(kasus, surat) is p


def test_the_same_click_again_gets_the_same_decision() -> None:
    kasus, visit, surat = _menunggu()
    assert kasus.p.tanda_tangan
    perintah = Perintah(
        *visit.kunci, "tandatangani", KEPALA, sha256=kasus.p.tanda_tangan.sha256, urut=8
    )
    sebelum = kasus.p
    assert kasus.terapkan(perintah) is sebelum
    assert [s.nomor for s in kasus.p.surat.values() if s.nomor] == [surat.nomor]


@pytest.mark.parametrize("aksi", ["tandatangani", "kembalikan"])
def test_nobody_decides_a_second_time(aksi: str) -> None:
    kasus, visit, surat = _menunggu()
    lain = petugas("kepala", "Kepala lain")
    with pytest.raises(Conflict, match=f"Sudah ditandatangani oleh kepala, .*{surat.nomor}"):
        kasus.terapkan(Perintah(*visit.kunci, aksi, lain, {"catatan": "Ubah."}, sha256="0" * 64))


def test_the_applicant_cannot_withdraw_any_more() -> None:
    kasus, _, _ = _menunggu()
    with pytest.raises(Conflict, match="sudah ditandatangani"):
        kasus.tarik()


def test_a_void_number_is_recorded_and_the_next_decision_takes_another() -> None:
    kasus, _, surat = _menunggu()
    kasus.surat_jadi = True
    kasus.lakukan("menandatangani_sk", "batalkan")
    assert kasus.p.surat[surat.kunci].keadaan == "batal"
    assert kasus.p.nomor_surat == {}
    assert (kasus.p.diputus, kasus.p.tanda_tangan, kasus.p.berlaku_sampai) == (None, None, None)
    assert _selesaikan(kasus, surat) is kasus.p  # what is finished too late is not taken
    kasus.sampai("menandatangani_sk").lakukan("menandatangani_sk")
    assert {s.keadaan for s in kasus.p.surat.values() if s.nomor} == {"batal", "jadi"}


def test_only_a_letter_that_is_being_issued_can_be_called_off() -> None:
    kasus = Kasus().ajukan().sampai("menandatangani_sk")
    visit = kasus.terbuka()[0]
    with pytest.raises(TransitionNotAllowed):
        kasus.terapkan(Perintah(*visit.kunci, "batalkan", KEPALA, {"catatan": "Keliru."}))


def test_a_letter_signed_by_pen_is_issued_by_its_scan() -> None:
    kasus, visit, surat = _menunggu(Kasus(kantor=dengan_cara("sk", "pena")))
    cetakan = replace(kasus.kertas("draf"), asal="cetakan")
    p = penerbitan.dicetak(kasus.p, surat.kunci, cetakan, "naskah", kasus.detik())
    kasus.simpan(p)
    assert kasus.p.surat[surat.kunci].keadaan == "dicetak"
    assert visit.kunci in kasus.p.visits
    assert not kasus.p.surat[surat.kunci].menunggu

    pindaian = kasus.kertas("sk")
    baru = perbaikan.terima_berkas(kasus.p, pindaian, PEMOHON, kasus.detik())
    assert baru.berkas[pindaian.id].keadaan == "diterima"
    baru = penerbitan.terima_pindaian(kasus.sop, kasus.kantor, baru, pindaian, kasus.detik())
    jadi = baru.surat[surat.kunci]
    assert (jadi.keadaan, jadi.berkas, jadi.naskah_sha256) == ("jadi", pindaian.id, "naskah")
    assert not baru.visits[visit.kunci].terbuka


def test_no_scan_is_taken_before_the_head_has_decided() -> None:
    kasus = Kasus(kantor=dengan_cara("sk", "pena")).ajukan().sampai("menandatangani_sk")
    pindaian = kasus.kertas("sk")
    baru = perbaikan.terima_berkas(kasus.p, pindaian, PEMOHON, kasus.detik())
    assert baru.berkas[pindaian.id].keadaan == "ditolak"


def test_an_sk_is_valid_as_long_as_its_draft_says() -> None:
    kasus = Kasus().ajukan().sampai("membuat_draf")
    kasus.lakukan("membuat_draf", masa_berlaku_tahun=2)
    kasus.sampai("menandatangani_sk").lakukan("menandatangani_sk")
    assert kasus.p.berlaku_sampai == date(2028, 11, 24)


def test_the_offices_zone_decides_the_year_of_a_number() -> None:
    timur = KANTOR.model_copy(update={"zona": "Asia/Jayapura"})
    kasus = Kasus(kantor=timur).ajukan().sampai("menandatangani_sk")
    kasus.pada = kasus.pada.replace(month=12, day=31, hour=15, minute=30)  # 00.30 WIT
    kasus.lakukan("menandatangani_sk")
    (surat,) = [s for s in kasus.p.surat.values() if s.nomor]
    assert surat.nomor == "503/0007/IKRG/DPMPTSP/I/2027"
    assert surat.register == "IKRG-sk#2027#000007"


@pytest.mark.parametrize("cara", ["elektronik", "pena"])
def test_a_download_counts_as_handover_where_the_office_says_so_and_the_file_is_the_letter(
    cara: str,
) -> None:
    kantor = dengan_cara("sk", cara).model_copy(update={"unduh_sebagai_penyerahan": True})
    kasus = Kasus(kantor=kantor).ajukan().sampai("menyerahkan_sk")
    visit = kasus.terbuka()[0]
    perintah = Perintah(*visit.kunci, "unduh", PEMOHON)
    if cara == "pena":
        with pytest.raises(TransitionNotAllowed):
            kasus.terapkan(perintah)
        return
    kasus.terapkan(perintah)
    kasus.lakukan("menerima_sk")
    (tanda_terima,) = [s for s in kasus.p.surat.values() if s.kode == "tanda_terima_penyerahan"]
    assert penerbitan.penerima(kasus.p) == kasus.p.data["nama"]
    assert tanda_terima.oleh == PEMOHON.id
    (tanda,) = penerbitan.bubuhan(kasus.sop, kasus.p, tanda_terima)
    assert (tanda.nama, tanda.akun) == (kasus.p.data["nama"], True)


def test_no_download_counts_as_handover_unless_the_office_says_so() -> None:
    kasus = Kasus().ajukan().sampai("menyerahkan_sk")
    with pytest.raises(TransitionNotAllowed):
        kasus.terapkan(Perintah(*kasus.terbuka()[0].kunci, "unduh", PEMOHON))


def test_every_letter_of_a_case_and_its_archive_are_in_the_outbox() -> None:
    kasus = Kasus().ajukan().selesaikan()
    assert [s.kode for s in kasus.p.surat.values()] == [
        "tanda_terima_berkas",
        "surat_pengantar",
        "sk",
        "tanda_terima_penyerahan",
        "arsip",
    ]
