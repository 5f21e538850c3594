"""MiniStack as the launcher runs it: saves its state every few seconds, ends with its parent.

Run as a script, isolated from this project: the Lambda workers inherit its environment.
"""

import contextlib
import ctypes
import hashlib
import json
import os
import shutil
import signal
import socket
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ministack import app
from ministack.core import lambda_runtime, persistence
from ministack.services import dynamodb, sqs

PR_SET_PDEATHSIG = 1
JEDA = 2.0  # seconds between two saves
PERCOBAAN = 20
PORT_ANTREAN = 4566  # what queues are called by, wherever they answer
TANDA = "tersimpan"  # this file holds the epoch second at which the last complete save began

T = TypeVar("T")


def main() -> None:
    """Serve until SIGTERM."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    _bersihkan(Path(os.environ["STATE_DIR"]), Path(os.environ["TMPDIR"]))
    os.environ.pop("LOG_LEVEL", None)  # MiniStack has read it; the workers log as on AWS
    from ministack.services import lambda_svc  # it looks for TMPDIR, which is there now

    lambda_runtime.zipfile = _Zip
    lambda_svc._write_code_blob = _Paket(lambda_svc._write_code_blob)
    # A queue's URL is its key and names the port: after a start on another one it would be lost.
    sqs.DEFAULT_PORT, sqs._CANONICAL_NETLOC = PORT_ANTREAN, f"localhost:{PORT_ANTREAN}"
    threading.Thread(target=_simpan_berkala, daemon=True).start()
    app.main()


class _Zip(zipfile.ZipFile):
    """Unpacks a package once and links it into each worker's folder.

    Its thousands of files take seconds, and every function has the same package.
    """

    ZipFile: type[zipfile.ZipFile]
    _satu_satu = threading.Lock()

    def extractall(self, path: str, *_: object) -> None:
        sidik = hashlib.sha256(Path(self.filename).read_bytes()).hexdigest()
        isi = Path(os.environ["ISI_PAKET"]) / sidik
        with self._satu_satu:
            if not isi.exists():
                shutil.rmtree(isi.parent, ignore_errors=True)
                super().extractall(isi.with_suffix(".baru"))
                isi.with_suffix(".baru").rename(isi)
        for anak in isi.iterdir():
            (Path(path) / anak.name).symlink_to(anak)


_Zip.ZipFile = _Zip  # it stands in for the module where workers are started


class _Paket:
    """Writes a function's package once: MiniStack would hash all of it at every save, a second for
    each ten functions."""

    def __init__(self, tulis: Callable[[bytes], str]) -> None:
        self._tulis = tulis
        # The bytes are kept beside their id, so that it stays theirs.
        self._sudah: dict[int, tuple[bytes, str]] = {}

    def __call__(self, isi: bytes) -> str:
        if id(isi) not in self._sudah:
            self._sudah[id(isi)] = isi, self._tulis(isi)
        return self._sudah[id(isi)][1]


def _bersihkan(keadaan: Path, sementara: Path) -> None:
    """Forget the workers' unpacked code, and positions in streams that are gone after a restart."""
    shutil.rmtree(sementara, ignore_errors=True)
    sementara.mkdir(parents=True)
    fungsi = keadaan / "lambda.json"
    if fungsi.exists():
        isi = json.loads(fungsi.read_text(encoding="utf-8"))
        isi["payload"]["dynamodb_stream_positions"] = {}
        fungsi.write_text(json.dumps(isi), encoding="utf-8")


def _simpan_berkala() -> None:
    """Save every few seconds; MiniStack itself saves only when it stops cleanly."""
    kunci, simpan = threading.Lock(), persistence.save_all

    def simpan_sendiri(services: dict) -> None:
        with kunci:
            simpan({nama: _potret(nama, ambil) for nama, ambil in services.items()})

    # The save at the end and one of ours must not write the same file at once.
    app.save_all = simpan_sendiri
    _tunggu_siap()
    tanda = Path(os.environ["STATE_DIR"]) / TANDA
    while True:
        mulai = time.time()
        simpan_sendiri(app._build_persistence_save_dict())
        tanda.write_text(str(mulai), encoding="utf-8")
        # A large state takes long to save: spend at most a tenth of the time on it.
        time.sleep(max(JEDA, 9 * (time.time() - mulai)))


def _potret(nama: str, ambil: Callable[[], T]) -> Callable[[], T]:
    """Take a service's snapshot again where a change fell into it.

    MiniStack would leave the service out; and half a transaction, kept in one table and not in
    the other, would bar its case for ever.
    """

    def coba() -> T:
        for _ in range(PERCOBAAN):
            with contextlib.suppress(RuntimeError):  # a dictionary changed under it
                sejak = dynamodb._stream_seq_counter
                potret = ambil()
                if nama != "dynamodb" or dynamodb._stream_seq_counter == sejak:
                    return potret
        return ambil()

    return coba


def _tunggu_siap() -> None:
    """Until it serves, what was saved is not all read back, and would be saved away as empty."""
    alamat = ("127.0.0.1", int(os.environ["GATEWAY_PORT"]))
    while True:
        with contextlib.suppress(OSError), socket.create_connection(alamat, timeout=1):
            return
        time.sleep(0.1)


if __name__ == "__main__":
    main()
