"""What a stack needs to sign: a certificate for its KMS key, installed; a request for one."""

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from asn1crypto import csr, keys, pem, x509
from botocore.exceptions import ClientError
from cryptography import x509 as pyca
from cryptography.exceptions import InvalidSignature

from chalicelib.adapters import pades
from chalicelib.adapters.tanda_tangan import SertifikatSalah
from infra.ca_uji import AKAR, rantai_uji
from infra.deploy import Klien
from infra.kunci_verifikasi import terbitkan_kunci

SERTIFIKAT = "sertifikat/kantor.pem"
"""Where the signing function finds the chain, in the bucket of papers."""
_UJI = "sertifikat-uji"


def siapkan_uji(klien: Klien, keluaran: dict[str, str], folder: Path, kantor: str = "") -> Path:
    """Let a stack sign and be checked, with a test authority kept in `folder`; the PEM of its root.

    What is there and still serves stays. `kantor` is the name above the page verifikasi.
    """
    folder = folder / _UJI
    publik = _kunci_publik(klien, keluaran)
    if not _terpasang(klien, keluaran, publik, folder / AKAR):
        pasang(klien, keluaran, rantai_uji(publik, folder))
    terbitkan_kunci(klien, keluaran, kantor=kantor, uji=True)
    return folder / AKAR


def pasang(
    klien: Klien, keluaran: dict[str, str], rantai: bytes, pada: datetime | None = None
) -> None:
    """Install a PEM chain for the stack's signing key.

    Raises `SertifikatSalah` where it is not this key's, not valid now, or no chain.
    """
    daftar = pades.rantai_sertifikat(rantai)
    pades.periksa(daftar[0], _kunci_publik(klien, keluaran), pada or datetime.now(UTC))
    _periksa_rantai(rantai)
    klien("s3").put_object(
        Bucket=keluaran["BucketBerkas"],
        Key=SERTIFIKAT,
        Body=rantai,
        ContentType="application/x-pem-file",
    )


def minta(klien: Klien, keluaran: dict[str, str], nama: dict[str, str]) -> bytes:
    """A certificate request (PKCS#10, PEM) for the signing key, signed by KMS.

    `nama` is the subject, e.g. `{"common_name": …, "organization_name": …, "country_name": "ID"}`.
    """
    publik = keys.PublicKeyInfo.load(_kunci_publik(klien, keluaran))
    sidik, algoritma, _ = pades.ALGORITMA[pades.jenis(publik)]
    isi = csr.CertificationRequestInfo(
        {
            "version": "v1",
            "subject": x509.Name.build(nama),
            "subject_pk_info": publik,
            "attributes": [],
        }
    )
    tanda = klien("kms").sign(
        KeyId=keluaran["KunciTandaTangan"],
        Message=isi.dump(),
        MessageType="RAW",
        SigningAlgorithm=algoritma,
    )["Signature"]
    permintaan = csr.CertificationRequest(
        {
            "certification_request_info": isi,
            "signature_algorithm": {
                "algorithm": f"{sidik}_{'rsa' if publik.algorithm == 'rsa' else 'ecdsa'}"
            },
            "signature": tanda,
        }
    )
    return pem.armor("CERTIFICATE REQUEST", permintaan.dump())


def _kunci_publik(klien: Klien, keluaran: dict[str, str]) -> bytes:
    return bytes(klien("kms").get_public_key(KeyId=keluaran["KunciTandaTangan"])["PublicKey"])


def _terpasang(klien: Klien, keluaran: dict[str, str], publik: bytes, akar: Path) -> bool:
    """Whether a chain that serves now, from this authority, is installed already."""
    try:
        objek = klien("s3").get_object(Bucket=keluaran["BucketBerkas"], Key=SERTIFIKAT)
        isi = objek["Body"].read()
        pades.periksa(pades.rantai_sertifikat(isi)[0], publik, datetime.now(UTC))
        return akar.exists() and isi.endswith(akar.read_bytes())
    except SertifikatSalah:
        return False
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchKey":
            return False
        raise


def _periksa_rantai(rantai: bytes) -> None:
    daftar = pyca.load_pem_x509_certificates(rantai)
    for anak, induk in pairwise(daftar):
        try:
            anak.verify_directly_issued_by(induk)
        except (InvalidSignature, TypeError, ValueError) as error:
            raise SertifikatSalah(
                "Rantai sertifikat tidak bersambung: "
                f"{anak.subject.rfc4514_string()} tidak diterbitkan oleh sertifikat sesudahnya."
            ) from error
