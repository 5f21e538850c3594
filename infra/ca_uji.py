"""A certificate authority for tests: whatever it issues says "UJI COBA" and is worth nothing."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

KunciPublik = ec.EllipticCurvePublicKey | rsa.RSAPublicKey
AKAR = "akar-uji.pem"
_KUNCI = "kunci-akar-uji.pem"
_BERLAKU = timedelta(days=2 * 365)
_ORGANISASI = "UJI COBA - bukan sertifikat resmi"


def rantai_uji(kunci_publik: bytes, folder: Path, pada: datetime | None = None) -> bytes:
    """PEM chain of a new certificate for this public key (DER), valid for two years from `pada`.

    The authority's key and root are in `folder` and are made where they are missing.
    """
    pada = pada or datetime.now(UTC)
    kunci, akar = _akar(folder, pada)
    publik = serialization.load_der_public_key(kunci_publik)
    assert isinstance(publik, KunciPublik)
    sertifikat = (
        _pembangun("Kepala Dinas (UJI COBA)", publik, pada, _BERLAKU)
        .issuer_name(akar.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_guna(menandatangani=True), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(kunci.public_key()), critical=False
        )
        .sign(kunci, hashes.SHA256())
    )
    return _pem(sertifikat) + _pem(akar)


def _akar(folder: Path, pada: datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    berkas, kunci_berkas = folder / AKAR, folder / _KUNCI
    if berkas.exists() and kunci_berkas.exists():
        lama = serialization.load_pem_private_key(kunci_berkas.read_bytes(), password=None)
        assert isinstance(lama, ec.EllipticCurvePrivateKey)
        return lama, x509.load_pem_x509_certificate(berkas.read_bytes())
    kunci = ec.generate_private_key(ec.SECP256R1())
    nama = "Otoritas Sertifikat UJI COBA"
    akar = (
        _pembangun(nama, kunci.public_key(), pada, 5 * _BERLAKU)
        .issuer_name(_nama(nama))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_guna(menandatangani=False), critical=True)
        .sign(kunci, hashes.SHA256())
    )
    folder.mkdir(parents=True, exist_ok=True)
    isi = kunci.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with os.fdopen(os.open(kunci_berkas, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as f:
        f.write(isi)
    berkas.write_bytes(_pem(akar))
    return kunci, akar


def _pembangun(
    nama: str, publik: KunciPublik, pada: datetime, berlaku: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_nama(nama))
        .public_key(publik)
        .serial_number(x509.random_serial_number())
        .not_valid_before(pada - timedelta(hours=1))
        .not_valid_after(pada + berlaku)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(publik), critical=False)
    )


def _nama(nama: str) -> x509.Name:
    isi = {NameOID.COMMON_NAME: nama, NameOID.ORGANIZATION_NAME: _ORGANISASI}
    return x509.Name(
        [x509.NameAttribute(NameOID.COUNTRY_NAME, "ID")]
        + [x509.NameAttribute(oid, teks) for oid, teks in isi.items()]
    )


def _guna(*, menandatangani: bool) -> x509.KeyUsage:
    """A signer's key usage, or that of the authority."""
    return x509.KeyUsage(
        digital_signature=menandatangani,
        content_commitment=menandatangani,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not menandatangani,
        crl_sign=not menandatangani,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(sertifikat: x509.Certificate) -> bytes:
    return sertifikat.public_bytes(serialization.Encoding.PEM)
