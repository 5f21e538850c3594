"""The time ledger: each rule on a case worked by hand, what cannot be counted, and real cases.

Thousands of random cases against the table of minutes are in tests/soak.
"""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain import jam_kerja, kalender_versi, perubahan
from chalicelib.domain.buku_waktu import AkunVisit, BukuWaktu, Waktu, buku_waktu, hitung
from chalicelib.domain.jam_kerja import CalendarUnknown, Kalender
from chalicelib.domain.jejak import BarisJejak, dari_json
from chalicelib.domain.kalender_versi import dari_isi
from chalicelib.domain.kantor import baca
from chalicelib.domain.riwayat import JejakRusak, dari_kasus
from chalicelib.domain.sop import Sop, muat
from chalicelib.services import tampilan
from tests.domain.garis_waktu import contoh
from tests.domain.kasus import Kasus, petugas

SOP = muat("ikrg-v1")
KALENDER = Kalender.dari(baca("standar"))
WIB = ZoneInfo("Asia/Jakarta")


def jam(teks: str) -> datetime:
    """`5 09.30`: 5 January 2026 (a Monday), half past nine in Jakarta; the 16th is a holiday."""
    hari, waktu = teks.split()
    return datetime(2026, 1, int(hari), int(waktu[:2]), int(waktu[3:5]), tzinfo=WIB).astimezone(UTC)


def jejak(*daftar: str, sop: Sop = SOP) -> list[BarisJejak]:
    """Rows from lines like `5 09.00 aksi kode setelah aksi`, `5 09.00 pegang kode setelah ani`."""
    hasil: list[BarisJejak] = []
    for no, satu in enumerate(daftar, 1):
        hari, waktu, peristiwa, *lain = satu.split()
        kode, setelah, isi = [*lain, *["", "-1", "sistem"][len(lain) :]]
        hasil.append(
            BarisJejak(
                "IKRG-2026-000001-7QXKM2",
                no,
                jam(f"{hari} {waktu}"),
                peristiwa,
                oleh=f"sub-{isi}",
                nama=isi.title(),
                sebelum="",
                langkah=kode,
                setelah=int(setelah),
                aksi=isi if peristiwa == "aksi" else "",
                pelaksana=sop.langkah[kode].pelaksana if kode else "",
            )
        )
    return hasil


def buku(*daftar: str, sampai: str = "31 00.00", sop: Sop = SOP) -> BukuWaktu:
    return buku_waktu(jejak(*daftar, sop=sop), sop, KALENDER, jam(sampai))


def ringkas(waktu: Waktu) -> dict[str, float]:
    """Minutes by bucket, without those that are empty."""
    ember = ("antre", "petugas", "pemohon", "dinas", "tutup")
    semua = {e: getattr(waktu, e) / timedelta(minutes=1) for e in ember}
    return {e: menit for e, menit in semua.items() if menit}


def visit(isi: BukuWaktu, kode: str) -> AkunVisit:
    (satu,) = [v for v in isi.visits if v.kode == kode]
    return satu


AJUKAN = (
    "4 20.00 buka memasukkan_berkas 0",
    "5 09.00 aksi memasukkan_berkas 0 ajukan",
)
"""A draft of Sunday evening, submitted on Monday: 13 hours with the applicant."""
TERIMA = (*AJUKAN, "5 09.00 buka menerima_permohonan 2")


# ------------------------------------------------------------------------------------ the rules


def test_the_applicant_has_every_hour_of_the_day_and_the_night() -> None:
    isi = buku(*AJUKAN, sampai="5 09.00")
    assert ringkas(isi.waktu) == {"pemohon": 13 * 60}
    assert isi.waktu.kantor == timedelta(0)
    assert ringkas(visit(isi, "memasukkan_berkas").waktu) == {"pemohon": 13 * 60}


def test_a_langkah_is_in_queue_until_it_is_claimed_and_its_nights_are_the_offices() -> None:
    isi = buku(*TERIMA, "5 15.00 pegang menerima_permohonan 2 ani", sampai="6 08.00")
    # In queue on Monday until 15.00 (an hour of rest); then with Ani until 16.00, and on Tuesday.
    harus = {"antre": 300, "petugas": 90, "tutup": 60 + 15.5 * 60}
    assert ringkas(visit(isi, "menerima_permohonan").waktu) == harus
    assert ringkas(isi.waktu) == {"pemohon": 13 * 60, **harus}
    assert visit(isi, "menerima_permohonan").ditutup is None
    assert not isi.berakhir


