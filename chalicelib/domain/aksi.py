"""The one path of a transition: an aksi of the SOP applied to a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from chalicelib.domain import efek, isian, janji
from chalicelib.domain.bahasa import waktu_setempat
from chalicelib.domain.berkas import dikenal
from chalicelib.domain.efek import CacatBaru, Kejadian
from chalicelib.domain.hak import bertindak_sebagai
from chalicelib.domain.jejak import sha256_json
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.kelengkapan import dikembalikan_ke, kekurangan
from chalicelib.domain.laju import maju
from chalicelib.domain.permohonan import Mewakili, Pelaku, Penutup, Permohonan, Visit
from chalicelib.domain.sop import Aksi, Langkah, Sop
from chalicelib.errors import BadInput, Conflict, Fault, NotFound, TransitionNotAllowed

_BUTUH_SHA256 = {"paraf", "tandatangan"}


@dataclass(frozen=True, slots=True)
class Perintah:
    """What a person asks for. `urut` is the next number where the aksi takes one."""

    kode: str
    setelah: int
    aksi: str
    pelaku: Pelaku
    isian: Mapping[str, object] = field(default_factory=dict)
    cacat: tuple[CacatBaru, ...] = ()
    sha256: str = ""
    mewakili: Mewakili | None = None
    urut: int = 0


def terapkan(
    sop: Sop, kantor: Kantor, p: Permohonan, perintah: Perintah, pada: datetime
) -> Permohonan:
    """The case after the aksi; the same object where this person had done just this before.

    Raises `NotFound` (no such langkah), `NotAllowed` (someone else's task),
    `TransitionNotAllowed` (not open, or not an aksi of the langkah), `Conflict` (closed or held
    by someone else, naming who and when; another draft), `BadInput` (every fault at once).
    """
    langkah = sop.langkah.get(perintah.kode)
    if langkah is None:
        raise NotFound("Langkah tidak dikenal dalam SOP.")
    sebagai = bertindak_sebagai(sop, langkah, p, perintah.pelaku, perintah.mewakili)
    visit = p.visits.get((perintah.kode, perintah.setelah))
    if visit is None:
        raise TransitionNotAllowed(_belum_terbuka(p, langkah, kantor))
    if _sudah_dilakukan(visit, perintah):
        return p
    pastikan_terbuka(p, visit, perintah.pelaku, kantor)
    aksi = _aksi(langkah, perintah, p)
    isi = _periksa(sop, p, langkah, visit, aksi, perintah)
    return _tutup(sop, kantor, p, visit, aksi, perintah, isi, sebagai, pada)


def konteks(p: Permohonan, langkah: Langkah, *, diwakili: bool) -> dict[str, object]:
    """What a `bila` of the table may ask about: the form's fields and the state of the case."""
    return {
        **p.data,
        "putusan": p.putusan,
        "diwakili": diwakili,
        "ada_rekomendasi": langkah.pelaksana in p.rekomendasi,
    }


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


def _sudah_dilakukan(visit: Visit, perintah: Perintah) -> bool:
    tutup = visit.penutup
    return tutup is not None and tutup.aksi == perintah.aksi and tutup.oleh == perintah.pelaku.id


def _aksi(langkah: Langkah, perintah: Perintah, p: Permohonan) -> Aksi:
    aksi = next((a for a in langkah.aksi if a.kode == perintah.aksi), None)
    keadaan = konteks(p, langkah, diwakili=perintah.mewakili is not None)
    if aksi is None or not isian.cocok(aksi.bila, keadaan):
        raise TransitionNotAllowed("Aksi ini tidak tersedia pada langkah ini.")
    return aksi


def _periksa(
    sop: Sop, p: Permohonan, langkah: Langkah, visit: Visit, aksi: Aksi, perintah: Perintah
) -> dict[str, str | int | bool]:
    keadaan = konteks(p, langkah, diwakili=perintah.mewakili is not None)
    isi, faults = isian.periksa(aksi.isian, perintah.isian, keadaan)
    faults += _kurang_berkas(sop, p, visit, aksi, {**keadaan, **isi})
    faults += _belum_diperbaiki(sop, p, visit)
    faults += _salah_cacat(sop, p, aksi, perintah.cacat)
    if not perintah.sha256 and _BUTUH_SHA256 & aksi.efek.keys():
        faults += (Fault("sha256", "Sertakan SHA-256 draf yang Anda baca."),)
    if faults:
        raise BadInput(*faults)
    return isi


def _kurang_berkas(
    sop: Sop, p: Permohonan, visit: Visit, aksi: Aksi, keadaan: Mapping[str, object]
) -> tuple[Fault, ...]:
    jenis = dikenal(sop)
    kurang = []
    for syarat in aksi.berkas:
        berkas = p.berkas_terakhir(syarat.kode)
        baru = berkas is not None and berkas.diunggah >= visit.dibuka
        if isian.cocok(syarat.bila, keadaan) and not baru:
            pesan = f"Unggah {jenis[syarat.kode].nama} lebih dahulu."
            kurang.append(Fault(f"berkas:{syarat.kode}", pesan))
    return tuple(kurang)


def _belum_diperbaiki(sop: Sop, p: Permohonan, visit: Visit) -> tuple[Fault, ...]:
    """Open defects of this return, and what a mended answer has made required since."""
    cacat = tuple(
        Fault(c.sasaran, f"Belum diperbaiki: {c.alasan}") for c in p.cacat_terbuka(visit.setelah)
    )
    return cacat + (kekurangan(sop, p) if dikembalikan_ke(p, visit) else ())


def _salah_cacat(
    sop: Sop, p: Permohonan, aksi: Aksi, daftar: tuple[CacatBaru, ...]
) -> tuple[Fault, ...]:
    if "cacat" not in aksi.efek:
        return (Fault("cacat", "Aksi ini tidak mencatat kekurangan."),) if daftar else ()
    if not daftar:
        return (Fault("cacat", "Sebutkan sedikitnya satu kekurangan beserta alasannya."),)
    sasaran = {f"isian:{i.kode}" for i in sop.isian if isian.cocok(i.bila, p.data)}
    sasaran |= {f"berkas:{s.kode}" for s in sop.persyaratan} | {"lapangan"}
    faults = [
        Fault(f"cacat.{i}.sasaran", "Kekurangan ini menunjuk berkas atau isian yang tidak ada.")
        for i, c in enumerate(daftar)
        if c.sasaran not in sasaran
    ]
    ganda = {c.sasaran for c in daftar if c.sasaran != "lapangan"}
    if len(ganda) < sum(c.sasaran != "lapangan" for c in daftar):
        faults.append(Fault("cacat", "Satu berkas atau isian cukup disebut satu kali."))
    return tuple(faults)


def _tutup(
    sop: Sop,
    kantor: Kantor,
    p: Permohonan,
    visit: Visit,
    aksi: Aksi,
    perintah: Perintah,
    isi: Mapping[str, object],
    sebagai: str,
    pada: datetime,
) -> Permohonan:
    status = (p.putusan == "tolak" and aksi.status_tolak) or aksi.status or p.status
    p = p.catat(
        "aksi",
        pada,
        perintah.pelaku,
        visit,
        aksi=aksi.kode,
        pelaksana=sebagai,
        rincian={"status": status, **_rincian(perintah, isi)},
    )
    asal = sop.asal(*visit.kunci, p.tertutup) if aksi.ke == "asal" else None
    penutup = Penutup(
        aksi.kode, pada, perintah.pelaku.id, perintah.pelaku.nama, p.jejak, status, asal
    )
    visit = replace(visit, isian=isi, penutup=penutup, periksa=None)
    p = replace(p.dengan_visit(visit), status=status)
    kejadian = Kejadian(
        sop,
        kantor,
        visit,
        pada,
        perintah.pelaku,
        sebagai,
        perintah.cacat,
        perintah.sha256,
        perintah.urut,
    )
    for nama, parameter in aksi.efek.items():
        p = efek.EFEK[nama](p, parameter, kejadian)
    if visit.pelaksana == "pemohon":
        p = janji.perbarui(sop, kantor, p, "menunggu_pemohon", pada)
    return maju(sop, kantor, p, pada)


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
