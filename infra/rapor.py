"""The scorecard checked: `python -m infra.rapor hitung-ulang 2026-11 [--perbaiki]`.

Counts a month again from the jejak and compares it with the table digit by digit. On the running
`make up`; with STAGE=… on the AWS stack of that name. What the office is doing meanwhile may show
as a difference in the present month: run it again.
"""

import argparse
import os
import re
import sys

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.domain.rapor import Jumlah
from chalicelib.services import rapor_ulang
from chalicelib.services.rapor_ulang import HitungUlang
from infra.deploy import Klien
from infra.tujuan import tujuan

_TAHUN_SEBELUM = 2
_SETELAN = ("TABEL_PERMOHONAN", "TABEL_JEJAK", "KANTOR")


def main(argumen: list[str] | None = None) -> int:
    """0 where every digit agrees (or was put right), 1 where one differs or nothing was done."""
    parser = argparse.ArgumentParser(prog="python -m infra.rapor", description=__doc__)
    perintah = parser.add_subparsers(dest="perintah", required=True)
    ulang = perintah.add_parser("hitung-ulang", help="bandingkan rapor sebulan dengan jejak")
    ulang.add_argument("bulan", type=_bulan, metavar="BULAN", help="misalnya 2026-11")
    ulang.add_argument("--perbaiki", action="store_true", help="tulis angka yang benar")
    ulang.add_argument(
        "--tahun-sebelum",
        type=int,
        default=_TAHUN_SEBELUM,
        metavar="N",
        help="periksa juga permohonan dari N tahun sebelumnya (bawaan: %(default)s)",
    )
    pilihan = parser.parse_args(argumen)
    try:
        siapkan()
    except (ClientError, BotoCoreError, LookupError) as sebab:
        print(f"Tidak jadi: {sebab}", file=sys.stderr)
        return 1
    return hitung_ulang(pilihan.bulan, pilihan.tahun_sebelum, ganti=pilihan.perbaiki)


def hitung_ulang(bulan: str, tahun_sebelum: int, *, ganti: bool) -> int:
    """Print what differs; the command's exit status."""
    tahun = int(bulan[:4])
    daftar_tahun = range(tahun - tahun_sebelum, tahun + 1)
    hasil = rapor_ulang.periksa(bulan, daftar_tahun)
    _cetak(hasil)
    if ganti and (hasil.selisih or hasil.rusak):
        hasil = rapor_ulang.perbaiki(bulan, daftar_tahun)
        print("Sesudah perbaikan:")
        _cetak(hasil)
    return 1 if hasil.selisih or hasil.rusak else 0


def _cetak(hasil: HitungUlang) -> None:
    for nomor in hasil.rusak:
        print(f"{nomor}: jejak tidak utuh, tidak dihitung")
    for satu in hasil.selisih:
        laci = f"{satu.laci.ukuran} {satu.laci.kode} {satu.laci.menit} menit"
        print(f"{satu.sop} {laci}: {_angka(satu.tercatat)}, seharusnya {_angka(satu.seharusnya)}")
    print(f"{hasil.kasus} permohonan dibaca, {len(hasil.selisih)} selisih")


def _angka(jumlah: Jumlah) -> str:
    return f"{jumlah.semua} ({jumlah.dalam_norma} dalam norma)"


def _bulan(teks: str) -> str:
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", teks):
        raise argparse.ArgumentTypeError("tulis tahun dan bulan, misalnya 2026-11")
    return teks


def siapkan() -> None:
    """Put the settings of the stack's own counting function, and the way to AWS, into the
    environment; raises `LookupError` where no stack is up."""
    sasaran = tujuan()
    os.environ |= {**sasaran.lingkungan, **setelan(sasaran.klien, sasaran.stack)}


def setelan(klien: Klien, stack: str) -> dict[str, str]:
    """The tables and the office of a stack, as its function that counts has them."""
    sumber = klien("cloudformation").describe_stack_resource(
        StackName=stack, LogicalResourceId="Lanjutkan"
    )
    nama = sumber["StackResourceDetail"]["PhysicalResourceId"]
    isi = klien("lambda").get_function_configuration(FunctionName=nama)["Environment"]["Variables"]
    return {kunci: str(isi[kunci]) for kunci in _SETELAN}


if __name__ == "__main__":
    sys.exit(main())
