"""Officers' accounts: made, taken away, and one per pelaksana for the local stack."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from chalicelib.adapters import petugas_db
from chalicelib.adapters.model import BarisPetugas
from chalicelib.domain import jenis_isian, sop
from infra.deploy import Klien

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


def siapkan_akun(klien: Klien, keluaran: dict[str, str], berkas: Path) -> dict[str, Akun]:
    """One account per pelaksana; those in the file that still exist are kept."""
    lama = json.loads(berkas.read_text(encoding="utf-8")) if berkas.exists() else {}
    cognito, pool = klien("cognito-idp"), keluaran["PoolPetugas"]
    ada = {u["Username"] for u in cognito.list_users(UserPoolId=pool)["Users"]}
    hasil = {}
    for kode, nama in zip(daftar_pelaksana(), NAMA, strict=False):
        akun = Akun(**lama[kode]) if kode in lama else None
        if akun is None or akun.nama_pengguna not in ada:
            akun = tambah(klien, keluaran, kode, nama, nama.split()[0].lower(), tetap=True)
        hasil[kode] = akun
    berkas.touch(mode=0o600)
    isi = {kode: akun.sebagai_json() for kode, akun in hasil.items()}
    berkas.write_text(json.dumps(isi, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return hasil


def tambah(
    klien: Klien,
    keluaran: dict[str, str],
    kode: str,
    nama: str,
    pengguna: str,
    *,
    tetap: bool,
    hp: str | None = None,
) -> Akun:
    """A new officer of the pelaksana `kode`, with a random password.

    `tetap=False` makes him choose his own at the first sign-in; to `hp` go his daily digests.
    `ValueError` for a number that takes no SMS.
    """
    telepon = jenis_isian.telepon(hp) if hp else None
    cognito, pool = klien("cognito-idp"), keluaran["PoolPetugas"]
    orang = {"UserPoolId": pool, "Username": pengguna}
    sandi = f"Aa1-{secrets.token_urlsafe(12)}"
    dibuat = cognito.admin_create_user(
        **orang,
        TemporaryPassword=sandi,
        UserAttributes=[{"Name": "name", "Value": nama}],
        MessageAction="SUPPRESS",
    )
    if tetap:
        cognito.admin_set_user_password(**orang, Password=sandi, Permanent=True)
    cognito.admin_add_user_to_group(**orang, GroupName=kode)
    akun = Akun(nama, pengguna, sandi, _sub(dibuat["User"]["Attributes"]))
    baris = petugas_db.baris(akun.sub, nama, {kode}, telepon=telepon)
    _catat(klien, keluaran, baris)
    return akun


def cabut(klien: Klien, keluaran: dict[str, str], pengguna: str) -> None:
    """Take an officer's seats away: first in the table, where it acts at once, then in Cognito."""
    cognito, orang = klien("cognito-idp"), {"UserPoolId": keluaran["PoolPetugas"]}
    orang["Username"] = pengguna
    atribut = cognito.admin_get_user(**orang)["UserAttributes"]
    grup = {g["GroupName"] for g in cognito.admin_list_groups_for_user(**orang)["Groups"]}
    nama = next(a["Value"] for a in atribut if a["Name"] == "name")
    _catat(klien, keluaran, petugas_db.baris(_sub(atribut), nama, grup, aktif=False))
    cognito.admin_user_global_sign_out(**orang)
    cognito.admin_disable_user(**orang)


def _sub(atribut: list[dict[str, str]]) -> str:
    return next(a["Value"] for a in atribut if a["Name"] == "sub")


def _catat(klien: Klien, keluaran: dict[str, str], baris: BarisPetugas) -> None:
    """The officer's item, without which no transaction lets him act."""
    klien("dynamodb").put_item(TableName=keluaran["TabelPermohonan"], Item=baris.serialize())


def daftar_pelaksana() -> list[str]:
    """Every pelaksana that an officer can serve as."""
    semua = {k: None for kunci in sop.daftar_kunci() for k in sop.muat(kunci).pelaksana}
    return [kode for kode in semua if kode != "pemohon"]
