"""The survey's results as the API answers them: figures, words, and the method in a sentence."""

from collections.abc import Sequence
from typing import Any

from chalicelib.domain import skm
from chalicelib.domain.skm import DAFTAR_UNSUR, Hitungan, Periode, Unsur


def metode(paling_sedikit: int) -> str:
    """How the figures are made, in Indonesian, for whoever wants to check them."""
    return (
        "Survei Kepuasan Masyarakat menurut Permenpan RB Nomor 14 Tahun 2017. Sembilan unsur "
        "dinilai 1 sampai 4. Nilai unsur adalah rata-rata jawaban yang diisi; pertanyaan yang "
        "tidak dijawab tidak dihitung sebagai nol. IKM adalah rata-rata nilai unsur, berbobot "
        "sama, dikalikan 25. Mutu A mulai 88,31; B mulai 76,61; C mulai 65,00; D di bawahnya. "
        "Setiap permohonan dinilai paling banyak satu kali, tanpa nama dan tanpa nomor. Hasil "
        "dihitung dari bulan yang sudah lewat dan diterbitkan setelah terkumpul sedikitnya "
        f"{paling_sedikit} penilaian; bulan yang penilaiannya kurang digabung dengan bulan "
        "sesudahnya."
    )


def tahunan(daftar: Sequence[Periode]) -> list[dict[str, Any]]:
    """Each year, newest first: its figures, those of every unsur, and of its periode."""
    return [
        {
            "tahun": tahun,
            **_ringkas(isi),
            "unsur": [_unsur(satu, isi.hitungan) for satu in DAFTAR_UNSUR],
            "periode": [_ringkas(satu) for satu in reversed(daftar) if satu.tahun == tahun],
        }
        for tahun, isi in sorted(skm.tahunan(daftar).items(), reverse=True)
    ]


def _ringkas(isi: Periode) -> dict[str, Any]:
    ikm = isi.hitungan.ikm
    assert ikm is not None  # nobody gives a survey without an answer
    huruf, kata = skm.mutu(ikm)
    return {
        "dari": isi.dari,
        "sampai": isi.sampai,
        "responden": isi.hitungan.responden,
        "ikm": float(ikm),
        "mutu": huruf,
        "kinerja": kata,
    }


def _unsur(unsur: Unsur, hitungan: Hitungan) -> dict[str, Any]:
    jumlah = hitungan.jumlah(unsur.kode)
    rata = jumlah.rata
    ikm = None if rata is None else skm.dua_angka(25 * rata)
    return {
        "kode": unsur.kode,
        "nama": unsur.nama,
        "nilai": None if rata is None else float(skm.dua_angka(rata)),
        "ikm": None if ikm is None else float(ikm),
        "mutu": None if ikm is None else skm.mutu(ikm)[0],
        "jawaban": [
            {"kata": kata, "jumlah": kali}
            for kata, kali in zip(unsur.jawaban, jumlah.nilai, strict=True)
        ],
        "kosong": jumlah.kosong,
    }
