"""An SMS of the outbox is due: send it once, in the permitted hours, record what became of it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib import config
from chalicelib.adapters import sns
from chalicelib.adapters.sns import SmsGagal
from chalicelib.domain import jam_kerja
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.perubahan import TEMPLAT_KODE, hasil_sms
from chalicelib.domain.sms import Sms
from chalicelib.domain.sop import muat
from chalicelib.errors import Refusal
from chalicelib.log import logger
from chalicelib.services import kode, teks_sms
from chalicelib.services.ubah import sekarang, ubah

PERCOBAAN = 6
"""Attempts before a notice has finally failed."""

PERCOBAAN_KODE = 3
"""Attempts for a one-time code: whoever still waits for it asks for another."""

_JEDA, _JEDA_TERLAMA = 60, 15 * 60
"""Seconds before the second attempt, doubled for each further one, and the longest pause."""

_PUTUS = timedelta(seconds=60)
"""An SMS that has been sending for longer was cut off: the function does not run that long."""


class SedangDikirim(Exception):
    """Another delivery of the same message is sending it now."""


def kirim_sms(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Handle SQS messages `{"nomor", "no"}`; what could not be handled comes back to the queue.

    An SMS that is to wait is not held there: `pulihkan` queues it again when its `kirim_pada`
    has come.
    """
    gagal = []
    for record in records:
        try:
            isi = json.loads(record["body"])
            _satu(str(isi["nomor"]), int(isi["no"]))
        except SedangDikirim:
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
    hasil = _kirim(nomor, sms)
    if hasil.keadaan == "gagal":
        logger.error("sms_failed", extra={"nomor": nomor, "sms": no})

    def catat(p: Permohonan, pada: datetime) -> Permohonan:
        # Someone may have phoned meanwhile.
        return _hasil(p, replace(hasil, panggilan=p.sms[no].panggilan), pada)

    ubah(nomor, catat)


def _ambil(nomor: str, no: int) -> Sms | None:
    """Claim an SMS that waits; None where there is nothing to send (any more, or yet).

    One that was cut off between sending and recording may have gone out or not: it is not sent
    again but counts as failed, and someone phones (sop.md, rows 12 and 27).
    """
    diambil: Sms | None = None

    def ambil(p: Permohonan, pada: datetime) -> Permohonan:
        nonlocal diambil
        diambil = None
        lama = p.sms.get(no)
        if lama is None or lama.tuntas or (lama.kirim_pada and lama.kirim_pada > pada):
            return p
        if lama.keadaan == "mengirim":
            return _terputus(p, lama, pada)
        try:
            sms = _tersusun(lama)
        except ValueError:
            logger.exception("sms_not_made", extra={"nomor": nomor, "sms": no})
            return _hasil(p, replace(lama, keadaan="gagal"), pada)
        boleh = _boleh_dikirim(sms, pada)
        if boleh > pada:
            return _hasil(p, replace(sms, kirim_pada=boleh), pada)
        diambil = _diambil(sms, pada)
        return _hasil(p, diambil, pada)

    ubah(nomor, ambil)
    return diambil


def _terputus(p: Permohonan, sms: Sms, pada: datetime) -> Permohonan:
    if sms.dikirim and pada - sms.dikirim < _PUTUS:
        raise SedangDikirim
    logger.error("sms_cut_off", extra={"nomor": p.nomor, "sms": sms.no})
    return _hasil(p, replace(sms, keadaan="gagal", penyedia=sns.TANPA_JAWABAN), pada)


def _boleh_dikirim(sms: Sms, pada: datetime) -> datetime:
    """The first instant from `pada` on outside the office's quiet hours; a code never waits."""
    if sms.templat == TEMPLAT_KODE:
        return pada
    return jam_kerja.mulai_kerja(jam_kerja.Kalender.sms(config.kantor()), pada)


def _diambil(sms: Sms, pada: datetime) -> Sms:
    percobaan = sms.percobaan + 1
    return replace(sms, keadaan="mengirim", percobaan=percobaan, dikirim=pada, kirim_pada=None)


def _kirim(nomor: str, sms: Sms) -> Sms:
    """One attempt; the SMS as it is after it: accepted, finally failed, or waiting for the next."""
    try:
        if sms.templat == TEMPLAT_KODE:
            pesan, segmen = kode.buat(nomor, sms.telepon, sekarang())
            return replace(sms, keadaan="diterima", pesan=pesan, segmen=segmen)
        return replace(sms, keadaan="diterima", pesan=sns.kirim(sms.telepon, sms.teks))
    except SmsGagal as gagal:
        if gagal.sementara and sms.percobaan < _batas(sms):
            return replace(sms, keadaan="antre", kirim_pada=_nanti(sms))
        return replace(sms, keadaan="gagal", penyedia=gagal.sebab)
    except Refusal:
        return replace(sms, keadaan="gagal")


def _batas(sms: Sms) -> int:
    return PERCOBAAN_KODE if sms.templat == TEMPLAT_KODE else PERCOBAAN


def _nanti(sms: Sms) -> datetime:
    jeda = min(_JEDA * 2 ** (sms.percobaan - 1), _JEDA_TERLAMA)
    return _boleh_dikirim(sms, sekarang() + timedelta(seconds=jeda))


def _tersusun(sms: Sms) -> Sms:
    """The SMS with its text, so that the outbox shows what waits to be sent and what to say on the
    telephone; the text of a one-time code is made when it is sent, and not kept."""
    if sms.teks or sms.templat == TEMPLAT_KODE:
        return sms
    teks = teks_sms.render(sms.templat, sms.fakta)
    return replace(sms, teks=teks, segmen=teks_sms.segmen(teks))


def _hasil(p: Permohonan, sms: Sms, pada: datetime) -> Permohonan:
    sms = replace(sms, selesai=pada if sms.tuntas else None)
    return hasil_sms(muat(p.sop), config.kantor(), p, sms, pada)
