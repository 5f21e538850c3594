"""Archives in their own bucket, where nobody can change or remove one before its time."""

from datetime import datetime
from functools import lru_cache
from typing import IO, Any, Literal

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from chalicelib import config
from chalicelib.domain.surat import Objek

_BERLAKU_DETIK = 15 * 60
_TIPE = "application/zip"
# A large archive takes its time; the function that stores it has five minutes.
_LAMA = Config(
    connect_timeout=1,
    read_timeout=120,
    retries={"total_max_attempts": 3},
    signature_version="s3v4",
)


def simpan_sekali(
    kunci: str,
    isi: IO[bytes],
    sha256: str,
    ukuran: int,
    banyak_berkas: int,
    *,
    mode: Literal["GOVERNANCE", "COMPLIANCE"],
    sampai: datetime,
) -> Objek:
    """Put an archive that is locked until then; the one that an earlier attempt has put stays."""
    try:
        hasil = _client().put_object(
            Bucket=config.bucket_arsip(),
            Key=kunci,
            Body=isi,
            ContentType=_TIPE,
            Metadata={"sha256": sha256, "banyak-berkas": str(banyak_berkas)},
            IfNoneMatch="*",
            ObjectLockMode=mode,
            ObjectLockRetainUntilDate=sampai,
        )
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("PreconditionFailed", "412"):
            raise
        ada = _client().head_object(Bucket=config.bucket_arsip(), Key=kunci)
        versi, tertulis = str(ada["VersionId"]), ada["Metadata"]
        banyak = int(tertulis["banyak-berkas"])
        return Objek(kunci, versi, str(tertulis["sha256"]), int(ada["ContentLength"]), banyak)
    return Objek(kunci, str(hasil["VersionId"]), sha256, ukuran, banyak_berkas)


def url_baca(objek: Objek, nama: str) -> str:
    """A presigned GET of exactly this archive, valid 15 minutes."""
    url: str = _client().generate_presigned_url(
        "get_object",
        Params={
            "Bucket": config.bucket_arsip(),
            "Key": objek.kunci,
            "VersionId": objek.versi,
            "ResponseContentDisposition": f'attachment; filename="{nama}"',
        },
        ExpiresIn=_BERLAKU_DETIK,
    )
    return url


@lru_cache
def _client() -> Any:
    return boto3.client("s3", config=_LAMA)
