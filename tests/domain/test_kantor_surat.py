"""The settings of letters: what is missing or wrong is told by its name, before anybody signs."""

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.domain import kantor, kantor_surat
from chalicelib.domain.kantor import Kantor, KantorFaulty, baca
from chalicelib.domain.kantor_surat import daftar_logo, kesalahan_sop, nomor_surat
from chalicelib.domain.sop import muat
from infra.kantor import periksa_kantor

STANDAR = baca("standar")


def dengan(jalur: str, nilai: object) -> dict[str, Any]:
    """The settings with one value (`kop.logo`) set, or taken away by None."""
    isi = copy.deepcopy(STANDAR.model_dump(mode="json"))
    *induk, akhir = jalur.split(".")
    tempat = isi
    for nama in induk:
        tempat = tempat[nama]
    if nilai is None:
        del tempat[akhir]
    else:
        tempat[akhir] = nilai
    return isi


def ditolak(jalur: str, nilai: object) -> str:
    with pytest.raises(ValidationError) as galat:
        Kantor.model_validate(dengan(jalur, nilai))
    return kantor._kesalahan(galat.value)


@pytest.mark.parametrize(
    "jalur",
    [
        *("kop", "kop.pemerintah", "kop.nama", "kop.alamat", "kop.kode_pos", "kop.logo"),
        *("pejabat", "pejabat.kepala.nama", "pejabat.kepala.nip", "pejabat.kepala.pangkat"),
        *("pejabat.kepala.jabatan", "dinas", "dinas.diskominfo.kop", "dinas.diskominfo.kepala"),
        *("dinas.dlh.sebutan", "surat", "surat.sk", "surat.bap", "surat.undangan.cara"),
        *("surat.surat_penolakan", "surat.sk_pencabutan", "surat.tanda_terima_berkas"),
        *("surat.tanda_terima_penyerahan", "surat.surat_pengantar", "surat.sk.penanda_tangan"),
        *("dasar_hukum", "ketentuan", "ketentuan.lingkup", "ketentuan.menimbang"),
        *("ketentuan.kewajiban", "ketentuan.larangan", "ketentuan.sanksi", "tembusan"),
        *("kode_klasifikasi", "tempat_penetapan", "alamat_verifikasi", "cara_keberatan"),
        *("uji_coba", "arsip", "arsip.mode", "arsip.tahun", "pola_nomor.sk_pencabutan"),
    ],
)
def test_a_missing_setting_is_told_by_its_name(jalur: str) -> None:
    assert f"{jalur}: belum diisi" in ditolak(jalur, None)


@pytest.mark.parametrize(
    ("jalur", "nilai", "kesalahan"),
    [
        ("pejabat.kepala.nip", "123", "NIP ditulis seperti 19690412 199403 2 004"),
        ("kop.nama", "Dinas\u202eX", "memuat karakter yang tidak terlihat"),
        ("alamat_verifikasi", "http://a.go.id", "alamat harus dimulai dengan https://"),
        ("alamat_verifikasi", "https://a.go.id/#x", "dan tanpa tanda # atau ?"),
        ("kop.logo", "../rahasia.png", "kop.logo"),
        ("kop.logo", "logo.gif", "kop.logo"),
        ("arsip.mode", "HAPUS", "arsip.mode"),
        ("arsip.tahun", 0, "arsip.tahun"),
        ("dasar_hukum", [], "dasar_hukum"),
        ("pejabat.kepala.plt", "Pj.", "pejabat.kepala.plt"),
        ("surat.undangan.cara", "elektronik", "surat.undangan.cara: elektronik hanya untuk sk, "),
        ("surat.sk.penanda_tangan", "camat", "surat.sk.penanda_tangan: camat tidak ada di pejabat"),
        ("surat.undangan.penanda_tangan", "", "surat.undangan.penanda_tangan: belum diisi"),
        ("pola_nomor.sk", "503/{urut}/{kode}/{tahun}", "selain itu {bulan_romawi}, {klasifikasi}"),
        ("kop.motto", "Maju", "kop.motto: setelan ini tidak dikenal"),
    ],
)
def test_a_wrong_setting_is_told_by_its_name(jalur: str, nilai: object, kesalahan: str) -> None:
    sebab = ditolak(jalur, nilai)
    assert jalur.split(".")[0] in sebab
    assert kesalahan in sebab


def test_names_and_addresses_may_have_any_letters() -> None:
    isi = Kantor.model_validate(dengan("pejabat.kepala.nama", "Dr. Zoë Ñusa’a, M.Si."))
    assert isi.pejabat["kepala"].nama == "Dr. Zoë Ñusa’a, M.Si."


