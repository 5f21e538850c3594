"""The items of both tables, as PynamoDB models: keys, indexes, and the case to and from items.

| item            | baris (sort key)            |
|-----------------|-----------------------------|
| the case        | `permohonan`                |
| visit           | `langkah#000012#kasi`       |
| paper           | `berkas#<id>`               |
| defect          | `cacat#0001`                |
| SMS             | `sms#000012`                |
| letter to make  | `surat#000012#sk`           |
| sent message    | `pesan` under `pesan#<MessageId>`         |
| officer         | `<sub>` under `petugas`                   |
| digest sent     | `<date>` under `ringkasan#<sub>`, of all under `ringkasan` |

Others stand in `model_register`, `model_kalender`, `model_rapor` and `model_skm`.
"""

from collections.abc import Callable

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.models import Model

from chalicelib import config
from chalicelib.adapters.indeks import Antrean, Buku, Jadwal, Pemilik, Tempo, Transit


class _ReadWhenUsed:
    """A table's name, read from the settings at the first use of the model."""

    def __init__(self, baca: Callable[[], str]) -> None:
        self._baca = baca

    def __get__(self, *_: object) -> str:
        return self._baca()


class _Bersama:
    """Shorter than the API's 29 seconds, so that a caller hears of it (facts: PynamoDB)."""

    connect_timeout_seconds = 1
    read_timeout_seconds = 3
    max_retry_attempts = 3


class Baris(Model):
    """Any item of the table `permohonan`."""

    class Meta(_Bersama):
        table_name = _ReadWhenUsed(config.tabel_permohonan)

    nomor = UnicodeAttribute(hash_key=True)
    baris = UnicodeAttribute(range_key=True)
    jenis = DiscriminatorAttribute()
    antrean = UnicodeAttribute(null=True)
    tempo = UnicodeAttribute(null=True)
    batas_waktu = UTCDateTimeAttribute(null=True)
    periksa = UTCDateTimeAttribute(null=True)
    transit = UnicodeAttribute(null=True)
    transit_sejak = UTCDateTimeAttribute(null=True)
    pemilik = UnicodeAttribute(null=True)
    dibuat = UTCDateTimeAttribute(null=True)
    buku = UnicodeAttribute(null=True)
    cari = UnicodeAttribute(null=True)
    jadwal = UnicodeAttribute(null=True)
    jadwal_mulai = UnicodeAttribute(null=True)

    menurut_antrean = Antrean()
    menurut_tempo = Tempo()
    menurut_transit = Transit()
    menurut_pemilik = Pemilik()
    menurut_buku = Buku()
    menurut_jadwal = Jadwal()


class BarisPermohonan(Baris, discriminator="permohonan"):
    """The case itself; `versi` is the optimistic lock of everything under its nomor."""

    versi = NumberAttribute()
    sop = UnicodeAttribute()
    keadaan = UnicodeAttribute()
    status = UnicodeAttribute()
    loket = UnicodeAttribute(null=True)
    menjadi = UnicodeAttribute(null=True)
    hapus_pada = NumberAttribute(null=True)
    data = JSONAttribute()
    diajukan = UTCDateTimeAttribute(null=True)
    lengkap = UTCDateTimeAttribute(null=True)
    janji = UTCDateTimeAttribute(null=True)
    janji_lewat = UTCDateTimeAttribute(null=True)
    diputus = UTCDateTimeAttribute(null=True)
    berlaku_sampai = UnicodeAttribute(null=True)
    pengingat = NumberAttribute()
    berakhir = UTCDateTimeAttribute(null=True)
    alasan = UnicodeAttribute(null=True)
    putusan = UnicodeAttribute(null=True)
    rekomendasi = JSONAttribute()
    paraf = JSONAttribute()
    tanda_tangan = JSONAttribute(null=True)
    bubuhan = JSONAttribute()
    nomor_surat = JSONAttribute()
    dicabut = UTCDateTimeAttribute(null=True)
    eksekusi = UnicodeAttribute(null=True)
    generasi = NumberAttribute()
    pemulihan = NumberAttribute()
    jejak = NumberAttribute()
    rantai = UnicodeAttribute()
    terakhir = UTCDateTimeAttribute(null=True)
    jadwal_rincian = JSONAttribute(null=True)


