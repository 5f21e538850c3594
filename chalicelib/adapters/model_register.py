"""The items of numbers that were given, in the table `permohonan`.

| item            | nomor                      | baris        |
|-----------------|----------------------------|--------------|
| counter         | `hitung#<kind>#<year>`     | `hitung`     |
| register row    | `register#<kind>#<year>`   | `000123`     |
| verification    | `verifikasi#<SHA-256>`     | `verifikasi` |
"""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.adapters.model import Baris


class BarisHitung(Baris, discriminator="hitung"):
    """A gap-free counter: the last number given."""

    terakhir = NumberAttribute()


class BarisRegister(Baris, discriminator="register"):
    """A number that was given, and to which case; of a letter also what the book says of it, and
    in the index `buku` its holder."""

    permohonan = UnicodeAttribute()
    nomor_surat = UnicodeAttribute(null=True)
    kode = UnicodeAttribute(null=True)
    nama = UnicodeAttribute(null=True)
    tanggal = UnicodeAttribute(null=True)
    berlaku_sampai = UnicodeAttribute(null=True)
    keadaan = UnicodeAttribute(null=True)
    berkas_sha256 = UnicodeAttribute(null=True)
    naskah_sha256 = UnicodeAttribute(null=True)
    dicabut = UTCDateTimeAttribute(null=True)


class BarisVerifikasi(Baris, discriminator="verifikasi"):
    """Which letter says what has this hash: its place in the register."""

    register = UnicodeAttribute()
