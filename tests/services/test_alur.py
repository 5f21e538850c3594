"""Recovery: a case that stands still gets a new execution; one that runs is left alone."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import app
from chalicelib.adapters import permohonan_db, stepfunctions
from chalicelib.domain.permohonan import Permohonan
from chalicelib.services import alur, langkah
from chalicelib.services import permohonan as layanan
from chalicelib.services.ubah import ubah
from tests.contoh_kasus import kasus_di
from tests.domain.kasus import PEMOHON
from tests.dunia import JADWAL, Dunia, Konteks
from tests.kawat import KAWAT

Macet = Callable[..., str]


@pytest.fixture
def macet(dunia: Dunia) -> Macet:
    """A case whose langkah was done this long ago, and nothing followed."""

    def buat(lama: timedelta = timedelta(minutes=5), **ubahan: object) -> str:
        nomor = dunia.taruh(replace(kasus_di("menerima_permohonan"), **ubahan))  # type: ignore[arg-type]
        langkah.lakukan(nomor, dunia.perintah(nomor, "menerima_permohonan"))
        dunia.aliran()
        ubah(nomor, lambda p, pada: replace(p, transit=pada - lama))
        dunia.aliran()
        return nomor

    return buat


def pulihkan() -> None:
    app.pulihkan(JADWAL, Konteks())


def peringatan(log: io.StringIO) -> list[str]:
    """The errors that an alarm watches."""
    semua = [json.loads(baris) for baris in log.getvalue().splitlines()]
    return [baris["message"] for baris in semua if baris["level"] == "ERROR"]


@pytest.mark.parametrize("mati", [True, False], ids=["dead", "running"])
def test_a_case_that_stands_still_gets_a_new_execution(
    dunia: Dunia, macet: Macet, mati: bool
) -> None:
    nomor = macet()
    lama = dunia.get(nomor)
    if mati:
        stepfunctions.hentikan(lama.eksekusi)
    pulihkan()
    p = dunia.get(nomor)
    assert (p.generasi, p.pemulihan) == (2, 1)
    assert p.eksekusi == lama.eksekusi.removesuffix("1") + "2"
    assert (stepfunctions.berjalan(lama.eksekusi), stepfunctions.berjalan(p.eksekusi)) == (
        False,
        True,
    )
    dunia.jalankan()
    p = dunia.get(nomor)
    assert (p.transit, p.pemulihan) == (None, 0)


def test_a_case_on_its_way_is_left_alone(dunia: Dunia, macet: Macet) -> None:
    nomor = macet(timedelta(seconds=30))
    sebelum = dunia.isi()
    pulihkan()
    assert dunia.isi() == sebelum
    assert dunia.get(nomor).generasi == 1


def test_from_the_third_time_on_an_alarm_is_raised(
    dunia: Dunia, macet: Macet, log: io.StringIO
) -> None:
    nomor = macet()
    for ke in (1, 2, 3):
        pulihkan()
        assert peringatan(log) == ["case_stands_still"] * (ke == 3)
        ubah(nomor, lambda p, pada: replace(p, transit=pada - timedelta(minutes=5)))


def test_one_case_that_cannot_be_recovered_does_not_stop_the_others(
    dunia: Dunia, macet: Macet, log: io.StringIO
) -> None:
    macet(timedelta(minutes=9), nomor="IKRG-2026-000009-AAAAAA")
    nomor = macet()
    KAWAT.tolak("TransactWriteItems", "AccessDeniedException")
    pulihkan()
    assert dunia.get(nomor).generasi == 2
    assert peringatan(log) == ["recovery_failed"]


def test_an_sms_whose_message_was_lost_is_queued_again(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("mengundang_tim_teknis"))
    langkah.lakukan(nomor, dunia.perintah(nomor, "mengundang_tim_teknis"))
    dunia.jalankan(sms=False)
    dunia.antrean_sms()
    pulihkan()
    assert dunia.antrean_sms() == []  # not yet
    lalu = datetime.now(UTC) - timedelta(minutes=5)
    ubah(
        nomor,
        lambda p, pada: replace(p, sms={k: replace(s, dibuat=lalu) for k, s in p.sms.items()}),
    )
    pulihkan()
    dunia.jalankan()
    assert len(dunia.sms()) == 1


@pytest.mark.parametrize(
    ("keadaan", "lama", "diantrekan"),
    [
        ("antre", 10, True),  # its hour has just come
        ("antre", 90, False),  # its message is in the queue
        ("antre", 130, True),  # that message was lost
        ("antre", -10, False),  # its hour has not come
        ("mengirim", 10, False),
        ("mengirim", 130, True),
    ],
)
def test_an_sms_is_queued_when_it_is_due_and_again_only_when_it_is_late(
    dunia: Dunia, keadaan: str, lama: int, diantrekan: bool
) -> None:
    nomor = dunia.taruh(kasus_di("mengundang_tim_teknis"))
    langkah.lakukan(nomor, dunia.perintah(nomor, "mengundang_tim_teknis"))
    dunia.jalankan(sms=False)
    assert len(dunia.antrean_sms()) == 1
    saat = datetime.now(UTC) - timedelta(seconds=lama)
    waktu = {"kirim_pada": saat} if keadaan == "antre" else {"dikirim": saat}
    (lain,) = [s for s in dunia.get(nomor).sms.values() if not s.tuntas]
    baru = replace(lain, keadaan=keadaan, **waktu)  # type: ignore[arg-type]
    ubah(nomor, lambda p, pada: replace(p, sms={**p.sms, baru.no: baru}))
    pulihkan()
    isi = [json.loads(m["body"]) for m in dunia.antrean_sms()]
    assert isi == [{"nomor": nomor, "no": baru.no}] * diantrekan


def test_a_running_execution_is_not_replaced(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    sebelum = dunia.get(nomor)
    alur.pastikan_berjalan(nomor)
    assert dunia.get(nomor) == sebelum


def test_an_ended_case_gets_no_execution(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    layanan.tarik(nomor, "Batal.", PEMOHON, None)
    stepfunctions.hentikan(dunia.get(nomor).eksekusi)
    KAWAT.bersihkan()
    alur.pastikan_berjalan(nomor)
    assert KAWAT.jumlah()["StartExecution"] == 0


def test_a_withdrawn_case_stops_its_execution_and_an_archived_one_ends_by_itself(
    dunia: Dunia,
) -> None:
    ditarik = dunia.taruh(kasus_di("menerima_permohonan"))
    layanan.tarik(ditarik, "Batal.", PEMOHON, None)
    arsip = dunia.taruh(replace(kasus_di("mengarsipkan"), nomor="IKRG-2026-000002-AAAAAA"))
    dunia.kerjakan(arsip, "mengarsipkan")
    alur.hentikan(ditarik)
    berjalan = [stepfunctions.berjalan(p.eksekusi) for p in kasus(dunia, ditarik, arsip)]
    assert berjalan == [False, True]


def kasus(dunia: Dunia, *nomor: str) -> list[Permohonan]:
    return [dunia.get(satu) for satu in nomor]


def test_recovery_reads_only_what_stands_still(dunia: Dunia, macet: Macet) -> None:
    for i in range(3):
        nomor = f"IKRG-2026-00000{i}-AAAAAA"
        dunia.taruh(replace(kasus_di("menerima_permohonan"), nomor=nomor))
    assert list(permohonan_db.dalam_transit(datetime.now(UTC))) == []
    KAWAT.bersihkan()
    pulihkan()
    assert KAWAT.jumlah() == {"Query": 1}
