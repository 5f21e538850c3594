"""The shape of the SOP table as it stands in its TOML file: rows, aksi, forms, papers, blocks.

Every field has a default, so that a table with holes is read whole and told all its faults at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from chalicelib.domain.norma import Norma, baca_norma

SELESAI, GABUNG, ASAL = "selesai", "gabung", "asal"
"""Special targets of an aksi: the end of the case, the end of a branch, the row that led here."""
RUPA = ("foto", "tanda_tangan")
"""What a paper that is no letter may look like."""

LAPANGAN = "lapangan"
SASARAN = ("isian", "berkas", LAPANGAN)
"""What an officer may name as a defect: fields, papers, findings on site."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """One fault of the table: the row it stands in, and the reason in Indonesian."""

    baris: str
    alasan: str

    def __str__(self) -> str:
        return f"{self.baris}: {self.alasan}"


@dataclass(frozen=True, slots=True)
class Isian:
    """A typed field that someone fills; `rekomendasi` marks those the agencies may see,
    `untuk_pemohon` what the applicant may know of an appointment; `klaim` names the field of the
    form or the paper whose claim a finding on site is about; by a field of the form with `cari` an
    officer finds a case: by its beginning (`awal`) or the whole of it (`tepat`)."""

    kode: str = ""
    nama: str = ""
    jenis: str = ""
    wajib: bool = True
    pilihan: tuple[str, ...] = ()
    bila: Mapping[str, object] = field(default_factory=dict)
    rekomendasi: bool = False
    bantuan: str = ""
    kelompok: str = ""
    klaim: str = ""
    untuk_pemohon: bool = False
    cari: str = ""


@dataclass(frozen=True, slots=True)
class SyaratBerkas:
    """A paper that an aksi needs (or takes, where it is not `wajib`), made or uploaded since its
    visit was opened."""

    kode: str = ""
    wajib: bool = True
    bila: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Persyaratan:
    """A paper that the applicant brings; `pelaksana` is the one agency that asks for it, if any."""

    kode: str = ""
    nama: str = ""
    untuk: str = ""
    wajib: bool = True
    bila: Mapping[str, object] = field(default_factory=dict)
    asal: str = ""
    bantuan: str = ""
    pelaksana: str | None = None


@dataclass(frozen=True, slots=True)
class Dokumen:
    """A paper that a step makes; `pelaksana` is the one agency that makes it, if any.

    `surat` names the letter's template in templates/surat; `draf_dari` of a draft the document of
    each putusan whose draft it is; `mencabut` the document that this letter revokes. `internal`
    ones are not the applicant's to see; those `setiap_saat` can be printed at any time. `rupa` is
    what a paper that is no letter looks like: `foto`, of which there may be several, or
    `tanda_tangan`, drawn on glass.
    """

    kode: str = ""
    nama: str = ""
    untuk: str = ""
    pelaksana: str | None = None
    surat: str = ""
    draf_dari: Mapping[str, str] = field(default_factory=dict)
    mencabut: str = ""
    internal: bool = False
    setiap_saat: bool = False
    rupa: str = ""


@dataclass(frozen=True, slots=True)
class Ditandatangani:
    """Who must have signed a letter before an aksi: everyone named in the field `oleh` (filled at
    an earlier row), and the applicant."""

    surat: str = ""
    oleh: str = ""


@dataclass(frozen=True, slots=True)
class Aksi:
    """What a person may decide at a row, and where it leads; `oleh` names who may, where it is not
    the row's own pelaksana."""

    kode: str = ""
    nama: str = ""
    ke: str = ""
    status: str | None = None
    status_tolak: str | None = None
    efek: Mapping[str, Any] = field(default_factory=dict)
    isian: tuple[Isian, ...] = ()
    berkas: tuple[SyaratBerkas, ...] = ()
    ditandatangani: Ditandatangani | None = None
    oleh: str | None = None
    bila: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Langkah:
    """A row of the SOP; helper rows have no `no`.

    `asal` says of each cell whether it is sumber, diperbaiki (the original is in `semula`) or
    disimpulkan; `pembanding` lists the cells that sibling SOPs attest. From a row with `penilaian`
    on the applicant is offered the satisfaction survey. `kepada` are the agencies that a row sends
    the papers of the rekomendasi to.
    """

    no: int | None = None
    kode: str = ""
    pelaksana: str = ""
    kegiatan: str = ""
    kelengkapan: str = ""
    waktu: str = ""
    output: str = ""
    keterangan: str = ""
    asal: Mapping[str, str] = field(default_factory=dict)
    semula: Mapping[str, str] = field(default_factory=dict)
    pembanding: tuple[str, ...] = ()
    aksi: tuple[Aksi, ...] = ()
    otomatis: str | None = None
    menunggu_sms: str | None = None
    diwakili: str | None = None
    gugur: str | None = None
    penilaian: bool = False
    kepada: tuple[str, ...] = ()
    blok: str | None = None
    cabang: int | None = None

    @property
    def norma(self) -> Norma | None:
        """The norm of `waktu`; None where the row has none."""
        return baca_norma(self.waktu) if self.waktu else None

    @property
    def menunggu_pemohon(self) -> bool:
        """True where the applicant himself is awaited, so that the office's clock stands; a row of
        receiving an SMS awaits the SMS."""
        return self.pelaksana == "pemohon" and self.menunggu_sms is None

    def aksi_berkode(self, kode: str) -> Aksi:
        """The aksi with this kode; raises `KeyError` where the row has none."""
        for aksi in self.aksi:
            if aksi.kode == kode:
                return aksi
        raise KeyError(f"{self.kode}: {kode}")


@dataclass(frozen=True, slots=True)
class Blok:
    """Branches that run side by side; the first row of each is its start, `lanjut` their join."""

    kode: str = ""
    lanjut: str = ""
    cabang: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Pelaksana:
    """Who does a step; `hanya_rekomendasi` sees only what is marked for the rekomendasi."""

    kode: str = ""
    nama: str = ""
    opsional: bool = False
    hanya_rekomendasi: bool = False
    asal: str = ""
    semula: str = ""


@dataclass(frozen=True, slots=True)
class Penarikan:
    """The applicant may withdraw until row `sampai` has been closed by `aksi`."""

    sampai: str = ""
    aksi: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Tabel:
    """One file: one version of the SOP of one kind of permit."""

    # A key that nobody reads is a slip of the pen; this holds for all that stands in the table.
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    kode: str = ""
    nama: str = ""
    awalan: str = ""
    mulai: str = ""
    janji: str = ""
    janji_sumber: str = ""
    status_gugur: str = ""
    status: tuple[str, ...] = ()
    penarikan: Penarikan = Penarikan()
    pelaksana: Mapping[str, Pelaksana] = field(default_factory=dict)
    isian: tuple[Isian, ...] = ()
    persyaratan: tuple[Persyaratan, ...] = ()
    dokumen: tuple[Dokumen, ...] = ()
    blok: tuple[Blok, ...] = ()
    langkah: tuple[Langkah, ...] = ()

    @property
    def kertas(self) -> tuple[Persyaratan | Dokumen, ...]:
        """All papers: those that the applicant brings, then those that the steps make."""
        return (*self.persyaratan, *self.dokumen)
