"""The one Lambda call that the API makes: letters are rendered by a function of their own, so that
no other has to load what renders them."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import config

# A cold start of the renderer takes about three seconds; the API has 29. A call is not repeated:
# it would come to the same late.
_SEKALI = Config(connect_timeout=1, read_timeout=20, retries={"total_max_attempts": 1})


class CetakGagal(Exception):
    """The renderer did not answer, or said that it could not."""


def cetak(isi: Mapping[str, object]) -> dict[str, Any]:
    """Have a letter rendered and stored; what the function answers. Raises `CetakGagal`."""
    try:
        jawab = _client().invoke(
            FunctionName=config.fungsi_cetak(), Payload=json.dumps(isi).encode()
        )
        hasil: dict[str, Any] = json.loads(jawab["Payload"].read())
    except (BotoCoreError, ClientError, ValueError) as error:
        raise CetakGagal(type(error).__name__) from error
    if "FunctionError" in jawab:
        raise CetakGagal(str(hasil.get("errorType")))
    return hasil


@lru_cache
def _client() -> Any:
    return boto3.client("lambda", config=_SEKALI)
