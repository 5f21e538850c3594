"""Every langkah × aksi × pelaksana, and what each refusal says."""

from dataclasses import replace

import pytest

from chalicelib.domain import hak
from chalicelib.domain.aksi import Perintah, terapkan
from chalicelib.domain.efek import CacatBaru
from chalicelib.domain.jejak import BarisJejak
from chalicelib.domain.permohonan import SISTEM, Mewakili
from chalicelib.domain.sop import daftar_kunci, muat
from chalicelib.errors import BadInput, Conflict, NotAllowed, NotFound, TransitionNotAllowed
from tests.domain.kasus import (
    KANTOR,
    PEMOHON,
    WAKIL,
    Kasus,
    dengan_cara,
    di_langkah,
    langkah_terbuka,
    petugas,
    seseorang,
)

IKRG = muat("ikrg-v1")
BARIS = [kode for kode in IKRG.langkah if kode != IKRG.mulai]
SEMUA_AKSI = sorted({aksi.kode for baris in IKRG.langkah.values() for aksi in baris.aksi})


@pytest.mark.parametrize("pelaksana", IKRG.pelaksana)
@pytest.mark.parametrize("kode", BARIS)
def test_an_aksi_is_allowed_exactly_if_the_table_says_so(kode: str, pelaksana: str) -> None:
    baris = IKRG.langkah[kode]
    for aksi in SEMUA_AKSI:
        pilihan = next((a for a in baris.aksi if a.kode == aksi), None)
        kasus = di_langkah(IKRG, kode)
        if pilihan:
            kasus.agar_tersedia(kode, pilihan)
        (visit,), pelaku = kasus.terbuka(kode), seseorang(pelaksana)
        perintah = Perintah(*visit.kunci, aksi, pelaku, mewakili=_wakil(kode, pelaksana))
        milik = hak.milik(baris, pilihan) if pilihan else baris
        if pilihan and pelaksana in (milik.pelaksana, milik.diwakili):
            perintah = kasus.siap(visit, pilihan, pelaku)
            kasus.terapkan(perintah)
            assert kasus.p.tertutup[visit.kunci][0] == aksi
            assert _baris_aksi(kasus, perintah).pelaksana == pelaksana
        else:
            milik_orang = pelaksana not in (milik.pelaksana, milik.diwakili)
            with pytest.raises(NotAllowed if milik_orang else TransitionNotAllowed):
                kasus.terapkan(perintah)


def _wakil(kode: str, pelaksana: str) -> Mewakili | None:
    return WAKIL if IKRG.langkah[kode].diwakili == pelaksana else None


def _baris_aksi(kasus: Kasus, perintah: Perintah) -> BarisJejak:
    kunci = (perintah.kode, perintah.setelah)
    return next(b for b in kasus.jejak if b.peristiwa == "aksi" and (b.langkah, b.setelah) == kunci)


def test_someone_else_is_told_whose_task_it_is() -> None:
    kasus = di_langkah(IKRG, "paraf_kasi")
    visit = kasus.terbuka("paraf_kasi")[0]
    with pytest.raises(NotAllowed, match="tugas Kasi"):
        kasus.terapkan(Perintah(*visit.kunci, "paraf", petugas("kabid")))


def test_every_row_can_be_reached_and_the_case_ends_at_the_last() -> None:
    kasus = Kasus().ajukan().selesaikan()
    nomor = {IKRG.langkah[v.kode].no for v in kasus.p.visits.values()}
    assert nomor == set(range(1, 31))
    assert kasus.p.status == "Selesai"
    assert kasus.p.transit is None


@pytest.mark.parametrize("kunci", daftar_kunci())
def test_every_variant_of_every_version_ends(kunci: str) -> None:
    kasus = Kasus(sop=muat(kunci)).ajukan().selesaikan()
    assert kasus.p.keadaan == "berakhir"


