"""The buku register as a service: pages, a whole year, searches, prints, a letter's status."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pypdf import PdfReader

import app
from chalicelib.adapters import permohonan_db
from chalicelib.adapters.permohonan_db import Urut
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.surat import Surat
from chalicelib.errors import NotFound
from chalicelib.services import register, tampilan_register
from tests.awan import klien
from tests.contoh_kasus import KEMARIN
from tests.domain.kasus import Kasus
from tests.dunia import Dunia, Konteks
from tests.kawat import KAWAT

JENIS = "IKRG-sk"


def taruh(dunia: Dunia, urut: int, nama: str = "Siti", tahun: int = 2026, **isi: Any) -> Permohonan:
    """A case with a letter of this number, put as it is."""
    kasus = Kasus(pada=KEMARIN)
    berkas = kasus.kertas("sk")
    dasar: dict[str, Any] = {
        "no": 3,
        "kode": "sk",
        "dibuat": datetime(tahun, 11, 24, 2, 0, tzinfo=UTC),
        "oleh": "sub-kepala",
        "nama": "Kepala",
        "nomor": f"503/{urut:04}/IKRG/DPMPTSP/XI/{tahun}",
        "register": Urut(JENIS, tahun, urut).kunci,
        "tanggal": date(tahun, 11, 24),
        "berlaku_sampai": date(tahun + 5, 11, 24),
        "keadaan": "jadi",
        "berkas": berkas.id,
        "naskah_sha256": f"{urut:064x}",
    }
    surat = Surat(**{**dasar, **isi})
    p = replace(kasus.p, nomor=f"IKRG-{tahun}-{urut:06}-AAAAAA", data={"nama": nama})
    p = replace(p, berkas={berkas.id: berkas}).dengan_surat(surat)
    dunia.tulis(None, p)
    return p


def test_pages_follow_each_other_to_the_end(dunia: Dunia) -> None:
    for urut in range(1, register.SEHALAMAN + 3):
        taruh(dunia, urut)
    satu, lanjut = register.halaman(JENIS, 2026, 0)
    assert (len(satu), lanjut) == (register.SEHALAMAN, register.SEHALAMAN)
    dua, akhir = register.halaman(JENIS, 2026, lanjut or 0)
    assert ([e.urut for e in dua], akhir) == ([51, 52], None)


@pytest.mark.parametrize(("batas", "baca"), [(7, 1), (3, 2), (4, 2)])
def test_a_year_is_read_page_by_page(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch, batas: int, baca: int
) -> None:
    for urut in range(1, 6):
        taruh(dunia, urut)
    monkeypatch.setattr(register, "_SEKALI_BACA", 2)
    KAWAT.bersihkan()
    daftar = [e.urut for e in register.setahun(JENIS, 2026, 0, batas)]
    assert daftar == [1, 2, 3, 4, 5][:batas]
    assert KAWAT.jumlah()["Query"] == -(-min(batas, 5) // 2)


@pytest.mark.parametrize(
    "teks", ["503/0002/IKRG/DPMPTSP/XI/2026", "503/2/ikrg/dpmptsp/xi/2026 ", "2", "0002"]
)
def test_a_letter_is_found_by_its_number(dunia: Dunia, teks: str) -> None:
    for urut in (1, 2, 3):
        taruh(dunia, urut)
    KAWAT.bersihkan()
    assert [e.urut for e in register.menurut_nomor(JENIS, 2026, teks)] == [2]
    assert KAWAT.jumlah() == {"GetItem": 1}


def test_a_whole_number_names_its_year_itself(dunia: Dunia) -> None:
    taruh(dunia, 2, tahun=2025)
    nomor = "503/0002/IKRG/DPMPTSP/XI/2025"
    for tahun in (None, 2025, 2026):
        assert [e.tahun for e in register.menurut_nomor(JENIS, tahun, nomor)] == [2025]


def test_a_number_of_an_older_pattern_is_found_too(dunia: Dunia) -> None:
    taruh(dunia, 7, nomor="SK.7/Perizinan/2026")
    assert [e.urut for e in register.menurut_nomor(JENIS, 2026, "SK.7/Perizinan/2026")] == [7]
    assert register.menurut_nomor(JENIS, 2026, "SK.7/Perizinan/2025") == []


def test_a_name_is_searched_in_one_year_or_in_all(dunia: Dunia) -> None:
    taruh(dunia, 1, "Sinar Jaya", 2025)
    taruh(dunia, 2, "Sinar Abadi", 2026)
    assert [e.urut for e in register.menurut_nama(JENIS, None, "sinar", None)[0]] == [2, 1]
    assert [e.urut for e in register.menurut_nama(JENIS, 2025, "SINAR", None)[0]] == [1]


def test_a_name_of_nothing_that_can_be_searched_finds_nothing(dunia: Dunia) -> None:
    taruh(dunia, 1, "Sinar")
    assert register.menurut_nama(JENIS, None, "\ud800", None) == ([], None)


def test_a_token_of_another_search_begins_anew(dunia: Dunia) -> None:
    taruh(dunia, 1, "Sinar")
    daftar, _ = register.menurut_nama(JENIS, None, "sinar", "zeta#2026#000009")
    assert [e.urut for e in daftar] == [1]


@pytest.mark.parametrize(
    "nama",
    [
        "=HYPERLINK(1)", "+62", "-1", "@x", "\t=1", " =1", "＝1", "A-B", 'PT "A", B',
        "Baris\r\ndua", "Siti 🏠",
    ],
)  # fmt: skip
def test_csv_can_be_opened_in_a_spreadsheet(dunia: Dunia, nama: str) -> None:
    taruh(dunia, 1, nama)
    teks = tampilan_register.sebagai_csv(register.setahun(JENIS, 2026, 0, 9))
    (baris,) = csv.DictReader(io.StringIO(teks, newline=""))
    rumus = ("=", "+", "-", "@", "\t", "\r", " ", "＝")
    assert not any(sel.startswith(rumus) for sel in baris.values())
    assert baris["nama"].removeprefix("'") == nama
    assert (baris["urut"], baris["keadaan"]) == ("1", "berlaku")
    assert baris["tanggal"] == "2026-11-24"


@pytest.mark.parametrize("pemisah", [",", ";", "|"])
@pytest.mark.parametrize("nama", ["Sinar;=1", "A; =1", 'A";=1', 'A"",";=1', "A\r\n@b|+1"])
def test_however_a_spreadsheet_parts_the_cells_it_finds_no_formula(
    dunia: Dunia, nama: str, pemisah: str
) -> None:
    taruh(dunia, 1, nama)
    teks = tampilan_register.sebagai_csv(register.setahun(JENIS, 2026, 0, 9))
    for baris in csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah):
        assert not [sel for sel in baris if sel.strip().startswith(("=", "+", "@"))]


def cetak(sesudah: int = 0) -> tuple[dict[str, Any], str]:
    """What the function that renders answers, and the text of its pages."""
    pada = datetime(2026, 11, 24, tzinfo=UTC).isoformat()
    isi = {"register": JENIS, "tahun": 2026, "sesudah": sesudah, "pada": pada, "oleh": "Kasi"}
    hasil = app.cetak({**isi, "kunci": "pratinjau/register/x.pdf"}, Konteks())
    pdf = klien("s3").get_object(Bucket="berkas", Key="pratinjau/register/x.pdf")["Body"].read()
    assert hasil["ukuran"] == len(pdf)
    assert json.dumps(hasil)
    halaman = PdfReader(io.BytesIO(pdf)).pages
    return dict(hasil), " ".join(" ".join(h.extract_text().split()) for h in halaman)


def test_a_year_is_printed_by_the_function_that_renders(dunia: Dunia) -> None:
    taruh(dunia, 1, "Sinar Jaya")
    taruh(dunia, 2, "Batal", keadaan="batal", berkas="", naskah_sha256="")
    malam = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)  # the office is in the next year
    taruh(dunia, 3, "Surya", dicabut=malam)
    hasil, teks = cetak()
    assert hasil["lanjut"] is None
    assert "Sinar Jaya 24 Nov 2026 24 Nov 2031 berlaku" in teks
    assert "Batal 24 Nov 2026 24 Nov 2031 batal" in teks
    assert "dicabut 1 Jan 2027" in teks
    assert "Bersambung" not in teks


def test_a_print_that_is_too_long_goes_on_in_another_with_the_book_s_numbers(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "CETAK_TERBANYAK", 2)
    for urut in range(1, 5):
        taruh(dunia, urut, f"Sinar {urut}")
    hasil, teks = cetak()
    assert hasil["lanjut"] == 2
    assert "Bersambung sesudah nomor urut 2." in teks
    assert "Sinar 3" not in teks
    hasil, teks = cetak(sesudah=2)
    assert hasil["lanjut"] is None
    assert "Bersambung" not in teks
    assert "Keadaan 3 503/0003/" in teks
    assert "Sinar 4" in teks


# --------------------------------------------------------------------- one letter, for anyone


def status(urut: int = 1) -> dict[str, Any]:
    KAWAT.bersihkan()
    hasil = register.verifikasi(f"{urut:064x}")
    assert KAWAT.jumlah() == {"GetItem": 2}
    return hasil


def test_a_letter_that_stands(dunia: Dunia) -> None:
    p = taruh(dunia, 1)
    (berkas,) = p.berkas.values()
    assert status() == {
        "keadaan": "berlaku",
        "nomor": "503/0001/IKRG/DPMPTSP/XI/2026",
        "berlaku_sampai": "2031-11-24",
        "berkas_sha256": berkas.sha256,
        "dicabut": None,
    }


def test_one_that_was_revoked_has_ended_or_is_void(dunia: Dunia) -> None:
    kapan = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
    taruh(dunia, 1, dicabut=kapan, berlaku_sampai=date(2020, 1, 1))
    taruh(dunia, 2, berlaku_sampai=date(2020, 1, 1))
    taruh(dunia, 3, keadaan="batal", berkas="")
    taruh(dunia, 4, berlaku_sampai=None)
    assert [status(u)["keadaan"] for u in (1, 2, 3, 4)] == [
        "dicabut",
        "kedaluwarsa",
        "batal",
        "berlaku",
    ]
    assert status(1)["dicabut"] == "2026-11-24"


def test_the_day_of_a_revocation_is_that_of_the_office_s_zone(dunia: Dunia) -> None:
    taruh(dunia, 1, dicabut=datetime(2026, 12, 31, 17, 30, tzinfo=UTC))
    assert status()["dicabut"] == "2027-01-01"


@pytest.mark.parametrize("sha256", ["f" * 64, "F" * 64, "", "x", "a" * 63, "٣" * 64])
def test_one_that_is_not_in_the_book(dunia: Dunia, sha256: str) -> None:
    taruh(dunia, 1)
    with pytest.raises(NotFound, match="tidak tercatat"):
        register.verifikasi(sha256)


def test_one_that_waits_for_its_pen_is_not_issued_yet(dunia: Dunia) -> None:
    taruh(dunia, 1, keadaan="dicetak", berkas="")
    with pytest.raises(NotFound, match="belum diterbitkan"):
        register.verifikasi(f"{1:064x}")


def test_the_row_that_the_case_writes_is_what_is_answered(dunia: Dunia) -> None:
    taruh(dunia, 1)
    p = permohonan_db.get("IKRG-2026-000001-AAAAAA")
    cabut = replace(p.surat[3, "sk"], dicabut=datetime(2026, 11, 24, 3, 0, tzinfo=UTC))
    permohonan_db.simpan((p, p.dengan_surat(cabut)))
    assert status()["keadaan"] == "dicabut"
