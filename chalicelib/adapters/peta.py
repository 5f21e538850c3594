"""The case to items and back."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from chalicelib.adapters.model import (
    Baris,
    BarisBerkas,
    BarisCacat,
    BarisPermohonan,
    BarisSms,
    BarisSurat,
    BarisVisit,
)
from chalicelib.adapters.model_skm import BarisDinilai
from chalicelib.adapters.peta_isi import (
    DRAF_LOKET,
    SATU,
    berkas_dari,
    bubuhan_dari,
    cacat_dari,
    isi_bubuhan,
    isi_rincian,
    sms_dari,
    surat_dari,
)
from chalicelib.domain.jadwal import setempat
from chalicelib.domain.permohonan import Paraf, Penutup, Permohonan, Visit
from chalicelib.domain.sop import muat


def dari_items(items: Iterable[Baris]) -> Permohonan | None:
    """The case out of all items under its nomor; None where the case itself is not among them."""
    p: Permohonan | None = None
    visits, berkas, cacat, sms, surat = {}, {}, {}, {}, {}
    dinilai = False
    for item in items:
        if isinstance(item, BarisPermohonan):
            p = _permohonan(item)
        elif isinstance(item, BarisVisit):
            visit = visit_dari(item)
            visits[visit.kunci] = visit
        elif isinstance(item, BarisBerkas):
            berkas[item.id] = berkas_dari(item)
        elif isinstance(item, BarisCacat):
            cacat[int(item.no)] = cacat_dari(item)
        elif isinstance(item, BarisSms):
            sms[int(item.no)] = sms_dari(item)
        elif isinstance(item, BarisSurat):
            satu = surat_dari(item)
            surat[satu.kunci] = satu
        elif isinstance(item, BarisDinilai):
            dinilai = True
    return p and replace(
        p, visits=visits, berkas=berkas, cacat=cacat, sms=sms, surat=surat, dinilai=dinilai
    )


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
        janji=item.janji,
        janji_lewat=item.janji_lewat,
        diputus=item.diputus,
        berlaku_sampai=date.fromisoformat(item.berlaku_sampai) if item.berlaku_sampai else None,
        pengingat=int(item.pengingat),
        periksa=item.periksa,
        berakhir=item.berakhir,
        alasan=item.alasan or "",
        putusan=item.putusan or "",
        rekomendasi=item.rekomendasi,
        paraf=tuple(_paraf(isi) for isi in item.paraf),
        tanda_tangan=_paraf(item.tanda_tangan) if item.tanda_tangan else None,
        bubuhan=tuple(bubuhan_dari(isi) for isi in item.bubuhan),
        nomor_surat=item.nomor_surat,
        dicabut=item.dicabut,
        eksekusi=item.eksekusi or "",
        generasi=int(item.generasi),
        pemulihan=int(item.pemulihan),
        transit=item.transit_sejak,
        jejak=int(item.jejak),
        rantai=item.rantai,
        terakhir=item.terakhir,
    )


def item_permohonan(p: Permohonan) -> BarisPermohonan:
    """The case's own item; in the index of appointments while one stands."""
    jadwal = setempat(muat(p.sop), p)
    return BarisPermohonan(
        p.nomor,
        "permohonan",
        antrean=DRAF_LOKET if p.keadaan == "draf" and p.loket else None,
        tempo=SATU if p.periksa else None,
        periksa=p.periksa,
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
        janji=p.janji,
        janji_lewat=p.janji_lewat,
        diputus=p.diputus,
        berlaku_sampai=p.berlaku_sampai.isoformat() if p.berlaku_sampai else None,
        pengingat=p.pengingat,
        berakhir=p.berakhir,
        alasan=p.alasan or None,
        putusan=p.putusan or None,
        rekomendasi=dict(p.rekomendasi),
        paraf=[_isi(tanda) for tanda in p.paraf],
        tanda_tangan=_isi(p.tanda_tangan) if p.tanda_tangan else None,
        bubuhan=[isi_bubuhan(satu) for satu in p.bubuhan],
        nomor_surat=dict(p.nomor_surat),
        dicabut=p.dicabut,
        eksekusi=p.eksekusi or None,
        generasi=p.generasi,
        pemulihan=p.pemulihan,
        jejak=p.jejak,
        rantai=p.rantai,
        terakhir=p.terakhir,
        jadwal=f"{jadwal.mulai:%Y-%m}" if jadwal else None,
        jadwal_mulai=jadwal.mulai.isoformat() if jadwal else None,
        jadwal_rincian=isi_rincian(jadwal) if jadwal else None,
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
        tingkat=int(item.tingkat),
        periksa=item.periksa,
        isian=item.isian,
        penutup=Penutup(**_waktu(penutup)) if penutup else None,
        dihentikan=item.dihentikan,
    )


def item_visit(p: Permohonan, visit: Visit) -> BarisVisit:
    """A visit's item: on a worklist while open, in the due index while time will change it."""
    menunggu = visit.terbuka and visit.batas_waktu is not None
    return BarisVisit(
        p.nomor,
        f"langkah#{visit.setelah:06}#{visit.kode}",
        antrean=visit.pelaksana if menunggu and visit.pelaksana != "pemohon" else None,
        tempo=SATU if visit.periksa else None,
        periksa=visit.periksa,
        batas_waktu=visit.batas_waktu,
        sop=p.sop,
        kode=visit.kode,
        setelah=visit.setelah,
        pelaksana=visit.pelaksana,
        perihal=p.perihal,
        dibuka=visit.dibuka,
        token=visit.token,
        pemegang=list(visit.pemegang) if visit.pemegang else None,
        terlambat=visit.terlambat,
        tingkat=visit.tingkat,
        isian=dict(visit.isian),
        penutup=_isi(visit.penutup) if visit.penutup else None,
        dihentikan=visit.dihentikan,
    )


def _paraf(isi: dict[str, Any]) -> Paraf:
    return Paraf(**_waktu(isi))


def _isi(nilai: Paraf | Penutup) -> dict[str, object]:
    return {**asdict(nilai), "pada": nilai.pada.isoformat()}


def _waktu(isi: dict[str, Any]) -> dict[str, Any]:
    return {**isi, "pada": datetime.fromisoformat(isi["pada"])}
