"""Reads a page of ours as strictly as it is written: every fault of its HTML by name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

TANPA_ISI = {"meta", "link", "img", "input", "br", "hr"}
DIISI = {"input", "select", "textarea"}


@dataclass
class Unsur:
    """An element with what stands in it."""

    nama: str
    ciri: dict[str, str]
    induk: "Unsur | None" = None
    teks: str = ""

    def di_dalam(self, nama: str) -> bool:
        """Is it inside an element of this name?"""
        return self.induk is not None and (self.induk.nama == nama or self.induk.di_dalam(nama))


@dataclass
class Halaman(HTMLParser):
    """A page: its elements in order, and the faults found while reading it."""

    isi: str
    unsur: list[Unsur] = field(default_factory=list)
    cacat: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._buka: list[Unsur] = []
        self.feed(self.isi)
        self.close()
        self.cacat += [f"<{satu.nama}> tidak ditutup" for satu in self._buka]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One start tag."""
        nama = [n for n, _ in attrs]
        if len(nama) != len(set(nama)):
            self.cacat.append(f"<{tag}> mengulang atribut")
        induk = self._buka[-1] if self._buka else None
        satu = Unsur(tag, {n: v or "" for n, v in attrs}, induk)
        self.unsur.append(satu)
        if tag not in TANPA_ISI:
            self._buka.append(satu)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A self-closed tag: only in SVG."""
        self.handle_starttag(tag, attrs)
        if tag not in TANPA_ISI:
            self._buka.pop()
        if not self.unsur[-1].di_dalam("svg"):
            self.cacat.append(f"<{tag}/> di luar SVG")

    def handle_endtag(self, tag: str) -> None:
        """One end tag."""
        if not self._buka or self._buka[-1].nama != tag:
            self.cacat.append(f"</{tag}> tidak berpasangan")
        else:
            self._buka.pop()

    def handle_data(self, data: str) -> None:
        """Text."""
        for satu in self._buka:
            satu.teks += data

    def semua(self, *nama: str) -> Iterator[Unsur]:
        """Elements of these names."""
        return (satu for satu in self.unsur if satu.nama in nama)

    def id(self) -> list[str]:
        """Every id, as often as it stands there."""
        return [satu.ciri["id"] for satu in self.unsur if "id" in satu.ciri]

    def tanpa_label(self) -> list[str]:
        """Fields without a name that a screen reader can say."""
        berlabel = {satu.ciri.get("for") for satu in self.semua("label")}
        return [
            str(satu.ciri)
            for satu in self.semua(*DIISI)
            if satu.ciri.get("id") not in berlabel
            and not satu.di_dalam("label")
            and not {"aria-label", "aria-labelledby"} & satu.ciri.keys()
        ]
