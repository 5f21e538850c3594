"""From a draft to a numbered case."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from chalicelib.domain import isian, jam_kerja
from chalicelib.domain.aksi import identitas
from chalicelib.domain.berkas import Berkas
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.kelengkapan import kekurangan
from chalicelib.domain.permohonan import Mewakili, Pelaku, Penutup, Permohonan, Visit
from chalicelib.domain.sop import Sop
from chalicelib.errors import BadInput, Conflict

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def _acak(panjang: int) -> str:
    return "".join(secrets.choice(_CROCKFORD) for _ in range(panjang))


def buat_draf(sop: Sop, kantor: Kantor, pelaku: Pelaku, pada: datetime) -> Permohonan:
    """An empty draft of the applicant, or of the counter where an officer makes it."""
    nomor = f"DRAF-{_acak(20)}"
    batas = jam_kerja.tambah_hari(jam_kerja.Kalender.dari(kantor), pada, kantor.draf_hari)
    return Permohonan(
        nomor=nomor,
        sop=sop.kunci,
        keadaan="draf",
        dibuat=pada,
        status="Draf",
        pemilik=pelaku.id if pelaku.jenis == "pemohon" else "",
        loket=pelaku.id if pelaku.jenis == "petugas" else "",
        batas_draf=batas,
        periksa=batas,
    )


def isi_draf(sop: Sop, p: Permohonan, nilai: Mapping[str, object]) -> Permohonan:
    """Save fields of a draft; `BadInput` names every fault and saves none."""
    if p.keadaan == "berakhir":
        raise Conflict(f"Permohonan ini sudah berakhir dengan status {p.status}.")
    if p.keadaan != "draf":
        raise Conflict("Permohonan ini sudah diajukan.")
    return replace(p, data=gabung_isian(sop, p.data, nilai))


def gabung_isian(
    sop: Sop, data: Mapping[str, object], nilai: Mapping[str, object]
) -> dict[str, object]:
    """The form's data with these fields checked and put in; `BadInput` names every fault.

    A blank clears its field. Fields that an earlier answer asked for and a new one does not are
    dropped.
    """
    baru, faults = isian.periksa(sop.isian, nilai, {**data, **nilai}, lengkap=False)
    if faults:
        raise BadInput(*faults)
    semua = {kode: isi for kode, isi in data.items() if kode not in nilai} | baru
    ditanya = {i.kode for i in sop.isian if isian.cocok(i.bila, semua)}
    return {kode: isi for kode, isi in semua.items() if kode in ditanya}


def periksa_siap(sop: Sop, p: Permohonan) -> None:
    """`BadInput` naming every field and paper that is still missing or wrong."""
    if faults := kekurangan(sop, p):
        raise BadInput(*faults)


def nomor_baru(sop: Sop, tahun: int, urut: int) -> str:
    """`IKRG-2026-000123-7QXKM2`: a gap-free sequence and six unguessable characters."""
    return f"{sop.awalan}-{tahun}-{urut:06}-{_acak(6)}"


def ajukan(
    sop: Sop,
    p: Permohonan,
    nomor: str,
    pelaku: Pelaku,
    mewakili: Mewakili | None,
    pada: datetime,
) -> Permohonan:
    """The case that the draft becomes: row one of the SOP opened at the draft and closed now."""
    periksa_siap(sop, p)
    baris = sop.langkah[sop.mulai]
    aksi = baris.aksi[0]
    visit = Visit(baris.kode, 0, baris.pelaksana, p.dibuat)
    baru = Permohonan(
        nomor=nomor,
        sop=p.sop,
        keadaan="berjalan",
        dibuat=p.dibuat,
        status=aksi.status or "",
        pemilik=p.pemilik,
        loket=p.loket,
        data=p.data,
        diajukan=pada,
        berkas={b.id: b for b in _terpakai(p)},
    )
    sebagai = "pemohon" if pelaku.jenis == "pemohon" else str(baris.diwakili)
    berkas_sha256 = sorted(b.sha256 for b in baru.berkas.values())
    baru = baru.catat("buka", p.dibuat, pelaku, visit)
    baru = baru.catat(
        "aksi",
        pada,
        pelaku,
        visit,
        aksi=aksi.kode,
        pelaksana=sebagai,
        rincian={"status": baru.status, "berkas": berkas_sha256, **identitas(mewakili)},
    )
    penutup = Penutup(aksi.kode, pada, pelaku.id, pelaku.nama, baru.jejak, baru.status)
    return replace(baru.dengan_visit(replace(visit, penutup=penutup)), transit=pada)


def _terpakai(p: Permohonan) -> list[Berkas]:
    terakhir = (p.berkas_terakhir(kode) for kode in {b.kode for b in p.berkas.values()})
    return [b for b in terakhir if b is not None]


def jadi(p: Permohonan, nomor: str) -> Permohonan:
    """What stays of the draft: a pointer to its case, so that a second click finds it."""
    return replace(p, keadaan="diajukan", menjadi=nomor, periksa=None, data={}, berkas={})
