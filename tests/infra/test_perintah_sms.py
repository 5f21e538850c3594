"""The operator's commands for SMS that could not be handled, and the account's SMS settings."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra import sms as perintah
from infra.deploy import atur_sms
from infra.templat import templat
from tests.awan import WILAYAH

NOMOR = "IKRG-2026-000001-AAAAAA"


@pytest.fixture
def klien(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for nama in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(nama, "test")
    with mock_aws():
        yield partial(boto3.client, region_name=WILAYAH)


@pytest.fixture
def antrean(klien: Any) -> dict[str, str]:
    """The two queues, under the names that the stack's outputs have."""
    nama = ("AntreanSms", "AntreanSmsMati")
    assert all(templat()["Outputs"][n]["Value"] == {"Ref": n} for n in nama)
    return {n: klien("sqs").create_queue(QueueName=n)["QueueUrl"] for n in nama}


def isi(klien: Any, url: str) -> list[str]:
    """What lies in a queue; it stays there."""
    hasil: list[str] = []
    while (
        pesan := klien("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages")
    ):
        hasil += [p["Body"] for p in pesan]
    return sorted(hasil)


def taruh(klien: Any, url: str, jumlah: int) -> list[str]:
    semua = [json.dumps({"nomor": NOMOR, "no": no}) for no in range(jumlah)]
    for satu in semua:
        klien("sqs").send_message(QueueUrl=url, MessageBody=satu)
    return sorted(semua)


def test_redrive_moves_every_message_and_says_how_many(
    klien: Any, antrean: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    semua = taruh(klien, antrean["AntreanSmsMati"], 23)
    perintah.lakukan("ulang", klien, antrean)
    assert capsys.readouterr().out == "23 pesan dikembalikan ke antrean SMS.\n"
    assert isi(klien, antrean["AntreanSms"]) == semua
    assert isi(klien, antrean["AntreanSmsMati"]) == []


def test_with_nothing_to_move_it_says_so(
    klien: Any, antrean: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    perintah.lakukan("ulang", klien, antrean)
    assert capsys.readouterr().out == "0 pesan dikembalikan ke antrean SMS.\n"


def test_a_message_that_was_not_sent_is_not_deleted(klien: Any, antrean: dict[str, str]) -> None:
    semua = taruh(klien, antrean["AntreanSmsMati"], 2)
    tidak_ada = antrean["AntreanSms"] + "-tidak-ada"
    with pytest.raises(klien("sqs").exceptions.QueueDoesNotExist):
        perintah.ulang(klien, antrean["AntreanSmsMati"], tidak_ada)
    jumlah = klien("sqs").get_queue_attributes(
        QueueUrl=antrean["AntreanSmsMati"],
        AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    )["Attributes"]
    assert sum(map(int, jumlah.values())) == len(semua)


def test_listing_names_case_and_sms_only_and_takes_nothing(
    klien: Any, antrean: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    url = antrean["AntreanSmsMati"]
    rusak = klien("sqs").send_message(QueueUrl=url, MessageBody='{"telepon": "+628123"')
    semua = taruh(klien, url, 12)
    perintah.lakukan("mati", klien, antrean)
    baris = capsys.readouterr().out.splitlines()
    assert len(baris) == 13
    assert f"{NOMOR} SMS 7" in baris
    assert f"pesan {rusak['MessageId']} tidak terbaca" in baris
    assert isi(klien, url) == sorted([*semua, '{"telepon": "+628123"'])


def test_after_a_deploy_sns_logs_what_became_of_every_sms(klien: Any) -> None:
    peran = "arn:aws:iam::123456789012:role/x"
    atur_sms(klien, {"PeranLogSms": peran})
    assert klien("sns").get_sms_attributes()["attributes"] == {
        "DeliveryStatusIAMRole": peran,
        "DeliveryStatusSuccessSamplingRate": "100",
        "DefaultSMSType": "Transactional",
    }


def test_a_stack_that_does_not_receive_it_leaves_the_account_alone(klien: Any) -> None:
    atur_sms(klien, {"AntreanSms": "x"})
    assert klien("sns").get_sms_attributes()["attributes"] == {}
