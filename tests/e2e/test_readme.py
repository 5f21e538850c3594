"""What README says to type, typed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from infra.paket import AKAR


@pytest.mark.skipif(not shutil.which("curl"), reason="README says to use curl")
def test_the_curl_block_works_as_it_stands(folder_kerja: Path) -> None:
    bagian = (AKAR / "README.md").read_text(encoding="utf-8").split("## By hand")[1]
    perintah = bagian.split("```sh\n")[1].split("```")[0]
    hasil = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", perintah],
        cwd=folder_kerja,
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
