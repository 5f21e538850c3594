"""`python -m infra.masuk WHO`: signs in to a running `make up` and prints shell variables for curl.

WHO is the kode of a pelaksana (front_office) or an applicant's phone (+62812…). Use it as
`eval "$(.venv/bin/python -m infra.masuk front_office)"`; then $API and $TOKEN are set.
"""

import sys

import httpx

from infra.klien import masuk_pemohon, masuk_petugas
from infra.lokal import berjalan
from infra.sesi import Ditolak, Stack, TungguTerlaluLama


def main(argumen: list[str]) -> int:
    """0 if signed in; else 1 with one sentence."""
    keterangan = berjalan()
    if keterangan is None or len(argumen) != 1:
        print("Jalankan `make up` lebih dahulu, lalu sebutkan satu orang.", file=sys.stderr)
        return 1
    stack, siapa = Stack.dari(keterangan), argumen[0]
    if not siapa.startswith("+") and siapa not in stack.akun:
        print(f"Pelaksana yang ada: {', '.join(stack.akun)}.", file=sys.stderr)
        return 1
    try:
        masuk = masuk_pemohon if siapa.startswith("+") else masuk_petugas
        klien = masuk(stack, siapa)
    except (Ditolak, TungguTerlaluLama, httpx.HTTPError) as sebab:
        print(sebab, file=sys.stderr)
        return 1
    assert klien.sesi
    print(f"API='{stack.api}'\nTOKEN='{klien.sesi.token}'")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
