"""`python -m infra.surat contoh KELUAR_DIR`: every letter of an example case as PDF and PNG;
`python -m infra.surat readme`: the pages that README shows, into infra/gambar/.

Local and without a stack: for the images in README, and for an office that changes a template or
its settings (KANTOR names them) and wants to see what comes of it.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from chalicelib.adapters.typst import SuratGagal, cetak, halaman
from chalicelib.domain.bahasa import tanggal_pendek
from chalicelib.domain.buku_waktu import buku_waktu
from chalicelib.domain.jam_kerja import Kalender, tambah_tahun
from chalicelib.domain.kantor import Kantor, KantorFaulty
from chalicelib.domain.kantor_surat import nomor_surat
from chalicelib.domain.naskah import Cetakan, Naskah, lembar_kendali, register, susun
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Sop
from chalicelib.domain.surat import PEMOHON, Bubuhan
from infra import surat_contoh
from infra.kantor import periksa_kantor

PERNYATAAN = "aB3_" * 110
"""As long as the signed statement that a QR code holds."""
HARI = date(2026, 12, 7)
GAMBAR = Path(__file__).parent / "gambar"
DALAM_README = {"sk": 2, "bap": 1, "lembar_kendali": 1}
"""Which letters README shows, and how many pages of each."""
PPI_README = 70


@dataclass(frozen=True, slots=True)
class Contoh:
    """One letter to print: the name of its files, and how its data is made."""

    nama: str
    buat: Callable[[], Naskah]


def contoh(kantor: Kantor) -> Iterator[Contoh]:
    """Every letter of the example case, in the order of the SOP."""
    kasus = surat_contoh.kasus()
    sop, p = kasus.sop, surat_contoh.dengan_foto(kasus.p, 5)
    dokumen = {d.kode: d for d in sop.dokumen}
    nomor = nomor_surat(kantor, "sk", sop.awalan, 112, HARI)
    terbit = replace(p, nomor_surat={"sk": nomor}, diputus=surat_contoh.PADA)
    tolak = surat_contoh.ditolak(p)

    def satu(kode: str, p: Permohonan = p, nama: str = "", **cetakan: Any) -> Contoh:
        isi = {"pada": surat_contoh.PADA, "oleh": "Indah Permata", **cetakan}
        return Contoh(nama or kode, lambda: susun(sop, kantor, p, dokumen[kode], Cetakan(**isi)))

    yield satu("tanda_terima_berkas")
    yield satu("surat_pengantar", nomor="503/0451/DPMPTSP/XI/2026")
    yield satu("undangan")
    yield satu("bap", bubuhan=_bubuhan("bap", [*surat_contoh.TIM, PEMOHON]))
    for kode in (k for k in dokumen if k.startswith("rekomendasi_")):
        yield satu(kode)
    tolak_dinas = surat_contoh.ISIAN_TOLAK | {"putusan_rekomendasi": "ditolak"}
    yield satu("rekomendasi_diskominfo", nama="rekomendasi_penolakan", isian=tolak_dinas)
    yield satu("sk", nama="draf", draf=True)
    yield satu("sk", terbit, nomor=nomor, verifikasi=_alamat(kantor))
    yield satu("surat_penolakan", tolak, nama="draf_penolakan", draf=True)
    tolak_nomor = nomor_surat(kantor, "surat_penolakan", sop.awalan, 7, HARI)
    yield satu("surat_penolakan", tolak, nomor=tolak_nomor, verifikasi=_alamat(kantor))
    cabut_nomor = nomor_surat(kantor, "sk_pencabutan", sop.awalan, 3, HARI)
    cabut = {"alasan": surat_contoh.ALASAN_CABUT, "dasar": surat_contoh.DASAR_CABUT}
    yield satu("sk_pencabutan", terbit, nomor=cabut_nomor, isian=cabut)
    yield satu(
        "tanda_terima_penyerahan",
        terbit,
        bubuhan=_bubuhan("tanda_terima_penyerahan", ["Siti Rahmawati", surat_contoh.PENYERAH]),
    )
    yield Contoh("lembar_kendali", lambda: _lembar_kendali(sop, kantor, p))
    yield Contoh("register", lambda: _register(kantor, sop))


def _alamat(kantor: Kantor) -> str:
    return f"{kantor.alamat_verifikasi}#{PERNYATAAN}"


def _bubuhan(surat: str, nama: list[str]) -> tuple[Bubuhan, ...]:
    """All sign on glass but the last of the Tim, who signs on paper."""
    return tuple(
        Bubuhan(
            surat=surat,
            nama=satu,
            pada=surat_contoh.PADA,
            oleh="sub",
            sha256="0" * 64,
            berkas="" if no == 2 else f"tanda{no}",
        )
        for no, satu in enumerate(nama)
    )


def _lembar_kendali(sop: Sop, kantor: Kantor, p: Permohonan) -> Naskah:
    buku = buku_waktu(surat_contoh.kasus().jejak, sop, Kalender.dari(kantor), surat_contoh.PADA)
    return lembar_kendali.susun(sop, kantor, p, buku, Cetakan(pada=surat_contoh.PADA))


def _register(kantor: Kantor, sop: Sop) -> Naskah:
    berlaku = tanggal_pendek(tambah_tahun(HARI, kantor.masa_berlaku_tahun))
    baris = [
        {
            "urut": str(urut),
            "nomor": nomor_surat(kantor, "sk", sop.awalan, urut, HARI),
            "nama": nama,
            "tanggal": tanggal_pendek(HARI),
            "berlaku_sampai": berlaku,
            "keadaan": f"dicabut {tanggal_pendek(HARI)}" if urut == 109 else "berlaku",
        }
        for urut, nama in enumerate(surat_contoh.NAMA_USAHA, start=108)
    ]
    return register.susun(kantor, "Buku register SK 2026", baris, Cetakan(pada=surat_contoh.PADA))


def tulis(kantor: Kantor, folder: Path) -> Iterator[Path]:
    """Print every example letter into a folder: `sk.pdf`, `sk-1.png`, …"""
    folder.mkdir(parents=True, exist_ok=True)
    for satu in contoh(kantor):
        naskah = satu.buat()
        gambar = surat_contoh.gambar(naskah)
        berkas = folder / f"{satu.nama}.pdf"
        berkas.write_bytes(cetak(naskah, gambar).pdf)
        for no, isi in enumerate(halaman(naskah, gambar), 1):
            folder.joinpath(f"{satu.nama}-{no}.png").write_bytes(isi)
        yield berkas


def gambar_readme() -> Iterator[tuple[str, bytes]]:
    """The pages that README shows, by their file names, of the ordinary office."""
    for satu in contoh(periksa_kantor("standar")):
        if banyak := DALAM_README.get(satu.nama):
            naskah = satu.buat()
            semua = halaman(naskah, surat_contoh.gambar(naskah), ppi=PPI_README)
            for no, isi in enumerate(semua[:banyak], 1):
                yield f"{satu.nama}-{no}.png", isi


def main(argumen: list[str]) -> int:
    """Print the examples; 1 where the office or a template has a fault, 2 where misused."""
    if not (argumen == ["readme"] or (len(argumen) == 2 and argumen[0] == "contoh")):
        print("Cara pakai: python -m infra.surat contoh KELUAR_DIR | readme", file=sys.stderr)
        return 2
    try:
        if argumen == ["readme"]:
            GAMBAR.mkdir(exist_ok=True)
            for nama, isi in gambar_readme():
                (GAMBAR / nama).write_bytes(isi)
            return 0
        for berkas in tulis(
            periksa_kantor(os.environ.get("KANTOR") or "standar"), Path(argumen[1])
        ):
            print(berkas)
    except (KantorFaulty, SuratGagal) as sebab:
        print(sebab, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
