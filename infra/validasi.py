"""What an independent reader finds in a signed letter: for tests, the demo and operators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True, slots=True)
class Validasi:
    """The signature of one letter, by pyHanko's validation."""

    utuh: bool
    """Not a byte of what was signed is changed."""
    sah: bool
    """The signature is the certificate's."""
    dipercaya: bool
    """The certificate comes from one of the given roots."""
    seluruhnya: bool
    """It covers the whole file: nothing was added afterwards."""
    terkunci: bool
    """It forbids every later change, and none was made."""
    profil: str
    """Its SubFilter, e.g. `/ETSI.CAdES.detached`."""
    penanda_tangan: str
    """The certificate's subject."""
    waktu: datetime | None
    """When it says that it was signed."""

    @property
    def beres(self) -> bool:
        """Everything holds."""
        return all((self.utuh, self.sah, self.dipercaya, self.seluruhnya, self.terkunci))


def validasi(pdf: bytes, akar: bytes, pada: datetime | None = None) -> Validasi:
    """Of a PDF's only signature under the root certificates of a PEM file, now or at `pada`.

    Raises `LookupError` where it has none or several.
    """
    daftar = PdfFileReader(BytesIO(pdf)).embedded_signatures
    if len(daftar) != 1:
        raise LookupError(f"Berkas ini memuat {len(daftar)} tanda tangan, bukan satu.")
    (tanda,) = daftar
    konteks = ValidationContext(
        trust_roots=_sertifikat(akar), allow_fetching=False, moment=pada or datetime.now(UTC)
    )
    hasil = validate_pdf_signature(tanda, konteks)
    return Validasi(
        utuh=hasil.intact,
        sah=hasil.valid,
        dipercaya=hasil.trusted,
        seluruhnya=hasil.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        terkunci=bool(hasil.docmdp_ok) and tanda.docmdp_level == MDPPerm.NO_CHANGES,
        profil=str(tanda.sig_object["/SubFilter"]),
        penanda_tangan=hasil.signing_cert.subject.human_friendly,
        waktu=tanda.self_reported_timestamp,
    )


def _sertifikat(isi: bytes) -> Sequence[x509.Certificate]:
    return [x509.Certificate.load(der) for _, _, der in pem.unarmor(isi, multiple=True)]
