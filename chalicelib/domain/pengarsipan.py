"""The archive of a case: when it can be made, and that it was."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.permohonan import SISTEM, Permohonan
from chalicelib.domain.surat import ARSIP, KunciSurat, Objek, Surat


def siap(p: Permohonan) -> bool:
    """Is every letter of the case there that is made without anybody's doing?"""
    return not any(s.menunggu for s in p.surat.values() if s.kode != ARSIP)


def menunggu(p: Permohonan) -> list[Surat]:
    """The archives that are still to be made."""
    return [s for s in p.surat.values() if s.kode == ARSIP and s.menunggu]


def terakhir(p: Permohonan) -> Surat | None:
    """The newest archive that was made; each holds all that was there at its time."""
    jadi = [s for s in p.surat.values() if s.kode == ARSIP and s.keadaan == "jadi"]
    return max(jadi, key=lambda s: s.no, default=None)


def tersimpan(p: Permohonan, kunci: KunciSurat, objek: Objek, pada: datetime) -> Permohonan:
    """The archive is in its bucket: the outbox and the jejak say which object. Twice is once.

    Papers that came while it was made, or since an attempt that put it, are kept in another.
    """
    surat = p.surat.get(kunci)
    if surat is None or not surat.menunggu:
        return p
    p = p.dengan_surat(replace(surat, keadaan="jadi", objek=objek))
    rincian = {"sha256": objek.sha256, "ukuran": objek.ukuran}
    p = p.catat("arsip", pada, SISTEM, rincian=rincian)
    if menunggu(p) or banyak_berkas(p) <= objek.banyak_berkas:
        return p
    return p.dengan_surat(Surat(p.jejak, ARSIP, pada, surat.oleh, surat.nama))


def banyak_berkas(p: Permohonan) -> int:
    """How many papers an archive of the case holds; of a submitted case none is ever removed."""
    return sum(b.keadaan == "diterima" for b in p.berkas.values())
