"""The case to items and back."""

from collections.abc import Iterable
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from chalicelib.adapters.model import (
    Baris,
    BarisBerkas,
    BarisCacat,
    BarisJejakDb,
    BarisPermohonan,
    BarisSms,
    BarisVisit,
)
from chalicelib.domain.berkas import Berkas
from chalicelib.domain.jejak import BarisJejak
from chalicelib.domain.permohonan import Cacat, Paraf, Penutup, Permohonan, Sms, Visit

# Indexes that hold one partition: what is overdue or between two langkah is few at any time.
SATU = "1"


def dari_items(items: Iterable[Baris]) -> Permohonan | None:
    """The case out of all items under its nomor; None where the case itself is not among them."""
    p: Permohonan | None = None
    visits, berkas, cacat, sms = {}, {}, {}, {}
    for item in items:
        if isinstance(item, BarisPermohonan):
            p = _permohonan(item)
        elif isinstance(item, BarisVisit):
            visit = visit_dari(item)
            visits[visit.kunci] = visit
        elif isinstance(item, BarisBerkas):
            berkas[item.id] = _berkas(item)
        elif isinstance(item, BarisCacat):
            cacat[int(item.no)] = _cacat(item)
        elif isinstance(item, BarisSms):
            sms[int(item.no)] = sms_dari(item)
    return p and replace(p, visits=visits, berkas=berkas, cacat=cacat, sms=sms)


def _permohonan(item: BarisPermohonan) -> Permohonan:
    return Permohonan(
        nomor=item.nomor,
        sop=item.sop,
        keadaan=item.keadaan,  # type: ignore[arg-type]
        dibuat=item.dibuat,
        versi=int(item.versi),
        status=item.status,
        pemilik=item.pemilik or "",
        loket=item.loket or "",
        menjadi=item.menjadi or "",
        data=item.data,
        batas_draf=item.batas_waktu,
        diajukan=item.diajukan,
        lengkap=item.lengkap,
        berakhir=item.berakhir,
        alasan=item.alasan or "",
        putusan=item.putusan or "",
        rekomendasi=item.rekomendasi,
        paraf=tuple(_paraf(isi) for isi in item.paraf),
        tanda_tangan=_paraf(item.tanda_tangan) if item.tanda_tangan else None,
        nomor_surat=item.nomor_surat,
        eksekusi=item.eksekusi or "",
        generasi=int(item.generasi),
        pemulihan=int(item.pemulihan),
        transit=item.transit_sejak,
        jejak=int(item.jejak),
        rantai=item.rantai,
    )


def item_permohonan(p: Permohonan) -> BarisPermohonan:
    """The case's own item."""
    return BarisPermohonan(
        p.nomor,
        "permohonan",
        tempo=SATU if p.keadaan == "draf" else None,
        batas_waktu=p.batas_draf,
        hapus_pada=int(p.batas_draf.timestamp()) if p.menjadi and p.batas_draf else None,
        transit=SATU if p.transit else None,
        transit_sejak=p.transit,
        pemilik=p.pemilik or None,
        dibuat=p.dibuat,
        versi=p.versi,
        sop=p.sop,
        keadaan=p.keadaan,
        status=p.status,
        loket=p.loket or None,
        menjadi=p.menjadi or None,
        data=dict(p.data),
        diajukan=p.diajukan,
        lengkap=p.lengkap,
        berakhir=p.berakhir,
        alasan=p.alasan or None,
        putusan=p.putusan or None,
        rekomendasi=dict(p.rekomendasi),
        paraf=[_isi(tanda) for tanda in p.paraf],
        tanda_tangan=_isi(p.tanda_tangan) if p.tanda_tangan else None,
        nomor_surat=dict(p.nomor_surat),
        eksekusi=p.eksekusi or None,
        generasi=p.generasi,
        pemulihan=p.pemulihan,
        jejak=p.jejak,
        rantai=p.rantai,
    )


def visit_dari(item: BarisVisit) -> Visit:
    """A visit out of its item."""
    penutup = item.penutup
    return Visit(
        kode=item.kode,
        setelah=int(item.setelah),
        pelaksana=item.pelaksana,
        dibuka=item.dibuka,
        batas_waktu=item.batas_waktu,
        token=item.token,
        pemegang=tuple(item.pemegang) if item.pemegang else None,
        terlambat=item.terlambat,
        isian=item.isian,
        penutup=Penutup(**_waktu(penutup)) if penutup else None,
        dihentikan=item.dihentikan,
    )