def test_the_same_person_repeating_an_aksi_changes_nothing() -> None:
    kasus = Kasus().ajukan()
    visit = kasus.terbuka("menerima_permohonan")[0]
    perintah = Perintah(*visit.kunci, "terima", petugas("front_office"))
    sesudah = kasus.terapkan(perintah)
    assert terapkan(IKRG, KANTOR, sesudah, perintah, kasus.detik()) is sesudah


def test_another_person_repeating_an_aksi_is_told_who_and_when() -> None:
    kasus = Kasus().ajukan()
    visit = kasus.terbuka("menerima_permohonan")[0]
    kasus.terapkan(Perintah(*visit.kunci, "terima", petugas("front_office", "Ani")))
    with pytest.raises(Conflict, match=r"Ani, 24 Nov 2026 pukul \d\d\.\d\d WIB"):
        kasus.terapkan(Perintah(*visit.kunci, "terima", petugas("front_office", "Budi")))


def test_the_same_person_choosing_otherwise_afterwards_is_refused() -> None:
    kasus = Kasus().ajukan()
    visit = kasus.terbuka("menerima_permohonan")[0]
    ani = petugas("front_office", "Ani")
    kasus.terapkan(Perintah(*visit.kunci, "terima", ani))
    cacat = (CacatBaru("berkas:ktp", "Buram."),)
    with pytest.raises(Conflict, match="Ani"):
        kasus.terapkan(Perintah(*visit.kunci, "kembalikan", ani, cacat=cacat))


def test_a_visit_that_is_not_the_open_one_is_refused() -> None:
    kasus = Kasus().ajukan()
    with pytest.raises(TransitionNotAllowed, match="belum terbuka"):
        kasus.terapkan(Perintah("menerima_permohonan", 99, "terima", petugas("front_office")))


def test_a_langkah_held_by_another_officer_is_refused_naming_him() -> None:
    kasus = Kasus().ajukan()
    visit = kasus.terbuka("menerima_permohonan")[0]
    kasus.p = kasus.p.dengan_visit(replace(visit, pemegang=("sub-Ani", "Ani")))
    with pytest.raises(Conflict, match="dikerjakan oleh Ani"):
        kasus.terapkan(Perintah(*visit.kunci, "terima", petugas("front_office", "Budi")))


def test_an_unknown_langkah_and_an_unknown_aksi_are_refused() -> None:
    kasus = Kasus().ajukan()
    visit = kasus.terbuka("menerima_permohonan")[0]
    with pytest.raises(NotFound):
        kasus.terapkan(Perintah("tidak_ada", 0, "terima", petugas("front_office")))
    with pytest.raises(TransitionNotAllowed):
        kasus.terapkan(Perintah(*visit.kunci, "tidak_ada", petugas("front_office")))


def test_missing_fields_and_papers_are_all_told_at_once() -> None:
    kasus = Kasus().ajukan().sampai("mengundang_tim_teknis")
    visit = kasus.terbuka("mengundang_tim_teknis")[0]
    with pytest.raises(BadInput) as salah:
        kasus.terapkan(Perintah(*visit.kunci, "undang", petugas("back_office")))
    assert {k.isian for k in salah.value.kesalahan} == {
        "tanggal_cek", "jam_cek", "tempat", "anggota_tim", "berkas:undangan",
    }  # fmt: skip


def test_a_paper_from_before_the_visit_does_not_count_for_it() -> None:
    kasus = Kasus().ajukan().sampai("paraf_kasi")
    kasus.lakukan("paraf_kasi", "kembalikan")
    visit = kasus.terbuka("membuat_draf")[0]
    with pytest.raises(BadInput, match="Isian") as salah:
        kasus.terapkan(
            Perintah(*visit.kunci, "buat", petugas("back_office"), {"masa_berlaku_tahun": 5})
        )
    assert [k.isian for k in salah.value.kesalahan] == ["berkas:draf"]


