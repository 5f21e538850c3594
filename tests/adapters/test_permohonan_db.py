"""Cases in the table: all of a case comes back, indexes hold what they should, conditions hold."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.adapters import antrean_db, permohonan_db, tempo_db
from chalicelib.adapters.permohonan_db import Tertahan, Urut, VersionConflict
from chalicelib.domain.jejak import utuh
from chalicelib.domain.permohonan import Paraf, Permohonan
from chalicelib.domain.sms import Panggilan, Sms
from chalicelib.errors import NotAllowed, NotFound
from tests.awan import klien
from tests.contoh_kasus import KEMARIN, draf, kasus_di
from tests.domain.kasus import PEMOHON, Kasus
from tests.dunia import Dunia
from tests.kawat import KAWAT

SEKARANG = datetime.now(UTC)


def simpan(p: Permohonan) -> Permohonan:
    permohonan_db.simpan((None, p))
    return permohonan_db.get(p.nomor)


def kasus_lengkap() -> Permohonan:
    """A case with something in every one of its fields."""
    kasus = Kasus(pada=KEMARIN).ajukan().sampai("memverifikasi_berkas")
    kasus.lakukan("memverifikasi_berkas", "kembalikan")
    p = kasus.sampai("paraf_kasi").p
    paraf = Paraf("kasi", "sub-kasi", "Kasi", SEKARANG, "a" * 64)
    (visit,) = [v for v in p.visits.values() if v.terbuka]
    p = p.dengan_visit(replace(visit, pemegang=("sub", "Nama"), terlambat=SEKARANG))
    return replace(
        p,
        loket="sub-loket",
        alasan="x",
        berakhir=SEKARANG,
        paraf=(paraf,),
        tanda_tangan=paraf,
        nomor_surat={"sk": "503"},
        eksekusi="arn",
        generasi=2,
        pemulihan=1,
        transit=SEKARANG,
        sms={no: _sms_penuh(sms) for no, sms in p.sms.items()},
    )


def _sms_penuh(sms: Sms) -> Sms:
    """With something in every one of its fields."""
    panggilan = Panggilan(SEKARANG, "sub", "Ani", "tidak_tersambung", "Tidak diangkat.")
    penuh = replace(
        sms,
        teks="Yth.",
        segmen=1,
        kirim_pada=SEKARANG,
        dikirim=SEKARANG,
        selesai=SEKARANG,
        pesan=f"m-{sms.no}",
        penyedia="tidak sampai: x",
        batas_telepon=SEKARANG,
        panggilan=(panggilan,),
    )
    assert all(getattr(penuh, f.name) for f in fields(penuh) if f.name != "percobaan")
    return penuh


def test_everything_of_a_case_comes_back_as_it_was(dunia: Dunia) -> None:
    p = kasus_lengkap()
    assert simpan(p) == replace(p, versi=1)


@pytest.mark.parametrize(
    "kode", ["menerima_permohonan", "perbaikan_berkas", "diskominfo_menerima", "mengarsipkan"]
)
def test_so_it_is_at_every_stage(dunia: Dunia, kode: str) -> None:
    p = kasus_di(kode)
    assert simpan(p) == replace(p, versi=1)


def test_a_draft_comes_back_too(dunia: Dunia) -> None:
    p = draf()
    assert simpan(p) == replace(p, versi=1)


def test_a_case_is_read_with_one_query_and_written_with_one_transaction(dunia: Dunia) -> None:
    simpan(kasus_di("mengarsipkan"))
    assert KAWAT.jumlah() == {"Query": 1, "TransactWriteItems": 1}


@pytest.mark.parametrize("nomor", ["IKRG-2026-000009-AAAAAA", "", "x" * 5000, "petugas#sub-kasi"])
def test_what_is_no_case_is_not_found(dunia: Dunia, nomor: str) -> None:
    dunia.petugas("kasi")
    with pytest.raises(NotFound):
        permohonan_db.get(nomor)


def test_only_what_changed_is_written(dunia: Dunia) -> None:
    lama = simpan(kasus_di("mengarsipkan"))
    dunia.aliran()
    (visit,) = [v for v in lama.visits.values() if v.terbuka]
    permohonan_db.simpan((lama, lama.dengan_visit(replace(visit, terlambat=SEKARANG))))
    baris = [r["dynamodb"]["Keys"]["baris"]["S"] for r in dunia.aliran()]
    assert baris == ["permohonan", f"langkah#{visit.setelah:06}#mengarsipkan"]


def test_an_older_version_is_not_written(dunia: Dunia) -> None:
    lama = simpan(kasus_di("menerima_permohonan"))
    permohonan_db.simpan((lama, replace(lama, alasan="satu")))
    sebelum = dunia.isi()
    with pytest.raises(VersionConflict):
        permohonan_db.simpan((lama, replace(lama, alasan="dua")))
    assert dunia.isi() == sebelum


def test_a_case_is_created_once(dunia: Dunia) -> None:
    p = kasus_di("menerima_permohonan")
    simpan(p)
    with pytest.raises(VersionConflict):
        permohonan_db.simpan((None, p))


def test_a_row_of_the_jejak_is_never_written_over(dunia: Dunia) -> None:
    lama = simpan(Kasus(pada=KEMARIN).p)
    catat = lama.catat("satu", SEKARANG, PEMOHON)
    permohonan_db.simpan((lama, catat))
    ulang = replace(lama, versi=2).catat("dua", SEKARANG, PEMOHON)
    with pytest.raises(VersionConflict):
        permohonan_db.simpan((replace(lama, versi=2), ulang))
    assert [b.peristiwa for b in permohonan_db.jejak(lama.nomor)] == ["satu"]


def test_the_jejak_comes_back_in_order_and_whole(dunia: Dunia) -> None:
    p = simpan(Kasus(pada=KEMARIN).p)
    for i in range(12):  # 10 comes after 9
        lama = permohonan_db.get(p.nomor)
        permohonan_db.simpan((lama, lama.catat(f"p{i}", SEKARANG, PEMOHON, rincian={"i": [i]})))
    jejak = list(permohonan_db.jejak(p.nomor))
    assert [b.no for b in jejak] == [*range(1, 13)]
    assert utuh(jejak)


@pytest.mark.parametrize(
    ("pelaksana", "aktif", "boleh"),
    [("front_office", True, True), ("front_office", False, False), ("kasi", True, False)],
)
def test_an_officer_is_checked_in_the_transaction(
    dunia: Dunia, pelaksana: str, aktif: bool, boleh: bool
) -> None:
    lama = simpan(kasus_di("menerima_permohonan"))
    siapa = dunia.petugas(pelaksana, aktif=aktif)
    ubahan = (lama, replace(lama, alasan="x"))
    if boleh:
        permohonan_db.simpan(ubahan, petugas=(siapa.id, "front_office"))
        return
    with pytest.raises(NotAllowed):
        permohonan_db.simpan(ubahan, petugas=(siapa.id, "front_office"))
    assert permohonan_db.get(lama.nomor) == lama


def test_a_case_that_moved_on_is_a_conflict_also_for_an_officer(dunia: Dunia) -> None:
    lama = simpan(kasus_di("menerima_permohonan"))
    siapa = dunia.petugas("front_office")
    permohonan_db.simpan((lama, replace(lama, alasan="x")))
    with pytest.raises(VersionConflict):
        permohonan_db.simpan((lama, replace(lama, alasan="y")), petugas=(siapa.id, "front_office"))


def test_numbers_run_from_one_per_kind_and_year(dunia: Dunia) -> None:
    for i, (jenis, tahun, urut) in enumerate(
        [("A", 2026, 1), ("A", 2026, 2), ("B", 2026, 1), ("A", 2027, 1)]
    ):
        berikut = permohonan_db.urut_berikut(jenis, tahun)
        assert berikut == Urut(jenis, tahun, urut)
        p = replace(Kasus(pada=KEMARIN).p, nomor=f"DRAF-{i}")
        permohonan_db.simpan((None, p), urut=berikut)


def test_a_number_that_was_taken_is_a_conflict(dunia: Dunia) -> None:
    berikut = permohonan_db.urut_berikut("A", 2026)
    for nomor, bentrok in (("DRAF-A", False), ("DRAF-B", True)):
        p = replace(Kasus(pada=KEMARIN).p, nomor=nomor)
        if bentrok:
            with pytest.raises(VersionConflict):
                permohonan_db.simpan((None, p), urut=berikut)
        else:
            permohonan_db.simpan((None, p), urut=berikut)


def test_an_open_visit_is_on_the_worklist_of_its_pelaksana_only(dunia: Dunia) -> None:
    p = simpan(kasus_di("diskominfo_menerima"))
    (visit,) = [v for v in p.visits.values() if v.terbuka and v.pelaksana == "diskominfo"]
    (tugas,) = antrean_db.antrean("diskominfo", None, 10)
    assert (tugas.nomor, tugas.kode, tugas.setelah) == (p.nomor, *visit.kunci)
    assert (tugas.dibuka, tugas.batas_waktu) == (visit.dibuka, visit.batas_waktu)
    assert [t.kode for t in antrean_db.antrean("dlh", None, 10)] == ["dlh_menerima"]
    assert antrean_db.antrean("kasi", None, 10) == []


def test_a_visit_leaves_the_indexes_when_it_closes(dunia: Dunia) -> None:
    lama = simpan(kasus_di("menerima_permohonan"))
    assert list(tempo_db.jatuh_tempo(SEKARANG)) == [(lama.nomor, ("menerima_permohonan", 2))]
    visit = lama.visits["menerima_permohonan", 2]
    permohonan_db.simpan(
        (lama, lama.dengan_visit(replace(visit, dihentikan=SEKARANG, periksa=None)))
    )
    assert antrean_db.antrean("front_office", None, 10) == []
    assert list(tempo_db.jatuh_tempo(SEKARANG)) == []


def test_the_applicants_rows_are_on_no_worklist_but_fall_due(dunia: Dunia) -> None:
    p = simpan(kasus_di("perbaikan_berkas"))
    (visit,) = [v for v in p.visits.values() if v.terbuka]
    assert antrean_db.antrean("pemohon", None, 10) == []
    assert list(tempo_db.jatuh_tempo(SEKARANG)) == []
    assert list(tempo_db.jatuh_tempo(SEKARANG + timedelta(days=60))) == [(p.nomor, visit.kunci)]


def test_a_draft_falls_due_until_it_is_submitted(dunia: Dunia) -> None:
    p = simpan(Kasus(pada=KEMARIN).p)
    nanti = SEKARANG + timedelta(days=60)
    assert list(tempo_db.jatuh_tempo(nanti)) == [(p.nomor, None)]
    permohonan_db.simpan((p, replace(p, periksa=None)))
    assert list(tempo_db.jatuh_tempo(nanti)) == []


def test_what_is_in_transit_is_found_by_its_age(dunia: Dunia) -> None:
    p = simpan(replace(kasus_di("menerima_permohonan"), transit=KEMARIN))
    sebelumnya = KEMARIN - timedelta(microseconds=1)
    assert list(permohonan_db.dalam_transit(sebelumnya)) == []
    assert list(permohonan_db.dalam_transit(KEMARIN)) == [Tertahan(p.nomor, KEMARIN)]
    permohonan_db.simpan((p, replace(p, transit=None)))
    assert list(permohonan_db.dalam_transit(SEKARANG)) == []


def test_an_applicants_cases_come_newest_first(dunia: Dunia) -> None:
    for i in range(3):
        dibuat = KEMARIN + timedelta(minutes=i)
        simpan(replace(Kasus(pada=KEMARIN).p, dibuat=dibuat))
    terakhir = [p.dibuat for p in permohonan_db.milik(PEMOHON.id)]
    assert terakhir == [KEMARIN + timedelta(minutes=i) for i in (2, 1, 0)]
    assert permohonan_db.milik("sub-lain") == []


def test_drafts_of_the_counter_are_listed_until_they_are_submitted(dunia: Dunia) -> None:
    simpan(draf())
    p = simpan(replace(draf(), nomor="DRAF-LOKET000000000000000", pemilik="", loket="sub-fo"))
    assert [satu.nomor for satu in permohonan_db.draf_loket()] == [p.nomor]
    permohonan_db.simpan((p, replace(p, keadaan="diajukan", menjadi="IKRG-2026-000001-7QXKM2")))
    assert permohonan_db.draf_loket() == []


def test_a_draft_is_removed_with_its_papers(dunia: Dunia) -> None:
    p = simpan(draf())
    permohonan_db.hapus_draf(p)
    assert klien("dynamodb").scan(TableName="permohonan")["Count"] == 0


def test_a_draft_in_use_is_not_removed(dunia: Dunia) -> None:
    p = simpan(draf())
    permohonan_db.simpan((p, replace(p, data={"nama": "Siti"})))
    with pytest.raises(VersionConflict):
        permohonan_db.hapus_draf(p)
    assert permohonan_db.get(p.nomor).berkas == p.berkas
