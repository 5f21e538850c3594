"""Step Functions reaches a langkah: it opens, or is answered, or is refused; it never raises."""

import io
from dataclasses import replace

import pytest

from chalicelib.adapters import antrean_db
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import KunciVisit
from chalicelib.services import langkah
from tests.contoh_kasus import kasus_di
from tests.dunia import Dunia
from tests.kawat import KAWAT


@pytest.fixture
def p(dunia: Dunia) -> Permohonan:
    """A case whose first langkah of the office was just done."""
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    langkah.lakukan(nomor, dunia.perintah(nomor, "menerima_permohonan"))
    dunia.aliran()
    KAWAT.bersihkan()
    return dunia.get(nomor)


def berikut(p: Permohonan) -> KunciVisit:
    return "meneruskan_berkas", p.jejak


def test_what_is_due_opens_with_its_limit_and_its_token(dunia: Dunia, p: Permohonan) -> None:
    assert p.transit
    dunia.mulai_langkah(p, berikut(p), token="rahasia")
    baru = dunia.get(p.nomor)
    visit = baru.visits[berikut(p)]
    assert (visit.terbuka, visit.token, baru.transit) == (True, "rahasia", None)
    assert visit.batas_waktu
    assert [t.kode for t in antrean_db.antrean("front_office", None, 5)] == ["meneruskan_berkas"]
    assert KAWAT.jumlah()["SendTaskFailure"] == 0


def test_a_second_start_gives_the_open_visit_its_new_token_and_no_new_row(
    dunia: Dunia, p: Permohonan
) -> None:
    dunia.mulai_langkah(p, berikut(p), token="satu")
    pertama = dunia.get(p.nomor)
    dunia.mulai_langkah(p, berikut(p), token="dua")
    kedua = dunia.get(p.nomor)
    assert kedua.jejak == pertama.jejak
    visit = pertama.visits[berikut(p)]
    assert kedua.visits[berikut(p)] == replace(visit, token="dua")


def test_a_closed_visit_is_answered_at_once(dunia: Dunia, p: Permohonan) -> None:
    (kunci,) = [k for k in p.visits if k[0] == "menerima_permohonan"]
    dunia.mulai_langkah(p, kunci)
    assert KAWAT.jumlah() == {"Query": 2, "SendTaskSuccess": 1}
    assert dunia.get(p.nomor) == p


def test_the_row_of_the_applicant_before_the_execution_is_answered_too(
    dunia: Dunia, p: Permohonan
) -> None:
    dunia.mulai_langkah(p, ("memasukkan_berkas", 0))
    assert KAWAT.jumlah()["SendTaskSuccess"] == 1


def test_another_execution_opens_nothing(dunia: Dunia, p: Permohonan) -> None:
    dunia.mulai_langkah(p, berikut(p), eksekusi=p.eksekusi.removesuffix("1") + "0")
    assert KAWAT.jumlah()["SendTaskFailure"] == 1
    assert dunia.get(p.nomor) == p


@pytest.mark.parametrize("kunci", [("paraf_kasi", 2), ("meneruskan_berkas", 99), ("asing", 1)])
def test_what_the_jejak_does_not_make_due_opens_nothing_and_is_reported(
    dunia: Dunia, p: Permohonan, kunci: KunciVisit, log: io.StringIO
) -> None:
    dunia.mulai_langkah(p, kunci)
    assert KAWAT.jumlah()["SendTaskFailure"] == 1
    assert dunia.get(p.nomor) == p
    assert "langkah_not_opened" in log.getvalue()


def test_a_join_is_named_by_the_last_of_its_branches(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("diskominfo_menghubungi_fo"))
    for visit in dunia.terbuka(nomor):
        langkah.lakukan(nomor, dunia.perintah(nomor, visit.kode))
    p = dunia.get(nomor)
    cabang = sorted(v.penutup.jejak for v in p.visits.values() if v.penutup)[-2:]
    dunia.mulai_langkah(p, ("menghubungi_bo", [cabang[1], cabang[0]]))  # type: ignore[arg-type]
    assert {v.kunci for v in dunia.terbuka(nomor)} == {("menghubungi_bo", cabang[1])}


@pytest.mark.parametrize("operasi", ["Query", "TransactWriteItems"])
def test_a_failure_goes_back_as_a_failed_task(
    dunia: Dunia, p: Permohonan, operasi: str, log: io.StringIO
) -> None:
    KAWAT.tolak(operasi, "AccessDeniedException")
    dunia.mulai_langkah(p, berikut(p))
    assert KAWAT.jumlah()["SendTaskFailure"] == 1
    assert "langkah_not_opened" in log.getvalue()
    dunia.mulai_langkah(p, berikut(p))  # the state's Retry
    assert dunia.terbuka(p.nomor)


def test_a_payload_that_makes_no_sense_is_a_failed_task(dunia: Dunia, p: Permohonan) -> None:
    dunia.mulai_langkah(replace(p, nomor="IKRG-2026-000009-AAAAAA"), berikut(p))
    dunia.mulai_langkah(p, ("meneruskan_berkas", "x"))  # type: ignore[arg-type]
    assert KAWAT.jumlah()["SendTaskFailure"] == 2


def test_no_token_is_logged(dunia: Dunia, p: Permohonan, log: io.StringIO) -> None:
    dunia.mulai_langkah(p, berikut(p), token="rahasia")
    dunia.mulai_langkah(p, ("paraf_kasi", 2), token="rahasia")
    KAWAT.tolak("Query", "AccessDeniedException")
    dunia.mulai_langkah(p, berikut(p), token="rahasia")
    langkah.lakukan(p.nomor, dunia.perintah(p.nomor, "meneruskan_berkas"))
    KAWAT.tolak("SendTaskSuccess", "AccessDeniedException")
    dunia.lanjutkan(dunia.aliran())
    assert "record_failed" in log.getvalue()
    assert "rahasia" not in log.getvalue()
