"""Cases per second of the domain alone, and the time ledger of one."""

from statistics import median
from time import process_time

from chalicelib.domain.aksi import terapkan
from chalicelib.domain.buku_waktu import buku_waktu
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.kantor import baca
from infra.bench.kasus import Kasus, simpan
from infra.bench.tabel import Bagian, angka

ULANG = 40
BARIS_BUKU = 60


def ukur(kasus: Kasus) -> Bagian:
    """Replay a whole case, and each of its aksi by itself."""
    seluruhnya = median(_waktu_kasus(kasus) for _ in range(ULANG))
    satu = median(_waktu_terapkan(kasus) for _ in range(ULANG))
    buku = median(_waktu_buku(kasus) for _ in range(ULANG))
    return Bagian(
        "Domain saja",
        f"median dari {ULANG} putaran; draf sampai Selesai dalam memori, tanpa penyimpanan",
        (),
        [
            ("berkas permohonan per detik", angka(1 / seluruhnya)),
            ("perubahan per berkas (aksi, buka, unggah, SMS)", str(len(kasus.perubahan))),
            (f"µs per terapkan (rata-rata {len(kasus.transisi)} aksi)", angka(satu * 1e6)),
            (f"µs per buku waktu ({BARIS_BUKU} baris jejak)", angka(buku * 1e6)),
        ],
    )


def _waktu_kasus(kasus: Kasus) -> float:
    mulai, p = process_time(), kasus.awal
    for ubah in kasus.perubahan:
        p = simpan(p, ubah(p))
    lama = process_time() - mulai
    assert p == kasus.p
    return lama


def _waktu_terapkan(kasus: Kasus) -> float:
    mulai = process_time()
    for t in kasus.transisi:
        terapkan(kasus.sop, kasus.kantor, t.sebelum, t.perintah, t.pada)
    return (process_time() - mulai) / len(kasus.transisi)


def _waktu_buku(kasus: Kasus) -> float:
    """Over the hours and holidays of a real office."""
    jejak, kalender = kasus.jejak[:BARIS_BUKU], Kalender.dari(baca("standar"))
    mulai = process_time()
    for _ in range(ULANG):
        buku_waktu(jejak, kasus.sop, kalender, jejak[-1].pada)
    return (process_time() - mulai) / ULANG
