"""One transaction on the connection that the models use, and why it was refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from chalicelib.adapters.model import Baris

SYARAT = "ConditionalCheckFailed"


class Batal(Exception):
    """Nothing was written; `alasan` has a reason per item ("" where it was not the cause), those
    of condition checks first: PynamoDB sends them before everything else."""

    def __init__(self, alasan: tuple[str, ...]) -> None:
        super().__init__(*alasan)
        self.alasan = alasan


@contextmanager
def transaksi() -> Iterator[TransactWrite]:
    """Write all or nothing; raises `Batal`. Its token makes a retry by the SDK after a lost answer
    the same transaction."""
    connection = Baris._get_connection().connection
    try:
        with TransactWrite(connection=connection, client_request_token=uuid4().hex) as write:
            yield write
    except TransactWriteError as error:
        if error.cause_response_code != "TransactionCanceledException":
            raise
        alasan = error.cancellation_reasons
        raise Batal(tuple(str(satu.code) if satu else "" for satu in alasan)) from error
