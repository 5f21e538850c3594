"""Officers: `python -m infra.petugas tambah KODE PENGGUNA NAMA` and `… cabut PENGGUNA`.

On the running `make up`; with STAGE=… on the AWS stack of that name.
"""

import argparse
import sys

from botocore.exceptions import ClientError

from infra.akun import cabut, daftar_pelaksana, tambah
from infra.tujuan import tujuan


def main(argumen: list[str] | None = None) -> int:
    """0 if done; else 1 with one sentence."""
    parser = argparse.ArgumentParser(prog="python -m infra.petugas", description=__doc__)
    perintah = parser.add_subparsers(dest="perintah", required=True)
    baru = perintah.add_parser("tambah", help="petugas baru; sandi sementaranya dicetak sekali")
    baru.add_argument("kode", choices=daftar_pelaksana(), help="kode pelaksana")
    pergi = perintah.add_parser("cabut", help="petugas tidak lagi bertugas, berlaku seketika")
    for anak in (baru, pergi):
        anak.add_argument("pengguna", help="nama pengguna untuk masuk")
    baru.add_argument("nama", help="nama lengkap")
    baru.add_argument("--hp", help="nomor HP untuk ringkasan harian lewat SMS")
    pilihan = parser.parse_args(argumen)
    try:
        sasaran = tujuan()
        if pilihan.perintah == "cabut":
            cabut(sasaran.klien, sasaran.keluaran, pilihan.pengguna)
            print(f"{pilihan.pengguna} tidak lagi bertugas.")
        else:
            isi = (pilihan.kode, pilihan.nama, pilihan.pengguna)
            akun = tambah(sasaran.klien, sasaran.keluaran, *isi, tetap=False, hp=pilihan.hp)
            print(akun.sandi)
    except (ClientError, LookupError, ValueError) as sebab:
        print(f"Tidak jadi: {sebab}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
