"""The second half of a signature: rendered, signed and recorded once, whatever fails on the way."""

import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from pypdf import PdfReader

import app
from chalicelib.adapters import permohonan_db
from chalicelib.domain.permohonan import Permohonan, Visit
from chalicelib.domain.surat import Surat
from chalicelib.services import langkah
from chalicelib.services.ubah import ubah
from tests.awan import klien
from tests.conftest import SetelanBaru
from tests.contoh_kasus import kasus_di, kasus_didraf
from tests.dunia import JADWAL, Dunia, Konteks
from tests.kawat import KAWAT


def _putuskan(dunia: Dunia) -> str:
    """A case whose head has just decided; its letter waits in the queue."""
    nomor = dunia.taruh(kasus_di("menandatangani_sk"))
    langkah.lakukan(nomor, dunia.perintah(nomor, "menandatangani_sk"))
    dunia.lanjutkan(dunia.aliran())
    return nomor


def _menunggu(p: Permohonan) -> tuple[Visit, Surat]:
    (visit,) = [v for v in p.visits.values() if v.terbuka]
    surat = p.penerbitan(visit.kunci)
    assert surat
    return visit, surat


def _jadi(p: Permohonan) -> Surat:
    (surat,) = [s for s in p.surat.values() if s.nomor]
    assert surat.keadaan == "jadi"
    return surat


def _objek(p: Permohonan) -> list[dict[str, Any]]:
    awalan = f"surat/{p.nomor}/"
    isi: list[dict[str, Any]] = klien("s3").list_object_versions(Bucket="berkas", Prefix=awalan)[
        "Versions"
    ]
    return isi


def test_a_letter_is_signed_stored_and_closes_the_row(dunia: Dunia) -> None:
    nomor = _putuskan(dunia)
    sebelum = dunia.get(nomor)
    visit, surat = _menunggu(sebelum)
    assert dunia.terbitkan(dunia.antrean("surat")) == {"batchItemFailures": []}
    p = dunia.get(nomor)
    berkas = p.berkas[_jadi(p).berkas]
    isi = klien("s3").get_object(Bucket="berkas", Key=berkas.kunci, VersionId=berkas.versi)
    pdf = isi["Body"].read()
    assert hashlib.sha256(pdf).hexdigest() == berkas.sha256
    assert surat.nomor in "".join(h.extract_text() for h in PdfReader(io.BytesIO(pdf)).pages)
    assert not p.visits[visit.kunci].terbuka


@pytest.mark.parametrize("operasi", ["Sign", "PutObject", "TransactWriteItems"])
def test_whatever_fails_it_is_tried_again_with_the_same_number(dunia: Dunia, operasi: str) -> None:
    nomor = _putuskan(dunia)
    visit, surat = _menunggu(dunia.get(nomor))
    pesan = dunia.antrean("surat")
    KAWAT.tolak(operasi, "AccessDeniedException")
    (gagal,) = dunia.terbitkan(pesan)["batchItemFailures"]
    assert gagal["itemIdentifier"] == pesan[0]["messageId"]
    masih = dunia.get(nomor)
    assert masih.visits[visit.kunci].terbuka
    assert _menunggu(masih)[1].nomor == surat.nomor

    assert dunia.terbitkan(pesan) == {"batchItemFailures": []}
    p = dunia.get(nomor)
    assert _jadi(p).nomor == surat.nomor
    (objek,) = _objek(p)  # what an attempt had stored already is the letter
    assert p.berkas[_jadi(p).berkas].versi == objek["VersionId"]


def test_a_message_that_comes_twice_changes_nothing(dunia: Dunia) -> None:
    _putuskan(dunia)
    pesan = dunia.antrean("surat")
    dunia.terbitkan(pesan)
    sekali = dunia.isi()
    assert dunia.terbitkan(pesan) == {"batchItemFailures": []}
    assert dunia.isi() == sekali


def test_one_that_was_called_off_meanwhile_is_not_issued(dunia: Dunia) -> None:
    nomor = _putuskan(dunia)
    pesan = dunia.antrean("surat")
    langkah.lakukan(nomor, dunia.perintah(nomor, "menandatangani_sk", "batalkan"))
    dunia.terbitkan(pesan)
    p = dunia.get(nomor)
    assert [s.keadaan for s in p.surat.values() if s.nomor] == ["batal"]
    assert p.nomor_surat == {}


