"""An SMS as each person may see it."""

from typing import Any

from chalicelib.domain.bahasa import iso
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
        "dibuat": iso(s.dibuat),
        "kirim_pada": iso(s.kirim_pada),
        "dikirim": iso(s.dikirim),
        "selesai": iso(s.selesai),
        "pesan": s.pesan or None,
        "penyedia": s.penyedia or None,
        "sampai": s.sampai,
        "perlu_telepon": s.perlu_telepon,
        "boleh_telepon": s.perlu_telepon and s.pelaksana in pelaku.pelaksana,
        "batas_telepon": iso(s.batas_telepon),
        "panggilan": [_panggilan(c, pelaku) for c in s.panggilan],
    }


def _panggilan(c: Panggilan, pelaku: Pelaku) -> dict[str, Any]:
    hasil = {"pada": iso(c.pada), "oleh": c.nama, "hasil": c.hasil}
    return hasil | ({"catatan": c.catatan or None} if pelaku.jenis == "petugas" else {})
