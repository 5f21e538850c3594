"""One SMS of a case's outbox, and what was tried by telephone in its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

TEMPLAT_CABUT = "izin_dicabut"
"""It tells the holder of an SK that it was revoked."""

TEMPLAT_TANPA_SOP: Mapping[str, frozenset[str]] = {
    "akan_gugur": frozenset({"nama", "nomor", "tanggal"}),
    TEMPLAT_CABUT: frozenset({"nama", "nomor"}),
    "masa_berlaku": frozenset({"nama", "nomor", "tanggal"}),
    "ringkasan": frozenset({"daerah", "terlambat", "segera", "bawahan"}),
}
"""The SMS that time or a revocation brings and no SOP names: the template, and the facts that its
text may name."""

TERKIRIM = "terkirim"
"""How `penyedia` begins where the provider says that the SMS has arrived."""

TELEPON_TERBANYAK = 3
"""Fruitless calls after which nobody has to phone any more."""

HasilTelepon = Literal["tersambung", "tidak_tersambung"]


@dataclass(frozen=True, slots=True)
class Panggilan:
    """A telephone call: when, by whom (id and name), and whether the applicant was told."""

    pada: datetime
    oleh: str
    nama: str
    hasil: HasilTelepon
    catatan: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Sms:
    """One SMS of the outbox; `no` is the number of the jejak row that caused it.

    `dikirim` is the instant at which its latest sending began, `kirim_pada` that before which it
    waits (quiet hours, a pause between attempts), `pesan` the provider's id of it, `penyedia` what
    the provider said of it, `segmen` the number of messages it is charged as. Where it finally
    failed, an officer of `pelaksana` phones by `batas_telepon`; "" where nobody has to.
    """

    no: int
    templat: str
    telepon: str = field(repr=False)
    fakta: Mapping[str, str] = field(repr=False)
    dibuat: datetime
    pelaksana: str = ""
    keadaan: Literal["antre", "mengirim", "diterima", "gagal"] = "antre"
    percobaan: int = 0
    teks: str = field(default="", repr=False)
    segmen: int = 0
    kirim_pada: datetime | None = None
    dikirim: datetime | None = None
    selesai: datetime | None = None
    pesan: str = ""
    penyedia: str = ""
    batas_telepon: datetime | None = None
    panggilan: tuple[Panggilan, ...] = ()

    @property
    def tuntas(self) -> bool:
        """Accepted, or finally failed."""
        return self.keadaan in ("diterima", "gagal")

    @property
    def sampai(self) -> bool:
        """The provider says that it has arrived."""
        return self.penyedia.startswith(TERKIRIM)

    @property
    def telah_ditelepon(self) -> Panggilan | None:
        """The call in which the applicant was told."""
        return next((p for p in self.panggilan if p.hasil == "tersambung"), None)

    @property
    def perlu_telepon(self) -> bool:
        """It never arrived, and somebody still has to phone."""
        return (
            self.keadaan == "gagal"
            and bool(self.pelaksana)
            and self.telah_ditelepon is None
            and len(self.panggilan) < TELEPON_TERBANYAK
        )
