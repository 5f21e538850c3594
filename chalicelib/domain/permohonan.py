"""The case: what it holds. What can happen to it stands in `perubahan`, `aksi` and `efek`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from chalicelib.domain.berkas import Berkas
from chalicelib.domain.jejak import AWAL, BarisJejak, segel
from chalicelib.domain.sms import Sms
from chalicelib.domain.sop import KunciVisit
from chalicelib.domain.surat import Bubuhan, KunciSurat, Surat

Keadaan = Literal["draf", "diajukan", "berjalan", "berakhir"]


@dataclass(frozen=True, slots=True)
class Pelaku:
    """Who acts: an officer with the pelaksana he serves as, an applicant, or the system; `masuk`
    is when he last proved who he is (None: not known)."""

    id: str
    nama: str
    jenis: Literal["petugas", "pemohon", "sistem"]
    pelaksana: frozenset[str] = frozenset()
    masuk: datetime | None = None


SISTEM = Pelaku(id="sistem", nama="Sistem", jenis="sistem")


@dataclass(frozen=True, slots=True)
class Mewakili:
    """The identity an officer saw when recording what the applicant did at the counter."""

    jenis_identitas: str
    empat_digit_akhir: str


@dataclass(frozen=True, slots=True)
class Penutup:
    """How a visit was closed: the aksi, who, when, and the number of its jejak row."""

    aksi: str
    pada: datetime
    oleh: str
    nama: str
    jejak: int
    status: str
    asal: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay of the case at a langkah, named by `(kode, setelah)`.

    `token` is the Step Functions task token: a secret. `dihentikan` is set where the case ended
    while the visit was open. `batas_waktu` of a row of Pemohon is the instant of *gugur*.
    `tingkat` counts the reminders that time brought so far; `periksa` is the instant of the next.
    """

    kode: str
    setelah: int
    pelaksana: str
    dibuka: datetime
    batas_waktu: datetime | None = None
    token: str | None = field(default=None, repr=False)
    pemegang: tuple[str, str] | None = None
    terlambat: datetime | None = None
    tingkat: int = 0
    periksa: datetime | None = None
    isian: Mapping[str, object] = field(default_factory=dict)
    penutup: Penutup | None = None
    dihentikan: datetime | None = None

    @property
    def kunci(self) -> KunciVisit:
        """`(kode, setelah)`."""
        return self.kode, self.setelah

    @property
    def terbuka(self) -> bool:
        """True while somebody has to do something here."""
        return self.ditutup is None

    @property
    def ditutup(self) -> datetime | None:
        """When it was closed, or the case ended under it."""
        return self.penutup.pada if self.penutup else self.dihentikan


@dataclass(frozen=True, slots=True)
class Cacat:
    """One defect of a returned file, with its own reason, closed on its own.

    `sasaran` is `berkas:<kode>`, `isian:<kode>` or `lapangan`; `setelah` is the jejak number of
    the return, which names the visit at which the applicant mends it.
    """

    no: int
    setelah: int
    sasaran: str
    alasan: str
    dibuat: datetime
    ditutup: datetime | None = None
    keterangan: str = ""


@dataclass(frozen=True, slots=True)
class Paraf:
    """A paraf or signature: by whom, as which pelaksana, over exactly which bytes."""

    pelaksana: str
    oleh: str
    nama: str
    pada: datetime
    sha256: str


