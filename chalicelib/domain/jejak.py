"""The log: one row per thing that happened, each naming the hash of the row before it.

A row's `hash` is SHA-256 over `isi_baku`: the row without `hash`, as JSON with sorted keys, no
spaces, UTF-8, instants in ISO 8601 (UTC). The first row names 64 zeros. No personal data of the
applicant stands in it: values of fields are there as a SHA-256.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

AWAL = "0" * 64


@dataclass(frozen=True, slots=True)
class BarisJejak:
    """What happened (`peristiwa`), when, at which visit, by whom and in whose name."""

    nomor: str
    no: int
    pada: datetime
    peristiwa: str
    oleh: str
    nama: str
    sebelum: str
    langkah: str = ""
    setelah: int = -1
    aksi: str = ""
    pelaksana: str = ""
    rincian: Mapping[str, object] = field(default_factory=dict)
    hash: str = ""


def sha256_json(nilai: object) -> str:
    """SHA-256 of a JSON value in its canonical form (sorted keys, no spaces, UTF-8)."""
    teks = json.dumps(nilai, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(teks.encode()).hexdigest()


def isi_baku(baris: BarisJejak) -> dict[str, object]:
    """The row as it is hashed: every field but `hash`."""
    isi = asdict(baris)
    del isi["hash"]
    return {**isi, "pada": baris.pada.isoformat()}


def dari_json(isi: Mapping[str, Any]) -> BarisJejak:
    """The row that `isi_baku` (with `hash`) became in JSON: what `GET …/jejak` answers."""
    return BarisJejak(**{**isi, "pada": datetime.fromisoformat(isi["pada"])})


def segel(baris: BarisJejak) -> BarisJejak:
    """The row with its hash."""
    return replace(baris, hash=sha256_json(isi_baku(baris)))


def utuh(daftar: Iterable[BarisJejak]) -> bool:
    """True where the numbers run on from 1, each row names the one before, and hashes agree."""
    sebelum = AWAL
    for no, baris in enumerate(daftar, start=1):
        if (baris.no, baris.sebelum, baris.hash) != (no, sebelum, segel(baris).hash):
            return False
        sebelum = baris.hash
    return True
