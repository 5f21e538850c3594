"""The stack that an operator's command is meant for: STAGE's on AWS, or the running `make up`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from infra.deploy import Klien, keluaran_stack, nama_stack, sesi
from infra.lokal import STACK, berjalan, klien_lokal
from infra.paket import WILAYAH


@dataclass(frozen=True, slots=True)
class Tujuan:
    """Its clients and name, and what reaches it from our own adapters in the environment."""

    klien: Klien
    stack: str
    lingkungan: Mapping[str, str]

    @property
    def keluaran(self) -> dict[str, str]:
        """Its outputs; `LookupError` where it is not up."""
        return keluaran_stack(self.klien, self.stack)


def tujuan() -> Tujuan:
    """Raises `LookupError` where nothing runs here and no STAGE is named."""
    if stage := os.environ.get("STAGE"):
        sesi_ini = sesi()
        wilayah = {"AWS_DEFAULT_REGION": str(sesi_ini.region_name)}
        return Tujuan(sesi_ini.client, nama_stack(stage), wilayah)
    keterangan = berjalan()
    if keterangan is None:
        raise LookupError("jalankan `make up` lebih dahulu, atau sebutkan STAGE=….")
    endpoint = str(keterangan["endpoint"])
    lingkungan = {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_DEFAULT_REGION": WILAYAH,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
    return Tujuan(partial(klien_lokal, endpoint=endpoint), STACK, lingkungan)
