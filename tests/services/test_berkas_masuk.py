"""Papers that reach the bucket: looked at, recorded once, and none stops another."""

import hashlib
import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.adapters import permohonan_db
from chalicelib.domain.berkas import Berkas
from chalicelib.services import permohonan as layanan
from infra.berkas_contoh import buat
from tests.awan import pesan
from tests.contoh_kasus import KEMARIN, draf, kasus_di
from tests.domain.kasus import PEMOHON, Kasus
from tests.dunia import Dunia

SURAT = buat("surat_permohonan", "Surat permohonan")
FOTO = buat("ktp", "KTP")


@pytest.fixture
def nomor(dunia: Dunia) -> str:
    return dunia.taruh(Kasus(pada=KEMARIN).isi().p)


def berkas(dunia: Dunia, nomor: str) -> dict[str, Berkas]:
    return dict(dunia.get(nomor).berkas)


def test_a_sound_paper_is_accepted_as_exactly_the_object_that_was_checked(
    dunia: Dunia, nomor: str
) -> None:
    kiriman = dunia.unggah(nomor, "surat_permohonan", SURAT.isi, SURAT.tipe, id_="a1")
    assert dunia.terima_unggahan(kiriman) == []
    objek = json.loads(kiriman["body"])["Records"][0]["s3"]["object"]
    satu = berkas(dunia, nomor)["a1"]
    assert (satu.kode, satu.keadaan, satu.oleh) == ("surat_permohonan", "diterima", PEMOHON.id)
    assert (satu.kunci, satu.versi) == (f"masuk/{nomor}/surat_permohonan/a1", objek["versionId"])
    assert satu.sha256 == hashlib.sha256(SURAT.isi).hexdigest()
    assert (satu.ukuran, satu.tipe) == (len(SURAT.isi), SURAT.tipe)


@pytest.mark.parametrize(
    ("isi", "tipe", "sebab"),
    [
        (FOTO.isi, "application/pdf", "Isi berkas bukan PDF"),
        (SURAT.isi[: len(SURAT.isi) // 2], "application/pdf", "rusak"),
        (b"MZ", "image/png", "bukan PNG"),
        (SURAT.isi, "text/html", "tidak diterima"),
    ],
)
def test_a_bad_paper_says_why_and_blocks_nothing_else(
    dunia: Dunia, nomor: str, isi: bytes, tipe: str, sebab: str
) -> None:
    buruk = dunia.unggah(nomor, "npwp", isi, tipe, id_="b1")
    baik = dunia.unggah(nomor, "ktp", FOTO.isi, FOTO.tipe, id_="b2")
    assert dunia.terima_unggahan(buruk, baik) == []
    daftar = berkas(dunia, nomor)
    assert (daftar["b1"].keadaan, daftar["b2"].keadaan) == ("ditolak", "diterima")
    assert sebab in daftar["b1"].alasan
    assert daftar["b2"].alasan == ""


def test_a_notification_that_comes_twice_is_one_paper(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("perbaikan_berkas"))
    kiriman = dunia.unggah(nomor, "ktp", FOTO.isi, FOTO.tipe, id_="a1")
    dunia.terima_unggahan(kiriman)
    sebelum = dunia.isi()
    assert dunia.terima_unggahan(kiriman) == []
    assert dunia.isi() == sebelum


def test_a_second_upload_with_the_same_ticket_is_ignored(dunia: Dunia, nomor: str) -> None:
    dunia.terima_unggahan(dunia.unggah(nomor, "ktp", FOTO.isi, FOTO.tipe, id_="a1"))
    pertama = berkas(dunia, nomor)["a1"]
    lain = buat("ktp", "KTP orang lain")
    assert dunia.terima_unggahan(dunia.unggah(nomor, "ktp", lain.isi, lain.tipe, id_="a1")) == []
    assert berkas(dunia, nomor) == {"a1": pertama}


def test_an_accepted_paper_closes_its_defect_and_a_refused_one_does_not(dunia: Dunia) -> None:
    p = kasus_di("perbaikan_berkas")
    nomor, (cacat,) = dunia.taruh(p), p.cacat.values()
    kode = cacat.sasaran.removeprefix("berkas:")
    dunia.terima_unggahan(dunia.unggah(nomor, kode, b"MZ", "image/png", id_="a1"))
    assert dunia.get(nomor).cacat_terbuka() == [cacat]
    dunia.terima_unggahan(dunia.unggah(nomor, kode, FOTO.isi, FOTO.tipe, id_="a2"))
    assert dunia.get(nomor).cacat_terbuka() == []


def test_a_paper_without_a_case_is_noted_and_does_not_come_back(
    dunia: Dunia, log: io.StringIO
) -> None:
    assert (
        dunia.terima_unggahan(dunia.unggah("DRAF-TIADA", "ktp", FOTO.isi, FOTO.tipe, id_="a1"))
        == []
    )
    assert "paper_without_case" in log.getvalue()


def test_a_case_that_has_ended_takes_no_paper(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("perbaikan_berkas"))
    layanan.tarik(nomor, "Batal.", PEMOHON, None)
    sebelum = berkas(dunia, nomor)
    dunia.terima_unggahan(dunia.unggah(nomor, "ktp", FOTO.isi, FOTO.tipe, id_="a1"))
    assert berkas(dunia, nomor) == sebelum


def test_a_broken_message_comes_back_and_the_others_are_handled(
    dunia: Dunia, nomor: str, log: io.StringIO
) -> None:
    baik = dunia.unggah(nomor, "ktp", FOTO.isi, FOTO.tipe, id_="baik")
    rusak = {**pesan({}, "rusak"), "body": "{"}
    objek = {"key": "masuk/pendek", "versionId": "v"}
    kejadian = {"eventTime": datetime.now(UTC).isoformat(), "s3": {"object": objek}}
    pendek = pesan({"Records": [kejadian]}, "pendek")
    objek = {"key": f"masuk/{nomor}/ktp/x", "versionId": "tiada"}
    hilang = pesan({"Records": [{**kejadian, "s3": {"object": objek}}]}, "hilang")
    assert dunia.terima_unggahan(rusak, pendek, hilang, baik) == ["rusak", "pendek", "hilang"]
    assert berkas(dunia, nomor).keys() == {"baik"}
    assert log.getvalue().count("paper_not_checked") == 3


def test_the_test_message_of_s3_is_no_paper(dunia: Dunia) -> None:
    assert dunia.terima_unggahan(pesan({"Service": "Amazon S3", "Event": "s3:TestEvent"})) == []


def test_a_draft_takes_no_more_papers_than_can_be_removed_and_submitted_at_once(
    dunia: Dunia,
) -> None:
    siap = draf()
    (contoh, *_) = siap.berkas.values()
    tambahan = {f"t{i}": replace(contoh, id=f"t{i}") for i in range(60 - len(siap.berkas))}
    nomor = dunia.taruh(replace(siap, berkas={**siap.berkas, **tambahan}))
    dunia.terima_unggahan(dunia.unggah(nomor, "ktp", FOTO.isi, FOTO.tipe, id_="lebih"))
    assert "lebih" not in berkas(dunia, nomor)
    assert layanan.ajukan(nomor, PEMOHON, None).nomor
    lain = dunia.taruh(
        replace(siap, nomor="DRAF-00000000000000000000", berkas={**siap.berkas, **tambahan})
    )
    permohonan_db.hapus_draf(dunia.get(lain))
