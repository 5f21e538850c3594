"""What is known when a letter is printed, and what every letter says: kop, dates, who signs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from chalicelib.domain import bahasa
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.kantor_surat import Kop, Pejabat
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.surat import Bubuhan

Naskah = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cetakan:
    """One printing of a letter.

    `isian` are the fields typed for it (a preview may lack some), `pada` gives the letter its
    date, `verifikasi` is what its QR code says, `oleh` the name of the officer who makes it.
    """

    isian: Mapping[str, object] = field(default_factory=dict)
    pada: datetime
    nomor: str = ""
    draf: bool = False
    uji_coba: bool = False
    verifikasi: str = ""
    bubuhan: tuple[Bubuhan, ...] = ()
    oleh: str = ""


def tanggal_surat(kantor: Kantor, cetakan: Cetakan) -> date:
    """The day on the letter: that of the office's zone."""
    return bahasa.setempat(cetakan.pada, kantor.zona).date()


def dasar(
    kantor: Kantor,
    cetakan: Cetakan,
    *,
    templat: str,
    judul: str,
    permohonan: str,
    kop: Kop | None = None,
) -> Naskah:
    """What every letter has; its own keys come on top."""
    naskah: Naskah = {
        "templat": templat,
        "judul": judul,
        "bahasa": "id",
        "tanggal": tanggal_surat(kantor, cetakan).isoformat(),
        "tanggal_panjang": bahasa.tanggal_panjang(tanggal_surat(kantor, cetakan)),
        "tempat": kantor.tempat_penetapan,
        "permohonan": permohonan,
        "nomor": cetakan.nomor,
        "draf": cetakan.draf,
        # An office that only tries the program out prints nothing that could pass for a letter.
        "uji_coba": cetakan.uji_coba or kantor.uji_coba,
        "kop": isi_kop(kop or kantor.kop),
        "gambar": gambar_bubuhan(cetakan),
    }
    if cetakan.verifikasi:
        naskah["verifikasi"] = cetakan.verifikasi
    return naskah


def isi_kop(kop: Kop) -> dict[str, str]:
    """The lines of the head of a letter."""
    kontak = {"Telepon": kop.telepon, "Surel": kop.surel, "Laman": kop.situs}
    return {
        "pemerintah": kop.pemerintah.upper(),
        "nama": kop.nama.upper(),
        "alamat": f"{kop.alamat}, Kode Pos {kop.kode_pos}",
        "kontak": "  ".join(f"{nama} {isi}" for nama, isi in kontak.items() if isi),
        "logo": kop.logo,
    }


def gambar_bubuhan(cetakan: Cetakan) -> dict[str, str]:
    """The images of signatures on glass, by the name under which the letter shows them."""
    return {f"bubuhan-{no}": b.berkas for no, b in enumerate(cetakan.bubuhan, 1) if b.berkas}


def penanda_tangan(kantor: Kantor, dokumen: str, cetakan: Cetakan) -> dict[str, str]:
    """The signature block of the official who signs this kind of letter."""
    pejabat = kantor.penanda_tangan(dokumen)
    if pejabat is None:
        raise ValueError(f"surat.{dokumen}.penanda_tangan: belum diisi")
    gambar = gambar_bubuhan(cetakan)
    return {
        **isi_pejabat(pejabat),
        "cara": "draf" if cetakan.draf else kantor.surat[dokumen].cara,
        "gambar": min(gambar, default=""),
        "alamat": kantor.alamat_verifikasi.removeprefix("https://"),
    }


def isi_pejabat(pejabat: Pejabat) -> dict[str, str]:
    """An official's lines, his jabatan in capitals as letters have it."""
    return {
        "atas_nama": _atas_nama(pejabat.atas_nama),
        "jabatan": f"{pejabat.plt} {pejabat.jabatan.upper()}".strip(),
        "nama": pejabat.nama,
        "pangkat": pejabat.pangkat,
        "nip": pejabat.nip,
    }


def _atas_nama(teks: str) -> str:
    return f"a.n. {teks[5:].upper()}" if teks.startswith("a.n. ") else teks


def penanda(kantor: Kantor, cetakan: Cetakan, nama: str, peran: str) -> dict[str, str]:
    """One of several who sign: the image on glass, or in words what he did instead."""
    for no, bubuhan in enumerate(cetakan.bubuhan, 1):
        if _sama(bubuhan.nama, nama):
            return {"nama": nama, "peran": peran, **_isi_bubuhan(kantor, bubuhan, no)}
    return {"nama": nama, "peran": peran, "gambar": "", "keterangan": ""}


def penanda_lain(
    kantor: Kantor, cetakan: Cetakan, sudah: Iterable[str], peran: str
) -> list[dict[str, str]]:
    """Those who signed though nobody of `sudah` has their name."""
    return [
        {"nama": b.nama, "peran": peran, **_isi_bubuhan(kantor, b, no)}
        for no, b in enumerate(cetakan.bubuhan, 1)
        if not any(_sama(b.nama, nama) for nama in sudah)
    ]


def _isi_bubuhan(kantor: Kantor, bubuhan: Bubuhan, no: int) -> dict[str, str]:
    waktu = bahasa.waktu_setempat(bubuhan.pada, kantor.zona)
    if bubuhan.menolak:
        return {"gambar": "", "keterangan": f"Menolak menandatangani: {bubuhan.menolak}"}
    if bubuhan.akun:
        return {"gambar": "", "keterangan": f"Dikonfirmasi melalui akun pemohon, {waktu}"}
    if bubuhan.berkas:
        return {"gambar": f"bubuhan-{no}", "keterangan": waktu}
    return {"gambar": "", "keterangan": f"Ditandatangani pada kertas, {waktu}"}


def _sama(nama: str, lain: str) -> bool:
    return nama.strip().casefold() == lain.strip().casefold()


def identitas(p: Permohonan) -> list[list[str]]:
    """Who and which business the letter is about: no NIK, no NPWP, no phone."""
    data = p.data
    baris = {
        "Nama usaha": data.get("nama_usaha"),
        "Bentuk usaha": data.get("bentuk_usaha"),
        "NIB": data.get("nib"),
        "KBLI": data.get("kbli"),
        "Alamat usaha": data.get("alamat_usaha"),
        "Penanggung jawab": data.get("penanggung_jawab") or data.get("nama"),
    }
    return [[nama, str(isi)] for nama, isi in baris.items() if isi]


def pemegang(p: Permohonan) -> str:
    """The name that the permit is given to: that of the business, else the applicant's."""
    return str(p.data.get("nama_usaha") or p.data.get("nama") or "…")
