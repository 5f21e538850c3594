"""SMS through Amazon SNS."""

from functools import lru_cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    HTTPClientError,
    ParamValidationError,
)

from chalicelib import config
from chalicelib.errors import Refusal
from chalicelib.log import logger

# A repeated publish is a second SMS, so nothing here repeats: the queue or the person does.
# Cognito waits five seconds for a trigger.
_SEKALI = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 1})
TANPA_JAWABAN = "tidak ada jawaban, mungkin terkirim"
_SEMENTARA = ("Throttl", "Internal", "ServiceUnavailable", "KMSThrottling", "RequestTimeout")


class SmsGagal(Refusal):
    """The SMS was not accepted, as far as we know: why, and whether trying again can help."""

    status_code = 503

    def __init__(self, sebab: str, *, sementara: bool) -> None:
        super().__init__("SMS belum dapat dikirim. Coba lagi sebentar lagi atau hubungi loket.")
        self.sebab = sebab
        self.sementara = sementara


def kirim(telepon: str, teks: str) -> str:
    """Hand one transactional SMS to SNS for an E.164 number; the MessageId it was given.

    Accepted is not delivered. Raises SmsGagal; where only the answer was lost the SMS may have
    gone out, so that trying again could send it twice: that one is not `sementara`.
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
        sementara = kode.startswith(_SEMENTARA)
        raise _gagal(kode, f"ditolak: {kode}", sementara=sementara) from None
    except HTTPClientError as error:
        # The request was on its way: the read timed out, or the connection was closed.
        raise _gagal(type(error).__name__, TANPA_JAWABAN, sementara=False) from None
    except BotoCoreError as error:
        kode = type(error).__name__
        sementara = not isinstance(error, ParamValidationError)
        raise _gagal(kode, f"ditolak: {kode}", sementara=sementara) from None
    logger.info("sms_accepted", extra={"message_id": pesan["MessageId"]})
    return str(pesan["MessageId"])


def _gagal(kode: str, sebab: str, *, sementara: bool) -> SmsGagal:
    # The library's own message may repeat the phone number: only its kind is logged.
    logger.warning("sms_refused", extra={"sebab": kode, "sementara": sementara})
    return SmsGagal(sebab, sementara=sementara)


def _atribut(nilai: str) -> dict[str, str]:
    return {"DataType": "String", "StringValue": nilai}


@lru_cache
def _client() -> Any:
    return boto3.client("sns", config=_SEKALI)
