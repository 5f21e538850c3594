"""The items of the scorecard in the table `permohonan`.

| item                    | nomor                    | baris                       |
|-------------------------|--------------------------|-----------------------------|
| a count                 | `rapor#<sop>#<bulan>`    | `<ukuran>#<kode>#<menit:06>` |
| a month that has counts | `rapor#bulan`            | `<sop>#<bulan>`             |
| a fact that was counted | `rapor-sudah#<nomor>`    | the fact's name in its case |
"""

from pynamodb.attributes import NumberAttribute, UnicodeSetAttribute

from chalicelib.adapters.model import Baris


class BarisRapor(Baris, discriminator="rapor"):
    """How many facts fell into one drawer, and how many of them within the norm."""

    jumlah = NumberAttribute(default=0)
    dalam_norma = NumberAttribute(default=0)


class BarisRaporBulan(Baris, discriminator="rapor_bulan"):
    """A month with counts, and the calendar versions by which its minutes were counted."""

    versi = UnicodeSetAttribute(null=True)


class BarisRaporSudah(Baris, discriminator="rapor_sudah"):
    """Present where the fact is counted: what makes every count happen once."""
