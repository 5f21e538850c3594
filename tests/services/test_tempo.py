"""What time alone brings, each once, and one bad case holds up no other."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import app
from chalicelib.adapters import antrean_db, permohonan_db, stepfunctions
from tests.awan import klien
from tests.contoh_kasus import kasus_di
from tests.domain.kasus import Kasus
from tests.dunia import JADWAL, Dunia, Konteks
from tests.kawat import KAWAT

SEKARANG = datetime.now(UTC)
DULU = SEKARANG - timedelta(days=40)


def tandai() -> None:
    app.tandai_terlambat(JADWAL, Konteks())


def test_an_overdue_langkah_is_flagged_once(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    tandai()
    (visit,) = dunia.terbuka(nomor)
    assert visit.terlambat
    assert [b.peristiwa for b in permohonan_db.jejak(nomor)] == ["terlambat"]
    KAWAT.bersihkan()
    tandai()
    assert KAWAT.jumlah() == {"Query": 1}  # it is no longer in the index
    assert dunia.terbuka(nomor) == [visit]


def test_an_overdue_langkah_stays_on_the_worklist(dunia: Dunia) -> None:
    dunia.taruh(kasus_di("menerima_permohonan"))
    tandai()
    assert [t.terlambat is not None for t in antrean_db.antrean("front_office", None, 5)] == [True]


def test_what_is_not_due_is_not_even_read(dunia: Dunia) -> None:
    p = kasus_di("menerima_permohonan")
    nanti = SEKARANG + timedelta(days=1)
    visits = {
        k: replace(v, batas_waktu=nanti, periksa=nanti) if v.terbuka else v
        for k, v in p.visits.items()
    }
    dunia.taruh(replace(p, visits=visits))
    tandai()
    assert KAWAT.jumlah() == {"Query": 1}


def test_what_was_not_mended_in_time_lapses_and_its_execution_stops(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("perbaikan_berkas", DULU))
    tandai()
    p = dunia.get(nomor)
    assert (p.status, p.keadaan, dunia.terbuka(nomor)) == ("Gugur", "berakhir", [])
    assert [b.peristiwa for b in permohonan_db.jejak(nomor)] == ["gugur"]
    dunia.jalankan()
    assert not stepfunctions.berjalan(p.eksekusi)
    KAWAT.bersihkan()
    tandai()
    assert KAWAT.jumlah() == {"Query": 1}


def test_what_is_still_to_be_mended_does_not_lapse(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("perbaikan_berkas"))
    tandai()
    assert dunia.get(nomor).keadaan == "berjalan"


def test_an_abandoned_draft_goes_with_all_versions_of_its_papers(dunia: Dunia) -> None:
    lama, baru = Kasus(pada=DULU), Kasus(pada=SEKARANG)
    for kasus in (lama, baru):
        kasus.unggah("ktp")
        nomor = dunia.taruh(kasus.p)
        for isi in (b"satu", b"dua"):
            dunia.unggah(nomor, "ktp", isi, "image/png", id_="a1")
    tandai()
    sisa = klien("s3").list_object_versions(Bucket="berkas")["Versions"]
    assert [o["Key"] for o in sisa] == [f"masuk/{baru.p.nomor}/ktp/a1"] * 2
    isi = klien("dynamodb").scan(TableName="permohonan")["Items"]
    assert {i["nomor"]["S"] for i in isi} == {baru.p.nomor}


def test_a_poisoned_case_does_not_stop_the_others(dunia: Dunia, log: io.StringIO) -> None:
    racun = dunia.taruh(
        replace(kasus_di("perbaikan_berkas", DULU), nomor="IKRG-2026-000009-AAAAAA")
    )
    klien("dynamodb").update_item(
        TableName="permohonan",
        Key={"nomor": {"S": racun}, "baris": {"S": "permohonan"}},
        UpdateExpression="SET sop = :asing",
        ExpressionAttributeValues={":asing": {"S": "asing-v9"}},
    )
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    tandai()
    (visit,) = dunia.terbuka(nomor)
    assert visit.terlambat
    assert "due_item_failed" in log.getvalue()
