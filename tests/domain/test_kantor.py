"""The office's settings: both files are usable, and a mistake is told by its name."""

import subprocess
import sys
from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.domain import kantor
from chalicelib.domain.kantor import Kantor, KantorFaulty, baca
from chalicelib.domain.norma import baca_norma
from chalicelib.domain.sop import daftar_kunci, muat


def ubah(**setelan: Any) -> Kantor:
    return Kantor.model_validate(baca("standar").model_dump() | setelan)


def ditolak(**setelan: Any) -> str:
    """What the office is told of these settings."""
    with pytest.raises(ValidationError) as galat:
        ubah(**setelan)
    return kantor._kesalahan(galat.value)


@pytest.mark.parametrize("nama", ["standar", "buka_terus"])
def test_every_settings_file_is_valid_and_names_its_assumptions(nama: str) -> None:
    setelan = baca(nama)
    assert {"nama_daerah", "nama_dinas", "unit", "jam_kerja"} <= set(setelan.asumsi)
    assert setelan.pola_nomor["sk"].format(
        urut=112, unit=setelan.unit, bulan_romawi="XI", tahun=2026
    ) == ("503/0112/IKRG/DPMPTSP/XI/2026")


def test_a_week_is_37_and_a_half_hours() -> None:
    def menit(jam: str) -> int:
        return int(jam[:2]) * 60 + int(jam[3:])

    hari = baca("standar").jam_kerja.per_hari
    assert sum(menit(sampai) - menit(dari) for jam in hari for dari, sampai in jam) == 5 * 450


def test_the_open_office_has_no_quiet_hours_and_no_holidays() -> None:
    setelan = baca("buka_terus")
    assert setelan.jam_kerja.per_hari == ((("00.00", "24.00"),),) * 7
    assert (setelan.jam_sms, setelan.libur_nasional) == (None, False)


def test_settings_cannot_be_changed_while_running() -> None:
    with pytest.raises(ValidationError):
        baca("standar").unit = "LAIN"


SENIN = (("07.30", "12.00"),)
RAMADAN = [("2026-02-19", "2026-03-20")]
TAHUN = baca("standar").tahun


