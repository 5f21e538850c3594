"""All that can happen to a running case beside an aksi of the SOP."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain import eskalasi, gugur, jam_kerja, janji, masa_berlaku
from chalicelib.domain.aksi import Perintah, identitas, pastikan_terbuka, terapkan
from chalicelib.domain.hak import bertindak_sebagai
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.kotak_keluar import batas_telepon
from chalicelib.domain.laju import akhiri, maju
from chalicelib.domain.permohonan import (
    SISTEM,
    Mewakili,
    Pelaku,
    Permohonan,
    Visit,
)
from chalicelib.domain.sms import Sms
from chalicelib.domain.sop import KunciVisit, Sop
from chalicelib.errors import Conflict, NotFound, TransitionNotAllowed

TEMPLAT_KODE = "kode_gabung"
"""The SMS whose text is a one-time code: made when it is sent, kept nowhere."""


def buka(
    sop: Sop, kantor: Kantor, p: Permohonan, kunci: KunciVisit, token: str, pada: datetime
) -> Permohonan:
    """Open a visit that the jejak makes due, or give an open one its new token.

    A row that the system carries out is carried out in the same change; a closed visit stays as
    it is. `TransitionNotAllowed` where the jejak does not make this visit due, or the case ended.
    """
    if p.keadaan != "berjalan":
        raise TransitionNotAllowed(f"Permohonan ini sudah berakhir dengan status {p.status}.")
    if kunci in p.tertutup:
        return p
    if kunci in p.visits:
        p = p.dengan_visit(replace(p.visits[kunci], token=token))
    elif kunci in sop.due(p.tertutup):
        p = _buka_baru(sop, kantor, p, kunci, token, pada)
    else:
        raise TransitionNotAllowed("Langkah ini tidak menurut SOP pada keadaan sekarang.")
    return maju(sop, kantor, lakukan_otomatis(sop, kantor, p, kunci, pada), pada)


def _buka_baru(
    sop: Sop, kantor: Kantor, p: Permohonan, kunci: KunciVisit, token: str, pada: datetime
) -> Permohonan:
    langkah = sop.langkah[kunci[0]]
    visit = Visit(*kunci, langkah.pelaksana, pada, token=token)
    if langkah.pelaksana == "pemohon":
        visit = replace(visit, batas_waktu=gugur.batas(kantor, langkah, pada))
        visit = gugur.terjadwal(kantor, visit)
    elif norma := langkah.norma:
        batas = jam_kerja.batas_waktu(jam_kerja.Kalender.dari(kantor), pada, norma)
        visit = eskalasi.terjadwal(sop, kantor, replace(visit, batas_waktu=batas))
    return p.dengan_visit(visit).catat("buka", pada, SISTEM, visit)


def lakukan_otomatis(
    sop: Sop, kantor: Kantor, p: Permohonan, kunci: KunciVisit, pada: datetime
) -> Permohonan:
    """Carry out what needs nobody: rows that send an SMS (unless the office confirms them), and
    rows of receiving one, once its SMS is accepted or has finally failed (sop.md, rows 11, 12)."""
    langkah, visit = sop.langkah[kunci[0]], p.visits[kunci]
    if not visit.terbuka:
        return p
    if langkah.otomatis and not kantor.konfirmasi_sms:
        return terapkan(sop, kantor, p, Perintah(*kunci, langkah.otomatis, SISTEM), pada)
    sms = p.sms.get(visit.setelah)
    if langkah.menunggu_sms and sms and sms.tuntas:
        return terapkan(sop, kantor, p, Perintah(*kunci, langkah.aksi[0].kode, SISTEM), pada)
    return p


def pegang(
    sop: Sop, kantor: Kantor, p: Permohonan, kunci: KunciVisit, pelaku: Pelaku, pada: datetime
) -> Permohonan:
    """Claim an open langkah; `Conflict` where someone else holds it."""
    visit = _visit(sop, p, kunci, pelaku)
    pastikan_terbuka(p, visit, pelaku, kantor)
    if visit.pemegang:
        return p
    baru = replace(visit, pemegang=(pelaku.id, pelaku.nama))
    return p.dengan_visit(baru).catat("pegang", pada, pelaku, baru)


def lepas(
    sop: Sop, kantor: Kantor, p: Permohonan, kunci: KunciVisit, pelaku: Pelaku, pada: datetime
) -> Permohonan:
    """Release a claimed langkah: its holder, or a colleague of the same pelaksana where the holder
    is away or was removed; the jejak says who."""
    visit = _visit(sop, p, kunci, pelaku)
    pastikan_terbuka(p, replace(visit, pemegang=None), pelaku, kantor)
    if not visit.pemegang:
        return p
    baru = replace(visit, pemegang=None)
    return p.dengan_visit(baru).catat("lepas", pada, pelaku, baru)


def _visit(sop: Sop, p: Permohonan, kunci: KunciVisit, pelaku: Pelaku) -> Visit:
    if kunci[0] not in sop.langkah:
        raise NotFound("Langkah tidak dikenal dalam SOP.")
    bertindak_sebagai(sop, sop.langkah[kunci[0]], p, pelaku, None)
    if kunci not in p.visits:
        raise TransitionNotAllowed("Langkah ini belum terbuka untuk permohonan ini.")
    return p.visits[kunci]


def hasil_sms(sop: Sop, kantor: Kantor, p: Permohonan, sms: Sms, pada: datetime) -> Permohonan:
    """Record what became of an SMS; a settled one closes the row that awaits it, one that has
    finally failed opens "telepon pemohon" on the worklist of its pelaksana."""
    if sms.perlu_telepon:
        sms = replace(sms, batas_telepon=batas_telepon(kantor, pada))
    p = replace(p, sms={**p.sms, sms.no: sms})
    if not sms.tuntas:
        return p
    p = p.catat(
        "sms",
        pada,
        SISTEM,
        rincian={"sms": sms.no, "templat": sms.templat, "keadaan": sms.keadaan},
    )
    if p.keadaan != "berjalan":
        return p
    for visit in list(p.visits.values()):
        if visit.terbuka and visit.setelah == sms.no:
            p = maju(sop, kantor, lakukan_otomatis(sop, kantor, p, visit.kunci, pada), pada)
    return p


def boleh_ditarik(sop: Sop, p: Permohonan) -> bool:
    """May the applicant still withdraw? Until the head has signed (sop.md, Arrows)."""
    return p.keadaan == "berjalan" and sop.boleh_ditarik(p.tertutup) and not p.tanda_tangan


def tarik(
    sop: Sop,
    p: Permohonan,
    alasan: str,
    pelaku: Pelaku,
    mewakili: Mewakili | None,
    pada: datetime,
) -> Permohonan:
    """The applicant withdraws, at any time before the head has signed (sop.md, Arrows)."""
    sebagai = bertindak_sebagai(sop, sop.langkah[sop.mulai], p, pelaku, mewakili)
    if p.keadaan == "berakhir" and p.status == sop.penarikan.status:
        return p
    if p.keadaan in ("draf", "diajukan"):
        raise Conflict("Draf tidak perlu ditarik: biarkan saja sampai terhapus sendiri.")
    if p.keadaan != "berjalan":
        raise Conflict(f"Permohonan ini sudah berakhir dengan status {p.status}.")
    if not boleh_ditarik(sop, p):
        raise Conflict("Surat keputusan sudah ditandatangani, permohonan tidak dapat ditarik.")
    rincian = {"status": sop.penarikan.status, **identitas(mewakili)}
    p = replace(p, alasan=alasan)
    p = p.catat("tarik", pada, pelaku, pelaksana=sebagai, rincian=rincian)
    return akhiri(p, sop.penarikan.status, pada)


def waktu_berlalu(
    sop: Sop, kantor: Kantor, p: Permohonan, kunci: KunciVisit | None, pada: datetime
) -> Permohonan:
    """What time alone brings to one visit, or to the case itself where `kunci` is None."""
    if kunci is None:
        p = janji.tandai_lewat(sop, p, pada)
        return masa_berlaku.ingatkan(sop, kantor, p, pada)
    p = eskalasi.ingatkan(sop, kantor, p, kunci, pada)
    return gugur.ingatkan(sop, kantor, p, kunci, pada)


def ganti_kalender(
    sop: Sop, kantor: Kantor, p: Permohonan, versi: str, pada: datetime
) -> Permohonan:
    """Count the due instants of a running case again, over the calendar of this version."""
    if p.keadaan != "berjalan":
        return p
    baru = p
    for kunci in p.visits:
        baru = eskalasi.sesuaikan(sop, kantor, baru, kunci, versi, pada)
    baru = janji.perbarui(sop, kantor, baru, "kalender", pada)
    return p if baru is p else maju(sop, kantor, baru, pada)


def minta_kode(p: Permohonan, pelaku: Pelaku, pada: datetime) -> Permohonan:
    """Send a code to the phone on a counter case that belongs to no account yet."""
    if p.pemilik or not p.loket or p.keadaan in ("draf", "diajukan"):
        raise NotFound()
    p = p.catat("kode", pada, pelaku)
    sms = Sms(p.jejak, TEMPLAT_KODE, str(p.data["hp"]), {}, pada)
    return replace(p, sms={**p.sms, sms.no: sms})


def gabung(p: Permohonan, pelaku: Pelaku, pada: datetime) -> Permohonan:
    """A counter case joins the account of the applicant who answered the code."""
    if p.pemilik == pelaku.id:
        return p
    if p.pemilik:
        raise NotFound()
    return replace(p, pemilik=pelaku.id).catat("gabung", pada, pelaku)
