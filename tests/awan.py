"""AWS for the tests: moto in this process, with what the stack's own template describes."""

import json
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote_plus

import boto3
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.s3.models import s3_backends
from moto.sns import sns_backends
from moto.stepfunctions.models import stepfunctions_backends

import tests.kawat  # noqa: F401  # before any client is made
from chalicelib.adapters import kms, permohonan_db, peta, peta_isi, peta_register
from chalicelib.adapters.model import Baris, BarisJejakDb
from chalicelib.domain.jejak import BarisJejak
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import daftar_kunci, muat
from infra.alur import susun
from infra.ca_uji import rantai_uji
from infra.templat import templat
from tests.domain.kasus import PEMOHON

WILAYAH = "ap-southeast-3"
SQS = f"https://sqs.{WILAYAH}.amazonaws.com/{DEFAULT_ACCOUNT_ID}"
LINGKUNGAN = {
    "AWS_DEFAULT_REGION": WILAYAH,
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "TABEL_PERMOHONAN": "permohonan",
    "TABEL_JEJAK": "jejak",
    "BUCKET_BERKAS": "berkas",
    "BUCKET_ARSIP": "arsip",
    "ANTREAN_SMS": f"{SQS}/sms",
    "ANTREAN_SURAT": f"{SQS}/surat",
    "ANTREAN_ARSIP": f"{SQS}/arsip",
    "FUNGSI_CETAK": "cetak",
    "KUNCI_TANDA_TANGAN": "alias/tanda-tangan",
    "KUNCI_PERNYATAAN": "alias/pernyataan",
    "UJI_COBA": "ya",
    "KANTOR": "buka_terus",
    "ALUR": f"arn:aws:states:{WILAYAH}:{DEFAULT_ACCOUNT_ID}:stateMachine:uji-",
    "POOL_PETUGAS": f"{WILAYAH}_petugas",
    "POOL_PEMOHON": f"{WILAYAH}_pemohon",
    "PULIHKAN_DETIK": "120",
}

ANTREAN = ("sms", "surat", "arsip")


class Awan:
    """Tables, bucket, queue and state machines, and what comes out of them."""

    def __init__(self, *, mesin: bool = False) -> None:
        self.mesin = mesin
        self.kunci = threading.RLock()  # moto's transactions are not safe between threads
        for nama, isi in _tabel().items():
            klien("dynamodb").create_table(TableName=nama, **isi)
        klien("s3").create_bucket(
            Bucket="berkas", CreateBucketConfiguration={"LocationConstraint": WILAYAH}
        )
        klien("s3").put_bucket_versioning(
            Bucket="berkas", VersioningConfiguration={"Status": "Enabled"}
        )
        klien("s3").create_bucket(
            Bucket="arsip",
            CreateBucketConfiguration={"LocationConstraint": WILAYAH},
            ObjectLockEnabledForBucket=True,
        )
        for antrean in ANTREAN:
            klien("sqs").create_queue(QueueName=antrean)
        for alias in ("alias/tanda-tangan", "alias/pernyataan"):
            klien("kms").create_alias(AliasName=alias, TargetKeyId=kunci_kms())
        kms.kunci_publik.cache_clear()
        self._sertifikat = _sertifikat_uji()
        self._pasang_sertifikat()
        for kunci in ["ikrg-v1"] if mesin else daftar_kunci():
            klien("stepfunctions").create_state_machine(
                name=f"uji-{kunci}",
                definition=json.dumps(susun(muat(kunci))).replace("${MulaiLangkah}", "mulai"),
                roleArn=f"arn:aws:iam::{DEFAULT_ACCOUNT_ID}:role/uji",
            )

    def kosongkan(self) -> None:
        """Forget everything that was put anywhere."""
        for tabel in _moto(dynamodb_backends).tables.values():
            tabel.items.clear()
            if tabel.stream_shard:
                tabel.stream_shard.items.clear()
        for bucket in ("berkas", "arsip"):
            s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets[bucket].keys.clear()
        self._pasang_sertifikat()
        for antrean in ANTREAN:
            while self.antrean(antrean):
                pass
        _moto(sns_backends).sms_messages.clear()
        for mesin in _moto(stepfunctions_backends).state_machines:
            mesin.executions.clear()

    def _pasang_sertifikat(self) -> None:
        klien("s3").put_object(Bucket="berkas", Key="sertifikat/kantor.pem", Body=self._sertifikat)

    def unggah(
        self, nomor: str, kode: str, isi: bytes, tipe: str, *, id_: str, oleh: str = PEMOHON.id
    ) -> dict[str, Any]:
        """Put an object where its ticket would let it be put; the message about it."""
        kunci = f"masuk/{nomor}/{kode}/{id_}"
        hasil = klien("s3").put_object(
            Bucket="berkas", Key=kunci, Body=isi, ContentType=tipe, Metadata={"oleh": oleh}
        )
        objek = {"key": quote_plus(kunci), "versionId": hasil["VersionId"]}
        kejadian = {"eventTime": datetime.now(UTC).isoformat(), "s3": {"object": objek}}
        return pesan({"Records": [kejadian]}, id_)

    def aliran(self) -> list[dict[str, Any]]:
        """The stream records that nobody has read yet, as Lambda hands them over."""
        with self.kunci:
            shard = _moto(dynamodb_backends).tables["permohonan"].stream_shard
            assert shard
            records = [item.to_json() for item in shard.items]
            shard.items.clear()
        return records

    def antrean_sms(self) -> list[dict[str, Any]]:
        """The messages that wait in the queue of SMS, taken out, as Lambda hands them over."""
        return self.antrean("sms")

    def antrean(self, nama: str) -> list[dict[str, Any]]:
        """The messages that wait in this queue, taken out, as Lambda hands them over."""
        sqs, url = klien("sqs"), f"{SQS}/{nama}"
        antre = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        for m in antre:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=m["ReceiptHandle"])
        return [pesan(json.loads(m["Body"]), m["MessageId"]) for m in antre]

    def tulis(self, lama: Permohonan | None, baru: Permohonan) -> None:
        """Put the same items that saving does, without its transaction: for tests in which
        thousands of changes are only the scenery."""
        permohonan_db._tulis(_Langsung(), lama, baru)  # type: ignore[arg-type]

    def versi(self, nomor: str) -> int:
        """The version of a case, without a call."""
        items = _moto(dynamodb_backends).tables["permohonan"].items[DynamoType({"S": nomor})]
        return int(items[DynamoType({"S": "permohonan"})].attrs["versi"].value)

    def baca(self, nomor: str) -> Permohonan:
        """A case as the table has it, without a call."""
        p = peta.dari_items(Baris.from_raw_data(i) for i in self._partisi("permohonan", nomor))
        assert p
        return p

    def jejak(self, nomor: str) -> list[BarisJejak]:
        """The jejak of a case as the table has it, without a call."""
        items = self._partisi("jejak", nomor)
        return [peta_isi.jejak_dari(BarisJejakDb.from_raw_data(item)) for item in items]

    def _partisi(self, tabel: str, nomor: str) -> list[dict[str, Any]]:
        items = _moto(dynamodb_backends).tables[tabel].items[DynamoType({"S": nomor})]
        return [items[k].to_json()["Attributes"] for k in sorted(items)]

    def buang(self, p: Permohonan) -> None:
        """Take a case out of the tables, with what leads to its letters, so that a long test does
        not slow down."""
        daftar = [peta_register.kunci_verifikasi(s.naskah_sha256) for s in p.surat.values()]
        for tabel in _moto(dynamodb_backends).tables.values():
            for nomor in [DynamoType({"S": n}) for n in (p.nomor, *daftar)]:
                for baris in [*tabel.items.get(nomor, ())]:
                    tabel.delete_item(nomor, baris)
                tabel.items.pop(nomor, None)

    def tanpa_aliran(self) -> None:
        """Write no stream from now on: for tests in which nobody reads it."""
        for tabel in _moto(dynamodb_backends).tables.values():
            tabel.stream_shard = None

    def isi(self) -> dict[str, object]:
        """Everything that stands anywhere: to see that nothing changed."""
        tabel = {nama: klien("dynamodb").scan(TableName=nama)["Items"] for nama in _tabel()}
        objek = klien("s3").list_object_versions(Bucket="berkas").get("Versions", [])
        return {**tabel, "objek": [o["VersionId"] for o in objek], "sms": self.sms()}

    def sms(self) -> list[tuple[str, str]]:
        """(phone, text) of every SMS that SNS accepted."""
        return list(_moto(sns_backends).sms_messages.values())


