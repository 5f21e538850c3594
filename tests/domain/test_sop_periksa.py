"""A faulty SOP table is told all its faults at once, each with its row and reason."""

import random
import re
from pathlib import Path

import pytest

from chalicelib.domain import efek
from chalicelib.domain.sop import FOLDER, SopFaulty, baca
from chalicelib.domain.sop_periksa.baris import EFEK

CONTOH = (Path(__file__).parent / "data" / "contoh.toml").read_text(encoding="utf-8")
BUTUH = "langkah kabari: otomatis, tetapi aksi 'kirim' memerlukan"

BERSAMA = [
    ('"loket"\nkegiatan', '"lokat"\nkegiatan', "langkah terima: pelaksana 'lokat'"),
    ('diwakili = "loket"', 'diwakili = "lurah"', "langkah mohon: pelaksana 'lurah'"),
    ("cacat = true,", "cacad = true,", "langkah terima, aksi kembalikan: efek 'cacad'"),
    ('paraf = "draf"', 'paraf = "drap"', "langkah putuskan, aksi setuju: efek 'paraf'"),
    ('terbitkan = "draf"', 'terbitkan = "sl"', "aksi setuju: efek 'terbitkan'"),
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
    ('saran"\nke = "gabung"', 'saran"\nke = "timbang"', "keluar dari cabangnya"),
    ('ke = "dengar"', 'ke = "gabung"', "langkah kabari, aksi kirim: menuju gabung"),
    ('"Setuju"\nke = "kabari"', '"Setuju"\nke = "asal"', "aksi setuju: menuju asal"),
    ('ke = "selesai"', 'ke = "kabari"', "tabel: tidak ada aksi yang menuju selesai"),
    ('mulai = "mohon"', 'mulai = "saran"', "tabel: mulai 'saran'"),
    ('kode = "ulang"', 'kode = "setuju"', "langkah putuskan: aksi 'setuju' tertulis lebih"),
    ('otomatis = "kirim"', 'otomatis = "terbang"', "otomatis menyebut aksi 'terbang'"),
    ('menunggu_sms = "jadi"', 'menunggu_sms = "kabar"', "langkah dengar: menunggu SMS 'kabar'"),
    ('kegiatan = "diperbaiki"', 'kegiatan = "sumber"', "langkah terima: semula kegiatan"),
    ('semula = "Loked"', "", "pelaksana loket: semula"),
    ('waktu = "disimpulkan", ', "", "langkah timbang: asal waktu tidak ditulis"),
    ('kegiatan = "Mengajukan permohonan"', "", "langkah mohon: nama kosong"),
]  # fmt: skip
SENDIRI = [
    ("cacat = true,", 'cacat = "ya",', "langkah terima, aksi kembalikan: efek 'cacat'"),
    ("cacat = true,", "cacat = [],", "langkah terima, aksi kembalikan: efek 'cacat'"),
    ("cacat = true,", 'cacat = ["surat"],', "langkah terima, aksi kembalikan: efek 'cacat'"),
    ("no = 4", "no = 3", "langkah timbang, saran, putuskan: nomor 3"),
    ("no = 4", "no = 0", "langkah putuskan: nomor 0"),
    ("no = 4", "no = 4\npenilaian = true", "langkah putuskan: penilaian hanya ditawarkan"),
    ("no = 4", 'no = 4\nkepada = ["loket"]', "langkah putuskan: kepada 'loket' bukan pelaksana"),
    ('"½ hari"', '""', "langkah terima: waktu ''"),
    ('kode = "golongan"', 'kode = "nama"', "formulir, isian nama: kode dipakai lebih dari sekali"),
    ('golongan = "besar"', 'golongan = "sedang"', "berkas ktp: bila menyebut 'sedang'"),
    ('untuk = "izin"', 'untuk = "semua"', "berkas ktp: untuk 'semua'"),
    ('["saran"]]', '["saran"], ["timbang"]]', "'timbang' berada di lebih dari satu cabang"),
    (', ["saran"]]', "]", "blok bersama: harus punya sedikitnya dua cabang"),
    (', ["saran"]]', ", []]", "blok bersama: harus punya sedikitnya dua cabang"),
    ('lanjut = "putuskan"', 'lanjut = "putus"', "blok bersama: lanjut ke 'putus' yang tidak ada"),
    ('saran"\nke = "gabung"', 'saran"\nke = "saran"', "cabang ke-2 tidak pernah bergabung"),
    ('ke = "terima"', 'ke = "timbang"', "masuk ke tengah blok; arahkan ke 'bersama'"),
    ('"Jawab"\nke = "asal"', '"Jawab"\nke = "tanya"', "langkah tanya: tidak ada jalan"),
    ('kode = "ajukan"', 'kode = "pegang"', "langkah mohon, aksi pegang: kode 'pegang'"),
    ('kode = "ulang"', 'kode = "Ulang!"', "langkah putuskan, aksi Ulang!: kode 'Ulang!'"),
    ('kode = "perbaikan"', f'kode = "{"p" * 81}"', "paling banyak 76 karakter"),
    ('templat = "jadi"', 'templat = 1', "langkah kabari, aksi kirim: efek 'kirim_sms'"),
    ('efek = { kirim_sms = { t', 'berkas = [{ kode = "draf" }]\nefek = { kirim_sms = { t', BUTUH),
    ('semula = { kegiatan = "Mererima permohonan" }', "", "langkah terima: semula kegiatan"),
    ('waktu = "disimpulkan", ', 'waktu = "kira-kira", ', "langkah timbang: asal waktu 'kira-kira'"),
    ('waktu = "disimpulkan", ', 'waktu = "sumber", ', "langkah timbang: pembanding waktu"),
    ("no = 4", 'no = "empat"', "langkah putuskan: 'no' jenis nilainya keliru"),
    ('status = "Diterima"\n', 'statuz = "Diterima"\n', "aksi ajukan: 'statuz' tidak dikenal"),
    ('jenis = "telepon"', 'jenis = "teks"', "formulir: 'hp' (jenis telepon) harus ada"),
    ('jenis = "teks" }', 'jenis = "teks", cari = "awal" }', "isian hasil: cari 'awal' harus"),
    ('jenis = "telepon"', 'jenis = "telepon"\ncari = "mirip"', "isian hp: cari 'mirip' harus"),
    ('jenis = "pilihan"', 'jenis = "ya_tidak"\ncari = "tepat"', "menurut jenis 'ya_tidak'"),
    ('kode = "contoh"', 'kode = "contoh', "berkas: bukan TOML yang benar"),
]  # fmt: skip


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


