"""`python -m infra.sop check FILE` tells every fault of a table; `asl FILE` prints its machine."""

import argparse
import json
import sys
from pathlib import Path

from chalicelib.domain.sop import Sop, SopFaulty, baca
from infra.alur import susun


def main(argumen: list[str] | None = None) -> int:
    """Exit status: 0, or 1 where the table has faults or cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m infra.sop", description=__doc__)
    perintah = parser.add_subparsers(dest="perintah", required=True)
    check = perintah.add_parser("check", help="periksa tabel SOP dan sebutkan semua kesalahannya")
    asl = perintah.add_parser("asl", help="cetak Amazon States Language dari tabel SOP")
    asl.add_argument("--tanpa", metavar="PELAKSANA", action="append", default=[])
    for anak in (check, asl):
        anak.add_argument("berkas", type=Path, metavar="FILE")
    pilihan = parser.parse_args(argumen)
    try:
        sop = baca(pilihan.berkas, getattr(pilihan, "tanpa", ()))
    except SopFaulty as error:
        print(error, file=sys.stderr)
        print(f"{pilihan.berkas}: {len(error.faults)} kesalahan", file=sys.stderr)
        return 1
    except (OSError, UnicodeDecodeError) as error:
        print(f"{pilihan.berkas} tidak dapat dibaca: {error}", file=sys.stderr)
        return 1
    except KeyError as error:
        print(f"{pilihan.berkas}: {error.args[0]}", file=sys.stderr)
        return 1
    print(_ringkas(sop) if pilihan.perintah == "check" else json.dumps(susun(sop), indent=2))
    return 0


def _ringkas(sop: Sop) -> str:
    nomor = {langkah.no for langkah in sop.langkah.values() if langkah.no}
    return f"{sop.kunci}: {len(nomor)} nomor, {len(sop.langkah)} langkah, tanpa kesalahan"


if __name__ == "__main__":
    sys.exit(main())
