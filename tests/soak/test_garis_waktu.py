"""The time ledger of random timelines against the table of every minute: error 0."""

import json

from chalicelib.domain.buku_waktu import buku_waktu
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.jejak import dari_json
from chalicelib.services import tampilan
from tests.domain.garis_waktu import acak, periksa


def test_every_ledger_has_exactly_the_time_that_passed(daftar_benih: range) -> None:
    for benih in daftar_benih:
        try:
            satu(benih)
        except Exception as sebab:
            ulang = f"pytest tests/soak/test_garis_waktu.py --benih {benih} --banyak 1"
            raise AssertionError(f"benih {benih} ({ulang}): {sebab}") from sebab


def satu(benih: int) -> None:
    garis = acak(benih)
    kalender = Kalender.dari(garis.kantor)
    buku = buku_waktu(garis.jejak, garis.sop, kalender, garis.sampai)
    periksa(buku, garis)
    if benih % 10 == 0:  # whoever has only what GET …/jejak answers counts the same
        lewat_json = json.loads(json.dumps(tampilan.jejak(garis.jejak)))
        lagi = buku_waktu(map(dari_json, lewat_json), garis.sop, kalender, garis.sampai)
        assert lagi == buku
