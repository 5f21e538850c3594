"""A whole case on the compiled state machine: Step Functions, stream, queue and table together."""

import time

import pytest

from chalicelib.adapters import permohonan_db, stepfunctions
from chalicelib.domain.jejak import utuh
from chalicelib.domain.sop import muat
from chalicelib.services import permohonan as layanan
from tests.domain.kasus import PEMOHON
from tests.dunia import Dunia, kasus_di


def test_a_case_goes_from_the_counter_to_the_archive(dunia_bermesin: Dunia) -> None:
    dunia = dunia_bermesin
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    t=time.time()
    while terbuka := dunia.terbuka(nomor):
        print(time.time()-t, [v.kode for v in terbuka])
        for visit in terbuka:
            dunia.kerjakan(nomor, visit.kode)
    p = dunia.get(nomor)
    assert p.status == "Selesai"
    assert {muat(p.sop).langkah[v.kode].no for v in p.visits.values()} == set(range(1, 31))
    assert [telepon for telepon, _ in dunia.sms()] == ["+6281234567890"] * 2
