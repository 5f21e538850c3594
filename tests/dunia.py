"""A small world for the tests: moto in this process, made from the stack's own template."""

import json
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import quote_plus

import boto3
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb import dynamodb_backends
from moto.s3.models import s3_backends
from moto.sns import sns_backends
from moto.stepfunctions.models import stepfunctions_backends

import app
from chalicelib.adapters import permohonan_db, petugas_db, stepfunctions
from chalicelib.domain.aksi import Perintah
from chalicelib.domain.berkas import Berkas, wajib
from chalicelib.domain.perbaikan import terima_berkas
from chalicelib.domain.permohonan import KunciVisit, Pelaku, Permohonan, Visit
from chalicelib.domain.sop import daftar_kunci, muat
from chalicelib.services import permohonan as layanan
from chalicelib.services.ubah import ubah
from infra.alur import susun
from infra.templat import templat
from tests.domain.kasus import PEMOHON, Kasus, isi_formulir, petugas
from tests.kawat import KAWAT

WILAYAH = "ap-southeast-3"
LINGKUNGAN = {
    "AWS_DEFAULT_REGION": WILAYAH,
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "TABEL_PERMOHONAN": "permohonan",
    "TABEL_JEJAK": "jejak",
    "BUCKET_BERKAS": "berkas",
    "ANTREAN_SMS": f"https://sqs.{WILAYAH}.amazonaws.com/{DEFAULT_ACCOUNT_ID}/sms",
    "KANTOR": "buka_terus",
    "ALUR": f"arn:aws:states:{WILAYAH}:{DEFAULT_ACCOUNT_ID}:stateMachine:uji-",
    "POOL_PETUGAS": f"{WILAYAH}_petugas",
    "POOL_PEMOHON": f"{WILAYAH}_pemohon",
    "PULIHKAN_DETIK": "120",
}
KEMARIN = datetime.now(UTC) - timedelta(days=1)


class Konteks:
    """What Lambda tells a function about itself."""

    function_name = "uji"
    memory_limit_in_mb = 128
    invoked_function_arn = "arn:aws:lambda:::function:uji"
    aws_request_id = "uji"


