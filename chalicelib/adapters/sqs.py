"""The queues of what must go out: SMS, letters, archives."""

import json
from functools import lru_cache
from typing import Any

import boto3
from botocore.config import Config

from chalicelib import config
from chalicelib.domain.surat import ARSIP, KunciSurat

_PENDEK = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 3})


def antre_sms(nomor: str, no: int) -> None:
    """Queue an SMS of the outbox by its name; the queue carries no personal data."""
    isi = json.dumps({"nomor": nomor, "no": no})
    _client().send_message(QueueUrl=config.antrean_sms(), MessageBody=isi)


def antre_surat(nomor: str, kunci: KunciSurat) -> None:
    """Queue a letter of the outbox, or the archive of a case, by its name."""
    no, kode = kunci
    tujuan = config.antrean_arsip() if kode == ARSIP else config.antrean_surat()
    isi = json.dumps({"nomor": nomor, "no": no, "kode": kode})
    _client().send_message(QueueUrl=tujuan, MessageBody=isi)


@lru_cache
def _client() -> Any:
    return boto3.client("sqs", config=_PENDEK)
