"""AWS without a network: moto in this process, and a hook that counts, records and plays back."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import boto3
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.handlers import BUILTIN_HANDLERS
from moto import mock_aws
from moto.core.botocore_stubber import MockRawResponse
from moto.core.models import botocore_stubber
from moto.dynamodb.models.table import Table

from chalicelib.adapters import petugas_db
from chalicelib.domain.sop import muat
from infra.bench.kasus import KANTOR, SOP, orang
from infra.bench.moto_lekas import cari, semua, tanpa_salinan
from infra.paket import WILAYAH
from infra.templat import templat

_LINGKUNGAN = {
    "AWS_DEFAULT_REGION": WILAYAH,
    "TABEL_PERMOHONAN": "permohonan",
    "TABEL_JEJAK": "jejak",
    "KANTOR": KANTOR,
    "POOL_PETUGAS": "petugas",
    "POOL_PEMOHON": "pemohon",
}
_SIFAT_TABEL = ("KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "BillingMode")
Jawaban = Any  # status, headers and body, as moto gives them


class Kawat:
    """Between botocore and moto in every client that is made after this module; outside of `awan`
    calls pass."""

    def __init__(self) -> None:
        self.panggilan: Counter[str] = Counter()
        self.dibaca: list[int] = []
        self._kiriman: dict[str, list[bytes]] = {}
        self._jawaban: dict[str, Jawaban] = {}
        self._putar = False

    def __call__(
        self, event_name: str, request: AWSPreparedRequest, **_: object
    ) -> AWSResponse | None:
        operasi = event_name.rpartition(".")[2]
        if not self._putar:
            jawaban = botocore_stubber.process_request(request)
            if jawaban is None:
                return None
            self.panggilan[operasi] += 1
            self._kiriman.setdefault(operasi, []).append(request.body)
            self._jawaban[operasi] = jawaban
        status, header, isi = self._jawaban[operasi]
        return AWSResponse(request.url, status, header, MockRawResponse(isi))

    def dijawab(self, parsed: Mapping[str, Any], **_: object) -> None:
        """Note how many items a Query read: those that an index made it look at."""
        if not self._putar and "ScannedCount" in parsed:
            self.dibaca.append(parsed["ScannedCount"])

    def rekam(self, lakukan: Callable[[], object]) -> dict[str, Any]:
        """Do this with nothing noted before; the parameters of its last call of each operation."""
        self.panggilan.clear()
        self.dibaca.clear()
        self._kiriman.clear()
        lakukan()
        return {operasi: json.loads(isi[-1]) for operasi, isi in self._kiriman.items()}

    @contextmanager
    def putar(self) -> Iterator[None]:
        """Answer every call with the recorded bytes; nothing is asked of moto."""
        self._putar = True
        yield
        self._putar = False


KAWAT = Kawat()
BUILTIN_HANDLERS.insert(0, ("before-send", KAWAT))
BUILTIN_HANDLERS.append(("after-call.dynamodb.Query", KAWAT.dijawab))


@contextmanager
def awan() -> Iterator[None]:
    """The stack's two tables, empty but for one officer per pelaksana."""
    with ExitStack() as tumpukan:
        tumpukan.enter_context(mock_aws())
        botocore_stubber.enabled = False  # botocore asks every hook: ours has asked moto already
        tumpukan.enter_context(patch.dict(os.environ, _LINGKUNGAN))
        for nama, ganti in _LEKAS.items():
            tumpukan.enter_context(patch.object(Table, nama, ganti, create=True))
        sumber = templat()["Resources"]
        for nama, logis in (("permohonan", "TabelPermohonan"), ("jejak", "TabelJejak")):
            sifat = sumber[logis]["Properties"]
            dipakai = {k: sifat[k] for k in _SIFAT_TABEL if k in sifat}
            boto3.client("dynamodb").create_table(TableName=nama, **dipakai)
        for pelaksana in muat(SOP).pelaksana:
            petugas_db.baris(orang(pelaksana).id, pelaksana, {pelaksana}).save()
        yield


_LEKAS = {"all_items": semua, "query": cari, "__deepcopy__": tanpa_salinan}
