"""The worklist's line "telepon pemohon", and what an officer answers to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sms import Sms
from tests.api import Api
from tests.contoh_kasus import KEMARIN, kasus_di
from tests.domain.kasus import PEMOHON, Kasus
from tests.dunia import Dunia
from tests.kawat import KAWAT

ANTREAN = "/antrean?pelaksana=front_office"


def kasus_gagal() -> Permohonan:
    """A case that was returned, and whose SMS about it has finally failed."""
    kasus = Kasus(pada=KEMARIN, hasil_sms="gagal").ajukan()
    kasus.lakukan("menerima_permohonan", "kembalikan")
    return kasus.p


@pytest.fixture
def nomor(dunia: Dunia) -> str:
    return dunia.taruh(kasus_gagal())


def sms(dunia: Dunia, nomor: str) -> Sms:
    (satu,) = dunia.get(nomor).sms.values()
    return satu


def alamat(dunia: Dunia, nomor: str) -> str:
    return f"/permohonan/{nomor}/sms/{sms(dunia, nomor).no}/telepon"


def test_a_failed_notice_is_a_line_of_the_worklist_until_it_was_told(
    api: Api, dunia: Dunia, nomor: str
) -> None:
    ani, gagal = dunia.petugas("front_office", "Ani"), sms(dunia, nomor)
    assert gagal.selesai
    assert gagal.batas_telepon
    (baris,) = api.get(ANTREAN, ani)["antrean"]
    assert [baris] == [
        {
            "nomor": nomor,
            "kode": "telepon_pemohon",
            "langkah": {
                "no": None,
                "kegiatan": "Menelepon pemohon karena SMS tidak sampai",
                "draf": False,
            },
            "setelah": gagal.no,
            "pelaksana": "front_office",
            "nama_pelaksana": "Front Office",
            "perihal": dunia.get(nomor).data["nama_usaha"],
            "dibuka": gagal.selesai.isoformat(),
            "batas_waktu": gagal.batas_telepon.isoformat(),
            "waktu_kerja_sisa": baris["waktu_kerja_sisa"],
            "terlambat": None,
            "pemegang": None,
            "saya": False,
        }
    ]
    jawaban = api.post(alamat(dunia, nomor), ani, {"hasil": "tersambung", "catatan": "Paham."})
    assert (jawaban["nomor"], jawaban["perlu_telepon"]) == (nomor, False)
    (panggilan,) = jawaban["panggilan"]
    assert (panggilan["oleh"], panggilan["hasil"]) == ("Ani", "tersambung")
    assert api.get(ANTREAN, ani)["antrean"] == []


def test_a_fruitless_call_moves_the_line_back(api: Api, dunia: Dunia, nomor: str) -> None:
    ani, lama = dunia.petugas("front_office", "Ani"), sms(dunia, nomor)
    api.post(alamat(dunia, nomor), ani, {"hasil": "tidak_tersambung"})
    (baris,) = api.get(ANTREAN, ani)["antrean"]
    assert lama.batas_telepon
    assert datetime.fromisoformat(baris["batas_waktu"]) > lama.batas_telepon


def test_a_repeated_answer_is_the_same_and_a_colleague_hears_who_was_first(
    api: Api, dunia: Dunia, nomor: str
) -> None:
    ani, budi = dunia.petugas("front_office", "Ani"), dunia.petugas("front_office", "Budi")
    isi = {"hasil": "tersambung"}
    pertama = api.post(alamat(dunia, nomor), ani, isi)
    sebelum = dunia.isi()
    assert api.post(alamat(dunia, nomor), ani, isi) == pertama
    jawaban = api.tolak(409, "POST", alamat(dunia, nomor), budi, isi)
    assert "Ani" in jawaban["pesan"]
    assert dunia.isi() == sebelum


def test_one_who_lost_his_seat_records_nothing(api: Api, dunia: Dunia, nomor: str) -> None:
    ani = dunia.petugas("front_office", "Ani", aktif=False)
    sebelum = dunia.isi()
    api.tolak(403, "POST", alamat(dunia, nomor), ani, {"hasil": "tersambung"})
    assert dunia.isi() == sebelum


def test_a_call_is_one_query_and_one_transaction(api: Api, dunia: Dunia, nomor: str) -> None:
    ani, tujuan = dunia.petugas("front_office", "Ani"), alamat(dunia, nomor)
    KAWAT.bersihkan()
    api.post(tujuan, ani, {"hasil": "tersambung"})
    assert KAWAT.jumlah() == {"Query": 1, "TransactWriteItems": 1}


def test_it_is_not_for_the_applicant_nor_for_another_pelaksana(api: Api, dunia: Dunia) -> None:
    p = replace(kasus_gagal(), nomor="IKRG-2026-000007-AAAAAA")
    p = replace(p, sms={n: replace(s, pelaksana="kasi") for n, s in p.sms.items()})
    nomor = dunia.taruh(p)
    for siapa in (PEMOHON, dunia.petugas("front_office", "Ani")):
        api.tolak(403, "POST", alamat(dunia, nomor), siapa, {"hasil": "tersambung"})


@pytest.mark.parametrize("no", ["999", "0", "-1", "x", "1" * 30, "²"])
def test_an_sms_that_is_not_there_is_not_found(api: Api, dunia: Dunia, nomor: str, no: str) -> None:
    ani = dunia.petugas("front_office", "Ani")
    isi = {"hasil": "tersambung"}
    jawaban = api.tolak(404, "POST", f"/permohonan/{nomor}/sms/{no}/telepon", ani, isi)
    assert jawaban["pesan"] == "SMS tidak ditemukan pada permohonan ini."


@pytest.mark.parametrize(
    ("isi", "kesalahan"),
    [
        ({}, {"hasil": "Hasil wajib diisi."}),
        (
            {"hasil": "lain"},
            {"hasil": "Hasil harus salah satu dari: tersambung atau tidak_tersambung."},
        ),
        (
            {"hasil": 1, "catatan": 2, "x": 3},
            {
                "hasil": "Hasil harus salah satu dari: tersambung atau tidak_tersambung.",
                "catatan": "Catatan harus berupa teks.",
                "x": "Isian ini tidak dikenal. Hapus dari kiriman.",
            },
        ),
        (
            {"hasil": "tersambung", "catatan": "<b>"},
            {"catatan": "Catatan tidak boleh memuat tanda < atau >."},
        ),
    ],
)
def test_a_bad_answer_is_refused_with_a_sentence_per_fault(
    api: Api, dunia: Dunia, nomor: str, isi: Any, kesalahan: dict[str, str]
) -> None:
    ani = dunia.petugas("front_office", "Ani")
    sebelum = dunia.isi()
    jawaban = api.tolak(400, "POST", alamat(dunia, nomor), ani, isi)
    assert {k["isian"]: k["pesan"] for k in jawaban["kesalahan"]} == kesalahan
    assert dunia.isi() == sebelum


def test_pages_hold_both_kinds_of_lines_without_gap_or_repetition(api: Api, dunia: Dunia) -> None:
    """The fiftieth line is once a langkah and once a call."""
    fo = dunia.petugas("front_office", "Ani")
    gagal, biasa = kasus_gagal(), kasus_di("menerima_permohonan")
    (visit,) = [v for v in biasa.visits.values() if v.terbuka]
    (satu,) = gagal.sms.values()
    awal = datetime(2026, 11, 1, tzinfo=UTC)
    for i in range(102):
        batas, nomor = awal + timedelta(minutes=i), f"IKRG-2026-{i:06}-AAAAAA"
        # Calls at even minutes up to the fiftieth line, at odd ones after it.
        if i % 2 == (0 if i < 50 else 1):
            isi = replace(satu, batas_telepon=batas)
            dunia.taruh(replace(gagal, nomor=nomor, sms={satu.no: isi}))
        else:
            isi_visit = replace(visit, batas_waktu=batas)
            dunia.taruh(replace(biasa, nomor=nomor, visits={visit.kunci: isi_visit}))
    halaman, lanjut = [], ""
    while lanjut is not None:
        satu_halaman = api.get(f"{ANTREAN}&lanjut={lanjut}", fo)
        halaman.append(satu_halaman["antrean"])
        lanjut = satu_halaman["lanjut"]
    assert [len(h) for h in halaman] == [50, 50, 2]
    assert [h[-1]["kode"] for h in halaman[:2]] == ["menerima_permohonan", "telepon_pemohon"]
    assert [int(t["nomor"].split("-")[2]) for h in halaman for t in h] == [*range(102)]


def test_the_outbox_shows_what_is_known_and_notes_only_to_officers(
    api: Api, dunia: Dunia, nomor: str
) -> None:
    ani = dunia.petugas("front_office", "Ani")
    api.post(alamat(dunia, nomor), ani, {"hasil": "tidak_tersambung", "catatan": "Nomor istri."})
    (petugas,) = api.get(f"/permohonan/{nomor}", ani)["sms"]
    (pemohon,) = api.get(f"/permohonan/{nomor}", PEMOHON)["sms"]
    assert petugas["panggilan"][0]["catatan"] == "Nomor istri."
    assert "catatan" not in pemohon["panggilan"][0]
    assert petugas["keadaan"] == "gagal"
    assert petugas["telepon"] == "+6281…890"
    assert {"segmen", "percobaan", "kirim_pada", "pesan", "penyedia"} <= petugas.keys()
