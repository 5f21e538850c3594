"""Letters as PDF/A-2b: the templates in `templates/surat/` filled with a naskah, which Typst reads
as JSON (a text in it is only ever shown), and the images that the naskah names.

Nothing of this machine gets into the bytes: no clock, no system font, no path.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.adapters.gambar import GambarRusak, kecilkan, logo, qr_svg, sebagai_svg

if TYPE_CHECKING:
    import typst

FOLDER = Path(__file__).parents[2] / "templates" / "surat"
GANTI = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character that no font of ours has."""
_TINGGI_A4 = 841.89
_TERLARANG = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_TAK_TAMPAK = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_LOLOS = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_LATIN_TERAKHIR = "\u024f"
_IMPOR = re.compile(r'^#import "/?([^"@]+\.typ)"', re.MULTILINE)
_PERCOBAAN = 5

_Berkas = Any
"""Files by name; the stubs of Typst do not know that it takes them so."""
Kotak = tuple[int, float, float, float, float]
"""Page (from 0), then x1, y1, x2, y2 in PDF points from the bottom left."""


@dataclass(frozen=True, slots=True)
class Hasil:
    """A printed letter, and where its signature box is (None where it has none)."""

    pdf: bytes
    kotak: Kotak | None


class SuratGagal(Exception):
    """A letter that could not be printed; the sentence says which and why."""


def cetak(naskah: Mapping[str, Any], gambar: Mapping[str, bytes], qr: str = "") -> Hasil:
    """The letter as PDF/A-2b, the same bytes for the same input.

    `gambar` holds the files by the names in `naskah["gambar"]`; `qr` (else the naskah's
    `verifikasi`) is what the QR code at the signature says. Characters that have no glyph are
    printed as `GANTI`. Raises `SuratGagal`.
    """
    pdf, berkas = _pdf(naskah, gambar, qr)
    return Hasil(pdf, _kotak(berkas))


def halaman(
    naskah: Mapping[str, Any], gambar: Mapping[str, bytes], qr: str = "", ppi: int = 110
) -> list[bytes]:
    """The pages as PNG, to look at. Raises `SuratGagal`."""
    import typst

    _, berkas = _pdf(naskah, gambar, qr)
    hasil: Any = typst.compile(berkas, font_paths=_huruf(), format="png", ppi=ppi)
    return hasil if isinstance(hasil, list) else [hasil]


def _pdf(naskah: Mapping[str, Any], gambar: Mapping[str, bytes], qr: str) -> tuple[bytes, _Berkas]:
    """The PDF, and the files that Typst made it from."""
    import typst

    data: dict[str, Any] = _bersih(dict(naskah))
    qr = qr or str(data.get("verifikasi", ""))
    berkas: _Berkas = _templat(str(naskah["templat"])) | _lampirkan(data, gambar, qr)
    for _ in range(_PERCOBAAN):
        berkas["naskah.json"] = json.dumps(data, ensure_ascii=False).encode()
        try:
            pdf = typst.compile(berkas, font_paths=_huruf(), format="pdf", pdf_standards="a-2b")
            return pdf, berkas
        except RuntimeError as galat:  # TypstError is one; a file that is no text is another
            sebab = str(getattr(galat, "diagnostic", ""))
            hilang = [_tanpa_lolos(teks) for teks in _TAK_TAMPAK.findall(sebab)]
            if not hilang:
                raise SuratGagal(f"Surat {naskah['templat']}: {galat}.") from galat
            data = _ganti(data, hilang)
    raise SuratGagal(f"Surat {naskah['templat']}: ada huruf yang tidak dapat dicetak.")


