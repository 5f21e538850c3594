"""The settings of an office that stand on its letters: kop, officials, legal basis, who signs how.

All that a letter needs is here or in the case, so that a setting that is missing is told at
deploy and never when somebody signs.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from chalicelib.domain.bahasa import romawi

if TYPE_CHECKING:
    from chalicelib.domain.kantor import Kantor
    from chalicelib.domain.sop import Sop

FOLDER_LOGO = Path(__file__).parents[1] / "kantor" / "logo"
_TOKEN_NOMOR = {"urut", "unit", "bulan_romawi", "tahun", "klasifikasi", "kode_izin"}
_WAJIB = (
    *("sk", "surat_penolakan", "sk_pencabutan", "surat_pengantar", "undangan", "bap"),
    *("tanda_terima_berkas", "tanda_terima_penyerahan"),
)
"""Letters of every permit; those of an agency are asked for by its SOP."""
_BERNOMOR = ("sk", "surat_penolakan", "sk_pencabutan")
"""Letters that take a number of their own; only these are signed electronically."""
_TANPA_PEJABAT = ("kaca", "tanpa")
# As in `jenis_isian`: control, format (bidi override), surrogate, private, unassigned, separators.
_KATEGORI_TERLARANG = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_TANDA_LOGO = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}


def _terbaca(teks: str) -> str:
    if any(unicodedata.category(huruf) in _KATEGORI_TERLARANG for huruf in teks):
        raise ValueError("memuat karakter yang tidak terlihat")
    return unicodedata.normalize("NFC", teks)


def _pola(pola: str) -> str:
    token = {nama for _, nama, _, _ in Formatter().parse(pola) if nama is not None}
    if not {"urut", "tahun"} <= token <= _TOKEN_NOMOR:
        lain = ", ".join(f"{{{nama}}}" for nama in sorted(_TOKEN_NOMOR - {"urut", "tahun"}))
        raise ValueError(f"pola harus memuat {{urut}} dan {{tahun}}; selain itu {lain}")
    pola.format(urut=1, unit="U", bulan_romawi="I", tahun=2026, klasifikasi="5", kode_izin="I")
    return pola


def _nip(nip: str) -> str:
    if not re.fullmatch(r"[0-9]{8} [0-9]{6} [12] [0-9]{3}", nip):
        raise ValueError("NIP ditulis seperti 19690412 199403 2 004")
    return nip


def _alamat(alamat: str) -> str:
    if not re.fullmatch(r"https://[^\s#?]+", alamat):
        raise ValueError("alamat harus dimulai dengan https:// dan tanpa tanda # atau ?")
    return alamat


Pola = Annotated[str, AfterValidator(_pola)]
TeksSurat = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
    AfterValidator(_terbaca),
]
Boleh = Annotated[str, StringConstraints(max_length=200), AfterValidator(_terbaca)]
"""A line that an office may leave empty."""
Kalimat = Annotated[
    str,
    StringConstraints(min_length=1, max_length=2000, strip_whitespace=True),
    AfterValidator(_terbaca),
]
Daftar = Annotated[tuple[Kalimat, ...], Field(min_length=1, max_length=50)]
KodeSurat = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Nip = Annotated[str, AfterValidator(_nip)]
Logo = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*\.(png|jpg|jpeg|svg)$")]
AlamatHttps = Annotated[str, StringConstraints(max_length=200), AfterValidator(_alamat)]


class Setelan(BaseModel):
    """A part of the settings: unknown names are faults, and nothing changes while running."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kop(Setelan):
    """The head of a letter; `logo` is a PNG, JPEG or SVG in `chalicelib/kantor/logo/`."""

    pemerintah: TeksSurat
    nama: TeksSurat
    alamat: TeksSurat
    kode_pos: Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
    telepon: Boleh = ""
    surel: Boleh = ""
    situs: Boleh = ""
    logo: Logo


class Pejabat(Setelan):
    """An official as he signs: `atas_nama` is the line above his jabatan, `plt` stands before."""

    nama: TeksSurat
    nip: Nip
    pangkat: TeksSurat
    jabatan: TeksSurat
    atas_nama: Boleh = ""
    plt: Literal["", "Plt.", "Plh."] = ""


class Dinas(Setelan):
    """An agency that gives a rekomendasi: `sebutan` is how a letter addresses its head."""

    sebutan: TeksSurat
    kop: Kop
    kepala: Pejabat


class Penandatanganan(Setelan):
    """Who signs a letter (a pejabat, or a dinas for its head) and how."""

    penanda_tangan: str = ""
    cara: Literal["elektronik", "pena", "kaca", "tanpa"]


class Ketentuan(Setelan):
    """What an SK says unless the Back Office writes otherwise; `lingkup` is what it permits."""

    lingkup: Kalimat
    menimbang: Daftar
    kewajiban: Daftar
    larangan: Daftar
    sanksi: Daftar


class Arsip(Setelan):
    """Object Lock of the archive."""

    mode: Literal["GOVERNANCE", "COMPLIANCE"]
    tahun: int = Field(ge=1, le=100)


