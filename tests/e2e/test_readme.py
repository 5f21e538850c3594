"""What README says to type, typed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from infra.lokal import KETERANGAN, Lokal
from infra.paket import AKAR


@pytest.mark.skipif(not shutil.which("curl"), reason="README says to use curl")
def test_the_curl_block_works_as_it_stands(lokal: Lokal, tmp_path: Path) -> None:
    """In a folder that looks like the project with this stack as its running `make up`."""
    for nama in (".venv", "infra", "chalicelib"):
        (tmp_path / nama).symlink_to(AKAR / nama)
    (tmp_path / ".ministack").mkdir()
    (tmp_path / ".ministack" / KETERANGAN).symlink_to(lokal.folder / KETERANGAN)
    bagian = (AKAR / "README.md").read_text(encoding="utf-8").split("## By hand")[1]
    perintah = bagian.split("```sh\n")[1].split("```")[0]
    hasil = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", perintah],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for harus in (
        "NIK harus 16 angka sesuai KTP.",
        "Alamat wajib diisi.",
        '"antrean":',
        '"kunci":"ikrg-v1"',
    ):
        assert harus in hasil
