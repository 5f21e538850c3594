"""`make package`: one zip and one template in build/, the same for AWS and for this machine.

`chalice package` collects the app and its requirements; this adds what it leaves out and makes the
result the same bytes whenever it is made from the same files.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from infra.templat import templat

AKAR = Path(__file__).parent.parent
BUILD = AKAR / "build"
WILAYAH = "ap-southeast-3"
APLIKASI = ("app.py", "chalicelib", "templates")
HANYA_HALAMAN = "web"  # templates/web is for browsers and is not needed by any function
# Other services' and other countries' data and libraries that nothing here reaches, which every
# cold start would unpack.
LAYANAN = ("dynamodb", "kms", "lambda", "s3", "sns", "sqs", "stepfunctions")
TIDAK_DIPAKAI = re.compile(
    rf"botocore/data/(?!({'|'.join(LAYANAN)})/)[^/]+/"
    r"|holidays/locale/(?!(id|en_US)/)[^/]+/"
    r"|lxml/|oscrypto/"  # pyHanko reads XMP and the system's certificates with them; we do neither
    r"|phonenumbers/shortdata/region_"
    r"|stdnum/(?!id/)[a-z]{2}_?/"
    r"|tzdata/zoneinfo/(?!Asia/|Etc/)\w+/"
)
BATAS_BYTE = 250 * 1024 * 1024
WAKTU_TETAP = (1980, 1, 1, 0, 0, 0)


class PaketCacat(Exception):
    """The package would not run on AWS; the sentence says what is missing."""


@dataclass(frozen=True, slots=True)
class Paket:
    """What a deployment uploads: the Lambda zip and the template, as files."""

    zip: Path
    templat: Path

    @property
    def sidik(self) -> str:
        """SHA-256 over both: another package has another one."""
        return hashlib.sha256(self.zip.read_bytes() + self.templat.read_bytes()).hexdigest()


def paket(tujuan: Path = BUILD) -> Paket:
    """Make the package from the files as they are now; raises `PaketCacat`."""
    tujuan.mkdir(parents=True, exist_ok=True)
    hasil = Paket(tujuan / "paket.zip", tujuan / "templat.json")
    with (tujuan / "kunci").open("w") as kunci:
        fcntl.flock(kunci, fcntl.LOCK_EX)
        mentah = _chalice(tujuan)
        baru = tujuan / "paket.baru"
        shutil.copyfile(_pustaka(mentah / "deployment.zip", tujuan), baru)
        with tempfile.TemporaryDirectory(dir=tujuan) as sementara:
            _salin_aplikasi(Path(sementara))
            _masukkan(baru, Path(sementara))
        periksa(baru)
        baru.replace(hasil.zip)
        hasil.templat.write_text(_templat_akhir(mentah / "sam.json"), encoding="utf-8")
    return hasil


def _chalice(tujuan: Path) -> Path:
    """Run `chalice package` with our template merged in; the folder of its two files."""
    gabung, mentah = tujuan / "gabung.json", tujuan / "chalice"
    gabung.write_text(json.dumps(templat()), encoding="utf-8")
    chalice = str(Path(sys.executable).with_name("chalice"))
    perintah = [chalice, "package", "--stage", "api", "--merge-template", str(gabung)]
    lingkungan = {"AWS_DEFAULT_REGION": WILAYAH} | os.environ
    hasil = subprocess.run(
        [*perintah, str(mentah)], cwd=AKAR, env=lingkungan, capture_output=True, text=True
    )
    if hasil.returncode:
        raise PaketCacat(f"chalice package gagal:\n{hasil.stdout}{hasil.stderr}")
    return mentah


def _pustaka(mentah: Path, tujuan: Path) -> Path:
    """The compiled requirements as a zip, made once per requirements.txt and Python."""
    isi = (AKAR / "requirements.txt").read_bytes() + Path(__file__).read_bytes()
    kunci = hashlib.sha256(isi + sys.version.encode()).hexdigest()[:16]
    hasil = tujuan / f"pustaka-{kunci}.zip"
    if hasil.exists():
        return hasil
    with tempfile.TemporaryDirectory(dir=tujuan) as sementara:
        with zipfile.ZipFile(mentah) as arsip:
            arsip.extractall(sementara, [n for n in arsip.namelist() if _dipakai(n)])
        baru = hasil.with_suffix(".baru")
        _masukkan(baru, Path(sementara))
    for lama in tujuan.glob("pustaka-*.zip"):
        lama.unlink()
    baru.replace(hasil)
    return hasil


def _dipakai(nama: str) -> bool:
    return nama.split("/")[0] not in APLIKASI and not TIDAK_DIPAKAI.match(nama)


def _salin_aplikasi(tujuan: Path) -> None:
    for nama in APLIKASI:
        sumber = AKAR / nama
        if sumber.is_dir():
            abaikan = shutil.ignore_patterns("__pycache__", "*.pyc", HANYA_HALAMAN)
            shutil.copytree(sumber, tujuan / nama, ignore=abaikan)
        else:
            shutil.copy(sumber, tujuan / nama)


def _masukkan(arsip: Path, folder: Path) -> None:
    """Compile a folder and append it to the zip, in order and without times or owners.

    Lambda's files cannot change under it, so that Python need not compare them with their source.
    """
    # What a process compiled or imported before shows in its .pyc: take a fresh one, in order.
    perintah = ["-m", "compileall", "-qq", "-j1", "--invalidation-mode", "unchecked-hash"]
    subprocess.run(
        [sys.executable, *perintah, "-s", str(folder), str(folder)],
        env=os.environ | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": ""},
    )
    with zipfile.ZipFile(arsip, "a", zipfile.ZIP_DEFLATED) as keluar:
        for berkas in sorted(p for p in folder.rglob("*") if p.is_file()):
            info = zipfile.ZipInfo(berkas.relative_to(folder).as_posix(), WAKTU_TETAP)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            keluar.writestr(info, berkas.read_bytes())


def periksa(arsip: Path) -> None:
    """Raise `PaketCacat` where a requirement is missing, or was built for this machine only."""
    with zipfile.ZipFile(arsip) as isi:
        nama = isi.namelist()
        terpasang = {
            canonicalize_name(meta["Name"]): meta
            for n in nama
            if n.endswith(".dist-info/METADATA")
            and (meta := HeaderParser().parsestr(isi.read(n).decode()))
        }
        setempat = [n for n in nama if n.endswith("/WHEEL") and b"-linux_x86_64" in isi.read(n)]
        besar = sum(i.file_size for i in isi.infolist())
    diminta = (AKAR / "requirements.txt").read_text(encoding="utf-8").splitlines()
    cacat = [f"{r} tidak ada di dalam paket" for r in _kurang(diminta, terpasang)]
    cacat += [f"{n} dibangun khusus untuk mesin ini" for n in setempat]
    if besar > BATAS_BYTE:
        cacat.append(f"isi paket {besar} byte, melebihi batas Lambda {BATAS_BYTE}")
    if cacat:
        raise PaketCacat("Paket tidak lengkap: " + "; ".join(cacat) + ".")


def _kurang(diminta: Iterable[str], terpasang: Mapping[NormalizedName, Message]) -> list[str]:
    """The requirements, and theirs in turn, that are not there in a version that satisfies."""
    antrean = [Requirement(r) for r in diminta if r and not r.startswith("#")]
    kurang, sudah = [], set()
    while antrean:
        syarat = antrean.pop()
        if str(syarat) in sudah:
            continue
        sudah.add(str(syarat))
        meta = terpasang.get(canonicalize_name(syarat.name))
        if meta is None or meta["Version"] not in syarat.specifier:
            kurang.append(str(syarat))
            continue
        berikut = [Requirement(r) for r in meta.get_all("Requires-Dist", [])]
        tambahan = syarat.extras or {""}
        antrean += [
            r
            for r in berikut
            if r.marker is None or any(r.marker.evaluate({"extra": e}) for e in tambahan)
        ]
    return kurang


def _templat_akhir(sam: Path) -> str:
    isi = json.loads(sam.read_text(encoding="utf-8"))
    for resource in isi["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = {
                "Bucket": {"Ref": "BucketPaket"},
                "Key": {"Ref": "KunciPaket"},
            }
    return json.dumps(isi, indent=1, sort_keys=True) + "\n"


def main() -> int:
    """Make the package and say what it weighs; 1 where it would not run."""
    try:
        hasil = paket()
    except PaketCacat as sebab:
        print(sebab, file=sys.stderr)
        return 1
    for berkas in (hasil.zip, hasil.templat):
        print(f"{berkas.relative_to(AKAR)}  {berkas.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
