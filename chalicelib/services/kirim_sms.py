"""An SMS of the outbox is due: send it once, record what became of it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib import config
from chalicelib.adapters import sns
from chalicelib.adapters.sns import SmsGagal
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.perubahan import TEMPLAT_KODE, hasil_sms
from chalicelib.domain.sms import Sms
from chalicelib.domain.sop import muat
from chalicelib.errors import Refusal
from chalicelib.log import logger
from chalicelib.services import kode, teks_sms
from chalicelib.services.ubah import sekarang, ubah

PERCOBAAN = 5
"""Attempts before an SMS has finally failed; the queue's `maxReceiveCount` is not smaller."""

_PUTUS = timedelta(seconds=60)
"""An SMS that has been sending for longer was cut off: the function does not run that long."""


class SedangDikirim(Exception):
    """Another delivery of the same message is sending it now."""


def kirim_sms(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Handle SQS messages `{"nomor", "no"}`; those to try again come back to the queue."""
    gagal = []
    for record in records:
        try:
            isi = json.loads(record["body"])
            _satu(str(isi["nomor"]), int(isi["no"]))
        except (SedangDikirim, SmsGagal):
            gagal.append({"itemIdentifier": record["messageId"]})
        except Exception:
            logger.exception("sms_not_sent", extra={"message_id": record["messageId"]})
            gagal.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": gagal}


def _satu(nomor: str, no: int) -> None:
    """Claim, send, record: each its own change, so that no SMS is sent twice."""
    sms = _ambil(nomor, no)
    if sms is None:
        return
    try:
        hasil = replace(sms, keadaan="diterima", teks=_kirim(nomor, sms))
    except SmsGagal as gagal:
        if gagal.sementara and sms.percobaan < PERCOBAAN:
            _catat(nomor, replace(sms, keadaan="antre"))
            raise
        hasil = replace(sms, keadaan="gagal")
    except Refusal:
        hasil = replace(sms, keadaan="gagal")
    if hasil.keadaan == "gagal":
        logger.error("sms_failed", extra={"nomor": nomor, "sms": no})
    _catat(nomor, hasil)


def _ambil(nomor: str, no: int) -> Sms | None:
    """Claim an SMS that waits; None where there is nothing to send (any more).

    One that was cut off between sending and recording may have gone out or not: it is not sent
    again but counts as failed, and someone phones (sop.md, rows 12 and 27).
    """
    diambil: Sms | None = None

    def ambil(p: Permohonan, pada: datetime) -> Permohonan:
        nonlocal diambil
        diambil = None
        lama = p.sms.get(no)
        if lama is None or lama.tuntas:
            return p
        if lama.keadaan == "antre":
            percobaan = lama.percobaan + 1
            diambil = replace(lama, keadaan="mengirim", percobaan=percobaan, dikirim=pada)
            return replace(p, sms={**p.sms, no: diambil})
        if lama.dikirim and pada - lama.dikirim < _PUTUS:
            raise SedangDikirim
        logger.error("sms_cut_off", extra={"nomor": nomor, "sms": no})
        return _hasil(p, replace(lama, keadaan="gagal"), pada)

    ubah(nomor, ambil)
    return diambil


def _kirim(nomor: str, sms: Sms) -> str:
    """Send; the text that went out, but for a one-time code, which is not kept."""
    if sms.templat == TEMPLAT_KODE:
        kode.buat(nomor, sms.telepon, sekarang())
        return ""
    teks = teks_sms.render(sms.templat, sms.fakta)
    sns.kirim(sms.telepon, teks)
    return teks


def _catat(nomor: str, sms: Sms) -> None:
    ubah(nomor, lambda p, pada: _hasil(p, sms, pada))


def _hasil(p: Permohonan, sms: Sms, pada: datetime) -> Permohonan:
    sms = replace(sms, selesai=pada if sms.tuntas else None)
    return hasil_sms(muat(p.sop), config.kantor(), p, sms, pada)
