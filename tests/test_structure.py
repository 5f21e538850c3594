"""The architecture as tests: what may import what, where time is added, what the tables promise."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, meta

from chalicelib.domain import kantor, perubahan
from chalicelib.domain.efek import EFEK, jenis_surat
from chalicelib.domain.sms import TEMPLAT_TANPA_SOP
from chalicelib.domain.sop import Sop, daftar_kunci, muat
from chalicelib.domain.sop_periksa import baris as sop_periksa
from chalicelib.domain.telepon import KODE_TUGAS
from infra.templat import templat

AKAR = Path(__file__).parents[1]
DAFTAR_SMS = {berkas.stem: berkas for berkas in (AKAR / "templates" / "sms").glob("*.txt")}
KANTOR = [berkas.stem for berkas in (AKAR / "chalicelib" / "kantor").glob("*.toml")]
SOP = [muat(kunci) for kunci in daftar_kunci()]
MODUL = {
    ".".join(berkas.relative_to(AKAR).with_suffix("").parts).removesuffix(".__init__"): berkas
    for berkas in (AKAR / "app.py", *sorted((AKAR / "chalicelib").rglob("*.py")))
}
POHON = {nama: ast.parse(berkas.read_text(encoding="utf-8")) for nama, berkas in MODUL.items()}

BOLEH_IMPOR = {
    "app": {"routes", "services", "log"},
    "routes": {"routes", "services", "adapters", "domain", "errors", "config", "log"},
    "services": {"services", "adapters", "domain", "errors", "config", "log"},
    "adapters": {"adapters", "domain", "errors", "config", "log"},
    "domain": {"domain", "errors"},
    "config": {"domain"},  # the office's settings are a model of the domain
    "errors": set(),
    "log": set(),
    "chalicelib": set(),
}
AWS = {"boto3", "botocore", "pynamodb"}
BUKAN_DOMAIN = AWS | {"aws_lambda_powertools", "chalice", "os", "random", "socket", "sys", "time"}
BERAT = {
    *["PIL", "anyascii", "cryptography", "fitz", "gsm0338", "holidays", "jinja2", "lxml", "moto"],
    *["phonenumbers", "pyhanko", "pypdf", "reportlab", "typst"],
}
"""PDF, image, signing and other libraries that take long to import: no request waits for them."""


def lapisan(modul: str) -> str:
    """`chalicelib.domain.sop` is of the layer `domain`."""
    return modul.removeprefix("chalicelib.").split(".")[0]


def impor(modul: str) -> Iterator[str]:
    """The full names that a module imports, wherever in it."""
    for node in ast.walk(POHON[modul]):
        if isinstance(node, ast.Import):
            yield from (nama.name for nama in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{nama.name}" for nama in node.names)


def teks(pohon: ast.Module) -> Iterator[str]:
    """Every text that the program uses: all but the docstrings."""
    keterangan = {id(n.value) for n in ast.walk(pohon) if isinstance(n, ast.Expr)}
    for node in ast.walk(pohon):
        isi = node.value if isinstance(node, ast.Constant) else None
        if isinstance(isi, str) and id(node) not in keterangan:
            yield isi


def panggilan(pohon: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call, with the last two parts of what is called: `datetime.now`."""
    for node in ast.walk(pohon):
        if isinstance(node, ast.Call):
            yield ".".join(ast.unparse(node.func).split(".")[-2:]), node


# ------------------------------------------------------------------------------------ layers


@pytest.mark.parametrize("modul", MODUL)
def test_imports_go_down_only(modul: str) -> None:
    kita = {nama for nama in impor(modul) if nama.split(".")[0] in ("app", "chalicelib")}
    assert {lapisan(nama) for nama in kita} <= BOLEH_IMPOR[lapisan(modul)]


@pytest.mark.parametrize("modul", [m for m in MODUL if lapisan(m) != "adapters"])
def test_only_adapters_import_an_aws_library(modul: str) -> None:
    assert not {nama.split(".")[0] for nama in impor(modul)} & AWS


@pytest.mark.parametrize("modul", [m for m in MODUL if lapisan(m) == "domain"])
def test_the_domain_knows_no_environment_and_no_clock(modul: str) -> None:
    assert not {nama.split(".")[0] for nama in impor(modul)} & BUKAN_DOMAIN
    assert not {"datetime.now", "datetime.utcnow", "date.today"} & {
        n for n, _ in panggilan(POHON[modul])
    }


