"""The whole stack on this machine: MiniStack, the real package deployed to it, the officers."""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import boto3
import httpx
from botocore.config import Config

from infra.akun import Akun, siapkan_akun
from infra.deploy import pasang
from infra.paket import AKAR, WILAYAH, Paket, paket

FOLDER = AKAR / ".ministack"
HALAMAN = AKAR / "infra" / "halaman"
KETERANGAN = "lokal.json"
PORT = 4566
STACK = "ikrg"
TANDA = "tersimpan"
SIAP_DETIK = 60


class LokalGagal(Exception):
    """The local stack could not be started; the sentence says why."""


@dataclass(slots=True)
class Lokal:
    """A stack of its own in one folder; as a context manager it is stopped at the end.

    `port=None` takes a free one, and the same again after a stop. What is in the folder is taken
    up again by the next `mulai`.
    """

    folder: Path = FOLDER
    port: int | None = None
    kantor: str = "buka_terus"
    pulihkan_detik: int = 120
    paket: Paket | None = None
    keluaran: dict[str, str] = field(default_factory=dict)
    akun: dict[str, Akun] = field(default_factory=dict)
    _proses: subprocess.Popen[bytes] | None = None
    _kunci: IO[str] | None = None

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
        return f"http://localhost:{self.port}"

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
                "PortLokal": str(self.port),
                "PulihkanDetik": str(self.pulihkan_detik),
            }
            self.keluaran = pasang(self.klien, self.paket, STACK, parameter)
            pasang_balasan(self)
            unggah_halaman(self)
            self.akun = siapkan_akun(self.klien, self.keluaran, self.folder / "akun.json")
        except BaseException:
            self.berhenti()
            raise
        self._tulis(self.folder / KETERANGAN, self.keterangan())

    def nyalakan(self) -> None:
        """Start MiniStack only, as it was left: for after `berhenti` or `bunuh`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._kunci = _kunci(self.folder / "kunci")
        self.port = self.port or _port_bebas()
        log = (self.folder / "ministack.log").open("ab")
        self._proses = subprocess.Popen(
            [sys.executable, "-I", str(AKAR / "infra" / "emulator.py")],
            env=self._lingkungan(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        self._tunggu_siap()

    def berhenti(self) -> None:
        """Stop cleanly; the state is saved."""
        self._akhiri(signal.SIGTERM)

    def bunuh(self) -> None:
        """Kill -9 MiniStack and every Lambda worker; the last periodic save is what remains."""
        self._akhiri(signal.SIGKILL)

    def tunggu_simpan(self) -> None:
        """Return once everything up to this call is saved, so that it survives `bunuh`."""
        sejak, tanda = time.time(), self.folder / "keadaan" / TANDA
        while not tanda.exists() or float(tanda.read_text() or 0) < sejak:
            time.sleep(0.1)

    def keterangan(self) -> dict[str, Any]:
        """What a client needs, as `make up` writes it to lokal.json."""
        return {
            "endpoint": self.endpoint,
            "api": self.api,
            "situs": self.situs,
            "wilayah": WILAYAH,
            "pool_petugas": self.keluaran["PoolPetugas"],
            "klien_petugas": self.keluaran["KlienPetugas"],
            "pool_pemohon": self.keluaran["PoolPemohon"],
            "klien_pemohon": self.keluaran["KlienPemohon"],
            "akun": {kode: akun.sebagai_json() for kode, akun in self.akun.items()},
        }

    def klien(self, layanan: str) -> Any:
        """A boto3 client of the local stack with every right."""
        return _klien(layanan, self.endpoint)

    def sumber(self, nama: str) -> str:
        """The physical id of a resource of the stack, e.g. of the function `Pulihkan`."""
        isi = self.klien("cloudformation").describe_stack_resource(
            StackName=STACK, LogicalResourceId=nama
        )
        return str(isi["StackResourceDetail"]["PhysicalResourceId"])

    def panggil(self, fungsi: str, peristiwa: Mapping[str, object] | None = None) -> Any:
        """Invoke a function, e.g. the scheduled `Pulihkan`; raises `LokalGagal` where it fails."""
        isi = json.dumps(peristiwa or {}).encode()
        jawab = self.klien("lambda").invoke(FunctionName=self.sumber(fungsi), Payload=isi)
        hasil = json.loads(jawab["Payload"].read() or b"null")
        if "FunctionError" in jawab:
            raise LokalGagal(f"{fungsi} gagal: {hasil}")
        return hasil

    def sms(self, telepon: str = "") -> list[dict[str, Any]]:
        """The SMS that were sent to this number, oldest first; when empty, to each in turn."""
        saring = {"phoneNumber": telepon} if telepon else {}
        alamat = f"{self.endpoint}/_ministack/sns/sms-messages"
        isi = httpx.get(alamat, params=saring).raise_for_status().json()
        return [pesan for daftar in isi["sms_messages"].values() for pesan in daftar]

    def _lingkungan(self) -> dict[str, str]:
        folder = self.folder.resolve()
        bersih = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "PYTHON"))}
        return bersih | {
            "GATEWAY_PORT": str(self.port),
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_REGION": WILAYAH,
            "AUTH": "true",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(folder / "keadaan"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(folder / "s3"),
            "TMPDIR": str(folder / "kerja"),
            "ISI_PAKET": str(folder / "isi"),
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING"),
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": WILAYAH,
        }

    def _tunggu_siap(self) -> None:
        assert self._proses
        batas = time.monotonic() + SIAP_DETIK
        while time.monotonic() < batas and self._proses.poll() is None:
            try:
                httpx.get(f"{self.endpoint}/_ministack/health", timeout=2).raise_for_status()
                return
            except httpx.HTTPError:
                time.sleep(0.1)
        self.berhenti()
        raise LokalGagal(
            f"MiniStack tidak menyala di port {self.port}; lihat {self.folder / 'ministack.log'}."
        )

    def _akhiri(self, isyarat: signal.Signals) -> None:
        if self._proses and self._proses.poll() is None:
            if isyarat is signal.SIGKILL:
                os.killpg(self._proses.pid, isyarat)
            else:
                self._proses.send_signal(isyarat)
            self._proses.wait(timeout=SIAP_DETIK)
        self._proses = None
        if self._kunci:
            self._kunci.close()
            self._kunci = None

    @staticmethod
    def _tulis(berkas: Path, isi: Mapping[str, Any]) -> None:
        berkas.touch(mode=0o600)
        berkas.write_text(json.dumps(isi, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def berjalan(folder: Path = FOLDER) -> dict[str, Any] | None:
    """The lokal.json of a `make up` that answers now; None where none does."""
    try:
        isi: dict[str, Any] = json.loads((folder / KETERANGAN).read_text(encoding="utf-8"))
        httpx.get(f"{isi['endpoint']}/_ministack/health", timeout=2).raise_for_status()
    except (OSError, ValueError, httpx.HTTPError):
        return None
    return isi


def unggah_halaman(lokal: Lokal) -> None:
    """Put the static pages where the distribution finds them."""
    lokal.klien("s3").put_object(
        Bucket=lokal.keluaran["BucketHalaman"],
        Key="index.html",
        Body=(HALAMAN / "index.html").read_bytes(),
        ContentType="text/html; charset=utf-8",
    )


def pasang_balasan(lokal: Lokal) -> None:
    """API Gateway's own answers: MiniStack does not read them in an imported definition."""
    api, rest_api = lokal.klien("apigateway"), lokal.keluaran["RestAPIId"]
    assert lokal.paket
    isi = json.loads(lokal.paket.templat.read_text(encoding="utf-8"))["Resources"]["RestAPI"]
    for jenis, balasan in isi["Properties"]["GatewayResponses"].items():
        status = {"statusCode": str(balasan["StatusCode"])} if "StatusCode" in balasan else {}
        api.put_gateway_response(
            restApiId=rest_api,
            responseType=jenis,
            responseTemplates=balasan["ResponseTemplates"],
            **status,
        )
    api.create_deployment(restApiId=rest_api, stageName="api")


def hapus(folder: Path) -> None:
    """Remove a folder's state, for a stack that starts anew."""
    shutil.rmtree(folder, ignore_errors=True)


@lru_cache
def _klien(layanan: str, endpoint: str) -> Any:
    return boto3.client(
        layanan,
        endpoint_url=endpoint,
        region_name=WILAYAH,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 2}),
    )


def _kunci(berkas: Path) -> IO[str]:
    """Hold the folder for this process alone."""
    pegangan = berkas.open("w")
    try:
        fcntl.flock(pegangan, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pegangan.close()
        raise LokalGagal(f"Sudah ada yang berjalan di {berkas.parent}.") from None
    return pegangan


def _port_bebas() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])
