"""The outbox of a case: notices to the applicant, in the order of what caused them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.kantor import Kantor
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sms import Sms
from chalicelib.domain.sop import Sop


def antre(
    sop: Sop, kantor: Kantor, p: Permohonan, templat: str, fakta: Mapping[str, str], pada: datetime
) -> Permohonan:
    """Put an SMS to the applicant into the outbox, caused by the newest jejak row.

    Name, number and office are among its facts; the loket phones where it never arrives.
    """
    umum = {"nama": str(p.data["nama"]), "nomor": p.nomor, "daerah": kantor.daerah}
    loket = sop.langkah[sop.mulai].diwakili or ""
    sms = Sms(p.jejak, templat, str(p.data["hp"]), {**umum, **fakta}, pada, loket)
    return replace(p, sms={**p.sms, sms.no: sms})
