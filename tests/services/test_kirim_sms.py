"""SMS of the outbox: once, recorded, never twice, and the row that waits for one goes on."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from botocore.exceptions import ReadTimeoutError

from chalicelib.adapters import kode_db, permohonan_db
from chalicelib.domain import kantor
from chalicelib.domain.sms import Sms
from chalicelib.services import kirim_sms as layanan_sms
from chalicelib.services import langkah
from chalicelib.services import permohonan as layanan
from chalicelib.services.telepon import telepon
from chalicelib.services.ubah import ubah
from tests.awan import klien, pesan
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


def ubah_sms(dunia: Dunia, nomor: str, **ubahan: Any) -> None:
    """Change the newest SMS, as time or another function would have."""
    baru = replace(sms(dunia, nomor), **ubahan)
    ubah(nomor, lambda p, pada: replace(p, sms={**p.sms, baru.no: baru}))


def tiba(dunia: Dunia, nomor: str) -> None:
    """The pause of the newest SMS is over."""
    ubah_sms(dunia, nomor, kirim_pada=datetime.now(UTC) - timedelta(seconds=1))


def jeda(dunia: Dunia, nomor: str) -> int:
    """How many minutes the newest SMS waits from its last attempt on."""
    menunggu = sms(dunia, nomor)
    assert menunggu.kirim_pada
    assert menunggu.dikirim
    return round((menunggu.kirim_pada - menunggu.dikirim) / timedelta(minutes=1))


def test_a_throttled_sms_waits_outside_the_queue_and_is_then_sent(dunia: Dunia, nomor: str) -> None:
    KAWAT.tolak("Publish", "Throttling")
    assert antar(dunia, nomor) == []
    assert (sms(dunia, nomor).keadaan, jeda(dunia, nomor)) == ("antre", 1)
    sebelum = dunia.isi()
    assert antar(dunia, nomor, ke=2) == []  # too early: it comes again
    assert dunia.isi() == sebelum
    tiba(dunia, nomor)
    assert antar(dunia, nomor, ke=3) == []
    terkirim = sms(dunia, nomor)
    assert (terkirim.keadaan, terkirim.percobaan) == ("diterima", 2)
    assert terkirim.kirim_pada is None
    assert len(dunia.sms()) == 1


def test_pauses_double_and_after_the_last_attempt_a_throttled_sms_has_failed(
    dunia: Dunia, nomor: str
) -> None:
    daftar = []
    for _ in range(1, layanan_sms.PERCOBAAN):
        KAWAT.tolak("Publish", "Throttling")
        antar(dunia, nomor)
        daftar.append(jeda(dunia, nomor))
        tiba(dunia, nomor)
    assert daftar == [1, 2, 4, 8, 15]
    KAWAT.tolak("Publish", "Throttling")
    assert antar(dunia, nomor) == []
    gagal = sms(dunia, nomor)
    assert (gagal.keadaan, gagal.penyedia, dunia.sms()) == ("gagal", "ditolak: Throttling", [])
    dunia.jalankan()
    assert terbuka(dunia, nomor) == {"memeriksa_lapangan"}


def test_an_sms_whose_answer_was_lost_is_not_sent_again(dunia: Dunia, nomor: str) -> None:
    def terputus() -> None:
        raise ReadTimeoutError(endpoint_url="https://sns")

    KAWAT.sebelum("Publish", terputus)
    assert antar(dunia, nomor) == []
    gagal = sms(dunia, nomor)
    assert (gagal.keadaan, gagal.perlu_telepon) == ("gagal", True)
    assert gagal.penyedia == "tidak ada jawaban, mungkin terkirim"


def test_a_code_is_tried_less_often_than_a_notice(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_loket())
    layanan.minta_kode(nomor, PEMOHON)
    for _ in range(layanan_sms.PERCOBAAN_KODE):
        KAWAT.tolak("Publish", "Throttling")
        antar(dunia, nomor)
        if sms(dunia, nomor).keadaan == "antre":
            tiba(dunia, nomor)
    gagal = sms(dunia, nomor)
    assert (gagal.keadaan, gagal.percobaan) == ("gagal", layanan_sms.PERCOBAAN_KODE)
    assert not gagal.perlu_telepon


def test_an_sms_that_cannot_be_made_has_failed_and_is_not_tried_for_ever(
    dunia: Dunia, nomor: str, log: io.StringIO
) -> None:
    ubah_sms(dunia, nomor, fakta={"nama": "Siti"})
    assert antar(dunia, nomor) == []
    gagal = sms(dunia, nomor)
    assert (gagal.keadaan, gagal.percobaan, gagal.perlu_telepon) == ("gagal", 0, True)
    assert "sms_not_made" in log.getvalue()


def test_the_outbox_says_what_went_out_as_what(dunia: Dunia, nomor: str) -> None:
    dunia.jalankan()
    terkirim = sms(dunia, nomor)
    assert (terkirim.teks, terkirim.segmen) == (dunia.sms()[0][1], 1)
    assert permohonan_db.sms_dari_pesan(terkirim.pesan) == (nomor, terkirim.no)
    kunci = {"nomor": {"S": f"pesan#{terkirim.pesan}"}, "baris": {"S": "pesan"}}
    item = klien("dynamodb").get_item(TableName="permohonan", Key=kunci)["Item"]
    assert terkirim.dikirim
    hidup = int(item["hapus_pada"]["N"]) - terkirim.dikirim.timestamp()
    assert timedelta(seconds=hidup) > timedelta(days=6)


def test_a_call_that_is_recorded_while_an_sms_is_sent_is_kept(dunia: Dunia, nomor: str) -> None:
    loket = dunia.petugas(sms(dunia, nomor).pelaksana)
    no = sms(dunia, nomor).no
    KAWAT.sebelum("Publish", lambda: telepon(nomor, no, loket, "tersambung", ""))
    antar(dunia, nomor)
    terkirim = sms(dunia, nomor)
    assert terkirim.keadaan == "diterima"
    assert [c.hasil for c in terkirim.panggilan] == ["tersambung"]


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
    ubah_sms(dunia, nomor, dikirim=putus.dikirim - timedelta(minutes=2))
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


# ------------------------------------------------------------------------------- quiet hours


JAKARTA = ZoneInfo("Asia/Jakarta")
Malam = Callable[[], datetime]


@pytest.fixture
def malam(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Malam:
    """Make it a quiet hour for the office: SMS only in one hour that is not this one; its start."""

    def senyap() -> datetime:
        lokal = datetime.now(JAKARTA)
        mulai, hari = (12, lokal.date()) if lokal.hour < 12 else (0, _besok(lokal.date()))
        isi = (kantor._FOLDER / "buka_terus.toml").read_text(encoding="utf-8")
        jam = f'jam_sms = ["{mulai:02}.30", "{mulai + 1:02}.30"]\n'
        (tmp_path / "senyap.toml").write_text(jam + isi, encoding="utf-8")
        monkeypatch.setattr(kantor, "_FOLDER", tmp_path)
        kantor.baca.cache_clear()
        monkeypatch.setenv("KANTOR", "senyap")
        return datetime.combine(hari, time(mulai, 30), JAKARTA)

    return senyap


def _besok(hari: date) -> date:
    return hari + timedelta(days=1)


def test_a_notice_waits_for_the_end_of_the_quiet_hours(
    dunia: Dunia, nomor: str, malam: Malam
) -> None:
    pagi = malam()
    assert antar(dunia, nomor) == []
    menunggu = sms(dunia, nomor)
    assert (menunggu.keadaan, menunggu.percobaan, menunggu.segmen) == ("antre", 0, 1)
    assert menunggu.kirim_pada == pagi
    assert menunggu.teks.startswith("Yth. ")
    tiba(dunia, nomor)  # should it be queued too early, it still is not sent
    assert antar(dunia, nomor) == []
    assert (sms(dunia, nomor).kirim_pada, dunia.sms()) == (pagi, [])


def test_an_attempt_after_a_failure_does_not_fall_into_the_quiet_hours(
    dunia: Dunia, nomor: str, malam: Malam
) -> None:
    pagi = []
    KAWAT.sebelum("TransactWriteItems", lambda: pagi.append(malam()))  # as it is claimed
    KAWAT.tolak("Publish", "Throttling")
    antar(dunia, nomor)
    assert (sms(dunia, nomor).percobaan, sms(dunia, nomor).kirim_pada) == (1, pagi[0])


def test_a_code_does_not_wait(dunia: Dunia, malam: Malam) -> None:
    nomor = dunia.taruh(kasus_loket())
    layanan.minta_kode(nomor, PEMOHON)
    malam()
    dunia.jalankan()
    assert (sms(dunia, nomor).keadaan, len(dunia.sms())) == ("diterima", 1)
