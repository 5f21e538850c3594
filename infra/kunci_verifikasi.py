"""The public keys that the page verifikasi checks with: kunci.js beside it, which only grows.

A key that is used no longer stays, with the day on which it was retired: letters of its time are
checked with it for as long as there are any.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.domain import pernyataan

BERKAS = "verifikasi/kunci.js"
_AWALAN = "window.KUNCI_VERIFIKASI = "
# A browser or CloudFront that keeps it for a day would not know a new key for a day.
_SIMPAN = "public, max-age=300"


@dataclass(frozen=True, slots=True)
class Kunci:
    """One public key, as the page has it."""

    kid: str
    jwk: dict[str, str]
    dibuat: str
    """The day from which it is published: YYYY-MM-DD."""
    ditarik: str | None
    """The last day of letters made with it; None for the one in use."""
    uji: bool
    """Letters made with it are no official ones."""


def terbitkan_kunci(
    klien: Callable[[str], Any],
    keluaran: dict[str, str],
    *,
    kantor: str = "",
    uji: bool = False,
    pada: date | None = None,
) -> list[Kunci]:
    """Publish the stack's key of statements; the key in use before it is retired on that day.

    `kantor` is the name above the page; empty leaves the one that is there. All keys, oldest
    first. Raises `ValueError` where what is published already cannot be read: it would be lost.
    """
    pada = pada or datetime.now(UTC).date()
    der = klien("kms").get_public_key(KeyId=keluaran["KunciPernyataan"])["PublicKey"]
    s3, bucket = klien("s3"), keluaran["BucketHalaman"]
    lama = _terbit(s3, bucket)
    baru = tambah([Kunci(**k) for k in lama["kunci"]], bytes(der), pada, uji=uji)
    isi = {"kantor": kantor or lama["kantor"], "kunci": [asdict(k) for k in baru]}
    if isi != lama:
        s3.put_object(
            Bucket=bucket,
            Key=BERKAS,
            Body=tulis(isi).encode(),
            ContentType="text/javascript; charset=utf-8",
            CacheControl=_SIMPAN,
        )
    return baru


def tambah(daftar: list[Kunci], der: bytes, pada: date, *, uji: bool) -> list[Kunci]:
    """The list with this public key (DER) as the one in use."""
    kid, hari = pernyataan.kid(der), pada.isoformat()
    lain = [Kunci(k.kid, k.jwk, k.dibuat, k.ditarik or hari, k.uji) for k in daftar if k.kid != kid]
    (sendiri,) = [k for k in daftar if k.kid == kid] or [
        Kunci(kid, pernyataan.jwk(der), hari, None, uji)
    ]
    return [*lain, Kunci(kid, sendiri.jwk, sendiri.dibuat, None, sendiri.uji)]


def tulis(isi: dict[str, Any]) -> str:
    """kunci.js: a classic script, so that it loads from file:// too."""
    # "<" never stands as such, wherever the script may be put.
    teks = json.dumps(isi, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return f"// Kunci publik kantor; dibuat saat pemasangan.\n{_AWALAN}{teks};\n"


def baca(teks: str) -> dict[str, Any]:
    """What `tulis` wrote; raises `ValueError`."""
    _, ada, isi = teks.partition(_AWALAN)
    if not ada:
        raise ValueError(f"{BERKAS} yang sudah terbit tidak terbaca; perbaiki lebih dahulu.")
    hasil: dict[str, Any] = json.loads(isi.rstrip().removesuffix(";"))
    return hasil


def _terbit(s3: Any, bucket: str) -> dict[str, Any]:
    try:
        objek = s3.get_object(Bucket=bucket, Key=BERKAS)
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchKey":
            return {"kantor": "", "kunci": []}
        raise
    return baca(objek["Body"].read().decode())
