"""Counting in the table `permohonan`: additions, and what makes them once, in one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.adapters.model import Baris
from chalicelib.adapters.permohonan_db import VersionConflict
from chalicelib.adapters.transaksi import SYARAT, Batal, transaksi

_SEMENTARA = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}


class SyaratGagal(Exception):
    """A condition did not hold; nothing was written."""


def ubah(
    write: TransactWrite, item: Baris, aksi: Sequence[Action], syarat: Condition | None = None
) -> None:
    """An update makes an item that was not there, so it says what it is."""
    jenis = type(item).jenis.set(type(item))
    write.update(item, actions=[*aksi, jenis], condition=syarat)


@contextmanager
def hitungan() -> Iterator[TransactWrite]:
    """One transaction. Raises `SyaratGagal`, and `VersionConflict` where another one is under way
    on the same items: try again."""
    try:
        with transaksi() as write:
            yield write
    except Batal as batal:
        if SYARAT in batal.alasan:
            raise SyaratGagal from batal
        if {*batal.alasan} - {"", "None"} <= _SEMENTARA:
            raise VersionConflict from batal
        raise
