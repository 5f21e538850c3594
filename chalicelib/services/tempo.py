"""What time alone brings: overdue langkah, lapsed returns, abandoned drafts."""

from collections.abc import Callable
from datetime import datetime

from chalicelib.adapters import permohonan_db, s3
from chalicelib.domain import perubahan
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import KunciVisit, muat
from chalicelib.log import logger
from chalicelib.services.ubah import sekarang, ubah


def tandai_terlambat() -> None:
    """Handle everything that fell due, each once; one case's failure never stops the others."""
    jumlah = 0
    for nomor, visit in permohonan_db.jatuh_tempo(sekarang()):
        jumlah += 1
        try:
            if visit:
                ubah(nomor, _lewat(visit))
            else:
                _hapus_draf(nomor)
        except Exception:
            logger.exception("due_item_failed", extra={"nomor": nomor})
    logger.info("due_items_swept", extra={"jumlah": jumlah})


def _lewat(kunci: KunciVisit) -> Callable[[Permohonan, datetime], Permohonan]:
    def lewat(p: Permohonan, pada: datetime) -> Permohonan:
        p = perubahan.tandai_terlambat(p, kunci, pada)
        return perubahan.gugurkan(muat(p.sop), p, kunci, pada)

    return lewat


def _hapus_draf(nomor: str) -> None:
    """Papers first: what fails here is found again at the next sweep."""
    p = permohonan_db.get(nomor)
    if p.keadaan == "draf" and p.batas_draf and p.batas_draf <= sekarang():
        s3.hapus_semua(nomor)
        permohonan_db.hapus_draf(p)
        logger.info("draft_removed", extra={"nomor": nomor})