class Dunia:
    """The stack without its API: tables, bucket, queue, state machines, and who drives them.

    Where the state machines are not executed, `jalankan` opens what is due in their place, through
    the handler that they call.
    """

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
        klien("sqs").create_queue(QueueName="sms")
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
        s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets["berkas"].keys.clear()
        while self.antrean_sms():
            pass
        _moto(sns_backends).sms_messages.clear()
        for mesin in _moto(stepfunctions_backends).state_machines:
            mesin.executions.clear()

    def petugas(self, pelaksana: str, nama: str = "", *, aktif: bool = True) -> Pelaku:
        """An officer, written into the table."""
        siapa = petugas(pelaksana, nama)
        petugas_db.simpan(siapa.id, siapa.nama, set(siapa.pelaksana), aktif=aktif)
        return siapa

    def orang(self, pelaksana: str) -> Pelaku:
        """The applicant, or an officer of this pelaksana."""
        return PEMOHON if pelaksana == "pemohon" else self.petugas(pelaksana)

    def taruh(self, p: Permohonan) -> str:
        """Save a case that was made in memory, with an execution that runs; its nomor."""
        if p.keadaan == "berjalan":
            arn = stepfunctions.arn_eksekusi(p.sop, p.nomor, 1)
            transit = datetime.now(UTC) if self.mesin else p.transit
            p = replace(p, generasi=1, eksekusi=arn, transit=transit)
        permohonan_db.simpan((None, p))
        if p.keadaan == "berjalan":
            stepfunctions.mulai(p.sop, p.nomor, 1)
        self.aliran()
        if self.mesin:
            self.jalankan()
        KAWAT.bersihkan()
        return p.nomor

    def get(self, nomor: str) -> Permohonan:
        """The case as it stands."""
        with self.kunci:
            return permohonan_db.get(nomor)

    def terbuka(self, nomor: str) -> list[Visit]:
        """What is open in the case."""
        return [v for v in self.get(nomor).visits.values() if v.terbuka]

    def perintah(
        self, nomor: str, kode: str, aksi: str = "", pelaku: Pelaku | None = None, **khusus: object
    ) -> Perintah:
        """All that an aksi (the first of the row by default) needs, papers put into the case."""
        p = self.get(nomor)
        kasus = Kasus(sop=muat(p.sop), pada=datetime.now(UTC), unggahan=p.versi * 100)
        kasus.p = p
        langkah, visit = kasus.sop.langkah[kode], kasus.terbuka(kode)[0]
        pilihan = langkah.aksi_berkode(aksi) if aksi else langkah.aksi[0]
        siapa = pelaku or self.orang(langkah.pelaksana)
        hasil = kasus.siap(visit, pilihan, siapa, **khusus)
        for berkas in kasus.p.berkas.values():
            if berkas.id not in p.berkas:
                self.terima(nomor, berkas)
        return hasil

    def kerjakan(self, nomor: str, kode: str, aksi: str = "", **khusus: object) -> None:
        """Someone of the right pelaksana does the aksi, and the stack works on."""
        with self.kunci:
            layanan.lakukan(nomor, self.perintah(nomor, kode, aksi, **khusus))
        self.jalankan()

    def terima(self, nomor: str, berkas: Berkas) -> None:
        """Put a paper into the case that was checked elsewhere."""
        with self.kunci:
            ubah(nomor, lambda p, pada: terima_berkas(p, berkas, PEMOHON, pada))

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

    def terima_unggahan(self, *messages: dict[str, Any]) -> list[str]:
        """The function behind the bucket; the ids of the messages that come back."""
        hasil = app.berkas_masuk({"Records": list(messages)}, Konteks())
        return [satu["itemIdentifier"] for satu in hasil["batchItemFailures"]]

    def aliran(self) -> list[dict[str, Any]]:
        """The stream records that nobody has read yet, as Lambda hands them over."""
        with self.kunci:
            shard = _moto(dynamodb_backends).tables["permohonan"].stream_shard
            assert shard
            records = [item.to_json() for item in shard.items]
            shard.items.clear()
        return records

    def lanjutkan(self, records: list[dict[str, Any]]) -> None:
        """The function behind the stream."""
        with self.kunci:
            app.lanjutkan({"Records": records}, Konteks())

    def antrean_sms(self) -> list[dict[str, Any]]:
        """The messages that wait in the queue of SMS, taken out, as Lambda hands them over."""
        sqs, url = klien("sqs"), LINGKUNGAN["ANTREAN_SMS"]
        antre = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        for m in antre:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=m["ReceiptHandle"])
        return [pesan(json.loads(m["Body"]), m["MessageId"]) for m in antre]

    def kirim_sms(self, messages: list[dict[str, Any]]) -> dict[str, Any]:
        """The function behind the queue of SMS."""
        with self.kunci:
            return dict(app.kirim_sms({"Records": messages}, Konteks()))

    def jalankan(self, *, sms: bool = True) -> None:
        """Let the stack work until nothing is left to do; without `sms` those stay queued."""
        sampai = time.monotonic() + 30
        while time.monotonic() < sampai:
            records = self.aliran()
            self.lanjutkan(records)
            messages = self.antrean_sms() if sms else []
            self.kirim_sms(messages)
            if not (records or messages or self._bergerak()):
                return
        raise AssertionError("a case stands still between two langkah")

    def _bergerak(self) -> bool:
        """In the place of Step Functions: open what is due; or wait for them to do so."""
        with self.kunci:
            belum = permohonan_db.dalam_transit(datetime.now(UTC))
            transit = [nomor for nomor, sms in belum if sms is None]
        if self.mesin:
            time.sleep(0.01)
            return bool(transit)
        return True in [self.buka(nomor) for nomor in transit]

    def buka(self, nomor: str) -> bool:
        """In the place of Step Functions: open what is due in this case; True if it has any."""
        p = self.get(nomor)
        if p.eksekusi:
            for kunci in sorted(muat(p.sop).due(p.tertutup) - p.visits.keys()):
                self.mulai_langkah(p, kunci)
        return bool(p.eksekusi)

    def mulai_langkah(
        self, p: Permohonan, kunci: KunciVisit, *, token: str = "", eksekusi: str = ""
    ) -> None:
        """The state machine reaches a langkah of this case."""
        isi = {
            "nomor": p.nomor,
            "kode": kunci[0],
            "setelah": kunci[1],
            "token": token or f"token-{kunci[0]}-{kunci[1]}",
            "eksekusi": eksekusi or p.eksekusi,
        }
        app.mulai_langkah(isi, Konteks())

    def semua_kasus(self) -> list[Permohonan]:
        """Every case in the table."""
        with self.kunci:
            isi = klien("dynamodb").scan(TableName="permohonan", AttributesToGet=["nomor", "baris"])
            nomor = [i["nomor"]["S"] for i in isi["Items"] if i["baris"]["S"] == "permohonan"]
            return [permohonan_db.get(n) for n in nomor]

    def isi(self) -> dict[str, object]:
        """Everything that stands anywhere: to see that nothing changed."""
        tabel = {nama: klien("dynamodb").scan(TableName=nama)["Items"] for nama in _tabel()}
        objek = klien("s3").list_object_versions(Bucket="berkas").get("Versions", [])
        return {**tabel, "objek": [o["VersionId"] for o in objek], "sms": self.sms()}

    def sms(self) -> list[tuple[str, str]]:
        """(phone, text) of every SMS that SNS accepted."""
        return list(_moto(sns_backends).sms_messages.values())

    def bubar(self) -> None:
        """Stop the executions that still run in threads."""
        for p in self.semua_kasus():
            with suppress(Exception):
                stepfunctions.hentikan(p.eksekusi)


