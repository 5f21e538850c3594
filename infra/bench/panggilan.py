"""API calls per transition, worklist page and sweep, with ever more cases in the table."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import partial

from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item

from chalicelib.adapters import permohonan_db
from chalicelib.domain.permohonan import Permohonan
from chalicelib.services import tempo
from chalicelib.services.mulai import mulai
from infra.bench import api
from infra.bench.awan import KAWAT
from infra.bench.kasus import Kasus, Transisi, buka_semua, nomor_lain, orang, salinan
from infra.bench.tabel import Bagian, angka
from infra.paket import WILAYAH

BANYAK = (100, 1_000, 10_000)
TERLAMBAT = 10
"""One case in so many is overdue when the sweep comes."""
OPERASI = ("Query", "TransactWriteItems", "GetItem")


def ukur(kasus: Kasus) -> Bagian:
    """Fill the table to each size and count; every row of the SOP is done once at each."""
    hasil = [_hitung(banyak, kasus) for banyak in BANYAK]
    return Bagian(
        "Panggilan API",
        f"moto di proses ini; {len(kasus.transisi)} aksi (SOP penuh), lewat fungsi API",
        tuple(f"{angka(n)} kasus" for n in BANYAK),
        [(nama, *(h[nama] for h in hasil)) for nama in hasil[0]],
    )


def _hitung(banyak: int, kasus: Kasus) -> dict[str, str]:
    _isi(kasus.transisi[0].sebelum, banyak)
    aksi = [_aksi(t) for t in kasus.transisi]
    hasil = {f"aksi: {o}": _rentang(a[0][o] for a in aksi) for o in OPERASI}
    hasil["aksi yang memakai GetItem (mengambil nomor)"] = str(sum(a[0]["GetItem"] for a in aksi))
    buka = [jumlah for a in aksi for jumlah in a[1]]
    hasil |= {f"membuka langkah: {o}": _rentang(b[o] for b in buka) for o in OPERASI[:2]}
    loket = orang("front_office")
    halaman = _panggilan(lambda: api.antrean(loket))
    hasil["halaman antrean: Query (butir dibaca)"] = f"{halaman['Query']} ({KAWAT.dibaca[0]})"
    hasil["halaman antrean: GetItem (petugas)"] = str(halaman["GetItem"])
    return hasil | _sapu(banyak // TERLAMBAT)


def _aksi(transisi: Transisi) -> tuple[Counter[str], list[Counter[str]]]:
    """The calls of an aksi on a case of its own, and of each langkah that it lets open."""
    p = salinan(transisi.sebelum)
    nomor = p.nomor
    permohonan_db.simpan((None, p))
    jumlah = _panggilan(lambda: api.lakukan(nomor, transisi.perintah))
    baru = permohonan_db.get(nomor)
    buka = []
    for kode, setelah in buka_semua(baru) if baru.keadaan == "berjalan" else ():
        isi = {"nomor": nomor, "kode": kode, "setelah": setelah, "token": "t", "eksekusi": ""}
        buka.append(_panggilan(partial(mulai, isi)))
    return jumlah, buka


def _sapu(terlambat: int) -> dict[str, str]:
    """Sweep with so many overdue among all the others."""
    tempo.sapu()  # the calendar is followed and the day's digest out: what is once is not counted
    lama = Kasus(datetime.now(UTC) - timedelta(days=400)).transisi[0].sebelum
    _tambah(lama, terlambat)
    jumlah = _panggilan(tempo.sapu)
    indeks, *kasus = KAWAT.dibaca
    return {
        "sapuan: butir indeks dibaca (yang terlambat)": f"{angka(indeks)} ({angka(terlambat)})",
        "sapuan: butir kasus dibaca": angka(sum(kasus)),
        "sapuan: TransactWriteItems": angka(jumlah["TransactWriteItems"]),
    }


def _panggilan(lakukan: Callable[[], object]) -> Counter[str]:
    KAWAT.rekam(lakukan)
    return KAWAT.panggilan.copy()


def _rentang(jumlah: Iterable[int]) -> str:
    semua = sorted(set(jumlah))
    return "–".join(map(str, semua[:: len(semua) - 1 or 1]))


def _isi(contoh: Permohonan, banyak: int) -> None:
    """Make it this many cases: copies of one in moto's memory, each with its own number."""
    _tambah(contoh, banyak - len(_items()))


def _tambah(contoh: Permohonan, banyak: int) -> None:
    """So many copies of a case more, each with its own number."""
    asal, items = DynamoType({"S": contoh.nomor}), _items()
    if asal not in items:
        permohonan_db.simpan((None, contoh))
        banyak -= 1
    for _ in range(banyak):
        nomor = DynamoType({"S": nomor_lain()})
        items[nomor] = {b: _salin(item, nomor) for b, item in items[asal].items()}


def _items() -> dict[DynamoType, dict[DynamoType, Item]]:
    return dynamodb_backends[DEFAULT_ACCOUNT_ID][WILAYAH].tables["permohonan"].items


def _salin(item: Item, nomor: DynamoType) -> Item:
    """Set past its size check, which costs the square of the attributes."""
    salinan = Item(nomor, item.range_key, {})
    dict.update(salinan.attrs, item.attrs, nomor=nomor)
    return salinan
