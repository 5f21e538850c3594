"""Random cases that go their way on the stack: every change of theirs is saved there."""

import random
from dataclasses import dataclass, replace
from typing import Any

from chalicelib.adapters import permohonan_db, stepfunctions
from chalicelib.domain import jam_kerja
from chalicelib.domain.permohonan import Permohonan
from tests.domain.acak import KasusAcak, kasus_acak
from tests.dunia import Dunia


@dataclass
class KasusTersimpan(KasusAcak):
    """Submitted with a number from the register; the tables hold what the memory holds."""

    def simpan(self, p: Permohonan) -> Permohonan:
        """Save in memory, then the same in the tables."""
        lama, banyak = self.p, len(self.versi)
        if p.keadaan == "berjalan" and p.nomor != lama.nomor:
            stepfunctions.mulai(p.sop, p.nomor, 1)
            arn = stepfunctions.arn_eksekusi(p.sop, p.nomor, 1)
            p = replace(p, generasi=1, eksekusi=arn)
        baru = super().simpan(p)
        for sebelum, isi in self.versi[banyak:]:
            permohonan_db.simpan((sebelum, isi), urut=None if sebelum else self._urut())
        return baru

    def _urut(self) -> permohonan_db.Urut:
        kalender = jam_kerja.Kalender.dari(self.kantor)
        return permohonan_db.urut_berikut(self.sop.awalan, jam_kerja.tahun(kalender, self.pada))


def di_stack(seed: int, **isi: Any) -> KasusTersimpan:
    """A case of this seed, submitted on the stack."""
    return kasus_acak(seed, KasusTersimpan, **isi)


def seluruhnya(dunia: Dunia, records: list[dict[str, Any]], seed: int = 0) -> None:
    """Hand records over as a stream may: some of them twice, in batches."""
    rng = random.Random(seed)
    kiriman = [r for record in records for r in [record] * rng.choice([1, 1, 2])]
    while kiriman:
        batas = rng.randrange(1, 60)
        dunia.lanjutkan(kiriman[:batas])
        # An interrupted batch comes again as a whole.
        if rng.random() < 0.3:
            dunia.lanjutkan(kiriman[:batas])
        del kiriman[:batas]
