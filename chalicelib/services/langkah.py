"""What officers and applicants do at a langkah: its aksi, claim and release."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from chalicelib import config
from chalicelib.adapters import permohonan_db
from chalicelib.domain import hak, jam_kerja, perubahan, register
from chalicelib.domain.aksi import Perintah, terapkan
from chalicelib.domain.efek import jenis_surat
from chalicelib.domain.permohonan import Pelaku, Permohonan, Visit
from chalicelib.domain.sop import Aksi, KunciVisit, Sop, muat
from chalicelib.errors import NotAllowed
from chalicelib.services import draf
from chalicelib.services.ubah import Kursi, sekarang, ubah, ulangi


def lakukan(nomor: str, perintah: Perintah) -> tuple[Permohonan, Visit]:
    """An aksi of the SOP: one Query and one transaction, a number's counter read beside them.

    The visit comes back closed; the same person repeating the same aksi gets the first answer.
    """

    def coba() -> Permohonan:
        lama = permohonan_db.get(nomor)
        sop, pada = muat(lama.sop), sekarang(lama)
        hak.pastikan_lihat(sop, lama, perintah.pelaku)
        urut = _urut(sop, lama, perintah, pada)
        ini = replace(perintah, urut=urut.urut if urut else 0, sidik=_sidik(sop, lama, perintah))
        baru = terapkan(sop, config.kantor(), lama, ini, pada)
        if baru is not lama:
            permohonan_db.simpan((lama, baru), petugas=_kursi(perintah.pelaku)(baru), urut=urut)
        return baru

    p = ulangi(coba)
    return p, p.visits[perintah.kode, perintah.setelah]


def _urut(sop: Sop, p: Permohonan, perintah: Perintah, pada: datetime) -> permohonan_db.Urut | None:
    aksi = _aksi(sop, perintah)
    visit = p.visits.get((perintah.kode, perintah.setelah))
    if aksi is None or "terbitkan" not in aksi.efek or visit is None or not visit.terbuka:
        return None
    if p.penerbitan(visit.kunci):
        return None
    tahun = jam_kerja.tahun(jam_kerja.Kalender.dari(config.kantor()), pada)
    surat = jenis_surat(aksi.efek["terbitkan"], p.putusan)
    return permohonan_db.urut_berikut(register.jenis(sop, surat), tahun)


def _aksi(sop: Sop, perintah: Perintah) -> Aksi | None:
    langkah = sop.langkah.get(perintah.kode)
    return next((a for a in langkah.aksi if a.kode == perintah.aksi), None) if langkah else None


def _sidik(sop: Sop, p: Permohonan, perintah: Perintah) -> str:
    """What the draft that is about to be initialled or signed would say now."""
    efek = aksi.efek if (aksi := _aksi(sop, perintah)) else {}
    kode = efek.get("paraf") or efek.get("tandatangan")
    return draf.sidik(sop, config.kantor(), p, str(kode)) if kode else ""


def pegang(nomor: str, kunci: KunciVisit, pelaku: Pelaku) -> Permohonan:
    """Claim a langkah."""
    return _tangan(nomor, kunci, pelaku, perubahan.pegang)


def lepas(nomor: str, kunci: KunciVisit, pelaku: Pelaku) -> Permohonan:
    """Release a langkah."""
    return _tangan(nomor, kunci, pelaku, perubahan.lepas)


def _tangan(
    nomor: str, kunci: KunciVisit, pelaku: Pelaku, fungsi: Callable[..., Permohonan]
) -> Permohonan:
    if pelaku.jenis != "petugas":
        raise NotAllowed("Hanya petugas yang dapat memegang langkah.")

    def ganti(p: Permohonan, pada: datetime) -> Permohonan:
        sop = muat(p.sop)
        hak.pastikan_lihat(sop, p, pelaku)
        return fungsi(sop, config.kantor(), p, kunci, pelaku, pada)

    return ubah(nomor, ganti, _kursi(pelaku))


def _kursi(pelaku: Pelaku) -> Callable[[Permohonan], Kursi]:
    """The seat that the first new jejak row names; only officers have one."""
    petugas = pelaku.jenis == "petugas"
    return lambda p: (pelaku.id, p.catatan[0].pelaksana) if petugas else None
