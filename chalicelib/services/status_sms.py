"""Amazon SNS says whether an SMS arrived: entries of its delivery log, as CloudWatch hands them on.

The entries name the phone: none of their text is ever logged. Not emulated on one machine, and
never run against AWS: tested with the documented entries.
"""

import base64
import gzip
import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib import config
from chalicelib.adapters import permohonan_db
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import muat
from chalicelib.domain.status_sms import StatusSms, terima_status
from chalicelib.log import logger
from chalicelib.services.ubah import ubah


class StatusTertinggal(Exception):
    """Some entries could not be recorded: Lambda hands the same event over again."""


def status_sms(event: Mapping[str, Any]) -> None:
    """Record every entry of a CloudWatch Logs subscription event, each idempotently.

    Entries that are none of ours are only counted. Raises `StatusTertinggal` after all others
    are recorded.
    """
    hitung: Counter[str] = Counter()
    for baris in _baris(event):
        try:
            hitung[_satu(baca_status(baris))] += 1
        except Exception as sebab:  # one entry must not stop the others
            hitung["tertinggal"] += 1
            # Without its traceback, whose text may repeat the entry.
            logger.error("sms_status_not_recorded", extra={"sebab": type(sebab).__name__})
    logger.info("sms_status_read", extra={"jumlah": dict(hitung)})
    if hitung["tertinggal"]:
        raise StatusTertinggal(f"{hitung['tertinggal']} entries")


def baca_status(baris: str) -> StatusSms | None:
    """One entry of the log; None for anything that is not in the documented form."""
    try:
        isi = json.loads(baris)
        pesan, status = isi["notification"]["messageId"], isi["status"]
        jawaban = isi["delivery"].get("providerResponse", "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not isinstance(pesan, str) or not 0 < len(pesan) <= 100:
        return None
    if status not in ("SUCCESS", "FAILURE"):
        return None
    return StatusSms(pesan, status == "SUCCESS", str(jawaban))


def _baris(event: Mapping[str, Any]) -> list[str]:
    isi = json.loads(gzip.decompress(base64.b64decode(event["awslogs"]["data"])))
    # Of another type is what CloudWatch sends to see that we are reachable.
    kejadian = isi["logEvents"] if isi["messageType"] == "DATA_MESSAGE" else []
    return [str(satu["message"]) for satu in kejadian]


def _satu(status: StatusSms | None) -> str:
    """Record one; the word under which it is counted."""
    if status is None:
        return "tidak_terbaca"
    milik = permohonan_db.sms_dari_pesan(status.pesan)
    if milik is None:
        return "bukan_pemberitahuan"
    nomor, no = milik

    def ganti(p: Permohonan, pada: datetime) -> Permohonan:
        return terima_status(muat(p.sop), config.kantor(), p, no, status, pada)

    ubah(nomor, ganti)
    if status.sampai:
        return "sampai"
    logger.warning("sms_undelivered", extra={"nomor": nomor, "sms": no})
    return "tidak_sampai"
