"""Closing a visit: its jejak row, what the aksi brings about, and where the case then stands."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from chalicelib.domain import efek, janji
from chalicelib.domain.efek import Kejadian
from chalicelib.domain.laju import maju
from chalicelib.domain.permohonan import Penutup, Permohonan
from chalicelib.domain.sop import Aksi


def tutup(
    p: Permohonan,
    k: Kejadian,
    aksi: Aksi,
    isi: Mapping[str, object],
    rincian: Mapping[str, object],
    daftar_efek: Iterable[str],
) -> Permohonan:
    """The case after `aksi` has closed the visit of `k` in the name of its pelaku, with those of
    the aksi's efek that are named."""
    sop, visit, pada, pelaku = k.sop, k.visit, k.pada, k.pelaku
    status = (p.putusan == "tolak" and aksi.status_tolak) or aksi.status or p.status
    p = p.catat(
        "aksi",
        pada,
        pelaku,
        visit,
        aksi=aksi.kode,
        pelaksana=k.sebagai,
        rincian={"status": status, **rincian},
    )
    asal = sop.asal(*visit.kunci, p.tertutup) if aksi.ke == "asal" else None
    penutup = Penutup(aksi.kode, pada, pelaku.id, pelaku.nama, p.jejak, status, asal)
    visit = replace(visit, isian=isi, penutup=penutup, periksa=None)
    p = replace(p.dengan_visit(visit), status=status)
    p = jalankan(p, replace(k, visit=visit), aksi, daftar_efek)
    if visit.pelaksana == "pemohon":
        p = janji.perbarui(sop, k.kantor, p, "menunggu_pemohon", pada)
    return maju(sop, k.kantor, p, pada)


def jalankan(p: Permohonan, k: Kejadian, aksi: Aksi, daftar: Iterable[str]) -> Permohonan:
    """The case after these efek of the aksi, in the order of the table."""
    for nama in daftar:
        p = efek.EFEK[nama](p, aksi.efek[nama], k)
    return p
