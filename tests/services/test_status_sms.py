"""Delivery status, from the entries as AWS documents them; not emulated here, never run on AWS."""

import base64
import gzip
import io
import json
from dataclasses import replace
from typing import Any

import pytest

import app
from chalicelib.adapters import antrean_db, permohonan_db
from chalicelib.domain.sms import Sms
from chalicelib.domain.status_sms import ARTI, StatusSms
from chalicelib.services import langkah
from chalicelib.services.status_sms import StatusTertinggal, baca_status
from chalicelib.services.ubah import ubah
from tests.contoh_kasus import kasus_di
from tests.dunia import Dunia, Konteks
from tests.kawat import KAWAT

# "Amazon SNS SMS delivery monitoring with Amazon CloudWatch metrics and logs".
BERHASIL = """{
    "notification": {
        "messageId": "34d9b400-c6dd-5444-820d-fbeb0f1f54cf",
        "timestamp": "2016-06-28 00:40:34.558"
    },
    "delivery": {
        "phoneCarrier": "My Phone Carrier",
        "mnc": 270,
        "numberOfMessageParts": 1,
        "destination": "+1XXX5550100",
        "priceInUSD": 0.00645,
        "smsType": "Transactional",
        "mcc": 310,
        "providerResponse": "Message has been accepted by phone carrier",
        "dwellTimeMs": 599,
        "dwellTimeMsUntilDeviceAck": 1344
    },
    "status": "SUCCESS"
}"""
GAGAL = """{
    "notification": {
        "messageId": "1077257a-92f3-5ca3-bc97-6a915b310625",
        "timestamp": "2016-06-28 00:40:34.559"
    },
    "delivery": {
        "mnc": 0,
        "numberOfMessageParts": 1,
        "destination": "+1XXX5550100",
        "priceInUSD": 0.00645,
        "smsType": "Transactional",
        "mcc": 0,
        "providerResponse": "Unknown error attempting to reach phone",
        "dwellTimeMs": 1420,
        "dwellTimeMsUntilDeviceAck": 1692
    },
    "status": "FAILURE"
}"""
SEBAB = [
    "Blocked as spam by phone carrier",
    "Destination is on a blocked list",
    "Invalid phone number",
    "Message body is invalid",
    "Phone carrier has blocked this message",
    "Phone carrier is currently unreachable/unavailable",
    "Phone has blocked SMS",
    "Phone is on a blocked list",
    "Phone is currently unreachable/unavailable",
    "Phone number is opted out",
    "This delivery would exceed max price",
    "Unknown error attempting to reach phone",
]


def peristiwa(*baris: str, jenis: str = "DATA_MESSAGE") -> dict[str, Any]:
    """A subscription event of CloudWatch Logs with these entries."""
    isi = {
        "messageType": jenis,
        "owner": "123456789012",
        "logGroup": "sns/ap-southeast-3/123456789012/DirectPublishToPhoneNumber",
        "logStream": "x",
        "subscriptionFilters": ["x"],
        "logEvents": [
            {"id": str(i), "timestamp": 1467074434558, "message": satu}
            for i, satu in enumerate(baris)
        ],
    }
    data = gzip.compress(json.dumps(isi).encode())
    return {"awslogs": {"data": base64.b64encode(data).decode()}}


def terima(*baris: str, **isi: Any) -> None:
    app.status_sms(peristiwa(*baris, **isi), Konteks())


def tentang(sms: Sms, contoh: str, sebab: str = "") -> str:
    """The documented entry, about this SMS."""
    isi = json.loads(contoh)
    isi["notification"]["messageId"] = sms.pesan
    isi["delivery"]["destination"] = sms.telepon
    isi["delivery"]["providerResponse"] = sebab or isi["delivery"]["providerResponse"]
    return json.dumps(isi)


@pytest.fixture
def nomor(dunia: Dunia) -> str:
    """A case whose SMS of the cek lokasi was accepted; the row that waited for it is closed."""
    nomor = dunia.taruh(kasus_di("mengundang_tim_teknis"))
    langkah.lakukan(nomor, dunia.perintah(nomor, "mengundang_tim_teknis"))
    dunia.jalankan()
    return nomor


def sms(dunia: Dunia, nomor: str) -> Sms:
    return max(dunia.get(nomor).sms.values(), key=lambda s: s.no)


def jejak_sms(dunia: Dunia, nomor: str) -> list[str]:
    return [str(b.rincian["keadaan"]) for b in permohonan_db.jejak(nomor) if b.peristiwa == "sms"]


def test_the_documented_entries_are_read() -> None:
    assert baca_status(BERHASIL) == StatusSms(
        "34d9b400-c6dd-5444-820d-fbeb0f1f54cf", True, "Message has been accepted by phone carrier"
    )
    assert baca_status(GAGAL) == StatusSms(
        "1077257a-92f3-5ca3-bc97-6a915b310625", False, "Unknown error attempting to reach phone"
    )


