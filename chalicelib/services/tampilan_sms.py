"""An SMS as each person may see it."""

from datetime import datetime
from typing import Any

from chalicelib.domain.permohonan import Pelaku
from chalicelib.domain.sms import Panggilan, Sms


def sms(s: Sms, pelaku: Pelaku) -> dict[str, Any]:
    """An SMS of the outbox; the number is masked. Notes of calls are shown to officers."""
    return {
        "no": s.no,
        "templat": s.templat,
        "telepon": f"{s.telepon[:5]}…{s.telepon[-3:]}",
        "teks": s.teks,
        "segmen": s.segmen,
        "keadaan": s.keadaan,
        "percobaan": s.percobaan,
        "dibuat": _waktu(s.dibuat),
        "kirim_pada": _waktu(s.kirim_pada),
        "dikirim": _waktu(s.dikirim),
        "selesai": _waktu(s.selesai),
        "pesan": s.pesan or None,
        "penyedia": s.penyedia or None,
        "sampai": s.sampai,
        "perlu_telepon": s.perlu_telepon,
        "batas_telepon": _waktu(s.batas_telepon),
        "panggilan": [_panggilan(c, pelaku) for c in s.panggilan],
    }


def _panggilan(c: Panggilan, pelaku: Pelaku) -> dict[str, Any]:
    hasil = {"pada": _waktu(c.pada), "oleh": c.nama, "hasil": c.hasil}
    return hasil | ({"catatan": c.catatan or None} if pelaku.jenis == "petugas" else {})


def _waktu(pada: datetime | None) -> str | None:
    return pada.isoformat() if pada else None
