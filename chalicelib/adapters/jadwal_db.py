"""The appointments of a month, by the clocks of the office: one Query."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.adapters.model import Baris, BarisPermohonan
from chalicelib.domain.jadwal import Jadwal
from chalicelib.domain.permohonan import perihal


def sebulan(bulan: str) -> Iterator[tuple[str, str, Jadwal]]:
    """(nomor, whom it is about, appointment `setempat`) of all that stand in it (`2026-11`), by day
    and hour."""
    for item in Baris.menurut_jadwal.query(bulan):
        if isinstance(item, BarisPermohonan) and item.jadwal_mulai:
            isi = item.jadwal_rincian
            rincian = tuple((nama, nilai) for nama, nilai in isi["rincian"])
            jadwal = Jadwal(datetime.fromisoformat(item.jadwal_mulai), isi["urut"], rincian)
            yield item.nomor, perihal(item.data), jadwal
