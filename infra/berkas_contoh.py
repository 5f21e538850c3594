"""Real papers made on the spot with Pillow: PDF letters, JPEG photographs, PNG signatures."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex

from PIL import Image, ImageDraw, ImageFont, ImageOps
from pypdfium2 import PdfDocument

A4 = (827, 1169)  # pixels at 100 dpi
FOTO = (960, 640)
UKURAN_TANDA_TANGAN = (480, 200)
TANDA_TANGAN = "tanda_tangan"
SKALA_PINDAI = 100 / 72  # 100 dpi
TIPE_FOTO, TIPE_TANDA_TANGAN, TIPE_SURAT = "image/jpeg", "image/png", "application/pdf"


@dataclass(frozen=True, slots=True)
class BerkasContoh:
    """A file ready to upload: its bytes and the media type they really have."""

    isi: bytes
    tipe: str


def buat(kode: str, judul: str, baris: Sequence[str] = ()) -> BerkasContoh:
    """A paper fitting its kode (photo, signature or letter); never the same bytes twice."""
    if kode.startswith(("foto", "ktp")):
        return BerkasContoh(_foto(judul), TIPE_FOTO)
    if kode == TANDA_TANGAN:
        return BerkasContoh(_tanda_tangan(judul), TIPE_TANDA_TANGAN)
    return BerkasContoh(_surat(judul, baris), TIPE_SURAT)


def pindai(pdf: bytes) -> BerkasContoh:
    """What the scanner gives of a printed letter that was signed by pen on its last page."""
    with PdfDocument(pdf) as dokumen:
        halaman = [h.render(scale=SKALA_PINDAI, grayscale=True).to_pil() for h in dokumen]
    tanda = Image.open(io.BytesIO(_tanda_tangan("")))
    tempat = (halaman[-1].width // 2 + 40, halaman[-1].height * 3 // 5)
    halaman[-1].paste(0, tempat, ImageOps.invert(tanda).point(lambda titik: titik // 2))
    isi = _simpan(halaman[0], "PDF", resolution=100.0, save_all=True, append_images=halaman[1:])
    return BerkasContoh(isi, TIPE_SURAT)


def _surat(judul: str, baris: Sequence[str]) -> bytes:
    halaman = Image.new("L", A4, 255)
    pena = ImageDraw.Draw(halaman)
    tengah = A4[0] // 2
    for y, teks, ukuran in (
        (60, "PEMERINTAH KABUPATEN CONTOH", 22),
        (92, "DINAS PENANAMAN MODAL DAN PTSP", 24),
        (126, "Jalan Contoh Nomor 1, Kabupaten Contoh", 14),
    ):
        pena.text((tengah, y), teks, 0, ImageFont.load_default(ukuran), anchor="ma")
    pena.line((80, 160, A4[0] - 80, 160), 0, 4)
    pena.line((80, 167, A4[0] - 80, 167), 0, 1)
    pena.text((tengah, 215), judul.upper(), 0, ImageFont.load_default(20), anchor="ma")
    for urut, teks in enumerate((*baris, f"Nomor contoh: {token_hex(6)}")):
        pena.text((100, 290 + 32 * urut), teks, 40, ImageFont.load_default(16))
    pena.text((tengah, A4[1] - 60), "Berkas contoh", 120, ImageFont.load_default(12), anchor="ma")
    return _simpan(halaman, "PDF", resolution=100.0, title=judul)


def _foto(judul: str) -> bytes:
    gambar = ImageOps.colorize(Image.linear_gradient("L").resize(FOTO), "#7fb2e5", "#5b7a4a")
    pena = ImageDraw.Draw(gambar)
    pena.rectangle((120, 260, 420, 560), fill=(120, 96, 80), outline=(60, 48, 40), width=4)
    pena.polygon([(90, 260), (270, 140), (450, 260)], fill=(150, 60, 45))
    pena.text((40, 40), judul, (255, 255, 255), ImageFont.load_default(32))
    pena.text((40, 590), f"Foto contoh {token_hex(6)}", (255, 255, 255), ImageFont.load_default(18))
    return _simpan(gambar, "JPEG", quality=80)


def _tanda_tangan(judul: str) -> bytes:
    kertas = Image.new("L", UKURAN_TANDA_TANGAN, 255)
    pena = ImageDraw.Draw(kertas)
    jejak = bytes.fromhex(token_hex(12))
    pena.line(
        [(40 + 34 * urut, 40 + nilai // 3) for urut, nilai in enumerate(jejak)], 0, 3, "curve"
    )
    pena.text((40, 165), judul, 90, ImageFont.load_default(14))
    return _simpan(kertas, "PNG")


def _simpan(gambar: Image.Image, bentuk: str, **pilihan: object) -> bytes:
    wadah = io.BytesIO()
    gambar.save(wadah, bentuk, **pilihan)
    return wadah.getvalue()