def perihal(data: Mapping[str, object]) -> str:
    """Whom a line of a list is about, by a case's form."""
    return str(data.get("nama_usaha") or data.get("nama") or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Permohonan:
    """A case at one version. Every change makes a new one; `catatan` are rows not yet saved.

    `janji` is the instant by which the office promises its decision, known once the file is
    lengkap; `diputus` when it decided; `terakhir` the instant of the newest jejak row. `dinilai`:
    its satisfaction survey has been given; the answers are not the case's.
    """

    nomor: str
    sop: str
    keadaan: Keadaan
    dibuat: datetime
    versi: int = 0
    status: str = ""
    pemilik: str = ""
    loket: str = ""
    menjadi: str = ""
    data: Mapping[str, object] = field(default_factory=dict, repr=False)
    batas_draf: datetime | None = None
    diajukan: datetime | None = None
    lengkap: datetime | None = None
    janji: datetime | None = None
    janji_lewat: datetime | None = None
    diputus: datetime | None = None
    berlaku_sampai: date | None = None
    pengingat: int = 0
    periksa: datetime | None = None
    berakhir: datetime | None = None
    alasan: str = ""
    putusan: str = ""
    rekomendasi: Mapping[str, str] = field(default_factory=dict)
    paraf: tuple[Paraf, ...] = ()
    tanda_tangan: Paraf | None = None
    bubuhan: tuple[Bubuhan, ...] = ()
    nomor_surat: Mapping[str, str] = field(default_factory=dict)
    dicabut: datetime | None = None
    eksekusi: str = ""
    generasi: int = 0
    pemulihan: int = 0
    transit: datetime | None = None
    jejak: int = 0
    rantai: str = AWAL
    terakhir: datetime | None = None
    dinilai: bool = False
    visits: Mapping[KunciVisit, Visit] = field(default_factory=dict)
    berkas: Mapping[str, Berkas] = field(default_factory=dict)
    cacat: Mapping[int, Cacat] = field(default_factory=dict)
    sms: Mapping[int, Sms] = field(default_factory=dict)
    surat: Mapping[KunciSurat, Surat] = field(default_factory=dict)
    catatan: tuple[BarisJejak, ...] = ()

    @property
    def tertutup(self) -> dict[KunciVisit, tuple[str, int]]:
        """Closed visits with aksi and jejak number: what `Sop.due` reads."""
        return {k: (v.penutup.aksi, v.penutup.jejak) for k, v in self.visits.items() if v.penutup}

    def berkas_terakhir(self, kode: str) -> Berkas | None:
        """The newest accepted paper of this kind."""
        cocok = [b for b in self.berkas.values() if b.kode == kode and b.keadaan == "diterima"]
        return max(cocok, key=lambda b: b.diunggah, default=None)

    def penerbitan(self, kunci: KunciVisit) -> Surat | None:
        """The letter that was decided on at this visit and is being issued."""
        return next((s for s in self.surat.values() if s.visit == kunci and s.berjalan), None)

    def dengan_surat(self, surat: Surat) -> "Permohonan":
        """The case with this letter of the outbox added or replaced."""
        return replace(self, surat={**self.surat, surat.kunci: surat})

    @property
    def perihal(self) -> str:
        """Whom a line of a list is about."""
        return perihal(self.data)

    def cacat_terbuka(self, setelah: int | None = None) -> list[Cacat]:
        """Defects still to be mended, of one return or of all."""
        return [
            c for c in self.cacat.values() if c.ditutup is None and setelah in (None, c.setelah)
        ]

    def dengan_visit(self, visit: Visit) -> "Permohonan":
        """The case with this visit added or replaced."""
        return replace(self, visits={**self.visits, visit.kunci: visit})

    def catat(
        self,
        peristiwa: str,
        pada: datetime,
        pelaku: Pelaku,
        visit: Visit | None = None,
        *,
        aksi: str = "",
        pelaksana: str = "",
        rincian: Mapping[str, object] | None = None,
    ) -> "Permohonan":
        """The case with one more row in its jejak."""
        baris = segel(
            BarisJejak(
                nomor=self.nomor,
                no=self.jejak + 1,
                pada=pada,
                peristiwa=peristiwa,
                oleh=pelaku.id,
                nama=pelaku.nama,
                sebelum=self.rantai,
                langkah=visit.kode if visit else "",
                setelah=visit.setelah if visit else -1,
                aksi=aksi,
                pelaksana=pelaksana or (visit.pelaksana if visit else ""),
                rincian=rincian or {},
            )
        )
        return replace(
            self,
            jejak=baris.no,
            rantai=baris.hash,
            terakhir=pada,
            catatan=(*self.catatan, baris),
        )
