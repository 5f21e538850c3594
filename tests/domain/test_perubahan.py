"""What happens to a running case beside the aksi: opening, claims, mending, SMS, the ends."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain import perubahan
from chalicelib.domain.aksi import Perintah
from chalicelib.domain.permohonan import SISTEM, Permohonan, Visit
from chalicelib.domain.sop import muat
from chalicelib.errors import Conflict, NotAllowed, NotFound, TransitionNotAllowed
from tests.domain.kasus import (
    KANTOR,
    KONFIRMASI,
    ORANG_LAIN,
    PEMOHON,
    WAKIL,
    Kasus,
    di_langkah,
    kunci_terbuka,
    langkah_terbuka,
    petugas,
)

IKRG = muat("ikrg-v1")
BARIS = [kode for kode in IKRG.langkah if kode != IKRG.mulai]
MENUNGGU_PEMOHON = [kode for kode in BARIS if IKRG.langkah[kode].gugur]
ANI, BUDI = petugas("front_office", "Ani"), petugas("front_office", "Budi")


def di(kode: str) -> tuple[Kasus, Visit]:
    """A case with this langkah open, and the open visit."""
    kasus = di_langkah(IKRG, kode)
    return kasus, kasus.terbuka(kode)[0]


# ------------------------------------------------------------------------------------ opening


@pytest.mark.parametrize("kode", BARIS)
def test_only_a_visit_that_is_due_is_opened(kode: str) -> None:
    kasus, _ = di("menerima_permohonan")
    for setelah in (0, kasus.p.jejak, kasus.p.jejak + 1):
        kunci = (kode, setelah)
        if kunci in kasus.p.visits:
            continue
        with pytest.raises(TransitionNotAllowed):
            kasus.buka(kunci)


def test_what_was_opened_stands_in_the_jejak_with_its_due_instant() -> None:
    kasus, visit = di("meneruskan_berkas")
    assert visit.batas_waktu == visit.dibuka + timedelta(minutes=10)
    baris = kasus.jejak[-1]
    assert (baris.peristiwa, baris.langkah, baris.setelah) == ("buka", *visit.kunci)


def test_opening_again_only_replaces_the_token() -> None:
    kasus, visit = di("meneruskan_berkas")
    sebelum = kasus.p
    kasus.buka(visit.kunci, "token baru")
    assert kasus.p.visits[visit.kunci] == replace(visit, token="token baru")
    assert replace(kasus.p, visits={}, versi=0) == replace(sebelum, visits={}, versi=0)


def test_opening_a_closed_visit_changes_nothing() -> None:
    kasus, _ = di("meneruskan_berkas")
    for kunci in kasus.p.tertutup:
        assert perubahan.buka(IKRG, KANTOR, kasus.p, kunci, "x", kasus.detik()) is kasus.p


def test_nothing_opens_in_a_case_that_has_ended() -> None:
    kasus, visit = di("meneruskan_berkas")
    kasus.tarik()
    with pytest.raises(TransitionNotAllowed, match="Ditarik pemohon"):
        kasus.buka(visit.kunci)


def test_transit_stands_from_the_aksi_until_the_last_due_visit_is_open() -> None:
    kasus, visit = di("mendaftarkan_rekomendasi")
    aksi = IKRG.langkah[visit.kode].aksi[0]
    perintah = kasus.siap(visit, aksi, petugas("fo_rekomendasi"))
    pada = kasus.detik()
    kasus.simpan(perubahan.terapkan(IKRG, KANTOR, kasus.p, perintah, pada))
    assert kasus.p.transit == pada
    pertama, kedua = kasus.akan_dibuka
    kasus.buka(pertama)
    assert kasus.p.transit == pada
    kasus.buka(kedua)
    assert kasus.p.transit is None


# ------------------------------------------------------------------------------ claim, release


def test_a_claimed_langkah_is_closed_to_others_until_released() -> None:
    kasus, visit = di("menerima_permohonan")
    pada = kasus.detik()
    kasus.simpan(perubahan.pegang(IKRG, KANTOR, kasus.p, visit.kunci, ANI, pada))
    assert kasus.p.visits[visit.kunci].pemegang == (ANI.id, "Ani")
    with pytest.raises(Conflict, match="dikerjakan oleh Ani"):
        perubahan.pegang(IKRG, KANTOR, kasus.p, visit.kunci, BUDI, pada)
    kasus.simpan(perubahan.lepas(IKRG, KANTOR, kasus.p, visit.kunci, ANI, pada))
    kasus.terapkan(Perintah(*visit.kunci, "terima", BUDI))
    assert [b.peristiwa for b in kasus.jejak[-5:]] == [
        *("pegang", "lepas", "aksi", "surat", "buka")
    ]


def test_a_colleague_frees_a_langkah_whose_holder_is_gone_and_the_jejak_says_who() -> None:
    kasus, visit = di("menerima_permohonan")
    pada = kasus.detik()
    kasus.simpan(perubahan.pegang(IKRG, KANTOR, kasus.p, visit.kunci, ANI, pada))
    with pytest.raises(NotAllowed):
        perubahan.lepas(IKRG, KANTOR, kasus.p, visit.kunci, petugas("kasi"), pada)
    kasus.simpan(perubahan.lepas(IKRG, KANTOR, kasus.p, visit.kunci, BUDI, pada))
    assert (kasus.jejak[-1].peristiwa, kasus.jejak[-1].oleh) == ("lepas", BUDI.id)
    kasus.terapkan(Perintah(*visit.kunci, "terima", BUDI))


@pytest.mark.parametrize("fungsi", [perubahan.pegang, perubahan.lepas])
def test_claiming_or_releasing_twice_is_once(fungsi) -> None:  # type: ignore[no-untyped-def]
    kasus, visit = di("menerima_permohonan")
    p = fungsi(IKRG, KANTOR, kasus.p, visit.kunci, ANI, kasus.detik())
    assert fungsi(IKRG, KANTOR, p, visit.kunci, ANI, kasus.detik()) is p


def test_only_an_open_langkah_of_ones_own_can_be_claimed() -> None:
    kasus, visit = di("menerima_permohonan")
    pada = kasus.detik()
    with pytest.raises(NotAllowed, match="Front Office"):
        perubahan.pegang(IKRG, KANTOR, kasus.p, visit.kunci, petugas("kasi"), pada)
    with pytest.raises(TransitionNotAllowed):
        perubahan.pegang(IKRG, KANTOR, kasus.p, (visit.kode, 99), ANI, pada)
    with pytest.raises(NotFound):
        perubahan.pegang(IKRG, KANTOR, kasus.p, ("tidak_ada", 0), ANI, pada)
    kasus.terapkan(Perintah(*visit.kunci, "terima", ANI))
    with pytest.raises(Conflict, match="sudah diselesaikan oleh Ani"):
        perubahan.pegang(IKRG, KANTOR, kasus.p, visit.kunci, BUDI, pada)


# ---------------------------------------------------------------------------------- withdrawal


def _sudah_ditandatangani(kasus: Kasus) -> bool:
    return any(kode == IKRG.penarikan.sampai for kode, _ in kasus.p.tertutup)


@pytest.mark.parametrize("kode", BARIS)
def test_the_applicant_can_withdraw_at_every_row_until_the_head_has_signed(kode: str) -> None:
    kasus, _ = di(kode)
    if _sudah_ditandatangani(kasus):
        with pytest.raises(Conflict, match="sudah ditandatangani"):
            kasus.tarik()
        return
    kasus.tarik()
    assert (kasus.p.keadaan, kasus.p.status) == ("berakhir", "Ditarik pemohon")
    assert kasus.p.transit is None
    assert kunci_terbuka(kasus.p) == set()


def test_a_case_whose_signature_was_refused_can_still_be_withdrawn() -> None:
    kasus, _ = di("menandatangani_sk")
    kasus.lakukan("menandatangani_sk", "kembalikan")
    assert kasus.tarik().status == "Ditarik pemohon"


def test_withdrawing_twice_is_once() -> None:
    kasus, _ = di("meneruskan_berkas")
    p = kasus.tarik()
    assert kasus.tarik() is p


def test_a_case_that_ended_otherwise_cannot_be_withdrawn() -> None:
    kasus = Kasus().ajukan().selesaikan()
    with pytest.raises(Conflict, match="status Selesai"):
        kasus.tarik()


def test_a_draft_cannot_be_withdrawn() -> None:
    with pytest.raises(Conflict, match="Draf"):
        Kasus().tarik()


@pytest.mark.parametrize("pelaku", [ORANG_LAIN, petugas("kepala"), petugas("back_office")])
def test_nobody_else_can_withdraw_a_case(pelaku) -> None:  # type: ignore[no-untyped-def]
    kasus, _ = di("meneruskan_berkas")
    with pytest.raises(NotAllowed):
        kasus.tarik(pelaku, WAKIL)


def test_the_front_office_withdraws_for_the_applicant_with_the_identity_seen() -> None:
    kasus, _ = di("meneruskan_berkas")
    with pytest.raises(NotAllowed, match="identitas"):
        kasus.tarik(ANI)
    kasus.tarik(ANI, WAKIL)
    baris = kasus.jejak[-1]
    assert (baris.peristiwa, baris.oleh, baris.pelaksana) == ("tarik", ANI.id, "front_office")
    assert baris.rincian["identitas"] == ["KTP", "0001"]


def test_nothing_can_be_done_in_a_case_that_was_withdrawn() -> None:
    kasus, visit = di("meneruskan_berkas")
    kasus.tarik()
    sebelum = kasus.p
    with pytest.raises(Conflict, match="Ditarik pemohon"):
        kasus.terapkan(Perintah(*visit.kunci, "teruskan", ANI))
    with pytest.raises(Conflict, match="Ditarik pemohon"):
        perubahan.pegang(IKRG, KANTOR, kasus.p, visit.kunci, ANI, kasus.detik())
    assert kasus.p is sebelum


# ------------------------------------------------------------------------------------- lapse


def lewat(kasus: Kasus, visit: Visit, pada: datetime) -> Permohonan:
    """The case after the sweep looked at this visit."""
    kunci = visit.kunci
    return kasus.simpan(perubahan.waktu_berlalu(kasus.sop, kasus.kantor, kasus.p, kunci, pada))


@pytest.mark.parametrize("kode", MENUNGGU_PEMOHON)
def test_what_is_not_mended_lapses_after_its_time_and_not_before(kode: str) -> None:
    kasus, visit = di(kode)
    batas = visit.batas_waktu
    assert batas
    p = lewat(kasus, visit, batas - timedelta(microseconds=1))
    assert p.keadaan == "berjalan"
    p = lewat(kasus, visit, batas)
    assert (p.keadaan, p.status, p.berakhir) == ("berakhir", "Gugur", batas)
    assert kunci_terbuka(p) == set()
    assert lewat(kasus, visit, batas) is p


@pytest.mark.parametrize("kode", MENUNGGU_PEMOHON)
def test_the_applicant_is_warned_once_before_it_lapses(kode: str) -> None:
    kasus, visit = di(kode)
    assert visit.batas_waktu
    ingat = visit.batas_waktu - timedelta(days=KANTOR.peringatan_gugur_hari)
    lama = kasus.p
    assert lewat(kasus, visit, ingat - timedelta(microseconds=1)) is lama
    p = lewat(kasus, visit, ingat)
    (baru,) = (p.sms[no] for no in p.sms.keys() - lama.sms.keys())
    assert (baru.templat, baru.telepon) == ("akan_gugur", lama.data["hp"])
    assert kasus.jejak[-1].peristiwa == "akan_gugur"
    assert baru.no == kasus.jejak[-1].no
    assert p.visits[visit.kunci].periksa == visit.batas_waktu
    assert lewat(kasus, visit, ingat + timedelta(hours=1)) is p


def test_what_was_returned_has_thirty_days_to_the_end_of_the_local_day() -> None:
    _, visit = di("perbaikan_berkas")
    assert visit.batas_waktu
    lama = visit.batas_waktu - visit.dibuka
    assert timedelta(days=30) <= lama < timedelta(days=31)
    assert visit.batas_waktu.strftime("%H:%M:%S") == "16:59:59"


@pytest.mark.parametrize("kode", [kode for kode in BARIS if kode not in MENUNGGU_PEMOHON])
def test_no_other_row_ever_lapses(kode: str) -> None:
    kasus, visit = di(kode)
    p = lewat(kasus, visit, kasus.pada + timedelta(days=400))
    assert p.keadaan == "berjalan"


# ------------------------------------------------------------------------------------------ SMS


def menunggu_dua_sms() -> Kasus:
    """A case at row 12, with an earlier SMS about a returned file that is not settled either."""
    kasus = Kasus(hasil_sms=None).ajukan()
    kasus.lakukan("menerima_permohonan", "kembalikan")
    return kasus.sampai("menerima_sms_cek_lokasi")


@pytest.mark.parametrize("keadaan", ["diterima", "gagal"])
def test_a_settled_sms_closes_exactly_the_row_that_awaits_it(keadaan: str) -> None:
    kasus = menunggu_dua_sms()
    pengembalian, cek_lokasi = kasus.sms_menunggu()
    kasus.sms(pengembalian, keadaan)  # type: ignore[arg-type]
    assert langkah_terbuka(kasus.p) == {"menerima_sms_cek_lokasi"}
    kasus.sms(cek_lokasi, "mengirim")
    assert langkah_terbuka(kasus.p) == {"menerima_sms_cek_lokasi"}
    kasus.sms(cek_lokasi, keadaan)  # type: ignore[arg-type]
    tutup = kasus.p.visits["menerima_sms_cek_lokasi", cek_lokasi].penutup
    assert tutup
    assert tutup.oleh == SISTEM.id
    assert kasus.p.transit


def test_an_sms_settled_before_its_row_opened_closes_it_as_it_opens() -> None:
    kasus = Kasus(kantor=KONFIRMASI, hasil_sms=None).ajukan().sampai("mengirim_sms_cek_lokasi")
    visit = kasus.terbuka()[0]
    aksi = IKRG.langkah[visit.kode].aksi[0]
    perintah = kasus.siap(visit, aksi, petugas("back_office"))
    pada = kasus.detik()
    kasus.simpan(perubahan.terapkan(IKRG, KONFIRMASI, kasus.p, perintah, pada))
    (no,) = kasus.sms_menunggu()
    kasus.sms(no, "diterima")
    (kunci,) = kasus.akan_dibuka
    kasus.buka(kunci)
    assert kunci in kasus.p.tertutup


@pytest.mark.parametrize(("pelaku", "wakil"), [(PEMOHON, None), (ANI, WAKIL)])
def test_an_applicant_who_confirms_first_is_not_undone_by_the_sms(pelaku, wakil) -> None:  # type: ignore[no-untyped-def]
    kasus, visit = di("menerima_sms_sk")
    (no,) = [n for n in kasus.sms_menunggu() if kasus.p.sms[n].templat == "sk_jadi"]
    kasus.terapkan(Perintah(*visit.kunci, "terima", pelaku, mewakili=wakil))
    assert langkah_terbuka(kasus.p) == {"menyerahkan_sk"}
    sebelum = kasus.p
    kasus.sms(no, "gagal")
    assert kasus.p.visits == sebelum.visits
    assert kasus.p.sms[no].keadaan == "gagal"


def test_an_office_that_confirms_sends_no_sms_by_itself() -> None:
    kasus, visit = di("mengirim_sms_sk")
    assert "sk_jadi" not in [s.templat for s in kasus.p.sms.values()]
    kasus.terapkan(Perintah(*visit.kunci, "kirim", petugas("petugas_penyerahan")))
    assert "sk_jadi" in [s.templat for s in kasus.p.sms.values()]


def test_an_sms_that_comes_to_its_end_after_the_case_is_only_recorded() -> None:
    kasus = menunggu_dua_sms()
    kasus.tarik()
    sebelum = kasus.p
    for no in kasus.sms_menunggu():
        kasus.sms(no, "diterima")
    assert kasus.p.visits == sebelum.visits
    assert (kasus.p.keadaan, kasus.p.status) == ("berakhir", "Ditarik pemohon")


# ------------------------------------------------------------------ a counter case joins an account


def di_loket() -> Kasus:
    return Kasus(pembuat=ANI).ajukan()


def test_a_code_goes_to_the_phone_on_a_counter_case() -> None:
    kasus = di_loket()
    p = kasus.simpan(perubahan.minta_kode(kasus.p, ORANG_LAIN, kasus.detik()))
    sms = p.sms[p.jejak]
    assert (sms.templat, sms.telepon, sms.fakta) == ("kode_gabung", "+6281234567890", {})


def test_a_counter_case_joins_one_account_once() -> None:
    kasus = di_loket()
    p = kasus.simpan(perubahan.gabung(kasus.p, ORANG_LAIN, kasus.detik()))
    assert p.pemilik == ORANG_LAIN.id
    assert perubahan.gabung(p, ORANG_LAIN, kasus.detik()) is p
    for fungsi in (perubahan.gabung, perubahan.minta_kode):
        with pytest.raises(NotFound):
            fungsi(p, PEMOHON, kasus.detik())


@pytest.mark.parametrize("kasus", [Kasus(), Kasus(pembuat=ANI), Kasus().ajukan()])
def test_there_is_no_code_for_a_draft_or_an_online_case(kasus: Kasus) -> None:
    with pytest.raises(NotFound):
        perubahan.minta_kode(kasus.p, ORANG_LAIN, kasus.detik())