def test_the_table_may_name_exactly_the_efek_that_exist() -> None:
    assert EFEK.keys() == efek.EFEK.keys()


@pytest.mark.parametrize(
    ("lama", "baru", "alasan"),
    [
        ('mencabut = "sk"', 'mencabut = "bap"', "mencabut 'bap' yang tidak diterbitkan"),
        ('mencabut = "sk"', 'mencabut = "surat_penolakan"', "yang tidak diterbitkan"),
        ('surat = "sk_pencabutan"\n', "", "mencabut, maka harus punya surat"),
        ('rupa = "foto"', 'rupa = "film"', "rupa 'film' harus foto atau tanda_tangan"),
        (
            'surat = "surat_pengantar"\n',
            'surat = "surat_pengantar"\nrupa = "foto"\n',
            "rupa 'foto' harus foto atau tanda_tangan, pada yang bukan surat",
        ),
        (
            'surat = "lembar_kendali"\n',
            'surat = "lembar_kendali"\nmencabut = "sk"\n',
            "dicabut oleh lebih dari satu surat",
        ),
    ],
)
def test_a_paper_is_of_a_known_look_and_what_revokes_is_issued_itself(
    tmp_path: Path, lama: str, baru: str, alasan: str
) -> None:
    asal = (FOLDER / "ikrg" / "1.toml").read_text(encoding="utf-8")
    assert lama in asal
    berkas = tmp_path / "1.toml"
    berkas.write_text(asal.replace(lama, baru), encoding="utf-8")
    with pytest.raises(SopFaulty, match=alasan):
        baca(berkas)
