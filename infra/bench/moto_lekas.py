"""moto's tables made quick enough to hold many items: what is called and read stays the same."""

from typing import Any
from unittest.mock import patch

from moto.dynamodb.models.table import Table

_QUERY = Table.query


def tanpa_salinan(tabel: Any, _: object) -> Any:
    """In the place of the copy that moto makes of a table so as to roll a transaction back: only
    where every transaction is known to go through."""
    return tabel


def semua(tabel: Any) -> list[Any]:
    """In the place of `Table.all_items`: unsorted, since `Table.query` sorts what it finds."""
    return [item for baris in tabel.items.values() for item in baris.values()]


def cari(tabel: Any, hash_key: Any, *sisa: Any, **lain: Any) -> Any:
    """In the place of `Table.query`: one without an index looks in its own partition only."""
    if lain.get("index_name") or hash_key not in tabel.items:
        return _QUERY(tabel, hash_key, *sisa, **lain)
    with patch.object(tabel, "items", {hash_key: tabel.items[hash_key]}):
        return _QUERY(tabel, hash_key, *sisa, **lain)