def test_the_clock_is_read_in_one_place_of_the_services() -> None:
    pembaca = {m for m, pohon in POHON.items() if "datetime.now" in dict(panggilan(pohon))}
    assert pembaca <= {"app", "chalicelib.services.ubah"}


@pytest.mark.parametrize("modul", MODUL)
def test_days_and_minutes_are_added_only_where_working_time_is(modul: str) -> None:
    if modul.endswith((".jam_kerja", ".kalender")):
        return
    assert not {nama.split(".")[0] for nama in impor(modul)} & {"dateutil", "calendar"}
    for nama, node in panggilan(POHON[modul]):
        if nama.split(".")[-1] == "timedelta":
            assert not node.args
            assert {k.arg for k in node.keywords} == {"seconds"}


def test_nothing_scans_a_table() -> None:
    for modul, pohon in POHON.items():
        dipanggil = {nama.split(".")[-1].lower() for nama, _ in panggilan(pohon)}
        assert not {nama for nama in dipanggil if nama.endswith("scan")}, modul
    assert "scan" not in " ".join(b.read_text() for b in (AKAR / "infra").rglob("*.yaml")).lower()


def test_the_api_is_imported_without_environment_and_without_heavy_libraries() -> None:
    perintah = "import app, sys; print(*{m.split('.')[0] for m in sys.modules})"
    hasil = subprocess.run(
        [sys.executable, "-c", perintah],
        cwd=AKAR,
        env={},
        capture_output=True,
        text=True,
        check=True,
    )
    termuat = set(hasil.stdout.split())
    assert "chalicelib" in termuat
    assert not termuat & BERAT


# ------------------------------------------------------------------------------ what is written


