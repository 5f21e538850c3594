"""One example case, the same on every day and machine, and the images that its letters show."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from PIL import Image, ImageDraw, ImageOps

from chalicelib.domain.berkas import Berkas
from chalicelib.domain.permohonan import Permohonan, Visit
from infra.bench.kasus import Kasus

MULAI = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
NOMOR = "IKRG-2026-000123-7QXKM2"
PADA = datetime(2026, 12, 7, 3, 30, tzinfo=UTC)
"""The instant of the letters: 7 December 2026, 10.30 WIB."""
TIM = ("Andi Wijaya, S.T.", "Rina Kusuma, A.Md.", "Dedi Pratama")
ISIAN: Mapping[str, object] = {
    "nama_kurir": "Budi Santoso",
    "tanggal_kirim": "2026-11-25",
    "nomor_agenda": "A-0451/2026",
    "tanggal_cek": "2026-11-30",
    "jam_cek": "09.00",
    "tempat": "Kantor CV Kabel Rapi, Jalan Anggrek Nomor 7, Sukamaju",
    "anggota_tim": TIM,
    "nomor_undangan": "005/0318/DPMPTSP/XI/2026",
    "hasil_pemeriksaan": "Alamat, tenaga teknik, alat ukur dan contoh instalasi sesuai berkas.",
    "pemohon_hadir": True,
    "nomor_bap": "503/0097/BAP-IKRG/XI/2026",
    "kesimpulan": "Memenuhi persyaratan teknis untuk diberi izin.",
    "penerima": "pemohon",
    "nama_penerima": "Siti Rahmawati",
    "jenis_identitas": "KTP",
    "empat_digit_akhir": "0001",
    "lokasi_arsip": "E-Dokumen, rak 503, map IKR/G",
}
NOMOR_DINAS = ("555/0207/Diskominfo/XII/2026", "660/0144/DLH/XII/2026")
ISIAN_TOLAK: Mapping[str, object] = {
    "nomor_surat": "555/0208/Diskominfo/XII/2026",
    "tanggal_surat": "2026-12-02",
    "alasan": "Tidak ada tenaga teknik yang bersertifikat kompetensi.\n"
    "Contoh instalasi tidak memenuhi batas redaman.",
    "dasar": "Pasal 18 ayat (2) Peraturan Pemerintah Nomor 52 Tahun 2000",
}
ALASAN_CABUT = ("pemegang izin mengalihkan izin kepada pihak lain",)
DASAR_CABUT = ("Diktum KETIGA huruf a keputusan yang dicabut",)
NAMA_USAHA = ("PT Jaringan Nusantara", "CV Sinar Kabel", "PT Serat Optik Mandiri", "CV Kabel Rapi")
CATATAN = {
    "temuan_papan_nama": "tidak sesuai",
    "catatan_papan_nama": "Papan nama belum memuat nama usaha; diganti pada hari pemeriksaan.",
    "catatan_contoh_instalasi": "Redaman 0,21 dB per sambungan.",
}
PENYERAH = "Indah Permata"
"""Who hands the letter over."""
_NAMA = ("Agus Salim", "Dewi Lestari", "Fajar Nugroho", "Indah Permata", "Yusuf Hidayat")
_UKURAN_FOTO = ((960, 640), (640, 960))


@cache
def kasus() -> Kasus:
    """The case after its last step; its log is that of a case with another number."""
    contoh = Kasus(MULAI)
    contoh.p = _rapikan(contoh.p)
    return contoh


def ditolak(p: Permohonan) -> Permohonan:
    """The case where the first agency refused."""
    dinas = next(v for v in p.visits.values() if "nomor_surat" in v.isian)
    visits = {**p.visits, dinas.kunci: replace(dinas, isian=ISIAN_TOLAK)}
    rekomendasi = {**p.rekomendasi, dinas.pelaksana: "ditolak"}
    return replace(p, putusan="tolak", visits=visits, rekomendasi=rekomendasi)


def _rapikan(p: Permohonan) -> Permohonan:
    """The case under a fixed number, with values that letters of an office have."""
    visits = {k: _visit(v, no) for no, (k, v) in enumerate(p.visits.items())}
    dinas = [v for v in visits.values() if "nomor_surat" in v.isian]
    for nomor, visit in zip(NOMOR_DINAS, dinas, strict=False):
        isian = {**visit.isian, "nomor_surat": nomor, "tanggal_surat": "2026-12-02"}
        visits[visit.kunci] = replace(visit, isian=isian)
    return replace(p, nomor=NOMOR, visits=visits, nomor_surat={}, berlaku_sampai=None)


def _visit(visit: Visit, no: int) -> Visit:
    isian = {k: ISIAN.get(k, v) for k, v in visit.isian.items()}
    if "hasil_pemeriksaan" in isian:
        isian |= CATATAN
    for wajib, pilihan in (("tanggal_cek", "nomor_undangan"), ("nama_kurir", "nomor_agenda")):
        if wajib in isian:
            isian[pilihan] = ISIAN[pilihan]
    nama = "Siti Rahmawati" if visit.pelaksana == "pemohon" else _NAMA[no % len(_NAMA)]
    nama = PENYERAH if "nama_penerima" in isian else nama
    penutup = replace(visit.penutup, nama=nama) if visit.penutup else None
    return replace(visit, isian=isian, penutup=penutup)


def dengan_foto(p: Permohonan, banyak: int, kode: str = "foto_lapangan") -> Permohonan:
    """The case with this many photographs instead of those that it has."""
    lain = {b.id: b for b in p.berkas.values() if b.kode != kode}
    kapan = max(v.penutup.pada for v in p.visits.values() if v.penutup)
    foto = [
        Berkas(
            f"foto{no:02}", kode, f"masuk/foto{no:02}", "v1", "0" * 64, 1, "image/jpeg",
            "diterima", "", kapan + timedelta(seconds=no), "sub",
        )
        for no in range(banyak)
    ]  # fmt: skip
    return replace(p, berkas={**lain, **{b.id: b for b in foto}})


def gambar(naskah: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    """A file for every image that the letter names."""
    return {
        nama: foto(no) if nama.startswith("foto") else coretan(nama)
        for no, nama in enumerate(naskah["gambar"])
    }


def foto(no: int) -> bytes:
    """A photograph, every second one upright."""
    ukuran = _UKURAN_FOTO[no % 2]
    isi = ImageOps.colorize(Image.linear_gradient("L").resize(ukuran), "#7fb2e5", "#5b7a4a")
    pena = ImageDraw.Draw(isi)
    kiri, atas = ukuran[0] // 6, ukuran[1] // 2
    pena.rectangle((kiri, atas, kiri + 300, atas + 220), fill=(120, 96, 80))
    pena.polygon([(kiri - 30, atas), (kiri + 150, atas - 120), (kiri + 330, atas)], (150, 60, 45))
    keluar = io.BytesIO()
    isi.save(keluar, "JPEG", quality=80)
    return keluar.getvalue()


def coretan(nama: str) -> bytes:
    """A drawn signature, on glass as transparent as glass."""
    isi = Image.new("RGBA", (480, 200), (0, 0, 0, 0))
    benih = sum(map(ord, nama))
    titik = [(30 + 34 * i, 100 + ((benih * (i + 3) * 37) % 120 - 60)) for i in range(13)]
    ImageDraw.Draw(isi).line(titik, (15, 30, 110, 255), 5, "curve")
    keluar = io.BytesIO()
    isi.save(keluar, "PNG")
    return keluar.getvalue()
