"""Revoking an SK: who may, when, with which number, and what stops."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain import masa_berlaku, pencabutan, penerbitan, pengarsipan, perbaikan
from chalicelib.domain.jejak import utuh
from chalicelib.domain.pencabutan import Cabutan
from chalicelib.domain.permohonan import Pelaku, Permohonan
from chalicelib.domain.sms import TEMPLAT_CABUT
from chalicelib.domain.surat import ARSIP, Objek
from chalicelib.errors import Conflict, NotAllowed
from tests.domain.kasus import PEMOHON, Kasus, dengan_cara, petugas

KEPALA = petugas("kepala")


def cabut(kasus: Kasus, pelaku: Pelaku = KEPALA, urut: int = 3) -> Permohonan:
    c = Cabutan("Keterangan palsu.", "Pasal 9.", pelaku, urut)
    return kasus.simpan(pencabutan.cabut(kasus.sop, kasus.kantor, kasus.p, c, kasus.detik()))


@pytest.fixture
def kasus() -> Kasus:
    kasus = Kasus().ajukan().selesaikan()
    kasus.surat_jadi = False
    return kasus


def test_the_letter_that_revokes_is_numbered_and_in_the_outbox(kasus: Kasus) -> None:
    p = cabut(kasus)
    surat = pencabutan.pencabutan(kasus.sop, p)
    assert surat
    assert surat.nomor == p.nomor_surat["sk_pencabutan"] == "503/0003/IKRG-CABUT/DPMPTSP/XI/2026"
    assert surat.register == "IKRG-sk_pencabutan#2026#000003"
    assert surat.isi == {"alasan": "Keterangan palsu.", "dasar": "Pasal 9."}
    assert (surat.visit, surat.menunggu, surat.berlaku_sampai) == (None, True, None)


def test_the_sk_is_revoked_and_nobody_is_told_any_more_that_it_ends(kasus: Kasus) -> None:
    assert kasus.p.periksa
    p = cabut(kasus)
    (sk,) = [s for s in p.surat.values() if s.kode == "sk"]
    assert (p.dicabut, p.periksa, sk.dicabut) == (kasus.pada, None, kasus.pada)
    assert sk.keadaan == "jadi"
    nanti = kasus.pada + timedelta(days=365 * 6)
    assert masa_berlaku.ingatkan(kasus.sop, kasus.kantor, p, nanti) is p


def test_the_holder_is_told_by_an_sms_that_names_the_case_and_no_reason(kasus: Kasus) -> None:
    sudah = set(kasus.p.sms)
    p = cabut(kasus)
    (baru,) = [sms for no, sms in p.sms.items() if no not in sudah]
    assert (baru.templat, baru.telepon, baru.keadaan) == (TEMPLAT_CABUT, p.data["hp"], "antre")
    assert (baru.fakta["nama"], baru.fakta["nomor"]) == (p.data["nama"], p.nomor)
    assert "palsu" not in str(baru.fakta)
    assert baru.pelaksana == "front_office"  # who phones where it does not arrive
    assert set(cabut(kasus).sms) == {*sudah, baru.no}


def test_the_jejak_says_by_whom_and_holds_the_reason_as_a_hash(kasus: Kasus) -> None:
    cabut(kasus)
    baris = kasus.jejak[-1]
    assert (baris.peristiwa, baris.oleh, baris.pelaksana) == ("cabut", KEPALA.id, "kepala")
    assert baris.rincian["mencabut"] == kasus.p.nomor_surat["sk"]
    assert baris.rincian["nomor"] == kasus.p.nomor_surat["sk_pencabutan"]
    assert "palsu" not in str(baris.rincian)
    assert utuh(b for b in kasus.jejak if b.nomor == kasus.p.nomor)


def test_the_same_click_again_changes_nothing(kasus: Kasus) -> None:
    p = cabut(kasus)
    assert cabut(kasus, urut=4) is p


def test_someone_else_is_told_when_by_whom_and_with_which_number(kasus: Kasus) -> None:
    cabut(kasus)
    pesan = "sudah dicabut oleh kepala, 24 Nov 2026 pukul .*, dengan nomor 503/0003/IKRG-CABUT/"
    with pytest.raises(Conflict, match=pesan):
        cabut(kasus, petugas("kepala", "Kepala lain"), urut=4)


@pytest.mark.parametrize("pelaku", [petugas("kasi"), petugas("sekretaris"), PEMOHON])
def test_only_who_signs_may(kasus: Kasus, pelaku: Pelaku) -> None:
    with pytest.raises(NotAllowed, match="Pencabutan adalah tugas"):
        cabut(kasus, pelaku)


def test_before_it_is_issued_there_is_nothing_to_revoke() -> None:
    kasus = Kasus().ajukan().sampai("menandatangani_sk")
    with pytest.raises(Conflict, match="Belum ada surat keputusan"):
        cabut(kasus)
    kasus.surat_jadi = False
    kasus.lakukan("menandatangani_sk")
    with pytest.raises(Conflict, match="Belum ada surat keputusan"):
        cabut(kasus)


def test_a_rejection_is_not_revoked() -> None:
    kasus = Kasus().ajukan().sampai("menandatangani_sk")
    kasus.p = replace(kasus.p, putusan="tolak")
    kasus.lakukan("menandatangani_sk")
    assert "surat_penolakan" in kasus.p.nomor_surat
    with pytest.raises(Conflict, match="Belum ada surat keputusan"):
        cabut(kasus)


def test_a_case_that_is_not_over_goes_on_to_its_end() -> None:
    kasus = Kasus().ajukan().sampai("menyerahkan_sk")
    p = cabut(kasus)
    assert p.keadaan == "berjalan"
    kasus.selesaikan()
    assert (kasus.p.keadaan, kasus.p.periksa) == ("berakhir", None)
    (arsip,) = [s for s in kasus.p.surat.values() if s.kode == ARSIP]
    assert arsip.keadaan == "jadi"


def test_a_letter_that_comes_after_the_archive_is_archived_with_all_the_rest(kasus: Kasus) -> None:
    cabut(kasus)
    kasus.terbitkan()
    arsip = [s for s in kasus.p.surat.values() if s.kode == ARSIP]
    assert [s.keadaan for s in arsip] == ["jadi", "menunggu"]
    kasus.terbitkan()
    assert [s.menunggu for s in kasus.p.surat.values()] == [False] * len(kasus.p.surat)
    assert kasus.p.keadaan == "berakhir"


def test_a_letter_that_came_while_the_archive_was_made_is_in_the_next() -> None:
    kasus = Kasus().ajukan().sampai("mengarsipkan")
    kasus.surat_jadi = False
    kasus.lakukan("mengarsipkan")
    (arsip,) = pengarsipan.menunggu(kasus.p)
    objek = Objek("a.zip", "v1", "a" * 64, 1000, pengarsipan.banyak_berkas(kasus.p))
    tanpa = pengarsipan.tersimpan(kasus.p, arsip.kunci, objek, kasus.detik())
    assert pengarsipan.menunggu(tanpa) == []

    cabut(kasus)
    surat = pencabutan.pencabutan(kasus.sop, kasus.p)
    assert surat
    jadi = penerbitan.selesaikan(
        kasus.sop, kasus.kantor, kasus.p, surat.kunci, kasus.kertas(surat.kode), kasus.detik()
    )
    p = pengarsipan.tersimpan(jadi, arsip.kunci, objek, kasus.detik())
    (lagi,) = pengarsipan.menunggu(p)
    assert lagi.no > arsip.no
    assert pengarsipan.tersimpan(p, arsip.kunci, objek, kasus.detik()) is p


def test_by_pen_its_scan_is_taken_though_the_case_is_over() -> None:
    kasus = Kasus(kantor=dengan_cara("sk_pencabutan", "pena")).ajukan().selesaikan()
    kasus.surat_jadi = False
    cabut(kasus)
    surat = pencabutan.pencabutan(kasus.sop, kasus.p)
    assert surat
    cetakan = replace(kasus.kertas("draf"), asal="cetakan")
    kasus.simpan(penerbitan.dicetak(kasus.p, surat.kunci, cetakan, "a" * 64, kasus.detik()))
    lain = kasus.kertas("sk")
    assert perbaikan.terima_berkas(kasus.p, lain, PEMOHON, kasus.detik()) is kasus.p
    pindaian = kasus.kertas("sk_pencabutan")
    p = perbaikan.terima_berkas(kasus.p, pindaian, KEPALA, kasus.detik())
    assert p.berkas[pindaian.id].keadaan == "diterima"
    p = penerbitan.terima_pindaian(kasus.sop, kasus.kantor, p, pindaian, kasus.detik())
    assert (p.surat[surat.kunci].keadaan, p.keadaan) == ("jadi", "berakhir")
