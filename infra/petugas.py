"""Officers: `python -m infra.petugas tambah KODE PENGGUNA NAMA` and `… cabut PENGGUNA`.

On the running `make up`; with STAGE=… on the AWS stack of that name.
"""

import argparse
import os
import sys
from functools import partial

from botocore.exceptions import ClientError

from infra.akun import cabut, daftar_pelaksana, tambah
from infra.deploy import Klien, keluaran_stack, nama_stack, sesi
from infra.lokal import STACK, berjalan, klien_lokal


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
        klien, keluaran = stack_tujuan()
        if pilihan.perintah == "cabut":
            cabut(klien, keluaran, pilihan.pengguna)
            print(f"{pilihan.pengguna} tidak lagi bertugas.")
        else:
            isi = (pilihan.kode, pilihan.nama, pilihan.pengguna)
            print(tambah(klien, keluaran, *isi, tetap=False, hp=pilihan.hp).sandi)
    except (ClientError, LookupError) as sebab:
        print(f"Tidak jadi: {sebab}", file=sys.stderr)
        return 1
    return 0


def stack_tujuan() -> tuple[Klien, dict[str, str]]:
    """Clients and outputs of the stack that a command is meant for: STAGE's on AWS, or the one of
    the running `make up`. Raises LookupError where there is none."""
    if stage := os.environ.get("STAGE"):
        klien: Klien = sesi().client
        return klien, keluaran_stack(klien, nama_stack(stage))
    keterangan = berjalan()
    if keterangan is None:
        raise LookupError("jalankan `make up` lebih dahulu, atau sebutkan STAGE=….")
    klien = partial(klien_lokal, endpoint=keterangan["endpoint"])
    return klien, keluaran_stack(klien, STACK)


if __name__ == "__main__":
    sys.exit(main())
