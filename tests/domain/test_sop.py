"""The SOP table: its words are those of the source, its versions and variants load."""

from pathlib import Path

import pytest

from chalicelib.domain import sop
from chalicelib.domain.sop import Sop, SopFaulty

DATA = Path(__file__).parent / "data"
CONTOH = (DATA / "contoh.toml").read_text(encoding="utf-8")
SEL = ("kegiatan", "kelengkapan", "waktu", "output", "keterangan")

# In which column of the source a cell stands; from row 22 on its columns are shifted.
BIASA = {"kelengkapan": 14, "waktu": 15, "output": 16, "keterangan": 17}
KOLOM = (
    dict.fromkeys(range(1, 12), BIASA)
    | {no: {"kelengkapan": 12, "output": 13} for no in (22, 23, 24, 25)}
    | {no: {"kelengkapan": 12, "waktu": 13, "output": 14} for no in (26, 27, 30)}
    | {no: {"output": 14} for no in (28, 29)}
)
PERBAIKAN = {
    *((11, "kegiatan"), (30, "kegiatan")),
    *((no, "output") for no in (22, 23, 24, 25, 28, 29, 30)),
}


@pytest.fixture(scope="module")
def ikrg() -> Sop:
    return sop.muat("ikrg-v1")


def sumber() -> dict[int, dict[str, str]]:
    baris = {}
    for teks in (DATA / "sop_sumber.tsv").read_text(encoding="utf-8").splitlines():
        sel = teks.split("\t")
        no = int(sel[0])
        tertulis = {nama: sel[i] for nama, i in KOLOM[no].items() if i < len(sel)}
        baris[no] = {"kegiatan": sel[1], **tertulis}
    return baris


def tulis(tmp_path: Path, teks: str) -> Path:
    berkas = tmp_path / "1.toml"
    berkas.write_text(teks, encoding="utf-8")
    return berkas


# ------------------------------------------------------------------------------- the words


def test_all_thirty_rows_are_there(ikrg: Sop) -> None:
    nomor = [baris.no for baris in ikrg.langkah.values() if baris.no]
    kembar = {no for no in nomor if nomor.count(no) == 2}
    assert sorted(set(nomor)) == list(range(1, 31))
    assert (kembar, len(nomor)) == ({7, 16, 17}, 33)
    assert {b.kode for b in ikrg.langkah.values() if b.no is None} == {
        "perbaikan_berkas",
        "perbaikan_lapangan",
        "kelengkapan_diskominfo",
        "kelengkapan_dlh",
    }


@pytest.mark.parametrize("no", KOLOM)
def test_every_cell_is_word_for_word_the_source(ikrg: Sop, no: int) -> None:
    baris = next(b for b in ikrg.langkah.values() if b.no == no)
    for sel in SEL:
        tertulis = sumber()[no].get(sel, "")
        if baris.asal[sel] == "disimpulkan":
            assert not tertulis, f"the source has {sel}"
            assert getattr(baris, sel)
        else:
            assert baris.semula.get(sel, getattr(baris, sel)) == tertulis


def test_only_the_known_slips_of_the_source_are_repaired(ikrg: Sop) -> None:
    assert {(b.no, sel) for b in ikrg.langkah.values() for sel in b.semula} == PERBAIKAN
    assert "Mengirimkan" in ikrg.langkah["mengirim_sms_cek_lokasi"].kegiatan
    assert ikrg.langkah["mengarsipkan"].kegiatan.endswith("E-Dokumen")
    assert [(p.kode, p.semula) for p in ikrg.pelaksana.values() if p.semula] == [
        ("kepala", "Kepala DPMPSTP")
    ]


def test_a_reconstructed_row_never_claims_the_source(ikrg: Sop) -> None:
    karangan = [b for b in ikrg.langkah.values() if b.no not in KOLOM or b.pelaksana == "dlh"]
    assert {asal for b in karangan for asal in b.asal.values()} == {"disimpulkan"}
    assert {b.asal["pelaksana"] for b in ikrg.langkah.values()} == {"disimpulkan"}


def test_agencies_never_see_nik_or_npwp(ikrg: Sop) -> None:
    assert not any(i.rekomendasi for i in ikrg.isian if i.kode in ("nik", "npwp", "hp"))
    assert {p.untuk for p in ikrg.persyaratan if p.kode in ("ktp", "npwp")} == {"izin"}
    assert {k for k, p in ikrg.pelaksana.items() if p.hanya_rekomendasi} == {
        "diskominfo",
        "dlh",
        "tim_teknis",
    }


# ---------------------------------------------------------------------------- the variants


def test_without_dlh_its_rows_papers_and_choices_are_gone() -> None:
    tanpa = sop.muat("ikrg-v1-tanpa-dlh")
    sisa = {k for k in tanpa.langkah if "dlh" in k} | {p.kode for p in tanpa.persyaratan} & {"sppl"}
    pilihan = [i.pilihan for b in tanpa.langkah.values() for a in b.aksi for i in a.isian]
    assert not sisa
    assert not any("dlh" in p for p in pilihan)
    assert (tanpa.blok, len(tanpa.langkah)) == ({}, 33)
    assert {baris.no for baris in tanpa.langkah.values()} >= {*range(1, 31)}


def test_the_kunci_names_version_and_variant() -> None:
    assert sop.daftar_kunci() == ("ikrg-v1", "ikrg-v1-tanpa-dlh")
    assert sop.terbaru("ikrg", frozenset()) == "ikrg-v1"
    assert sop.terbaru("ikrg", frozenset({"dlh"})) == "ikrg-v1-tanpa-dlh"
    assert sop.terbaru("ikrg", frozenset({"kasi"})) == "ikrg-v1"
    assert sop.muat("ikrg-v1") is sop.muat("ikrg-v1")


@pytest.mark.parametrize(
    "kunci", ["", "ikrg", "ikrg-v2", "ikrg-v1-tanpa-", "ikrg-v1-tanpa-kasi", "ikrg-v1-dlh", "../1"]
)
def test_an_unknown_kunci_is_a_key_error(kunci: str) -> None:
    with pytest.raises(KeyError):
        sop.muat(kunci)


def test_a_second_permit_needs_only_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kode, versi in (("contoh", 2), ("contoh", 10)):
        berkas = tmp_path / kode / f"{versi}.toml"
        berkas.parent.mkdir(exist_ok=True)
        berkas.write_text(CONTOH, encoding="utf-8")
    monkeypatch.setattr(sop, "FOLDER", tmp_path)
    assert sop.terbaru("contoh") == "contoh-v10"
    assert sop.muat("contoh-v2-tanpa-dinas").blok == {}
    assert len(sop.daftar_kunci()) == 4


def test_a_folder_holds_its_own_kind_of_permit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lain").mkdir()
    tulis(tmp_path / "lain", CONTOH)
    monkeypatch.setattr(sop, "FOLDER", tmp_path)
    with pytest.raises(SopFaulty, match="folder"):
        sop.muat("lain-v1")
