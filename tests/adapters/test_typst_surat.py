"""The printed text of every letter, and every letter under hostile input."""

import io
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from chalicelib.adapters.gambar import SISI_TERPANJANG, kecilkan
from chalicelib.adapters.typst import FOLDER, cetak
from chalicelib.adapters.typst import halaman as gambar_halaman
from chalicelib.domain.kantor import baca
from chalicelib.domain.naskah import PENYUSUN, Cetakan, susun
from infra import surat, surat_contoh

KANTOR = baca("standar")
NASKAH = {satu.nama: satu.buat() for satu in surat.contoh(KANTOR)}
SOP = surat_contoh.kasus().sop
DOKUMEN = {d.kode: d for d in SOP.dokumen}
JAHAT = '#panic("x") *b* $x^2$ <b>h</b> "q" \\u{41} @l `k` مرحبا 😀 ' + "W" * 60

ISI = {
    "tanda_terima_berkas": ["TANDA TERIMA BERKAS PERMOHONAN", "TIDAK ADA", "bukti pendaftaran"],
    "surat_pengantar": ["SURAT PENGANTAR", "Budi Santoso", "Dinas Lingkungan Hidup", "25 November"],
    "undangan": ["Undangan pemeriksaan lapangan", "Senin, 30 November 2026", "Dedi Pratama"],
    "bap": ["BERITA ACARA PEMERIKSAAN", "Tidak sesuai", "Foto 5", "Ditandatangani pada kertas"],
    "rekomendasi_diskominfo": ["DINAS KOMUNIKASI DAN INFORMATIKA", "tersebut DIREKOMENDASIKAN"],
    "rekomendasi_dlh": ["DINAS LINGKUNGAN HIDUP", "660/0144/DLH/XII/2026", "Dr. Maya Anggraini"],
    "rekomendasi_penolakan": ["TIDAK DIREKOMENDASIKAN", "dengan alasan:", "Pasal 18 ayat (2)"],
    "draf": ["Belum ditandatangani", "Paraf", "Kabid"],
    "sk": [
        *("NOMOR 503/0112/IKRG/DPMPTSP/XII/2026", "Menimbang", "Mengingat", "Memperhatikan"),
        *("MEMUTUSKAN:", "Menetapkan", "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA"),
        *("9120001234567", "Ditetapkan di Contoh", "a.n. BUPATI CONTOH", "NIP 19690412 199403 2"),
        *("Pembina Utama Muda", "Tembusan:", "Ditandatangani secara elektronik", "Pindai kode QR"),
    ],
    "draf_penolakan": ["PENOLAKAN PERMOHONAN", "Belum ditandatangani"],
    "surat_penolakan": ["503/0007/IKRG-TOLAK/DPMPTSP/XII/2026", "keberatan secara tertulis"],
    "sk_pencabutan": ["Mencabut Keputusan Nomor 503/0112", "mengalihkan izin"],
    "tanda_terima_penyerahan": ["TANDA TERIMA PENYERAHAN", "KTP dengan nomor berakhir 0001"],
    "lembar_kendali": ["LEMBAR KENDALI", "Norma", "Jumlah waktu kantor (jam kerja)"],
    "register": ["BUKU REGISTER SK 2026", "503/0109/IKRG/DPMPTSP/XII/2026", "dicabut"],
}


def halaman(naskah: dict[str, Any]) -> list[str]:
    pdf = cetak(naskah, surat_contoh.gambar(naskah)).pdf
    return [h.extract_text() for h in PdfReader(io.BytesIO(pdf), strict=True).pages]


@cache
def halaman_contoh(nama: str) -> list[str]:
    return halaman(NASKAH[nama])


def rapat(teks: str) -> str:
    return "".join(teks.split())


def test_every_letter_has_its_template_and_its_example() -> None:
    assert {n["templat"] for n in NASKAH.values()} == {*PENYUSUN, "lembar_kendali", "register"}
    assert NASKAH.keys() == ISI.keys()
    assert all((FOLDER / f"{n['templat']}.typ").exists() for n in NASKAH.values())


@pytest.mark.parametrize("nama", ISI)
def test_a_letter_says_what_it_must(nama: str) -> None:
    semua = halaman_contoh(nama)
    for kata in ISI[nama]:
        assert rapat(kata) in rapat(" ".join(semua))
    for no, isi in enumerate(semua, 1):
        assert f"Halaman {no} dari {len(semua)}" in " ".join(isi.split())
        assert "UJI COBA" in isi
        assert NASKAH[nama]["permohonan"] in isi


def test_every_ground_of_a_decision_ends_with_a_semicolon() -> None:
    teks = rapat(" ".join(halaman_contoh("sk")))
    for kelompok in ("menimbang", "mengingat", "memperhatikan"):
        assert all(rapat(f"{isi};") in teks for isi in NASKAH["sk"][kelompok])


@pytest.mark.parametrize("nama", ["draf", "draf_penolakan"])
def test_every_page_of_a_draft_says_so(nama: str) -> None:
    assert all("DRAF" in isi for isi in halaman_contoh(nama))
    assert not any("DRAF" in isi for isi in halaman_contoh("sk"))


@pytest.mark.parametrize("nama", ["bap", "lembar_kendali", "surat_pengantar"])
def test_a_letter_with_pictures_or_many_pages_is_the_same_bytes_twice(nama: str) -> None:
    gambar = surat_contoh.gambar(NASKAH[nama])
    assert cetak(NASKAH[nama], gambar).pdf == cetak(NASKAH[nama], gambar).pdf


