"""The table of cases changed: tell Step Functions, and queue what must go out."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.adapters import permohonan_db, peta, sqs
from chalicelib.adapters.model import Baris, BarisPermohonan, BarisSms, BarisSurat, BarisVisit
from chalicelib.domain import pengarsipan
from chalicelib.domain.surat import ARSIP
from chalicelib.log import logger
from chalicelib.services import alur, rapor


def lanjut(records: Iterable[Mapping[str, Any]]) -> None:
    """Handle stream records, each at least once and idempotently: the flow first, then the counts
    of the scorecard, so that counting holds up no case.

    Never raises for a record: one that raised would be sent again and again and hold up every
    other case behind it. It is logged as an error, and `pulihkan` picks its case up; what was not
    counted, the operator's `infra.rapor hitung-ulang` counts.
    """
    daftar = [record["dynamodb"] for record in records]
    for perubahan in daftar:
        try:
            _satu(_item(perubahan.get("OldImage")), _item(perubahan.get("NewImage")))
        except Exception:
            logger.exception("record_failed", extra=_kunci(perubahan))
    for perubahan in daftar:
        try:
            rapor.hitung(_item(perubahan.get("OldImage")), _item(perubahan.get("NewImage")))
        except Exception:
            logger.exception("record_not_counted", extra=_kunci(perubahan))


def _kunci(perubahan: Mapping[str, Any]) -> dict[str, str]:
    return {nama: str(nilai["S"]) for nama, nilai in perubahan["Keys"].items()}


def _item(image: dict[str, Any] | None) -> Baris | None:
    return Baris.from_raw_data(image) if image else None


def _satu(lama: Baris | None, baru: Baris | None) -> None:
    if isinstance(baru, BarisVisit):
        tadinya = lama.penutup if isinstance(lama, BarisVisit) else None
        if baru.penutup and not tadinya:
            alur.jawab(baru.nomor, peta.visit_dari(baru))
    elif isinstance(baru, BarisSms) and lama is None:
        sqs.antre_sms(baru.nomor, int(baru.no))
    elif isinstance(baru, BarisSurat):
        _surat(lama, baru)
    elif isinstance(baru, BarisPermohonan):
        _kasus(lama, baru)


def _surat(lama: Baris | None, baru: BarisSurat) -> None:
    """A new letter is to be made; one that is there may be what an archive waited for."""
    if lama is None:
        sqs.antre_surat(baru.nomor, (int(baru.no), baru.kode))
    elif isinstance(lama, BarisSurat) and lama.transit and not baru.transit and baru.kode != ARSIP:
        for arsip in pengarsipan.menunggu(permohonan_db.get(baru.nomor)):
            sqs.antre_surat(baru.nomor, arsip.kunci)


def _kasus(lama: Baris | None, baru: BarisPermohonan) -> None:
    if lama is None and baru.keadaan == "berjalan":
        alur.pastikan_berjalan(baru.nomor)
    elif (
        isinstance(lama, BarisPermohonan)
        and lama.keadaan == "berjalan"
        and baru.keadaan == "berakhir"
    ):
        alur.hentikan(baru.nomor)