def test_a_langkah_that_nobody_claimed_was_in_queue_and_nobody_held_it() -> None:
    isi = buku(*TERIMA, "5 10.00 aksi menerima_permohonan 2 terima", sampai="5 10.00")
    assert ringkas(visit(isi, "menerima_permohonan").waktu) == {"antre": 60}
    assert isi.per_orang == {}


def test_each_officer_has_the_time_in_which_he_held_it() -> None:
    isi = buku(
        *TERIMA,
        "5 09.10 pegang menerima_permohonan 2 ani",
        "5 09.30 lepas menerima_permohonan 2 citra",
        "5 09.35 pegang menerima_permohonan 2 budi",
        "5 09.36 aksi menerima_permohonan 2 terima",
        "5 09.40 buka meneruskan_berkas 7",
        "5 09.40 pegang meneruskan_berkas 7 ani",
        "5 13.00 aksi meneruskan_berkas 7 teruskan",
        sampai="5 13.00",
    )
    menit = {nama: lama / timedelta(minutes=1) for (_, nama), lama in isi.per_orang.items()}
    assert menit == {"Ani": 20 + 140, "Budi": 1}
    assert ringkas(isi.per_langkah["menerima_permohonan"]) == {"antre": 15, "petugas": 21}
    # Between two langkah the case waits for the office.
    assert ringkas(isi.waktu) == {"pemohon": 780, "antre": 19, "petugas": 161, "tutup": 60}
    assert ringkas(isi.per_pelaksana["front_office"]) == {"antre": 15, "petugas": 161, "tutup": 60}


def test_between_two_langkah_at_night_the_office_is_closed() -> None:
    isi = buku(*AJUKAN, sampai="5 17.00")
    assert ringkas(isi.waktu) == {"pemohon": 780, "antre": 360, "tutup": 120}


def test_a_holiday_and_a_weekend_belong_to_nobody() -> None:
    isi = buku(*TERIMA, sampai="19 07.30")
    # Two weeks of 450 minutes a day, less 90 on the first; Friday the 16th is a holiday.
    assert ringkas(visit(isi, "menerima_permohonan").waktu)["antre"] == 9 * 450 - 90


CABANG = (
    *TERIMA,
    "5 09.10 aksi menerima_permohonan 2 terima",
    "5 09.10 buka meneruskan_berkas 4",
    "5 09.20 aksi meneruskan_berkas 4 teruskan",
    "5 09.20 buka memverifikasi_berkas 6",
    "5 09.30 aksi memverifikasi_berkas 6 lengkap",
    "5 09.30 buka mengirim_berkas_rekomendasi 8",
    "5 09.40 aksi mengirim_berkas_rekomendasi 8 kirim",
    "5 09.40 buka mendaftarkan_rekomendasi 10",
    "5 10.00 aksi mendaftarkan_rekomendasi 10 daftarkan",
    "5 10.00 buka diskominfo_menerima 12",
    "5 10.00 buka dlh_menerima 12",
)
"""Both agencies have the file at 10.00 (rows 13 and 14)."""
SEBELUM = {"pemohon": 780, "antre": 60}


def test_an_agency_has_its_working_time_held_or_not_and_its_officer_is_named() -> None:
    isi = buku(*CABANG, "5 10.30 pegang dlh_menerima 12 dewi", sampai="5 11.00")
    assert ringkas(isi.waktu) == {**SEBELUM, "dinas": 60}
    assert ringkas(visit(isi, "dlh_menerima").waktu) == {"dinas": 60}
    assert isi.per_orang == {("sub-dewi", "Dewi"): timedelta(minutes=30)}
    assert ringkas(isi.per_pelaksana["diskominfo"]) == {"dinas": 60}


