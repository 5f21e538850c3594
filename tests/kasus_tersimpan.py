"""Random cases that go their way on the stack: every change of theirs is saved there."""

import random
from dataclasses import dataclass, replace
from typing import Any

from chalicelib.adapters import permohonan_db, stepfunctions
from chalicelib.adapters.permohonan_db import Urut
from chalicelib.domain import jam_kerja, register
from chalicelib.domain.aksi import Perintah
from chalicelib.domain.efek import jenis_surat
from chalicelib.domain.permohonan import Pelaku, Permohonan, Visit
from chalicelib.domain.sop import Aksi
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
            urut = _urut_surat(sebelum, isi) if sebelum else self._urut(self.sop.awalan)
            permohonan_db.simpan((sebelum, isi), urut=urut)
        return baru

    def siap(self, visit: Visit, aksi: Aksi, pelaku: Pelaku, **khusus: object) -> Perintah:
        """As in memory, with the next number of the register where the aksi takes one."""
        perintah = super().siap(visit, aksi, pelaku, **khusus)
        if "terbitkan" not in aksi.efek:
            return perintah
        surat = jenis_surat(aksi.efek["terbitkan"], self.p.putusan)
        return replace(perintah, urut=self._urut(register.jenis(self.sop, surat)).urut)

    def _urut(self, jenis: str) -> Urut:
        kalender = jam_kerja.Kalender.dari(self.kantor)
        return permohonan_db.urut_berikut(jenis, jam_kerja.tahun(kalender, self.pada))


def _urut_surat(lama: Permohonan, baru: Permohonan) -> Urut | None:
    """The number that this change takes for a letter."""
    daftar = [s for k, s in baru.surat.items() if k not in lama.surat and s.register]
    return Urut(*register.dari_kunci(daftar[0].register)) if daftar else None


def di_stack(seed: int, **isi: Any) -> KasusTersimpan:
    """A case of this seed, submitted on the stack; its letters take numbers of their own."""
    return kasus_acak(seed, KasusTersimpan, **{"urut": 1000 * (seed + 1), **isi})


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