def item_visit(p: Permohonan, visit: Visit) -> BarisVisit:
    """A visit's item: on a worklist while open, in the due index until flagged or over."""
    menunggu = visit.terbuka and visit.batas_waktu is not None
    return BarisVisit(
        p.nomor,
        f"langkah#{visit.setelah:06}#{visit.kode}",
        antrean=visit.pelaksana if menunggu and visit.pelaksana != "pemohon" else None,
        tempo=SATU if menunggu and visit.terlambat is None else None,
        batas_waktu=visit.batas_waktu,
        kode=visit.kode,
        setelah=visit.setelah,
        pelaksana=visit.pelaksana,
        perihal=str(p.data.get("nama_usaha") or p.data.get("nama") or ""),
        dibuka=visit.dibuka,
        token=visit.token,
        pemegang=list(visit.pemegang) if visit.pemegang else None,
        terlambat=visit.terlambat,
        isian=dict(visit.isian),
        penutup=_isi(visit.penutup) if visit.penutup else None,
        dihentikan=visit.dihentikan,
    )


def _berkas(item: BarisBerkas) -> Berkas:
    return Berkas(
        id=item.id,
        kode=item.kode,
        kunci=item.kunci,
        versi=item.versi_objek,
        sha256=item.sha256,
        ukuran=int(item.ukuran),
        tipe=item.tipe,
        keadaan=item.keadaan,  # type: ignore[arg-type]
        alasan=item.alasan,
        diunggah=item.diunggah,
        oleh=item.oleh,
    )


def item_berkas(p: Permohonan, berkas: Berkas) -> BarisBerkas:
    """A paper's item."""
    isi = {f.name: getattr(berkas, f.name) for f in fields(berkas)}
    versi = isi.pop("versi")
    return BarisBerkas(p.nomor, f"berkas#{berkas.id}", versi_objek=versi, **isi)


def _cacat(item: BarisCacat) -> Cacat:
    return Cacat(
        no=int(item.no),
        setelah=int(item.setelah),
        sasaran=item.sasaran,
        alasan=item.alasan,
        dibuat=item.dibuat,
        ditutup=item.ditutup,
        keterangan=item.keterangan,
    )


def item_cacat(p: Permohonan, cacat: Cacat) -> BarisCacat:
    """A defect's item."""
    isi = {f.name: getattr(cacat, f.name) for f in fields(cacat)}
    return BarisCacat(p.nomor, f"cacat#{cacat.no:04}", **isi)


def sms_dari(item: BarisSms) -> Sms:
    """An SMS out of its item."""
    return Sms(
        no=int(item.no),
        templat=item.templat,
        telepon=item.telepon,
        fakta=item.fakta,
        dibuat=item.dibuat,
        keadaan=item.keadaan,  # type: ignore[arg-type]
        percobaan=int(item.percobaan),
        teks=item.teks,
        dikirim=item.dikirim,
        selesai=item.selesai,
    )


def item_sms(p: Permohonan, sms: Sms) -> BarisSms:
    """An SMS's item; in the index of what must move on until it is settled."""
    isi = {f.name: getattr(sms, f.name) for f in fields(sms)}
    return BarisSms(
        p.nomor,
        f"sms#{sms.no:06}",
        transit=None if sms.tuntas else SATU,
        transit_sejak=None if sms.tuntas else sms.dikirim or sms.dibuat,
        **{**isi, "fakta": dict(sms.fakta)},
    )


def jejak_dari(item: BarisJejakDb) -> BarisJejak:
    """A row of the log out of its item."""
    isi = {f.name: getattr(item, f.name) for f in fields(BarisJejak)}
    return BarisJejak(**{**isi, "no": int(item.no), "setelah": int(item.setelah)})


def item_jejak(baris: BarisJejak) -> BarisJejakDb:
    """A row of the log as an item."""
    return BarisJejakDb(**asdict(baris))


def _paraf(isi: dict[str, Any]) -> Paraf:
    return Paraf(**_waktu(isi))


def _isi(nilai: Paraf | Penutup) -> dict[str, object]:
    return {**asdict(nilai), "pada": nilai.pada.isoformat()}


def _waktu(isi: dict[str, Any]) -> dict[str, Any]:
    return {**isi, "pada": datetime.fromisoformat(isi["pada"])}
