"""The item by which a case is found, in the table `permohonan` under the case's own nomor.

| item            | baris           | buku                        | cari                    |
|-----------------|-----------------|-----------------------------|-------------------------|
| place           | `cari#<isian>`  | `cari#awal`, `cari#tepat`   | `<text>#<nomor>#<isian>` |
"""

from chalicelib.adapters.model import Baris


class BarisCari(Baris, discriminator="cari"):
    """A place in the index `buku`; it is nothing but its keys."""
