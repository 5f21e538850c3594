"""Rows of one-time codes in the table of cases: counters of what was sent, and hashed codes.

Every `nomor` begins with `kode#`; DynamoDB removes a row after `hapus_pada` (epoch seconds).
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import boto3
from boto3.dynamodb.conditions import Attr, ConditionBase
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib import config

_DUA_HARI = 2 * 86_400
# Cognito waits five seconds for a trigger.
_SINGKAT = Config(connect_timeout=1, read_timeout=1, retries={"total_max_attempts": 2})


@dataclass(frozen=True, slots=True)
class Tersimpan:
    """A code as it is kept: salted and hashed."""

    garam: bytes
    sidik: bytes


def hitung(siapa: str, hari: str, sekarang: int, *, batas: int) -> bool:
    """Count one more code for `siapa` on the day `hari`; False, and no change, at `batas`.

    `siapa` is a phone or the office, kept only as a hash; `sekarang` is an epoch second.
    """
    jawaban = _bila(
        _tabel().update_item,
        Attr("jumlah").not_exists() | Attr("jumlah").lt(batas),
        Key=_kunci(hashlib.sha256(f"{siapa}#{hari}".encode()).hexdigest()),
        UpdateExpression="ADD jumlah :satu SET hapus_pada = :hapus",
        ExpressionAttributeValues={":satu": 1, ":hapus": sekarang + _DUA_HARI},
    )
    return jawaban is not None


def simpan(untuk: str, kode: Tersimpan, *, percobaan: int, sampai: int) -> None:
    """Keep the code for `untuk`, in place of an earlier one, until an epoch second."""
    _tabel().put_item(
        Item=_kunci(untuk)
        | {"garam": kode.garam, "sidik": kode.sidik, "sisa": percobaan, "hapus_pada": sampai}
    )


def coba(untuk: str, sekarang: int) -> Tersimpan | None:
    """Use up one attempt and give the code to compare with; None where none is left or valid."""
    jawaban = _bila(
        _tabel().update_item,
        # The row may outlive its time: DynamoDB removes it when it finds the time.
        Attr("sisa").gt(0) & Attr("hapus_pada").gt(sekarang),
        Key=_kunci(untuk),
        UpdateExpression="ADD sisa :kurang",
        ExpressionAttributeValues={":kurang": -1},
        ReturnValues="ALL_NEW",
    )
    if jawaban is None:
        return None
    baris = jawaban["Attributes"]
    return Tersimpan(garam=bytes(baris["garam"]), sidik=bytes(baris["sidik"]))


def habiskan(untuk: str, kode: Tersimpan) -> bool:
    """Remove this code; False if it was used or replaced meanwhile."""
    return _bila(_tabel().delete_item, Attr("sidik").eq(kode.sidik), Key=_kunci(untuk)) is not None


def _bila(panggil: Any, syarat: ConditionBase, **isi: Any) -> dict[str, Any] | None:
    try:
        return dict(panggil(ConditionExpression=syarat, **isi))
    except ClientError as error:
        if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
            return None
        raise


def _kunci(untuk: str) -> dict[str, str]:
    return {"nomor": f"kode#{untuk}", "baris": "kode"}


def _tabel() -> Any:
    return _dynamodb().Table(config.tabel_permohonan())


@lru_cache
def _dynamodb() -> Any:
    return boto3.resource("dynamodb", config=_SINGKAT)
