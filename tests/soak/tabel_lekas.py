"""moto's tables made quick enough for a year: what is called, and what is found, stays the same."""

from collections import defaultdict
from functools import cache
from inspect import signature
from typing import Any
from unittest.mock import patch

import pytest
from botocore.parsers import BaseJSONParser
from moto.core import responses
from moto.dynamodb.comparisons import ConditionExpressionParser
from moto.dynamodb.models.dynamo_type import Item
from moto.dynamodb.models.table import Table

from infra.bench.moto_lekas import tanpa_salinan

_PUT, _DELETE, _QUERY = Table.put_item, Table.delete_item, Table.query
_SIZE, _PARSE = Item.size, ConditionExpressionParser.parse
_STRUCTURE, _DAFTAR_METHOD = BaseJSONParser._handle_structure, responses.method_names_from_class
_TANDA = signature(_QUERY)


class TabelLekas:
    """Keeps the sparse indexes as they are written, where moto goes through every item for each
    query; and takes items for what they are here: put and deleted as a whole, never changed."""

    def __init__(self) -> None:
        self.indeks: dict[str, dict[tuple[str, str], Item]] = defaultdict(dict)
        """By the index's hash key: the items that have it, by (hash, range) of the table."""

    def pasang(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Into moto, until the test ends; the tables must be empty."""
        lekas = self

        def put_item(tabel: Table, *isi: Any, **lain: Any) -> Item:
            item = _PUT(tabel, *isi, **lain)
            lekas._catat(tabel, item, ada=True)
            return item

        def delete_item(tabel: Table, *kunci: Any) -> Item | None:
            item = _DELETE(tabel, *kunci)
            if item:
                lekas._catat(tabel, item, ada=False)
            return item

        def query(tabel: Table, *isi: Any, **lain: Any) -> Any:
            mungkin = lekas._mungkin(tabel, _TANDA.bind(tabel, *isi, **lain).arguments)
            with patch.object(tabel, "all_items", lambda: mungkin):
                return _QUERY(tabel, *isi, **lain)

        monkeypatch.setattr(Table, "put_item", put_item)
        monkeypatch.setattr(Table, "delete_item", delete_item)
        monkeypatch.setattr(Table, "query", query)
        monkeypatch.setattr(Table, "__deepcopy__", tanpa_salinan)
        monkeypatch.setattr(Item, "__deepcopy__", tanpa_salinan)
        monkeypatch.setattr(Item, "size", _besar)
        monkeypatch.setattr(ConditionExpressionParser, "parse", Dikenal().parse)
        monkeypatch.setattr(BaseJSONParser, "_handle_structure", _struktur)
        monkeypatch.setattr(responses, "method_names_from_class", cache(_DAFTAR_METHOD))

    def _catat(self, tabel: Table, item: Item, *, ada: bool) -> None:
        letak = (item.hash_key.value, item.range_key.value if item.range_key else "")
        for indeks in tabel.global_indexes:
            hash_ = indeks.schema[0]["AttributeName"]
            if ada and hash_ in item.attrs:
                self.indeks[hash_][letak] = item
            else:
                self.indeks[hash_].pop(letak, None)

    def _mungkin(self, tabel: Table, isi: dict[str, Any]) -> list[Item]:
        """The items among which moto then looks for itself."""
        nama, dicari = isi.get("index_name"), isi["hash_key"]
        if not nama:
            return [*tabel.items[dicari].values()] if dicari in tabel.items else []
        (skema,) = (i.schema for i in tabel.global_indexes if i.name == nama)
        hash_, range_ = (k["AttributeName"] for k in skema)
        ada = [i for i in self.indeks[hash_].values() if i.attrs[hash_].value == dicari.value]
        if isi["range_comparison"] not in ("<=", "LE"):
            return ada
        batas = isi["range_objs"][0].value
        return [i for i in ada if range_ in i.attrs and i.attrs[range_].value <= batas]


class Dikenal:
    """Conditions that were parsed before: every query brings the same filter, of thirty kinds."""

    def __init__(self) -> None:
        self._dikenal: dict[str, tuple[Any, list[str]]] = {}

    @property
    def parse(self) -> Any:
        """A method for moto's parser."""

        def parse(parser: Any) -> Any:
            isi = (
                parser.condition_expression,
                parser.expression_attribute_names,
                parser.expression_attribute_values,
            )
            kunci = repr(isi)
            if kunci not in self._dikenal:
                if len(self._dikenal) > 1000:
                    self._dikenal.clear()
                self._dikenal[kunci] = _PARSE(parser), parser.expr_attr_names_found
            hasil, parser.expr_attr_names_found = self._dikenal[kunci]
            return hasil

        return parse


def _struktur(parser: Any, shape: Any, nilai: Any) -> Any:
    """A string, a number or a flag that DynamoDB answers is what it is."""
    if shape.name == "AttributeValue" and nilai.keys() <= {"S", "N", "BOOL"}:
        return nilai
    return _STRUCTURE(parser, shape, nilai)


def _besar(item: Any) -> int:
    """Added up once."""
    if "besar" not in vars(item):
        item.besar = _SIZE(item)
    return int(item.besar)