class BarisVisit(Baris, discriminator="langkah"):
    """A visit; it is in `antrean` and `tempo` only while it waits for them."""

    sop = UnicodeAttribute()
    kode = UnicodeAttribute()
    setelah = NumberAttribute()
    pelaksana = UnicodeAttribute()
    perihal = UnicodeAttribute()
    dibuka = UTCDateTimeAttribute()
    token = UnicodeAttribute(null=True)
    pemegang = JSONAttribute(null=True)
    terlambat = UTCDateTimeAttribute(null=True)
    tingkat = NumberAttribute()
    isian = JSONAttribute()
    penutup = JSONAttribute(null=True)
    dihentikan = UTCDateTimeAttribute(null=True)


class BarisBerkas(Baris, discriminator="berkas"):
    """A paper: the checked object's key, VersionId and SHA-256."""

    id = UnicodeAttribute()
    kode = UnicodeAttribute()
    kunci = UnicodeAttribute()
    versi_objek = UnicodeAttribute()
    sha256 = UnicodeAttribute()
    ukuran = NumberAttribute()
    tipe = UnicodeAttribute()
    keadaan = UnicodeAttribute()
    alasan = UnicodeAttribute()
    diunggah = UTCDateTimeAttribute()
    oleh = UnicodeAttribute()
    asal = UnicodeAttribute()
    isi = JSONAttribute()
    sidik = UnicodeAttribute()


class BarisCacat(Baris, discriminator="cacat"):
    """A defect."""

    no = NumberAttribute()
    setelah = NumberAttribute()
    sasaran = UnicodeAttribute()
    alasan = UnicodeAttribute()
    ditutup = UTCDateTimeAttribute(null=True)
    keterangan = UnicodeAttribute()


class BarisSms(Baris, discriminator="sms"):
    """An SMS of the outbox; in `antrean` while an officer must phone in its place."""

    no = NumberAttribute()
    templat = UnicodeAttribute()
    telepon = UnicodeAttribute()
    fakta = JSONAttribute()
    pelaksana = UnicodeAttribute()
    perihal = UnicodeAttribute()
    keadaan = UnicodeAttribute()
    percobaan = NumberAttribute()
    teks = UnicodeAttribute()
    segmen = NumberAttribute()
    kirim_pada = UTCDateTimeAttribute(null=True)
    dikirim = UTCDateTimeAttribute(null=True)
    selesai = UTCDateTimeAttribute(null=True)
    pesan = UnicodeAttribute()
    penyedia = UnicodeAttribute()
    panggilan = JSONAttribute()


class BarisSurat(Baris, discriminator="surat"):
    """A letter of the outbox; in `transit` until it is made."""

    no = NumberAttribute()
    kode = UnicodeAttribute()
    oleh = UnicodeAttribute()
    nama = UnicodeAttribute()
    isi = JSONAttribute()
    nomor_surat = UnicodeAttribute()
    register = UnicodeAttribute()
    visit = JSONAttribute(null=True)
    aksi = UnicodeAttribute()
    keadaan = UnicodeAttribute()
    berkas = UnicodeAttribute()
    naskah_sha256 = UnicodeAttribute()
    tanggal = UnicodeAttribute(null=True)
    berlaku_sampai = UnicodeAttribute(null=True)
    dicabut = UTCDateTimeAttribute(null=True)
    objek = JSONAttribute(null=True)


class BarisPesan(Baris, discriminator="pesan"):
    """Which SMS the provider's message is, until its status has long been known."""

    permohonan = UnicodeAttribute()
    no = NumberAttribute()
    hapus_pada = NumberAttribute()


class BarisPetugas(Baris, discriminator="petugas"):
    """An officer as every transaction checks him: a removal acts at once."""

    nama = UnicodeAttribute()
    pelaksana = UnicodeSetAttribute()
    aktif = BooleanAttribute()
    telepon = UnicodeAttribute(null=True)


class BarisRingkasan(Baris, discriminator="ringkasan"):
    """A digest that a person was sent on a day; DynamoDB removes it at `hapus_pada`."""

    hapus_pada = NumberAttribute()


class BarisJejakDb(Model):
    """A row of the append-only table `jejak`."""

    class Meta(_Bersama):
        table_name = _ReadWhenUsed(config.tabel_jejak)

    nomor = UnicodeAttribute(hash_key=True)
    no = NumberAttribute(range_key=True)
    pada = UTCDateTimeAttribute()
    peristiwa = UnicodeAttribute()
    oleh = UnicodeAttribute()
    nama = UnicodeAttribute()
    sebelum = UnicodeAttribute()
    langkah = UnicodeAttribute()
    setelah = NumberAttribute()
    aksi = UnicodeAttribute()
    pelaksana = UnicodeAttribute()
    rincian = JSONAttribute()
    hash = UnicodeAttribute()
