"""Letters as the API shows them: versions, signatures, what is being issued."""

from typing import Any

from chalicelib.domain import hak, penyusunan, syarat
from chalicelib.domain import pencabutan as domain_pencabutan
from chalicelib.domain.permohonan import Pelaku, Permohonan
from chalicelib.domain.sop import Aksi, Sop
from chalicelib.domain.surat import Surat


def penerbitan(surat: Surat) -> dict[str, Any]:
    """A letter that was decided on and is being issued; `dicetak` waits for its signed scan."""
    return {
        "surat": surat.kode,
        "nomor": surat.nomor,
        "oleh": surat.nama,
        "pada": surat.dibuat.isoformat(),
        "keadaan": surat.keadaan,
    }


def surat(s: Surat) -> dict[str, Any]:
    """A letter of the outbox; `berkas` is the paper's id once it is made."""
    return {
        "surat": s.kode,
        "nomor": s.nomor or None,
        "dibuat": s.dibuat.isoformat(),
        "keadaan": s.keadaan,
        "berkas": s.berkas or None,
    }


def pencabutan(sop: Sop, p: Permohonan) -> dict[str, Any] | None:
    """By whom, why and with which number the SK was revoked; None where it was not. `berkas` is
    the letter that says so, once it is made."""
    surat = domain_pencabutan.pencabutan(sop, p)
    if surat is None:
        return None
    return {**penerbitan(surat), **surat.isi, "berkas": surat.berkas or None}


def dapat_dicetak(sop: Sop, pelaku: Pelaku) -> list[dict[str, str]]:
    """The letters that this person may print at any time."""
    return [
        {"kode": d.kode, "nama": d.nama}
        for d in sop.dokumen
        if d.setiap_saat and pelaku.jenis == "petugas" and hak.dokumen_terlihat(sop, pelaku, d.kode)
    ]


def tanda(p: Permohonan, aksi: Aksi) -> dict[str, Any]:
    """Who must sign a letter before this aksi, and who has; {} where nobody must."""
    if aksi.ditandatangani is None:
        return {}
    ada = syarat.tanda_berlaku(p, aksi.ditandatangani.surat)
    daftar = [
        {
            "nama": nama,
            "pada": ada[nama].pada.isoformat() if nama in ada else None,
            "menolak": ada[nama].menolak or None if nama in ada else None,
        }
        for nama in syarat.penanda_tangan(p, aksi.ditandatangani)
    ]
    return {"ditandatangani": {"surat": aksi.ditandatangani.surat, "oleh": daftar}}


def versi(p: Permohonan, kode: str) -> list[dict[str, Any]]:
    """The rendered versions of a letter, oldest first, with what each one changed."""
    return [
        {
            "id": b.id,
            "versi": no,
            "sha256": b.sha256,
            "pada": b.diunggah.isoformat(),
            "isian": dict(b.isi),
            "berubah": list(berubah),
        }
        for no, (b, berubah) in enumerate(penyusunan.versi(p, kode), start=1)
    ]
