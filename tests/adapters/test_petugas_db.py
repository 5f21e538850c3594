"""Officers and the queue of SMS: two small adapters."""

import json

from chalicelib.adapters import petugas_db, sqs
from tests.dunia import Dunia


def test_an_officer_has_the_seats_that_were_written(dunia: Dunia) -> None:
    petugas_db.baris("s", "Ani", {"kasi", "kabid"}).save()
    assert petugas_db.aktif("s") == {"kasi", "kabid"}


def test_an_officer_who_was_removed_or_never_was_has_none(dunia: Dunia) -> None:
    petugas_db.baris("s", "Ani", {"kasi"}, aktif=False).save()
    assert petugas_db.aktif("s") == petugas_db.aktif("lain") == frozenset()


def test_a_message_about_an_sms_holds_no_personal_data(dunia: Dunia) -> None:
    sqs.antre_sms("IKRG-2026-000001-AAAAAA", 7)
    (pesan,) = dunia.antrean_sms()
    assert json.loads(pesan["body"]) == {"nomor": "IKRG-2026-000001-AAAAAA", "no": 7}
