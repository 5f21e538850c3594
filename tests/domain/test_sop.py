"""The SOP table: its words are those of the source, and a faulty table is told all its faults."""

import random
import re
from pathlib import Path

import pytest

from chalicelib.domain import sop
from chalicelib.domain.sop import Sop, SopFaulty, baca

DATA = Path(__file__).parent / "data"
CONTOH = (DATA / "contoh.toml").read_text(encoding="utf-8")
SEL = ("kegiatan", "kelengkapan", "waktu", "output", "keterangan")

# In which column of the source a cell stands; from row 22 on its columns are shifted.
BIASA = {"kelengkapan": 14, "waktu": 15, "output": 16, "keterangan": 17}
KOLOM = (
    {no: BIASA for no in range(1, 12)}
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


def ubah(teks: str, *ganti: tuple[str, str]) -> str:
    for lama, baru in ganti:
        assert lama in teks, lama
        teks = teks.replace(lama, baru, 1)
    return teks


def kesalahan(tmp_path: Path, teks: str) -> list[str]:
    with pytest.raises(SopFaulty) as info:
        baca(tulis(tmp_path, teks))
    return [str(fault) for fault in info.value.faults]


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


# ------------------------------------------------------------------------------- the faults

BERSAMA = [
    ('pelaksana = "loket"\nkegiatan', 'pelaksana = "lokat"\nkegiatan', "langkah terima: pelaksana 'lokat'"),
    ('diwakili = "loket"', 'diwakili = "lurah"', "langkah mohon: pelaksana 'lurah'"),
    ("cacat = true,", "cacad = true,", "langkah terima, aksi kembalikan: efek 'cacad'"),
    ('paraf = "draf"', 'paraf = "drap"', "langkah putuskan, aksi setuju: efek 'paraf'"),
    ('kirim_sms = "kurang"', "kirim_sms = 3", "langkah terima, aksi kembalikan: efek 'kirim_sms'"),
    ('ke = "terima"', 'ke = "terimo"', "langkah mohon, aksi ajukan: menuju 'terimo'"),
    ('ke = "perbaikan"', 'ke = "bersama"', "langkah perbaikan: tidak pernah tercapai"),
    ('ke = "tanya"', 'ke = "gabung"', "langkah tanya: tidak pernah tercapai"),
    ('kode = "saran"', 'kode = "timbang"', "langkah timbang: kode dipakai lebih dari sekali"),
    ("no = 4", "no = 2", "langkah terima, putuskan: nomor 2 dipakai lebih dari sekali"),
    ('"½ hari"', '"sebentar"', "langkah terima: waktu 'sebentar'"),
    ('gugur = "30 hari"', 'gugur = "sebulan"', "langkah tanya: waktu 'sebulan'"),
    ('janji = "5 hari kerja"', 'janji = "lekas"', "tabel: janji 'lekas'"),
    ('jenis = "teks" }', 'jenis = "angka" }', "aksi cukup, isian hasil: jenis 'angka'"),
    ('pilihan = ["kecil", "besar"]', "", "formulir, isian golongan: pilihan"),
    ('{ kode = "draf", bila', '{ kode = "draft", bila', "aksi setuju: berkas 'draft'"),
    ('putusan = "terbit"', 'keputusan = "terbit"', "aksi setuju: bila menyebut 'keputusan'"),
    ('kode = "ktp"', 'kode = "draf"', "berkas draf: kode dipakai lebih dari sekali"),
    ('status = "Diterima"', 'status = "Diterimo"', "langkah mohon, aksi ajukan: status 'Diterimo'"),
    ('status_gugur = "Gugur"', 'status_gugur = "Lewat"', "tabel: status_gugur 'Lewat'"),
    ('aksi = "setuju"', 'aksi = "tolak"', "penarikan: tidak ada aksi 'tolak' pada 'putuskan'"),
    ('["saran"]', '["saran", "putuskan"]', "blok bersama: lanjut ke 'putuskan' di dalam blok"),
    ('"beri"\nnama = "Beri saran"\nke = "gabung"', '"beri"\nnama = "B"\nke = "timbang"', "keluar dari cabangnya"),
    ('ke = "dengar"', 'ke = "gabung"', "langkah kabari, aksi kirim: menuju gabung"),
    ('"setuju"\nnama = "Setuju"\nke = "kabari"', '"setuju"\nnama = "S"\nke = "asal"', "aksi setuju: menuju asal"),
    ('ke = "selesai"', 'ke = "kabari"', "tabel: tidak ada aksi yang menuju selesai"),
    ('mulai = "mohon"', 'mulai = "saran"', "tabel: mulai 'saran'"),
    ('kode = "ulang"', 'kode = "setuju"', "langkah putuskan: aksi 'setuju' tertulis lebih"),
    ('otomatis = "kirim"', 'otomatis = "terbang"', "langkah kabari: otomatis menyebut aksi 'terbang'"),
    ('menunggu_sms = "jadi"', 'menunggu_sms = "kabar"', "langkah dengar: menunggu SMS 'kabar'"),
    ('kegiatan = "diperbaiki"', 'kegiatan = "sumber"', "langkah terima: semula kegiatan"),
    ('semula = "Loked"', "", "pelaksana loket: semula"),
    ('waktu = "disimpulkan", ', "", "langkah timbang: asal waktu tidak ditulis"),
    ('kegiatan = "Mengajukan permohonan"', "", "langkah mohon: nama kosong"),
]  # fmt: skip
SENDIRI = [
    ("cacat = true,", 'cacat = "ya",', "langkah terima, aksi kembalikan: efek 'cacat'"),
    ("no = 4", "no = 3", "langkah timbang, saran, putuskan: nomor 3"),
    ("no = 4", "no = 0", "langkah putuskan: nomor 0"),
    ('"½ hari"', '""', "langkah terima: waktu ''"),
    ('kode = "golongan"', 'kode = "nama"', "formulir, isian nama: kode dipakai lebih dari sekali"),
    ('golongan = "besar"', 'golongan = "sedang"', "berkas ktp: bila menyebut 'sedang'"),
    ('untuk = "izin"', 'untuk = "semua"', "berkas ktp: untuk 'semua'"),
    ('["saran"]]', '["saran"], ["timbang"]]', "'timbang' berada di lebih dari satu cabang"),
    (', ["saran"]]', "]", "blok bersama: harus punya sedikitnya dua cabang"),
    (', ["saran"]]', ", []]", "blok bersama: harus punya sedikitnya dua cabang"),
    ('lanjut = "putuskan"', 'lanjut = "putus"', "blok bersama: lanjut ke 'putus' yang tidak ada"),
    ('"beri"\nnama = "Beri saran"\nke = "gabung"', '"beri"\nnama = "B"\nke = "saran"', "blok bersama: cabang ke-2 tidak pernah bergabung"),
    ('ke = "terima"', 'ke = "timbang"', "masuk ke tengah blok; arahkan ke 'bersama'"),
    ('ke = "asal"\n\n[[langkah]]\nno = 3', 'ke = "tanya"\n\n[[langkah]]\nno = 3', "langkah tanya: tidak ada jalan"),
    ('kode = "ajukan"', 'kode = "pegang"', "langkah mohon, aksi pegang: kode 'pegang'"),
    ('kode = "ulang"', 'kode = "Ulang!"', "langkah putuskan, aksi Ulang!: kode 'Ulang!'"),
    ('kode = "perbaikan"', f'kode = "{"p" * 81}"', "paling banyak 76 karakter"),
    ('efek = { kirim_sms = { templat = "jadi"', 'isian = [{ kode = "x", nama = "X", jenis = "teks" }]\nefek = { kirim_sms = { templat = "jadi"', "langkah kabari: otomatis, tetapi"),
    ('semula = { kegiatan = "Mererima permohonan" }', "", "langkah terima: semula kegiatan"),
    ('waktu = "disimpulkan", ', 'waktu = "kira-kira", ', "langkah timbang: asal waktu 'kira-kira'"),
    ('waktu = "disimpulkan", ', 'waktu = "sumber", ', "langkah timbang: pembanding waktu"),
    ("no = 4", 'no = "empat"', "langkah putuskan: 'no' jenis nilainya keliru"),
    ('status = "Diterima"\n', 'statuz = "Diterima"\n', "langkah mohon, aksi ajukan: 'statuz' tidak dikenal"),
    ('kode = "contoh"', 'kode = "contoh', "berkas: bukan TOML yang benar"),
]  # fmt: skip


@pytest.mark.parametrize(("lama", "baru", "harus"), BERSAMA + SENDIRI)
def test_a_fault_is_told_with_its_row_and_reason(
    tmp_path: Path, lama: str, baru: str, harus: str
) -> None:
    faults = kesalahan(tmp_path, ubah(CONTOH, (lama, baru)))
    assert any(harus in fault for fault in faults), faults


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    teks = ubah(CONTOH, *((lama, baru) for lama, baru, _ in BERSAMA))
    faults = "\n".join(kesalahan(tmp_path, teks))
    assert [harus for _, _, harus in BERSAMA if harus not in faults] == []


def test_a_fault_of_a_variant_is_told_too(tmp_path: Path) -> None:
    mengabari = 'pelaksana = "loket"\nkegiatan = "Mengabari"'
    teks = ubah(CONTOH, (mengabari, mengabari.replace("loket", "dinas")))
    assert any(f.startswith("tanpa dinas: langkah putuskan") for f in kesalahan(tmp_path, teks))


def test_a_damaged_table_is_refused_not_a_crash(tmp_path: Path) -> None:
    acak = random.Random(30)
    baris = CONTOH.splitlines()
    for nomor, isi in enumerate(baris):
        nilai = acak.choice(("3", "[]", "{}", '""', "[[]]", "{ a = [1] }", "true"))
        for ganti in ("", re.sub(r"= .*", f"= {nilai}", isi)):
            berkas = tulis(tmp_path, "\n".join([*baris[:nomor], ganti, *baris[nomor + 1 :]]))
            try:
                baca(berkas)
            except SopFaulty as error:
                assert error.faults


def test_the_file_is_named_by_its_version(tmp_path: Path) -> None:
    berkas = tmp_path / "baru.toml"
    berkas.write_text(CONTOH, encoding="utf-8")
    with pytest.raises(SopFaulty, match="nomor versi"):
        baca(berkas)
