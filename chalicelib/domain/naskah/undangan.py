"""The undangan of the Tim Teknis to the check on site."""

from datetime import date

from chalicelib.domain import bahasa
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.naskah import kasus
from chalicelib.domain.naskah.cetakan import Cetakan, Naskah, dasar, pemegang, penanda_tangan
from chalicelib.domain.naskah.keputusan import TITIK
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Dokumen, Sop


def susun(sop: Sop, kantor: Kantor, p: Permohonan, dokumen: Dokumen, cetakan: Cetakan) -> Naskah:
    """Who is invited, when, where, and to the check of which application."""
    hal = "Undangan pemeriksaan lapangan"
    nomor = cetakan.nomor or kasus.teks(p, cetakan, "nomor_undangan") or TITIK
    return {
        **dasar(
            kantor,
            cetakan,
            templat="undangan",
            judul=f"{hal} {pemegang(p)}",
            permohonan=p.nomor,
        ),
        "kepala_surat": [
            ["Nomor", nomor],
            ["Sifat", "Penting"],
            ["Lampiran", "–"],
            ["Hal", hal],
        ],
        "kepada": kasus.nama_orang(kasus.nilai(p, cetakan, "anggota_tim")),
        "pembuka": (
            f"Sehubungan dengan permohonan {sop.nama} yang diajukan kepada "
            f"{kantor.kop.nama}, bersama ini kami mengundang Saudara sebagai anggota Tim Teknis "
            "untuk melakukan pemeriksaan lapangan yang akan dilaksanakan pada:"
        ),
        "acara": [
            ["Hari, tanggal", _hari_tanggal(kasus.nilai(p, cetakan, "tanggal_cek"))],
            ["Pukul", _pukul(kantor, kasus.teks(p, cetakan, "jam_cek"))],
            ["Tempat", kasus.teks(p, cetakan, "tempat") or TITIK],
            ["Acara", "Pemeriksaan lapangan (cek lokasi)"],
            ["Pemohon", pemegang(p)],
            ["Nomor pendaftaran", p.nomor],
        ],
        "penutup": (
            "Mengingat pentingnya acara tersebut, diharapkan kehadiran Saudara tepat waktu. "
            "Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih."
        ),
        "tanda_tangan": penanda_tangan(kantor, dokumen.kode, cetakan),
    }


def _hari_tanggal(isi: object) -> str:
    try:
        tanggal = date.fromisoformat(str(isi))
    except ValueError:
        return TITIK
    return f"{bahasa.hari(tanggal)}, {bahasa.tanggal_panjang(tanggal)}"


def _pukul(kantor: Kantor, jam: str) -> str:
    return f"{jam} {bahasa.singkatan_zona(kantor.zona)}" if jam else TITIK
