"""One officer per pelaksana for the local stack: made-up people with random passwords."""

import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from chalicelib.domain import sop

# Made up; whoever bears one of these names is not meant.
NAMA = (
    "Ratna Wulandari",
    "Bayu Prasetyo",
    "Sri Hartati",
    "Dimas Nugroho",
    "Lestari Anggraini",
    "Joko Susilo",
    "Wahyu Setiawan",
    "Endang Kurniasih",
    "Agus Hermawan",
    "Nurul Hidayah",
    "Teguh Santoso",
    "Fitri Maharani",
    "Hendra Gunawan",
    "Yuni Astuti",
    "Rizki Ramadhan",
    "Dewi Kartika",
)


@dataclass(frozen=True, slots=True)
class Akun:
    """An officer who may sign in; `sub` is the id that Cognito gave."""

    nama: str
    nama_pengguna: str
    sandi: str
    sub: str

    def sebagai_json(self) -> dict[str, str]:
        """For akun.json and lokal.json."""
        return asdict(self)


def siapkan_akun(
    klien: Callable[[str], Any], keluaran: dict[str, str], berkas: Path
) -> dict[str, Akun]:
    """One account per pelaksana; those in the file that still exist are kept."""
    lama = json.loads(berkas.read_text(encoding="utf-8")) if berkas.exists() else {}
    cognito, pool = klien("cognito-idp"), keluaran["PoolPetugas"]
    ada = {u["Username"] for u in cognito.list_users(UserPoolId=pool)["Users"]}
    hasil = {}
    for kode, nama in zip(_daftar_pelaksana(), NAMA, strict=False):
        akun = Akun(**lama[kode]) if kode in lama else None
        if akun is None or akun.nama_pengguna not in ada:
            akun = tambah(klien, keluaran, kode, nama)
        hasil[kode] = akun
    berkas.touch(mode=0o600)
    isi = {kode: akun.sebagai_json() for kode, akun in hasil.items()}
    berkas.write_text(json.dumps(isi, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return hasil


def tambah(klien: Callable[[str], Any], keluaran: dict[str, str], kode: str, nama: str) -> Akun:
    """One more officer of the pelaksana `kode`; signs in with the first word of `nama`."""
    akun = _buat(klien("cognito-idp"), keluaran["PoolPetugas"], kode, nama)
    _catat(klien("dynamodb"), keluaran["TabelPermohonan"], akun, kode)
    return akun


def _daftar_pelaksana() -> list[str]:
    semua = {k: None for kunci in sop.daftar_kunci() for k in sop.muat(kunci).pelaksana}
    return [kode for kode in semua if kode != "pemohon"]


def _buat(cognito: Any, pool: str, kode: str, nama: str) -> Akun:
    pengguna, sandi = nama.split()[0].lower(), f"Aa1-{secrets.token_urlsafe(12)}"
    cognito.admin_create_user(
        UserPoolId=pool,
        Username=pengguna,
        UserAttributes=[{"Name": "name", "Value": nama}],
        MessageAction="SUPPRESS",
    )
    cognito.admin_set_user_password(
        UserPoolId=pool, Username=pengguna, Password=sandi, Permanent=True
    )
    cognito.admin_add_user_to_group(UserPoolId=pool, Username=pengguna, GroupName=kode)
    atribut = cognito.admin_get_user(UserPoolId=pool, Username=pengguna)["UserAttributes"]
    sub = next(a["Value"] for a in atribut if a["Name"] == "sub")
    return Akun(nama, pengguna, sandi, sub)


def _catat(dynamodb: Any, tabel: str, akun: Akun, kode: str) -> None:
    """The officer's item, without which no transaction lets him act (adapters/petugas_db.py)."""
    dynamodb.put_item(
        TableName=tabel,
        Item={
            "nomor": {"S": f"petugas#{akun.sub}"},
            "baris": {"S": "petugas"},
            "jenis": {"S": "petugas"},
            "nama": {"S": akun.nama},
            "pelaksana": {"SS": [kode]},
            "aktif": {"BOOL": True},
        },
    )
