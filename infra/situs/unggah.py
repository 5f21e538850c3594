"""Puts a built site into its bucket: compressed, typed, and told where its stack answers."""

import gzip
import json
import mimetypes
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from infra.situs.aset import FOLDER
from infra.situs.bangun import PENANDA, Situs

SELAMANYA = "public, max-age=31536000, immutable"
TANYA_DULU = "no-cache"
KONFIGURASI = "konfigurasi.json"
_TERKOMPRES = {".html", ".js", ".css", ".json", ".svg"}


@dataclass(frozen=True, slots=True)
class Sambungan:
    """Where a deployment answers, besides its own origin: what konfigurasi.json tells a page."""

    cognito: str
    klien_pemohon: str
    klien_petugas: str
    masuk_petugas: str
    penerbit_petugas: str
    keluar_petugas: str
    """Where Cognito ends its own session; empty on one machine, where it keeps none."""
    asal: tuple[str, ...]
    """Origins that a page may call: Cognito, and the bucket of papers."""

    @classmethod
    def dari(cls, keluaran: Mapping[str, str], endpoint: str, wilayah: str) -> Self:
        """From a stack's outputs; `endpoint` is where S3 answers (http:// only on one machine)."""
        klien = (keluaran["KlienPemohon"], keluaran["KlienPetugas"])
        cognito = f"https://cognito-idp.{wilayah}.amazonaws.com"
        penerbit = f"{cognito}/{keluaran['PoolPetugas']}"
        if endpoint.startswith("http://"):
            angka = endpoint.replace("//localhost:", "//127.0.0.1:")  # as the Lambdas write it
            return cls(f"{endpoint}/", *klien, endpoint, penerbit, "", (endpoint, angka))
        masuk = f"https://{keluaran['DomainMasukPetugas']}.auth.{wilayah}.amazoncognito.com"
        bucket = keluaran["BucketBerkas"]
        s3 = (f"https://{bucket}.s3.amazonaws.com", f"https://{bucket}.s3.{wilayah}.amazonaws.com")
        return cls(f"{cognito}/", *klien, masuk, penerbit, f"{masuk}/logout", (cognito, masuk, *s3))


def unggah(s3: Any, bucket: str, situs: Situs, sambungan: Sambungan) -> None:
    """Upload what is new, pages last, so that a page never names a file that is not there yet.

    Nothing is deleted: a tab that was opened before still finds its files, and `verifikasi/`
    holds a file that another command wrote.
    """
    isi = {k: v for k, v in asdict(sambungan).items() if k != "asal"}
    _taruh(s3, bucket, KONFIGURASI, json.dumps(isi).encode())
    berkas = situs.berkas()
    ada = _ada(s3, bucket, f"{FOLDER}/")
    for nama in sorted(berkas, key=lambda nama: nama.endswith(".html")):
        if nama not in ada:
            _taruh(s3, bucket, nama, berkas[nama].read_bytes(), sambungan.asal)


def _taruh(s3: Any, bucket: str, nama: str, isi: bytes, asal: tuple[str, ...] = ()) -> None:
    akhiran = Path(nama).suffix
    tipe = mimetypes.guess_type(nama)[0] or "application/octet-stream"
    if akhiran in _TERKOMPRES - {".svg"}:
        tipe += "; charset=utf-8"
    pilihan = {
        "ContentType": tipe,
        "CacheControl": SELAMANYA if nama.startswith(f"{FOLDER}/") else TANYA_DULU,
    }
    if akhiran == ".html":
        isi = isi.replace(PENANDA.encode(), " ".join(asal).encode())
    if akhiran in _TERKOMPRES:
        isi, pilihan["ContentEncoding"] = gzip.compress(isi, 9, mtime=0), "gzip"
    s3.put_object(Bucket=bucket, Key=nama, Body=isi, **pilihan)


def _ada(s3: Any, bucket: str, awalan: str) -> set[str]:
    halaman = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=awalan)
    return {objek["Key"] for isi in halaman for objek in isi.get("Contents", ())}
