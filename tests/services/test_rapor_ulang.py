"""The scorecard counted again from the jejak: the same digits, and the right ones where not."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from pynamodb.exceptions import TransactWriteError

from chalicelib.adapters import permohonan_db, rapor_db
from chalicelib.adapters.model import BarisJejakDb
from chalicelib.domain import jam_kerja, kalender_versi, kantor
from chalicelib.domain.rapor import Jumlah, Laci
from chalicelib.domain.sop import muat
from chalicelib.services import rapor, rapor_ulang
from chalicelib.services.rapor_ulang import HitungUlang
from infra import rapor as perintah
from tests.dunia import Dunia
from tests.kasus_tersimpan import KasusTersimpan, di_stack, seluruhnya
from tests.kawat import KAWAT

BULAN, TAHUN = "2026-11", range(2024, 2027)
STANDAR = kantor.baca("standar")
LACI = Laci("langkah", "menerima_permohonan", 123)


def beberapa(dunia: Dunia, banyak: int = 2, **isi: Any) -> list[KasusTersimpan]:
    """A few cases, each some steps on its way, all counted."""
    daftar = [di_stack(seed, **isi).jalan(3) for seed in range(banyak)]
    seluruhnya(dunia, dunia.aliran())
    return daftar


def isi_rapor() -> dict[tuple[str, str], dict[Laci, Jumlah]]:
    return {kunci: rapor_db.baca(*kunci) for kunci in rapor_db.daftar()}


def bersih(bulan: str = BULAN) -> bool:
    hasil = rapor_ulang.periksa(bulan, TAHUN)
    return not hasil.selisih and not hasil.rusak


@pytest.mark.lambat
@pytest.mark.parametrize("seed", range(3))
def test_the_digits_are_those_that_were_counted_live(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setenv("KANTOR", "standar")
    sop = [muat("ikrg-v1"), muat("ikrg-v1-tanpa-dlh")]
    daftar = [di_stack(7 * seed + i, kantor=STANDAR, sop=sop[i % 2]) for i in range(4)]
    rng = random.Random(seed)
    while berjalan := [k for k in daftar if k.p.keadaan == "berjalan"]:
        rng.choice(berjalan).melangkah()
    seluruhnya(dunia, dunia.aliran(), seed)
    bulanan = {bulan for _, bulan in rapor_db.daftar()}
    assert len(bulanan) > 1
    for bulan in bulanan:
        hasil = rapor_ulang.periksa(bulan, TAHUN)
        assert (hasil.kasus, hasil.rusak, hasil.selisih) == (4, (), ())


def test_a_table_of_a_few_cases_agrees(dunia: Dunia) -> None:
    beberapa(dunia)
    assert isi_rapor()
    assert rapor_ulang.periksa(BULAN, TAHUN).kasus == 2
    assert bersih()


def test_a_digit_that_was_changed_is_found_and_put_right(dunia: Dunia) -> None:
    beberapa(dunia)
    benar = isi_rapor()
    laci, jumlah = next(iter(benar["ikrg-v1", BULAN].items()))
    salah = Jumlah(jumlah.semua + 2, jumlah.dalam_norma)
    assert rapor_db.perbaiki("ikrg-v1", BULAN, laci, jumlah, salah)
    assert rapor_db.perbaiki("ikrg-v1", BULAN, LACI, Jumlah(), Jumlah(4, 1))
    hasil = rapor_ulang.periksa(BULAN, TAHUN)
    assert {(s.laci, s.tercatat, s.seharusnya) for s in hasil.selisih} == {
        (laci, salah, jumlah),
        (LACI, Jumlah(4, 1), Jumlah()),
    }
    assert isi_rapor() != benar  # looking changes nothing
    assert rapor_ulang.perbaiki(BULAN, TAHUN).selisih == ()
    assert isi_rapor() == benar
    assert bersih()


def test_what_was_missed_is_counted_once_even_if_its_record_comes_after_all(dunia: Dunia) -> None:
    di_stack(0).jalan(3)
    records = dunia.aliran()
    hasil = rapor_ulang.periksa(BULAN, TAHUN)
    assert hasil.selisih
    assert all(s.tercatat == Jumlah() for s in hasil.selisih)
    assert rapor_ulang.perbaiki(BULAN, TAHUN).selisih == ()
    sesudah = isi_rapor()
    dunia.lanjutkan(records)
    assert isi_rapor() == sesudah
    assert bersih()


def test_a_count_that_moves_meanwhile_is_left_alone(dunia: Dunia) -> None:
    """A case is submitted right before the wrong number is replaced: it is not lost."""
    beberapa(dunia, 1)
    laci = Laci("permohonan", "diajukan")
    assert rapor_db.perbaiki("ikrg-v1", BULAN, laci, Jumlah(1), Jumlah(5))

    def sela() -> None:
        di_stack(1)
        dunia.lanjutkan(dunia.aliran())

    KAWAT.sebelum("TransactWriteItems", sela)
    sisa = rapor_ulang.perbaiki(BULAN, TAHUN).selisih
    assert [s.tercatat for s in sisa if s.laci == laci] == [Jumlah(6)]
    assert rapor_ulang.perbaiki(BULAN, TAHUN).selisih == ()
    assert rapor_db.baca("ikrg-v1", BULAN)[laci] == Jumlah(2)


@pytest.mark.parametrize("baca", range(5))
def test_what_is_counted_between_two_readings_is_no_difference(dunia: Dunia, baca: int) -> None:
    """The stream is a moment behind the jejak, however far the reading has come."""
    beberapa(dunia, 1)
    di_stack(1)
    records = dunia.aliran()
    for _ in range(baca):
        KAWAT.sebelum("Query", lambda: None)
    KAWAT.sebelum("Query", lambda: dunia.lanjutkan(records))
    assert rapor_ulang.periksa(BULAN, TAHUN).selisih == ()


@pytest.mark.parametrize("periksa", [rapor_ulang.periksa, rapor_ulang.perbaiki])
def test_what_happens_after_the_jejak_was_read_is_no_difference_to_put_right(
    dunia: Dunia, periksa: Callable[[str, range], HitungUlang]
) -> None:
    """A case is submitted and counted right before the table is read again."""
    beberapa(dunia, 1)
    laci, sela = Laci("permohonan", "diajukan"), []

    def kasus_lain() -> None:
        sela.append(di_stack(1))
        dunia.lanjutkan(dunia.aliran())

    KAWAT.bersihkan()
    rapor_ulang.periksa(BULAN, TAHUN)
    dibaca = KAWAT.jumlah()["Query"]
    KAWAT.bersihkan()
    for _ in range(dibaca - 2):  # the last two are the two variants' counts, read again
        KAWAT.sebelum("Query", lambda: None)
    KAWAT.sebelum("Query", kasus_lain)
    hasil = periksa(BULAN, TAHUN)
    assert sela
    assert rapor_db.baca("ikrg-v1", BULAN)[laci] == Jumlah(2)
    if periksa is rapor_ulang.periksa:
        assert hasil.selisih == ()
    assert bersih()


def test_a_number_that_changed_since_it_was_read_is_not_replaced(dunia: Dunia) -> None:
    beberapa(dunia, 1)
    assert rapor_db.perbaiki("ikrg-v1", BULAN, LACI, Jumlah(), Jumlah(3, 3))
    for lama in (Jumlah(), Jumlah(2, 3), Jumlah(3, 2)):
        assert not rapor_db.perbaiki("ikrg-v1", BULAN, LACI, lama, Jumlah(9, 9))
    assert rapor_db.baca("ikrg-v1", BULAN)[LACI] == Jumlah(3, 3)
    assert rapor_db.perbaiki("ikrg-v1", BULAN, LACI, Jumlah(3, 3), Jumlah())
    assert LACI not in rapor_db.baca("ikrg-v1", BULAN)
    assert rapor_db.perbaiki("ikrg-v1", BULAN, LACI, Jumlah(), Jumlah(1, 0))


def test_another_calendar_gives_other_minutes_and_the_month_says_which(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    beberapa(dunia)
    monkeypatch.setenv("KANTOR", "standar")
    assert rapor_ulang.periksa(BULAN, TAHUN).selisih
    assert rapor_ulang.perbaiki(BULAN, TAHUN).selisih == ()
    assert bersih()
    versi = kalender_versi.versi(jam_kerja.Kalender.dari(STANDAR))
    assert rapor.lihat("ikrg-v1", BULAN)["kalender"] == [versi]
    assert versi in rapor.lihat("ikrg-v1", BULAN)["metode"]


def test_cases_of_earlier_years_are_counted_where_their_year_is_asked_for(dunia: Dunia) -> None:
    beberapa(dunia, 1)
    assert rapor_ulang.periksa(BULAN, range(2027, 2028)).kasus == 0
    assert rapor_ulang.periksa(BULAN, range(2027, 2028)).selisih
    assert bersih()


def test_while_a_jejak_is_not_intact_no_number_is_replaced(
    dunia: Dunia, capsys: pytest.CaptureFixture[str]
) -> None:
    satu, dua = beberapa(dunia)
    sebelum = isi_rapor()
    baris = BarisJejakDb.get(satu.p.nomor, 2)
    baris.update(actions=[BarisJejakDb.nama.set("Orang lain")])
    hasil = rapor_ulang.perbaiki(BULAN, TAHUN)
    assert hasil.rusak == (satu.p.nomor,)
    assert isi_rapor() == sebelum
    assert perintah.hitung_ulang(BULAN, 2, ganti=True) == 1
    keluar = capsys.readouterr().out
    assert f"{satu.p.nomor}: jejak tidak utuh, tidak dihitung" in keluar
    assert dua.p.nomor not in keluar


def test_the_command_tells_every_difference_and_ends_with_one(
    dunia: Dunia, capsys: pytest.CaptureFixture[str]
) -> None:
    beberapa(dunia, 1)
    assert perintah.hitung_ulang(BULAN, 2, ganti=False) == 0
    assert capsys.readouterr().out == "1 permohonan dibaca, 0 selisih\n"
    rapor_db.perbaiki("ikrg-v1", BULAN, LACI, Jumlah(), Jumlah(4, 1))
    assert perintah.hitung_ulang(BULAN, 2, ganti=False) == 1
    keluar = capsys.readouterr().out
    assert "ikrg-v1 langkah menerima_permohonan 123 menit: 4 (1 dalam norma), seharusnya" in keluar
    assert perintah.hitung_ulang(BULAN, 2, ganti=True) == 0
    assert capsys.readouterr().out.endswith("Sesudah perbaikan:\n1 permohonan dibaca, 0 selisih\n")


@pytest.mark.parametrize("bulan", ["2026-13", "2026-1", "november", "2026-11-01", "２０２６-11"])
def test_a_month_that_is_none_is_refused(bulan: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as berhenti:
        perintah.main(["hitung-ulang", bulan])
    assert berhenti.value.code == 2
    assert "misalnya 2026-11" in capsys.readouterr().err


def test_the_settings_are_those_of_the_function_that_counts() -> None:
    class Stack:
        """CloudFormation and Lambda of a stack."""

        def describe_stack_resource(self, **isi: str) -> dict[str, Any]:
            assert isi == {"StackName": "ikrg-uji", "LogicalResourceId": "Lanjutkan"}
            return {"StackResourceDetail": {"PhysicalResourceId": "f-1"}}

        def get_function_configuration(self, **isi: str) -> dict[str, Any]:
            assert isi == {"FunctionName": "f-1"}
            semua = {"TABEL_PERMOHONAN": "p", "TABEL_JEJAK": "j", "KANTOR": "standar", "ALUR": "a"}
            return {"Environment": {"Variables": semua}}

    assert perintah.setelan(lambda _: Stack(), "ikrg-uji") == {
        "TABEL_PERMOHONAN": "p",
        "TABEL_JEJAK": "j",
        "KANTOR": "standar",
    }


def test_what_aws_refuses_is_not_taken_for_a_count(dunia: Dunia) -> None:
    kasus = di_stack(0)
    fakta = rapor.rapor.dari_kasus(jam_kerja.Kalender.dari(kasus.kantor), None, kasus.p)
    KAWAT.tolak("TransactWriteItems", "AccessDeniedException")
    with pytest.raises(TransactWriteError):
        rapor.catat(kasus.p.nomor, kasus.p.sop, fakta)
    assert rapor_db.sudah(kasus.p.nomor) == frozenset()
    assert permohonan_db.get(kasus.p.nomor)
