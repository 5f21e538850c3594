"""All that can happen to a running case beside an aksi of the SOP."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain import jam_kerja
from chalicelib.domain.aksi import Perintah, identitas, maju, pastikan_terbuka, terapkan
from chalicelib.domain.hak import bertindak_sebagai
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.kotak_sms import batas_telepon
from chalicelib.domain.norma import baca_norma
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
    return maju(sop, lakukan_otomatis(sop, kantor, p, kunci, pada), pada)


def _buka_baru(
    sop: Sop, kantor: Kantor, p: Permohonan, kunci: KunciVisit, token: str, pada: datetime
) -> Permohonan:
    langkah = sop.langkah[kunci[0]]
    kalender = jam_kerja.Kalender.dari(kantor)
    norma = langkah.norma
    if langkah.pelaksana == "pemohon":
        norma = baca_norma(langkah.gugur) if langkah.gugur else None
        batas = jam_kerja.tambah_hari(kalender, pada, int(norma.jumlah)) if norma else None
    else:
        batas = jam_kerja.batas_waktu(kalender, pada, norma) if norma else None
    visit = Visit(*kunci, langkah.pelaksana, pada, batas, token, periksa=batas)
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
            p = maju(sop, lakukan_otomatis(sop, kantor, p, visit.kunci, pada), pada)
    return p


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
    if not sop.boleh_ditarik(p.tertutup):
        raise Conflict("Surat keputusan sudah ditandatangani, permohonan tidak dapat ditarik.")
    rincian = {"status": sop.penarikan.status, **identitas(mewakili)}
    p = replace(p, alasan=alasan)
    p = p.catat("tarik", pada, pelaku, pelaksana=sebagai, rincian=rincian)
    return _akhiri(p, sop.penarikan.status, pada)


def gugurkan(sop: Sop, p: Permohonan, kunci: KunciVisit, pada: datetime) -> Permohonan:
    """What was returned and not mended in time lapses."""
    visit = p.visits[kunci]
    if not _lewat(visit, pada) or visit.pelaksana != "pemohon":
        return p
    p = p.catat("gugur", pada, SISTEM, visit, rincian={"status": sop.status_gugur})
    return _akhiri(p, sop.status_gugur, pada)


def tandai_terlambat(p: Permohonan, kunci: KunciVisit, pada: datetime) -> Permohonan:
    """Flag an overdue langkah, once. Rows of Pemohon are never terlambat."""
    visit = p.visits[kunci]
    if not _lewat(visit, pada) or visit.pelaksana == "pemohon" or visit.terlambat:
        return p
    baru = replace(visit, terlambat=pada, periksa=None)
    return p.dengan_visit(baru).catat("terlambat", pada, SISTEM, baru)


def _lewat(visit: Visit, pada: datetime) -> bool:
    return visit.terbuka and visit.batas_waktu is not None and visit.batas_waktu <= pada


def _akhiri(p: Permohonan, status: str, pada: datetime) -> Permohonan:
    visits = {
        k: replace(v, dihentikan=pada, periksa=None) if v.terbuka else v
        for k, v in p.visits.items()
    }
    return replace(
        p,
        keadaan="berakhir",
        status=status,
        berakhir=pada,
        transit=None,
        periksa=None,
        visits=visits,
    )


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