def test_a_number_follows_its_pattern() -> None:
    isi = dengan(
        "pola_nomor.sk", "{klasifikasi}/{urut:03}/{kode_izin}/{unit}/{bulan_romawi}/{tahun}"
    )
    baru = Kantor.model_validate(isi)
    hari = date(2026, 12, 31)
    assert nomor_surat(baru, "sk", "IKRG", 7, hari) == "500.16.7.2/007/IKRG/DPMPTSP/XII/2026"
    assert nomor_surat(STANDAR, "sk", "IKRG", 112, hari) == "503/0112/IKRG/DPMPTSP/XII/2026"


def test_who_signs_a_letter_is_an_official_or_the_head_of_an_agency() -> None:
    assert STANDAR.penanda_tangan("sk") == STANDAR.pejabat["kepala"]
    assert STANDAR.penanda_tangan("rekomendasi_dlh") == STANDAR.dinas["dlh"].kepala
    assert STANDAR.penanda_tangan("bap") is None


def test_an_sop_asks_for_its_agencies() -> None:
    tanpa = Kantor.model_validate(dengan("dinas", {}) | {"surat": _surat_tanpa_dinas()})
    assert [*kesalahan_sop(tanpa, muat("ikrg-v1"))][:2] == [
        "dinas.diskominfo: belum diisi",
        "dinas.dlh: belum diisi",
    ]
    assert [*kesalahan_sop(STANDAR, muat("ikrg-v1"))] == []


@pytest.mark.parametrize("kode", ["sk", "undangan", "rekomendasi_dlh", "tanda_terima_berkas"])
def test_only_what_the_sop_has_somebody_sign_on_glass_may_be_signed_so(kode: str) -> None:
    surat = STANDAR.surat | {kode: STANDAR.surat[kode].model_copy(update={"cara": "kaca"})}
    kantor = STANDAR.model_copy(update={"surat": surat})
    assert [*kesalahan_sop(kantor, muat("ikrg-v1"))] == [
        f"surat.{kode}.cara: kaca hanya untuk bap, tanda_terima_penyerahan"
    ]


def _surat_tanpa_dinas() -> dict[str, Any]:
    semua = STANDAR.model_dump(mode="json")["surat"]
    return {kode: isi for kode, isi in semua.items() if not kode.startswith("rekomendasi_")}


@pytest.mark.parametrize(
    ("nama", "isi", "kesalahan"),
    [
        ("contoh.svg", b"<html></html>", "kop.logo: berkas contoh.svg bukan gambar SVG"),
        ("contoh.png", b"GIF89a", "kop.logo: berkas contoh.png bukan gambar PNG"),
        ("contoh.jpg", b"\x89PNG\r\n\x1a\n", "kop.logo: berkas contoh.jpg bukan gambar JPG"),
        ("contoh.png", None, "kop.logo: berkas contoh.png tidak ada di logo/"),
    ],
)
def test_a_logo_that_is_no_image_is_told_when_the_office_is_loaded(
    nama: str,
    isi: bytes | None,
    kesalahan: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    logo = tmp_path / "logo"
    logo.mkdir()
    if isi is not None:
        logo.joinpath(nama).write_bytes(isi)
    monkeypatch.setattr(kantor_surat, "FOLDER_LOGO", logo)
    baru = Kantor.model_validate(dengan("kop.logo", nama))
    assert kesalahan in [*kantor_surat.kesalahan_logo(baru)]


def test_a_file_of_settings_with_a_bad_logo_does_not_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    teks = kantor._FOLDER.joinpath("standar.toml").read_text("utf-8")
    tmp_path.joinpath("uji.toml").write_text(
        teks.replace("contoh.svg", "tidak-ada.png", 1), "utf-8"
    )
    monkeypatch.setattr(kantor, "_FOLDER", tmp_path)
    with pytest.raises(KantorFaulty, match=r"uji\.toml: kop\.logo: berkas tidak-ada\.png"):
        baca("uji")


@pytest.mark.parametrize("nama", ["standar", "buka_terus"])
def test_every_office_is_fit_to_be_deployed(nama: str) -> None:
    assert periksa_kantor(nama) is baca(nama)


def test_a_logo_that_only_begins_like_an_image_is_told_at_deploy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chalicelib.adapters import gambar

    rusak = tmp_path / "contoh.svg"
    rusak.write_bytes(b"<svg <<< bukan svg")
    monkeypatch.setattr(gambar, "FOLDER_LOGO", tmp_path)
    gambar.logo.cache_clear()
    with pytest.raises(KantorFaulty, match=r"kop\.logo: contoh\.svg bukan gambar"):
        periksa_kantor("standar")
    gambar.logo.cache_clear()


def test_every_logo_has_the_name_of_its_setting() -> None:
    assert daftar_logo(STANDAR).keys() == {
        "kop.logo",
        "dinas.diskominfo.kop.logo",
        "dinas.dlh.kop.logo",
    }