def test_a_paraf_on_another_draft_is_refused() -> None:
    kasus = Kasus().ajukan().sampai("paraf_kasi")
    visit = kasus.terbuka("paraf_kasi")[0]
    with pytest.raises(Conflict, match="Draf sudah berganti"):
        kasus.terapkan(Perintah(*visit.kunci, "paraf", petugas("kasi"), sha256="0" * 64))
    with pytest.raises(BadInput):
        kasus.terapkan(Perintah(*visit.kunci, "paraf", petugas("kasi")))


def test_a_refused_paraf_lapses_the_earlier_ones() -> None:
    kasus = Kasus().ajukan().sampai("paraf_kabid")
    assert [t.pelaksana for t in kasus.p.paraf] == ["kasi"]
    kasus.lakukan("paraf_kabid", "kembalikan")
    assert kasus.p.paraf == ()
    kasus.sampai("menandatangani_sk")
    draf = kasus.p.berkas_terakhir("draf")
    assert draf
    assert {t.sha256 for t in kasus.p.paraf} == {draf.sha256}
    assert [t.pelaksana for t in kasus.p.paraf] == ["kasi", "kabid", "sekretaris"]


def test_one_rekomendasi_penolakan_makes_the_putusan_tolak() -> None:
    kasus = Kasus().ajukan().sampai("dlh_menyusun_rekomendasi")
    kasus.lakukan("dlh_menyusun_rekomendasi", "tolak")
    kasus.sampai("menandatangani_sk")
    assert kasus.p.putusan == "tolak"
    kasus.lakukan("menandatangani_sk")
    assert kasus.p.berkas_terakhir("surat_penolakan")
    assert kasus.p.berkas_terakhir("sk") is None
    kasus.selesaikan()
    assert kasus.p.status == "Ditolak"


def test_a_rekomendasi_sent_back_is_written_anew_or_confirmed() -> None:
    kasus = Kasus().ajukan().sampai("menerima_rekomendasi")
    kasus.lakukan("menerima_rekomendasi", "kembalikan_ke_dinas")
    assert langkah_terbuka(kasus.p) == {
        "diskominfo_menyusun_rekomendasi", "dlh_menyusun_rekomendasi",
    }  # fmt: skip
    kasus.lakukan("diskominfo_menyusun_rekomendasi", "tolak")
    kasus.lakukan("dlh_menyusun_rekomendasi", "tegaskan")
    kasus.sampai("membuat_draf")
    assert kasus.p.putusan == "tolak"


def test_an_agency_without_a_letter_cannot_confirm_one() -> None:
    kasus = Kasus().ajukan().sampai("dlh_menyusun_rekomendasi")
    visit = kasus.terbuka("dlh_menyusun_rekomendasi")[0]
    with pytest.raises(TransitionNotAllowed):
        kasus.terapkan(Perintah(*visit.kunci, "tegaskan", petugas("dlh")))


@pytest.mark.parametrize("pengembali", ["menerima_permohonan", "memverifikasi_berkas"])
def test_a_mended_file_goes_back_to_the_row_that_returned_it(pengembali: str) -> None:
    kasus = Kasus().ajukan().sampai(pengembali)
    kasus.lakukan(pengembali, "kembalikan")
    assert kasus.p.status == "Dikembalikan"
    kasus.lakukan("perbaikan_berkas")
    assert langkah_terbuka(kasus.p) == {pengembali}


def test_lengkap_is_the_submission_that_was_found_complete() -> None:
    kasus = Kasus().ajukan()
    kasus.sampai("memverifikasi_berkas").lakukan("memverifikasi_berkas", "kembalikan")
    kasus.lakukan("perbaikan_berkas")
    diperbaiki = kasus.p.visits[next(k for k in kasus.p.tertutup if k[0] == "perbaikan_berkas")]
    kasus.lakukan("memverifikasi_berkas")
    assert diperbaiki.penutup
    assert kasus.p.lengkap == diperbaiki.penutup.pada


