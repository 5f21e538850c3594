"""What the provider says of an SMS that it had accepted: it arrived, or it did not."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.kantor import Kantor
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.perubahan import hasil_sms
from chalicelib.domain.sms import TERKIRIM
from chalicelib.domain.sop import Sop

ARTI = {
    "Message has been accepted by phone carrier": "diterima operator",
    "Message has been accepted by phone": "diterima telepon",
    "Blocked as spam by phone carrier": "ditolak operator sebagai spam",
    "Destination is on a blocked list": "nomor ada dalam daftar blokir",
    "Invalid phone number": "nomor telepon tidak sah",
    "Message body is invalid": "isi pesan tidak sah",
    "Phone carrier has blocked this message": "ditolak operator",
    "Phone carrier is currently unreachable/unavailable": "operator sedang tidak terjangkau",
    "Phone has blocked SMS": "telepon memblokir SMS",
    "Phone is on a blocked list": "telepon ada dalam daftar blokir",
    "Phone is currently unreachable/unavailable": "telepon sedang tidak terjangkau",
    "Phone number is opted out": "nomor ini menolak SMS",
    "This delivery would exceed max price": "melebihi batas biaya",
    "Unknown error attempting to reach phone": "gangguan yang tidak diketahui",
}
"""`providerResponse` of Amazon SNS, of a success and of every documented failure, to officers."""

_ANGKA_PANJANG = re.compile(r"[0-9][0-9 -]{4,}[0-9]")


@dataclass(frozen=True, slots=True)
class StatusSms:
    """One entry of the provider's log: which message, whether it arrived, and its words."""

    pesan: str
    sampai: bool
    jawaban: str


def terima_status(
    sop: Sop, kantor: Kantor, p: Permohonan, no: int, status: StatusSms, pada: datetime
) -> Permohonan:
    """Record it in the outbox; the same object where this message had its status before, or the
    SMS was sent anew since.

    One that did not arrive has failed although it was accepted: an officer phones. The row that
    its acceptance closed stays closed.
    """
    sms = p.sms.get(no)
    if sms is None or sms.pesan != status.pesan or sms.penyedia:
        return p
    arti = _arti(status.jawaban)
    if status.sampai:
        sampai = replace(sms, penyedia=f"{TERKIRIM}: {arti}")
        return replace(p, sms={**p.sms, no: sampai})
    gagal = replace(sms, keadaan="gagal", penyedia=f"tidak sampai: {arti}", selesai=pada)
    return hasil_sms(sop, kantor, p, gagal, pada)


def _arti(jawaban: str) -> str:
    """In Indonesian; words that are not documented as they are, but for anything like a phone."""
    terbaca = " ".join(re.sub(r"[^ -~]", " ", jawaban).split())
    return ARTI.get(terbaca) or _ANGKA_PANJANG.sub("…", terbaca)[:100] or "tanpa keterangan"