def test_the_case_stops_the_offices_clock_only_while_the_applicant_alone_is_awaited() -> None:
    isi = buku(
        *CABANG,
        "5 10.30 aksi diskominfo_menerima 12 minta_kelengkapan",
        "5 10.30 buka kelengkapan_diskominfo 15",
        "5 11.00 aksi dlh_menerima 12 minta_kelengkapan",
        "5 11.00 buka kelengkapan_dlh 17",
        "6 11.00 aksi kelengkapan_dlh 17 lengkapi",
        "6 11.00 buka dlh_menerima 19",
        sampai="6 12.30",
    )
    # DLH works on beside the waiting applicant until 11.00, and again from Tuesday 11.00.
    assert ringkas(isi.waktu) == {
        "pemohon": 780 + 24 * 60, "antre": 60, "dinas": 60 + 60, "tutup": 30,
    }  # fmt: skip
    assert ringkas(visit(isi, "kelengkapan_diskominfo").waktu) == {"pemohon": 26 * 60}
    assert ringkas(isi.per_langkah["dlh_menerima"]) == {"dinas": 120, "tutup": 30}
    assert isi.waktu.kantor == timedelta(minutes=180)


BERDAMPINGAN = (
    "5 09.00 buka mohon 0",
    "5 09.00 aksi mohon 0 ajukan",
    "5 09.00 buka terima 2",
    "5 09.00 aksi terima 2 teruskan",
    "5 09.00 buka timbang 4",
    "5 09.00 buka saran 4",
    "5 09.10 pegang saran 4 dewi",
    "5 09.30 pegang timbang 4 ani",
    "5 10.00 aksi timbang 4 tanya",
    "5 10.00 buka tanya 9",
)
"""Another SOP: the counter (Ani from 9.30 to 10.00) and a dinas (Dewi from 9.10) side by side, then
the applicant in the place of the counter."""


@pytest.mark.parametrize(
    ("rekomendasi", "harus"),
    [
        (True, {"antre": 30, "petugas": 30, "dinas": 15}),  # the office goes before the agency
        (False, {"antre": 10, "petugas": 65}),  # an officer goes before the queue
    ],
)
def test_side_by_side_an_officer_goes_before_the_queue_and_the_office_before_an_agency(
    rekomendasi: bool, harus: dict[str, float]
) -> None:
    isi = buku(*BERDAMPINGAN, sampai="5 10.15", sop=contoh(rekomendasi=rekomendasi))
    assert ringkas(isi.waktu) == harus
    assert ringkas(visit(isi, "timbang").waktu) == {"antre": 30, "petugas": 30}
    saran = {"dinas": 75} if rekomendasi else {"antre": 10, "petugas": 65}
    assert ringkas(visit(isi, "saran").waktu) == saran
    menit = {nama: lama / timedelta(minutes=1) for (_, nama), lama in isi.per_orang.items()}
    assert menit == {"Ani": 30, "Dewi": 65}


def test_a_loop_has_one_account_per_visit_and_one_sum_per_langkah() -> None:
    isi = buku(
        *TERIMA,
        "5 10.00 aksi menerima_permohonan 2 kembalikan",
        "5 10.00 buka perbaikan_berkas 4",
        "6 10.00 aksi perbaikan_berkas 4 perbaiki",
        "6 10.00 buka menerima_permohonan 6",
        sampai="6 10.30",
    )
    dua = [v for v in isi.visits if v.kode == "menerima_permohonan"]
    assert [(v.setelah, ringkas(v.waktu)) for v in dua] == [(2, {"antre": 60}), (6, {"antre": 30})]
    assert ringkas(isi.per_langkah["menerima_permohonan"]) == {"antre": 90}
    assert ringkas(isi.per_pelaksana["pemohon"]) == {"pemohon": 780 + 24 * 60}


def test_part_of_a_minute_and_of_a_second_is_counted_to_the_microsecond() -> None:
    rows = jejak(*TERIMA, "5 12.00 pegang menerima_permohonan 2 ani")
    sedetik = timedelta(microseconds=1)
    rows[-1] = replace(rows[-1], pada=rows[-1].pada - sedetik)
    isi = buku_waktu(rows, SOP, KALENDER, jam("5 13.00") + sedetik)
    waktu = visit(isi, "menerima_permohonan").waktu
    assert waktu.antre == timedelta(hours=3) - sedetik
    assert waktu.petugas == 2 * sedetik
    assert waktu.tutup == timedelta(hours=1)


