"""What is returned and not mended in time lapses; the applicant is warned before (sop.md)."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain import jam_kerja, kotak_keluar
from chalicelib.domain.bahasa import tanggal_pendek
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.laju import akhiri
from chalicelib.domain.norma import baca_norma
from chalicelib.domain.permohonan import SISTEM, Permohonan, Visit
from chalicelib.domain.sop import KunciVisit, Langkah, Sop


def batas(kantor: Kantor, langkah: Langkah, dibuka: datetime) -> datetime | None:
    """The end of the last calendar day to mend; None for a row that never lapses."""
    if not langkah.gugur:
        return None
    hari = int(baca_norma(langkah.gugur).jumlah)
    return jam_kerja.tambah_hari(Kalender.dari(kantor), dibuka, hari)


def terjadwal(kantor: Kantor, visit: Visit) -> Visit:
    """The visit with the instant of its warning, and after that of its lapse."""
    if visit.batas_waktu is None or visit.tingkat:
        return replace(visit, periksa=visit.batas_waktu)
    kalender = Kalender.dari(kantor)
    ingat = jam_kerja.mundur_hari(kalender, visit.batas_waktu, kantor.peringatan_gugur_hari)
    return replace(visit, periksa=max(ingat, visit.dibuka))


def ingatkan(
    sop: Sop, kantor: Kantor, p: Permohonan, kunci: KunciVisit, pada: datetime
) -> Permohonan:
    """Warn by SMS, once, and let lapse when the time is over."""
    visit = p.visits.get(kunci)
    if visit is None or not visit.terbuka or visit.periksa is None or visit.periksa > pada:
        return p
    if p.keadaan != "berjalan" or visit.pelaksana != "pemohon" or visit.batas_waktu is None:
        return p
    if visit.batas_waktu <= pada:
        p = p.catat("gugur", pada, SISTEM, visit, rincian={"status": sop.status_gugur})
        return akhiri(p, sop.status_gugur, pada)
    visit = terjadwal(kantor, replace(visit, tingkat=1))
    p = p.dengan_visit(visit).catat("akan_gugur", pada, SISTEM, visit)
    hari = jam_kerja.tanggal(Kalender.dari(kantor), visit.periksa or pada)
    return kotak_keluar.antre(sop, kantor, p, "akan_gugur", {"tanggal": tanggal_pendek(hari)}, pada)
