"""What an application still lacks, by the answers that stand in it now."""

from chalicelib.domain import berkas, isian
from chalicelib.domain.permohonan import Permohonan, Visit
from chalicelib.domain.sop import Sop
from chalicelib.errors import Fault


def kekurangan(sop: Sop, p: Permohonan) -> tuple[Fault, ...]:
    """Every field and paper that is missing or wrong; a paper's kode stands as `berkas:<kode>`."""
    _, faults = isian.periksa(sop.isian, p.data, p.data)
    kurang = berkas.kurang(sop.persyaratan, p.data, p.berkas.values())
    return faults + tuple(
        Fault(f"berkas:{s.kode}", f"Unggah {s.nama} lebih dahulu.") for s in kurang
    )


def dikembalikan_ke(p: Permohonan, visit: Visit) -> bool:
    """Did a return with defects, mended or not, lead to this visit?"""
    return any(c.setelah == visit.setelah for c in p.cacat.values())
