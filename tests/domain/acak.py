"""Random ways of a case through its SOP, with times between seconds and weeks; the seed decides."""

import random
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Self, TypeVar

from chalicelib.domain import jam_kerja, perubahan
from chalicelib.domain.permohonan import SISTEM, Permohonan
from tests.domain.kasus import Kasus


@dataclass
class KasusAcak(Kasus):
    """A case with a promise and a decision, and every version of it that was saved."""

    rng: random.Random = field(default_factory=lambda: random.Random(0))
    janji_hari: int | None = 10
    versi: list[tuple[Permohonan | None, Permohonan]] = field(default_factory=list)

    def simpan(self, p: Permohonan) -> Permohonan:
        """Save, with what the domain does not do where it does not do it yet."""
        lama = self.p
        if p is lama:
            return lama
        p = self._diputus(lama, self._dijanjikan(lama, p))
        baru = super().simpan(p)
        if p.keadaan in ("berjalan", "berakhir"):
            self.versi.append((lama if lama.nomor == p.nomor else None, p))
        return baru

    def _dijanjikan(self, lama: Permohonan, p: Permohonan) -> Permohonan:
        if not p.lengkap or lama.lengkap or self.janji_hari is None:
            return p
        kalender = jam_kerja.Kalender.dari(self.kantor)
        janji = jam_kerja.tambah_hari_kerja(kalender, p.lengkap, self.janji_hari)
        return self.janjikan(p, janji, "lengkap")

    def janjikan(self, p: Permohonan, janji: datetime, sebab: str) -> Permohonan:
        """The case with a promise, and its row in the jejak."""
        sebelum = p.janji.isoformat() if p.janji else None
        rincian = {"janji": janji.isoformat(), "sebelumnya": sebelum, "sebab": sebab}
        return replace(p.catat("janji", self.pada, SISTEM, rincian=rincian), janji=janji)

    def _diputus(self, lama: Permohonan, p: Permohonan) -> Permohonan:
        baru = p.nomor_surat and not lama.nomor_surat and not p.diputus
        return replace(p, diputus=self.pada) if baru else p

    def berlalu(self) -> None:
        """Time goes by: seconds, hours or days, never whole minutes."""
        lama = self.rng.choice([90, 3_600, 40_000, 200_000])
        self.pada += timedelta(
            seconds=self.rng.randrange(lama), microseconds=self.rng.randrange(1_000_000)
        )

    def melangkah(self) -> None:
        """Somebody does something at one of the open langkah, mostly what leads on."""
        self.berlalu()
        rng, visit = self.rng, self.rng.choice(self.terbuka())
        if rng.random() < 0.02 and self.sop.boleh_ditarik(self.p.tertutup):
            self.tarik()
        elif visit.pelaksana == "pemohon" and visit.batas_waktu and rng.random() < 0.15:
            self.pada = max(self.pada, visit.batas_waktu)
            pada = self.detik()
            for _ in range(2):  # the warning first, where nobody gave it in time
                self.simpan(
                    perubahan.waktu_berlalu(self.sop, self.kantor, self.p, visit.kunci, pada)
                )
        else:
            boleh = self.pilihan(visit)
            aksi = boleh[0] if rng.random() < 0.8 else rng.choice(boleh)
            self.terapkan(self.siap(visit, aksi, self.orang(visit, aksi)))

    def jalan(self, langkah: int = 200) -> Self:
        """Go on to the end, or for so many steps."""
        for _ in range(langkah):
            if self.p.keadaan != "berjalan":
                break
            self.melangkah()
        return self


K = TypeVar("K", bound=KasusAcak)


def kasus_acak(seed: int, jenis: type[K] = KasusAcak, **isi: Any) -> K:  # type: ignore[assignment]
    """A submitted case of this seed; `jalan` drives it."""
    rng = random.Random(seed)
    janji = rng.choice([None, 1, 3, 10, 10])
    kasus = jenis(rng=rng, janji_hari=janji, **isi)
    kasus.berlalu()
    kasus.ajukan()
    return kasus
