"""The words of an SMS: a template and its facts, as one message of at most 160 GSM-7 characters."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment, Template

TERPANJANG = 160
_BAGIAN = 153  # of a message in parts: seven septets of each go to its header
_FOLDER = Path(__file__).parents[2] / "templates" / "sms"


def render(kode: str, fakta: Mapping[str, str]) -> str:
    """The text of `templates/sms/<kode>.txt` with these facts; `nama` is shortened to fit.

    Raises ValueError where it cannot fit, the template itself is not GSM-7, or the template or a
    fact that it names is missing.
    """
    from jinja2 import TemplateError

    bersih = {kunci: _satu_baris(nilai) for kunci, nilai in fakta.items()}
    if "nama" in bersih:
        bersih["nama"] = _sapaan(bersih["nama"])
    try:
        return _pas(kode, _lingkungan().get_template(f"{kode}.txt"), bersih)
    except TemplateError as error:
        raise ValueError(f"SMS {kode}: {error}") from error


def _pas(kode: str, templat: "Template", bersih: dict[str, str]) -> str:
    teks = templat.render(bersih)
    if (lebih := septet(teks) - TERPANJANG) > 0 and "nama" in bersih:
        teks = templat.render(bersih | {"nama": _sapaan(bersih["nama"][:-lebih])})
    if septet(teks) > TERPANJANG:
        raise ValueError(f"SMS {kode} melebihi {TERPANJANG} karakter GSM-7.")
    return teks


def segmen(teks: str) -> int:
    """The number of messages that this text is charged as: one up to 160 GSM-7 characters, else
    parts of 153, none of which ends within a character of two. Raises what `septet` raises."""
    if septet(teks) <= TERPANJANG:
        return 1
    jumlah, terpakai = 1, 0
    for lebar in map(septet, teks):
        terpakai += lebar
        if terpakai > _BAGIAN:
            jumlah, terpakai = jumlah + 1, lebar
    return jumlah


def septet(teks: str) -> int:
    """Length in GSM-7 characters, of which those of the extension table take two.

    Raises ValueError (UnicodeEncodeError) for a character that GSM-7 does not have.
    """
    import gsm0338  # noqa: F401  # registers the codec

    return len(teks.encode("gsm03.38"))


def _satu_baris(nilai: str) -> str:
    """The fact in characters that take one septet each, on one line, with nothing like a URL."""
    from anyascii import anyascii

    hemat = re.sub(r"[^ -Z_a-z]", " ", anyascii(nilai))
    return re.sub(r"\.(?=[A-Za-z])", ". ", " ".join(hemat.split()))


def _sapaan(nama: str) -> str:
    # The templates set a full stop after the name; a title may end with its own.
    return nama.rstrip(" .,-") or "Pemohon"


@lru_cache
def _lingkungan() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # Plain text, so nothing is escaped.
    return Environment(loader=FileSystemLoader(_FOLDER), undefined=StrictUndefined)
