"""One-time codes by SMS: limited, sent, and, for joining a case to an account, kept and checked."""

import hashlib
import hmac
import re
import secrets
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib import config
from chalicelib.adapters import kode_db, sns
from chalicelib.domain import jenis_isian
from chalicelib.errors import Refusal, TooMany
from chalicelib.log import logger
from chalicelib.services import teks_sms

_BERLAKU_DETIK = 600
_PERCOBAAN = 5


def acak() -> str:
    """Six digits that nobody can foresee."""
    return f"{secrets.randbelow(1_000_000):06}"


def pastikan_ponsel(telepon: str) -> None:
    """Raises Refusal unless this is an Indonesian mobile number in E.164 (+628…)."""
    try:
        baku = jenis_isian.telepon(telepon)
    except ValueError as sebab:
        raise Refusal(f"Nomor telepon {sebab}.") from None
    if baku != telepon:
        raise Refusal("Nomor telepon harus ditulis lengkap, misalnya +6281234567890.")


def kirim(templat: str, telepon: str, pada: datetime, **fakta: str) -> str:
    """Send a fresh code in the SMS `templat`; the code that was sent.

    Counted per number and for the whole office, over a day of the office's zone, before it is
    sent. Raises Refusal for a number that is not +628…, TooMany at a limit, SmsGagal.
    """
    kode = _kode_baru(telepon, pada)
    _kirim(templat, telepon, kode=kode, **fakta)
    return kode


def buat(untuk: str, telepon: str, pada: datetime) -> tuple[str, int]:
    """Send a code that joins the case with nomor `untuk` to an account; an earlier one lapses.
    The MessageId and the segments of its SMS.

    Valid for ten minutes and five attempts, kept as a salted hash before it is sent: someone may
    answer faster than we write. Raises what `kirim` raises.
    """
    kode, garam = _kode_baru(telepon, pada), secrets.token_bytes(16)
    kode_db.simpan(
        untuk,
        kode_db.Tersimpan(garam, _sidik(kode, garam)),
        percobaan=_PERCOBAAN,
        sampai=int(pada.timestamp()) + _BERLAKU_DETIK,
    )
    return _kirim("kode_gabung", telepon, kode=kode, nomor=untuk)


def periksa(untuk: str, kode: str, pada: datetime) -> bool:
    """True once for the code sent by `buat`; each wrong answer uses up an attempt."""
    kode = "".join(kode.split())
    if not re.fullmatch(r"[0-9]{6}", kode):
        return False
    tersimpan = kode_db.coba(untuk, int(pada.timestamp()))
    return (
        tersimpan is not None
        and hmac.compare_digest(_sidik(kode, tersimpan.garam), tersimpan.sidik)
        and kode_db.habiskan(untuk, tersimpan)
    )


def _kode_baru(telepon: str, pada: datetime) -> str:
    pastikan_ponsel(telepon)
    _hitung(telepon, pada)
    return acak()


def _kirim(templat: str, telepon: str, **fakta: str) -> tuple[str, int]:
    teks = teks_sms.render(templat, {"daerah": config.kantor().daerah, **fakta})
    return sns.kirim(telepon, teks), teks_sms.segmen(teks)


def _hitung(telepon: str, pada: datetime) -> None:
    kantor, sekarang = config.kantor(), int(pada.timestamp())
    hari = pada.astimezone(ZoneInfo(kantor.zona)).date().isoformat()
    # The number first: a number over its limit must not use up the office's.
    if not kode_db.hitung(telepon, hari, sekarang, batas=kantor.kode_per_hari):
        logger.warning("code_limit_reached", extra={"batas": "nomor"})
        raise TooMany(
            f"Kode sudah dikirim {kantor.kode_per_hari} kali ke nomor ini hari ini. "
            "Coba lagi besok atau hubungi loket."
        )
    if not kode_db.hitung("kantor", hari, sekarang, batas=kantor.kode_kantor_per_hari):
        logger.warning("code_limit_reached", extra={"batas": "kantor"})
        raise TooMany("Pengiriman kode untuk hari ini sudah penuh. Coba lagi besok.")


def _sidik(kode: str, garam: bytes) -> bytes:
    # Slow enough (about 10 ms) that a copy of the table does not yield codes while they live.
    return hashlib.scrypt(kode.encode(), salt=garam, n=2**12, r=8, p=1, dklen=32)
