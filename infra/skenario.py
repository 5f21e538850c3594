"""The four scenarios of the demo: only what departs from the first aksi of each langkah."""

from infra.perjalanan import Cacat, Pilihan, Skenario

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
