"""Sensible example values for typed fields: by kode where one is known, else by jenis."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain.isian import cocok
from chalicelib.domain.kantor import baca

_BERKODE: Mapping[str, object] = {
    "jenis_permohonan": "baru",
    "kategori": "badan usaha",
    "nama": "Siti Rahmawati",
    "jabatan": "Direktur",
    "alamat": "Jalan Melati Nomor 12, RT 03/RW 05",
    "desa": "Sukamaju",
    "kecamatan": "Cibinong",
    "nama_usaha": "CV Kabel Rapi",
    "bentuk_usaha": "CV",
    "alamat_usaha": "Jalan Anggrek Nomor 7",
    "penanggung_jawab": "Siti Rahmawati",
    "nama_kurir": "Budi Santoso",
    "nomor_agenda": "A-0451/2026",
    "nomor_undangan": "005/0318/DPMPTSP/2026",
    "nomor_bap": "503/0097/BAP-IKRG/2026",
    "nomor_surat": "555/0207/Rekomendasi/2026",
    "dihubungi": "Petugas penjadwalan",
    "tempat": "Kantor CV Kabel Rapi, Jalan Anggrek Nomor 7",
    "anggota_tim": ["Andi Wijaya (ketua)", "Rina Kusuma", "Dedi Pratama"],
    "nama_penerima": "Siti Rahmawati",
    "empat_digit_akhir": "0001",
    "lokasi_arsip": "E-Dokumen, rak 503, map IKR/G",
    "hasil_pemeriksaan": "Alamat, tenaga teknik, alat ukur dan contoh instalasi sesuai.",
    "kesimpulan": "Memenuhi persyaratan teknis.",
    "masa_berlaku_tahun": 5,
    "dikuasakan": False,
}
_BERJENIS: Mapping[str, Callable[[Mapping[str, Any], date], object]] = {
    "teks": lambda isian, hari: f"Contoh {str(isian['nama']).lower()}",
    "teks_panjang": lambda isian, hari: f"Contoh {str(isian['nama']).lower()}.",
    "tanggal": lambda isian, hari: hari.isoformat(),
    "daftar": lambda isian, hari: [f"Contoh {str(isian['nama']).lower()}."],
    "jam": lambda isian, hari: "09.00",
    "bilangan": lambda isian, hari: 1,
    "pilihan": lambda isian, hari: isian["pilihan"][0],
    "ya_tidak": lambda isian, hari: True,
    "email": lambda isian, hari: "siti@contoh.go.id",
    "nik": lambda isian, hari: "3201014101900001",
    "npwp": lambda isian, hari: "013000666091000",
    "nib": lambda isian, hari: "9120001234567",
    "kbli": lambda isian, hari: "43212",
    "kode_pos": lambda isian, hari: "16110",
    "koordinat": lambda isian, hari: "-6.595038,106.816635",
}


def isi(daftar: Iterable[Mapping[str, Any]], khusus: Mapping[str, object]) -> dict[str, object]:
    """Values for every field that is asked (`bila`) and needed, known here, or given in `khusus`.

    `daftar` are the fields as the API describes them. Dates are today, in the zone of the office
    that demo and tests use.
    """
    hari = datetime.now(ZoneInfo(baca("buka_terus").zona)).date()
    nilai: dict[str, object] = {}
    for isian in daftar:
        kode = isian["kode"]
        if not cocok(isian["bila"], nilai):
            continue
        if kode in khusus:
            nilai[kode] = khusus[kode]
        elif isian["jenis"] == "pilihan" and _BERKODE.get(kode) not in isian["pilihan"]:
            if isian["wajib"]:
                nilai[kode] = isian["pilihan"][0]
        elif kode in _BERKODE:
            nilai[kode] = _BERKODE[kode]
        elif isian["wajib"]:
            nilai[kode] = _BERJENIS[isian["jenis"]](isian, hari)
    return nilai
