"""The BAP: what the applicant claimed beside what the Tim Teknis found, photographs, signatures."""

from collections.abc import Iterator
from datetime import date

from chalicelib.domain import bahasa
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.naskah import kasus
from chalicelib.domain.naskah.cetakan import (
    Cetakan,
    Naskah,
    dasar,
    identitas,
    pemegang,
    penanda,
    penanda_lain,
    tanggal_surat,
)
from chalicelib.domain.naskah.keputusan import TITIK
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Dokumen, Isian, Sop
from chalicelib.domain.surat import PEMOHON

_TEMUAN, _CATATAN = "temuan_", "catatan_"
_TEMUAN_BAKU = {"sesuai": "Sesuai", "tidak sesuai": "Tidak sesuai", "tidak ada": "Tidak ada"}


def susun(sop: Sop, kantor: Kantor, p: Permohonan, _: Dokumen, cetakan: Cetakan) -> Naskah:
    """The record of the check on site; every member of the Tim and the applicant sign it."""
    tim = kasus.nama_orang(kasus.nilai(p, cetakan, "anggota_tim"))
    nomor = cetakan.nomor or kasus.teks(p, cetakan, "nomor_bap") or TITIK
    naskah = dasar(
        kantor,
        cetakan,
        templat="bap",
        judul=f"Berita Acara Pemeriksaan {pemegang(p)}",
        permohonan=p.nomor,
    )
    foto = _foto(sop, p)
    return {
        **naskah,
        "gambar": {**naskah["gambar"], **{f"foto-{no}": id_ for no, id_ in enumerate(foto, 1)}},
        "nomor": nomor,
        "pembuka": _pembuka(sop, kantor, p, cetakan),
        "tim": tim,
        "permohonan_isi": [
            ["Nomor pendaftaran", p.nomor],
            ["Jenis permohonan", str(p.data.get("jenis_permohonan", "")).capitalize()],
            ["Pemohon", str(p.data.get("nama", "…"))],
            *identitas(p),
        ],
        "pemeriksaan": [*_pemeriksaan(sop, p, cetakan)],
        "hasil": kasus.teks(p, cetakan, "hasil_pemeriksaan"),
        "kesimpulan": kasus.teks(p, cetakan, "kesimpulan"),
        "hadir": _hadir(kasus.nilai(p, cetakan, "pemohon_hadir")),
        "foto": [f"foto-{no}" for no in range(1, len(foto) + 1)],
        "penanda": _penanda(kantor, p, cetakan, tim),
    }


def _pembuka(sop: Sop, kantor: Kantor, p: Permohonan, cetakan: Cetakan) -> str:
    hari = tanggal_surat(kantor, cetakan)
    tanggal = (
        f"{bahasa.hari(hari)} tanggal {bahasa.terbilang(hari.day)} bulan {bahasa.bulan(hari)} "
        f"tahun {bahasa.terbilang(hari.year)} ({hari:%d-%m-%Y})"
    )
    return (
        f"Pada hari ini, {tanggal}, kami yang bertanda tangan di bawah ini, Tim Teknis, menyatakan "
        f"telah melakukan pemeriksaan lapangan{_kapan(kantor, p, cetakan)} atas permohonan "
        f"{sop.nama}:"
    )


def _kapan(kantor: Kantor, p: Permohonan, cetakan: Cetakan) -> str:
    """When and where the check was to be; empty where the case does not say."""
    tempat, jam = kasus.teks(p, cetakan, "tempat"), kasus.teks(p, cetakan, "jam_cek")
    bagian = []
    try:
        hari = date.fromisoformat(kasus.teks(p, cetakan, "tanggal_cek"))
        bagian.append(f" pada hari {bahasa.hari(hari)}, {bahasa.tanggal_panjang(hari)}")
    except ValueError:
        jam = ""
    if jam:
        bagian.append(f" pukul {jam} {bahasa.singkatan_zona(kantor.zona)}")
    return "".join(bagian) + (f" bertempat di {tempat}" if tempat else "")


def _pemeriksaan(sop: Sop, p: Permohonan, cetakan: Cetakan) -> Iterator[dict[str, str]]:
    """Item by item: its name, the applicant's claim, the finding, the note."""
    for isian in _isian_temuan(sop):
        temuan = kasus.teks(p, cetakan, isian.kode)
        yield {
            "nama": isian.nama,
            "klaim": kasus.klaim(sop, p, isian.klaim),
            "temuan": _TEMUAN_BAKU.get(temuan, temuan or "–"),
            "catatan": kasus.teks(p, cetakan, _CATATAN + isian.kode.removeprefix(_TEMUAN)),
        }


def _isian_temuan(sop: Sop) -> Iterator[Isian]:
    sudah = set()
    for langkah in sop.langkah.values():
        for isian in (i for aksi in langkah.aksi for i in aksi.isian):
            if isian.kode.startswith(_TEMUAN) and isian.kode not in sudah:
                sudah.add(isian.kode)
                yield isian


def _foto(sop: Sop, p: Permohonan) -> list[str]:
    """The photographs of the latest check on site; PDFs are papers of their own."""
    kode = {d.kode for d in sop.dokumen if d.rupa == "foto"}
    visit = kasus.visit_terakhir(p, "hasil_pemeriksaan")
    sejak = visit.dibuka if visit else p.dibuat
    foto = [
        b
        for b in p.berkas.values()
        if b.kode in kode
        and b.keadaan == "diterima"
        and b.tipe.startswith("image/")
        and b.diunggah >= sejak
    ]
    return [b.id for b in sorted(foto, key=lambda b: (b.diunggah, b.id))]


def _hadir(isi: object) -> str:
    if not isinstance(isi, bool):
        return ""
    return f"Pemohon atau wakilnya {'hadir' if isi else 'tidak hadir'} pada saat pemeriksaan."


def _penanda(
    kantor: Kantor, p: Permohonan, cetakan: Cetakan, tim: list[str]
) -> list[dict[str, str]]:
    pemohon = str(p.data.get("nama", "…"))
    daftar = [penanda(kantor, cetakan, nama, "Tim Teknis") for nama in tim]
    daftar.append({**penanda(kantor, cetakan, PEMOHON, "Pemohon"), "nama": pemohon})
    return daftar + penanda_lain(kantor, cetakan, [*tim, PEMOHON], "Turut menandatangani")
