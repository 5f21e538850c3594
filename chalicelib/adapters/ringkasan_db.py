"""Which digests went out on which day."""

from datetime import date, datetime

from pynamodb.exceptions import PutError

from chalicelib.adapters.model import Baris, BarisRingkasan

_SEMUA = "ringkasan"


def sudah(hari: date) -> bool:
    """Did everybody get the digest of this day?"""
    try:
        Baris.get(_SEMUA, hari.isoformat(), consistent_read=True)
    except Baris.DoesNotExist:
        return False
    return True


def tandai(sub: str | None, hari: date, hapus_pada: datetime) -> bool:
    """Note the digest of one person (or of all); False where that was noted before."""
    nomor = f"{_SEMUA}#{sub}" if sub else _SEMUA
    item = BarisRingkasan(nomor, hari.isoformat(), hapus_pada=int(hapus_pada.timestamp()))
    try:
        item.save(condition=BarisRingkasan.nomor.does_not_exist())
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True
