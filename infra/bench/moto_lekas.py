"""moto's tables made quick enough to hold many items: what is called and read stays the same."""

from inspect import signature
from typing import Any
from unittest.mock import patch

from moto.dynamodb.models.table import Table

_QUERY = Table.query
_TANDA = signature(_QUERY)


def tanpa_salinan(tabel: Any, _: object) -> Any:
    """In the place of the copy that moto makes of a table so as to roll a transaction back: only
    where every transaction is known to go through."""
    return tabel


def semua(tabel: Any) -> list[Any]:
    """In the place of `Table.all_items`: unsorted, since `Table.query` sorts what it finds."""
    return [item for baris in tabel.items.values() for item in baris.values()]


def cari(tabel: Any, hash_key: Any, *sisa: Any, **lain: Any) -> Any:
    """In the place of `Table.query`: looks in its own partition only, or among those items that
    have the index's key."""
    indeks = _TANDA.bind(tabel, hash_key, *sisa, **lain).arguments.get("index_name")
    if indeks:
        skema = next(i.schema for i in tabel.all_indexes() if i.name == indeks)
        kunci = next(k["AttributeName"] for k in skema if k["KeyType"] == "HASH")
        items = {
            hash_: ada
            for hash_, baris in tabel.items.items()
            if (ada := {range_: item for range_, item in baris.items() if kunci in item.attrs})
        }
    else:
        items = {hash_key: tabel.items[hash_key]} if hash_key in tabel.items else {}
    with patch.object(tabel, "items", items):
        return _QUERY(tabel, hash_key, *sisa, **lain)
