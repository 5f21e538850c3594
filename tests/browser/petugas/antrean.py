"""Lines of a worklist that are put into the table behind the product's back."""

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from chalicelib.adapters import pencarian_db, peta
from chalicelib.domain.pencarian import Kunci
from chalicelib.domain.permohonan import Permohonan, Visit
from infra.lokal import Lokal
from infra.perjalanan import Perjalanan
from infra.sesi import Json
from tests.e2e.alat import item, simpan

SEKALI = 25  # items that DynamoDB takes at once
BERSAMAAN = 4


def kunjungan(
    no: int,
    pelaksana: str,
    sisa: timedelta,
    *,
    kode: str = "mengarsipkan",
    perihal: str = "CV Antre",
    pemegang: tuple[str, str] | None = None,
) -> Json:
    """A visit that waits, due in so long, as the table has it."""
    kini = datetime.now(UTC)
    p = Permohonan(
        nomor=f"IKRG-2026-{no:06}-ANTREA",
        sop="ikrg-v1",
        keadaan="berjalan",
        dibuat=kini,
        data={"nama_usaha": perihal},
    )
    visit = Visit(
        kode,
        7,
        pelaksana,
        kini - timedelta(hours=1),
        batas_waktu=kini + sisa,
        pemegang=pemegang,
    )
    hasil: Json = peta.item_visit(p, visit).serialize()
    return hasil


def taruh(lokal: Lokal, isi: Iterable[Json]) -> None:
    """Put them there."""
    _sekaligus(lokal, [{"PutRequest": {"Item": satu}} for satu in isi])


def angkat(lokal: Lokal, isi: Iterable[Json]) -> None:
    """Take them away."""
    kunci = [{nama: satu[nama] for nama in ("nomor", "baris")} for satu in isi]
    _sekaligus(lokal, [{"DeleteRequest": {"Key": satu}} for satu in kunci])


def ubah_data(lokal: Lokal, kasus: Perjalanan, **isi: str) -> Json:
    """Let the case's form say so, whatever the API would say of it; as it is in the table now."""
    satu = item(lokal, kasus.nomor, "permohonan")
    data = json.loads(satu["data"]["S"]) | isi
    simpan(lokal, {**satu, "data": {"S": json.dumps(data)}})
    for kode, teks in isi.items():
        tempat = Kunci("tepat" if kode == "nib" else "awal", teks.lower(), kasus.nomor, kode)
        simpan(lokal, pencarian_db.item_kunci(tempat).serialize())
    return satu


def _sekaligus(lokal: Lokal, permintaan: list[Json]) -> None:
    db, tabel = lokal.klien("dynamodb"), lokal.keluaran["TabelPermohonan"]

    def tulis(awal: int) -> None:
        sisa = {tabel: permintaan[awal : awal + SEKALI]}
        while sisa:
            sisa = db.batch_write_item(RequestItems=sisa)["UnprocessedItems"]

    with ThreadPoolExecutor(BERSAMAAN) as kolam:
        list(kolam.map(tulis, range(0, len(permintaan), SEKALI)))
