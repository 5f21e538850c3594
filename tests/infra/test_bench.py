"""What an aksi costs, as `make bench` counts it: in a process of its own, since the bench stands
between botocore and moto."""

import subprocess
import sys

_HITUNG = """
from datetime import UTC, datetime, timedelta
from infra.bench import panggilan
from infra.bench.awan import awan
from infra.bench.kasus import Kasus
kasus = Kasus(datetime.now(UTC) + timedelta(hours=1))
with awan():
    for transisi in kasus.transisi:
        jumlah, _ = panggilan._aksi(transisi)
        print(transisi.perintah.kode, jumlah["Query"], jumlah["TransactWriteItems"])
"""


def test_every_aksi_is_one_query_and_one_transaction() -> None:
    hasil = subprocess.run(
        [sys.executable, "-c", _HITUNG], capture_output=True, text=True, check=True
    )
    baris = [satu.split() for satu in hasil.stdout.splitlines()]
    assert len(baris) > 25
    assert {(query, tulis) for _, query, tulis in baris} == {("1", "1")}
