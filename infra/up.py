"""`make up`: the stack on this machine, to stay and click; shows every SMS until Ctrl-C.

PORT chooses where it answers (4566); KANTOR chooses the office's settings (buka_terus).
"""

import os
import signal
import sys
import time
from collections.abc import Iterator

import httpx

from infra.deploy import PasangGagal
from infra.lokal import FOLDER, PORT, Lokal
from infra.paket import PaketCacat
from infra.proses import LokalGagal

JEDA = 1.0  # seconds between two looks at the SMS


def main() -> int:
    """Run until Ctrl-C or SIGTERM; 0 if it came up."""
    signal.signal(signal.SIGTERM, _hentikan)
    lokal = Lokal(
        FOLDER,
        port=int(os.environ.get("PORT") or PORT),
        kantor=os.environ.get("KANTOR") or "buka_terus",
    )
    print("Menyalakan perizinan IKR/G di mesin ini…", flush=True)
    mulai = time.monotonic()
    try:
        with lokal:
            _cetak(lokal)
            print(f"Siap dalam {time.monotonic() - mulai:.0f} detik.\n", flush=True)
            for sms in _sms(lokal):
                print(f"SMS ke {sms['PhoneNumber']}: {sms['Message']}", flush=True)
    except KeyboardInterrupt:
        print("\nBerhenti; keadaannya tersimpan dan dilanjutkan oleh `make up` berikutnya.")
    except (LokalGagal, PasangGagal, PaketCacat, httpx.HTTPError) as sebab:
        print(sebab, file=sys.stderr)
        return 1
    return 0


def _hentikan(*_: object) -> None:
    raise KeyboardInterrupt


def _cetak(lokal: Lokal) -> None:
    print(f"\nSitus    {lokal.situs}/\nPetugas  {lokal.situs}/petugas.html")
    print(f"API      {lokal.api}\nAWS      {lokal.endpoint}\n")
    lebar = max(len(kode) for kode in lokal.akun)
    for kode, akun in lokal.akun.items():
        print(f"{kode:<{lebar}}  {akun.nama:<18} {akun.nama_pengguna:<9} {akun.sandi}")
    print(f"\nAkun di atas tersimpan di {lokal.folder}/akun.json. SMS tampil di bawah ini;")
    print("Ctrl-C untuk berhenti.")


def _sms(lokal: Lokal) -> Iterator[dict[str, str]]:
    """Each SMS that is sent from now on, once."""
    sudah = {sms["MessageId"] for sms in lokal.sms()}
    while True:
        time.sleep(JEDA)
        baru = [sms for sms in lokal.sms() if sms["MessageId"] not in sudah]
        sudah |= {sms["MessageId"] for sms in baru}
        yield from baru


if __name__ == "__main__":
    sys.exit(main())
