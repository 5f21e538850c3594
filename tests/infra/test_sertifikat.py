"""The operator's commands: certificate, its request, and the keys that the public checks with."""

import argparse
import json
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import boto3
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from chalicelib.adapters.tanda_tangan import Kms, SertifikatSalah
from chalicelib.domain import pernyataan
from infra import sertifikat as perintah
from infra.ca_uji import AKAR, rantai_uji
from infra.kunci_verifikasi import BERKAS, Kunci, baca, tambah, terbitkan_kunci, tulis
from infra.tanda_tangan import SERTIFIKAT, minta, pasang, siapkan_uji
from infra.tujuan import Tujuan
from infra.validasi import validasi
from tests.awan import LINGKUNGAN, WILAYAH, kunci_kms
from tests.surat_contoh import surat
from tests.ubahan import Kunci as KunciSendiri


@pytest.fixture
def klien(moto: None) -> Any:
    return partial(boto3.client, region_name=WILAYAH)


@pytest.fixture
def keluaran(klien: Any) -> dict[str, str]:
    """The outputs of a stack with what these commands use."""
    for nama in ("berkas", "halaman"):
        klien("s3").create_bucket(
            Bucket=nama, CreateBucketConfiguration={"LocationConstraint": WILAYAH}
        )
    return {
        "BucketBerkas": "berkas",
        "BucketHalaman": "halaman",
        "KunciTandaTangan": kunci_kms(),
        "KunciPernyataan": kunci_kms(),
    }


def publik(klien: Any, kunci: str) -> bytes:
    return bytes(klien("kms").get_public_key(KeyId=kunci)["PublicKey"])


def terpasang(klien: Any) -> bytes:
    return bytes(klien("s3").get_object(Bucket="berkas", Key=SERTIFIKAT)["Body"].read())


def terbit(klien: Any) -> dict[str, Any]:
    return baca(klien("s3").get_object(Bucket="halaman", Key=BERKAS)["Body"].read().decode())


# ------------------------------------------------------------------------------ certificate


def test_a_test_stack_signs_and_is_trusted_under_its_own_root(
    klien: Any, keluaran: dict[str, str], tmp_path: Path
) -> None:
    akar = siapkan_uji(klien, keluaran, tmp_path)
    penanda = Kms(keluaran["KunciTandaTangan"], terpasang(klien))
    pdf = penanda.tandatangani(surat(), None, "", "", datetime.now(UTC))
    assert validasi(pdf, akar.read_bytes()).beres


def test_preparing_it_again_changes_nothing(
    klien: Any, keluaran: dict[str, str], tmp_path: Path
) -> None:
    akar = siapkan_uji(klien, keluaran, tmp_path).read_bytes()
    lama = terpasang(klien), terbit(klien)
    assert siapkan_uji(klien, keluaran, tmp_path).read_bytes() == akar
    assert (terpasang(klien), terbit(klien)) == lama


def test_a_lost_folder_or_another_key_makes_a_new_certificate(
    klien: Any, keluaran: dict[str, str], tmp_path: Path
) -> None:
    siapkan_uji(klien, keluaran, tmp_path / "a")
    lama = terpasang(klien)
    siapkan_uji(klien, keluaran, tmp_path / "b")
    kedua = terpasang(klien)
    siapkan_uji(klien, keluaran | {"KunciTandaTangan": kunci_kms()}, tmp_path / "b")
    assert len({lama, kedua, terpasang(klien)}) == 3


def test_everything_of_the_test_authority_says_so(
    klien: Any, keluaran: dict[str, str], tmp_path: Path
) -> None:
    siapkan_uji(klien, keluaran, tmp_path)
    for satu in x509.load_pem_x509_certificates(terpasang(klien)):
        assert "UJI COBA" in satu.subject.rfc4514_string()
        assert "UJI COBA" in satu.issuer.rfc4514_string()
    assert terbit(klien)["kunci"][0]["uji"]