@pytest.mark.parametrize(
    "baris",
    [
        "",
        "{",
        "null",
        "[]",
        "7",
        '"x"',
        "{}",
        '{"notification": 1, "delivery": {}, "status": "SUCCESS"}',
        '{"notification": {"messageId": 1}, "delivery": {}, "status": "SUCCESS"}',
        '{"notification": {"messageId": ""}, "delivery": {}, "status": "SUCCESS"}',
        '{"notification": {"messageId": "m"}, "delivery": [], "status": "SUCCESS"}',
        '{"notification": {"messageId": "m"}, "delivery": {}, "status": "DELIVERED"}',
        json.dumps(
            {"notification": {"messageId": "m" * 3000}, "delivery": {}, "status": "SUCCESS"}
        ),
        "[" * 100_000,
    ],
    ids=lambda baris: baris[:40],
)
def test_what_is_no_such_entry_is_none(baris: str) -> None:
    assert baca_status(baris) is None


def test_every_documented_reason_is_said_in_indonesian() -> None:
    assert set(SEBAB) <= ARTI.keys()
    assert len(set(ARTI.values())) == len(ARTI)


def test_what_arrived_is_said_in_the_outbox(dunia: Dunia, nomor: str) -> None:
    sebelum = dunia.get(nomor)
    terima(tentang(sms(dunia, nomor), BERHASIL))
    tiba = sms(dunia, nomor)
    assert (tiba.keadaan, tiba.penyedia, tiba.sampai) == (
        "diterima",
        "terkirim: diterima operator",
        True,
    )
    assert not tiba.perlu_telepon
    assert dunia.get(nomor).jejak == sebelum.jejak


def test_what_did_not_arrive_has_failed_although_it_was_accepted(dunia: Dunia, nomor: str) -> None:
    sebelum = dunia.get(nomor).visits
    terima(tentang(sms(dunia, nomor), GAGAL, "Phone number is opted out"))
    gagal = sms(dunia, nomor)
    assert (gagal.keadaan, gagal.penyedia) == ("gagal", "tidak sampai: nomor ini menolak SMS")
    assert jejak_sms(dunia, nomor) == ["diterima", "gagal"]
    (tugas,) = antrean_db.antrean(gagal.pelaksana, None, 9)
    assert (tugas.kode, tugas.setelah) == ("telepon_pemohon", gagal.no)
    assert dunia.get(nomor).visits == sebelum  # the row stays closed
    dunia.jalankan()
    assert dunia.get(nomor).visits == sebelum


@pytest.mark.parametrize(("pertama", "kedua"), [(GAGAL, BERHASIL), (BERHASIL, GAGAL)])
def test_only_the_first_entry_about_a_message_counts(
    dunia: Dunia, nomor: str, pertama: str, kedua: str
) -> None:
    satu = sms(dunia, nomor)
    terima(tentang(satu, pertama))
    sebelum = dunia.isi()
    terima(tentang(satu, pertama), tentang(satu, kedua))
    assert dunia.isi() == sebelum


def test_an_entry_about_an_earlier_message_changes_nothing(dunia: Dunia, nomor: str) -> None:
    lama = sms(dunia, nomor)
    baru = replace(lama, pesan="lain")
    ubah(nomor, lambda p, pada: replace(p, sms={**p.sms, lama.no: baru}))
    sebelum = dunia.isi()
    terima(tentang(lama, GAGAL))
    assert dunia.isi() == sebelum


def test_words_that_are_not_documented_are_kept_but_for_a_phone(dunia: Dunia, nomor: str) -> None:
    terima(tentang(sms(dunia, nomor), GAGAL, "Carrier\nsays no to +62 812-3456-7890 (17)"))
    assert sms(dunia, nomor).penyedia == "tidak sampai: Carrier says no to +… (17)"


def test_what_is_none_of_ours_is_only_counted(dunia: Dunia, nomor: str, log: io.StringIO) -> None:
    sebelum = dunia.isi()
    terima(BERHASIL, GAGAL, "rusak")
    terima(tentang(sms(dunia, nomor), GAGAL), jenis="CONTROL_MESSAGE")
    assert dunia.isi() == sebelum
    hitung = [
        json.loads(b)["jumlah"] for b in log.getvalue().splitlines() if "sms_status_read" in b
    ]
    assert hitung == [{"bukan_pemberitahuan": 2, "tidak_terbaca": 1}, {}]


def test_an_entry_that_cannot_be_recorded_comes_again_and_holds_up_no_other(
    dunia: Dunia, nomor: str
) -> None:
    satu = sms(dunia, nomor)
    KAWAT.tolak("GetItem", "AccessDeniedException")
    with pytest.raises(StatusTertinggal):
        terima(BERHASIL, tentang(satu, BERHASIL))
    assert sms(dunia, nomor).sampai


def test_no_phone_is_logged(dunia: Dunia, nomor: str, log: io.StringIO) -> None:
    satu = sms(dunia, nomor)
    KAWAT.tolak("GetItem", "AccessDeniedException")
    with pytest.raises(StatusTertinggal):
        terima(tentang(satu, GAGAL), tentang(satu, GAGAL), GAGAL, f"{satu.telepon} rusak")
    assert "sms_undelivered" in log.getvalue()
    for angka in (satu.telepon, satu.telepon[3:], "5550100"):
        assert angka not in log.getvalue()
