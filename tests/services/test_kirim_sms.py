"""SMS of the outbox: once, recorded, never twice, and the row that waits for one goes on."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.adapters import kode_db
from chalicelib.domain.sms import Sms
from chalicelib.services import kirim_sms as layanan_sms
from chalicelib.services import langkah
from chalicelib.services import permohonan as layanan
from chalicelib.services.ubah import ubah
from infra.templat import templat
from tests.awan import pesan
from tests.contoh_kasus import kasus_di, kasus_loket
from tests.domain.kasus import PEMOHON
from tests.dunia import Dunia
from tests.kawat import KAWAT


@pytest.fixture
def nomor(dunia: Dunia) -> str:
    """A case that waits for its SMS of the cek lokasi."""
    nomor = dunia.taruh(kasus_di("mengundang_tim_teknis"))
    langkah.lakukan(nomor, dunia.perintah(nomor, "mengundang_tim_teknis"))
    dunia.jalankan(sms=False)
    return nomor


def sms(dunia: Dunia, nomor: str) -> Sms:
    return max(dunia.get(nomor).sms.values(), key=lambda s: s.no)


def antar(dunia: Dunia, nomor: str, ke: int = 1) -> list[Any]:
    """Deliver the message about the newest SMS; the ids that come back."""
    isi = {"nomor": nomor, "no": sms(dunia, nomor).no}
    hasil = dunia.kirim_sms([pesan(isi, ke=ke)])["batchItemFailures"]
    return [satu["itemIdentifier"] for satu in hasil]


def terbuka(dunia: Dunia, nomor: str) -> set[str]:
    return {v.kode for v in dunia.terbuka(nomor)}


def test_an_accepted_sms_is_recorded_and_closes_the_row_that_waits(
    dunia: Dunia, nomor: str
) -> None:
    assert terbuka(dunia, nomor) == {"menerima_sms_cek_lokasi"}
    dunia.jalankan()
    terkirim = sms(dunia, nomor)
    assert dunia.sms() == [(terkirim.telepon, terkirim.teks)]
    assert (terkirim.keadaan, terkirim.percobaan) == ("diterima", 1)
    assert terbuka(dunia, nomor) == {"memeriksa_lapangan"}


def test_a_refused_sms_has_failed_and_the_row_goes_on(
    dunia: Dunia, nomor: str, log: io.StringIO
) -> None:
    KAWAT.tolak("Publish", "InvalidParameter")
    assert antar(dunia, nomor) == []
    assert sms(dunia, nomor).keadaan == "gagal"
    dunia.jalankan()
    assert terbuka(dunia, nomor) == {"memeriksa_lapangan"}
    assert "sms_failed" in log.getvalue()


def test_a_throttled_sms_comes_back_and_is_sent_at_the_next_delivery(
    dunia: Dunia, nomor: str
) -> None:
    KAWAT.tolak("Publish", "Throttling")
    assert antar(dunia, nomor) == ["m-1"]
    assert sms(dunia, nomor).keadaan == "antre"
    assert antar(dunia, nomor, ke=2) == []
    assert (sms(dunia, nomor).keadaan, sms(dunia, nomor).percobaan) == ("diterima", 2)
    assert len(dunia.sms()) == 1


def test_at_the_last_attempt_a_throttled_sms_has_failed(dunia: Dunia, nomor: str) -> None:
    for ke in range(1, layanan_sms.PERCOBAAN):
        KAWAT.tolak("Publish", "Throttling")
        assert antar(dunia, nomor, ke) == ["m-1"]
    KAWAT.tolak("Publish", "Throttling")
    assert antar(dunia, nomor, ke=layanan_sms.PERCOBAAN) == []
    assert (sms(dunia, nomor).keadaan, dunia.sms()) == ("gagal", [])
    dunia.jalankan()
    assert terbuka(dunia, nomor) == {"memeriksa_lapangan"}


def test_the_queue_delivers_at_least_as_often_as_an_sms_is_tried() -> None:
    antrean = templat()["Resources"]["AntreanSms"]["Properties"]
    assert antrean["RedrivePolicy"]["maxReceiveCount"] >= layanan_sms.PERCOBAAN


def test_a_message_that_comes_twice_sends_once(dunia: Dunia, nomor: str) -> None:
    assert antar(dunia, nomor) == antar(dunia, nomor, ke=2) == []
    assert len(dunia.sms()) == 1
    assert sms(dunia, nomor).keadaan == "diterima"


def test_an_sms_cut_off_between_sending_and_recording_is_not_sent_again(
    dunia: Dunia, nomor: str, log: io.StringIO
) -> None:
    KAWAT.sebelum("Publish", lambda: KAWAT.tolak("TransactWriteItems", "AccessDeniedException"))
    assert antar(dunia, nomor) == ["m-1"]
    putus = sms(dunia, nomor)
    assert putus.keadaan == "mengirim"
    assert antar(dunia, nomor, ke=2) == ["m-1"]  # it may still be sending
    assert putus.dikirim
    lama = replace(putus, dikirim=putus.dikirim - timedelta(minutes=2))
    ubah(nomor, lambda p, pada: replace(p, sms={**p.sms, lama.no: lama}))
    assert antar(dunia, nomor, ke=3) == []
    assert sms(dunia, nomor).keadaan == "gagal"
    assert len(dunia.sms()) == 1
    assert "sms_cut_off" in log.getvalue()


def test_two_deliveries_at_once_send_once(dunia: Dunia, nomor: str) -> None:
    KAWAT.sebelum("TransactWriteItems", lambda: antar(dunia, nomor))
    antar(dunia, nomor)
    assert len(dunia.sms()) == 1


def test_a_broken_message_comes_back_and_the_others_are_handled(dunia: Dunia, nomor: str) -> None:
    rusak = {**pesan({}, "rusak"), "body": "{"}
    hilang = pesan({"nomor": "IKRG-2026-000009-AAAAAA", "no": 1}, "hilang")
    baik = pesan({"nomor": nomor, "no": sms(dunia, nomor).no}, "baik")
    hasil = dunia.kirim_sms([rusak, hilang, baik])["batchItemFailures"]
    assert [satu["itemIdentifier"] for satu in hasil] == ["rusak", "hilang"]
    assert sms(dunia, nomor).keadaan == "diterima"


def test_neither_phone_name_nor_text_is_logged(dunia: Dunia, nomor: str, log: io.StringIO) -> None:
    KAWAT.tolak("Publish", "InvalidParameter")
    dunia.jalankan()
    data = dunia.get(nomor).data
    assert not [isi for isi in (data["hp"], data["nama"]) if str(isi) in log.getvalue()]


def test_a_code_joins_a_counter_case_and_is_not_kept(dunia: Dunia, log: io.StringIO) -> None:
    nomor = dunia.taruh(kasus_loket())
    layanan.minta_kode(nomor, PEMOHON)
    dunia.jalankan()
    (telepon, teks), kirim = dunia.sms()[-1], sms(dunia, nomor)
    kode = next(kata for kata in teks.replace(".", " ").split() if kata.isdecimal())
    assert (telepon, kirim.teks, kirim.keadaan) == (kirim.telepon, "", "diterima")
    assert kode not in log.getvalue()
    assert layanan.gabung(nomor, kode, PEMOHON).pemilik == PEMOHON.id


def test_a_code_is_kept_before_it_is_sent(dunia: Dunia) -> None:
    """Whoever reads fast must not be told that his code is wrong."""
    nomor, ada = dunia.taruh(kasus_loket()), []
    layanan.minta_kode(nomor, PEMOHON)
    KAWAT.sebelum("Publish", lambda: ada.append(kode_db.coba(nomor, 0)))
    dunia.jalankan()
    assert len(ada) == 1
    assert ada[0]


def test_codes_beyond_the_daily_limit_fail(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_loket())
    for _ in range(6):
        layanan.minta_kode(nomor, PEMOHON)
        dunia.jalankan()
    keadaan = [s.keadaan for s in dunia.get(nomor).sms.values() if s.templat == "kode_gabung"]
    assert keadaan == ["diterima"] * 5 + ["gagal"]
    assert len(dunia.sms()) == 5
