"""What the end-to-end tests do beside walking a case: copy drafts, look inside, break things."""

import fcntl
import json
import os
import struct
import termios
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar

from chalicelib.domain.berkas import dikenal
from chalicelib.domain.jejak import BarisJejak
from chalicelib.domain.sop import muat
from infra.akun import Akun, tambah
from infra.klien import Klien, masuk_petugas
from infra.lokal import STACK, Lokal
from infra.perjalanan import Perjalanan
from infra.sesi import Ditolak, Json, Stack, tunggu
from infra.skenario import LOKET

T = TypeVar("T")


class Loket:
    """Cases entered at the counter, each a copy of one draft whose papers were really uploaded."""

    def __init__(self, lokal: Lokal) -> None:
        self.lokal, self.stack = lokal, Stack.dari(lokal.keterangan())
        asli = Perjalanan(self.stack, LOKET)
        asli.draf()
        self._asli, self._draf = asli, items(lokal, asli.nomor)

    def kasus(self, sampai: str = "menerima_permohonan", sop: str = "") -> Perjalanan:
        """A new case with a phone of its own, worked on until the langkah `sampai` is open.

        `sop` is another variant than the office's, as if the draft had been begun on it.
        """
        baru = Perjalanan(self.stack, LOKET)
        baru.sop = muat(sop) if sop else self._asli.sop
        baru.nomor = f"DRAF-{token_hex(10).upper()}"
        for item in self._draf:
            salinan = item | {"nomor": {"S": baru.nomor}}
            if "data" in item:
                data = item["data"]["S"].replace(self._asli.telepon, baru.telepon)
                salinan |= {"data": {"S": data}, "sop": {"S": baru.sop.kunci}}
            elif item["kode"]["S"] not in dikenal(baru.sop):
                continue
            simpan(self.lokal, salinan)
        baru.ajukan()
        baru.lanjut(sampai)
        return baru

    def banyak(self, jumlah: int, sampai: str = "menerima_permohonan") -> list[Perjalanan]:
        """Several such cases, made at the same time."""
        with ThreadPoolExecutor(4) as kolam:
            return list(kolam.map(lambda _: self.kasus(sampai), range(jumlah)))


def terbuka(kasus: Perjalanan, kode: str) -> Json:
    """The open visit of this langkah; waits for it."""

    def cari() -> Json | None:
        daftar = kasus.permohonan()["langkah"]
        return next((v for v in daftar if v["kode"] == kode and v["terbuka"]), None)

    return tunggu(cari, f"{kode} dari {kasus.nomor}")


def lakukan(
    kasus: Perjalanan, siapa: Klien, visit: Json, aksi: str, **isi: object
) -> Callable[[], Json]:
    """The request of one aksi, to be sent when called."""
    jalur = f"/permohonan/{kasus.nomor}/langkah/{visit['kode']}/{aksi}"
    return lambda: siapa.post(jalur, {"setelah": visit["setelah"], **isi})


def serentak(*kerja: Callable[[], T]) -> list[T | Ditolak]:
    """Do all at the same instant; what each gave, or how it was refused."""
    palang = threading.Barrier(len(kerja))

    def satu(fungsi: Callable[[], T]) -> T | Ditolak:
        palang.wait()
        try:
            return fungsi()
        except Ditolak as ditolak:
            return ditolak

    with ThreadPoolExecutor(len(kerja)) as kolam:
        return list(kolam.map(satu, kerja))


def jejak(kasus: Perjalanan, langkah: str = "", peristiwa: str = "aksi") -> list[BarisJejak]:
    """The log of the case, or what happened of this kind at one langkah."""
    isi = kasus.orang("front_office").get(f"/permohonan/{kasus.nomor}/jejak")["jejak"]
    semua = [BarisJejak(**{**b, "pada": datetime.fromisoformat(b["pada"])}) for b in isi]
    return [b for b in semua if not langkah or (b.langkah, b.peristiwa) == (langkah, peristiwa)]


def petugas_baru(lokal: Lokal, pelaksana: str, nama: str) -> tuple[Akun, Klien]:
    """One more officer of this pelaksana, signed in."""
    akun = tambah(lokal.klien, lokal.keluaran, pelaksana, nama, nama.split()[0].lower(), tetap=True)
    masuk = {pelaksana: (akun.nama_pengguna, akun.sandi)}
    stack = replace(Stack.dari(lokal.keterangan()), akun=masuk)
    return akun, masuk_petugas(stack, pelaksana)


def items(lokal: Lokal, nomor: str) -> list[Json]:
    """Every item under this nomor, as DynamoDB has it."""
    hasil: list[Json] = lokal.klien("dynamodb").query(
        TableName=lokal.keluaran["TabelPermohonan"],
        KeyConditionExpression="nomor = :n",
        ExpressionAttributeValues={":n": {"S": nomor}},
        ConsistentRead=True,
    )["Items"]
    return hasil


def item(lokal: Lokal, nomor: str, baris: str) -> Json:
    """One item."""
    return next(i for i in items(lokal, nomor) if i["baris"]["S"] == baris)


def item_visit(lokal: Lokal, nomor: str, visit: Json) -> Json:
    """The item of a visit."""
    return item(lokal, nomor, f"langkah#{visit['setelah']:06}#{visit['kode']}")