def test_a_withdrawal_ends_every_open_langkah_and_the_case() -> None:
    isi = buku(*CABANG, "5 10.20 tarik", "7 10.00 sms", sampai="5 08.00")
    assert isi.berakhir
    assert isi.sampai == jam("5 10.20")
    assert ringkas(isi.waktu) == {**SEBELUM, "dinas": 20}
    assert {v.ditutup for v in isi.visits if v.setelah == 12} == {jam("5 10.20")}


def test_a_case_withdrawn_between_two_langkah_ends_then() -> None:
    isi = buku(*AJUKAN, "5 09.05 tarik")
    assert (isi.berakhir, isi.sampai) == (True, jam("5 09.05"))
    assert ringkas(isi.waktu) == {"pemohon": 780, "antre": 5}


def test_a_lapse_ends_the_case() -> None:
    isi = buku(
        *TERIMA,
        "5 10.00 aksi menerima_permohonan 2 kembalikan",
        "5 10.00 buka perbaikan_berkas 4",
        "6 10.00 gugur perbaikan_berkas 4",
    )
    assert isi.berakhir
    assert ringkas(visit(isi, "perbaikan_berkas").waktu) == {"pemohon": 24 * 60}


def test_a_finished_case_ends_with_its_last_aksi_whatever_comes_later() -> None:
    kasus = Kasus().ajukan().selesaikan()
    lagi = kasus.p.catat("masa_berlaku", kasus.detik(timedelta(days=1800)), petugas("kasi"))
    isi = buku_waktu([*kasus.jejak, lagi.catatan[-1]], kasus.sop, KALENDER, jam("1 00.00"))
    assert isi.berakhir
    assert isi.sampai == kasus.p.berakhir


def test_only_a_row_of_time_needs_the_hours_of_its_year() -> None:
    rows = [replace(b, pada=b.pada.replace(year=2031)) for b in jejak(AJUKAN[0])]
    nanti = jam("5 09.00").replace(year=2031)
    isi = buku_waktu(rows, SOP, KALENDER, nanti)
    assert isi.waktu.pemohon == nanti - isi.mulai
    rows = [replace(b, pada=b.pada.replace(year=2031)) for b in jejak(*TERIMA)]
    with pytest.raises(CalendarUnknown):
        buku_waktu(rows, SOP, KALENDER, nanti + timedelta(hours=1))


def test_the_agencies_are_those_that_give_a_rekomendasi() -> None:
    assert SOP.dinas == {"diskominfo", "dlh"}
    assert muat("ikrg-v1-tanpa-dlh").dinas == {"diskominfo"}


# -------------------------------------------------------------------------------- real cases


def _jalani(benih: int) -> Kasus:
    """A case through the functions of the domain, its clock going unevenly over office hours."""
    acak = random.Random(benih)
    kasus = Kasus(kantor=baca("standar"), pada=jam("5 09.00") + timedelta(hours=acak.randrange(99)))
    kasus.ajukan()
    while kasus.p.keadaan == "berjalan" and kasus.p.jejak < 120:
        kasus.pada += timedelta(
            microseconds=acak.randrange(acak.choice((1, 10**8, 10**10, 10**11)))
        )
        v = acak.choice(kasus.terbuka())
        if v.pelaksana != "pemohon" and acak.random() < 0.4:
            fungsi = perubahan.lepas if v.pemegang else perubahan.pegang
            siapa = petugas(v.pelaksana, acak.choice(("Ani", "Budi")))
            p = fungsi(kasus.sop, kasus.kantor, kasus.p, v.kunci, siapa, kasus.detik())
            kasus.simpan(p)
        elif acak.random() < 0.01 and kasus.sop.boleh_ditarik(kasus.p.tertutup):
            kasus.tarik()
        else:
            semua = kasus.pilihan(v)
            aksi = acak.choice(semua) if acak.random() < 0.2 else semua[0]
            kasus.terapkan(kasus.siap(v, aksi, kasus.orang(v, aksi)))
    return kasus


