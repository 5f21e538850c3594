"""Keys in KMS: what they sign verifies, and every refusal is one that can be tried again."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError
from botocore.stub import Stubber
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from chalicelib.adapters import kms
from tests.awan import kunci_kms
from tests.kawat import KAWAT

pytestmark = pytest.mark.usefixtures("moto")


@pytest.mark.parametrize("panjang", [1, 4096])
def test_a_signature_verifies(panjang: int) -> None:
    isi, arn = b"x" * panjang, kunci_kms()
    publik = serialization.load_der_public_key(kms.kunci_publik(arn))
    assert isinstance(publik, ec.EllipticCurvePublicKey)
    publik.verify(kms.tandatangani(arn, isi), isi, ec.ECDSA(hashes.SHA256()))


@pytest.mark.parametrize(
    ("algoritma", "sidik"),
    [(kms.ES256, hashlib.sha256), ("RSASSA_PKCS1_V1_5_SHA_512", hashlib.sha512)],
)
def test_of_a_long_message_kms_is_given_the_digest(
    algoritma: str, sidik: Callable[[bytes], Any]
) -> None:
    """moto hashes a digest once more, so that its answer says nothing here."""
    isi = b"x" * 4097
    diminta = {
        "KeyId": "k",
        "Message": sidik(isi).digest(),
        "MessageType": "DIGEST",
        "SigningAlgorithm": algoritma,
    }
    with Stubber(kms._client()) as stub:
        stub.add_response("sign", {"Signature": b"s"}, diminta)
        assert kms.tandatangani("k", isi, algoritma) == b"s"


def test_an_rsa_key_signs_too() -> None:
    isi, arn = b"x", kunci_kms("RSA_2048")
    publik = serialization.load_der_public_key(kms.kunci_publik(arn))
    assert isinstance(publik, rsa.RSAPublicKey)
    tanda = kms.tandatangani(arn, isi, "RSASSA_PKCS1_V1_5_SHA_256")
    publik.verify(tanda, isi, padding.PKCS1v15(), hashes.SHA256())


def test_the_public_key_is_asked_for_once() -> None:
    arn = kunci_kms()
    assert kms.kunci_publik(arn) == kms.kunci_publik(arn)
    assert KAWAT.jumlah()["GetPublicKey"] == 1


def test_the_public_key_as_pem_is_the_same_key() -> None:
    der = kms.kunci_publik(kunci_kms())
    dibaca = serialization.load_pem_public_key(kms.pem(der).encode())
    bentuk = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    assert dibaca.public_bytes(*bentuk) == der


@pytest.mark.parametrize(
    ("kode", "status", "kali"),
    [
        ("AccessDeniedException", 400, 1),
        ("DisabledException", 400, 1),
        ("KMSInternalException", 500, 3),
    ],
)
def test_a_refusal_is_named_and_may_be_tried_again(kode: str, status: int, kali: int) -> None:
    arn = kunci_kms()
    for _ in range(kali):
        KAWAT.tolak("Sign", kode, status)
    with pytest.raises(kms.TandaTanganGagal, match="belum dapat dibuat") as gagal:
        kms.tandatangani(arn, b"x")
    assert gagal.value.sebab == kode
    assert kms.tandatangani(arn, b"x")


@pytest.mark.parametrize(
    "sebab",
    [
        ReadTimeoutError(endpoint_url="https://kms"),
        ConnectTimeoutError(endpoint_url="https://kms"),
        EndpointConnectionError(endpoint_url="https://kms"),
    ],
)
def test_no_answer_is_a_refusal_after_three_tries(sebab: Exception) -> None:
    def putus() -> None:
        raise sebab

    arn = kunci_kms()
    for _ in range(3):
        KAWAT.sebelum("Sign", putus)
    with pytest.raises(kms.TandaTanganGagal) as gagal:
        kms.tandatangani(arn, b"x")
    assert gagal.value.sebab == type(sebab).__name__
    assert KAWAT.jumlah()["Sign"] == 3


def test_what_was_refused_is_not_remembered() -> None:
    arn = kunci_kms()
    KAWAT.tolak("GetPublicKey", "AccessDeniedException")
    with pytest.raises(kms.TandaTanganGagal):
        kms.kunci_publik(arn)
    assert kms.kunci_publik(arn)


def test_a_client_gives_up_before_a_function_would() -> None:
    setelan: Any = kms._client().meta.config
    lama = setelan.connect_timeout + setelan.read_timeout
    assert lama * setelan.retries["total_max_attempts"] <= 15
