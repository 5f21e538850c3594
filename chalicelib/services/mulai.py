"""Step Functions reached a langkah."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from chalicelib import config
from chalicelib.adapters import stepfunctions
from chalicelib.adapters.stepfunctions import TokenMati
from chalicelib.domain import perubahan
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import muat
from chalicelib.log import logger
from chalicelib.services.alur import jawaban
from chalicelib.services.ubah import ubah


class Usang(Exception):
    """Another execution has the case now, or the case has ended."""


def mulai(event: Mapping[str, Any]) -> None:
    """Open the visit `(kode, setelah)`, or answer its token where it is closed already.

    `event` is the payload of the state: nomor, kode, setelah (a number, or after a join the list
    of its branches' numbers), token, eksekusi. Every failure goes back as a failed task: a
    raised error would be lost on some hosts, and then the state's Retry would not run.
    """
    fakta = {kunci: event.get(kunci) for kunci in ("nomor", "kode", "setelah")}
    try:
        _mulai(event)
    except Usang:
        logger.info("execution_superseded", extra=fakta)
        stepfunctions.gagalkan(event["token"], "Usang")
    except Exception as error:
        logger.exception("langkah_not_opened", extra=fakta)
        stepfunctions.gagalkan(event["token"], type(error).__name__)


def _mulai(event: Mapping[str, Any]) -> None:
    setelah, token = event["setelah"], str(event["token"])
    kunci = (str(event["kode"]), max(setelah) if isinstance(setelah, list) else int(setelah))
    sudah_tutup = False

    def buka(p: Permohonan, pada: datetime) -> Permohonan:
        nonlocal sudah_tutup
        if p.eksekusi != event["eksekusi"] or p.keadaan != "berjalan":
            raise Usang
        sudah_tutup = kunci in p.tertutup
        if sudah_tutup:
            return p
        return perubahan.buka(muat(p.sop), config.kantor(), p, kunci, token, pada)

    p = ubah(str(event["nomor"]), buka)
    # What this very change closed, the stream answers.
    if sudah_tutup:
        with suppress(TokenMati):
            stepfunctions.jawab(token, jawaban(p.visits[kunci]))