class SetelanSurat(Setelan):
    """The part of an office's settings that its letters are made from."""

    kop: Kop
    pejabat: Annotated[Mapping[KodeSurat, Pejabat], Field(min_length=1)]
    dinas: Mapping[KodeSurat, Dinas]
    surat: Mapping[KodeSurat, Penandatanganan]
    pola_nomor: Mapping[str, Pola]
    dasar_hukum: Daftar
    ketentuan: Ketentuan
    tembusan: tuple[Kalimat, ...]
    kode_klasifikasi: Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)*$")]
    tempat_penetapan: TeksSurat
    alamat_verifikasi: AlamatHttps
    cara_keberatan: Kalimat
    uji_coba: bool
    unduh_sebagai_penyerahan: bool = False
    arsip: Arsip

    def penanda_tangan(self, dokumen: str) -> Pejabat | None:
        """The official who signs this kind of letter; None where no official does."""
        kode = self.surat[dokumen].penanda_tangan
        if not kode:
            return None
        return self.pejabat[kode] if kode in self.pejabat else self.dinas[kode].kepala


def nomor_surat(kantor: "Kantor", kode: str, kode_izin: str, urut: int, hari: date) -> str:
    """The number of a letter of this kind, on this day of the office's zone."""
    return kantor.pola_nomor[kode].format(
        urut=urut,
        unit=kantor.unit,
        bulan_romawi=romawi(hari.month),
        tahun=hari.year,
        klasifikasi=kantor.kode_klasifikasi,
        kode_izin=kode_izin,
    )


def kesalahan_surat(kantor: "Kantor") -> Iterator[str]:
    """What the settings of letters must not say together; each begins with its setting."""
    for kode in _WAJIB:
        if kode not in kantor.surat:
            yield f"surat.{kode}: belum diisi"
    for kode in _BERNOMOR:
        if kode not in kantor.pola_nomor:
            yield f"pola_nomor.{kode}: belum diisi"
    for kode, surat in sorted(kantor.surat.items()):
        if surat.cara == "elektronik" and kode not in _BERNOMOR:
            boleh = ", ".join(_BERNOMOR)
            yield f"surat.{kode}.cara: elektronik hanya untuk {boleh}"
        if not surat.penanda_tangan and surat.cara not in _TANPA_PEJABAT:
            yield f"surat.{kode}.penanda_tangan: belum diisi"
        elif surat.penanda_tangan and not {surat.penanda_tangan} & {*kantor.pejabat, *kantor.dinas}:
            yield (
                f"surat.{kode}.penanda_tangan: {surat.penanda_tangan} tidak ada di pejabat "
                "maupun dinas"
            )


def kesalahan_sop(kantor: "Kantor", sop: "Sop") -> Iterator[str]:
    """What an SOP asks of the settings: its agencies, a signer of every letter, glass for none
    that nobody signs so."""
    for kode in sorted(sop.dinas - kantor.dinas.keys()):
        yield f"dinas.{kode}: belum diisi"
    for dokumen in sop.dokumen:
        if dokumen.surat and dokumen.kode not in kantor.surat:
            yield f"surat.{dokumen.kode}: belum diisi"
    di_layar = {*_di_layar(sop)}
    for dokumen in sop.dokumen:
        surat = kantor.surat.get(dokumen.kode)
        if surat and surat.cara == "kaca" and dokumen.kode not in di_layar:
            boleh = ", ".join(sorted(di_layar)) or "surat yang digores di layar"
            yield f"surat.{dokumen.kode}.cara: kaca hanya untuk {boleh}"


def _di_layar(sop: "Sop") -> Iterator[str]:
    """The letters that an aksi of the SOP lets somebody sign on glass."""
    for aksi in (a for langkah in sop.langkah.values() for a in langkah.aksi):
        if aksi.ditandatangani:
            yield aksi.ditandatangani.surat
        for nama, isi in (pasang for syarat in aksi.berkas for pasang in syarat.bila.items()):
            if nama.startswith("cara_") and isi == "kaca":
                yield nama.removeprefix("cara_")


def daftar_logo(kantor: "Kantor") -> dict[str, str]:
    """The setting of each logo, and its file."""
    dinas = {f"dinas.{kode}.kop.logo": d.kop.logo for kode, d in kantor.dinas.items()}
    return {"kop.logo": kantor.kop.logo, **dinas}


def kesalahan_logo(kantor: "Kantor") -> Iterator[str]:
    """Logos that are not there, or not what their name says; only the first bytes are read."""
    for setelan, nama in daftar_logo(kantor).items():
        try:
            awal = FOLDER_LOGO.joinpath(nama).read_bytes()[:4096]
        except FileNotFoundError:
            yield f"{setelan}: berkas {nama} tidak ada di {FOLDER_LOGO.name}/"
            continue
        tanda = _TANDA_LOGO.get(nama.rsplit(".", 1)[1])
        sah = awal.startswith(tanda) if tanda else re.search(rb"<svg[\s>]", awal) is not None
        if not sah:
            yield f"{setelan}: berkas {nama} bukan gambar {nama.rsplit('.', 1)[1].upper()}"
