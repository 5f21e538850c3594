"""What ships: its size, and how long the API function's import takes in a fresh process."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from infra.bench.tabel import Bagian, angka, kali
from infra.paket import Paket

ULANG = 5
# Without site and environment: nothing but the package and Python's own library can be found.
_PYTHON = (sys.executable, "-I", "-S", "-B", "-c")
_UKUR = """
import sys, time
sys.path.insert(0, {folder!r})
mulai = time.process_time()
{lakukan}
print(time.process_time() - mulai)
"""
APP = "import app"
DASAR = """
import chalice.app, botocore.session
botocore.session.get_session().create_client("dynamodb", "ap-southeast-3")
"""
PERTAMA = """
import app, os
from chalicelib.adapters.model import Baris
from chalicelib.domain import jam_kerja, kantor, sop
os.environ |= {"TABEL_PERMOHONAN": "t", "AWS_DEFAULT_REGION": "ap-southeast-3"}
jam_kerja.Kalender.dari(kantor.baca("standar"))
sop.muat("ikrg-v1")
Baris._get_connection().connection.client
"""


def ukur(paket: Paket) -> Iterator[Bagian]:
    """Unpack it and import from there."""
    with TemporaryDirectory() as folder, zipfile.ZipFile(paket.zip) as arsip:
        arsip.extractall(folder)
        yield _ukuran(paket, arsip)
        yield _impor(Path(folder))


def _ukuran(paket: Paket, arsip: zipfile.ZipFile) -> Bagian:
    isi = arsip.infolist()
    sumber = json.loads(paket.templat.read_text(encoding="utf-8"))["Resources"]
    fungsi = [s for s in sumber.values() if s["Type"].endswith("::Function")]
    return Bagian(
        "Paket",
        "build/paket.zip dan build/templat.json yang baru dibuat",
        (),
        [
            ("zip, MB", angka(paket.zip.stat().st_size / 1e6, 1)),
            ("terurai, MB", angka(sum(i.file_size for i in isi) / 1e6, 1)),
            ("di antaranya .pyc, MB", angka(_besar(isi, ".pyc") / 1e6, 1)),
            ("fungsi Lambda", str(len(fungsi))),
        ],
    )


def _besar(isi: list[zipfile.ZipInfo], akhiran: str) -> int:
    return sum(i.file_size for i in isi if i.filename.endswith(akhiran))


def _impor(folder: Path) -> Bagian:
    """First with the .pyc that ship, then with none of them."""
    skrip = {"dasar": DASAR, "app": APP, "pertama": PERTAMA}
    dengan = _bergiliran(folder, skrip)
    for pyc in folder.rglob("*.pyc"):
        pyc.unlink()
    tanpa = _bergiliran(folder, skrip)
    perbandingan = [
        (nama, *(kali(waktu[kunci] / waktu["dasar"]) for waktu in (dengan, tanpa)))
        for nama, kunci in (("import app : dasar", "app"), ("siap melayani : dasar", "pertama"))
    ]
    tambahan = kali(tanpa["app"] / dengan["app"])
    return Bagian(
        "Impor fungsi API",
        f"median ms CPU dari {ULANG} proses baru bergiliran, hanya dari isi paket",
        ("dengan .pyc", "tanpa .pyc"),
        [
            ("dasar: chalice + satu klien botocore", *_ms(dengan, tanpa, "dasar")),
            ("import app (semua route)", *_ms(dengan, tanpa, "app")),
            ("siap melayani (+ SOP, kantor, klien)", *_ms(dengan, tanpa, "pertama")),
            *perbandingan,
            ("import app: tanpa .pyc : dengan .pyc", tambahan),
        ],
    )


def _ms(dengan: dict[str, float], tanpa: dict[str, float], kunci: str) -> tuple[str, str]:
    return angka(dengan[kunci] * 1000), angka(tanpa[kunci] * 1000)


def _bergiliran(folder: Path, skrip: dict[str, str]) -> dict[str, float]:
    """Median seconds of CPU of each, taken in turn so that all meet the same noise."""
    lama: dict[str, list[float]] = {nama: [] for nama in skrip}
    for _ in range(ULANG):
        for nama, lakukan in skrip.items():
            perintah = [*_PYTHON, _UKUR.format(folder=str(folder), lakukan=lakukan)]
            hasil = subprocess.run(perintah, capture_output=True, text=True, check=True)
            lama[nama].append(float(hasil.stdout))
    return {nama: median(semua) for nama, semua in lama.items()}
