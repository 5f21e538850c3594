"""What time alone brings: warnings, overdue langkah, missed promises, lapses, abandoned drafts."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from chalicelib import config
from chalicelib.adapters import kalender_db, permohonan_db, s3, tempo_db
from chalicelib.adapters.kalender_db import Berlaku
from chalicelib.domain import jam_kerja, kalender_versi, perubahan
from chalicelib.domain.hak import daftar_pelaksana
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.kalender_versi import peringatan
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import KunciVisit, muat
from chalicelib.log import logger
from chalicelib.services import ringkasan
from chalicelib.services.ubah import sekarang, ubah

_CUKUP = timedelta(seconds=180)
"""A sweep ends after this, well before the function's limit; the next one goes on."""


def sapu() -> None:
    """Do everything that fell due, each once, in office hours; one case's failure never stops
    the others, and what a missed schedule left is caught up.

    The last log line is the sweep's heartbeat, which an alarm listens to.
    """
    pada, jumlah = sekarang(), 0
    if jam_kerja.buka(Kalender.dari(config.kantor()), pada):
        _ikuti_kalender()
        for nomor, kunci in tempo_db.jatuh_tempo(pada):
            if sekarang() - pada > _CUKUP:
                break
            jumlah += _satu(nomor, kunci)
        if ringkasan.kirim(sekarang()):
            _peringatkan_kalender(pada)
    logger.info("sweep_finished", extra={"jumlah": jumlah})


def _satu(nomor: str, kunci: KunciVisit | None) -> bool:
    try:
        p = ubah(nomor, _lewat(kunci))
        if p.keadaan == "draf":
            _hapus_draf(p)
    except Exception:
        logger.exception("due_item_failed", extra={"nomor": nomor})
        return False
    return True


def _lewat(kunci: KunciVisit | None) -> Callable[[Permohonan, datetime], Permohonan]:
    return lambda p, pada: perubahan.waktu_berlalu(muat(p.sop), config.kantor(), p, kunci, pada)


def _hapus_draf(p: Permohonan) -> None:
    """Papers first: what fails here is found again at the next sweep."""
    if p.batas_draf and p.batas_draf <= sekarang():
        s3.hapus_semua(p.nomor)
        permohonan_db.hapus_draf(p)
        logger.info("draft_removed", extra={"nomor": p.nomor})


def _peringatkan_kalender(pada: datetime) -> None:
    """Once a day: what the calendar will lack, long before a date needs it."""
    kantor = config.kantor()
    hari = jam_kerja.tanggal(Kalender.dari(kantor), pada)
    for teks in peringatan(kantor, hari):
        logger.error("calendar_warning", extra={"peringatan": teks})


def _ikuti_kalender() -> None:
    """Where the calendar has changed since the due instants were counted, count them again.

    Cases that failed are left behind, and only they are tried again at every sweep.
    """
    kalender = Kalender.dari(config.kantor())
    versi, lama = kalender_versi.versi(kalender), kalender_db.berlaku()
    if lama == Berlaku(versi):
        return
    if lama and lama.versi == versi:
        daftar: Iterable[str] = lama.tertinggal
    else:
        kalender_db.simpan(versi, kalender_versi.isi(kalender))
        daftar = tempo_db.bertempo(daftar_pelaksana())
    tertinggal = frozenset(nomor for nomor in sorted(daftar) if not _ikut(nomor, versi))
    kalender_db.berlakukan(Berlaku(versi, tertinggal), lama)
    logger.info("calendar_followed", extra={"versi": versi, "tertinggal": len(tertinggal)})


def _ikut(nomor: str, versi: str) -> bool:
    def hitung_ulang(p: Permohonan, pada: datetime) -> Permohonan:
        return perubahan.ganti_kalender(muat(p.sop), config.kantor(), p, versi, pada)

    try:
        ubah(nomor, hitung_ulang)
    except Exception:
        logger.exception("calendar_not_followed", extra={"nomor": nomor})
        return False
    return True
