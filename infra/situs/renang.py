"""The SOP as a flow chart of the official kind: a row per langkah, a column per pelaksana.

Plain SVG without style attributes, which the CSP forbids; its classes are in gaya.css.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from chalicelib.domain.sop import Langkah, Sop
from chalicelib.domain.sop_tabel import GABUNG, SELESAI

LEBAR, TINGGI = 82, 62  # of a column, of a row
LABEL, KEPALA = 268, 64  # width of the text column, height of the heads
KOTAK = (52, 28)
HURUF = 36  # characters of a line of text
BARIS_TEKS = 3


@dataclass(frozen=True, slots=True)
class Panah:
    """One arrow between two rows; `balik` where it leads up or to the applicant's mending."""

    dari: str
    ke: str
    balik: bool


def panah(sop: Sop) -> list[Panah]:
    """Every arrow between rows, once, as the aksi name them."""
    urut = {kode: no for no, kode in enumerate(sop.langkah)}
    hasil: dict[tuple[str, str], Panah] = {}
    for langkah in sop.langkah.values():
        for aksi in langkah.aksi:
            for ke in _tujuan(sop, langkah, aksi.ke):
                bantu = sop.langkah[ke].no is None or langkah.no is None
                balik = bantu or urut[ke] <= urut[langkah.kode]
                hasil.setdefault((langkah.kode, ke), Panah(langkah.kode, ke, balik))
    return list(hasil.values())


def _tujuan(sop: Sop, langkah: Langkah, ke: str) -> Iterator[str]:
    if ke == SELESAI:
        return
    if ke == GABUNG:
        yield sop.blok[str(langkah.blok)].lanjut
    elif ke in sop.blok:
        yield from (cabang[0] for cabang in sop.blok[ke].cabang if cabang)
    elif ke in sop.langkah:
        yield ke
    else:  # "asal": back to each row that sends here
        yield from (
            asal.kode
            for asal in sop.langkah.values()
            if any(aksi.ke == langkah.kode for aksi in asal.aksi)
        )


def gambar(sop: Sop) -> str:
    """The drawing as an `<svg>` element; what it shows stands in the table beside it."""
    return _Gambar(sop).svg()