@pytest.mark.parametrize(
    "setelan",
    [
        {"zona": "Asia/Singapore"},
        {"zona": "WIB"},
        {"jam_kerja": {}},
        {"jam_kerja": {"senin": SENIN, "senen": SENIN}},
        {"jam_kerja": {"senin": [("16.00", "07.30")]}},
        {"jam_kerja": {"senin": [("07.30", "07.30")]}},
        {"jam_kerja": {"senin": [("07.30", "12.00"), ("11.59", "16.00")]}},
        {"jam_kerja": {"senin": [("13.00", "16.00"), ("07.30", "12.00")]}},
        {"jam_kerja": {"senin": [("7.30", "12.00")]}},
        {"jam_kerja": {"senin": [("07:30", "12:00")]}},
        {"jam_kerja": {"senin": [("07.30", "24.30")]}},
        {"jam_kerja": {"senin": [("07.30",)]}},
        {"jam_sms": ("20.00", "08.00")},
        {"libur": ["2026-06-02"], "hari_kerja_pengganti": ["2026-06-02"]},
        {"libur": ["2026-02-30"]},
        {"menit_per_hari": 0},
        {"menit_per_hari": 1441},
        {"kode_per_hari": 0},
        {"draf_hari": -1},
        {"skm_paling_sedikit": 1},
        {"daerah": "Kabupaten Yang Namanya Panjang Sekali"},
        {"daerah": "Kab. Contoh\n"},
        {"pengirim_sms": "DPMPTSPCONTOH"},
        {"pengirim_sms": "12345"},
        {"pola_nomor": {"sk": "503/{unit}/{tahun}"}},
        {"pola_nomor": {"sk": "503/{urut}/{tahun}/{rahasia}"}},
        {"pola_nomor": {"sk": "503/{urut:zz}/{tahun}"}},
        {"pola_nomor": {"sk": "503/{urut/{tahun}"}},
        {"asumsi": ["nama_derah"]},
        {"alasan_umum": {"surat": ["Buram."]}},
        {"alasan_umum": {"berkas": [""]}},
        {"nama_daerah": ""},
        {"hari_tutup": []},
        {"jam_ramadan": {}},
        {"tahun": {}},
        {"tahun": {2026: {"ramadan": RAMADAN}}},
        {"tahun": {2026: {"skb": "x", "ramadan": RAMADAN}}},
        {"tahun": {1999: {"skb": "SKB 1", "ramadan": []}}},
        {"peringatan_persen": 0},
        {"peringatan_persen": 100},
        {"peringatan_gugur_hari": 0},
        {"pengingat_berlaku_hari": [90, 0]},
        {"eskalasi": ["½ hari"]},
        {"pimpinan": "Kepala Dinas"},
        {"masa_berlaku_tahun": 0},
    ],
    ids=str,
)
def test_a_wrong_setting_is_refused(setelan: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ubah(**setelan)


def test_hours_that_touch_are_allowed() -> None:
    jam = (("07.30", "12.00"), ("12.00", "16.00"))
    assert ubah(jam_kerja={"rabu": jam}).jam_kerja.per_hari[2] == jam


@pytest.mark.parametrize("nama", ["../app", "", "Standar", "tidak_ada"])
def test_an_unknown_office_is_refused(nama: str) -> None:
    with pytest.raises(KantorFaulty, match=r"Setelan kantor|Nama setelan"):
        baca(nama)


def test_every_fault_of_a_file_is_told_at_once(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    teks = kantor._FOLDER.joinpath("standar.toml").read_text("utf-8")
    teks = teks.replace('unit = "DPMPTSP"\n', "").replace("draf_hari = 30", "draf = 30")
    (tmp_path / "rusak.toml").write_text(teks.replace('"16.30"', '"12.30"'), "utf-8")
    (tmp_path / "bukan_toml.toml").write_text("unit =", "utf-8")
    monkeypatch.setattr(kantor, "_FOLDER", tmp_path)
    with pytest.raises(KantorFaulty) as kesalahan:
        baca("rusak")
    assert str(kesalahan.value) == (
        "Setelan kantor rusak.toml: unit: belum diisi; "
        "jam_kerja.jumat.1: jam selesai harus sesudah jam mulai; "
        "draf_hari: belum diisi; draf: setelan ini tidak dikenal."
    )
    with pytest.raises(KantorFaulty, match="tidak terbaca"):
        baca("bukan_toml")


def test_the_holiday_library_is_not_imported_before_a_day_is_counted() -> None:
    kode = (
        "import sys; from chalicelib.domain import jam_kerja, kantor; "
        "jam_kerja.Kalender.dari(kantor.baca('standar')); sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", kode], check=False).returncode == 0


def tahun(y: int, *ramadan: tuple[str, str]) -> dict[str, Any]:
    return {"tahun": {**TAHUN, y: {"skb": "untuk uji", "ramadan": ramadan}}}


@pytest.mark.parametrize(
    ("setelan", "kesalahan"),
    [
        (tahun(2027), "tahun.2027.ramadan: belum diisi, padahal kantor ini mempunyai jam_ramadan"),
        (
            tahun(2027, ("2026-02-08", "2026-03-09")),
            "tahun.2027.ramadan: 2026-02-08 sampai 2026-03-09 tidak seluruhnya dalam tahun 2027",
        ),
        (
            tahun(2030, ("2030-12-26", "2031-01-23")),
            "tahun.2030.ramadan: 2030-12-26 sampai 2031-01-23 tidak seluruhnya dalam tahun 2030",
        ),
        (
            tahun(2027, ("2027-02-08", "2027-03-10")),
            "tahun.2027.ramadan: 2027-02-08 sampai 2027-03-10 lebih dari 30 hari",
        ),
        (
            tahun(2030, ("2030-12-26", "2030-12-31"), ("2030-01-06", "2030-02-04")),
            "tahun.2030.ramadan: rentang harus berurutan dan tidak boleh bertumpuk",
        ),
        ({"tahun": {}}, "tahun: libur_nasional memerlukan sedikitnya satu tahun dengan SKB-nya"),
        (
            {"libur": ["2026-06-02"], "hari_kerja_pengganti": ["2026-06-02"]},
            "libur: 2026-06-02 sekaligus hari kerja pengganti",
        ),
        ({"atasan": {"kepala": "kasi"}}, "atasan.kepala: pimpinan tidak mempunyai atasan"),
        ({"atasan": {"kasi": "kasi"}}, "atasan.kasi: berputar: kasi → kasi"),
        (
            {"atasan": {"loket": "kasi", "kasi": "kabid", "kabid": "kasi"}},
            "atasan.kabid: berputar: kabid → kasi → kabid; "
            "atasan.kasi: berputar: kasi → kabid → kasi",
        ),
        (
            {"eskalasi": ["½ hari", "3 hari kerja"]},
            "eskalasi: tulis dalam menit, jam atau hari, bukan hari kerja",
        ),
        (
            {"eskalasi": ["1 hari", "450 menit"]},
            "eskalasi: waktu yang pertama harus lebih pendek daripada yang kedua",
        ),
        (
            {"eskalasi": ["7½ jam", "½ hari"], "atasan": {"kepala": "kasi"}},
            "atasan.kepala: pimpinan tidak mempunyai atasan; "
            "eskalasi: waktu yang pertama harus lebih pendek daripada yang kedua",
        ),
    ],
    ids=lambda x: str(x)[:60],
)
def test_settings_that_cannot_be_meant_together_are_told_by_name(
    setelan: dict[str, Any], kesalahan: str
) -> None:
    assert ditolak(**setelan) == kesalahan


@pytest.mark.parametrize(
    ("setelan", "kesalahan"),
    [
        (
            {"batas_hukum": {"waktu": "5 hari", "dasar": "UU"}},
            "batas_hukum.waktu: batas hukum ditulis dalam hari kerja, misalnya 5 hari kerja",
        ),
        (
            {"pengingat_berlaku_hari": [30, 30, 7]},
            "pengingat_berlaku_hari: tulis dari yang terbesar ke yang terkecil, tanpa pengulangan",
        ),
        (
            {"batas_telepon": "sebentar"},
            "batas_telepon: Waktu 'sebentar' tidak terbaca. Contoh: 10 menit, ½ hari, "
            "10 hari kerja.",
        ),
        (
            {"jam_ramadan": {"senin": [("08.00", "12.00"), ("11.30", "15.00")]}},
            "jam_ramadan.senin: rentang jam harus berurutan dan tidak boleh bertumpuk",
        ),
        (
            tahun(2027, ("2027-03-09", "2027-02-08")),
            "tahun.2027.ramadan.0: hari terakhir mendahului hari pertama",
        ),
    ],
    ids=lambda x: str(x)[:60],
)
def test_a_setting_that_is_wrong_by_itself_is_told_by_name(
    setelan: dict[str, Any], kesalahan: str
) -> None:
    assert ditolak(**setelan) == kesalahan


@pytest.mark.parametrize(
    "setelan",
    [
        {"eskalasi": ["449 menit", "1 hari"]},
        {"atasan": {}},
        {"atasan": {"loket": "kasi", "kasi": "kabid", "lain": "kasi"}},
        {"batas_hukum": {"waktu": "5 hari kerja", "dasar": "UU 30/2014 Pasal 53"}},
        {"pengingat_berlaku_hari": []},
        tahun(2030, ("2030-01-06", "2030-02-04"), ("2030-12-26", "2030-12-31")),
        {"jam_ramadan": None, **tahun(2027)},
    ],
    ids=str,
)
def test_settings_that_can_be_meant_are_taken(setelan: dict[str, Any]) -> None:
    ubah(**setelan)


@pytest.mark.parametrize("nama", ["standar", "buka_terus"])
def test_the_officers_whom_an_office_names_are_those_of_its_sop(nama: str) -> None:
    setelan = baca(nama)
    disebut = {*setelan.atasan, *setelan.atasan.values(), setelan.pimpinan}
    for kunci in daftar_kunci():
        sop = muat(kunci)
        assert disebut | setelan.pelaksana_nonaktif <= {*sop.pelaksana, "dlh"}
        gugur = [baca_norma(langkah.gugur) for langkah in sop.langkah.values() if langkah.gugur]
        assert all(setelan.peringatan_gugur_hari < norma.jumlah for norma in gugur)
        assert gugur
