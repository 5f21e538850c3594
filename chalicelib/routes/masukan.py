"""The bodies that the API takes."""

import json
from typing import Annotated, Any, Literal, TypeVar

from chalice.app import BadRequestError, Request
from pydantic import BaseModel, Field, RootModel, StringConstraints

from chalicelib.domain.badan import Badan, TeksPanjang, baca_badan
from chalicelib.domain.berkas import UKURAN_TERBESAR
from chalicelib.domain.efek import CacatBaru
from chalicelib.domain.permohonan import Mewakili
from chalicelib.domain.skm import Jawaban
from chalicelib.domain.sms import HasilTelepon
from chalicelib.errors import BadInput, Fault

M = TypeVar("M", bound=BaseModel)
Kode = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9_:]+$")]
KataCari = Annotated[str, StringConstraints(max_length=300)]
Nomor = Annotated[int, Field(ge=0, le=10**9)]
Dicari = Annotated[str, StringConstraints(max_length=200)] | None
Skala = Annotated[int, Field(ge=1, le=4)] | None


class Identitas(Badan):
    """The identity that an officer saw."""

    jenis_identitas: Literal["KTP", "SIM", "Paspor"]
    empat_digit_akhir: Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{4}$")]


class DenganWakil(Badan):
    """A body that an officer may send in the applicant's name."""

    mewakili: Identitas | None = None

    def sebagai_wakil(self) -> Mewakili | None:
        """The identity as the domain takes it."""
        return Mewakili(**self.mewakili.model_dump()) if self.mewakili else None


class Draf(Badan):
    """Which permit."""

    jenis: Kode


class Kunjungan(Badan):
    """Which visit was shown."""

    setelah: Nomor


class Kekurangan(Badan):
    """One defect of a returned file."""

    sasaran: Kode
    alasan: TeksPanjang


class BadanAksi(DenganWakil):
    """An aksi with the visit it was shown."""

    setelah: Nomor
    isian: dict[str, object] = {}
    cacat: Annotated[list[Kekurangan], Field(max_length=50)] = []
    sha256: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""

    def daftar_cacat(self) -> tuple[CacatBaru, ...]:
        """The defects as the domain takes them."""
        return tuple(CacatBaru(c.sasaran, c.alasan) for c in self.cacat)


class BadanSusun(Badan):
    """A letter as its fields would make it, for an aksi of the visit that was shown."""

    setelah: Nomor
    aksi: Kode
    isian: dict[str, object] = {}


class BadanTanda(Badan):
    """A signature under a letter: an image's berkas, or neither (on paper), or why he refuses."""

    setelah: Nomor
    aksi: Kode
    nama: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    berkas: Annotated[str, StringConstraints(max_length=80)] = ""
    menolak: TeksPanjang = ""


class BadanTiket(Badan):
    """What is about to be uploaded; `ukuran` in bytes."""

    tipe: Literal["application/pdf", "image/jpeg", "image/png"]
    ukuran: Annotated[int, Field(ge=1, le=UKURAN_TERBESAR)]


class Keterangan(Badan):
    """How a finding was mended."""

    keterangan: TeksPanjang


class BadanTarik(DenganWakil):
    """Why the applicant withdraws."""

    alasan: TeksPanjang


class BadanCabut(Badan):
    """Why an SK is revoked, and by which rule."""

    alasan: TeksPanjang
    dasar: TeksPanjang


class BadanCariBuku(Badan):
    """What is looked for in the buku register: a number, or the beginning of a name."""

    nomor: KataCari | None = None
    nama: KataCari | None = None
    tahun: Annotated[int, Field(ge=2000, le=2199)] | None = None
    lanjut: Annotated[str, StringConstraints(max_length=2000)] | None = None


class BadanTelepon(Badan):
    """What came of a telephone call."""

    hasil: HasilTelepon
    catatan: TeksPanjang = ""


class BadanCari(Badan):
    """What is looked for, in one of two ways; `lanjut` where the last page ended."""

    awal: Dicari = None
    tepat: Dicari = None
    lanjut: Annotated[str, StringConstraints(max_length=4000)] | None = None


class KodeSms(Badan):
    """The code from the SMS."""

    kode: Annotated[str, StringConstraints(max_length=20)]


class JawabanSkm(Badan):
    """The answers to the survey, 1 to 4; what is absent or null was not answered."""

    persyaratan: Skala = None
    prosedur: Skala = None
    waktu: Skala = None
    biaya: Skala = None
    produk: Skala = None
    kompetensi: Skala = None
    perilaku: Skala = None
    pengaduan: Skala = None
    sarana: Skala = None

    def jawaban(self) -> Jawaban:
        """The answers that were given, as the domain takes them."""
        return self.model_dump(exclude_none=True)


class Nilai(RootModel[dict[str, object]]):
    """Fields of the form by their kode."""


def badan(request: Request | None, model: type[M]) -> M:
    """The JSON body as `model`; an empty one is `{}`. `BadInput` names every fault."""
    return baca_badan(model, _json(request))


def _json(request: Request | None) -> Any:
    assert request is not None
    if not request.raw_body:
        return {}
    try:
        return json.loads(request.raw_body)
    except (ValueError, RecursionError, BadRequestError):
        raise BadInput(Fault("", "Kiriman harus berupa JSON yang benar.")) from None