@pytest.mark.parametrize("benih", range(4))
def test_the_ledger_of_a_real_case_agrees_with_the_case(benih: int) -> None:
    kasus = _jalani(benih)
    isi = buku_waktu(kasus.jejak, kasus.sop, KALENDER, kasus.pada)
    assert isi.berakhir == (kasus.p.keadaan == "berakhir")
    assert isi.mulai == kasus.p.dibuat
    assert isi.sampai == (kasus.p.berakhir or kasus.pada)
    assert isi.waktu.seluruhnya == isi.sampai - isi.mulai
    assert {(v.kode, v.setelah) for v in isi.visits} == kasus.p.visits.keys()
    for akun in isi.visits:
        v = kasus.p.visits[akun.kode, akun.setelah]
        selesai = v.penutup.pada if v.penutup else v.dihentikan
        assert (akun.dibuka, akun.ditutup, akun.pelaksana) == (v.dibuka, selesai, v.pelaksana)
        if v.pelaksana != "pemohon":
            lama = jam_kerja.durasi(KALENDER, v.dibuka, selesai or kasus.pada)
            assert akun.waktu.kantor == lama
            assert sum(akun.orang.values(), timedelta(0)) <= lama


@pytest.mark.parametrize("benih", range(4))
def test_the_visits_of_the_case_tell_the_same_but_for_who_held_them(benih: int) -> None:
    kasus = _jalani(benih)
    isi = buku_waktu(kasus.jejak, kasus.sop, KALENDER, kasus.pada)
    lain = hitung(dari_kasus(kasus.p, kasus.pada), kasus.sop, KALENDER)
    assert (lain.mulai, lain.sampai, lain.berakhir) == (isi.mulai, isi.sampai, isi.berakhir)
    for ember in ("kantor", "pemohon", "dinas", "tutup"):
        assert getattr(lain.waktu, ember) == getattr(isi.waktu, ember)


@pytest.mark.parametrize("benih", range(4))
def test_whoever_has_the_jejak_and_the_calendar_as_json_counts_the_same(benih: int) -> None:
    kasus = _jalani(benih)
    rows = [dari_json(b) for b in json.loads(json.dumps(tampilan.jejak(kasus.jejak)))]
    assert rows == kasus.jejak
    kalender = dari_isi(json.loads(json.dumps(kalender_versi.isi(KALENDER))))
    asli = buku_waktu(kasus.jejak, kasus.sop, KALENDER, kasus.pada)
    assert buku_waktu(iter(rows), kasus.sop, kalender, kasus.pada) == asli


def test_no_bucket_ever_shrinks_as_time_goes_on() -> None:
    kasus = next(k for k in map(_jalani, count()) if k.p.keadaan == "berjalan")
    lalu = Waktu()
    for jam_lewat in range(0, 24 * 14, 5):
        sampai = kasus.pada + timedelta(hours=jam_lewat)
        kini = buku_waktu(kasus.jejak, kasus.sop, KALENDER, sampai).waktu
        assert all(getattr(kini, e) >= getattr(lalu, e) for e in Waktu.__slots__)
        lalu = kini


# -------------------------------------------------------------------------------- what is refused

Rusak = Callable[[list[BarisJejak]], list[BarisJejak]]
PENUH = jejak(*CABANG, "5 10.30 pegang dlh_menerima 12 dewi")
TARIK = jejak(*CABANG, "5 10.30 tarik")


def nomori(rows: list[BarisJejak]) -> list[BarisJejak]:
    return [replace(b, no=no) for no, b in enumerate(rows, 1)]


def ubah(i: int, **isi: object) -> Rusak:
    """The row `i` with other facts."""
    return lambda rows: [*rows[:i], replace(rows[i], **isi), *rows[i + 1 :]]  # type: ignore[arg-type]


def tambah(satu: str, rows: list[BarisJejak] = PENUH) -> Rusak:
    """One more row at the end."""
    baris = replace(jejak(satu)[0], no=len(rows) + 1)
    return lambda _: [*rows, baris]


