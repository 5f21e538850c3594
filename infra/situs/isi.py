"""What the pages say of an SOP and an office, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from chalicelib.domain.kantor import JamKerja, Kantor
from chalicelib.domain.sop import Langkah, Sop

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ZONA = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
UNTUK = {"izin": "izin", "rekomendasi": "rekomendasi", "keduanya": "izin dan rekomendasi"}
SEL = ("kegiatan", "pelaksana", "kelengkapan", "waktu", "output", "keterangan")
TANDA = {"sumber": "", "diperbaiki": "†", "disimpulkan": "*"}


@dataclass(frozen=True, slots=True)
class Kata:
    """The SOP and the office's settings as sentences; used by the templates."""

    sop: Sop
    kantor: Kantor

    @property
    def zona(self) -> str:
        """WIB, WITA or WIT."""
        return ZONA[self.kantor.zona]

    def belum_pasti(self, setelan: str) -> bool:
        """Has nobody confirmed this setting for the office?"""
        return setelan in self.kantor.asumsi

    def bila(self, syarat: Mapping[str, object]) -> str:
        """When a paper or field is asked: `bila kategori pemohon badan usaha`."""
        nama = {i.kode: i.nama.lower() for i in self.sop.isian}
        bagian = []
        for kode, nilai in syarat.items():
            if nilai is True:
                bagian.append(nama[kode])
            else:
                daftar = nilai if isinstance(nilai, list | tuple) else [nilai]
                bagian.append(f"{nama[kode]} {' atau '.join(map(str, daftar))}")
        return "bila " + " dan ".join(bagian) if bagian else ""

    def untuk(self, kode: str) -> str:
        """What a paper is for."""
        return UNTUK[kode]

    def jam(self, setelan: JamKerja) -> list[tuple[str, str]]:
        """Opening hours, days with the same ones together: `("Senin–Kamis", "07.30–12.00, …")`."""
        hari = zip(HARI, setelan.per_hari, strict=True)
        hasil = []
        for jam, sama in groupby(hari, key=lambda satu: satu[1]):
            nama = [satu[0] for satu in sama]
            rentang = nama[0] if len(nama) == 1 else f"{nama[0]}–{nama[-1]}"
            if jam:
                hasil.append((rentang, " dan ".join(f"{a}–{b}" for a, b in jam)))
        return hasil

    def baris(self) -> Iterator[Langkah]:
        """The numbered rows, then the helper rows."""
        yield from self.sop.langkah.values()

    def pelaksana(self, langkah: Langkah) -> str:
        """The name of who does a row."""
        return self.sop.pelaksana[langkah.pelaksana].nama

    def sel(self, langkah: Langkah) -> list[dict[str, str]]:
        """The cells of a row: `nama`, `teks`, `asal`, `tanda`, `semula`, `pembanding`."""
        hasil = []
        for nama in SEL:
            teks = self.pelaksana(langkah) if nama == "pelaksana" else getattr(langkah, nama)
            asal = langkah.asal.get(nama, "sumber")
            hasil.append(
                {
                    "nama": nama,
                    "teks": teks,
                    "asal": asal,
                    "tanda": TANDA[asal] if teks else "",
                    "semula": langkah.semula.get(nama, ""),
                    "pembanding": "‡" if nama in langkah.pembanding and teks else "",
                }
            )
        return hasil

    def disusun_kembali(self, langkah: Langkah) -> bool:
        """Is this row a reconstruction, because it is missing in the source?"""
        return langkah.asal.get("kegiatan") == "disimpulkan"

    def perbaikan(self) -> list[tuple[str, str, str, str]]:
        """Repaired cells: (row, cell, as it stands in the source, as it reads now)."""
        return [
            (str(langkah.no or "–"), nama, semula, getattr(langkah, nama))
            for langkah in self.sop.langkah.values()
            for nama, semula in langkah.semula.items()
        ]
