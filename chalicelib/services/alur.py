"""Keeping Step Functions in step with the table: answers, and generations of executions."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib import config
from chalicelib.adapters import permohonan_db, sqs, stepfunctions
from chalicelib.adapters.permohonan_db import Tertahan
from chalicelib.adapters.stepfunctions import TokenMati
from chalicelib.domain.permohonan import Permohonan, Visit
from chalicelib.domain.sop import muat
from chalicelib.log import logger
from chalicelib.services.ubah import sekarang, ubah

_ALARM_SEJAK = 3

_SETIAP = timedelta(seconds=60)
"""How often `pulihkan` runs; a run that is missed costs an SMS no more than `PULIHKAN_DETIK`."""

_MENIT_AWAL, _SETIAP_MENIT = 3, 15
"""A letter that waits is queued again at every run of these first minutes, then this often."""


def jawaban(visit: Visit) -> dict[str, object]:
    """The state data that a closed visit leads on with: its aksi and its jejak number.

    A row that leads back to whoever returned the file names him too (`asal`).
    """
    assert visit.penutup
    isi: dict[str, object] = {"aksi": visit.penutup.aksi, "setelah": visit.penutup.jejak}
    return isi | ({"asal": visit.penutup.asal} if visit.penutup.asal else {})


def jawab(nomor: str, visit: Visit) -> None:
    """Tell Step Functions how a visit was closed; a dead token starts the recovery.

    A token that was answered before is dead too: while the execution runs the case is then
    left alone, and `pulihkan` looks at it if it stands still.
    """
    if visit.token is None:
        return  # the row of ajukan: no execution has reached it yet
    try:
        stepfunctions.jawab(visit.token, jawaban(visit))
    except TokenMati:
        pastikan_berjalan(nomor)


def pastikan_berjalan(nomor: str) -> None:
    """Start the next generation of the case's execution unless one is running."""

    def bila_mati(p: Permohonan, pada: datetime) -> Permohonan:
        if p.keadaan != "berjalan" or (p.eksekusi and stepfunctions.berjalan(p.eksekusi)):
            return p
        return _generasi_baru(p, pada)

    p = ubah(nomor, bila_mati)
    if p.keadaan == "berjalan":
        stepfunctions.mulai(p.sop, nomor, p.generasi)


def hentikan(nomor: str) -> None:
    """Stop the execution of a case that ended where the SOP still makes a visit due.

    One that ended with the last row ends by itself.
    """
    p = permohonan_db.get(nomor)
    if p.eksekusi and muat(p.sop).due(p.tertutup):
        stepfunctions.hentikan(p.eksekusi)


def pulihkan() -> None:
    """Hand every case that stands between two langkah for too long to a new execution, and queue
    every SMS and letter that is due or not settled for too long.

    One rule covers a dead execution, a failed `mulai_langkah`, a lost stream record and a
    restart: the new execution replays the closed visits and goes on. From the third time on
    the case is reported as an error, which an alarm watches.
    """
    pada = sekarang()
    batas = pada - timedelta(seconds=config.pulihkan_detik())
    for satu in permohonan_db.dalam_transit(pada):
        try:
            if (satu.sejak < batas and _saatnya(satu, pada)) or _baru_tiba(satu, pada):
                _gerakkan(satu, batas)
        except Exception:  # one case must not stop the others
            logger.exception("recovery_failed", extra={"nomor": satu.nomor})


def _baru_tiba(satu: Tertahan, pada: datetime) -> bool:
    """An SMS whose hour came since the last run: it goes out now. Afterwards it has its message in
    the queue, and gets another only when it is late."""
    return satu.ditunda and pada - satu.sejak < _SETIAP


def _saatnya(satu: Tertahan, pada: datetime) -> bool:
    """True but for a letter that waits for long: its own message is tried again for a quarter of an
    hour, and what signs may be away for hours."""
    menit = int((pada - satu.sejak) / _SETIAP)
    return satu.surat is None or menit <= _MENIT_AWAL or menit % _SETIAP_MENIT == 0


def _gerakkan(satu: Tertahan, batas: datetime) -> None:
    if satu.surat:
        sqs.antre_surat(satu.nomor, satu.surat)
    elif satu.sms is None:
        _pulihkan(satu.nomor, batas)
    else:
        sqs.antre_sms(satu.nomor, satu.sms)


def _pulihkan(nomor: str, batas: datetime) -> None:
    lama: list[str] = []

    def ganti(p: Permohonan, pada: datetime) -> Permohonan:
        if p.transit is None or p.transit >= batas:
            return p
        lama[:] = [p.eksekusi]
        return replace(_generasi_baru(p, pada), pemulihan=p.pemulihan + 1, transit=pada)

    p = ubah(nomor, ganti)
    if not lama:
        return
    if lama[0]:
        stepfunctions.hentikan(lama[0])
    stepfunctions.mulai(p.sop, nomor, p.generasi)
    if p.pemulihan >= _ALARM_SEJAK:
        logger.error("case_stands_still", extra={"nomor": nomor, "pemulihan": p.pemulihan})


def _generasi_baru(p: Permohonan, pada: datetime) -> Permohonan:
    generasi = p.generasi + 1
    logger.info("generation_started", extra={"nomor": p.nomor, "generasi": generasi})
    return replace(
        p,
        generasi=generasi,
        eksekusi=stepfunctions.arn_eksekusi(p.sop, p.nomor, generasi),
        transit=p.transit or pada,
    )