def _lampirkan(data: dict[str, Any], gambar: Mapping[str, bytes], qr: str) -> dict[str, bytes]:
    """The images as files, their paths put into `data` where the templates look for them."""
    berkas: dict[str, bytes] = {}
    letak: dict[str, str] = {}
    for nama in data.get("gambar", {}):
        if nama not in gambar:
            raise SuratGagal(f"Surat {data['templat']}: gambar {nama} tidak ada.")
        letak[nama] = f"/gambar/{nama}.svg"
        try:
            kecil = kecilkan(gambar[nama], foto=nama.startswith("foto"))
        except GambarRusak as sebab:
            raise SuratGagal(f"Surat {data['templat']}: gambar {nama} rusak.") from sebab
        berkas[letak[nama][1:]] = sebagai_svg(kecil)
    if qr:
        letak["qr"], berkas["gambar/qr.svg"] = "/gambar/qr.svg", qr_svg(qr)
    berkas["gambar/logo.svg"] = logo(data["kop"]["logo"])
    data["kop"] = {**data["kop"], "logo": "/gambar/logo.svg"}
    data["gambar"] = letak
    return berkas


def _kotak(berkas: _Berkas) -> Kotak | None:
    import typst

    hasil = json.loads(typst.query(berkas, "<kotak>", field="value", font_paths=_huruf()))
    if not hasil:
        return None
    k = hasil[-1]
    bawah = _TINGGI_A4 - k["y"] - k["tinggi"]
    return k["page"] - 1, k["x"], bawah, k["x"] + k["lebar"], bawah + k["tinggi"]


@lru_cache
def _templat(nama: str) -> dict[str, bytes]:
    """Every template, this one as the main file: it may import the others."""
    semua = {berkas.name: berkas.read_bytes() for berkas in sorted(FOLDER.glob("*.typ"))}
    return semua | {"main.typ": semua[f"{nama}.typ"]}


@lru_cache
def sidik_templat(nama: str) -> str:
    """SHA-256 of a template with all that it imports."""
    semua, antre, dipakai = _templat(nama), [f"{nama}.typ"], set[str]()
    while antre:
        dipakai.add(berkas := antre.pop())
        impor = _IMPOR.findall(semua[berkas].decode())
        antre += [satu for satu in impor if satu not in dipakai]
    isi = {berkas: sha256(semua[berkas]).hexdigest() for berkas in dipakai}
    return sha256(json.dumps(isi, sort_keys=True).encode()).hexdigest()


@lru_cache
def _huruf() -> "typst.Fonts":
    """The fonts within Typst alone, so that every machine sets the same letter."""
    import typst

    return typst.Fonts(include_system_fonts=False)


# ------------------------------------------------------------------- characters without a glyph


def _bersih(nilai: Any) -> Any:
    """The data with invisible characters (bidi overrides, controls) made visible."""
    return _petakan(nilai, _tampakkan)


def _tampakkan(teks: str) -> str:
    teks = teks.replace("\r\n", "\n").replace("\t", " ")
    return "".join(
        GANTI if h != "\n" and unicodedata.category(h) in _TERLARANG else h for h in teks
    )


def _ganti(nilai: Any, hilang: list[str]) -> Any:
    """The data without these clusters of characters; Latin letters in them stay."""
    peta = {gugus: _ganti_gugus(gugus) for gugus in sorted(hilang, key=len, reverse=True)}
    pola = re.compile("|".join(map(re.escape, peta)))
    return _petakan(nilai, lambda teks: pola.sub(lambda cocok: peta[cocok[0]], teks))


def _ganti_gugus(gugus: str) -> str:
    sisa = "".join(h if h <= _LATIN_TERAKHIR else GANTI for h in gugus)
    return sisa if sisa != gugus else GANTI


def _tanpa_lolos(teks: str) -> str:
    """The text that Typst quoted as Rust does: `\\u{301}`, `\\"`."""
    return _LOLOS.sub(lambda c: chr(int(c[1], 16)) if c[1] else c[2], teks)


def _petakan(nilai: Any, ubah: Callable[[str], str]) -> Any:
    """The JSON value with every text changed, its keys as they are."""
    if isinstance(nilai, str):
        return ubah(nilai)
    if isinstance(nilai, Mapping):
        return {kunci: _petakan(isi, ubah) for kunci, isi in nilai.items()}
    if isinstance(nilai, list | tuple):
        return [_petakan(isi, ubah) for isi in nilai]
    return nilai
