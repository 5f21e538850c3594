"""What anyone may see: that the API lives, the SOP, and the way of a case without its person."""

import json
from dataclasses import replace
from datetime import date

import pytest

from chalicelib.adapters import kalender_db
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.kalender_versi import isi, peringatan, versi
from chalicelib.domain.kantor import baca
from chalicelib.domain.sop import daftar_kunci, muat
from tests.api import Api
from tests.contoh_kasus import kasus_di
from tests.dunia import Dunia

NOMOR = "IKRG-2026-000001-7QXKM2"


def test_the_api_says_that_it_lives(api: Api) -> None:
    jawaban = api.minta("GET", "/sehat")
    assert (jawaban.status_code, jawaban.json_body) == (200, {"keadaan": "sehat"})
    assert jawaban.headers["Cache-Control"] == "no-store"


def test_every_sop_is_public_row_by_row(api: Api) -> None:
    daftar = [s["kunci"] for s in api.get("/sop")["sop"]]
    assert daftar == [*daftar_kunci()]
    for kunci in daftar:
        tabel = api.get(f"/sop/{kunci}")
        assert [b["kode"] for b in tabel["langkah"]] == [*muat(kunci).langkah]
        assert all(b["asal"]["kegiatan"] for b in tabel["langkah"])


@pytest.mark.parametrize("kunci", ["ikrg-v9", "x", "..%2Fikrg", "ikrg-v1-tanpa-kasi"])
def test_an_unknown_sop_does_not_exist(api: Api, kunci: str) -> None:
    api.tolak(404, "GET", f"/sop/{kunci}")


def test_tracking_shows_steps_dates_and_whose_turn_it_is(api: Api, dunia: Dunia) -> None:
    dunia.taruh(replace(kasus_di("diskominfo_menerima"), nomor=NOMOR))
    hasil = api.get(f"/lacak/{NOMOR}")
    assert (hasil["nomor"], hasil["status"]) == (NOMOR, "Di dinas teknis")
    assert hasil["giliran"] == ["DLH", "Diskominfo"]
    assert [b["no"] for b in hasil["langkah"]][:3] == [1, 2, 3]
    assert hasil["langkah"][0]["ditutup"]


@pytest.mark.parametrize("kode", ["menerima_permohonan", "perbaikan_berkas", "mengarsipkan"])
def test_tracking_has_no_personal_data(api: Api, dunia: Dunia, kode: str) -> None:
    khas = {
        "nama": "Xylia Qanza", "nama_usaha": "Wuxqa Jaya", "jabatan": "Qirektur",
        "penanggung_jawab": "Xylia Qanza", "alamat": "Jalan Zxq 7", "desa": "Qdesa",
        "kecamatan": "Qcamat", "alamat_usaha": "Jalan Wxq 9", "email": "q@xq.id",
    }  # fmt: skip
    p = kasus_di(kode)
    p = replace(p, nomor=NOMOR, data={**p.data, **khas}, loket="sub-loket")
    dunia.taruh(p)
    teks = json.dumps(api.get(f"/lacak/{NOMOR}"), ensure_ascii=False)
    rahasia = [str(v) for k, v in p.data.items() if isinstance(v, str) and k not in UMUM]
    rahasia += [p.pemilik, p.loket, "token"]
    rahasia += [str(i) for v in p.visits.values() for i in v.isian.values() if isinstance(i, str)]
    rahasia += [v.penutup.nama for v in p.visits.values() if v.penutup and "_" in v.penutup.nama]
    assert [isi for isi in rahasia if isi and f'"{isi}"' in teks] == []
    assert [isi for isi in khas.values() if isi in teks] == []


UMUM = {"jenis_permohonan", "kategori", "bentuk_usaha"}


@pytest.mark.parametrize(
    "nomor",
    [
        "IKRG-2026-000009-AAAAAA",
        "IKRG-2026-000001",
        "DRAF-00000000000000000000",
        "petugas%23sub-kasi",
        "hitung%23IKRG%232026",
        "IKRG-2026-000001-7qxkm2",
        "x" * 5000,
        "%00",
        "IKRG-２０２６-000001-7QXKM2",
    ],
)
def test_what_is_no_number_of_a_case_does_not_exist(api: Api, dunia: Dunia, nomor: str) -> None:
    dunia.petugas("kasi")
    dunia.taruh(replace(kasus_di("menerima_permohonan"), nomor=NOMOR))
    api.tolak(404, "GET", f"/lacak/{nomor}")


def test_the_calendar_is_public_with_its_version_and_warnings(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KANTOR", "standar")
    jawaban = api.minta("GET", "/kalender")
    hasil = jawaban.json_body
    assert jawaban.headers["Cache-Control"] == "public, max-age=300"
    assert hasil["isi"]["tahun"]["2026"]["skb"].startswith("SKB")
    assert "2026-05-15" in hasil["isi"]["tahun"]["2026"]["libur"]
    assert hasil["nama_libur"]["2026-08-17"] == "Hari Kemerdekaan Republik Indonesia"
    assert hasil["nama_libur"].keys() >= {*hasil["isi"]["tahun"]["2026"]["libur"]}
    hari = date.fromisoformat(hasil["hari"])
    assert hasil["peringatan"] == peringatan(baca("standar"), hari)

    jawaban = api.minta("GET", f"/kalender/{hasil['versi']}")
    assert jawaban.json_body == {"versi": hasil["versi"], "isi": hasil["isi"]}
    assert "immutable" in jawaban.headers["Cache-Control"]


def test_an_older_calendar_is_still_there(api: Api, dunia: Dunia) -> None:
    lama = Kalender.dari(baca("standar"))  # the office of the tests is another one
    assert versi(lama) != api.get("/kalender")["versi"]
    api.tolak(404, "GET", f"/kalender/{versi(lama)}")
    kalender_db.simpan(versi(lama), isi(lama))
    assert api.get(f"/kalender/{versi(lama)}") == {"versi": versi(lama), "isi": isi(lama)}


@pytest.mark.parametrize("nama", ["berlaku", "0", "x" * 5000, "petugas%23sub-kasi", "A" * 12])
def test_what_is_no_version_does_not_exist(api: Api, dunia: Dunia, nama: str) -> None:
    kalender_db.berlakukan(kalender_db.Berlaku("a" * 12), None)
    jawaban = api.minta("GET", f"/kalender/{nama}")
    assert (jawaban.status_code, jawaban.headers["Cache-Control"]) == (404, "no-store")
    assert jawaban.json_body["pesan"].startswith("Versi kalender ini tidak dikenal.")
