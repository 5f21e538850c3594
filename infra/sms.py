"""SMS that could not be handled: `python -m infra.sms mati` lists them, `… ulang` tries them again.

On the running `make up`; with STAGE=… on the AWS stack of that name.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy import Klien
from infra.tujuan import tujuan

_SEKALI_AMBIL = 10
_TERSEMBUNYI = 60  # seconds that a message is ours


def main(argumen: list[str] | None = None) -> int:
    """0 if done; else 1 with one sentence."""
    parser = argparse.ArgumentParser(prog="python -m infra.sms", description=__doc__)
    perintah = parser.add_subparsers(dest="perintah", required=True)
    perintah.add_parser("mati", help="tampilkan SMS yang tidak dapat ditangani")
    perintah.add_parser("ulang", help="kembalikan semuanya ke antrean SMS")
    pilihan = parser.parse_args(argumen)
    try:
        sasaran = tujuan()
        lakukan(pilihan.perintah, sasaran.klien, sasaran.keluaran)
    except (ClientError, LookupError) as sebab:
        print(f"Tidak jadi: {sebab}", file=sys.stderr)
        return 1
    return 0


def lakukan(perintah: str, klien: Klien, keluaran: dict[str, str]) -> None:
    """One of the two commands on the stack with these outputs; prints what came of it."""
    if perintah == "mati":
        for baris in mati(klien, keluaran["AntreanSmsMati"]):
            print(baris)
    else:
        jumlah = ulang(klien, keluaran["AntreanSmsMati"], keluaran["AntreanSms"])
        print(f"{jumlah} pesan dikembalikan ke antrean SMS.")


def ulang(klien: Klien, dari: str, ke: str) -> int:
    """Move every message of the queue `dari` to the queue `ke` (both URLs); how many.

    Each is sent before it is deleted, so that none is lost: what is handled twice is sent once.
    """
    sqs, jumlah = klien("sqs"), 0
    for pesan in _pesan(sqs, dari):
        sqs.send_message(QueueUrl=ke, MessageBody=pesan["Body"])
        sqs.delete_message(QueueUrl=dari, ReceiptHandle=pesan["ReceiptHandle"])
        jumlah += 1
    return jumlah


def mati(klien: Klien, antrean: str) -> list[str]:
    """One line per message of the queue: of which SMS of which case it is. All stay there."""
    sqs, dilihat = klien("sqs"), []
    try:
        for pesan in _pesan(sqs, antrean):
            dilihat.append(pesan)
    finally:
        for pesan in dilihat:
            sqs.change_message_visibility(
                QueueUrl=antrean, ReceiptHandle=pesan["ReceiptHandle"], VisibilityTimeout=0
            )
    return sorted(_baris(pesan) for pesan in dilihat)


def _pesan(sqs: Any, antrean: str) -> Iterator[dict[str, Any]]:
    """Receive until nothing more comes."""
    while daftar := sqs.receive_message(
        QueueUrl=antrean,
        MaxNumberOfMessages=_SEKALI_AMBIL,
        VisibilityTimeout=_TERSEMBUNYI,
        WaitTimeSeconds=1,
    ).get("Messages"):
        yield from daftar


def _baris(pesan: dict[str, Any]) -> str:
    try:
        isi = json.loads(pesan["Body"])
        return f"{isi['nomor']} SMS {int(isi['no'])}"
    except (ValueError, KeyError, TypeError):
        return f"pesan {pesan['MessageId']} tidak terbaca"


if __name__ == "__main__":
    sys.exit(main())