def test_a_new_cek_lokasi_sends_a_new_sms() -> None:
    kasus = Kasus().ajukan().sampai("memeriksa_lapangan")
    kasus.lakukan("memeriksa_lapangan", "jadwal_ulang")
    kasus.sampai("memeriksa_lapangan")
    assert [s.templat for s in kasus.p.sms.values()] == ["cek_lokasi", "cek_lokasi"]


def test_findings_on_site_are_answered_one_by_one() -> None:
    kasus = Kasus().ajukan().sampai("memberi_pertimbangan")
    visit = kasus.terbuka("memberi_pertimbangan")[0]
    cacat = (CacatBaru("lapangan", "Tanpa papan nama."), CacatBaru("lapangan", "Tanpa K3."))
    kasus.terapkan(Perintah(*visit.kunci, "perlu_perbaikan", petugas("tim_teknis"), cacat=cacat))
    visit = kasus.terbuka("perbaikan_lapangan")[0]
    perintah = Perintah(*visit.kunci, "perbaiki", PEMOHON)
    with pytest.raises(BadInput) as salah:
        kasus.terapkan(perintah)
    assert len(salah.value.kesalahan) == 2
    kasus.perbaiki(visit)
    kasus.terapkan(perintah)
    assert langkah_terbuka(kasus.p) == {"mengundang_tim_teknis"}


def test_an_officer_records_for_the_applicant_only_with_the_identity_seen() -> None:
    kasus = Kasus().ajukan().sampai("menerima_sk")
    visit, aksi = kasus.terbuka("menerima_sk")[0], IKRG.langkah["menerima_sk"].aksi[0]
    orang = petugas("petugas_penyerahan")
    perintah = kasus.siap(visit, aksi, orang)
    with pytest.raises(NotAllowed, match="identitas"):
        kasus.terapkan(replace(perintah, mewakili=None))
    p = terapkan(IKRG, KANTOR, kasus.p, perintah, kasus.detik())
    baris = p.catatan[0]
    assert (baris.oleh, baris.pelaksana) == (orang.id, "petugas_penyerahan")
    assert baris.rincian["identitas"] == [WAKIL.jenis_identitas, WAKIL.empat_digit_akhir]


@pytest.mark.parametrize(
    ("cara", "kode"), [("kaca", "tanda_tangan"), ("pena", "tanda_terima_penyerahan")]
)
def test_a_receipt_recorded_at_the_counter_needs_a_signature(cara: str, kode: str) -> None:
    kasus = Kasus(kantor=dengan_cara("tanda_terima_penyerahan", cara)).ajukan()
    kasus.sampai("menerima_sk")
    visit = kasus.terbuka("menerima_sk")[0]
    orang = petugas("petugas_penyerahan")
    with pytest.raises(BadInput, match="Isian") as salah:
        kasus.terapkan(Perintah(*visit.kunci, "terima", orang, mewakili=WAKIL))
    assert [k.isian for k in salah.value.kesalahan] == [f"berkas:{kode}"]


def test_only_the_system_closes_its_own_rows_without_a_seat() -> None:
    kasus = Kasus().ajukan().sampai("memeriksa_lapangan")
    otomatis = [
        v.penutup for v in kasus.p.visits.values() if IKRG.langkah[v.kode].otomatis and v.penutup
    ]
    assert {tutup.oleh for tutup in otomatis} == {SISTEM.id}


@pytest.mark.parametrize(
    "cacat",
    [
        (),
        (CacatBaru("berkas:tidak_ada", "x"),),
        (CacatBaru("isian:tidak_ada", "x"),),
        (CacatBaru("berkas:ktp", "x"), CacatBaru("berkas:ktp", "y")),
    ],
)
def test_a_return_names_real_defects_each_once(cacat: tuple[CacatBaru, ...]) -> None:
    kasus = Kasus().ajukan()
    visit = kasus.terbuka("menerima_permohonan")[0]
    perintah = Perintah(*visit.kunci, "kembalikan", petugas("front_office"), cacat=cacat)
    with pytest.raises(BadInput):
        kasus.terapkan(perintah)
