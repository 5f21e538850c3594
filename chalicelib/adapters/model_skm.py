"""The items of the satisfaction survey in the table `permohonan`.

| item                     | nomor          | baris             |
|--------------------------|----------------|-------------------|
| answers, counted         | `skm#<jenis>`  | `<bulan>#<unsur>` |
| a case that gave its own | `<nomor>`      | `skm`             |

Nothing leads from the one to the other: a case's item says nothing but that it is there, and a
count knows no case and no time but its month.
"""

from pynamodb.attributes import NumberAttribute

from chalicelib.adapters.model import Baris


class BarisSkm(Baris, discriminator="skm"):
    """How often one unsur was answered 1 to 4 in one month, and how often not."""

    nilai_1 = NumberAttribute(default=0)
    nilai_2 = NumberAttribute(default=0)
    nilai_3 = NumberAttribute(default=0)
    nilai_4 = NumberAttribute(default=0)
    kosong = NumberAttribute(default=0)


class BarisDinilai(Baris, discriminator="dinilai"):
    """Present where the case's survey was given: what makes it count once."""
