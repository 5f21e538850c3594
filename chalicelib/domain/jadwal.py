"""The appointment for the visit on site, as the applicant was told of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from chalicelib.domain.kantor import Kantor
from chalicelib.domain.permohonan import Permohonan, Visit
from chalicelib.domain.sop import Langkah, Sop

_FAKTA = {"tanggal", "jam"}
"""The facts of an SMS that tells of an appointment."""


@dataclass(frozen=True, slots=True)
class Jadwal:
    """When, and what else the applicant may know of it: the name of each field with its value.

    `urut` grows with each new appointment of a case. `mulai` is aware but for `setempat`.
    """

    mulai: datetime
    urut: int
    rincian: tuple[tuple[str, str], ...]


def jadwal(sop: Sop, kantor: Kantor, p: Permohonan) -> Jadwal | None:
    """The appointment that stands: from the SMS that tells of it until the visit took place or
    another date is wanted; None otherwise."""
    ini = setempat(sop, p)
    return ini and di_kantor(kantor, ini)


def di_kantor(kantor: Kantor, ini: Jadwal) -> Jadwal:
    """An appointment `setempat` as an instant, by the office's zone."""
    return replace(ini, mulai=ini.mulai.replace(tzinfo=ZoneInfo(kantor.zona)))


def setempat(sop: Sop, p: Permohonan) -> Jadwal | None:
    """The appointment that stands by the clocks of the office, whatever its zone."""
    for tanggal, jam, berlaku in _pemberitahuan(sop):
        if any(v.terbuka and v.kode in berlaku for v in p.visits.values()):
            return _dari(sop, p, tanggal, jam)
    return None


def bertugas(sop: Sop) -> set[str]:
    """Whose the appointments are: the pelaksana who set them, and those who go there."""
    hasil: set[str] = set()
    for tanggal, jam, berlaku in _pemberitahuan(sop):
        hasil |= {sop.langkah[kode].pelaksana for kode in berlaku}
        hasil |= {
            langkah.pelaksana
            for langkah in sop.langkah.values()
            if any({tanggal, jam} <= {i.kode for i in aksi.isian} for aksi in langkah.aksi)
        }
    return hasil - {"pemohon"}


def _pemberitahuan(sop: Sop) -> Iterator[tuple[str, str, set[str]]]:
    """Of each SMS that tells of an appointment: the fields of its day and its hour, and the
    langkah that wait for it."""
    for langkah in sop.langkah.values():
        for aksi in langkah.aksi:
            isi = aksi.efek.get("kirim_sms")
            if isinstance(isi, dict) and isi.keys() >= _FAKTA:
                diberi_tahu = sop.tujuan(langkah, aksi)
                yield isi["tanggal"], isi["jam"], {*diberi_tahu, *_berikut(sop, diberi_tahu)}


def _berikut(sop: Sop, daftar: tuple[str, ...]) -> set[str]:
    semua = [sop.langkah[kode] for kode in daftar]
    return {ke for baris in semua for aksi in baris.aksi for ke in sop.tujuan(baris, aksi)}


def _dari(sop: Sop, p: Permohonan, tanggal: str, jam: str) -> Jadwal | None:
    visit = max(
        (v for v in p.visits.values() if v.penutup and v.isian.keys() >= {tanggal, jam}),
        key=lambda v: v.setelah,
        default=None,
    )
    if visit is None:
        return None
    hari = date.fromisoformat(str(visit.isian[tanggal]))
    pukul = time.fromisoformat(str(visit.isian[jam]).replace(".", ":"))
    return Jadwal(
        datetime.combine(hari, pukul),
        visit.setelah,
        tuple(_rincian(sop.langkah[visit.kode], visit)),
    )


def _rincian(langkah: Langkah, visit: Visit) -> list[tuple[str, str]]:
    assert visit.penutup
    return [
        (isian.nama, str(visit.isian[isian.kode]))
        for isian in langkah.aksi_berkode(visit.penutup.aksi).isian
        if isian.untuk_pemohon and isian.kode in visit.isian
    ]
