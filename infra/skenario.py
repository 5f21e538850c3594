"""The four scenarios of the demo: only what departs from the first aksi of each langkah."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cacat:
    """A defect to find: where, why, and (for a field) the value that mends it."""

    sasaran: str
    alasan: str
    perbaikan: object = None


@dataclass(frozen=True, slots=True)
class Pilihan:
    """What a person does at one visit where the first aksi of the langkah is not enough."""

    aksi: str
    isian: Mapping[str, object] = field(default_factory=dict)
    cacat: tuple[Cacat, ...] = ()


@dataclass(frozen=True, slots=True)
class Skenario:
    """Only the exceptions: everything else follows from the table that the API shows.

    `pilihan` is by langkah and number of the visit (1 is the first). At `tarik_pada` the
    applicant withdraws. `loket`: he has no account, officers record what he does.
    """

    kode: str
    judul: str
    akhir: str
    loket: bool = False
    tarik_pada: str = ""
    pilihan: Mapping[tuple[str, int], Pilihan] = field(default_factory=dict)

    def perbaikan(self, sasaran: str) -> object:
        """The value that mends a field with a defect, None where any good one will do."""
        semua = (c for p in self.pilihan.values() for c in p.cacat)
        return next((c.perbaikan for c in semua if c.sasaran == sasaran), None)


TERBIT = Skenario(
    kode="terbit",
    judul="izin terbit: satu kali perbaikan, satu paraf ditolak, SK diambil kuasa",
    akhir="Selesai",
    pilihan={
        ("memverifikasi_berkas", 1): Pilihan(
            "kembalikan",
            cacat=(
                Cacat("berkas:ktp", "Foto KTP buram, NIK tidak terbaca."),
                Cacat(
                    "isian:alamat_usaha",
                    "Alamat usaha belum memuat nama jalan dan nomor yang sama dengan NIB.",
                    "Jalan Anggrek Nomor 7A",
                ),
            ),
        ),
        ("paraf_kabid", 1): Pilihan(
            "kembalikan", {"catatan": "Dasar hukum pada Mengingat belum lengkap, mohon ditambah."}
        ),
        ("menyerahkan_sk", 1): Pilihan(
            "serahkan",
            {
                "penerima": "kuasa",
                "nama_penerima": "Agus Setiawan",
                "jenis_identitas": "KTP",
                "empat_digit_akhir": "4321",
                "hubungan": "Karyawan",
            },
        ),
    },
)
TOLAK = Skenario(
    kode="tolak",
    judul="permohonan ditolak: satu dinas tidak merekomendasikan",
    akhir="Ditolak",
    pilihan={
        ("dlh_menyusun_rekomendasi", 1): Pilihan(
            "tolak",
            {
                "alasan": "Pengelolaan limbah kabel di lokasi belum memenuhi SPPL.",
                "dasar": "Permen LHK Nomor 4 Tahun 2021",
            },
        ),
        ("membuat_draf", 1): Pilihan(
            "buat",
            {
                "alasan_penolakan": "DLH tidak merekomendasikan permohonan ini.",
                "dasar_hukum": "Rekomendasi penolakan DLH dan Permen LHK Nomor 4 Tahun 2021",
            },
        ),
    },
)
TARIK = Skenario(
    kode="tarik",
    judul="pemohon menarik permohonannya saat berkas di dinas teknis",
    akhir="Ditarik pemohon",
    tarik_pada="diskominfo_menerima",
)
LOKET = Skenario(
    kode="loket",
    judul="pemohon datang ke loket, tanpa akun dari awal sampai akhir",
    akhir="Selesai",
    loket=True,
)
SEMUA = {s.kode: s for s in (TERBIT, TOLAK, TARIK, LOKET)}
