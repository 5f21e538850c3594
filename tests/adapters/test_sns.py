"""The SMS adapter: what SNS is asked, and what its refusals become."""

import logging

import pytest
from botocore.exceptions import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)
from botocore.stub import Stubber
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.sns import sns_backends

from chalicelib.adapters import sns

WILAYAH = "ap-southeast-3"
TELEPON = "+6281234567890"


@pytest.fixture(autouse=True)
def kantor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANTOR", "standar")
    monkeypatch.setenv("AWS_DEFAULT_REGION", WILAYAH)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")


def test_an_sms_goes_to_the_phone_and_its_id_comes_back() -> None:
    with mock_aws():
        message_id = sns.kirim(TELEPON, "Halo")
        pesan = sns_backends[DEFAULT_ACCOUNT_ID][WILAYAH].sms_messages
    assert pesan == {message_id: (TELEPON, "Halo")}


def test_it_is_transactional_and_carries_the_office_as_sender() -> None:
    with Stubber(sns._client()) as stub:
        stub.add_response(
            "publish",
            {"MessageId": "m-1"},
            {
                "PhoneNumber": TELEPON,
                "Message": "Halo",
                "MessageAttributes": {
                    "AWS.SNS.SMS.SMSType": {
                        "DataType": "String",
                        "StringValue": "Transactional",
                    },
                    "AWS.SNS.SMS.SenderID": {"DataType": "String", "StringValue": "DPMPTSP"},
                },
            },
        )
        assert sns.kirim(TELEPON, "Halo") == "m-1"


@pytest.mark.parametrize(
    ("kode", "sementara"),
    [
        ("Throttling", True),
        ("ThrottledException", True),
        ("InternalError", True),
        ("ServiceUnavailable", True),
        ("InvalidParameter", False),
        ("OptedOut", False),
        ("AuthorizationError", False),
    ],
)
def test_a_refusal_says_whether_trying_again_can_help(kode: str, sementara: bool) -> None:
    with Stubber(sns._client()) as stub:
        stub.add_client_error("publish", kode)
        with pytest.raises(sns.SmsGagal) as gagal:
            sns.kirim(TELEPON, "Halo")
    assert gagal.value.sementara is sementara


@pytest.mark.parametrize(
    ("error", "sementara"),
    [
        (EndpointConnectionError(endpoint_url="x"), True),
        (ConnectTimeoutError(endpoint_url="x"), True),
        (ReadTimeoutError(endpoint_url="x"), False),
        (ConnectionClosedError(endpoint_url="x"), False),
    ],
    ids=lambda nilai: type(nilai).__name__,
)
def test_what_never_reached_sns_is_tried_again_and_what_may_have_is_not(
    error: Exception, sementara: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gagal(**_: object) -> None:
        raise error

    monkeypatch.setattr(sns._client(), "publish", gagal)
    with pytest.raises(sns.SmsGagal) as hasil:
        sns.kirim(TELEPON, "Halo")
    assert hasil.value.sementara is sementara
    assert ("mungkin terkirim" in hasil.value.sebab) is not sementara


def test_neither_phone_nor_text_is_logged(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with mock_aws():
        sns.kirim(TELEPON, "rahasia")
    with Stubber(sns._client()) as stub:
        stub.add_client_error("publish", "InvalidParameter", f"Invalid phone {TELEPON}")
        with pytest.raises(sns.SmsGagal) as gagal:
            sns.kirim(TELEPON, "rahasia")
    tertulis = "".join(capsys.readouterr()) + caplog.text + str(gagal.value)
    assert "6281234567890" not in tertulis
    assert "rahasia" not in tertulis
