"""An archive checked, offline: `python -m infra.arsip periksa FILE.zip`.

Every file against the manifest, the chain of the jejak, and every paper against the jejak. Compare
the SHA-256 that it prints with the one that the application shows beside the download.
"""

import argparse
import hashlib
import sys
from pathlib import Path

from chalicelib.services.arsip import periksa


def main(argumen: list[str] | None = None) -> int:
    """0 where all is unharmed, 1 where something is not or the file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m infra.arsip", description=__doc__)
    perintah = parser.add_subparsers(dest="perintah", required=True)
    satu = perintah.add_parser("periksa", help="periksa arsip permohonan yang diunduh")
    satu.add_argument("berkas", type=Path, metavar="FILE")
    pilihan = parser.parse_args(argumen)
    try:
        with pilihan.berkas.open("rb") as isi:
            salah = [*periksa(isi)]
            isi.seek(0)
            sha256 = hashlib.file_digest(isi, "sha256").hexdigest()
    except OSError as sebab:
        print(f"{pilihan.berkas} tidak dapat dibaca: {sebab}", file=sys.stderr)
        return 1
    for kalimat in salah:
        print(kalimat)
    akhir = f"{len(salah)} kesalahan" if salah else "utuh"
    print(f"{pilihan.berkas}: {akhir}, SHA-256 {sha256}")
    return 1 if salah else 0


if __name__ == "__main__":
    sys.exit(main())
