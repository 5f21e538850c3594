"""Versions of the office's calendar, kept for good, and which of them the due instants follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pynamodb.exceptions import PutError
from pynamodb.expressions.condition import Condition

from chalicelib.adapters.model import Baris
from chalicelib.adapters.model_kalender import BarisKalender

_KALENDER, _BERLAKU = "kalender", "berlaku"


@dataclass(frozen=True, slots=True)
class Berlaku:
    """The version that the due instants follow, but for those of the cases left behind."""

    versi: str
    tertinggal: frozenset[str] = frozenset()


def simpan(versi: str, isi: Mapping[str, Any]) -> None:
    """Keep a version; one that is there already stays as it is."""
    _tulis(BarisKalender(_KALENDER, versi, isi=dict(isi)), BarisKalender.nomor.does_not_exist())


def ambil(versi: str) -> dict[str, Any] | None:
    """The `isi` of a version; None where it was never kept."""
    item = _item(versi)
    return dict(item.isi) if item and item.isi else None


def berlaku() -> Berlaku | None:
    """What the due instants were last computed by; None before the first time."""
    item = _item(_BERLAKU)
    return Berlaku(item.versi, frozenset(item.tertinggal or ())) if item else None


def berlakukan(baru: Berlaku, lama: Berlaku | None) -> bool:
    """Say what the due instants follow now; False where another run said so before, that is, where
    the version that holds is no longer that of `lama`."""
    tertinggal = set(baru.tertinggal) or None
    item = BarisKalender(_KALENDER, _BERLAKU, versi=baru.versi, tertinggal=tertinggal)
    if lama is None:
        return _tulis(item, BarisKalender.nomor.does_not_exist())
    return _tulis(item, BarisKalender.versi == lama.versi)


def _item(baris: str) -> BarisKalender | None:
    try:
        item = Baris.get(_KALENDER, baris, consistent_read=True)
    except Baris.DoesNotExist:
        return None
    assert isinstance(item, BarisKalender)
    return item


def _tulis(item: BarisKalender, syarat: Condition) -> bool:
    try:
        item.save(condition=syarat)
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True
