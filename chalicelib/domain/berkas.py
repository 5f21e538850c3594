"""Papers: which a case needs, which are still lacking, and whether an uploaded file is sound."""

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from chalicelib.domain.isian import cocok
from chalicelib.domain.sop import Sop
from chalicelib.domain.sop_tabel import Dokumen, Persyaratan

if TYPE_CHECKING:
    from pypdf import PdfReader

UKURAN_TERBESAR = 10 * 1024 * 1024
PIKSEL_TERBANYAK = 50_000_000
OBJEK_TERBANYAK = 50_000
_TANDA = {
    "application/pdf": b"%PDF-",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
}
_NAMA = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}
TIPE = frozenset(_NAMA)

_KUNCI_AKTIF = frozenset({"/JS", "/EF", "/XFA"})
_AKSI_AKTIF = frozenset({"/JavaScript", "/Launch"})
_PDF_RUSAK = "Berkas PDF rusak atau terpotong. Simpan ulang sebagai PDF, lalu unggah lagi."
_TERKUNCI = "Berkas PDF terkunci kata sandi. Unggah PDF tanpa kata sandi."
_TERLALU_LUAS = (
    "Gambar lebih dari 50 megapiksel. Foto ulang dengan resolusi lebih rendah, lalu unggah lagi."
)
# What pypdf and Pillow let through from a damaged or hostile file besides their own errors.
_AKIBAT_RUSAK = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    OSError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Berkas:
    """One paper: the exact object (`kunci`, `versi`) that was checked, and the result.

    A `cetakan` was rendered here at `diunggah`, from `isi` as the officer wrote it; `sidik` is the
    hash of what it says, by its data and its template. `sha256` is in lower-case hex, `ukuran` in
    bytes, `diunggah` in UTC; `alasan` is empty unless the paper was refused.
    """

    id: str
    kode: str
    kunci: str
    versi: str
    sha256: str
    ukuran: int
    tipe: str
    keadaan: Literal["diterima", "ditolak"]
    alasan: str
    diunggah: datetime
    oleh: str
    asal: Literal["unggahan", "cetakan"] = "unggahan"
    isi: Mapping[str, object] = field(default_factory=dict, repr=False)
    sidik: str = ""


def dikenal(sop: Sop) -> dict[str, Persyaratan | Dokumen]:
    """Every kind of paper of an SOP by its kode: what the applicant brings, what steps make."""
    return {p.kode: p for p in sop.persyaratan} | {d.kode: d for d in sop.dokumen}


class BerkasDitolak(Exception):
    """The file cannot be accepted; `str()` is what to tell the person who uploaded it."""


def wajib(persyaratan: Iterable[Persyaratan], konteks: Mapping[str, object]) -> list[Persyaratan]:
    """The papers a case with this form (and context) cannot do without, in the SOP's order."""
    return [p for p in persyaratan if p.wajib and cocok(p.bila, konteks)]


def kurang(
    persyaratan: Iterable[Persyaratan],
    konteks: Mapping[str, object],
    daftar_berkas: Iterable[Berkas],
) -> list[Persyaratan]:
    """Required papers of which no upload has been accepted."""
    ada = {b.kode for b in daftar_berkas if b.keadaan == "diterima"}
    return [p for p in wajib(persyaratan, konteks) if p.kode not in ada]


def periksa_isi(isi: bytes, tipe: str) -> str:
    """The type of a sound file, which is the declared one; BerkasDitolak says what is wrong."""
    if tipe not in TIPE:
        raise BerkasDitolak("Jenis berkas tidak diterima. Unggah berkas PDF, JPEG, atau PNG.")
    if not isi:
        raise BerkasDitolak("Berkas kosong. Unggah berkas yang ada isinya.")
    if len(isi) > UKURAN_TERBESAR:
        raise BerkasDitolak(
            "Berkas lebih dari 10 MB. Pindai dengan resolusi lebih rendah, lalu unggah lagi."
        )
    if not isi.startswith(_TANDA[tipe]):
        raise BerkasDitolak(
            f"Isi berkas bukan {_NAMA[tipe]}. Unggah berkas {_NAMA[tipe]} yang asli, "
            "bukan berkas lain yang diganti namanya."
        )
    if tipe == "application/pdf":
        _periksa_pdf(isi)
    else:
        _periksa_gambar(isi, _NAMA[tipe])
    return tipe


def _periksa_pdf(isi: bytes) -> None:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    if b"%%EOF" not in isi[-1024:]:
        raise BerkasDitolak(_PDF_RUSAK)
    try:
        pembaca = PdfReader(BytesIO(isi), strict=True)
        if pembaca.is_encrypted:
            raise BerkasDitolak(_TERKUNCI)
        if not pembaca.pages:
            raise BerkasDitolak("Berkas PDF tidak berisi halaman. Unggah PDF yang ada isinya.")
        aktif = _memuat_yang_aktif(pembaca)
    except DependencyError:  # AES needs a library that is not packaged: the file is locked
        raise BerkasDitolak(_TERKUNCI) from None
    except (PyPdfError, *_AKIBAT_RUSAK):
        raise BerkasDitolak(_PDF_RUSAK) from None
    if aktif:
        raise BerkasDitolak(
            "Berkas PDF memuat skrip, formulir aktif, atau lampiran. "
            "Cetak dokumen ke PDF biasa, lalu unggah hasilnya."
        )


def _memuat_yang_aktif(pembaca: "PdfReader") -> bool:
    """True if a viewer could find a script, a launch action, an XFA form or an attached file."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    antre: list[object] = [pembaca.trailer["/Root"]]
    dikenal: set[tuple[int, int]] = set()
    while antre:
        objek = antre.pop()
        if isinstance(objek, IndirectObject):
            if (objek.idnum, objek.generation) in dikenal:
                continue
            dikenal.add((objek.idnum, objek.generation))
            if len(dikenal) > OBJEK_TERBANYAK:
                raise BerkasDitolak(
                    "Berkas PDF terlalu rumit. Cetak dokumen ke PDF biasa, lalu unggah hasilnya."
                )
            objek = objek.get_object()
        if isinstance(objek, DictionaryObject):
            if not _KUNCI_AKTIF.isdisjoint(objek) or (
                "/S" in objek and str(objek["/S"]) in _AKSI_AKTIF
            ):
                return True
            antre.extend(objek.values())
        elif isinstance(objek, ArrayObject):
            antre.extend(objek)
    return False


def _periksa_gambar(isi: bytes, nama: str) -> None:
    from PIL import Image

    try:
        with Image.open(BytesIO(isi), formats=[nama]) as gambar:
            if gambar.width * gambar.height > PIKSEL_TERBANYAK:
                raise BerkasDitolak(_TERLALU_LUAS)
            gambar.verify()
        with Image.open(BytesIO(isi), formats=[nama]) as gambar:
            gambar.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BerkasDitolak(_TERLALU_LUAS) from None
    except (SyntaxError, *_AKIBAT_RUSAK):
        raise BerkasDitolak(
            f"Gambar {nama} rusak atau terpotong. Foto atau pindai ulang, lalu unggah lagi."
        ) from None