def simpan(lokal: Lokal, isi: Json) -> None:
    """Put an item behind the product's back."""
    lokal.klien("dynamodb").put_item(TableName=lokal.keluaran["TabelPermohonan"], Item=isi)


def hapus(lokal: Lokal, isi: Json) -> None:
    """Delete an item behind the product's back."""
    kunci = {k: isi[k] for k in ("nomor", "baris")}
    lokal.klien("dynamodb").delete_item(TableName=lokal.keluaran["TabelPermohonan"], Key=kunci)


def eksekusi(lokal: Lokal, nomor: str) -> Json:
    """The execution that has the case, as Step Functions describes it."""
    arn = item(lokal, nomor, "permohonan")["eksekusi"]["S"]
    hasil: Json = lokal.klien("stepfunctions").describe_execution(executionArn=arn)
    return hasil


def berhenti(lokal: Lokal, arn: str) -> str:
    """The status with which this execution ends; waits for it."""

    def lihat() -> str | None:
        status = str(lokal.klien("stepfunctions").describe_execution(executionArn=arn)["status"])
        return None if status == "RUNNING" else status

    return tunggu(lihat, f"akhir {arn}")


def log(lokal: Lokal, fungsi: str, pesan: str) -> list[Json]:
    """What a function logged under this constant message."""
    kunci, hasil = {"logGroupName": f"/ikrg/{STACK}/{fungsi}"}, []
    while True:
        halaman = lokal.klien("logs").filter_log_events(**kunci)
        for kejadian in halaman["events"]:
            with suppress(ValueError):
                hasil.append(json.loads(kejadian["message"]))
        if "nextToken" not in halaman:
            return [isi for isi in hasil if isinstance(isi, dict) and isi.get("message") == pesan]
        kunci["nextToken"] = halaman["nextToken"]


@contextmanager
def lingkungan(lokal: Lokal, fungsi: str, **nilai: str) -> Iterator[None]:
    """A function with other settings for a while."""
    klien, nama = lokal.klien("lambda"), lokal.sumber(fungsi)
    asli = klien.get_function_configuration(FunctionName=nama)["Environment"]
    klien.update_function_configuration(
        FunctionName=nama, Environment={"Variables": asli["Variables"] | nilai}
    )
    try:
        yield
    finally:
        klien.update_function_configuration(FunctionName=nama, Environment=asli)


@contextmanager
def terlarang(lokal: Lokal, fungsi: str, tindakan: str) -> Iterator[None]:
    """A function whose role may not do this for a while."""
    isi = {"Statement": [{"Effect": "Deny", "Action": tindakan, "Resource": "*"}]}
    kebijakan = {"RoleName": lokal.sumber(f"Peran{fungsi}"), "PolicyName": "dicabut"}
    iam = lokal.klien("iam")
    iam.put_role_policy(**kebijakan, PolicyDocument=json.dumps({"Version": "2012-10-17", **isi}))
    try:
        yield
    finally:
        iam.delete_role_policy(**kebijakan)


def pekerja(lokal: Lokal, fungsi: str) -> list[int]:
    """The processes of a function's workers."""
    nama, tempat = lokal.sumber(fungsi), f"{lokal.folder.resolve()}/"
    hasil = []
    for proses in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            isi = (proses / "environ").read_bytes().decode(errors="replace").split("\0")
            milik = any(v.startswith(f"LAMBDA_TASK_ROOT={tempat}") for v in isi)
            if milik and f"AWS_LAMBDA_FUNCTION_NAME={nama}" in isi:
                hasil.append(int(proses.name))
    return hasil


def menunggu_dibaca(pid: int) -> bool:
    """Does this process have unread bytes on its standard input?"""
    pegangan = os.open(f"/proc/{pid}/fd/0", os.O_RDONLY | os.O_NONBLOCK)
    try:
        jumlah = fcntl.ioctl(pegangan, termios.FIONREAD, bytes(4))
    finally:
        os.close(pegangan)
    return bool(struct.unpack("i", jumlah)[0])


def klien_peran(lokal: Lokal, fungsi: str) -> Callable[[str], Any]:
    """Makes boto3 clients that may do what this function's role may."""
    import boto3

    peran = lokal.klien("iam").get_role(RoleName=lokal.sumber(f"Peran{fungsi}"))["Role"]["Arn"]
    kunci: Mapping[str, str] = lokal.klien("sts").assume_role(RoleArn=peran, RoleSessionName="uji")[
        "Credentials"
    ]
    return lambda layanan: boto3.client(
        layanan,
        endpoint_url=lokal.endpoint,
        region_name="ap-southeast-3",
        aws_access_key_id=kunci["AccessKeyId"],
        aws_secret_access_key=kunci["SecretAccessKey"],
        aws_session_token=kunci["SessionToken"],
    )


def tanpa_sisa(kasus: Json) -> Json:
    """The case without what is left of its norms, which goes down between two looks."""
    sisa = "waktu_kerja_sisa"
    langkah = [{k: v for k, v in satu.items() if k != sisa} for satu in kasus["langkah"]]
    return {**kasus, "langkah": langkah}
