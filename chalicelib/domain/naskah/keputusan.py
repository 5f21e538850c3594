"""What every decision says: who decides, its grounds, whose paraf the draft of it needs."""

from chalicelib.domain import bahasa
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.naskah import kasus
from chalicelib.domain.naskah.cetakan import (
    Cetakan,
    Naskah,
    dasar,
    pemegang,
    penanda_tangan,
    tanggal_surat,
)
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Sop

TITIK = "........................"
"""Where a number or date will stand."""
MULAI_BERLAKU = "Keputusan ini mulai berlaku pada tanggal ditetapkan."


def keputusan(
    sop: Sop, kantor: Kantor, p: Permohonan, cetakan: Cetakan, dokumen: str, tentang: list[str]
) -> Naskah:
    """A decision without its grounds and its diktum."""
    pejabat = kantor.penanda_tangan(dokumen)
    tanggal = bahasa.tanggal_panjang(tanggal_surat(kantor, cetakan))
    return {
        **dasar(
            kantor,
            cetakan,
            templat=dokumen,
            judul=f"Keputusan tentang {' '.join(tentang)}",
            permohonan=p.nomor,
        ),
        "keputusan": f"Keputusan {pejabat.jabatan if pejabat else ''}".strip().upper(),
        "nomor": cetakan.nomor or TITIK,
        "tentang": tentang,
        "mengingat": ketentuan(p, cetakan, "mengingat", kantor.dasar_hukum),
        "memperhatikan": memperhatikan(sop, kantor, p),
        "ditetapkan": [
            f"Ditetapkan di {kantor.tempat_penetapan}",
            f"pada tanggal {TITIK if cetakan.draf else tanggal}",
        ],
        "tanda_tangan": penanda_tangan(kantor, dokumen, cetakan),
        "tembusan": ketentuan(p, cetakan, "tembusan", kantor.tembusan),
        "paraf": paraf(sop, cetakan),
    }


def memperhatikan(sop: Sop, kantor: Kantor, p: Permohonan) -> list[str]:
    """The application, the BAP and the letters of the agencies that the decision rests on."""
    surat = [
        f"Surat {r['dinas']} Nomor {r['nomor']} tanggal {r['tanggal']} perihal "
        f"{'rekomendasi penolakan' if r['isi'] == 'ditolak' else 'rekomendasi'}"
        for r in kasus.rekomendasi(sop, kantor, p)
    ]
    semua = [kasus.sebut_permohonan(kantor, p), kasus.sebut_bap(kantor, p), *surat]
    return [isi for isi in semua if isi]


def paraf(sop: Sop, cetakan: Cetakan) -> list[str]:
    """Whose paraf a draft needs, in the SOP's order; the original has no such boxes."""
    if not cetakan.draf:
        return []
    return [
        sop.pelaksana[langkah.pelaksana].nama
        for langkah in sop.langkah.values()
        if any("paraf" in aksi.efek for aksi in langkah.aksi)
    ]


def ketentuan(p: Permohonan, cetakan: Cetakan, kode: str, baku: tuple[str, ...]) -> list[str]:
    """A list as the Back Office wrote it, else the office's own."""
    isi = kasus.nilai(p, cetakan, kode)
    return [kasus.kalimat(k) for k in (baku if isi is None else kasus.daftar(isi))]


def butir(isi: str, daftar: list[str]) -> Naskah:
    """A diktum with a list."""
    return {"isi": isi, "butir": daftar}


def atas_nama(sop: Sop, p: Permohonan) -> list[str]:
    """What a decision is about: the permit, and for whom."""
    return [sop.nama, f"kepada {pemegang(p)}"]
