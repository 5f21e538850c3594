"""The one path of a transition: an aksi of the SOP applied to a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain import hak, penerbitan, syarat
from chalicelib.domain.bahasa import waktu_setempat
from chalicelib.domain.efek import CacatBaru, Kejadian
from chalicelib.domain.hak import bertindak_sebagai
from chalicelib.domain.jejak import sha256_json
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.penutupan import tutup
from chalicelib.domain.permohonan import Mewakili, Pelaku, Permohonan, Visit
from chalicelib.domain.sop import Aksi, Langkah, Sop
from chalicelib.errors import Conflict, NotFound, TransitionNotAllowed


@dataclass(frozen=True, slots=True)
class Perintah:
    """What a person asks for. `urut` is the next number where the aksi takes one, `sidik` what the
    draft that it is about would say if it were made now."""

    kode: str
    setelah: int
    aksi: str
    pelaku: Pelaku
    isian: Mapping[str, object] = field(default_factory=dict)
    cacat: tuple[CacatBaru, ...] = ()
    sha256: str = ""
    mewakili: Mewakili | None = None
    urut: int = 0
    sidik: str = ""


def terapkan(
    sop: Sop, kantor: Kantor, p: Permohonan, perintah: Perintah, pada: datetime
) -> Permohonan:
    """The case after the aksi; the same object where this person had done just this before.

    Raises `NotFound` (no such langkah), `NotAllowed` (someone else's task),
    `TransitionNotAllowed` (not open, or not an aksi of the langkah), `Conflict` (closed or held
    by someone else, naming who and when; another draft), `SignInTooOld` (a signature),
    `BadInput` (every fault at once).
    """
    langkah = sop.langkah.get(perintah.kode)
    if langkah is None:
        raise NotFound("Langkah tidak dikenal dalam SOP.")
    aksi = next((a for a in langkah.aksi if a.kode == perintah.aksi), None)
    milik = langkah if aksi is None else hak.milik(langkah, aksi)
    sebagai = bertindak_sebagai(sop, milik, p, perintah.pelaku, perintah.mewakili)
    visit = p.visits.get((perintah.kode, perintah.setelah))
    if visit is None:
        raise TransitionNotAllowed(_belum_terbuka(p, langkah, kantor))
    if _sudah_dilakukan(p, visit, perintah):
        return p
    pastikan_terbuka(p, visit, perintah.pelaku, kantor)
    aksi = _tersedia(kantor, p, visit, langkah, aksi, perintah.mewakili)
    if hak.perlu_masuk_baru(aksi):
        hak.pastikan_baru_masuk(perintah.pelaku, pada)
    isi = syarat.periksa(sop, kantor, p, visit, aksi, perintah)
    kejadian = Kejadian(
        sop,
        kantor,
        visit,
        pada,
        perintah.pelaku,
        sebagai,
        perintah.cacat,
        perintah.sha256,
        perintah.sidik,
        perintah.urut,
        aksi.kode,
    )
    if "terbitkan" in aksi.efek:
        return penerbitan.putuskan(p, kejadian, aksi, isi, _rincian(perintah, isi))
    return tutup(p, kejadian, aksi, isi, _rincian(perintah, isi), aksi.efek)


def pastikan_terbuka(p: Permohonan, visit: Visit, pelaku: Pelaku, kantor: Kantor) -> None:
    """`Conflict` naming who and when, where the visit is closed, ended or in another's hands."""
    if visit.penutup:
        kapan = waktu_setempat(visit.penutup.pada, kantor.zona)
        raise Conflict(f"Langkah ini sudah diselesaikan oleh {visit.penutup.nama}, {kapan}.")
    if p.keadaan != "berjalan" or visit.dihentikan:
        raise Conflict(f"Permohonan ini sudah berakhir dengan status {p.status}.")
    if visit.pemegang and pelaku.jenis == "petugas" and visit.pemegang[0] != pelaku.id:
        raise Conflict(f"Langkah ini sedang dikerjakan oleh {visit.pemegang[1]}.")


def _belum_terbuka(p: Permohonan, langkah: Langkah, kantor: Kantor) -> str:
    terakhir = max(
        (v for v in p.visits.values() if v.kode == langkah.kode and v.penutup),
        key=lambda v: v.setelah,
        default=None,
    )
    if terakhir is None or terakhir.penutup is None:
        return "Langkah ini belum terbuka untuk permohonan ini."
    kapan = waktu_setempat(terakhir.penutup.pada, kantor.zona)
    return f"Keadaan permohonan sudah berubah: {terakhir.penutup.nama}, {kapan}. Muat ulang."


def _sudah_dilakukan(p: Permohonan, visit: Visit, perintah: Perintah) -> bool:
    tutup, surat = visit.penutup, p.penerbitan(visit.kunci)
    sama = (perintah.aksi, perintah.pelaku.id)
    return (tutup is not None and (tutup.aksi, tutup.oleh) == sama) or (
        surat is not None and (surat.aksi, surat.oleh) == sama
    )


def _tersedia(
    kantor: Kantor,
    p: Permohonan,
    visit: Visit,
    langkah: Langkah,
    aksi: Aksi | None,
    mewakili: Mewakili | None,
) -> Aksi:
    diwakili = mewakili is not None
    if aksi and aksi in syarat.aksi_tersedia(kantor, p, visit, langkah, diwakili=diwakili):
        return aksi
    if aksi and (surat := p.penerbitan(visit.kunci)):
        raise Conflict(penerbitan.sudah_diputuskan(surat, kantor))
    raise TransitionNotAllowed("Aksi ini tidak tersedia pada langkah ini.")


def _rincian(perintah: Perintah, isi: Mapping[str, object]) -> dict[str, object]:
    rincian: dict[str, object] = {}
    if isi:
        rincian["isian_sha256"] = sha256_json(dict(isi))
    if perintah.sha256:
        rincian["berkas_sha256"] = perintah.sha256
    if perintah.cacat:
        rincian["cacat"] = [c.sasaran for c in perintah.cacat]
    return rincian | identitas(perintah.mewakili)


def identitas(mewakili: Mewakili | None) -> dict[str, object]:
    """What the jejak keeps of an officer acting in the applicant's name."""
    if mewakili is None:
        return {}
    terlihat = [mewakili.jenis_identitas, mewakili.empat_digit_akhir]
    return {"mewakili": "pemohon", "identitas": terlihat}