@pytest.mark.parametrize("modul", MODUL)
def test_no_file_is_long(modul: str) -> None:
    assert len(MODUL[modul].read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("modul", [m for m, pohon in POHON.items() if pohon.body])
def test_every_module_and_everything_public_says_what_it_promises(modul: str) -> None:
    assert ast.get_docstring(POHON[modul]), modul
    for node in _umum(POHON[modul]):
        assert ast.get_docstring(node), f"{modul}.{node.name}"


def _umum(pohon: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for node in pohon.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (n for n in _umum(node) if n.name != "Meta")


@pytest.mark.parametrize("modul", MODUL)
def test_no_module_names_a_langkah_or_an_office_of_any_sop(modul: str) -> None:
    milik_sop = {kode for sop in SOP for kode in (*sop.langkah, *sop.blok, *sop.pelaksana)}
    milik_sop -= {"pemohon"}  # every permit has an applicant
    for isi in teks(POHON[modul]):
        assert not milik_sop & set(re.findall(r"\w+", isi)), isi


# --------------------------------------------------------------------------- what tables promise


def test_the_efek_that_a_table_may_name_are_those_that_exist() -> None:
    assert sop_periksa.EFEK.keys() == EFEK.keys()


def kiriman(sop: Sop) -> Iterator[tuple[str, set[str]]]:
    """The SMS of an SOP: the template, and the facts that its text may name."""
    for aksi in (aksi for langkah in sop.langkah.values() for aksi in langkah.aksi):
        if isi := aksi.efek.get("kirim_sms"):
            ambil = {"templat": isi} if isinstance(isi, str) else dict(isi)
            yield ambil.pop("templat"), {"nama", "nomor", "daerah", "putusan", *ambil}


@pytest.mark.parametrize("sop", SOP, ids=lambda sop: sop.kunci)
def test_every_sms_of_an_sop_has_its_text_and_every_fact_of_it(sop: Sop) -> None:
    for nama, fakta in kiriman(sop):
        isi = DAFTAR_SMS[nama].read_text(encoding="utf-8")
        dipakai = meta.find_undeclared_variables(Environment().parse(isi))
        assert dipakai <= fakta
    assert {"nama", "hp"} <= {isian.kode for isian in sop.isian if isian.wajib and not isian.bila}


def test_every_sms_text_is_sent_by_someone() -> None:
    tanpa_sop = {"kode", perubahan.TEMPLAT_KODE, *TEMPLAT_TANPA_SOP}
    assert DAFTAR_SMS.keys() == {nama for sop in SOP for nama, _ in kiriman(sop)} | tanpa_sop


@pytest.mark.parametrize("nama", TEMPLAT_TANPA_SOP)
def test_every_sms_that_no_sop_names_has_its_text_and_names_only_its_facts(nama: str) -> None:
    isi = DAFTAR_SMS[nama].read_text(encoding="utf-8")
    assert meta.find_undeclared_variables(Environment().parse(isi)) == TEMPLAT_TANPA_SOP[nama]


def test_a_call_is_no_langkah() -> None:
    assert not [sop.kunci for sop in SOP if KODE_TUGAS in sop.langkah]


@pytest.mark.parametrize("nama", KANTOR)
@pytest.mark.parametrize("sop", SOP, ids=lambda sop: sop.kunci)
def test_every_office_has_a_pattern_for_every_number(sop: Sop, nama: str) -> None:
    daftar = [aksi.efek for langkah in sop.langkah.values() for aksi in langkah.aksi]
    nomor = {
        jenis_surat(efek["terbitkan"], putusan)
        for efek in daftar
        if "terbitkan" in efek
        for putusan in ("terbit", "tolak")
    }
    assert nomor
    assert nomor <= kantor.baca(nama).pola_nomor.keys()


@pytest.mark.parametrize("sop", SOP, ids=lambda sop: sop.kunci)
def test_the_first_row_asks_for_nothing_beyond_form_and_papers(sop: Sop) -> None:
    (aksi,) = sop.langkah[sop.mulai].aksi
    assert [*aksi.efek, *aksi.isian, *aksi.berkas, *aksi.bila] == []


# ------------------------------------------------------------ each function has its settings

Simpul = tuple[str, str]
"""Something at the top of a module: (module, name)."""


@cache
def _nama_impor(modul: str) -> dict[str, str]:
    return {
        nama.asname or nama.name: f"{node.module}.{nama.name}"
        for node in ast.walk(POHON[modul])
        if isinstance(node, ast.ImportFrom)
        for nama in node.names
    }


def _simpul() -> dict[Simpul, ast.stmt]:
    daftar: dict[Simpul, ast.stmt] = {}
    for modul, pohon in POHON.items():
        for node in pohon.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                daftar[modul, node.name] = node
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                for sasaran in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    daftar[modul, ast.unparse(sasaran)] = node
    return daftar


SIMPUL = _simpul()


def _disebut(simpul: Simpul) -> Iterator[Simpul]:
    """What this names of its own module and of others: `config.kantor`, `ubah`."""
    modul, _ = simpul
    nama_impor = _nama_impor(modul)
    for node in ast.walk(SIMPUL[simpul]):
        if isinstance(node, ast.Name):
            asal, _, nama = nama_impor.get(node.id, f"{modul}.{node.id}").rpartition(".")
            yield asal, nama
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield nama_impor.get(node.value.id, ""), node.attr


def _setelan(awal: set[Simpul]) -> set[str]:
    """The environment variables that are read from here on."""
    tercapai: set[Simpul] = set()
    antre = [*awal]
    while antre:
        simpul = antre.pop()
        if simpul in SIMPUL and simpul not in tercapai:
            tercapai.add(simpul)
            antre += _disebut(simpul)
    isi = [ast.unparse(SIMPUL[s]) for s in tercapai if s[0] == "chalicelib.config"]
    return set(re.findall(r"os\.environ\['(\w+)'\]", " ".join(isi)))


def _fungsi() -> dict[str, set[Simpul]]:
    """Each Lambda function by its name in the template, and where its code begins."""
    rute = {s for s in SIMPUL if lapisan(s[0]) == "routes"}
    pemicu = {
        s for s, node in SIMPUL.items() if s[0] == "app" and isinstance(node, ast.FunctionDef)
    }
    nama = {"".join(k.capitalize() for k in s[1].split("_")): {s} for s in pemicu}
    return {"APIHandler": rute, **nama}


FUNGSI = _fungsi()


@pytest.fixture(scope="module")
def resources() -> dict[str, Any]:
    return dict(templat()["Resources"])


@pytest.mark.parametrize("nama", FUNGSI)
def test_a_function_has_every_setting_that_its_code_reads(
    nama: str, resources: dict[str, Any]
) -> None:
    assert resources[nama]["Properties"]["Environment"]["Variables"].keys() >= _setelan(
        FUNGSI[nama]
    )


def test_every_setting_is_read_by_some_function() -> None:
    semua = {variabel for awal in FUNGSI.values() for variabel in _setelan(awal)}
    config = MODUL["chalicelib.config"].read_text(encoding="utf-8")
    assert semua == set(re.findall(r'os\.environ\["(\w+)"\]', config))
