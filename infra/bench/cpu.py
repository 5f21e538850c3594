"""CPU per transition with the network stubbed, beside the same calls made with bare botocore."""

from collections.abc import Callable, Mapping
from statistics import median
from time import process_time

import boto3

from chalicelib.adapters import permohonan_db
from chalicelib.domain.aksi import terapkan
from chalicelib.domain.permohonan import Permohonan
from chalicelib.services import langkah
from infra.bench import api
from infra.bench.awan import KAWAT
from infra.bench.kasus import Kasus, Transisi, salinan
from infra.bench.tabel import Bagian, angka, kali

# Few items, a number is taken, many items.
LANGKAH = ("menerima_permohonan", "menandatangani_sk", "mengarsipkan")
ULANG = 40
METODE = {"Query": "query", "TransactWriteItems": "transact_write_items", "GetItem": "get_item"}


def ukur(kasus: Kasus) -> Bagian:
    """Medians of each way in turn, in the same run, on the same recorded answers."""
    hasil = [_ukur(kasus, t) for t in kasus.transisi if t.perintah.kode in LANGKAH]
    return Bagian(
        "CPU per transisi",
        f"median ms dari {ULANG} kali bergiliran; jawaban jaringan diputar dari rekaman moto",
        ("terima", "tanda tangan", "arsipkan"),
        [(nama, *(h[nama] for h in hasil)) for nama in hasil[0]],
    )


def _ukur(kasus: Kasus, transisi: Transisi) -> dict[str, str]:
    p, perintah, pada = transisi.sebelum, transisi.perintah, transisi.pada
    tersimpan = salinan(p)
    nomor = tersimpan.nomor
    permohonan_db.simpan((None, tersimpan))
    kirim = KAWAT.rekam(lambda: langkah.lakukan(nomor, perintah))
    klien = boto3.client("dynamodb")
    polos = [(getattr(klien, METODE[operasi]), isi) for operasi, isi in kirim.items()]
    cara = {
        "botocore": lambda: [panggil(**isi) for panggil, isi in polos],
        "lakukan": lambda: langkah.lakukan(nomor, perintah),
        "api": lambda: api.lakukan(nomor, perintah),
        "domain": lambda: terapkan(kasus.sop, kasus.kantor, p, perintah, pada),
    }
    with KAWAT.putar():
        lama = _bergiliran(cara)
    return {
        "butir yang dibaca Query": str(_butir(p)),
        "panggilan botocore polos": angka(lama["botocore"], 2),
        "services.permohonan.lakukan": angka(lama["lakukan"], 2),
        "  di antaranya domain (terapkan)": angka(lama["domain"], 2),
        "seluruh fungsi API": angka(lama["api"], 2),
        "lakukan : botocore polos": kali(lama["lakukan"] / lama["botocore"]),
        "fungsi API : botocore polos": kali(lama["api"] / lama["botocore"]),
    }


def _bergiliran(cara: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Median milliseconds of CPU of each, taken in turn so that all meet the same noise."""
    lama: dict[str, list[float]] = {nama: [] for nama in cara}
    for _ in range(ULANG):
        for nama, lakukan in cara.items():
            mulai = process_time()
            lakukan()
            lama[nama].append((process_time() - mulai) * 1000)
    return {nama: median(semua) for nama, semua in lama.items()}


def _butir(p: Permohonan) -> int:
    return 1 + len(p.visits) + len(p.berkas) + len(p.cacat) + len(p.sms)
