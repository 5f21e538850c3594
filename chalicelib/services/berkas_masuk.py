"""A paper reached the bucket: look at what it really is, and tell the case."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal
from urllib.parse import unquote_plus

from chalicelib import config
from chalicelib.adapters import s3
from chalicelib.domain import berkas as domain_berkas
from chalicelib.domain import penerbitan
from chalicelib.domain.berkas import Berkas, BerkasDitolak
from chalicelib.domain.perbaikan import terima_berkas
from chalicelib.domain.permohonan import Pelaku, Permohonan
from chalicelib.domain.sop import muat
from chalicelib.errors import NotFound
from chalicelib.log import logger
from chalicelib.services.ubah import ubah


def berkas_masuk(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Handle SQS messages of S3 notifications; the failed ones come back and end in the DLQ.

    A notification that comes twice, and a second upload with the same ticket, change nothing.
    """
    gagal = []
    for record in records:
        try:
            for kejadian in json.loads(record["body"]).get("Records", ()):
                objek = kejadian["s3"]["object"]
                diunggah = datetime.fromisoformat(kejadian["eventTime"])
                _satu(unquote_plus(objek["key"]), objek["versionId"], diunggah)
        except Exception:
            logger.exception("paper_not_checked", extra={"message_id": record["messageId"]})
            gagal.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": gagal}


def _satu(kunci: str, versi: str, diunggah: datetime) -> None:
    _, nomor, kode, id_ = kunci.split("/")
    isi, tipe, oleh = s3.baca(kunci, versi)
    keadaan: Literal["diterima", "ditolak"] = "diterima"
    alasan = ""
    try:
        domain_berkas.periksa_isi(isi, tipe)
    except BerkasDitolak as ditolak:
        keadaan, alasan = "ditolak", str(ditolak)
    berkas = Berkas(
        id=id_,
        kode=kode,
        kunci=kunci,
        versi=versi,
        sha256=hashlib.sha256(isi).hexdigest(),
        ukuran=len(isi),
        tipe=tipe,
        keadaan=keadaan,
        alasan=alasan,
        diunggah=diunggah,
        oleh=oleh,
    )

    def catat(p: Permohonan, pada: datetime) -> Permohonan:
        pemohon = oleh == p.pemilik
        pengunggah = (
            Pelaku(oleh, "Pemohon", "pemohon") if pemohon else Pelaku(oleh, "Petugas", "petugas")
        )
        baru = terima_berkas(p, berkas, pengunggah, pada)
        return penerbitan.terima_pindaian(muat(p.sop), config.kantor(), baru, berkas, pada)

    try:
        ubah(nomor, catat)
    except NotFound:
        logger.warning("paper_without_case", extra={"nomor": nomor, "berkas": id_})
