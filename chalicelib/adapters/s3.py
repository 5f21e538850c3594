"""Papers in S3: tickets to upload them, their checked versions to read."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib import config
from chalicelib.domain.berkas import UKURAN_TERBESAR

_BERLAKU_DETIK = 15 * 60
_PENDEK = Config(
    connect_timeout=1,
    read_timeout=10,
    retries={"total_max_attempts": 3},
    signature_version="s3v4",
)


def tiket(kunci: str, tipe: str, oleh: str) -> dict[str, Any]:
    """A presigned POST for exactly this key and type, at most 10 MB, valid 15 minutes.

    `{"url": …, "fields": {…}}`; the uploader's id travels as signed metadata.
    """
    fields = {"Content-Type": tipe, "x-amz-meta-oleh": oleh}
    syarat = [{nama: nilai} for nama, nilai in fields.items()]
    hasil: dict[str, Any] = _client().generate_presigned_post(
        config.bucket_berkas(),
        kunci,
        Fields=fields,
        Conditions=[*syarat, ["content-length-range", 1, UKURAN_TERBESAR]],
        ExpiresIn=_BERLAKU_DETIK,
    )
    return hasil


def url_baca(kunci: str, versi: str, nama: str) -> str:
    """A presigned GET of exactly the version that was checked, valid 15 minutes."""
    url: str = _client().generate_presigned_url(
        "get_object",
        Params={
            "Bucket": config.bucket_berkas(),
            "Key": kunci,
            "VersionId": versi,
            "ResponseContentDisposition": f'inline; filename="{nama}"',
        },
        ExpiresIn=_BERLAKU_DETIK,
    )
    return url


def baca(kunci: str, versi: str) -> tuple[bytes, str, str]:
    """One version: its bytes, declared type, and the uploader's id."""
    objek = _client().get_object(Bucket=config.bucket_berkas(), Key=kunci, VersionId=versi)
    oleh = str(objek["Metadata"].get("oleh", ""))
    return objek["Body"].read(), objek["ContentType"], oleh


def simpan(kunci: str, isi: bytes, tipe: str = "application/pdf") -> str:
    """Put an object that we made ourselves; its VersionId."""
    hasil = _client().put_object(
        Bucket=config.bucket_berkas(), Key=kunci, Body=isi, ContentType=tipe
    )
    return str(hasil["VersionId"])


def simpan_sekali(kunci: str, isi: bytes, tipe: str = "application/pdf") -> tuple[str, bytes]:
    """As `simpan`, unless an earlier attempt has put it: the version and bytes that are there.

    What is signed differs at each attempt; the first one stays.
    """
    try:
        hasil = _client().put_object(
            Bucket=config.bucket_berkas(), Key=kunci, Body=isi, ContentType=tipe, IfNoneMatch="*"
        )
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("PreconditionFailed", "412"):
            raise
        objek = _client().get_object(Bucket=config.bucket_berkas(), Key=kunci)
        return str(objek["VersionId"]), objek["Body"].read()
    return str(hasil["VersionId"]), isi


def sertifikat() -> bytes:
    """The certificate of the office's signature and those that issued it, as PEM."""
    objek = _client().get_object(Bucket=config.bucket_berkas(), Key="sertifikat/kantor.pem")
    return bytes(objek["Body"].read())


def hapus_semua(nomor: str) -> None:
    """Delete every version of every paper of a draft."""
    for versi in _semua_versi(f"masuk/{nomor}/"):
        _client().delete_object(Bucket=config.bucket_berkas(), **versi)


def _semua_versi(awalan: str) -> Iterator[dict[str, str]]:
    halaman = _client().get_paginator("list_object_versions")
    for isi in halaman.paginate(Bucket=config.bucket_berkas(), Prefix=awalan):
        for objek in (*isi.get("Versions", ()), *isi.get("DeleteMarkers", ())):
            yield {"Key": objek["Key"], "VersionId": objek["VersionId"]}


@lru_cache
def _client() -> Any:
    return boto3.client("s3", config=_PENDEK)
