"""MiniStack as a process in one folder: started, stopped cleanly, or killed like a power cut."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import httpx

from infra.paket import WILAYAH

EMULATOR = Path(__file__).with_name("emulator.py")
TANDA = "tersimpan"
SIAP_DETIK = 60
HENTI_DETIK = 20


class LokalGagal(Exception):
    """The local stack could not be started or used; the sentence says why."""


@dataclass(slots=True)
class Proses:
    """What is in the folder is taken up again by the next start, at the same port."""

    folder: Path
    port: int | None = None
    _anak: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _kunci: IO[str] | None = field(default=None, init=False)

    @property
    def endpoint(self) -> str:
        """Where every AWS service answers."""
        return f"http://localhost:{self.port}"

    def nyalakan(self) -> None:
        """Start and wait until it serves; raises `LokalGagal`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._kunci = _kunci(self.folder / "kunci")
        self.port = self.port or _port_bebas()
        if _dipakai(self.port):
            self._lepas()
            raise LokalGagal(f"Port {self.port} sudah dipakai; pilih yang lain dengan PORT=….")
        with (self.folder / "ministack.log").open("ab") as log:
            self._anak = subprocess.Popen(
                [sys.executable, "-I", str(EMULATOR)],
                env=self._lingkungan(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._tunggu_siap()

    def berhenti(self) -> None:
        """Stop cleanly; the state is saved."""
        if self._anak and self._anak.poll() is None:
            self._anak.terminate()
            try:
                self._anak.wait(timeout=HENTI_DETIK)
            except subprocess.TimeoutExpired:  # a worker hangs; the last save is seconds old
                self.bunuh()
        self._lepas()

    def bunuh(self) -> None:
        """Kill -9 MiniStack and every Lambda worker; the last periodic save is what remains."""
        if self._anak and self._anak.poll() is None:
            os.killpg(self._anak.pid, signal.SIGKILL)
            self._anak.wait()
        self._lepas()

    def tunggu_simpan(self) -> None:
        """Return once everything up to this call is saved, so that it survives `bunuh`."""
        sejak, tanda = time.time(), self.folder / "keadaan" / TANDA
        while not tanda.exists() or float(tanda.read_text() or 0) < sejak:
            time.sleep(0.1)

    def _lingkungan(self) -> dict[str, str]:
        folder = self.folder.resolve()
        # The Lambda workers inherit this: nothing of the developer's AWS or Python may leak in.
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
        batas = time.monotonic() + SIAP_DETIK
        while self._anak and time.monotonic() < batas and self._anak.poll() is None:
            if menjawab(self.endpoint):
                return
            time.sleep(0.1)
        self.berhenti()
        raise LokalGagal(
            f"MiniStack tidak menyala di port {self.port}; lihat {self.folder / 'ministack.log'}."
        )

    def _lepas(self) -> None:
        self._anak = None
        if self._kunci:
            self._kunci.close()
            self._kunci = None


def menjawab(endpoint: str) -> bool:
    """Whether MiniStack serves there."""
    try:
        httpx.get(f"{endpoint}/_ministack/health", timeout=2).raise_for_status()
    except httpx.HTTPError:
        return False
    return True


def _kunci(berkas: Path) -> IO[str]:
    """Hold the folder for this process alone."""
    pegangan = berkas.open("w")
    try:
        fcntl.flock(pegangan, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pegangan.close()
        raise LokalGagal(f"Sudah ada yang berjalan di {berkas.parent}.") from None
    return pegangan


def _dipakai(port: int) -> bool:
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", port)) == 0


def _port_bebas() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])
