"""Who signs a letter: one small protocol, so that BSrE can stand beside AWS KMS.

The visible block is drawn by the letter itself. A provider that prints words of its own (the footer
of BSrE) belongs to that provider: the letter asks for `nama` and prints nothing for "kms".
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.adapters.kms import TandaTanganGagal

__all__ = ["Kms", "Kotak", "PenandaTangan", "SertifikatSalah", "TandaTanganGagal"]

Kotak = tuple[int, float, float, float, float]
"""Page from 0, then x1, y1, x2, y2 in PDF points from the page's lower left corner."""


class SertifikatSalah(Exception):
    """The certificate does not serve: trying again does not help before another is installed.

    The text is one Indonesian sentence that says what is wrong with it.
    """


class PenandaTangan(Protocol):
    """Turns the bytes of a letter into the bytes of the signed letter."""

    @property
    def nama(self) -> str:
        """The provider's short name, as the jejak keeps it."""

    def tandatangani(
        self, pdf: bytes, kotak: Kotak | None, alasan: str, lokasi: str, pada: datetime
    ) -> bytes:
        """The letter with its signature; raises `TandaTanganGagal` or `SertifikatSalah`.

        `kotak` is where the visible block stands, None for a letter without one; `pada` (aware)
        is the time that the signature states.
        """


@dataclass(frozen=True, slots=True)
class Kms:
    """PAdES B-B with a KMS key and the certificate that was issued for it."""

    kunci: str
    """Id or ARN of the KMS key."""
    sertifikat: bytes
    """PEM: the signer's certificate first, then those that issued it."""

    @property
    def nama(self) -> str:
        """Of this provider."""
        return "kms"

    def tandatangani(
        self, pdf: bytes, kotak: Kotak | None, alasan: str, lokasi: str, pada: datetime
    ) -> bytes:
        """As `PenandaTangan` promises; the letter must not be signed yet."""
        from chalicelib.adapters import pades  # half a second: only who signs waits for it

        penanda = pades.penanda(self.kunci, self.sertifikat, pada)
        return pades.tandatangani(pdf, penanda, kotak, alasan, lokasi, pada)
