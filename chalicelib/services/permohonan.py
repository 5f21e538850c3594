"""What is done with a case as a whole, by its applicant or at the counter: one function each."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from chalicelib import config
from chalicelib.adapters import permohonan_db, petugas_db
from chalicelib.domain import hak, jam_kerja, pengajuan, perbaikan, perubahan
from chalicelib.domain.permohonan import Mewakili, Pelaku, Permohonan
from chalicelib.domain.sop import Sop, muat, terbaru
from chalicelib.errors import Conflict, NotAllowed, NotFound
from chalicelib.services import kode as kode_sekali
from chalicelib.services.ubah import Kursi, sekarang, ubah, ulangi


def lihat(nomor: str, pelaku: Pelaku) -> tuple[Sop, Permohonan]:
    """A case that this person may see, with its SOP; `NotFound` otherwise."""
    p = permohonan_db.get(nomor)
    sop = muat(p.sop)
    hak.pastikan_lihat(sop, p, pelaku)
    return sop, p


def draf_loket(pelaku: Pelaku) -> list[Permohonan]:
    """The drafts of the counter, for an officer of it; none for others."""
    return [p for p in permohonan_db.draf_loket() if hak.boleh_lihat(muat(p.sop), p, pelaku)]


def masih_bertugas(pelaku: Pelaku) -> Pelaku:
    """The person with the seats he has now; `NotAllowed` for an officer who has none left.

    For reads: a change checks the seat in its own transaction.
    """
    if pelaku.jenis != "petugas":
        return pelaku
    kursi = pelaku.pelaksana & petugas_db.aktif(pelaku.id)
    if not kursi:
        raise NotAllowed("Anda tidak lagi bertugas.")
    return replace(pelaku, pelaksana=kursi)


def buat(jenis: str, pelaku: Pelaku) -> Permohonan:
    """A new draft on the highest version of this permit's SOP; `NotFound` for an unknown one."""
    kantor = config.kantor()
    try:
        sop = muat(terbaru(jenis, kantor.pelaksana_nonaktif))
    except KeyError:
        raise NotFound("Jenis izin ini tidak dilayani.") from None
    p = pengajuan.buat_draf(sop, kantor, pelaku, sekarang())
    permohonan_db.simpan((None, p), petugas=_kursi_loket(sop, pelaku))
    return p


def isi(nomor: str, nilai: Mapping[str, object], pelaku: Pelaku) -> Permohonan:
    """Save fields of a draft, or mend returned ones."""

    def ganti(p: Permohonan, pada: datetime) -> Permohonan:
        sop = muat(p.sop)
        hak.pastikan_lihat(sop, p, pelaku)
        _kursi_loket(sop, pelaku)
        if p.keadaan == "berjalan":
            return perbaikan.perbaiki_isian(sop, p, nilai, pelaku, pada)
        return pengajuan.isi_draf(sop, p, nilai)

    return ubah(nomor, ganti, _loket(pelaku))


def ajukan(nomor: str, pelaku: Pelaku, mewakili: Mewakili | None) -> Permohonan:
    """Submit a draft: it becomes a numbered case. A second click gives the same case."""

    def coba() -> Permohonan:
        draf = permohonan_db.get(nomor)
        sop = muat(draf.sop)
        hak.pastikan_lihat(sop, draf, pelaku)
        hak.bertindak_sebagai(sop, sop.langkah[sop.mulai], draf, pelaku, mewakili)
        if draf.menjadi:
            return permohonan_db.get(draf.menjadi)
        pengajuan.periksa_siap(sop, draf)
        pada = sekarang()
        tahun = jam_kerja.tahun(jam_kerja.Kalender.dari(config.kantor()), pada)
        urut = permohonan_db.urut_berikut(sop.awalan, tahun)
        nomor_baru = pengajuan.nomor_baru(sop, tahun, urut.urut)
        kasus = pengajuan.ajukan(sop, draf, nomor_baru, pelaku, mewakili, pada)
        permohonan_db.simpan(
            (draf, pengajuan.jadi(draf, nomor_baru)),
            (None, kasus),
            petugas=_kursi_loket(sop, pelaku),
            urut=urut,
        )
        return kasus

    return ulangi(coba)


def jawab_cacat(nomor: str, no: int, keterangan: str, pelaku: Pelaku) -> Permohonan:
    """Say how a finding on site was mended."""

    def ganti(p: Permohonan, pada: datetime) -> Permohonan:
        sop = muat(p.sop)
        hak.pastikan_lihat(sop, p, pelaku)
        _kursi_loket(sop, pelaku)
        return perbaikan.jawab_cacat(p, no, keterangan, pelaku, pada)

    return ubah(nomor, ganti, _loket(pelaku))


def tarik(nomor: str, alasan: str, pelaku: Pelaku, mewakili: Mewakili | None) -> Permohonan:
    """Withdraw a case."""

    def ganti(p: Permohonan, pada: datetime) -> Permohonan:
        sop = muat(p.sop)
        hak.pastikan_lihat(sop, p, pelaku)
        return perubahan.tarik(sop, p, alasan, pelaku, mewakili, pada)

    return ubah(nomor, ganti, _loket(pelaku))


def minta_kode(nomor: str, pelaku: Pelaku) -> None:
    """Ask for the code that joins a counter case to this applicant's account."""
    _hanya_pemohon(pelaku)
    ubah(nomor, lambda p, pada: perubahan.minta_kode(p, pelaku, pada))


def gabung(nomor: str, kode: str, pelaku: Pelaku) -> Permohonan:
    """Join a counter case to this account by the code sent to the phone on the case."""
    _hanya_pemohon(pelaku)
    p = permohonan_db.get(nomor)
    if p.pemilik == pelaku.id:
        return p  # a second click
    if p.pemilik:
        raise NotFound()
    if not kode_sekali.periksa(nomor, kode, sekarang()):
        raise Conflict("Kode salah atau sudah tidak berlaku. Minta kode baru.")
    return ubah(nomor, lambda p, pada: perubahan.gabung(p, pelaku, pada))


def _hanya_pemohon(pelaku: Pelaku) -> None:
    if pelaku.jenis != "pemohon":
        raise NotAllowed("Hanya pemohon yang dapat melakukan ini.")


def _loket(pelaku: Pelaku) -> Callable[[Permohonan], Kursi]:
    return lambda p: _kursi_loket(muat(p.sop), pelaku)


def _kursi_loket(sop: Sop, pelaku: Pelaku) -> Kursi:
    if pelaku.jenis == "pemohon":
        return None
    loket = sop.langkah[sop.mulai].diwakili
    if loket not in pelaku.pelaksana:
        raise NotAllowed("Hanya pemohon atau loket yang dapat melakukan ini.")
    return pelaku.id, str(loket)
