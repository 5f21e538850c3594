"""Asymmetric keys in AWS KMS: the private half never leaves it, only signatures come out."""

import base64
import hashlib
from functools import lru_cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.log import logger

_PENDEK = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 3})
_TERPANJANG = 4096
"""Bytes that KMS takes as they are; of what is longer it is given the digest."""
ES256 = "ECDSA_SHA_256"


class TandaTanganGagal(Exception):
    """KMS refused or did not answer: nothing was signed, and trying again can help.

    The text is one Indonesian sentence; `sebab` is the name of what went wrong, for the log.
    """

    def __init__(self, sebab: str) -> None:
        super().__init__(f"Tanda tangan elektronik belum dapat dibuat ({sebab}). Coba lagi nanti.")
        self.sebab = sebab


def tandatangani(kunci: str, isi: bytes, algoritma: str = ES256) -> bytes:
    """The signature of the key (id or ARN) over these bytes, as DER; raises `TandaTanganGagal`.

    `algoritma` is a signing algorithm of KMS whose name ends with its hash: ECDSA_SHA_256.
    """
    pesan, jenis = isi, "RAW"
    if len(isi) > _TERPANJANG:
        pesan = hashlib.new(f"sha{algoritma.rpartition('_')[2]}", isi).digest()
        jenis = "DIGEST"
    jawab = _panggil(
        "sign", KeyId=kunci, Message=pesan, MessageType=jenis, SigningAlgorithm=algoritma
    )
    return bytes(jawab["Signature"])


@lru_cache
def kunci_publik(kunci: str) -> bytes:
    """The public half of a key as DER (SubjectPublicKeyInfo); raises `TandaTanganGagal`.

    It never changes, so one process asks once for each key.
    """
    return bytes(_panggil("get_public_key", KeyId=kunci)["PublicKey"])


def pem(der: bytes) -> str:
    """A public key as PEM."""
    isi = base64.b64encode(der).decode()
    baris = [isi[i : i + 64] for i in range(0, len(isi), 64)]
    return "\n".join(["-----BEGIN PUBLIC KEY-----", *baris, "-----END PUBLIC KEY-----", ""])


def _panggil(operasi: str, **isi: object) -> dict[str, Any]:
    try:
        hasil: dict[str, Any] = getattr(_client(), operasi)(**isi)
    except ClientError as error:
        raise _gagal(error.response["Error"]["Code"]) from error
    except BotoCoreError as error:
        raise _gagal(type(error).__name__) from error
    return hasil


def _gagal(sebab: str) -> TandaTanganGagal:
    logger.warning("kms_refused", extra={"sebab": sebab})
    return TandaTanganGagal(sebab)


@lru_cache
def _client() -> Any:
    return boto3.client("kms", config=_PENDEK)
