"""Images of letters, each as an SVG: Typst takes files from memory only as text.

The same picture gives the same bytes.
"""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from chalicelib.domain.kantor_surat import FOLDER_LOGO

if TYPE_CHECKING:
    from PIL import Image

SISI_TERPANJANG = 1200
"""Pixels: about 150 dpi over the width of a page."""
_MUTU_JPEG = 80
_QR_TEPI, _QR_SKALA, _QR_TOPENG = 4, 4, 3
_HITAM_PUTIH = bytes([255, *[0] * 255])
"""From the modules of a QR code (1 is dark) to the brightness of a pixel."""


class GambarRusak(Exception):
    """A file that is no JPEG or PNG, or a damaged one."""


def qr_svg(isi: str) -> bytes:
    """A QR code at error level M with its quiet zone, as an SVG."""
    import segno
    from PIL import Image, ImageOps

    # To weigh all eight masks takes four times as long; what a statement looks like is random.
    kode = segno.make(isi, error="m", micro=False, boost_error=False, mask=_QR_TOPENG)
    baris = [modul.translate(_HITAM_PUTIH) for modul in kode.matrix]
    gambar = Image.frombytes("L", (len(baris), len(baris)), b"".join(baris))
    gambar = ImageOps.expand(gambar, _QR_TEPI, 255)
    sisi = gambar.width * _QR_SKALA
    return sebagai_svg(_png(gambar.resize((sisi, sisi), Image.Resampling.NEAREST)))


@lru_cache
def logo(nama: str) -> bytes:
    """The logo that the office's settings name, as an SVG."""
    isi = FOLDER_LOGO.joinpath(nama).read_bytes()
    return isi if nama.endswith(".svg") else sebagai_svg(isi)


def sebagai_svg(isi: bytes) -> bytes:
    """The JPEG or PNG within an SVG, its bytes as they are."""
    from PIL import Image

    with Image.open(BytesIO(isi), formats=("JPEG", "PNG")) as gambar:
        tipe, (lebar, tinggi) = str(gambar.format).lower(), gambar.size
    ukuran = f'width="{lebar}" height="{tinggi}"'
    data = f"data:image/{tipe};base64,{b64encode(isi).decode()}"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {ukuran}><image {ukuran} href="{data}"/></svg>'
    return svg.encode()


def kecilkan(isi: bytes, *, foto: bool) -> bytes:
    """A picture fit for a letter, upright and small: a photograph as JPEG, a drawn signature (on
    white) as PNG. Raises `GambarRusak`."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(isi), formats=("JPEG", "PNG")) as asli:
            asli.draft("RGB", (SISI_TERPANJANG, SISI_TERPANJANG))  # decodes a large JPEG smaller
            rata = _di_atas_putih(ImageOps.exif_transpose(asli))
    except (UnidentifiedImageError, OSError, SyntaxError) as galat:
        raise GambarRusak(str(galat)) from galat
    rata.thumbnail((SISI_TERPANJANG, SISI_TERPANJANG), Image.Resampling.LANCZOS)
    if not foto:
        return _png(rata)
    keluar = BytesIO()
    rata.save(keluar, "JPEG", quality=_MUTU_JPEG, optimize=True)
    return keluar.getvalue()


def _di_atas_putih(gambar: "Image.Image") -> "Image.Image":
    from PIL import Image

    if not gambar.has_transparency_data:
        return gambar.convert("RGB")
    berwarna = gambar.convert("RGBA")
    rata = Image.new("RGB", gambar.size, "white")
    rata.paste(berwarna, mask=berwarna.getchannel("A"))
    return rata


def _png(gambar: "Image.Image") -> bytes:
    keluar = BytesIO()
    gambar.save(keluar, "PNG")
    return keluar.getvalue()
