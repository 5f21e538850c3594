"""PAdES B-B signatures of a KMS key by pyHanko, which is slow to import: only signing does."""

import asyncio
from datetime import datetime, timedelta
from functools import lru_cache
from io import BytesIO

from asn1crypto import keys, pem, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.stamp import NoOpStampStyle

from chalicelib.adapters import kms
from chalicelib.adapters.tanda_tangan import Kotak, SertifikatSalah
from chalicelib.log import logger

_MEDAN = "TandaTangan"
_PERINGATAN = timedelta(seconds=60 * 86_400)  # a PSrE takes weeks for a new certificate
ALGORITMA = {
    "secp256r1": ("sha256", "ECDSA_SHA_256", 72),
    "secp384r1": ("sha384", "ECDSA_SHA_384", 104),
    "rsa": ("sha256", "RSASSA_PKCS1_V1_5_SHA_256", 512),
}
"""By kind of key: the hash, KMS's name of the algorithm, and the longest signature in bytes."""


class PenandaKms(Signer):
    """A signer of pyHanko whose signatures KMS makes."""

    def __init__(self, kunci: str, rantai: tuple[x509.Certificate, ...]) -> None:
        super().__init__(signing_cert=rantai[0])
        self.cert_registry.register_multiple(rantai[1:])
        self.kunci = kunci
        self.hash, self.algoritma, self.terpanjang = ALGORITMA[jenis(rantai[0].public_key)]

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The signature over the signed attributes; a dry run only needs its length."""
        if dry_run:
            return bytes(self.terpanjang)
        return kms.tandatangani(self.kunci, data, self.algoritma)


class _Berkas(IncrementalPdfFileWriter):
    """Adds to a letter but leaves its metadata as they were rendered, which are those of PDF/A."""

    def _update_meta(self) -> None:
        """pyHanko would write its own name and time, and rewrite the XMP in its own form."""


class _Sertifikasi(PdfSigner):
    """Signs a PDF 1.7 as such: PDF/A-2 knows no PDF 2.0, to which pyHanko would raise it."""

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        """PAdES alone."""
        pdf_out.register_extension(ESIC_EXTENSION_1)


def penanda(kunci: str, sertifikat: bytes, pada: datetime) -> PenandaKms:
    """The signer, once its certificate serves at `pada`; raises `SertifikatSalah`. One that will
    soon do so no longer is logged as an error, each time."""
    rantai = rantai_sertifikat(sertifikat)
    periksa(rantai[0], kms.kunci_publik(kunci), pada)
    if (akhir := rantai[0].not_valid_after) - pada < _PERINGATAN:
        logger.error("certificate_ends_soon", extra={"sampai": f"{akhir:%Y-%m-%d}"})
    return PenandaKms(kunci, rantai)


@lru_cache
def rantai_sertifikat(isi: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM file, the signer's first; raises `SertifikatSalah`."""
    try:
        daftar = [
            x509.Certificate.load(der, strict=True) for _, _, der in pem.unarmor(isi, multiple=True)
        ]
        # asn1crypto parses on first use: what is broken inside shows here and not while signing.
        for satu in daftar:
            _ = satu.native
    except ValueError as error:
        raise SertifikatSalah("Berkas sertifikat penanda tangan tidak terbaca.") from error
    return tuple(daftar)


def periksa(sertifikat: x509.Certificate, kunci_publik: bytes, pada: datetime) -> None:
    """Raise `SertifikatSalah` unless it is this key's (DER), is of its time, and may sign."""
    if sertifikat.public_key.dump() != kunci_publik:
        raise SertifikatSalah(
            "Sertifikat penanda tangan bukan untuk kunci ini: kunci publiknya berbeda."
        )
    if jenis(sertifikat.public_key) not in ALGORITMA:
        raise SertifikatSalah("Jenis kunci pada sertifikat penanda tangan tidak didukung.")
    if pada > sertifikat.not_valid_after:
        akhir = f"{sertifikat.not_valid_after:%Y-%m-%d}"
        raise SertifikatSalah(f"Sertifikat penanda tangan sudah kedaluwarsa sejak {akhir}.")
    if pada < sertifikat.not_valid_before:
        awal = f"{sertifikat.not_valid_before:%Y-%m-%d}"
        raise SertifikatSalah(f"Sertifikat penanda tangan baru berlaku mulai {awal}.")
    guna = sertifikat.key_usage_value
    if guna and not {"digital_signature", "non_repudiation"} & guna.native:
        raise SertifikatSalah("Sertifikat ini bukan untuk menandatangani dokumen.")


def jenis(kunci: keys.PublicKeyInfo) -> str:
    """The kind of a public key, as `ALGORITMA` names it: the curve, or the algorithm."""
    return str(kunci.curve[1] if kunci.algorithm == "ec" else kunci.algorithm)


def tandatangani(
    pdf: bytes, penanda: PenandaKms, kotak: Kotak | None, alasan: str, lokasi: str, pada: datetime
) -> bytes:
    """The letter with a certification signature after which nothing may change."""
    keluar = _Berkas(BytesIO(pdf))
    # A field made beforehand has an empty appearance: the letter has drawn its block already.
    append_signature_field(keluar, _medan(kotak))
    setelan = PdfSignatureMetadata(
        field_name=_MEDAN,
        md_algorithm=penanda.hash,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        reason=alasan or None,
        location=lokasi or None,
    )
    pdf_signer = _Sertifikasi(setelan, penanda, stamp_style=NoOpStampStyle())
    return asyncio.run(_sesi(pdf_signer, keluar, pada))


async def _sesi(pdf_signer: PdfSigner, keluar: IncrementalPdfFileWriter, pada: datetime) -> bytes:
    """What `PdfSigner.async_sign_pdf` does, but at a time that is given and not read."""
    sesi = pdf_signer.init_signing_session(keluar, existing_fields_only=True)
    sesi.system_time = pada
    ukuran = await sesi.estimate_signature_container_size(None)
    dokumen = sesi.prepare_tbs_document(None, ukuran)
    sidik, hasil = dokumen.digest_tbs_document()
    atribut = PdfCMSSignedAttributes(signing_time=pada)
    await dokumen.perform_signature(sidik.document_digest, atribut)
    hasil.seek(0)
    return bytes(hasil.read())


def _medan(kotak: Kotak | None) -> SigFieldSpec:
    if kotak is None:
        return SigFieldSpec(_MEDAN, readable_field_name="Tanda tangan elektronik")
    halaman, x1, y1, x2, y2 = kotak
    return SigFieldSpec(
        _MEDAN,
        on_page=halaman,
        box=(round(x1), round(y1), round(x2), round(y2)),
        readable_field_name="Tanda tangan elektronik",
    )
