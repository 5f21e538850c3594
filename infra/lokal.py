"""The whole stack on this machine: MiniStack, the real package deployed to it, the officers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import boto3
import httpx
from botocore.config import Config

from chalicelib.domain.kantor import baca
from infra.akun import Akun, siapkan_akun
from infra.deploy import Klien, pasang
from infra.paket import AKAR, WILAYAH, Paket, paket
from infra.proses import LokalGagal, Proses, menjawab
from infra.tanda_tangan import siapkan_uji

FOLDER = AKAR / ".ministack"
KETERANGAN = "lokal.json"
PORT = 4566
STACK = "ikrg"
# What EventBridge sends on a schedule.
JADWAL = {
    "version": "0",
    "id": "lokal",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "000000000000",
    "time": "2026-01-01T00:00:00Z",
    "region": WILAYAH,
    "resources": [],
    "detail": {},
}


@dataclass(slots=True)
class Lokal:
    """A stack of its own in one folder; as a context manager it is stopped at the end.

    `port=None` takes a free one. What is in the folder is taken up again by the next `mulai`.
    """

    folder: Path = FOLDER
    port: int | None = None
    kantor: str = "buka_terus"
    pulihkan_detik: int = 120
    paket: Paket | None = None
    proses: Proses = field(init=False)
    keluaran: dict[str, str] = field(default_factory=dict, init=False)
    akun: dict[str, Akun] = field(default_factory=dict, init=False)
    akar: Path = field(init=False)

    def __post_init__(self) -> None:
        self.proses = Proses(self.folder, self.port)

    def __enter__(self) -> Self:
        self.mulai()
        return self

    def __exit__(
        self,
        jenis: type[BaseException] | None,
        sebab: BaseException | None,
        jejak: TracebackType | None,
    ) -> None:
        self.berhenti()

    @property
    def endpoint(self) -> str:
        """Where every AWS service answers."""
        return self.proses.endpoint

    @property
    def api(self) -> str:
        """The API's root, without a slash at the end."""
        return self.keluaran["AlamatApi"]

    @property
    def situs(self) -> str:
        """The single origin of pages and API, as a browser opens it."""
        return self.keluaran["AlamatSitus"]

    def mulai(self) -> None:
        """Start, deploy where the package changed, add missing officers; raises `LokalGagal`."""
        self.nyalakan()
        try:
            self.paket = self.paket or paket()
            parameter = {
                "Stage": "lokal",
                "Kantor": self.kantor,
                "PortLokal": str(self.proses.port),
                "PulihkanDetik": str(self.pulihkan_detik),
            }
            self.keluaran = pasang(self.klien, self.paket, STACK, parameter)
            self._pasang_balasan()
            self.akar = siapkan_uji(
                self.klien, self.keluaran, self.folder, baca(self.kantor).nama_dinas
            )
            kunci_arsip(self.klien, self.keluaran["BucketArsip"])
            self.akun = siapkan_akun(self.klien, self.keluaran, self.folder / "akun.json")
        except BaseException:
            self.berhenti()
            raise
        berkas = self.folder / KETERANGAN
        berkas.touch(mode=0o600)
        isi = json.dumps(self.keterangan(), ensure_ascii=False, indent=2)
        berkas.write_text(isi + "\n", encoding="utf-8")

    def nyalakan(self) -> None:
        """Start MiniStack only, as it was left: for after `berhenti` or `bunuh`."""
        self.proses.nyalakan()

    def berhenti(self) -> None:
        """Stop cleanly; the state is saved."""
        self.proses.berhenti()

    def bunuh(self) -> None:
        """Kill -9 MiniStack and every Lambda worker; the last periodic save is what remains."""
        self.proses.bunuh()

    def tunggu_simpan(self) -> None:
        """Return once everything up to this call is saved, so that it survives `bunuh`."""
        self.proses.tunggu_simpan()

    def keterangan(self) -> dict[str, Any]:
        """What a client needs, as `make up` writes it to lokal.json."""
        return {
            "endpoint": self.endpoint,
            "api": self.api,
            "situs": self.situs,
            "wilayah": WILAYAH,
            "akar": str(self.akar),
            "pool_petugas": self.keluaran["PoolPetugas"],
            "klien_petugas": self.keluaran["KlienPetugas"],
            "pool_pemohon": self.keluaran["PoolPemohon"],
            "klien_pemohon": self.keluaran["KlienPemohon"],
            "akun": {kode: akun.sebagai_json() for kode, akun in self.akun.items()},
        }

    def klien(self, layanan: str) -> Any:
        """A boto3 client of the local stack with every right."""
        return klien_lokal(layanan, self.endpoint)

    def sumber(self, nama: str) -> str:
        """The physical id of a resource of the stack, e.g. of the function `Pulihkan`."""
        isi = self.klien("cloudformation").describe_stack_resource(
            StackName=STACK, LogicalResourceId=nama
        )
        return str(isi["StackResourceDetail"]["PhysicalResourceId"])

    def panggil(self, fungsi: str, peristiwa: Mapping[str, object] = JADWAL) -> Any:
        """Invoke a function, by default as its schedule does; raises `LokalGagal` if it fails."""
        jawab = self.klien("lambda").invoke(
            FunctionName=self.sumber(fungsi), Payload=json.dumps(peristiwa).encode()
        )
        hasil = json.loads(jawab["Payload"].read() or b"null")
        if "FunctionError" in jawab:
            raise LokalGagal(f"{fungsi} gagal: {hasil}")
        return hasil

    def log(self, fungsi: str) -> list[str]:
        """What a function logged, oldest first."""
        isi = self.klien("logs").filter_log_events(logGroupName=self.sumber(f"Log{fungsi}"))
        return [str(baris["message"]) for baris in isi["events"]]

    def sms(self, telepon: str = "") -> list[dict[str, Any]]:
        """The SMS that were sent to this number, oldest first; when empty, to each in turn."""
        saring = {"phoneNumber": telepon} if telepon else {}
        alamat = f"{self.endpoint}/_ministack/sns/sms-messages"
        isi = httpx.get(alamat, params=saring).raise_for_status().json()
        return [pesan for daftar in isi["sms_messages"].values() for pesan in daftar]

    def _pasang_balasan(self) -> None:
        """API Gateway's own answers: MiniStack does not read them in an imported definition."""
        assert self.paket
        api, rest_api = self.klien("apigateway"), self.keluaran["RestAPIId"]
        isi = json.loads(self.paket.templat.read_text(encoding="utf-8"))["Resources"]["RestAPI"]
        for jenis, balasan in isi["Properties"]["GatewayResponses"].items():
            status = {"statusCode": str(balasan["StatusCode"])} if "StatusCode" in balasan else {}
            api.put_gateway_response(
                restApiId=rest_api,
                responseType=jenis,
                responseTemplates=balasan["ResponseTemplates"],
                **status,
            )
        api.create_deployment(restApiId=rest_api, stageName="api")


def kunci_arsip(klien: Klien, bucket: str) -> None:
    """Object Lock of the archives: MiniStack does not read it in a stack's template."""
    klien("s3").put_object_lock_configuration(
        Bucket=bucket, ObjectLockConfiguration={"ObjectLockEnabled": "Enabled"}
    )


def berjalan(folder: Path = FOLDER) -> dict[str, Any] | None:
    """The lokal.json of a `make up` that answers now; None where none does."""
    try:
        isi: dict[str, Any] = json.loads((folder / KETERANGAN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return isi if menjawab(isi["endpoint"]) else None


@lru_cache
def klien_lokal(layanan: str, endpoint: str) -> Any:
    """A boto3 client of MiniStack with every right."""
    return boto3.client(
        layanan,
        endpoint_url=endpoint,
        region_name=WILAYAH,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 2}),
    )
