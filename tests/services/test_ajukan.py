"""From draft to numbered case: gap-free, none twice, once per draft."""

import re
from dataclasses import replace

import pytest

from chalicelib.adapters import permohonan_db, petugas_db
from chalicelib.domain.jejak import utuh
from chalicelib.errors import BadInput, NotAllowed, NotFound
from chalicelib.services import langkah
from chalicelib.services import permohonan as layanan
from tests.awan import klien
from tests.contoh_kasus import draf, kasus_didraf
from tests.domain.kasus import PEMOHON, WAKIL
from tests.dunia import Dunia
from tests.kawat import KAWAT


def urutan(daftar: list[str]) -> list[int]:
    return [int(nomor.split("-")[2]) for nomor in daftar]


def register(jenis: str) -> list[int]:
    """The numbers that were given, from the register."""
    isi = klien("dynamodb").scan(TableName="permohonan")["Items"]
    return [int(i["baris"]["S"]) for i in isi if i["nomor"]["S"].startswith(f"register#{jenis}#")]


def test_a_case_has_its_number_its_papers_and_its_jejak(dunia: Dunia) -> None:
    asal = draf()
    p = layanan.ajukan(dunia.taruh(asal), PEMOHON, None)
    assert re.fullmatch(r"IKRG-\d{4}-000001-[0-9A-HJKMNP-TV-Z]{6}", p.nomor)
    tersimpan = dunia.get(p.nomor)
    assert tersimpan.berkas == asal.berkas
    assert utuh(permohonan_db.jejak(p.nomor))
    dunia.jalankan()
    assert {v.kode for v in dunia.terbuka(p.nomor)} == {"menerima_permohonan"}


def test_submitting_twice_gives_the_same_case(dunia: Dunia) -> None:
    nomor = dunia.taruh(draf())
    pertama = layanan.ajukan(nomor, PEMOHON, None)
    kedua = layanan.ajukan(nomor, PEMOHON, None)
    assert pertama.nomor == kedua.nomor
    assert register("IKRG") == [1]


def test_submitting_twice_at_once_gives_the_same_case(dunia: Dunia) -> None:
    nomor = dunia.taruh(draf())
    lain: list[str] = []
    KAWAT.sebelum(
        "TransactWriteItems", lambda: lain.append(layanan.ajukan(nomor, PEMOHON, None).nomor)
    )
    assert layanan.ajukan(nomor, PEMOHON, None).nomor == lain[0]
    assert register("IKRG") == [1]


def test_numbers_taken_at_once_have_no_gap_and_none_comes_twice(dunia: Dunia) -> None:
    satu, dua, tiga = (dunia.taruh(draf()) for _ in range(3))
    nomor: list[str] = []

    def ajukan(draf: str) -> None:
        nomor.append(layanan.ajukan(draf, PEMOHON, None).nomor)

    KAWAT.sebelum("TransactWriteItems", lambda: ajukan(dua))
    ajukan(satu)
    KAWAT.tolak("TransactWriteItems", "InternalServerError", 500)
    ajukan(tiga)
    assert urutan(nomor) == [1, 2, 3]
    assert register("IKRG") == [1, 2, 3]


def test_a_refused_draft_takes_no_number(dunia: Dunia) -> None:
    siap = draf()
    kurang = replace(siap, berkas={}, data={**siap.data, "nik": "1"})
    nomor = dunia.taruh(kurang)
    sebelum = dunia.isi()
    with pytest.raises(BadInput) as salah:
        layanan.ajukan(nomor, PEMOHON, None)
    assert {"nik", "berkas:ktp"} <= {f.isian for f in salah.value.kesalahan}
    assert dunia.isi() == sebelum


def test_the_letter_takes_its_number_in_the_same_way(dunia: Dunia) -> None:
    satu, dua = (
        dunia.taruh(kasus_didraf("menandatangani_sk", nomor=f"IKRG-2026-00000{i}-AAAAAA"))
        for i in (1, 2)
    )
    perintah = [dunia.perintah(nomor, "menandatangani_sk") for nomor in (satu, dua)]
    KAWAT.sebelum("TransactWriteItems", lambda: langkah.lakukan(dua, perintah[1]))
    langkah.lakukan(satu, perintah[0])
    surat = [dunia.get(nomor).nomor_surat["sk"][:8] for nomor in (dua, satu)]
    assert surat == ["503/0001", "503/0002"]
    assert register("IKRG-sk") == [1, 2]


def test_a_surat_penolakan_is_counted_apart_from_the_sk(dunia: Dunia) -> None:
    ditolak = kasus_didraf("menandatangani_sk", nomor="IKRG-2026-000003-AAAAAA", putusan="tolak")
    nomor = dunia.taruh(ditolak)
    langkah.lakukan(nomor, dunia.perintah(nomor, "menandatangani_sk"))
    assert [*dunia.get(nomor).nomor_surat] == ["surat_penolakan"]
    assert (register("IKRG-surat_penolakan"), register("IKRG-sk")) == ([1], [])


def test_the_front_office_submits_for_whom_it_saw(dunia: Dunia) -> None:
    loket = dunia.petugas("front_office")
    nomor = dunia.taruh(replace(draf(), pemilik="", loket=loket.id))
    with pytest.raises(NotAllowed, match="identitas"):
        layanan.ajukan(nomor, loket, None)
    p = layanan.ajukan(nomor, loket, WAKIL)
    baris = list(permohonan_db.jejak(p.nomor))[-1]
    assert (baris.oleh, baris.pelaksana) == (loket.id, "front_office")
    assert baris.rincian == {**baris.rincian, "mewakili": "pemohon", "identitas": ["KTP", "0001"]}


def test_a_front_office_officer_who_was_removed_submits_nothing(dunia: Dunia) -> None:
    loket = dunia.petugas("front_office")
    nomor = dunia.taruh(replace(draf(), pemilik="", loket=loket.id))
    KAWAT.sebelum(
        "TransactWriteItems",
        lambda: petugas_db.baris(loket.id, loket.nama, {"front_office"}, aktif=False).save(),
    )
    with pytest.raises(NotAllowed, match="tidak lagi bertugas"):
        layanan.ajukan(nomor, loket, WAKIL)
    assert register("IKRG") == []


def test_an_unknown_permit_has_no_draft(dunia: Dunia) -> None:
    with pytest.raises(NotFound, match="tidak dilayani"):
        layanan.buat("imb", PEMOHON)
