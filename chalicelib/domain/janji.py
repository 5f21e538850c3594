"""The promise: by when the office decides.

Known when the file is found lengkap (SOP step 4): due at the close of office on the last of the
hari kerja that the SOP names. It moves only with the calendar, or by the applicant's waiting: a
close of office at which the applicant alone was awaited is not counted (domain.md).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Literal

from chalicelib.domain import jam_kerja
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.norma import baca_norma
from chalicelib.domain.permohonan import SISTEM, Permohonan
from chalicelib.domain.sop import Sop

Sebab = Literal["lengkap", "menunggu_pemohon", "kalender"]


def hitung(sop: Sop, kantor: Kantor, p: Permohonan, waktu: str, pada: datetime) -> datetime | None:
    """The end of `waktu` (hari kerja) counted from `lengkap`; None while that is not known.

    Raises CalendarUnknown where it reaches beyond the known calendar.
    """
    if p.lengkap is None:
        return None
    kalender = jam_kerja.Kalender.dari(kantor)
    hari = int(baca_norma(waktu).jumlah)
    return jam_kerja.tambah_hari_kerja(kalender, p.lengkap, hari, tuple(penantian(sop, p, pada)))


def perbarui(sop: Sop, kantor: Kantor, p: Permohonan, sebab: Sebab, pada: datetime) -> Permohonan:
    """The case with its promise as it is now; a move is explained in the jejak.

    Nothing moves once the office has decided.
    """
    janji = hitung(sop, kantor, p, sop.janji, pada)
    if janji is None or p.diputus or janji == p.janji:
        return p
    rincian = {
        "janji": janji.isoformat(),
        "sebelumnya": p.janji.isoformat() if p.janji else None,
        "sebab": sebab,
    }
    lewat = p.janji_lewat if janji <= pada else None
    return replace(p, janji=janji, janji_lewat=lewat).catat("janji", pada, SISTEM, rincian=rincian)


def penantian(sop: Sop, p: Permohonan, pada: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The spans in which the applicant alone was awaited, in order; an open one lasts until
    `pada`."""
    titik = sorted(
        (kapan, sop.langkah[v.kode].menunggu_pemohon, tambah)
        for v in p.visits.values()
        for kapan, tambah in ((v.dibuka, 1), (v.ditutup or pada, -1))
    )
    buka = {True: 0, False: 0}
    mulai = None
    for kapan, pemohon, tambah in titik:
        if mulai and kapan > mulai and buka[True] and not buka[False]:
            yield mulai, kapan
        buka[pemohon] += tambah
        mulai = kapan


def menunggu_pemohon(sop: Sop, p: Permohonan) -> bool:
    """True while the applicant alone is awaited: the office's clock stands."""
    terbuka = [v for v in p.visits.values() if v.terbuka]
    return bool(terbuka) and all(sop.langkah[v.kode].menunggu_pemohon for v in terbuka)


def periksa(sop: Sop, p: Permohonan) -> datetime | None:
    """When the promise of a running case would be missed; None where it cannot be now."""
    if p.janji_lewat or p.diputus or menunggu_pemohon(sop, p):
        return None
    return p.janji


def tandai_lewat(sop: Sop, p: Permohonan, pada: datetime) -> Permohonan:
    """Flag a missed promise, once."""
    lewat = periksa(sop, p)
    if p.keadaan != "berjalan" or lewat is None or lewat > pada:
        return p
    p = p.catat("janji_lewat", pada, SISTEM, rincian={"janji": lewat.isoformat()})
    return replace(p, janji_lewat=pada, periksa=None)
