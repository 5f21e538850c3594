"""What applicants and officers do with a case, one function each."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib import config
from chalicelib.adapters import permohonan_db, petugas_db, s3
from chalicelib.domain import hak, jam_kerja, pengajuan, perbaikan, perubahan
from chalicelib.domain.aksi import Perintah, terapkan
from chalicelib.domain.permohonan import (
    KunciVisit,
    Mewakili,
    Pelaku,
    Permohonan,
    Visit,
)
from chalicelib.domain.sop import Sop, muat, terbaru
from chalicelib.errors import Conflict, NotAllowed, NotFound, TooMany
from chalicelib.services import kode as kode_sekali
from chalicelib.services.ubah import Kursi, sekarang, ubah, ulangi

# A draft's papers move into the case in one transaction, which takes a hundred items.


def lihat(nomor: str, pelaku: Pelaku) -> tuple[Sop, Permohonan]:
    """A case that this person may see, with its SOP; `NotFound` otherwise."""
    p = permohonan_db.get(nomor)
    sop = muat(p.sop)
    hak.pastikan_lihat(sop, p, pelaku)
    return sop, p


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


def lakukan(nomor: str, perintah: Perintah) -> tuple[Permohonan, Visit]:
    """An aksi of the SOP: one Query and one transaction, a number's counter read beside them.

    The visit comes back closed; the same person repeating the same aksi gets the first answer.
    """

    def coba() -> Permohonan:
        lama = permohonan_db.get(nomor)
        sop, pada = muat(lama.sop), sekarang()
        hak.pastikan_lihat(sop, lama, perintah.pelaku)
        urut = _urut(sop, lama, perintah, pada)
        ini = replace(perintah, urut=urut.urut) if urut else perintah
        baru = terapkan(sop, config.kantor(), lama, ini, pada)
        if baru is not lama:
            permohonan_db.simpan((lama, baru), petugas=_kursi(perintah.pelaku)(baru), urut=urut)
        return baru

    p = ulangi(coba)
    return p, p.visits[perintah.kode, perintah.setelah]


def _urut(sop: Sop, p: Permohonan, perintah: Perintah, pada: datetime) -> permohonan_db.Urut | None:
    langkah = sop.langkah.get(perintah.kode)
    aksi = next((a for a in langkah.aksi if a.kode == perintah.aksi), None) if langkah else None
    visit = p.visits.get((perintah.kode, perintah.setelah))
    if aksi is None or "ambil_nomor" not in aksi.efek or visit is None or not visit.terbuka:
        return None
    tahun = jam_kerja.tahun(jam_kerja.Kalender.dari(config.kantor()), pada)
    return permohonan_db.urut_berikut(f"{sop.awalan}-{aksi.efek['ambil_nomor']}", tahun)


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


def tiket(nomor: str, kode: str, tipe: str, pelaku: Pelaku) -> dict[str, Any]:
    """A ticket to upload one paper that is wanted from this person now; it changes nothing."""
    sop, p = lihat(nomor, pelaku)
    if not hak.berkas_diminta(sop, p, kode, pelaku.pelaksana):
        raise Conflict("Berkas ini tidak sedang diminta dari Anda.")
    if len(p.berkas) >= perbaikan.berkas_terbanyak(p):
        raise TooMany("Terlalu banyak unggahan pada permohonan ini. Hubungi loket.")
    id_ = secrets.token_hex(8)
    return {"id": id_, **s3.tiket(f"masuk/{nomor}/{kode}/{id_}", tipe, pelaku.id)}


def url_berkas(nomor: str, id_: str, pelaku: Pelaku) -> str:
    """Where to read a paper: the version that was checked."""
    sop, p = lihat(nomor, pelaku)
    berkas = p.berkas.get(id_)
    if berkas is None or not hak.dokumen_terlihat(sop, pelaku, berkas.kode):
        raise NotFound("Berkas tidak ditemukan.")
    akhiran = berkas.tipe.rsplit("/", 1)[-1]
    return s3.url_baca(berkas.kunci, berkas.versi, f"{berkas.kode}.{akhiran}")


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


def _kursi(pelaku: Pelaku) -> Callable[[Permohonan], Kursi]:
    """The seat that the first new jejak row names; only officers have one."""
    petugas = pelaku.jenis == "petugas"
    return lambda p: (pelaku.id, p.catatan[0].pelaksana) if petugas else None


def _loket(pelaku: Pelaku) -> Callable[[Permohonan], Kursi]:
    return lambda p: _kursi_loket(muat(p.sop), pelaku)


def _kursi_loket(sop: Sop, pelaku: Pelaku) -> Kursi:
    if pelaku.jenis == "pemohon":
        return None
    loket = sop.langkah[sop.mulai].diwakili
    if loket not in pelaku.pelaksana:
        raise NotAllowed("Hanya pemohon atau loket yang dapat melakukan ini.")
    return pelaku.id, str(loket)