RUSAK: dict[str, tuple[Rusak, str]] = {
    "empty": (lambda rows: [], "kosong"),
    "a row missing": (lambda rows: rows[:4] + rows[5:], "baris 6 (aksi): tidak berurutan"),
    "the first row missing": (lambda rows: rows[1:], "baris 2 (aksi): tidak berurutan"),
    "a row twice": (lambda rows: rows[:4] + rows[3:], "baris 4 (aksi): tertulis dua kali"),
    "rows changed over": (lambda rows: [rows[1], rows[0], *rows[2:]], "tidak berurutan"),
    "back in time": (ubah(6, pada=jam("5 09.00")), "mundur"),
    "a naive instant": (ubah(6, pada=datetime(2026, 1, 5, 2, 20)), "zona"),
    "another case": (ubah(6, nomor="IKRG-2026-000002-7QXKM2"), "permohonan lain"),
    "opened twice": (tambah("5 11.00 buka dlh_menerima 12"), "kedua kali"),
    "opened again once closed": (tambah("5 11.00 buka menerima_permohonan 2"), "kedua kali"),
    "opened by no aksi": (tambah("5 11.00 buka kelengkapan_dlh 13"), "tidak menurut SOP"),
    "opened by another aksi": (tambah("5 11.00 buka menghubungi_bo 12"), "tidak menurut SOP"),
    "a second beginning": (tambah("5 11.00 buka dlh_menerima 0"), "tidak menurut SOP"),
    "an unknown langkah": (ubah(12, langkah="entah"), "tidak menurut SOP"),
    "a langkah of another's": (ubah(12, pelaksana="kasi"), "bukan pemiliknya"),
    "closed before it is open": (
        lambda rows: nomori([rows[0], rows[1], rows[3], *rows[4:]]),
        "menutup langkah menerima_permohonan yang tidak terbuka",
    ),
    "closed twice": (tambah("5 11.00 aksi menerima_permohonan 2 terima"), "tidak terbuka"),
    "an unknown aksi": (tambah("5 11.00 aksi dlh_menerima 12 entah"), "mempunyai aksi entah"),
    "claimed once closed": (
        tambah("5 11.00 pegang menerima_permohonan 2 ani"),
        "memegang langkah menerima_permohonan yang tidak terbuka",
    ),
    "claimed by two": (tambah("5 11.00 pegang dlh_menerima 12 ani"), "sudah dipegang"),
    "released by none": (tambah("5 11.00 lepas diskominfo_menerima 12"), "tidak dipegang"),
    "released once closed": (tambah("5 11.00 lepas menerima_permohonan 2"), "tidak terbuka"),
    "withdrawn twice": (tambah("5 11.00 tarik", TARIK), "setelah permohonan berakhir"),
    "worked on after the end": (
        tambah("5 11.00 aksi dlh_menerima 12 terima", TARIK),
        "setelah permohonan berakhir",
    ),
    "a join opened early": (
        lambda _: jejak(
            *CABANG, "5 10.10 aksi dlh_menerima 12 terima", "5 10.20 buka menghubungi_bo 15"
        ),
        "terbuka tidak menurut SOP",
    ),
}


@pytest.mark.parametrize("apa", RUSAK)
def test_a_jejak_that_cannot_be_is_refused_with_the_row_and_the_reason(apa: str) -> None:
    rusak, alasan = RUSAK[apa]
    with pytest.raises(JejakRusak) as galat:
        buku_waktu(rusak([*PENUH]), SOP, KALENDER, jam("6 00.00"))
    assert alasan in str(galat.value)
    assert str(galat.value).endswith(".")


def test_the_rows_that_are_broken_in_these_tests_are_sound_before() -> None:
    for rows in (PENUH, TARIK):
        assert buku_waktu(rows, SOP, KALENDER, jam("6 00.00")).waktu.kantor


def test_a_withdrawal_of_a_finished_case_is_refused() -> None:
    kasus = Kasus().ajukan().selesaikan()
    lagi = kasus.p.catat("tarik", kasus.detik(), petugas("kasi")).catatan
    with pytest.raises(JejakRusak, match="setelah permohonan berakhir"):
        buku_waktu([*kasus.jejak, *lagi], SOP, KALENDER, kasus.pada)


def test_the_end_of_the_count_has_a_zone_and_does_not_precede_the_last_row() -> None:
    with pytest.raises(JejakRusak, match="mendahului baris terakhir"):
        buku_waktu(PENUH, SOP, KALENDER, PENUH[-1].pada - timedelta(microseconds=1))
    with pytest.raises(JejakRusak, match="zona waktu"):
        buku_waktu(PENUH, SOP, KALENDER, datetime(2026, 1, 6))
