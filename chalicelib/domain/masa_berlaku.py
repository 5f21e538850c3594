"""How long an SK is valid, and the notices before it ends (settings of the office)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import islice

from chalicelib.domain import jam_kerja, kotak_keluar
from chalicelib.domain.bahasa import tanggal_pendek
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.permohonan import SISTEM, Permohonan
from chalicelib.domain.sop import Sop


def tahun(kantor: Kantor, isi: Mapping[str, object]) -> int:
    """How many years an SK is valid: as its draft says, else as the office's settings do."""
    ditulis = isi.get("masa_berlaku_tahun")
    return ditulis if isinstance(ditulis, int) and ditulis > 0 else kantor.masa_berlaku_tahun


def sampai(kantor: Kantor, isi: Mapping[str, object], ditetapkan: date) -> date:
    """The last day of an SK with this draft that was signed on this day."""
    return jam_kerja.tambah_tahun(ditetapkan, tahun(kantor, isi))


def periksa(kantor: Kantor, p: Permohonan) -> datetime | None:
    """When the next notice is due; None without an SK, or once the last has gone out."""
    return next(islice(_jadwal(kantor, p), p.pengingat, None), None)


def _jadwal(kantor: Kantor, p: Permohonan) -> Iterator[datetime]:
    if p.berlaku_sampai and p.dicabut is None:
        for hari in kantor.pengingat_berlaku_hari:
            yield jam_kerja.mundur_hari_tanggal(Kalender.dari(kantor), p.berlaku_sampai, hari)


def ingatkan(sop: Sop, kantor: Kantor, p: Permohonan, pada: datetime) -> Permohonan:
    """Tell the holder of an SK that it ends; of several missed notices only the latest goes out."""
    berlaku = p.berlaku_sampai
    if p.keadaan != "berakhir" or p.periksa is None or p.periksa > pada or berlaku is None:
        return p
    lewat = sum(kapan <= pada for kapan in _jadwal(kantor, p))
    p = replace(p, pengingat=lewat)
    p = replace(p, periksa=periksa(kantor, p))
    if jam_kerja.tanggal(Kalender.dari(kantor), pada) > berlaku:
        return p
    akhir = tanggal_pendek(berlaku)
    rincian: dict[str, object] = {"berlaku_sampai": berlaku.isoformat()}
    p = p.catat("masa_berlaku", pada, SISTEM, rincian=rincian)
    return kotak_keluar.antre(sop, kantor, p, "masa_berlaku", {"tanggal": akhir}, pada)
