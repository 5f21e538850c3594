"""The surat penolakan: a decision with the grounds and the way to object."""

from chalicelib.domain.kantor import Kantor
from chalicelib.domain.naskah import kasus
from chalicelib.domain.naskah.cetakan import Cetakan, Naskah, identitas, pemegang
from chalicelib.domain.naskah.keputusan import (
    MULAI_BERLAKU,
    TITIK,
    butir,
    keputusan,
    ketentuan,
)
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Dokumen, Sop

_LAGI = "Permohonan baru dapat diajukan setelah hal yang menjadi alasan penolakan dipenuhi."


def susun(sop: Sop, kantor: Kantor, p: Permohonan, _: Dokumen, cetakan: Cetakan) -> Naskah:
    """The decision that refuses the permit, as a draft or with its number and date."""
    tentang = ["Penolakan Permohonan", sop.nama, f"atas nama {pemegang(p)}"]
    dasar = kasus.daftar(kasus.nilai(p, cetakan, "dasar_hukum"))
    dasar = dasar or [d for r in _penolakan(sop, kantor, p) for d in kasus.daftar(r["dasar"])]
    diktum = [
        {
            "isi": f"Menolak permohonan {sop.nama} dengan nomor pendaftaran {p.nomor} dari:",
            "tabel": identitas(p),
        },
        butir("Alasan penolakan adalah:", _alasan(sop, kantor, p, cetakan)),
    ]
    if dasar:
        isi = "Penolakan ini didasarkan pada:"
        diktum.append(butir(isi, [kasus.kalimat(d) for d in dasar]))
    diktum += [{"isi": f"{kantor.cara_keberatan} {_LAGI}"}, {"isi": MULAI_BERLAKU}]
    return {
        **keputusan(sop, kantor, p, cetakan, "surat_penolakan", tentang),
        "menimbang": ketentuan(p, cetakan, "menimbang", _menimbang(sop, p)),
        "diktum": diktum,
    }


def _penolakan(sop: Sop, kantor: Kantor, p: Permohonan) -> list[dict[str, str]]:
    return [r for r in kasus.rekomendasi(sop, kantor, p) if r["isi"] == "ditolak"]


def _alasan(sop: Sop, kantor: Kantor, p: Permohonan, cetakan: Cetakan) -> list[str]:
    """The reasons as the Back Office wrote them, else those of the agencies."""
    isi = kasus.daftar(kasus.nilai(p, cetakan, "alasan_penolakan"))
    isi = isi or [a for r in _penolakan(sop, kantor, p) for a in kasus.daftar(r["alasan"])]
    return [kasus.kalimat(alasan) for alasan in isi] or [TITIK]


def _menimbang(sop: Sop, p: Permohonan) -> tuple[str, ...]:
    return (
        f"bahwa {pemegang(p)} mengajukan permohonan {sop.nama}",
        "bahwa berdasarkan hasil penelitian berkas, pemeriksaan lapangan, dan rekomendasi dinas "
        "teknis, permohonan tersebut tidak memenuhi persyaratan",
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu "
        f"menetapkan Keputusan tentang Penolakan Permohonan {sop.nama}",
    )
