"""How long something may take, as the SOP and the office's settings write it."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

_NORMA = re.compile(r"([0-9]{1,4})?(½)? (menit|jam|hari kerja|hari)")

Satuan = Literal["menit", "hari", "hari_kerja"]
_SATUAN: dict[str, tuple[Satuan, int]] = {
    "menit": ("menit", 1),
    "jam": ("menit", 60),
    "hari": ("hari", 1),
    "hari kerja": ("hari_kerja", 1),
}


@dataclass(frozen=True, slots=True)
class Norma:
    """How long something may take: working minutes, `hari` of the office's length, or dates."""

    jumlah: Fraction
    satuan: Satuan


def baca_norma(waktu: str) -> Norma:
    """Read a waktu as the SOP writes it: "10 menit", "½ hari", "1½ jam", "10 hari kerja".

    Raises ValueError when it cannot be read, is zero, or asks for a part of a hari kerja.
    """
    cocok = _NORMA.fullmatch(waktu)
    if cocok:
        satuan, kali = _SATUAN[cocok[3]]
        jumlah = (int(cocok[1] or 0) + Fraction(bool(cocok[2]), 2)) * kali
        if jumlah and (satuan != "hari_kerja" or jumlah.denominator == 1):
            return Norma(jumlah, satuan)
    raise ValueError(f"Waktu {waktu!r} tidak terbaca. Contoh: 10 menit, ½ hari, 10 hari kerja.")
