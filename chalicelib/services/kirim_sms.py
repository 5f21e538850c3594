"""An SMS of the outbox is due: send it once, record what became of it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib import config
from chalicelib.adapters import sns
from chalicelib.adapters.sns import SmsGagal
from chalicelib.domain.permohonan import Permohonan, Sms
from chalicelib.domain.perubahan import hasil_sms
from chalicelib.domain.sop import muat
from chalicelib.errors import Refusal
from chalicelib.log import logger
from chalicelib.services import kode, teks_sms
from chalicelib.services.ubah import ubah

PERCOBAAN = 5
"""Attempts before an SMS has finally failed; the queue's `maxReceiveCount` is one more."""


def kirim_sms(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Handle SQS messages `{"nomor", "no"}`; those to try again come back to the queue."""
    gagal = []
    for record in records:
        try:
            isi = json.loads(record["body"])
            ke = int(record["attributes"]["ApproximateReceiveCount"])
            _satu(str(isi["nomor"]), int(isi["no"]), terakhir=ke >= PERCOBAAN)
        except Exception:
            logger.exception("sms_not_sent", extra={"message_id": record["messageId"]})
            gagal.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": gagal}


def _satu(nomor: str, no: int, *, terakhir: bool) -> None:
    """Claim, send, record: each its own change, so that no SMS is sent twice.

    An SMS found claimed was cut off between sending and recording. Nobody knows whether it went
    out, so it is not sent again: it counts as failed, and someone phones (sop.md, rows 12, 27).
    """
    sms = _catat(nomor, no, lambda lama: replace(lama, keadaan="mengirim"), dari="antre")
    if sms is None:
        _catat(nomor, no, lambda lama: replace(lama, keadaan="gagal"), dari="mengirim")
        return
    try:
        teks = _kirim(nomor, sms)
    except Refusal as penolakan:
        coba_lagi = isinstance(penolakan, SmsGagal) and penolakan.sementara and not terakhir
        keadaan = "antre" if coba_lagi else "gagal"
        _catat(nomor, no, lambda lama: replace(lama, keadaan=keadaan), dari="mengirim")
        if coba_lagi:
            raise
        logger.error("sms_failed", extra={"nomor": nomor, "sms": no})
        return
    _catat(nomor, no, lambda lama: replace(lama, keadaan="diterima", teks=teks), dari="mengirim")


def _kirim(nomor: str, sms: Sms) -> str:
    """The text that went out; that of a one-time code is not kept."""
    if sms.templat == "kode_gabung":
        from chalicelib.services.ubah import sekarang

        kode.buat(nomor, sms.telepon, sekarang())
        return ""
    teks = teks_sms.render(sms.templat, sms.fakta)
    sns.kirim(sms.telepon, teks)
    return teks


def _catat(nomor: str, no: int, ganti: Any, *, dari: str) -> Sms | None:
    """The SMS after the change; None where it was not in the state `dari`."""
    hasil: list[Sms] = []

    def catat(p: Permohonan, pada: datetime) -> Permohonan:
        hasil.clear()
        lama = p.sms.get(no)
        if lama is None or lama.keadaan != dari:
            return p
        baru: Sms = ganti(lama)
        baru = replace(
            baru,
            percobaan=lama.percobaan + (baru.keadaan == "mengirim"),
            selesai=pada if baru.tuntas else None,
        )
        hasil.append(baru)
        return hasil_sms(muat(p.sop), config.kantor(), p, baru, pada)

    ubah(nomor, catat)
    return hasil[0] if hasil else None
