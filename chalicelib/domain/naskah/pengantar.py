"""The surat pengantar that goes with the hard copy, one page for each agency of the SOP."""

from chalicelib.domain.isian import cocok
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.naskah import kasus
from chalicelib.domain.naskah.cetakan import Cetakan, Naskah, dasar, pemegang, penanda_tangan
from chalicelib.domain.naskah.keputusan import TITIK
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Dokumen, Sop


def susun(sop: Sop, kantor: Kantor, p: Permohonan, dokumen: Dokumen, cetakan: Cetakan) -> Naskah:
    """What is sent to whom, by which courier; the agency signs for it on the same page."""
    kurir = [
        ["Petugas pengantar", kasus.teks(p, cetakan, "nama_kurir") or TITIK],
        ["Tanggal dikirim", kasus.sebut_tanggal(kasus.nilai(p, cetakan, "tanggal_kirim"))],
        ["Nomor agenda di dinas", kasus.teks(p, cetakan, "nomor_agenda") or TITIK],
    ]
    return {
        **dasar(
            kantor,
            cetakan,
            templat="surat_pengantar",
            judul=f"Surat pengantar berkas permohonan rekomendasi {pemegang(p)}",
            permohonan=p.nomor,
        ),
        "nomor": cetakan.nomor or TITIK,
        "halaman": [
            {"kepada": kantor.dinas[kode].sebutan, "berkas": _berkas(sop, p, kode)}
            for kode in kasus.urutan_dinas(sop)
        ],
        "hal": f"Permohonan rekomendasi {sop.nama} atas nama {pemegang(p)}, "
        f"nomor pendaftaran {p.nomor}",
        "kurir": kurir,
        "tanda_tangan": penanda_tangan(kantor, dokumen.kode, cetakan),
    }


def _berkas(sop: Sop, p: Permohonan, dinas: str) -> list[str]:
    """The papers of the application for a rekomendasi that this agency may have."""
    return [
        syarat.nama
        for syarat in sop.persyaratan
        if syarat.untuk != "izin"
        and syarat.pelaksana in (None, dinas)
        and cocok(syarat.bila, p.data)
        and p.berkas_terakhir(syarat.kode)
    ]
