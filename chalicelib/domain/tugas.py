"""One line of a worklist: something that the officers of a pelaksana have to do."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Tugas:
    """A langkah, or an SMS in whose place someone phones (`kode` is `telepon.KODE_TUGAS`, `setelah`
    its no). `baris` names it within its case; `tingkat` counts the reminders so far; `sop` is the
    case's, of a langkah."""

    nomor: str
    kode: str
    setelah: int
    pelaksana: str
    perihal: str
    dibuka: datetime
    batas_waktu: datetime
    baris: str
    terlambat: datetime | None = None
    tingkat: int = 0
    pemegang: tuple[str, str] | None = None
    sop: str = ""