def test_a_test_certificate_serves_two_years(tmp_path: Path) -> None:
    pada = datetime(2026, 11, 24, tzinfo=UTC)
    daftar = x509.load_pem_x509_certificates(rantai_uji(KunciSendiri().der, tmp_path, pada))
    assert daftar[0].not_valid_after_utc == pada + timedelta(days=730)
    assert daftar[1].not_valid_after_utc > pada + timedelta(days=1460)
    guna = daftar[0].extensions.get_extension_for_class(x509.KeyUsage).value
    assert guna.digital_signature
    assert guna.content_commitment


@pytest.mark.parametrize("jenis", ["ECC_NIST_P256", "ECC_NIST_P384", "RSA_2048"])
def test_the_request_is_signed_by_the_key_that_it_is_for(
    jenis: str, klien: Any, keluaran: dict[str, str]
) -> None:
    keluaran["KunciTandaTangan"] = kunci_kms(jenis)
    nama = {"country_name": "ID", "organization_name": "DPMPTSP Ünïté", "common_name": "Budi, S.T."}
    permintaan = x509.load_pem_x509_csr(minta(klien, keluaran, nama))
    assert permintaan.is_signature_valid
    assert {a.value for a in permintaan.subject} == set(nama.values())
    bentuk = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    assert permintaan.public_key().public_bytes(*bentuk) == publik(
        klien, keluaran["KunciTandaTangan"]
    )


def test_what_a_psre_answers_is_installed(
    klien: Any, keluaran: dict[str, str], tmp_path: Path
) -> None:
    rantai = rantai_uji(publik(klien, keluaran["KunciTandaTangan"]), tmp_path)
    pasang(klien, keluaran, rantai)
    assert terpasang(klien) == rantai


def test_what_would_not_serve_is_not_installed(
    klien: Any, keluaran: dict[str, str], tmp_path: Path
) -> None:
    der = publik(klien, keluaran["KunciTandaTangan"])
    rantai = rantai_uji(der, tmp_path / "a")
    rantai_uji(der, tmp_path / "b")
    lama = datetime.now(UTC) - timedelta(days=800)
    sendiri = rantai.partition(b"-----END CERTIFICATE-----\n")
    for isi, kata in {
        rantai_uji(publik(klien, kunci_kms()), tmp_path / "a"): "bukan untuk kunci ini",
        rantai_uji(der, tmp_path / "c", lama): "sudah kedaluwarsa",
        sendiri[0] + sendiri[1] + (tmp_path / "b" / AKAR).read_bytes(): "tidak bersambung",
        b"": "tidak terbaca",
    }.items():
        with pytest.raises(SertifikatSalah, match=kata):
            pasang(klien, keluaran, isi)
    assert "Contents" not in klien("s3").list_objects_v2(Bucket="berkas")


# ----------------------------------------------------------------------- keys of the public


def test_the_key_of_statements_is_published_for_the_page(
    klien: Any, keluaran: dict[str, str]
) -> None:
    terbitkan_kunci(klien, keluaran, kantor="DPMPTSP </script>", pada=date(2026, 11, 24))
    objek = klien("s3").get_object(Bucket="halaman", Key=BERKAS)
    isi = objek["Body"].read().decode()
    der = publik(klien, keluaran["KunciPernyataan"])
    assert baca(isi) == {
        "kantor": "DPMPTSP </script>",
        "kunci": [
            {
                "kid": pernyataan.kid(der),
                "jwk": pernyataan.jwk(der),
                "dibuat": "2026-11-24",
                "ditarik": None,
                "uji": False,
            }
        ],
    }
    assert "<" not in isi
    assert objek["ContentType"].startswith("text/javascript")
    assert objek["CacheControl"] == "public, max-age=300"


def test_publishing_again_keeps_the_day_the_name_and_the_object(
    klien: Any, keluaran: dict[str, str]
) -> None:
    terbitkan_kunci(klien, keluaran, kantor="Kantor", pada=date(2026, 11, 24))
    klien("s3").put_bucket_versioning(
        Bucket="halaman", VersioningConfiguration={"Status": "Enabled"}
    )
    terbitkan_kunci(klien, keluaran, pada=date(2027, 1, 1))
    assert terbit(klien)["kantor"] == "Kantor"
    assert terbit(klien)["kunci"][0]["dibuat"] == "2026-11-24"
    assert len(klien("s3").list_object_versions(Bucket="halaman")["Versions"]) == 1