class _Gambar:
    def __init__(self, sop: Sop) -> None:
        self.sop = sop
        self.kolom = {kode: no for no, kode in enumerate(sop.pelaksana)}
        self.baris = {kode: no for no, kode in enumerate(sop.langkah)}
        self.lebar = LABEL + LEBAR * len(self.kolom) + 8
        self.tinggi = KEPALA + TINGGI * len(self.baris) + 8

    def svg(self) -> str:
        judul = escape(f"Diagram alir {self.sop.nama}")
        isi = [*self._lajur(), *self._semua_panah(), *map(self._langkah, self.sop.langkah.values())]
        return (
            f'<svg class="alur" viewBox="0 0 {self.lebar} {self.tinggi}" role="img" '
            f'aria-labelledby="judul-alur" width="{self.lebar}" height="{self.tinggi}">'
            f'<title id="judul-alur">{judul}: siapa mengerjakan langkah mana, dan ke mana '
            "langkah itu berlanjut. Isinya sama dengan tabel prosedur.</title>"
            f"{_UJUNG}{''.join(isi)}</svg>"
        )

    def _lajur(self) -> Iterator[str]:
        for kode, no in self.kolom.items():
            x = LABEL + no * LEBAR
            kelas = "lajur genap" if no % 2 else "lajur"
            tinggi = self.tinggi - 8
            yield f'<rect class="{kelas}" x="{x}" y="0" width="{LEBAR}" height="{tinggi}"/>'
            yield _teks(wrap(self.sop.pelaksana[kode].nama, 12), x + LEBAR / 2, 22, "kepala-lajur")
        for no in range(len(self.baris) + 1):
            y = KEPALA + no * TINGGI
            yield f'<line class="garis" x1="0" y1="{y}" x2="{self.lebar - 8}" y2="{y}"/>'

    def _tengah(self, kode: str) -> tuple[float, float]:
        kolom = self.kolom[self.sop.langkah[kode].pelaksana]
        x = LABEL + kolom * LEBAR + LEBAR / 2
        return x, KEPALA + self.baris[kode] * TINGGI + TINGGI / 2 + 4

    def _langkah(self, langkah: Langkah) -> str:
        x, y = self._tengah(langkah.kode)
        lebar, tinggi = KOTAK
        kelas = "kotak"
        if langkah.asal.get("kegiatan") == "disimpulkan":
            kelas += " disusun"
        bentuk = (
            f'<rect class="{kelas}" x="{x - lebar / 2:g}" y="{y - tinggi / 2:g}" '
            f'width="{lebar}" height="{tinggi}" rx="{self._sudut(langkah)}"/>'
        )
        if len({aksi.ke for aksi in langkah.aksi if not aksi.oleh}) > 1:
            sisi = f"{x - 32:g},{y:g} {x:g},{y - 20:g} {x + 32:g},{y:g} {x:g},{y + 20:g}"
            bentuk = f'<polygon class="{kelas}" points="{sisi}"/>'
        no = str(langkah.no) if langkah.no else "bantu"
        atas = KEPALA + self.baris[langkah.kode] * TINGGI
        teks = wrap(langkah.kegiatan, HURUF, max_lines=BARIS_TEKS, placeholder=" …")
        return (
            f'<g data-langkah="{langkah.kode}">'
            f'<text class="no" x="10" y="{atas + 24}">{langkah.no or "–"}</text>'
            + _teks(teks, 34, atas + 24 - (len(teks) - 2) * 5, "kegiatan")
            + bentuk
            + _teks([no], x, y + 4, "dalam")
            + "</g>"
        )

    def _sudut(self, langkah: Langkah) -> int:
        ujung = langkah.kode == self.sop.mulai or any(a.ke == SELESAI for a in langkah.aksi)
        return 14 if ujung else 3

    def _semua_panah(self) -> Iterator[str]:
        pakai: dict[int, int] = {}
        for satu in panah(self.sop):
            (x1, y1), (x2, y2) = self._tengah(satu.dari), self._tengah(satu.ke)
            kelas, ujung = ("panah balik", "ujung-balik") if satu.balik else ("panah", "ujung")
            jalur = self._lurus(x1, y1, x2, y2) if self._berurutan(satu) else None
            if jalur is None:
                lorong = round((x1 - LABEL) // LEBAR)
                geser = pakai.get(lorong, 0)
                pakai[lorong] = geser + 1
                jalur = self._memutar(x1, y1, x2, y2, geser)
            yield f'<path class="{kelas}" d="{jalur}" marker-end="url(#{ujung})"/>'

    def _berurutan(self, satu: Panah) -> bool:
        return self.baris[satu.ke] - self.baris[satu.dari] == 1

    def _lurus(self, x1: float, y1: float, x2: float, y2: float) -> str:
        if x1 == x2:
            return f"M{x1:g} {y1 + 14:g}V{y2 - 15:g}"
        return f"M{x1:g} {y1 + 14:g}V{y1 + TINGGI / 2 - 4:g}H{x2:g}V{y2 - 15:g}"

    def _memutar(self, x1: float, y1: float, x2: float, y2: float, geser: int) -> str:
        """Out at the side, along the gap between two columns, in from above."""
        x = x1 + LEBAR / 2 - 9 + (geser % 4) * 5
        y = y2 - TINGGI / 2 + 1 + (geser % 3) * 4
        return f"M{x1 + 26:g} {y1:g}H{x:g}V{y:g}H{x2 + 6:g}V{y2 - 15:g}"


def _teks(baris: list[str], x: float, y: float, kelas: str) -> str:
    isi = "".join(
        f'<tspan x="{x:g}" dy="{0 if no == 0 else 14}">{escape(satu)}</tspan>'
        for no, satu in enumerate(baris)
    )
    return f'<text class="{kelas}" x="{x:g}" y="{y:g}">{isi}</text>'


_UJUNG = (
    "<defs>"
    + "".join(
        f'<marker id="{nama}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        f'markerHeight="7" orient="auto"><path class="{nama}" d="M0 0 8 4 0 8z"/></marker>'
        for nama in ("ujung", "ujung-balik")
    )
    + "</defs>"
)
