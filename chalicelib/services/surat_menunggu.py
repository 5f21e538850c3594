"""Queue messages that each name a letter of a case, or its archive, that is still to be made."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from chalicelib.adapters import permohonan_db
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.surat import Surat
from chalicelib.errors import NotFound
from chalicelib.log import logger


def tiap(
    records: Iterable[Mapping[str, Any]], buat: Callable[[Permohonan, Surat], None], gagal: str
) -> dict[str, Any]:
    """Hand every letter that waits to `buat`; the messages that fail are logged as `gagal` and
    come back. One that comes twice finds nothing that waits."""
    kembali = []
    for record in records:
        isi = json.loads(record["body"])
        try:
            if (menunggu := _menunggu(isi)) is not None:
                buat(*menunggu)
        except Exception:
            logger.exception(gagal, extra=isi)
            kembali.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": kembali}


def _menunggu(isi: Mapping[str, Any]) -> tuple[Permohonan, Surat] | None:
    try:
        p = permohonan_db.get(str(isi["nomor"]))
    except NotFound:
        logger.warning("letter_without_case", extra={"nomor": isi["nomor"]})
        return None
    surat = p.surat.get((int(isi["no"]), str(isi["kode"])))
    return (p, surat) if surat is not None and surat.menunggu else None