def test_a_key_that_is_replaced_stays_with_its_last_day(
    klien: Any, keluaran: dict[str, str]
) -> None:
    (lama,) = terbitkan_kunci(klien, keluaran, pada=date(2026, 11, 24))
    for hari in (date(2029, 1, 2), date(2029, 5, 6)):
        keluaran["KunciPernyataan"] = kunci_kms()
        daftar = terbitkan_kunci(klien, keluaran, pada=hari)
    assert [(k.dibuat, k.ditarik) for k in daftar] == [
        ("2026-11-24", "2029-01-02"),
        ("2029-01-02", "2029-05-06"),
        ("2029-05-06", None),
    ]
    assert daftar[0].kid == lama.kid


def test_a_key_that_comes_back_is_in_use_again() -> None:
    a, b = KunciSendiri().der, KunciSendiri().der
    daftar: list[Kunci] = []
    for der, hari in ((a, 1), (b, 2), (a, 3)):
        daftar = tambah(daftar, der, date(2026, 1, hari), uji=False)
    assert [(k.kid, k.dibuat, k.ditarik) for k in daftar] == [
        (pernyataan.kid(b), "2026-01-02", "2026-01-03"),
        (pernyataan.kid(a), "2026-01-01", None),
    ]


def test_what_cannot_be_read_is_not_overwritten(klien: Any, keluaran: dict[str, str]) -> None:
    klien("s3").put_object(Bucket="halaman", Key=BERKAS, Body=b"rusak")
    with pytest.raises(ValueError, match="tidak terbaca"):
        terbitkan_kunci(klien, keluaran)
    assert klien("s3").get_object(Bucket="halaman", Key=BERKAS)["Body"].read() == b"rusak"


def test_the_script_is_read_back() -> None:
    isi = {"kantor": 'Kantor "A" </script> \u2028', "kunci": [{"kid": "x"}]}
    assert baca(tulis(isi)) == isi
    assert json.loads(tulis(isi).partition(" = ")[2].rstrip().removesuffix(";")) == isi


# --------------------------------------------------------------------------------- commands


def jalankan(klien: Any, keluaran: dict[str, str], stack: str, **isi: object) -> None:
    class Sasaran(Tujuan):
        keluaran = property(lambda self: keluaran)  # type: ignore[assignment]

    perintah.lakukan(argparse.Namespace(**isi), Sasaran(klien, stack, LINGKUNGAN))


def test_the_commands_do_it_and_say_so(
    klien: Any, keluaran: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    jalankan(klien, keluaran, "ikrg-uji", perintah="minta", nama="Budi", organisasi="Dinas")
    assert x509.load_pem_x509_csr(capsys.readouterr().out.encode()).is_signature_valid
    rantai = tmp_path / "rantai.pem"
    rantai.write_bytes(rantai_uji(publik(klien, keluaran["KunciTandaTangan"]), tmp_path))
    jalankan(klien, keluaran, "ikrg-uji", perintah="pasang", rantai=str(rantai))
    assert terpasang(klien) == rantai.read_bytes()
    jalankan(klien, keluaran, "ikrg-uji", perintah="kunci", kantor="")
    kid = pernyataan.kid(publik(klien, keluaran["KunciPernyataan"]))
    assert kid in capsys.readouterr().out


def test_test_certificates_never_go_to_production(klien: Any, keluaran: dict[str, str]) -> None:
    with pytest.raises(LookupError, match="tidak dipasang di production"):
        jalankan(klien, keluaran, "ikrg-production", perintah="uji")
    assert "Contents" not in klien("s3").list_objects_v2(Bucket="berkas")


def test_without_a_stack_it_says_what_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def tidak_ada() -> Tujuan:
        raise LookupError("jalankan `make up` lebih dahulu, atau sebutkan STAGE=….")

    monkeypatch.setattr(perintah, "tujuan", tidak_ada)
    assert perintah.main(["kunci"]) == 1
    assert "make up" in capsys.readouterr().err
