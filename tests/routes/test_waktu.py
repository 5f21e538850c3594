"""The time ledger over HTTP: who may see it, what it says to whom, and what it is made of."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.adapters import peta_isi
from chalicelib.domain import perubahan
from chalicelib.domain.buku_waktu import buku_waktu
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.jejak import dari_json
from chalicelib.domain.kalender_versi import versi
from chalicelib.domain.permohonan import SISTEM, Permohonan
from chalicelib.domain.sop import muat
from chalicelib.services import buku_waktu as layanan
from tests.api import Api
from tests.contoh_kasus import KEMARIN, draf, kasus_di
from tests.domain.kasus import KANTOR, ORANG_LAIN, PEMOHON, Kasus, petugas
from tests.dunia import Dunia
from tests.kawat import KAWAT

EMBER = ("antre", "petugas", "pemohon", "dinas", "tutup")


def kasus_dipegang(pada: datetime = KEMARIN) -> Permohonan:
    """A case at the agencies that was returned once; step 2 was held for two hours."""
    kasus = Kasus(pada=pada).ajukan()
    (visit,) = kasus.terbuka()
    siapa = petugas("front_office", "Ani Wulandari")
    pegang = perubahan.pegang(kasus.sop, KANTOR, kasus.p, visit.kunci, siapa, kasus.detik())
    kasus.simpan(pegang)
    kasus.pada += timedelta(hours=2)
    kasus.lakukan(visit.kode)
    kasus.sampai("memverifikasi_berkas").lakukan("memverifikasi_berkas", "kembalikan")
    kasus.pada += timedelta(hours=3)
    p = kasus.sampai("diskominfo_menerima").p
    return replace(p, catatan=tuple(kasus.jejak))


def test_both_sides_see_the_same_ledger_and_each_is_spoken_to(api: Api, dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_dipegang())
    pemohon = api.get(f"/permohonan/{nomor}/waktu", PEMOHON)
    petugas_ = api.get(f"/permohonan/{nomor}/waktu", dunia.petugas("front_office"))
    assert pemohon["waktu"].keys() == {*EMBER, "kantor", "seluruhnya"}
    assert pemohon["kalimat"].keys() == {*EMBER}
    assert "menunggu Anda 3 jam" in pemohon["ringkasan"]
    assert "menunggu pemohon 3 jam" in petugas_["ringkasan"]
    assert pemohon["kalimat"]["petugas"] == "Dikerjakan petugas 2 jam 1 menit (jam kerja)."
    assert pemohon["langkah"][1] == petugas_["langkah"][1]
    assert pemohon["langkah"][1]["kegiatan"].startswith("Menerima permohonan")


def test_every_second_is_in_one_bucket_and_every_officer_is_named_as_in_the_jejak(
    api: Api, dunia: Dunia
) -> None:
    nomor = dunia.taruh(kasus_dipegang())
    isi = api.get(f"/permohonan/{nomor}/waktu", PEMOHON)
    lama = datetime.fromisoformat(isi["sampai"]) - datetime.fromisoformat(isi["mulai"])
    assert sum(mikro(isi["waktu"][e]) for e in EMBER) == lama // timedelta(microseconds=1)
    assert not isi["berakhir"]
    for visit in isi["langkah"]:
        akhir = datetime.fromisoformat(visit["ditutup"] or isi["sampai"])
        lama = akhir - datetime.fromisoformat(visit["dibuka"])
        assert sum(mikro(visit[e]) for e in EMBER) == lama // timedelta(microseconds=1)
    ani = {"oleh": "sub-Ani Wulandari", "nama": "Ani Wulandari", "dipegang": 2 * 3600 + 60}
    assert isi["per_orang"] == isi["langkah"][1]["orang"] == [ani]
    fo = next(b for b in isi["per_pelaksana"] if b["kode"] == "front_office")
    assert fo["petugas"] == 2 * 3600 + 60
    assert fo["nama"] == "Front Office"


def mikro(detik: float) -> int:
    return round(detik * 10**6)


def test_whoever_has_the_jejak_and_the_calendar_counts_the_same(api: Api, dunia: Dunia) -> None:
    kasus = Kasus(pada=KEMARIN).ajukan().selesaikan()
    nomor = dunia.taruh(kasus.p)
    for baris in kasus.jejak:  # more than one transaction takes
        peta_isi.item_jejak(baris).save()
    isi = api.get(f"/permohonan/{nomor}/waktu", PEMOHON)
    jejak = api.get(f"/permohonan/{nomor}/jejak", PEMOHON)["jejak"]
    nanti = datetime.now(UTC) + timedelta(days=9)
    buku = buku_waktu(map(dari_json, jejak), kasus.sop, Kalender.dari(KANTOR), nanti)
    sendiri = json.loads(json.dumps(layanan.isi(buku, kasus.sop, PEMOHON)))
    assert isi["berakhir"]
    assert isi["kalender"] == versi(Kalender.dari(KANTOR))
    assert {k: v for k, v in isi.items() if k in sendiri} == sendiri


def test_an_agency_sees_the_ledger_of_what_has_reached_it(api: Api, dunia: Dunia) -> None:
    nomor, dinas = dunia.taruh(kasus_dipegang()), dunia.petugas("diskominfo")
    isi = api.get(f"/permohonan/{nomor}/waktu", dinas)
    assert isi["waktu"]["dinas"] > 0
    teks = json.dumps(isi, ensure_ascii=False)
    data = [str(v) for v in dunia.get(nomor).data.values() if isinstance(v, str)]
    assert [nilai for nilai in data if f'"{nilai}"' in teks] == []
    lain = dunia.taruh(
        replace(kasus_di("mendaftarkan_rekomendasi"), nomor="IKRG-2026-000009-AAAAAA")
    )
    api.tolak(404, "GET", f"/permohonan/{lain}/waktu", dinas)


def test_a_case_of_someone_else_has_no_ledger(api: Api, dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_dipegang())
    api.tolak(404, "GET", f"/permohonan/{nomor}/waktu", ORANG_LAIN)
    dunia.petugas("kasi", aktif=False)
    api.tolak(403, "GET", f"/permohonan/{nomor}/waktu", petugas("kasi"))


def test_a_draft_has_no_ledger_yet(api: Api, dunia: Dunia) -> None:
    nomor = dunia.taruh(draf())
    jawaban = api.tolak(409, "GET", f"/permohonan/{nomor}/waktu", PEMOHON)
    assert "diajukan" in jawaban["pesan"]


@pytest.mark.parametrize("rusak", ["pegang", "buka"])
def test_a_jejak_that_cannot_be_counted_from_is_told_and_logged(
    api: Api, dunia: Dunia, log: io.StringIO, rusak: str
) -> None:
    p = kasus_dipegang()
    p = p.catat(rusak, datetime.now(UTC), SISTEM, p.visits["menerima_permohonan", 2])
    nomor = dunia.taruh(p)
    jawaban = api.tolak(409, "GET", f"/permohonan/{nomor}/waktu", PEMOHON)
    assert f"baris {p.jejak} ({rusak})" in jawaban["pesan"]
    assert "ledger_not_countable" in log.getvalue()
    assert "Ani" not in log.getvalue()


def test_a_row_that_another_clock_wrote_a_moment_ahead_is_counted(api: Api, dunia: Dunia) -> None:
    p = kasus_dipegang()
    sebentar_lagi = datetime.now(UTC) + timedelta(minutes=1)
    p = p.catat("isian", sebentar_lagi, PEMOHON)
    nomor = dunia.taruh(p)
    isi = api.get(f"/permohonan/{nomor}/waktu", PEMOHON)
    assert datetime.fromisoformat(isi["sampai"]) == sebentar_lagi


def test_tracking_tells_anyone_the_same_without_reading_the_jejak(api: Api, dunia: Dunia) -> None:
    p = kasus_dipegang()
    berakhir = perubahan.tarik(muat(p.sop), p, "Batal.", PEMOHON, None, p.terakhir or p.dibuat)
    nomor = dunia.taruh(berakhir)
    ringkasan = api.get(f"/permohonan/{nomor}/waktu", dunia.petugas("front_office"))
    KAWAT.bersihkan()
    assert api.get(f"/lacak/{nomor}")["waktu"] == ringkasan["ringkasan"]
    assert KAWAT.jumlah() == {"Query": 1}


def test_a_year_without_calendar_is_told_and_tracking_goes_on(
    api: Api, dunia: Dunia, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KANTOR", "standar")
    nomor = dunia.taruh(kasus_dipegang(datetime(2020, 1, 6, 2, 0, tzinfo=UTC)))
    jawaban = api.tolak(409, "GET", f"/permohonan/{nomor}/waktu", PEMOHON)
    assert "Kalender tahun 2020" in jawaban["pesan"]
    assert api.get(f"/lacak/{nomor}")["waktu"] is None
    assert log.getvalue().count("ledger_not_countable") == 2


def test_the_ledger_costs_two_queries_to_the_applicant(api: Api, dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_dipegang())
    KAWAT.bersihkan()
    api.get(f"/permohonan/{nomor}/waktu", PEMOHON)
    assert KAWAT.jumlah() == {"Query": 2}
