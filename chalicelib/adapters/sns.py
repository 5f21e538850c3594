"""SMS through Amazon SNS."""

from functools import lru_cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

from chalicelib import config
from chalicelib.errors import Refusal
from chalicelib.log import logger

# A repeated publish is a second SMS, so nothing here repeats: the queue or the person does.
# Cognito waits five seconds for a trigger.
_SEKALI = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 1})
_SEMENTARA = ("Throttl", "Internal", "ServiceUnavailable", "KMSThrottling", "RequestTimeout")


class SmsGagal(Refusal):
    """The SMS was not accepted; `sementara` says whether trying again can help."""

    status_code = 503

    def __init__(self, *, sementara: bool) -> None:
        super().__init__("SMS belum dapat dikirim. Coba lagi sebentar lagi atau hubungi loket.")
        self.sementara = sementara


def kirim(telepon: str, teks: str) -> str:
    """Hand one transactional SMS to SNS for an E.164 number; the MessageId it was given.

    Accepted is not delivered. Raises SmsGagal, after which the SMS may still have gone out if
    only the answer was lost.
    """
    try:
        pesan = _client().publish(
            PhoneNumber=telepon,
            Message=teks,
            MessageAttributes={
                "AWS.SNS.SMS.SMSType": _atribut("Transactional"),
                "AWS.SNS.SMS.SenderID": _atribut(config.kantor().pengirim_sms),
            },
        )
    except ClientError as error:
        kode = error.response["Error"]["Code"]
        raise _gagal(kode, sementara=kode.startswith(_SEMENTARA)) from None
    except BotoCoreError as error:
        sementara = not isinstance(error, ParamValidationError)
        raise _gagal(type(error).__name__, sementara=sementara) from None
    logger.info("sms_accepted", extra={"message_id": pesan["MessageId"]})
    return str(pesan["MessageId"])


def _gagal(sebab: str, *, sementara: bool) -> SmsGagal:
    # The library's own message may repeat the phone number: only its kind is logged.
    logger.warning("sms_refused", extra={"sebab": sebab, "sementara": sementara})
    return SmsGagal(sementara=sementara)


def _atribut(nilai: str) -> dict[str, str]:
    return {"DataType": "String", "StringValue": nilai}


@lru_cache
def _client() -> Any:
    return boto3.client("sns", config=_SEKALI)
