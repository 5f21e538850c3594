"""What a letter takes from the case: fields by their kode, from the latest visit that has them."""

import re
from collections.abc import Iterator
from datetime import date

from chalicelib.domain import bahasa
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.naskah.cetakan import Cetakan
from chalicelib.domain.permohonan import Permohonan, Visit
from chalicelib.domain.sop import Dokumen, Isian, Sop

TANPA_KLAIM = "–"


def visit_terakhir(p: Permohonan, kode: str, pelaksana: str = "") -> Visit | None:
    """The latest closed visit (of this pelaksana) at which this field was filled."""
    cocok = (
        v
        for v in p.visits.values()
        if v.penutup and kode in v.isian and pelaksana in ("", v.pelaksana)
    )
    return max(cocok, key=lambda v: v.setelah, default=None)


def nilai(p: Permohonan, cetakan: Cetakan, kode: str, pelaksana: str = "") -> object:
    """The field as it was typed for this letter, else as the case has it; None where neither."""
    if kode in cetakan.isian:
        return cetakan.isian[kode]
    visit = visit_terakhir(p, kode, pelaksana)
    return visit.isian[kode] if visit else None


def teks(p: Permohonan, cetakan: Cetakan, kode: str, pelaksana: str = "") -> str:
    """The field as text; empty where there is none."""
    isi = nilai(p, cetakan, kode, pelaksana)
    return "" if isi is None else str(isi).strip()


def daftar(isi: object, pemisah: str = r"\n") -> list[str]:
    """A list of texts as it is, or a text taken apart at its line breaks (or at `pemisah`)."""
    if isi is None:
        return []
    bagian = re.split(pemisah, isi) if isinstance(isi, str) else [str(b) for b in _isi_list(isi)]
    return [b.strip() for b in bagian if b.strip()]


def _isi_list(isi: object) -> Iterator[object]:
    if not isinstance(isi, list | tuple):
        raise TypeError(f"bukan daftar: {type(isi).__name__}")
    yield from isi


def nama_orang(isi: object) -> list[str]:
    """Names, one a line or with commas between them; a title of a name in a list stays with it."""
    return daftar(isi, r"[,;\n]")


def kalimat(isi: str) -> str:
    """The sentence without the mark that the letter sets after it."""
    return isi.strip().rstrip(";.").rstrip()


def sebut_tanggal(isi: object) -> str:
    """A kept date (yyyy-mm-dd) in words; what is no date as it is."""
    try:
        return bahasa.tanggal_panjang(date.fromisoformat(str(isi)))
    except ValueError:
        return "" if isi is None else str(isi)


def hari_ditutup(kantor: Kantor, visit: Visit) -> date | None:
    """The day, in the office's zone, on which a visit was closed."""
    return bahasa.setempat(visit.penutup.pada, kantor.zona).date() if visit.penutup else None


def pembuat(sop: Sop, dokumen: Dokumen) -> str:
    """The pelaksana whose row makes this paper; raises `KeyError` where none does."""
    for langkah in sop.langkah.values():
        for aksi in langkah.aksi:
            if any(syarat.kode == dokumen.kode for syarat in aksi.berkas):
                return langkah.pelaksana
    raise KeyError(dokumen.kode)


def urutan_dinas(sop: Sop) -> list[str]:
    """The agencies of this SOP, in its order."""
    return [kode for kode in sop.pelaksana if kode in sop.dinas]


def sebut(isian: Isian, isi: object) -> str:
    """A field of the form as a letter shows it: numbers that name a person are masked."""
    if isinstance(isi, bool):
        return "Ya" if isi else "Tidak"
    if isian.jenis in ("nik", "npwp", "telepon"):
        return samar(str(isi))
    return sebut_tanggal(isi) if isian.jenis == "tanggal" else str(isi)


def klaim(sop: Sop, p: Permohonan, kode: str) -> str:
    """What the applicant said of what a finding is about: a field of his form, or a paper that he
    brought."""
    for isian in sop.isian:
        if isian.kode == kode and kode in p.data:
            return sebut(isian, p.data[kode])
    for syarat in sop.persyaratan:
        if syarat.kode == kode:
            ada = "dilampirkan" if p.berkas_terakhir(kode) else "tidak dilampirkan"
            return f"{syarat.nama} {ada}"
    return TANPA_KLAIM


def samar(isi: str) -> str:
    """Only the last four characters stay legible."""
    return "•" * max(len(isi) - 4, 0) + isi[-4:]


def rekomendasi(sop: Sop, kantor: Kantor, p: Permohonan) -> list[dict[str, str]]:
    """The letter of each agency that gave one: of whom, what it says, number, date, reasons."""
    hasil = []
    for kode in urutan_dinas(sop):
        if visit := visit_terakhir(p, "nomor_surat", kode):
            isi = {k: str(v).strip() for k, v in visit.isian.items()}
            hasil.append(
                {
                    "dinas": kantor.dinas[kode].kop.nama,
                    "isi": p.rekomendasi.get(kode, ""),
                    "nomor": isi["nomor_surat"],
                    "tanggal": sebut_tanggal(isi.get("tanggal_surat")),
                    "alasan": isi.get("alasan", ""),
                    "dasar": isi.get("dasar", ""),
                    "syarat": isi.get("syarat", ""),
                }
            )
    return hasil


def sebut_bap(kantor: Kantor, p: Permohonan) -> str:
    """`Berita Acara Pemeriksaan Nomor … tanggal …`; empty without one."""
    visit = visit_terakhir(p, "nomor_bap")
    if visit is None:
        return ""
    hari = hari_ditutup(kantor, visit)
    tanggal = f" tanggal {bahasa.tanggal_panjang(hari)}" if hari else ""
    return f"Berita Acara Pemeriksaan Nomor {visit.isian['nomor_bap']}{tanggal}"


def sebut_permohonan(kantor: Kantor, p: Permohonan) -> str:
    """`Surat permohonan … tanggal …, nomor pendaftaran …`."""
    kapan = p.diajukan or p.dibuat
    hari = bahasa.tanggal_panjang(bahasa.setempat(kapan, kantor.zona))
    return f"Surat permohonan {p.data.get('nama', '…')} tanggal {hari}, nomor pendaftaran {p.nomor}"
