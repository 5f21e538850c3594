"""The settings of one office: what a daerah may change without changing the program."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from chalicelib.domain.kantor_periksa import kesalahan
from chalicelib.domain.kantor_surat import Setelan, SetelanSurat, kesalahan_logo
from chalicelib.domain.norma import baca_norma

_FOLDER = Path(__file__).parents[1] / "kantor"
_SEBAB = {"missing": "belum diisi", "extra_forbidden": "setelan ini tidak dikenal"}


class KantorFaulty(ValueError):
    """A settings file that cannot be used; the message names every fault with its setting."""


def _waktu(waktu: str) -> str:
    baca_norma(waktu)
    return waktu


def _hari_kerja(waktu: str) -> str:
    if baca_norma(waktu).satuan != "hari_kerja":
        raise ValueError("batas hukum ditulis dalam hari kerja, misalnya 5 hari kerja")
    return waktu


def _menurun(hari: tuple[int, ...]) -> tuple[int, ...]:
    if any(sesudah >= sebelum for sebelum, sesudah in pairwise(hari)):
        raise ValueError("tulis dari yang terbesar ke yang terkecil, tanpa pengulangan")
    return hari


def _maju(rentang: tuple[str, str]) -> tuple[str, str]:
    if rentang[0] >= rentang[1]:
        raise ValueError("jam selesai harus sesudah jam mulai")
    return rentang


def _tanggal_maju(rentang: tuple[date, date]) -> tuple[date, date]:
    if rentang[0] > rentang[1]:
        raise ValueError("hari terakhir mendahului hari pertama")
    return rentang


def _berurutan(hari: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    if any(sesudah[0] < sebelum[1] for sebelum, sesudah in pairwise(hari)):
        raise ValueError("rentang jam harus berurutan dan tidak boleh bertumpuk")
    return hari


Teks = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[ -~]+$")]
Jam = Annotated[str, StringConstraints(pattern=r"^(([01][0-9]|2[0-3])\.[0-5][0-9]|24\.00)$")]
Rentang = Annotated[tuple[Jam, Jam], AfterValidator(_maju)]
JamSehari = Annotated[tuple[Rentang, ...], AfterValidator(_berurutan)]
Waktu = Annotated[str, AfterValidator(_waktu)]
HariPengingat = Annotated[int, Field(ge=1, le=1000)]
TahunMasehi = Annotated[int, Field(ge=2000, le=2199)]
Kode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
JenisSasaran = Literal["isian", "berkas", "lapangan"]
RentangTanggal = Annotated[tuple[date, date], AfterValidator(_tanggal_maju)]


class JamKerja(Setelan):
    """Opening hours per weekday in the office's zone, as pairs like `("07.30", "12.00")`."""

    senin: JamSehari = ()
    selasa: JamSehari = ()
    rabu: JamSehari = ()
    kamis: JamSehari = ()
    jumat: JamSehari = ()
    sabtu: JamSehari = ()
    minggu: JamSehari = ()

    @property
    def per_hari(self) -> tuple[JamSehari, ...]:
        """The seven days, Monday first, as `date.weekday()` counts them."""
        return (
            self.senin,
            self.selasa,
            self.rabu,
            self.kamis,
            self.jumat,
            self.sabtu,
            self.minggu,
        )

    @model_validator(mode="after")
    def _pernah_buka(self) -> Self:
        if not any(self.per_hari):
            raise ValueError("sedikitnya satu hari dalam sepekan harus buka")
        return self


class Tahun(Setelan):
    """What makes a year known: its SKB 3 Menteri, and the office's first and last days of Ramadan
    (each inclusive; some years have two)."""

    skb: Annotated[str, StringConstraints(min_length=5, max_length=200)]
    ramadan: tuple[RentangTanggal, ...] = ()


class BatasHukum(Setelan):
    """A limit that a law sets beside the promise, and which law."""

    waktu: Annotated[Waktu, AfterValidator(_hari_kerja)]
    dasar: Teks


class Kantor(SetelanSurat):
    """One office. A value that nobody has confirmed for this office is named in `asumsi`."""

    nama_daerah: Teks
    nama_dinas: Teks
    daerah: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z .'-]{0,19}$")]
    unit: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9-]{0,19}$")]
    zona: Literal["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
    jam_kerja: JamKerja
    jam_ramadan: JamKerja | None = None
    tahun: Mapping[TahunMasehi, Tahun] = {}
    libur_nasional: bool
    libur: frozenset[date] = frozenset()
    hari_kerja_pengganti: frozenset[date] = frozenset()
    menit_per_hari: int = Field(ge=1, le=1440)
    pelaksana_nonaktif: frozenset[str] = frozenset()
    konfirmasi_sms: bool
    jam_sms: Rentang | None = None
    pengirim_sms: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]{0,10}$")]
    kode_per_hari: int = Field(ge=1)
    kode_kantor_per_hari: int = Field(ge=1)
    draf_hari: int = Field(ge=1)
    lengkap_sejak: Literal["pengajuan", "verifikasi"]
    batas_hukum: BatasHukum | None = None
    peringatan_persen: int = Field(ge=1, le=99)
    eskalasi: tuple[Waktu, Waktu]
    atasan: Mapping[Kode, Kode]
    pimpinan: Kode
    peringatan_gugur_hari: int = Field(ge=1, le=1000)
    batas_telepon: Waktu
    masa_berlaku_tahun: int = Field(ge=1, le=100)
    pengingat_berlaku_hari: Annotated[tuple[HariPengingat, ...], AfterValidator(_menurun)]
    alasan_umum: Mapping[JenisSasaran, tuple[Teks, ...]] = {}
    skm_paling_sedikit: int = Field(ge=2, le=1000)
    asumsi: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _saling_cocok(self) -> Self:
        if salah := [*kesalahan(self)]:
            raise ValueError("; ".join(salah))
        return self


@lru_cache
def baca(nama: str) -> Kantor:
    """The office in `chalicelib/kantor/<nama>.toml`. Raises KantorFaulty with every fault."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", nama):
        raise KantorFaulty(f"Nama setelan kantor tidak sah: {nama!r}.")
    try:
        kantor = Kantor.model_validate(tomllib.loads((_FOLDER / f"{nama}.toml").read_text("utf-8")))
    except FileNotFoundError as error:
        raise KantorFaulty(f"Setelan kantor {nama}.toml tidak ada.") from error
    except tomllib.TOMLDecodeError as error:
        raise KantorFaulty(f"Setelan kantor {nama}.toml tidak terbaca: {error}.") from error
    except ValidationError as error:
        raise KantorFaulty(f"Setelan kantor {nama}.toml: {_kesalahan(error)}.") from error
    if salah := "; ".join(kesalahan_logo(kantor)):
        raise KantorFaulty(f"Setelan kantor {nama}.toml: {salah}.")
    return kantor


def _kesalahan(error: ValidationError) -> str:
    daftar = []
    for salah in error.errors():
        letak = ".".join(map(str, salah["loc"]))
        sebab = str(salah.get("ctx", {}).get("error", "nilainya tidak sah"))
        sebab = _SEBAB.get(salah["type"], sebab)
        daftar.append(f"{letak}: {sebab}" if letak else sebab)
    return "; ".join(daftar)
