"""The outbox of a case: notices to the applicant, and who phones where one does not arrive."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from chalicelib.domain import jam_kerja
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.norma import baca_norma
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sms import Sms
from chalicelib.domain.sop import Sop


def antre(
    sop: Sop,
    kantor: Kantor,
    p: Permohonan,
    templat: str,
    fakta: Mapping[str, str],
    pada: datetime,
    *,
    sebab: str = "pemohon",
) -> Permohonan:
    """Put an SMS to the applicant into the outbox, caused by the newest jejak row.

    Name, number and office are among its facts. Where it never arrives, an officer of the
    pelaksana `sebab` phones who caused it, or the loket (see `penelepon`).
    """
    umum = {"nama": str(p.data["nama"]), "nomor": p.nomor, "daerah": kantor.daerah}
    siapa = penelepon(sop, sebab)
    sms = Sms(p.jejak, templat, str(p.data["hp"]), {**umum, **fakta}, pada, siapa)
    return replace(p, sms={**p.sms, sms.no: sms})


def penelepon(sop: Sop, pelaksana: str) -> str:
    """Who phones about what this pelaksana caused: he himself, but the loket in the place of the
    applicant and of those who see only the rekomendasi (they do not see a phone number)."""
    if pelaksana == "pemohon" or sop.pelaksana[pelaksana].hanya_rekomendasi:
        return sop.langkah[sop.mulai].diwakili or ""
    return pelaksana


def batas_telepon(kantor: Kantor, pada: datetime) -> datetime:
    """By when to phone, counted in working time from `pada` on; at once where the calendar does
    not reach so far: what became of an SMS must be recorded whatever the calendar lacks."""
    kalender = jam_kerja.Kalender.dari(kantor)
    try:
        return jam_kerja.batas_waktu(kalender, pada, baca_norma(kantor.batas_telepon))
    except jam_kerja.CalendarUnknown:
        return pada
