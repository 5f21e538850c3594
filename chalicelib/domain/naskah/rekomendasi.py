"""The letter of an agency: it recommends the permit, or recommends to refuse it."""

from chalicelib.domain import bahasa
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.naskah import kasus
from chalicelib.domain.naskah.cetakan import (
    Cetakan,
    Naskah,
    dasar,
    identitas,
    pemegang,
    penanda_tangan,
)
from chalicelib.domain.naskah.keputusan import TITIK
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Dokumen, Sop


def susun(sop: Sop, kantor: Kantor, p: Permohonan, dokumen: Dokumen, cetakan: Cetakan) -> Naskah:
    """The agency's letter, under its own kop and signed by its head.

    `isian["putusan_rekomendasi"]` is what the officer is about to decide, else it is what the
    case already has of this agency.
    """
    dinas = kasus.pembuat(sop, dokumen)
    putusan = str(
        cetakan.isian.get("putusan_rekomendasi") or p.rekomendasi.get(dinas, "direkomendasikan")
    )
    ditolak = putusan == "ditolak"
    bap = kasus.sebut_bap(kantor, p)
    hal = f"Rekomendasi{' penolakan' if ditolak else ''} {sop.nama}"

    def isi(kode: str) -> object:
        return kasus.nilai(p, cetakan, kode, dinas)

    return {
        **dasar(
            kantor,
            cetakan,
            templat="rekomendasi",
            judul=f"{hal} kepada {pemegang(p)}",
            permohonan=p.nomor,
            kop=kantor.dinas[dinas].kop,
        ),
        "tanggal_panjang": _tanggal(kantor, cetakan, isi("tanggal_surat")),
        "kepala_surat": [
            ["Nomor", str(isi("nomor_surat") or cetakan.nomor or TITIK)],
            ["Sifat", "Biasa"],
            ["Lampiran", "1 (satu) berkas Berita Acara Pemeriksaan" if bap else "–"],
            ["Hal", hal],
        ],
        "kepada": [f"Kepala {kantor.kop.nama} {kantor.nama_daerah}"],
        "dasar": [d for d in (kasus.sebut_permohonan(kantor, p), kasus.sebut_bap(kantor, p)) if d],
        "identitas": identitas(p),
        "ditolak": ditolak,
        "putusan": _putusan(sop, ditolak=ditolak),
        "alasan": _daftar(isi("alasan")) if ditolak else [],
        "dasar_hukum": _daftar(isi("dasar")) if ditolak else [],
        "syarat": [] if ditolak else _daftar(isi("syarat")),
        "tanda_tangan": penanda_tangan(kantor, dokumen.kode, cetakan),
    }


def _putusan(sop: Sop, *, ditolak: bool) -> str:
    kata = "TIDAK DIREKOMENDASIKAN" if ditolak else "DIREKOMENDASIKAN"
    return f"Permohonan tersebut {kata} untuk diberi {sop.nama}"


def _daftar(isi: object) -> list[str]:
    return [kasus.kalimat(k) for k in kasus.daftar(isi)]


def _tanggal(kantor: Kantor, cetakan: Cetakan, isi: object) -> str:
    """The date that the agency gives its letter, else that of the printing."""
    if isi:
        return kasus.sebut_tanggal(isi)
    return bahasa.tanggal_panjang(bahasa.setempat(cetakan.pada, kantor.zona))
