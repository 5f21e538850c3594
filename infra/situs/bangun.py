"""Renders the pages of one office into build/situs/<kantor>, once per state of their sources."""

import fcntl
import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chalicelib.domain.kantor import Kantor, baca
from chalicelib.domain.kantor_surat import FOLDER_LOGO
from chalicelib.domain.skm import DAFTAR_UNSUR
from chalicelib.domain.sop import muat, terbaru
from chalicelib.services import tampilan_skm, tampilan_sop
from infra.situs import isi, renang
from infra.situs.aset import Aset
from infra.situs.pustaka import pustaka

AKAR = Path(__file__).parents[2]
SUMBER = AKAR / "templates" / "web"
HALAMAN_JADI = AKAR / "infra" / "halaman"
BUILD = AKAR / "build"
JENIS = "ikrg"
PENANDA = "https://sambungan.invalid"
"""Stands in a page's CSP for the hosts of a deployment, which `unggah` knows."""
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    f"connect-src 'self' {PENANDA}; base-uri 'none'; form-action 'none'"
)
PUSTAKA = {
    "lit-html": "lit-html/lit-html.js",
    "lit-html/directives/repeat.js": "lit-html/directives/repeat.js",
    "oauth4webapi": "oauth4webapi/build/index.js",
    "pdfjs-dist": "pdfjs-dist/legacy/build/pdf.min.mjs",
    "pdfjs-dist/pekerja": "pdfjs-dist/legacy/build/pdf.worker.min.mjs",
    "pdfjs-dist/gambar/": "pdfjs-dist/wasm/*_nowasm_fallback.js",
    "signature_pad": "signature_pad/dist/signature_pad.js",
}
"""The libraries of package.json as modules import them, each with its file."""
PENENTU = ("chalicelib/kantor", "chalicelib/sop", "chalicelib/services", "chalicelib/domain")


@dataclass(frozen=True, slots=True)
class Situs:
    """A built site: a folder whose files go into the bucket under their own names."""

    folder: Path

    def berkas(self) -> dict[str, Path]:
        """Every file by its name in the bucket."""
        daftar = sorted(p for p in self.folder.rglob("*") if p.is_file())
        return {p.relative_to(self.folder).as_posix(): p for p in daftar}


def bangun(kantor: str = "standar", *, tujuan: Path = BUILD) -> Situs:
    """The site of the office `chalicelib/kantor/<kantor>.toml`; at once where nothing changed.

    Raises `PustakaGagal`, `AsetRusak`, `KantorFaulty`, and what Jinja2 raises.
    """
    induk = tujuan / "situs"
    induk.mkdir(parents=True, exist_ok=True)
    hasil, tanda = Situs(induk / kantor), induk / f"{kantor}.sidik"
    with (induk / "kunci").open("w") as kunci:
        fcntl.flock(kunci, fcntl.LOCK_EX)
        sidik = _sidik()
        if tanda.exists() and tanda.read_text() == sidik and hasil.folder.exists():
            return hasil
        baru = induk / f"{kantor}.baru"
        shutil.rmtree(baru, ignore_errors=True)
        _tulis(baru, baca(kantor), pustaka(SUMBER, induk))
        shutil.rmtree(hasil.folder, ignore_errors=True)
        baru.rename(hasil.folder)
        tanda.write_text(sidik)
    return hasil


def _sidik() -> str:
    """SHA-256 over everything that the pages are made from."""
    daftar = [SUMBER, HALAMAN_JADI, Path(__file__).parent, *(AKAR / nama for nama in PENENTU)]
    hash_ = hashlib.sha256()
    for folder in daftar:
        for berkas in sorted(p for p in folder.rglob("*") if p.is_file()):
            if berkas.suffix != ".pyc":
                hash_.update(f"{berkas}\0".encode() + berkas.read_bytes() + b"\0")
    return hash_.hexdigest()


def _tulis(tujuan: Path, kantor: Kantor, node_modules: Path) -> None:
    if HALAMAN_JADI.exists():
        shutil.copytree(HALAMAN_JADI, tujuan)
    tujuan.mkdir(exist_ok=True)
    sop = muat(terbaru(JENIS, kantor.pelaksana_nonaktif))
    aset = Aset(tujuan, SUMBER, node_modules, PUSTAKA)
    for gaya in sorted(SUMBER.glob("*.css")):
        aset.tambah(gaya.name, gaya.read_bytes())
    aset.tambah("logo.svg", _logo(kantor))
    formulir = json.dumps(tampilan_sop.formulir(sop), ensure_ascii=False, separators=(",", ":"))
    aset.tambah(f"formulir/{sop.kunci}.json", formulir.encode())
    jinja = Environment(
        loader=FileSystemLoader(SUMBER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.globals = {
        "aset": aset,
        "csp": CSP,
        "kantor": kantor,
        "sop": sop,
        "jenis": JENIS,
        "kata": isi.Kata(sop, kantor),
        "gambar_alur": renang.gambar(sop),
        "daftar_unsur": DAFTAR_UNSUR,
        "metode_skm": tampilan_skm.metode(kantor.skm_paling_sedikit),
    }
    for halaman in sorted(SUMBER.glob("*.html")):
        if not halaman.name.startswith("_"):
            teks = jinja.get_template(halaman.name).render(halaman=halaman.stem)
            (tujuan / halaman.name).write_text(teks, encoding="utf-8")


def _logo(kantor: Kantor) -> bytes:
    return (FOLDER_LOGO / kantor.kop.logo).read_bytes()
