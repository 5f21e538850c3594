"""The package holds everything that runs on AWS, and is the same whenever it is made."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from infra import paket as modul
from infra.paket import LAYANAN, TIDAK_DIPAKAI, Paket, PaketCacat, paket, periksa

AKAR = Path(__file__).parents[2]
UNCHECKED_HASH = 0b01


@pytest.fixture(scope="module")
def hasil() -> Paket:
    return paket()


@pytest.fixture(scope="module")
def isi(hasil: Paket) -> zipfile.ZipFile:
    return zipfile.ZipFile(hasil.zip)


def test_every_service_that_the_adapters_call_stays_in_the_package() -> None:
    sumber = "".join(p.read_text(encoding="utf-8") for p in AKAR.glob("chalicelib/adapters/*.py"))
    dipanggil = set(re.findall(r'boto3\.(?:client|resource)\(\s*"([\w-]+)"', sumber))
    assert dipanggil <= set(LAYANAN)


@pytest.mark.parametrize(
    ("nama", "dibuang"),
    [
        ("botocore/data/dynamodb/2012-08-10/service-2.json.gz", False),
        ("botocore/data/ec2/2016-11-15/service-2.json.gz", True),
        ("botocore/data/partitions.json", False),
        ("holidays/locale/id/LC_MESSAGES/ID.mo", False),
        ("holidays/locale/th/LC_MESSAGES/ID.mo", True),
        ("lxml/etree.cpython-311-x86_64-linux-gnu.so", True),
        ("lxml-6.1.3.dist-info/METADATA", False),
        ("phonenumbers/data/region_SG.py", False),
        ("stdnum/id/nik.py", False),
        ("stdnum/de/vat.py", True),
        ("tzdata/zoneinfo/Asia/Jayapura", False),
        ("tzdata/zoneinfo/Europe/Paris", True),
    ],
)
def test_other_countries_data_and_unused_libraries_are_left_out(nama: str, dibuang: bool) -> None:
    assert bool(TIDAK_DIPAKAI.match(nama)) == dibuang


@pytest.mark.lambat
def test_the_whole_app_is_inside(isi: zipfile.ZipFile) -> None:
    sumber = [AKAR / "app.py", *AKAR.glob("chalicelib/**/*"), *AKAR.glob("templates/**/*")]
    harus = {
        p.relative_to(AKAR).as_posix()
        for p in sumber
        if p.is_file() and not {"__pycache__", "web"} & set(p.parts)
    }
    assert harus <= set(isi.namelist())


@pytest.mark.lambat
def test_every_module_is_compiled_and_is_not_compared_with_its_source(isi: zipfile.ZipFile) -> None:
    nama = set(isi.namelist())
    tag = sys.implementation.cache_tag
    for modul_py in (n for n in nama if n.endswith(".py")):
        folder, _, berkas = modul_py.rpartition("/")
        pyc = "/".join(filter(None, [folder, "__pycache__", f"{berkas[:-3]}.{tag}.pyc"]))
        assert pyc in nama
        assert isi.read(pyc)[4] == UNCHECKED_HASH


@pytest.mark.lambat
def test_a_second_package_is_the_same_byte_by_byte(hasil: Paket, tmp_path: Path) -> None:
    perintah = (
        "import sys, pathlib; from infra.paket import paket; paket(pathlib.Path(sys.argv[1]))"
    )
    subprocess.run(
        [sys.executable, "-c", perintah, str(tmp_path)],
        env=os.environ | {"PYTHONHASHSEED": "7"},
        check=True,
    )
    kedua = Paket(tmp_path / "paket.zip", tmp_path / "templat.json")
    assert kedua.sidik == hasil.sidik


@pytest.mark.lambat
def test_cfn_lint_finds_nothing(hasil: Paket) -> None:
    lint = str(Path(sys.executable).with_name("cfn-lint"))
    keluaran = subprocess.run([lint, str(hasil.templat)], capture_output=True, text=True)
    assert (keluaran.returncode, keluaran.stdout) == (0, "")


@pytest.mark.parametrize(
    ("wheel", "sebab"),
    [
        ("py3-none-any", "holidays==1.0 tidak ada"),
        ("cp311-cp311-linux_x86_64", "dibangun khusus untuk mesin ini"),
    ],
)
def test_a_package_that_would_not_run_is_refused(
    wheel: str, sebab: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "requirements.txt").write_text("pypdf==7.1.0\nholidays==1.0\n", encoding="utf-8")
    monkeypatch.setattr(modul, "AKAR", tmp_path)
    with zipfile.ZipFile(tmp_path / "paket.zip", "w") as arsip:
        arsip.writestr("pypdf-7.1.0.dist-info/METADATA", "Name: pypdf\nVersion: 7.1.0\n")
        arsip.writestr("pypdf-7.1.0.dist-info/WHEEL", f"Tag: {wheel}\n")
    with pytest.raises(PaketCacat, match=sebab):
        periksa(tmp_path / "paket.zip")
