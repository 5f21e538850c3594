"""The one way in which a case changes: read, let the domain decide, write if nobody was faster."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from chalicelib.adapters import permohonan_db
from chalicelib.adapters.permohonan_db import VersionConflict
from chalicelib.domain.permohonan import Permohonan
from chalicelib.errors import Busy

# Fifty people who take numbers of one kind at once all get theirs; the API has 29 seconds.
_PERCOBAAN = 20
_JEDA_TERPANJANG, _PALING_LAMA = 2.0, 24.0  # seconds

T = TypeVar("T")

Perubahan = Callable[[Permohonan, datetime], Permohonan]
Kursi = tuple[str, str] | None
"""(sub, pelaksana) of the officer whom the transaction checks; None for anyone else."""


def sekarang(p: Permohonan | None = None) -> datetime:
    """The clock of the services, read once per change; for a case never before its newest jejak
    row, however much the clocks of two machines differ."""
    kini = datetime.now(UTC)
    return max(kini, p.terakhir) if p and p.terakhir else kini


def ubah(
    nomor: str, perubahan: Perubahan, kursi: Callable[[Permohonan], Kursi] = lambda p: None
) -> Permohonan:
    """Apply a change of the domain to a case; nothing is written where it returns the same.

    `kursi` of the changed case is checked inside the transaction. A conflict is read again and
    tried again a few times, then `Busy`. Raises what the domain raises, and `NotFound`.
    """

    def satu() -> Permohonan:
        lama = permohonan_db.get(nomor)
        baru = perubahan(lama, sekarang(lama))
        if baru is not lama:
            permohonan_db.simpan((lama, baru), petugas=kursi(baru))
        return baru

    return ulangi(satu)


def ulangi(coba: Callable[[], T]) -> T:
    """Run a read-decide-write until nobody was faster; `Busy` after many times or 24 seconds."""
    sampai = time.monotonic() + _PALING_LAMA
    for percobaan in range(_PERCOBAAN):
        try:
            return coba()
        except VersionConflict:
            if time.monotonic() > sampai:
                break
            time.sleep(random.uniform(0.01, min(_JEDA_TERPANJANG, 0.02 * 2**percobaan)))
    raise Busy
