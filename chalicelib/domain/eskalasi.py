"""What time brings to an open langkah: a warning, the flag *terlambat*, and notice upward.

`tingkat` of a visit counts the steps taken, in the order of `jadwal`. Shares and waits are
settings of the office; rows of Pemohon are never terlambat (sop.md): they are warned, and lapse.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice, takewhile

from chalicelib.domain import jam_kerja
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.norma import baca_norma
from chalicelib.domain.permohonan import SISTEM, Permohonan, Visit
from chalicelib.domain.sop import KunciVisit, Sop

PERINGATAN, TERLAMBAT, ATASAN, PIMPINAN = 1, 2, 3, 4
"""The steps, as `tingkat` counts them."""


def penerima(kantor: Kantor, pelaksana: str) -> tuple[str, ...]:
    """Who hears of an overdue langkah beside its own pelaksana, nearest first."""
    atasan = kantor.atasan.get(pelaksana, kantor.pimpinan)
    return tuple(dict.fromkeys(k for k in (atasan, kantor.pimpinan) if k != pelaksana))


def jadwal(sop: Sop, kantor: Kantor, visit: Visit) -> Iterator[datetime]:
    """The instants of the steps of a visit of the office, in order; none where no norm applies.

    Each is counted when it is asked for: a late step may lie beyond the known calendar.
    """
    norma, batas = sop.langkah[visit.kode].norma, visit.batas_waktu
    if norma is None or batas is None or visit.pelaksana == "pemohon":
        return
    kalender = Kalender.dari(kantor)
    yield jam_kerja.bagian(kalender, visit.dibuka, norma, kantor.peringatan_persen)
    yield batas
    for _, waktu in zip(penerima(kantor, visit.pelaksana), kantor.eskalasi, strict=False):
        yield jam_kerja.batas_waktu(kalender, batas, baca_norma(waktu))


def terjadwal(sop: Sop, kantor: Kantor, visit: Visit) -> Visit:
    """The visit with the instant of its next step."""
    berikut = islice(jadwal(sop, kantor, visit), visit.tingkat, None)
    return replace(visit, periksa=next(berikut, None))


def ingatkan(
    sop: Sop, kantor: Kantor, p: Permohonan, kunci: KunciVisit, pada: datetime
) -> Permohonan:
    """Take every step of a visit that is due, each once, each with its jejak row.

    A warning that comes after the due instant (a missed schedule) is left out.
    """
    visit = p.visits.get(kunci)
    if visit is None or not visit.terbuka or p.keadaan != "berjalan":
        return p
    for tingkat, peristiwa, rincian in _tertunggak(sop, kantor, visit, pada):
        terlambat = pada if tingkat == TERLAMBAT else visit.terlambat
        visit = replace(visit, tingkat=tingkat, terlambat=terlambat)
        if peristiwa:
            p = p.catat(peristiwa, pada, SISTEM, visit, rincian=rincian)
    if visit is p.visits[kunci]:
        return p
    return p.dengan_visit(terjadwal(sop, kantor, visit))


def _tertunggak(
    sop: Sop, kantor: Kantor, visit: Visit, pada: datetime
) -> Iterator[tuple[int, str, dict[str, object]]]:
    naik, batas_waktu = penerima(kantor, visit.pelaksana), visit.batas_waktu
    if batas_waktu is None:
        return
    sampai = takewhile(lambda kapan: kapan <= pada, jadwal(sop, kantor, visit))
    for tingkat, _ in enumerate(sampai, start=1):
        batas: dict[str, object] = {"batas_waktu": batas_waktu.isoformat()}
        if tingkat <= visit.tingkat:
            continue
        if tingkat == PERINGATAN:
            yield tingkat, "peringatan" if pada < batas_waktu else "", batas
        elif tingkat == TERLAMBAT:
            yield tingkat, "terlambat", batas
        else:
            yield tingkat, "eskalasi", {"kepada": naik[tingkat - ATASAN], **batas}


def sesuaikan(
    sop: Sop, kantor: Kantor, p: Permohonan, kunci: KunciVisit, versi: str, pada: datetime
) -> Permohonan:
    """Count the due instant of an open visit again, over a changed calendar.

    One that moved says so in the jejak; a flag that is no longer true goes.
    """
    visit, norma = p.visits[kunci], sop.langkah[kunci[0]].norma
    if not visit.terbuka or norma is None or visit.pelaksana == "pemohon":
        return p
    batas = jam_kerja.batas_waktu(Kalender.dari(kantor), visit.dibuka, norma)
    if batas == visit.batas_waktu:
        return p
    rincian = {
        "versi": versi,
        "batas_waktu": batas.isoformat(),
        "sebelumnya": visit.batas_waktu.isoformat() if visit.batas_waktu else None,
    }
    visit = replace(visit, batas_waktu=batas, terlambat=visit.terlambat if batas <= pada else None)
    sudah = takewhile(lambda kapan: kapan <= pada, jadwal(sop, kantor, visit))
    visit = replace(visit, tingkat=min(visit.tingkat, sum(1 for _ in sudah)))
    p = p.catat("kalender", pada, SISTEM, visit, rincian=rincian)
    return p.dengan_visit(terjadwal(sop, kantor, visit))