def test_a_letter_that_would_not_be_what_the_head_read_waits(
    dunia: Dunia,
    setelan_baru: SetelanBaru,
    monkeypatch: pytest.MonkeyPatch,
    log: io.StringIO,
) -> None:
    nomor = _putuskan(dunia)
    pesan = dunia.antrean("surat")
    setelan_baru("Dra. Hj. Ratna Wulandari, M.Si.", "Drs. Pengganti, M.Si.")
    assert len(dunia.terbitkan(pesan)["batchItemFailures"]) == 1
    assert "DrafUsang" in log.getvalue()
    _menunggu(dunia.get(nomor))
    monkeypatch.setenv("KANTOR", "standar")  # the settings are put right
    dunia.terbitkan(pesan)
    _jadi(dunia.get(nomor))


def test_a_lost_message_is_made_good_by_pulihkan(dunia: Dunia) -> None:
    nomor = _putuskan(dunia)
    dunia.antrean("surat")
    assert [s.surat for s in permohonan_db.dalam_transit(_nanti(dunia, nomor)) if s.surat]
    lama = {
        k: replace(s, dibuat=s.dibuat - timedelta(minutes=2, seconds=30))
        for k, s in dunia.get(nomor).surat.items()
    }
    ubah(nomor, lambda p, pada: replace(p, surat=lama))
    app.pulihkan(JADWAL, Konteks())
    dunia.terbitkan(dunia.antrean("surat"))
    _jadi(dunia.get(nomor))


def test_a_letter_that_waits_for_hours_is_queued_four_times_an_hour(dunia: Dunia) -> None:
    nomor = _putuskan(dunia)
    dunia.antrean("surat")
    semula = dunia.get(nomor).surat
    kali = 0
    for menit in range(60, 120):
        lama = {
            k: replace(s, dibuat=s.dibuat - timedelta(minutes=menit, seconds=20))
            for k, s in semula.items()
        }
        ubah(nomor, lambda p, pada, lama=lama: replace(p, surat=lama))  # type: ignore[misc]
        app.pulihkan(JADWAL, Konteks())
        kali += len(dunia.antrean("surat"))
    assert kali == 4


def _nanti(dunia: Dunia, nomor: str) -> Any:
    terakhir = dunia.get(nomor).terakhir
    assert terakhir
    return terakhir + timedelta(minutes=1)


@pytest.mark.parametrize(("zona", "tahun"), [("Asia/Jakarta", 2025), ("Asia/Jayapura", 2026)])
def test_the_offices_zone_decides_the_year_of_number_and_date(
    dunia: Dunia, setelan_baru: SetelanBaru, zona: str, tahun: int
) -> None:
    kantor = setelan_baru('zona = "Asia/Jakarta"', f'zona = "{zona}"')
    malam = datetime(2025, 12, 31, 15, 30, tzinfo=UTC)  # 22.30 WIB, 00.30 WIT of the next day
    with time_machine.travel(malam, tick=False):
        kasus = kasus_didraf("menandatangani_sk", malam - timedelta(days=2), kantor)
        nomor = dunia.taruh(kasus)
        langkah.lakukan(nomor, dunia.perintah(nomor, "menandatangani_sk"))
    _, surat = _menunggu(dunia.get(nomor))
    assert surat.nomor.endswith(f"/{tahun}")
    assert surat.tanggal
    assert surat.tanggal.year == tahun


def test_a_letter_signed_by_pen_is_printed_with_its_number_and_waits_for_its_scan(
    dunia: Dunia, setelan_baru: SetelanBaru
) -> None:
    semula = '[surat.sk]\npenanda_tangan = "kepala"\ncara = "elektronik"'
    setelan_baru(semula, semula.replace("elektronik", "pena"))
    nomor = _putuskan(dunia)
    dunia.terbitkan(dunia.antrean("surat"))
    visit, surat = _menunggu(dunia.get(nomor))
    assert surat.keadaan == "dicetak"
    assert "Sign" in KAWAT.panggilan  # the statement of its QR
    p = dunia.get(nomor)
    cetakan = p.berkas_terakhir("draf")
    assert cetakan
    assert p.berkas_terakhir("sk") is None
    isi = klien("s3").get_object(Bucket="berkas", Key=cetakan.kunci)["Body"].read()
    pesan = dunia.unggah(nomor, "sk", isi, "application/pdf", id_="pindai")
    assert dunia.terima_unggahan(pesan) == []
    p = dunia.get(nomor)
    assert _jadi(p).berkas == "pindai"
    assert not p.visits[visit.kunci].terbuka
