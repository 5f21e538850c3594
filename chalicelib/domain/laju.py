"""Where a case stands after a change: between two langkah, waiting for someone, or over."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain import janji, masa_berlaku
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Sop


def maju(sop: Sop, kantor: Kantor, p: Permohonan, pada: datetime) -> Permohonan:
    """Mark the case `transit` while a visit that the jejak makes due is not open yet; end it
    where none is due any more. Either way it knows when time must look at it next."""
    due = sop.due(p.tertutup)
    if not due:
        periksa = masa_berlaku.periksa(kantor, p)
        return replace(p, keadaan="berakhir", berakhir=pada, transit=None, periksa=periksa)
    p = replace(p, periksa=janji.periksa(sop, p))
    if due <= p.visits.keys():
        return replace(p, transit=None, pemulihan=0)
    return replace(p, transit=p.transit or pada)


def akhiri(p: Permohonan, status: str, pada: datetime) -> Permohonan:
    """End the case before its last row: what is open stops."""
    visits = {
        k: replace(v, dihentikan=pada, periksa=None) if v.terbuka else v
        for k, v in p.visits.items()
    }
    return replace(
        p,
        keadaan="berakhir",
        status=status,
        berakhir=pada,
        transit=None,
        periksa=None,
        visits=visits,
    )
