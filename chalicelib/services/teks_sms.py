"""The words of an SMS: a template and its facts, as one message of at most 160 GSM-7 characters."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

TERPANJANG = 160
_FOLDER = Path(__file__).parents[2] / "templates" / "sms"


def render(kode: str, fakta: Mapping[str, str]) -> str:
    """The text of `templates/sms/<kode>.txt` with these facts; `nama` is shortened to fit.

    Raises ValueError where it cannot fit, or the template itself is not GSM-7; jinja2's errors
    where the template or a fact it names is missing.
    """
    templat = _lingkungan().get_template(f"{kode}.txt")
    bersih = {kunci: _satu_baris(nilai) for kunci, nilai in fakta.items()}
    if "nama" in bersih:
        bersih["nama"] = _sapaan(bersih["nama"])
    teks = templat.render(bersih)
    if (lebih := septet(teks) - TERPANJANG) > 0 and "nama" in bersih:
        teks = templat.render(bersih | {"nama": _sapaan(bersih["nama"][:-lebih])})
    if septet(teks) > TERPANJANG:
        raise ValueError(f"SMS {kode} melebihi {TERPANJANG} karakter GSM-7.")
    return teks


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
