"""Revoking an SK."""

from dataclasses import replace

from chalicelib import config
from chalicelib.adapters import permohonan_db
from chalicelib.domain import hak, jam_kerja, pencabutan, register
from chalicelib.domain.pencabutan import Cabutan
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Sop, muat
from chalicelib.services.ubah import sekarang, ulangi


def cabut(nomor: str, c: Cabutan) -> tuple[Sop, Permohonan]:
    """Revoke the SK of a case, in one transaction with the number of the letter that says so; the
    same person again gets the first answer."""

    def coba() -> tuple[Sop, Permohonan]:
        lama = permohonan_db.get(nomor)
        sop, kantor, pada = muat(lama.sop), config.kantor(), sekarang(lama)
        hak.pastikan_lihat(sop, lama, c.pelaku)
        if pencabutan.sudah_oleh(sop, lama, c.pelaku):
            return sop, lama
        sebagai, dokumen, _ = pencabutan.periksa(sop, kantor, lama, c, pada)
        tahun = jam_kerja.tahun(jam_kerja.Kalender.dari(kantor), pada)
        urut = permohonan_db.urut_berikut(register.jenis(sop, dokumen.kode), tahun)
        baru = pencabutan.cabut(sop, kantor, lama, replace(c, urut=urut.urut), pada)
        permohonan_db.simpan((lama, baru), petugas=(c.pelaku.id, sebagai), urut=urut)
        return sop, baru

    return ulangi(coba)
