"""The data of every letter, made from the SOP, the office and the case: pure, and only plain text.

Each module makes one letter; `susun` finds the one that a dokumen of the SOP asks for. The lembar
kendali and the register are no papers of the SOP: `lembar_kendali.susun` and `register.susun`.
"""

from collections.abc import Callable, Mapping

from chalicelib.domain.jejak import sha256_json
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.naskah import (
    bap,
    pencabutan,
    pengantar,
    penolakan,
    rekomendasi,
    sk,
    tanda_terima,
    undangan,
)
from chalicelib.domain.naskah.cetakan import Cetakan as Cetakan
from chalicelib.domain.naskah.cetakan import Naskah as Naskah
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Dokumen, Sop

Penyusun = Callable[[Sop, Kantor, Permohonan, Dokumen, Cetakan], Naskah]

PENYUSUN: dict[str, Penyusun] = {
    "tanda_terima_berkas": tanda_terima.berkas,
    "surat_pengantar": pengantar.susun,
    "undangan": undangan.susun,
    "bap": bap.susun,
    "rekomendasi": rekomendasi.susun,
    "sk": sk.susun,
    "surat_penolakan": penolakan.susun,
    "sk_pencabutan": pencabutan.susun,
    "tanda_terima_penyerahan": tanda_terima.penyerahan,
}
"""By template, as `Dokumen.surat` names it."""


def susun(sop: Sop, kantor: Kantor, p: Permohonan, dokumen: Dokumen, cetakan: Cetakan) -> Naskah:
    """The data of this letter of the case. Raises `KeyError` for a paper that is no letter."""
    return PENYUSUN[dokumen.surat](sop, kantor, p, dokumen, cetakan)


def sidik(naskah: Mapping[str, object], templat: str) -> str:
    """The hash of what a letter says, wherever it is printed: its data and its `templat` (a hash),
    without the QR code and the mark of a trial."""
    isi = {k: v for k, v in naskah.items() if k not in ("verifikasi", "uji_coba")}
    return sha256_json({**isi, "templat_sha256": templat})


def sha256_naskah(naskah: Mapping[str, object]) -> str:
    """SHA-256 of a letter's data: all of it but what its QR code says (which holds this hash)."""
    return sha256_json({k: v for k, v in naskah.items() if k != "verifikasi"})