def jahat(nilai: Any) -> Any:
    """The letter with hostile text in place of every text that a person may have typed."""
    if isinstance(nilai, dict):
        return {k: jahat(v) for k, v in nilai.items()}
    if isinstance(nilai, list):
        return [jahat(v) for v in nilai[:6]]
    return JAHAT if isinstance(nilai, str) and nilai else nilai


PADA = surat_contoh.PADA
TETAP = ("templat", "tanggal", "bahasa", "kop", "gambar", "foto", "tanda_tangan", "penanda")


@pytest.mark.parametrize("nama", NASKAH)
def test_a_letter_full_of_hostile_text_still_comes_out(nama: str) -> None:
    naskah = NASKAH[nama]
    diubah = {k: v if k in TETAP else jahat(v) for k, v in naskah.items() if k != "verifikasi"}
    teks = rapat(" ".join(halaman(diubah)))
    assert rapat('#panic("x") *b* $x^2$ <b>h</b> "q" \\u{41} @l `k`') in teks
    assert "W" * 20 in teks


def test_a_signature_never_stands_alone_on_a_page() -> None:
    """However long the lists, what is decided last stands on the page of the signature."""
    p = surat_contoh.kasus().p
    for banyak in range(1, 40, 4):
        isian = {"kewajiban": [f"kewajiban nomor {no}" for no in range(banyak)]}
        cetakan = Cetakan(pada=surat_contoh.PADA, nomor="1", isian=isian)
        akhir = halaman(susun(SOP, KANTOR, p, DOKUMEN["sk"], cetakan))
        (tanda,) = [isi for isi in akhir if "NIP 19690412" in isi]
        assert "Keputusan ini mulai berlaku" in tanda
        assert "KELIMA" in tanda


@pytest.mark.parametrize(
    "kode", ["sk", "bap", "tanda_terima_berkas", "undangan", "surat_pengantar"]
)
@pytest.mark.parametrize("gugus", ["W", "1/", "é-"])
def test_a_name_without_a_space_stays_within_the_page(kode: str, gugus: str) -> None:
    p = surat_contoh.kasus().p
    panjang = (gugus * 300)[:300]
    p = replace(p, data={**p.data, "nama_usaha": panjang, "nama": panjang, "alamat_usaha": panjang})
    naskah = susun(SOP, KANTOR, p, DOKUMEN[kode], Cetakan(pada=PADA, isian={"tempat": panjang}))
    assert panjang.lower() in rapat(" ".join(halaman(naskah))).lower()
    for png in gambar_halaman(naskah, {}, ppi=50):
        with Image.open(io.BytesIO(png)) as isi:
            tepi = isi.convert("L").crop((isi.width - 30, 0, isi.width, isi.height))
            assert tepi.getextrema() == (255, 255)


def jpeg(ukuran: tuple[int, int], arah: int = 1) -> bytes:
    gambar = Image.new("RGB", ukuran, "red")
    gambar.paste("blue", (0, 0, ukuran[0] // 4, ukuran[1] // 4))
    exif = Image.Exif()
    exif[0x0112] = arah
    keluar = io.BytesIO()
    gambar.save(keluar, "JPEG", exif=exif)
    return keluar.getvalue()


def test_a_photograph_is_small_and_upright() -> None:
    asli = jpeg((3000, 2000), arah=6)
    hasil = kecilkan(asli, foto=True)
    assert hasil == kecilkan(asli, foto=True)
    with Image.open(io.BytesIO(hasil)) as gambar:
        assert gambar.format == "JPEG"
        assert max(gambar.size) == SISI_TERPANJANG
        assert gambar.height > gambar.width
        assert dict(gambar.getexif()) == {}
        merah, _, biru = gambar.getpixel((gambar.width - 20, 20))
        assert biru > merah  # the corner that was at the top left


def test_a_signature_on_glass_is_set_on_white() -> None:
    with Image.open(io.BytesIO(kecilkan(surat_contoh.coretan("a"), foto=False))) as gambar:
        assert (gambar.format, gambar.mode) == ("PNG", "RGB")
        assert gambar.getpixel((0, 0)) == (255, 255, 255)


def test_a_small_picture_stays_as_large_as_it_is() -> None:
    with Image.open(io.BytesIO(kecilkan(jpeg((200, 100)), foto=True))) as gambar:
        assert gambar.size == (200, 100)


def test_the_qr_code_of_a_printed_sk_is_read_from_its_page() -> None:
    isi = str(NASKAH["sk"]["verifikasi"])
    akhir = gambar_halaman(NASKAH["sk"], {}, ppi=150)[-1]
    with Image.open(io.BytesIO(akhir)) as gambar:
        (kode,) = zxingcpp.read_barcodes(gambar)
    assert kode.text == isi
    assert kode.ec_level == "M"


def test_the_command_prints_the_examples_as_pdf_and_png(tmp_path: Path) -> None:
    berkas = next(surat.tulis(KANTOR, tmp_path / "keluar"))
    assert berkas.name == "tanda_terima_berkas.pdf"
    assert berkas.read_bytes().startswith(b"%PDF-")
    assert berkas.with_name("tanda_terima_berkas-1.png").exists()


def test_the_command_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert surat.main([]) == 2
    assert "python -m infra.surat contoh" in capsys.readouterr().err


def test_the_command_names_a_faulty_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KANTOR", "tidak_ada")
    assert surat.main(["contoh", str(tmp_path)]) == 1
    assert "Setelan kantor tidak_ada.toml tidak ada" in capsys.readouterr().err


def test_readme_shows_the_letters_as_they_are_printed_now() -> None:
    for nama, isi in surat.gambar_readme():
        assert (surat.GAMBAR / nama).read_bytes() == isi, "python -m infra.surat readme"