def _moto(backends: Any) -> Any:
    return backends[DEFAULT_ACCOUNT_ID][WILAYAH]


@cache
def klien(nama: str) -> Any:
    """A client of one service, made once."""
    return boto3.client(nama, region_name=WILAYAH)


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


JADWAL = dict.fromkeys(
    ("version", "account", "region", "detail", "detail-type", "source", "time", "id", "resources")
)
"""What EventBridge sends at the scheduled time."""


def pesan(isi: Mapping[str, object], id_: str = "m-1", ke: int = 1) -> dict[str, Any]:
    """An SQS message as Lambda hands it over, received for the n-th time."""
    return {
        "messageId": id_,
        "body": json.dumps(isi),
        "attributes": {"ApproximateReceiveCount": str(ke)},
    }


_JALAN = {
    "perbaikan_berkas": ("memverifikasi_berkas", "kembalikan"),
    "perbaikan_lapangan": ("memberi_pertimbangan", "perlu_perbaikan"),
}


@cache
def kasus_di(kode: str, pada: datetime = KEMARIN) -> Permohonan:
    """A case with this langkah open, begun at `pada`; of its papers only the draft."""
    kasus = Kasus(pada=pada).ajukan()
    if kode in _JALAN:
        kasus.sampai(_JALAN[kode][0]).lakukan(*_JALAN[kode])
    else:
        kasus.sampai(kode)
    draf = {b.id: b for b in kasus.p.berkas.values() if b.kode == "draf"}
    return replace(kasus.p, berkas=draf)


def draf(**khusus: object) -> Permohonan:
    """A draft of the applicant that is ready to be submitted."""
    kasus = Kasus(pada=KEMARIN)
    kasus.p = replace(kasus.p, data=isi_formulir(kasus.sop, **khusus))
    for syarat in wajib(kasus.sop.persyaratan, kasus.p.data):
        kasus.unggah(syarat.kode)
    return replace(kasus.p, catatan=())


def kasus_loket(kode: str = "menerima_permohonan") -> Permohonan:
    """A case that the front office entered, of nobody's account."""
    return replace(kasus_di(kode), pemilik="", loket=petugas("front_office").id)
