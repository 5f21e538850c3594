"""The register to items and back: the row of a number, and what leads to it from a hash."""

from datetime import date

from chalicelib.adapters.model_register import BarisRegister, BarisVerifikasi
from chalicelib.domain import register
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.register import Entri
from chalicelib.domain.surat import Surat


def item_register(p: Permohonan, surat: Surat) -> BarisRegister:
    """The row of a letter's number, as the case now says."""
    jenis, tahun, urut = register.dari_kunci(surat.register)
    nama, berkas = p.perihal, p.berkas.get(surat.berkas)
    berlaku = surat.berlaku_sampai
    return BarisRegister(
        *kunci_register(jenis, tahun, urut),
        buku=jenis,
        cari=register.kunci_cari(nama, tahun, urut),
        permohonan=p.nomor,
        nomor_surat=surat.nomor,
        kode=surat.kode,
        nama=nama,
        tanggal=(surat.tanggal or surat.dibuat.date()).isoformat(),
        berlaku_sampai=berlaku.isoformat() if berlaku else None,
        keadaan=register.keadaan(surat),
        berkas_sha256=berkas.sha256 if berkas else None,
        naskah_sha256=surat.naskah_sha256 or None,
        dicabut=surat.dicabut,
    )


def kunci_register(jenis: str, tahun: int, urut: int) -> tuple[str, str]:
    """(nomor, baris) of a row."""
    return f"register#{jenis}#{tahun}", f"{urut:06}"


def entri_dari(item: BarisRegister) -> Entri:
    """A row of the book out of its item."""
    _, jenis, tahun = item.nomor.split("#")
    berlaku = item.berlaku_sampai
    return Entri(
        jenis=jenis,
        tahun=int(tahun),
        urut=int(item.baris),
        nomor=item.nomor_surat or "",
        permohonan=item.permohonan,
        kode=item.kode or "",
        nama=item.nama or "",
        tanggal=date.fromisoformat(str(item.tanggal)),
        keadaan=item.keadaan,  # type: ignore[arg-type]
        berlaku_sampai=date.fromisoformat(berlaku) if berlaku else None,
        berkas_sha256=item.berkas_sha256 or "",
        naskah_sha256=item.naskah_sha256 or "",
        dicabut=item.dicabut,
    )


def item_verifikasi(surat: Surat) -> BarisVerifikasi:
    """What leads from the hash in a letter's QR to its row."""
    kunci = kunci_verifikasi(surat.naskah_sha256)
    return BarisVerifikasi(kunci, "verifikasi", register=surat.register)


def kunci_verifikasi(sha256: str) -> str:
    """The nomor of that item."""
    return f"verifikasi#{sha256}"