class _Langsung:
    """What `permohonan_db` writes through, in the place of a transaction."""

    def save(self, item: Any, condition: object = None) -> None:
        """Put it, whatever is there."""
        self._tabel(item).put_item(item.serialize())

    def delete(self, item: Any) -> None:
        """Delete it."""
        isi = item.serialize()
        tabel = self._tabel(item)
        tabel.delete_item(DynamoType(isi["nomor"]), DynamoType(isi["baris"]))

    def _tabel(self, item: Any) -> Any:
        return _moto(dynamodb_backends).tables[item.Meta.table_name]


def _moto(backends: Any) -> Any:
    return backends[DEFAULT_ACCOUNT_ID][WILAYAH]


@cache
def klien(nama: str) -> Any:
    """A client of one service, made once."""
    return boto3.client(nama, region_name=WILAYAH)


def _sertifikat_uji() -> bytes:
    """The certificate of the office's key, by an authority of its own."""
    der = klien("kms").get_public_key(KeyId=LINGKUNGAN["KUNCI_TANDA_TANGAN"])["PublicKey"]
    with TemporaryDirectory() as folder:
        return rantai_uji(der, Path(folder))


@cache
def _tabel() -> dict[str, dict[str, Any]]:
    sumber = templat()["Resources"]
    tabel = {}
    for nama, logis in (("permohonan", "TabelPermohonan"), ("jejak", "TabelJejak")):
        isi = sumber[logis]["Properties"]
        dipakai = ("KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "BillingMode")
        tabel[nama] = {k: isi[k] for k in dipakai if k in isi}
        if aliran := isi.get("StreamSpecification"):
            tabel[nama]["StreamSpecification"] = {"StreamEnabled": True, **aliran}
    return tabel


def pesan(isi: Mapping[str, object], id_: str = "m-1", ke: int = 1) -> dict[str, Any]:
    """An SQS message as Lambda hands it over, received for the n-th time."""
    return {
        "messageId": id_,
        "body": json.dumps(isi),
        "attributes": {"ApproximateReceiveCount": str(ke)},
    }


def kunci_kms(jenis: str = "ECC_NIST_P256") -> str:
    """A new key that signs; its ARN."""
    isi = klien("kms").create_key(KeySpec=jenis, KeyUsage="SIGN_VERIFY")
    return str(isi["KeyMetadata"]["Arn"])
