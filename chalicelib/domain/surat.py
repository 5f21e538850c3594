"""Letters of a case: those still to be made (an outbox, like that of SMS), and their signatures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from chalicelib.domain.sop import KunciVisit

ARSIP = "arsip"
"""In the outbox of letters also stands the archive of a case, which is no document of the SOP."""

PEMOHON = "Pemohon"
"""How the applicant is called among those who sign a letter."""

KunciSurat = tuple[int, str]
"""A letter's name in the outbox: (no, kode)."""


@dataclass(frozen=True, slots=True)
class Objek:
    """An object in the bucket of archives: exactly this version, its bytes' SHA-256, and how many
    papers of the case it holds."""

    kunci: str
    versi: str
    sha256: str
    ukuran: int
    banyak_berkas: int


@dataclass(frozen=True, slots=True)
class Surat:
    """One letter that is made without anybody waiting for it.

    `no` is the number of the jejak row that caused it, `kode` its document in the SOP, `dibuat`
    the instant whose date it bears, `isi` what an officer wrote into it. One that the head signs
    has a `nomor`, its place in the `register`, the `tanggal` that it bears in the office's zone,
    and the `visit` that its issue closes by `aksi` in the name of who decided (`oleh`, `nama`);
    what it grants ends with `berlaku_sampai`, or was `dicabut`. One that is signed by pen is
    `dicetak` until its scan comes. `berkas` is the paper's id once it is `jadi`; the archive of a
    case is no paper of it but an `objek` in a bucket of its own.
    """

    no: int
    kode: str
    dibuat: datetime
    oleh: str
    nama: str
    isi: Mapping[str, object] = field(default_factory=dict, repr=False)
    nomor: str = ""
    register: str = ""
    visit: KunciVisit | None = None
    aksi: str = ""
    keadaan: Literal["menunggu", "dicetak", "jadi", "batal"] = "menunggu"
    berkas: str = ""
    naskah_sha256: str = ""
    tanggal: date | None = None
    berlaku_sampai: date | None = None
    dicabut: datetime | None = None
    objek: Objek | None = None

    @property
    def kunci(self) -> KunciSurat:
        """`(no, kode)`."""
        return self.no, self.kode

    @property
    def menunggu(self) -> bool:
        """Still to be made."""
        return self.keadaan == "menunggu"

    @property
    def berjalan(self) -> bool:
        """Not there yet, and not called off."""
        return self.keadaan in ("menunggu", "dicetak")


@dataclass(frozen=True, slots=True)
class Bubuhan:
    """A signature of someone who has no part in the SOP's own chain: on glass (`berkas` is the id
    of the image), on paper (neither), a recorded refusal (`menolak` is the reason), or that he
    confirmed it in his own account (`akun`).

    It is bound to `sha256`, the bytes of the letter that was signed (none where confirmed by
    account); `oleh` is who recorded it.
    """

    surat: str
    nama: str
    pada: datetime
    oleh: str
    sha256: str
    berkas: str = ""
    menolak: str = ""
    akun: bool = False
