"""The signer's certificate and the keys that the public checks with.

    python -m infra.sertifikat minta --nama NAMA --organisasi DINAS > kantor.csr
    python -m infra.sertifikat pasang rantai.pem
    python -m infra.sertifikat kunci
    python -m infra.sertifikat uji

`minta` makes the request for a certificate, signed by the KMS key, for a PSrE to answer; `pasang`
installs what it answered. `kunci` publishes the key of the QR statements beside the page
verifikasi. `uji` does all that with a test authority. On the running `make up`; with STAGE=… on the
AWS stack of that name.
"""

import argparse
import sys
from pathlib import Path

from botocore.exceptions import ClientError

from chalicelib.adapters.tanda_tangan import SertifikatSalah
from infra.deploy import nama_stack
from infra.kunci_verifikasi import terbitkan_kunci
from infra.lokal import FOLDER, STACK
from infra.tanda_tangan import minta, pasang, siapkan_uji
from infra.tujuan import Tujuan, tujuan


def _uji(sasaran: Tujuan) -> None:
    if sasaran.stack == nama_stack("production"):
        raise LookupError("sertifikat uji coba tidak dipasang di production.")
    folder = FOLDER if sasaran.stack == STACK else FOLDER / sasaran.stack
    akar = siapkan_uji(sasaran.klien, sasaran.keluaran, folder)
    print(f"Sertifikat uji coba terpasang; sertifikat akarnya: {akar}")


def lakukan(pilihan: argparse.Namespace, sasaran: Tujuan) -> None:
    """One of the four commands; prints what came of it."""
    klien, keluaran = sasaran.klien, sasaran.keluaran
    if pilihan.perintah == "uji":
        _uji(sasaran)
    elif pilihan.perintah == "minta":
        nama = {
            "country_name": "ID",
            "organization_name": pilihan.organisasi,
            "common_name": pilihan.nama,
        }
        print(minta(klien, keluaran, nama).decode(), end="")
    elif pilihan.perintah == "pasang":
        pasang(klien, keluaran, Path(pilihan.rantai).read_bytes())
        print("Sertifikat terpasang.")
    else:
        for kunci in terbitkan_kunci(klien, keluaran, kantor=pilihan.kantor):
            print(f"{kunci.kid}  {kunci.dibuat} – {kunci.ditarik or 'dipakai'}")


def main(argumen: list[str] | None = None) -> int:
    """0 if done; else 1 with one sentence."""
    parser = argparse.ArgumentParser(
        prog="python -m infra.sertifikat",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    perintah = parser.add_subparsers(dest="perintah", required=True)
    perintah.add_parser("uji", help="sertifikat dan kunci dari otoritas uji coba")
    permintaan = perintah.add_parser("minta", help="permintaan sertifikat (CSR) untuk PSrE")
    permintaan.add_argument("--nama", required=True, help="nama penanda tangan")
    permintaan.add_argument("--organisasi", required=True, help="nama dinas")
    perintah.add_parser("pasang", help="pasang sertifikat dari PSrE").add_argument(
        "rantai", help="berkas PEM: sertifikat penanda tangan lebih dahulu, lalu penerbitnya"
    )
    terbit = perintah.add_parser("kunci", help="terbitkan kunci publik untuk halaman verifikasi")
    terbit.add_argument("--kantor", default="", help="nama kantor di kepala halaman")
    pilihan = parser.parse_args(argumen)
    try:
        lakukan(pilihan, tujuan())
    except (ClientError, LookupError, OSError, SertifikatSalah, ValueError) as sebab:
        print(f"Tidak jadi: {sebab}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
