"""Fifty letters are signed at the same instant on the stack's DynamoDB: fifty numbers in a row.

The tables are copies without a stream, so that no other test sees these cases; the transaction is
the service's own, from fifty threads.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from chalicelib.adapters import permohonan_db, petugas_db, register_db
from chalicelib.domain import pengajuan
from chalicelib.domain.aksi import Perintah
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import muat
from chalicelib.services import draf, langkah
from infra.lokal import Lokal
from infra.paket import WILAYAH
from tests.contoh_kasus import kasus_di
from tests.domain.kasus import KANTOR, petugas
from tests.e2e.alat import serentak

BANYAK = 50
JENIS = "IKRG-sk"
SOP = muat("ikrg-v1")
KEPALA = petugas("kepala")
_DISALIN = ("AttributeDefinitions", "KeySchema")


@pytest.fixture
def tabel_sendiri(lokal: Lokal, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Empty tables like those of the stack, and the adapters turned to them."""
    dynamodb = lokal.klien("dynamodb")
    for nama in ("TabelPermohonan", "TabelJejak"):
        asli = dynamodb.describe_table(TableName=lokal.keluaran[nama])["Table"]
        indeks = [
            {k: i[k] for k in ("IndexName", "KeySchema", "Projection")}
            for i in asli.get("GlobalSecondaryIndexes", ())
        ]
        dynamodb.create_table(
            TableName=f"uji-{nama}",
            BillingMode="PAY_PER_REQUEST",
            **{k: asli[k] for k in _DISALIN},
            **({"GlobalSecondaryIndexes": indeks} if indeks else {}),
        )
    lingkungan = {
        "AWS_ENDPOINT_URL": lokal.endpoint,
        "AWS_DEFAULT_REGION": WILAYAH,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "TABEL_PERMOHONAN": "uji-TabelPermohonan",
        "TABEL_JEJAK": "uji-TabelJejak",
        "KANTOR": lokal.kantor,
        "UJI_COBA": "ya",
    }
    for nama, nilai in lingkungan.items():
        monkeypatch.setenv(nama, nilai)
    yield
    for nama in ("TabelPermohonan", "TabelJejak"):
        dynamodb.delete_table(TableName=f"uji-{nama}")


def _siapkan(no: int) -> tuple[str, Perintah]:
    """A case of its own before its head, and what he sends."""
    p = kasus_di("menandatangani_sk")
    p = replace(p, nomor=pengajuan.nomor_baru(SOP, 2026, no), catatan=())
    (lama,) = p.berkas.values()
    dibaca = replace(lama, sidik=draf.sidik(SOP, KANTOR, p, "draf"))
    permohonan_db.simpan((None, replace(p, berkas={dibaca.id: dibaca})))
    (visit,) = [v for v in p.visits.values() if v.terbuka]
    return p.nomor, Perintah(*visit.kunci, "tandatangani", KEPALA, sha256=dibaca.sha256)


def test_fifty_signatures_at_once_take_fifty_numbers_in_a_row(tabel_sendiri: None) -> None:
    petugas_db.baris(KEPALA.id, KEPALA.nama, {"kepala"}).save()
    siap = [_siapkan(no) for no in range(1, BANYAK + 1)]
    hasil = serentak(*[lambda isi=isi: langkah.lakukan(*isi)[0] for isi in siap])
    kasus = [p for p in hasil if isinstance(p, Permohonan)]
    assert len(kasus) == BANYAK

    (tahun,) = {s.tanggal.year for p in kasus for s in p.surat.values() if s.tanggal}
    buku = register_db.daftar(JENIS, tahun, 0, BANYAK + 1)
    assert [e.urut for e in buku] == [*range(1, BANYAK + 1)]
    tersimpan = {nomor: permohonan_db.get(nomor).nomor_surat["sk"] for nomor, _ in siap}
    assert {e.permohonan: e.nomor for e in buku} == tersimpan
    assert len({*tersimpan.values()}) == BANYAK
