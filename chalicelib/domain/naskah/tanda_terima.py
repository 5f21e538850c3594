"""The two receipts: of the papers that the applicant brought, and of the letter handed to him."""

from datetime import datetime

from chalicelib.domain import bahasa
from chalicelib.domain.isian import cocok
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.naskah import kasus
from chalicelib.domain.naskah.cetakan import (
    Cetakan,
    Naskah,
    dasar,
    pemegang,
    penanda,
    penanda_lain,
    tanggal_surat,
)
from chalicelib.domain.naskah.keputusan import TITIK
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Dokumen, Sop


def berkas(sop: Sop, kantor: Kantor, p: Permohonan, _: Dokumen, cetakan: Cetakan) -> Naskah:
    """Proof of registration, not of completeness: the form, and which papers are there."""
    kapan = p.diajukan or cetakan.pada
    return {
        **dasar(
            kantor,
            cetakan,
            templat="tanda_terima_berkas",
            judul=f"Tanda terima berkas {p.nomor}",
            permohonan=p.nomor,
        ),
        "nomor": cetakan.nomor or p.nomor,
        "pendaftaran": [
            ["Nomor pendaftaran", p.nomor],
            ["Tanggal diterima", _waktu(kantor, kapan)],
            ["Jenis layanan", sop.nama],
            ["Diterima oleh", cetakan.oleh or kantor.kop.nama],
        ],
        "data": _data(sop, p),
        "berkas": [
            {"nama": s.nama, "ada": p.berkas_terakhir(s.kode) is not None}
            for s in sop.persyaratan
            if cocok(s.bila, p.data)
        ],
        "catatan": [
            "Tanda terima ini adalah bukti pendaftaran dan bukan bukti bahwa berkas sudah lengkap "
            "dan benar",
            f"Jangka waktu penyelesaian adalah {sop.janji} sejak berkas dinyatakan lengkap",
            "Bawalah tanda terima ini dan identitas asli pada saat mengambil surat keputusan",
        ],
    }


def penyerahan(
    sop: Sop, kantor: Kantor, p: Permohonan, dokumen: Dokumen, cetakan: Cetakan
) -> Naskah:
    """Who took which letter, when, on whose behalf; his identity stays masked."""

    def isi(kode: str) -> str:
        return kasus.teks(p, cetakan, kode)

    penerima = isi("nama_penerima") or str(p.data.get("nama", "…"))
    kuasa = isi("penerima") == "kuasa"
    hubungan = isi("hubungan") if kuasa else "Pemohon"
    tolak = p.putusan == "tolak"
    return {
        **dasar(
            kantor,
            cetakan,
            templat="tanda_terima_penyerahan",
            judul=f"Tanda terima penyerahan {p.nomor}",
            permohonan=p.nomor,
        ),
        "nomor": cetakan.nomor or p.nomor,
        "pembuka": f"Pada hari {bahasa.hari(tanggal_surat(kantor, cetakan))}, "
        f"{_waktu(kantor, cetakan.pada)}, telah diserahkan oleh {kantor.kop.nama} "
        f"{kantor.nama_daerah}:",
        "surat": [
            ["Surat", f"{'Surat penolakan' if tolak else 'Keputusan tentang'} {sop.nama}"],
            ["Nomor", p.nomor_surat.get("surat_penolakan" if tolak else "sk", TITIK)],
            ["Atas nama", pemegang(p)],
            ["Nomor pendaftaran", p.nomor],
        ],
        "penerima": [
            ["Nama", penerima],
            ["Bertindak sebagai", f"Kuasa ({hubungan})" if kuasa and hubungan else hubungan],
            ["Identitas", _identitas(isi("jenis_identitas"), isi("empat_digit_akhir"))],
        ],
        "penanda": _penanda(kantor, p, dokumen, cetakan, penerima),
    }


def _penanda(
    kantor: Kantor, p: Permohonan, dokumen: Dokumen, cetakan: Cetakan, penerima: str
) -> list[dict[str, str]]:
    """Who received, who handed over; he did it in his account unless he signs with a pen."""
    serah = kasus.visit_terakhir(p, "nama_penerima")
    tutup = serah.penutup if serah else None
    daftar = [penanda(kantor, cetakan, penerima, "Yang menerima")]
    if tutup:
        petugas = penanda(kantor, cetakan, tutup.nama, "Yang menyerahkan")
        if not petugas["gambar"] and kantor.surat[dokumen.kode].cara != "pena":
            waktu = bahasa.waktu_setempat(tutup.pada, kantor.zona)
            petugas["keterangan"] = f"Dicatat melalui akun petugas, {waktu}"
        daftar.append(petugas)
    sudah = [penerima, *([tutup.nama] if tutup else [])]
    return daftar + penanda_lain(kantor, cetakan, sudah, "Turut menandatangani")


def _waktu(kantor: Kantor, pada: datetime) -> str:
    lokal = bahasa.setempat(pada, kantor.zona)
    zona = bahasa.singkatan_zona(kantor.zona)
    return f"{bahasa.tanggal_panjang(lokal)} pukul {lokal:%H.%M} {zona}"


def _data(sop: Sop, p: Permohonan) -> list[Naskah]:
    """The form by its groups, as the applicant filled it."""
    kelompok: dict[str, list[list[str]]] = {}
    for isian in sop.isian:
        if isian.kode in p.data:
            baris = [isian.nama, kasus.sebut(isian, p.data[isian.kode])]
            kelompok.setdefault(isian.kelompok or "permohonan", []).append(baris)
    return [{"nama": nama.capitalize(), "baris": isi} for nama, isi in kelompok.items()]


def _identitas(jenis: str, empat: str) -> str:
    if not empat:
        return jenis or "–"
    return f"{jenis} dengan nomor berakhir {empat}".strip()
