"""The wire between the AWS SDK and moto: every call is counted, and can be held up or refused."""

import copy
import json
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from io import BytesIO
from typing import Any

from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.handlers import BUILTIN_HANDLERS
from moto.core.models import botocore_stubber
from moto.core.serialize import ResponseSerializer
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import StreamRecord, Table


class _Isi(BytesIO):
    def stream(self, **_: object) -> Any:
        """All of it at once."""
        yield self.read()


class Kawat:
    """In the place of moto's own handler in every client that is made after this module."""

    def __init__(self) -> None:
        self.panggilan: list[str] = []
        self._rencana: dict[str, deque[Callable[[], AWSResponse | None]]] = {}
        self.fungsi: Callable[[Any], object] | None = None
        """What answers where a function is invoked."""

    def bersihkan(self) -> None:
        """Forget what was seen and what was planned."""
        self.panggilan.clear()
        self._rencana.clear()

    def __call__(
        self, event_name: str, request: AWSPreparedRequest, **_: object
    ) -> AWSResponse | None:
        operasi = event_name.rsplit(".", 1)[-1]
        self.panggilan.append(operasi)
        if operasi == "Invoke" and self.fungsi:
            isi = json.dumps(self.fungsi(json.loads(request.body or b"null")))
            return AWSResponse("", 200, {}, _Isi(isi.encode()))  # type: ignore[arg-type]
        antre = self._rencana.get(operasi)
        jawaban = antre.popleft()() if antre else None
        return jawaban or botocore_stubber(event_name, request)

    def jumlah(self) -> Counter[str]:
        """How often each operation was called."""
        return Counter(self.panggilan)

    def sebelum(self, operasi: str, lakukan: Callable[[], object]) -> None:
        """Right before the next such call something else happens."""

        def sela() -> None:
            lakukan()

        self._rencana.setdefault(operasi, deque()).append(sela)

    def tolak(self, operasi: str, kode: str, status: int = 400) -> None:
        """The next such call is answered with this error."""

        def jawab() -> AWSResponse:
            isi = json.dumps({"__type": kode, "message": kode})
            if operasi == "Publish":  # SNS speaks XML
                isi = f"<ErrorResponse><Error><Code>{kode}</Code></Error></ErrorResponse>"
            return AWSResponse("", status, {}, _Isi(isi.encode()))  # type: ignore[arg-type]

        self._rencana.setdefault(operasi, deque()).append(jawab)


KAWAT = Kawat()
BUILTIN_HANDLERS[BUILTIN_HANDLERS.index(("before-send", botocore_stubber))] = ("before-send", KAWAT)


# moto, made quicker where these tests spend their time.


def _salin(self: Table, _: object) -> Table:
    """moto copies the whole table before a transaction; ours only put and delete items, which then
    need no copy, but for the counts of the scorecard and the survey, which they update."""
    salinan = copy.copy(self)
    isi = {
        kunci: {k: _salin_item(item) if diubah else item for k, item in baris.items()}
        for kunci, baris in self.items.items()
        for diubah in [kunci.value.startswith(("rapor#", "skm#"))]
    }
    salinan.items = defaultdict(dict, isi)
    if self.stream_shard:
        salinan.stream_shard = copy.copy(self.stream_shard)
        salinan.stream_shard.items = [*self.stream_shard.items]
        salinan.stream_shard.table = salinan
    return salinan


def _salin_item(item: Item) -> Item:
    """Set past its size check, which costs the square of the attributes."""
    salinan = Item(item.hash_key, item.range_key, {})
    isi = {nama: DynamoType({n.type: copy.copy(n.value)}) for nama, n in item.attrs.items()}
    dict.update(salinan.attrs, isi)
    return salinan


Table.__deepcopy__ = _salin  # type: ignore[attr-defined]


def _lupakan(cls: type, *_: object, **__: object) -> Any:
    """moto keeps every item, copy of an item and stream record that it ever made in a list, for
    the page that its server shows; no long test has room for that."""
    return object.__new__(cls)


Item.__new__ = staticmethod(_lupakan)  # type: ignore[method-assign,assignment]
StreamRecord.__new__ = staticmethod(_lupakan)  # type: ignore[method-assign,assignment]


def _isi_item(
    self: Item, hash_key: DynamoType, range_key: DynamoType | None, attrs: dict[str, Any]
) -> None:
    """moto adds the whole item up again for each of its attributes; once is enough."""
    self.hash_key, self.range_key, self.attrs = hash_key, range_key, LimitedSizeDict()
    dict.update(self.attrs, {nama: DynamoType(nilai) for nama, nilai in attrs.items()})
    if self.size() > _TERBESAR:
        raise ItemSizeTooLarge


_TERBESAR = 405_000  # bytes, as moto has it
Item.__init__ = _isi_item  # type: ignore[method-assign]


def _singkat(self: Any, hasil: Any, nilai: Any, shape: Any, kunci: str) -> None:
    """moto tries ten members of every attribute value; one that has its form already is done."""
    if shape.name == "AttributeValue" and isinstance(nilai, dict) and nilai.keys() <= _SEDERHANA:
        hasil[self.get_serialized_name(shape, kunci)] = nilai
    else:
        _LENGKAP(self, hasil, nilai, shape, kunci)


_SEDERHANA = {"S", "N", "BOOL", "SS"}
_LENGKAP = ResponseSerializer._serialize_type_structure
ResponseSerializer._serialize_type_structure = _singkat  # type: ignore[method-assign]
