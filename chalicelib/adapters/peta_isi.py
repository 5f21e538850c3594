"""What a case holds beside itself and its visits, to items and back: papers, defects, SMS, log."""

from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from chalicelib.adapters.model import (
    BarisBerkas,
    BarisCacat,
    BarisJejakDb,
    BarisPesan,
    BarisSms,
    BarisSurat,
)
from chalicelib.domain.berkas import Berkas
from chalicelib.domain.jadwal import Jadwal
from chalicelib.domain.jejak import BarisJejak
from chalicelib.domain.permohonan import Cacat, Permohonan
from chalicelib.domain.sms import Panggilan, Sms
from chalicelib.domain.surat import Bubuhan, Objek, Surat

# Indexes that hold one partition: what is overdue or between two langkah is few at any time.
SATU = "1"

# A carrier's word may take 72 hours (Amazon SNS); a week is more than enough.
_SIMPAN_PESAN = 7 * 86_400


DRAF_LOKET = "loket#draf"
"""The worklist of drafts that were begun at the counter; no pelaksana is called so."""


def berkas_dari(item: BarisBerkas) -> Berkas:
    """A paper out of its item."""
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
        asal=item.asal,  # type: ignore[arg-type]
        isi=item.isi,
        sidik=item.sidik,
    )


def item_berkas(p: Permohonan, berkas: Berkas) -> BarisBerkas:
    """A paper's item."""
    isi = {f.name: getattr(berkas, f.name) for f in fields(berkas)}
    versi = isi.pop("versi")
    isi["isi"] = dict(berkas.isi)
    return BarisBerkas(p.nomor, f"berkas#{berkas.id}", versi_objek=versi, **isi)


def cacat_dari(item: BarisCacat) -> Cacat:
    """A defect out of its item."""
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
        pelaksana=item.pelaksana,
        keadaan=item.keadaan,  # type: ignore[arg-type]
        percobaan=int(item.percobaan),
        teks=item.teks,
        segmen=int(item.segmen),
        kirim_pada=item.kirim_pada,
        dikirim=item.dikirim,
        selesai=item.selesai,
        pesan=item.pesan,
        penyedia=item.penyedia,
        batas_telepon=item.batas_waktu,
        panggilan=tuple(_panggilan(isi) for isi in item.panggilan),
    )


def item_sms(p: Permohonan, sms: Sms) -> BarisSms:
    """An SMS's item; in the index of what must move on until it is settled, and on the worklist
    of who phones where it finally failed."""
    isi = {f.name: getattr(sms, f.name) for f in fields(sms)}
    return BarisSms(
        p.nomor,
        f"sms#{sms.no:06}",
        antrean=sms.pelaksana if sms.perlu_telepon else None,
        batas_waktu=isi.pop("batas_telepon"),
        perihal=p.perihal,
        transit=None if sms.tuntas else SATU,
        transit_sejak=None if sms.tuntas else sms.kirim_pada or sms.dikirim or sms.dibuat,
        panggilan=[_isi(satu) for satu in isi.pop("panggilan")],
        **{**isi, "fakta": dict(sms.fakta)},
    )


def surat_dari(item: BarisSurat) -> Surat:
    """A letter of the outbox out of its item."""
    assert item.dibuat
    return Surat(
        no=int(item.no),
        kode=item.kode,
        dibuat=item.dibuat,
        oleh=item.oleh,
        nama=item.nama,
        isi=item.isi,
        nomor=item.nomor_surat,
        register=item.register,
        visit=(item.visit[0], item.visit[1]) if item.visit else None,
        aksi=item.aksi,
        keadaan=item.keadaan,  # type: ignore[arg-type]
        berkas=item.berkas,
        naskah_sha256=item.naskah_sha256,
        tanggal=_tanggal(item.tanggal),
        berlaku_sampai=_tanggal(item.berlaku_sampai),
        dicabut=item.dicabut,
        objek=Objek(**item.objek) if item.objek else None,
    )


def _tanggal(teks: str | None) -> date | None:
    return date.fromisoformat(teks) if teks else None


def item_surat(p: Permohonan, surat: Surat) -> BarisSurat:
    """A letter's item; in the index of what must move on until it is made."""
    isi = {f.name: getattr(surat, f.name) for f in fields(surat)}
    visit, objek = isi.pop("visit"), isi.pop("objek")
    tanggal, berlaku = isi.pop("tanggal"), isi.pop("berlaku_sampai")
    return BarisSurat(
        p.nomor,
        f"surat#{surat.no:06}#{surat.kode}",
        nomor_surat=isi.pop("nomor"),
        visit=list(visit) if visit else None,
        objek=asdict(objek) if objek else None,
        transit=SATU if surat.menunggu else None,
        transit_sejak=surat.dibuat if surat.menunggu else None,
        tanggal=tanggal.isoformat() if tanggal else None,
        berlaku_sampai=berlaku.isoformat() if berlaku else None,
        **{**isi, "isi": dict(surat.isi)},
    )


def bubuhan_dari(isi: dict[str, Any]) -> Bubuhan:
    """A signature out of the case's item."""
    return Bubuhan(**{**isi, "pada": datetime.fromisoformat(isi["pada"])})


def isi_bubuhan(bubuhan: Bubuhan) -> dict[str, object]:
    """A signature as the case's item keeps it."""
    return {**asdict(bubuhan), "pada": bubuhan.pada.isoformat()}


def isi_rincian(jadwal: Jadwal) -> dict[str, object]:
    """What the index of appointments says of one beside its time."""
    return {"urut": jadwal.urut, "rincian": [*jadwal.rincian]}


def item_pesan(p: Permohonan, sms: Sms) -> BarisPesan:
    """The item by which the provider's words about a message find their SMS."""
    dikirim = sms.dikirim or sms.dibuat
    return BarisPesan(
        kunci_pesan(sms.pesan),
        "pesan",
        permohonan=p.nomor,
        no=sms.no,
        hapus_pada=int(dikirim.timestamp()) + _SIMPAN_PESAN,
    )


def kunci_pesan(pesan: str) -> str:
    """The nomor of a message's item."""
    return f"pesan#{pesan}"


def _panggilan(isi: dict[str, Any]) -> Panggilan:
    return Panggilan(**{**isi, "pada": datetime.fromisoformat(isi["pada"])})


def _isi(panggilan: Panggilan) -> dict[str, object]:
    return {**asdict(panggilan), "pada": panggilan.pada.isoformat()}


def jejak_dari(item: BarisJejakDb) -> BarisJejak:
    """A row of the log out of its item."""
    isi = {f.name: getattr(item, f.name) for f in fields(BarisJejak)}
    return BarisJejak(**{**isi, "no": int(item.no), "setelah": int(item.setelah)})


def item_jejak(baris: BarisJejak) -> BarisJejakDb:
    """A row of the log as an item."""
    return BarisJejakDb(**asdict(baris))
