"""One SMS of a case's outbox."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sms:
    """One SMS of the outbox; `no` is the number of the jejak row that caused it.

    `dikirim` is the instant at which its latest sending began, `kirim_pada` that before which it
    waits (quiet hours, a pause between attempts), `pesan` the provider's id of it, `penyedia` what
    the provider said of its delivery. Where it finally failed, an officer of `pelaksana` phones.
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
    ditelepon: datetime | None = None
    penelepon: str = ""
    hasil_telepon: str = ""

    @property
    def tuntas(self) -> bool:
        """Accepted, or finally failed."""
        return self.keadaan in ("diterima", "gagal")

    @property
    def perlu_telepon(self) -> bool:
        """It never arrived, and nobody has phoned yet."""
        return self.keadaan == "gagal" and bool(self.pelaksana) and self.ditelepon is None
