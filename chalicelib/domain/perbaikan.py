"""What the applicant mends in a returned file: fields, papers, findings on site."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from chalicelib.domain.berkas import Berkas
from chalicelib.domain.hak import berkas_diminta
from chalicelib.domain.isian import cocok
from chalicelib.domain.kelengkapan import dikembalikan_ke, kekurangan
from chalicelib.domain.pengajuan import gabung_isian
from chalicelib.domain.permohonan import Cacat, Pelaku, Permohonan
from chalicelib.domain.sop import Sop, muat
from chalicelib.errors import BadInput, Conflict, Fault, NotFound


def perbaiki_isian(
    sop: Sop, p: Permohonan, nilai: Mapping[str, object], pelaku: Pelaku, pada: datetime
) -> Permohonan:
    """Mend returned fields: those with an open defect, each closing its own, and those that a
    mended answer has made required.

    An answer after which other returned fields are no longer asked closes theirs too.
    """
    if not nilai:
        return p
    boleh = {c.sasaran.removeprefix("isian:") for c in _cacat_di_pemohon(p)}
    if any(
        v.terbuka and v.pelaksana == "pemohon" and dikembalikan_ke(p, v) for v in p.visits.values()
    ):
        baru = {kode: isi for kode, isi in nilai.items() if kode in boleh}
        boleh |= {f.isian for f in kekurangan(sop, replace(p, data={**p.data, **baru}))}
    if asing := [kode for kode in nilai if kode not in boleh]:
        raise BadInput(*(Fault(k, "Isian ini tidak diminta untuk diperbaiki.") for k in asing))
    data = gabung_isian(sop, p.data, nilai)
    if kosong := [kode for kode in nilai if kode not in data]:
        raise BadInput(*(Fault(kode, "Isian ini wajib diisi.") for kode in kosong))
    p = replace(p, data=data)
    lepas = [i.kode for i in sop.isian if not cocok(i.bila, data)]
    for kode in (*nilai, *lepas):
        p = _tutup_cacat(p, f"isian:{kode}", pada)
    return p.catat("isian", pada, pelaku, rincian={"isian": sorted(nilai)})


def berkas_terbanyak(p: Permohonan) -> int:
    """How many papers fit: those of a draft are removed in one transaction (100 items)."""
    return 60 if p.keadaan == "draf" else 400


def terima_berkas(p: Permohonan, berkas: Berkas, pelaku: Pelaku, pada: datetime) -> Permohonan:
    """Take a checked paper into the case; an accepted one closes its defect. Twice is once.

    One that nobody asks for any more (its ticket outlived the langkah) is refused: a draft must
    not change under the paraf that were given to it. Beyond `berkas_terbanyak` none is taken.
    """
    if berkas.id in p.berkas or not _menerima(p, berkas.kode):
        return p
    if len(p.berkas) >= berkas_terbanyak(p):
        return p
    if berkas.keadaan == "diterima" and not berkas_diminta(muat(p.sop), p, berkas.kode):
        alasan = "Berkas ini tidak diminta lagi saat selesai diunggah."
        berkas = replace(berkas, keadaan="ditolak", alasan=alasan)
    p = replace(p, berkas={**p.berkas, berkas.id: berkas})
    if p.keadaan == "draf":
        return p
    if berkas.keadaan == "diterima":
        p = _tutup_cacat(p, f"berkas:{berkas.kode}", pada)
    rincian = {"berkas": berkas.kode, "sha256": berkas.sha256, "keadaan": berkas.keadaan}
    return p.catat("berkas", pada, pelaku, rincian=rincian)


def _menerima(p: Permohonan, kode: str) -> bool:
    """Also of a case that is over the scan of a letter that was printed to be signed is taken."""
    return p.keadaan in ("draf", "berjalan") or berkas_diminta(muat(p.sop), p, kode)


def jawab_cacat(
    p: Permohonan, no: int, keterangan: str, pelaku: Pelaku, pada: datetime
) -> Permohonan:
    """The applicant says how a finding on site was mended."""
    cacat = next((c for c in _cacat_di_pemohon(p) if c.no == no), None)
    if cacat is None:
        raise NotFound("Kekurangan ini tidak ada atau sudah ditutup.")
    if cacat.sasaran != "lapangan":
        raise Conflict("Kekurangan ini ditutup dengan memperbaiki berkas atau isiannya.")
    baru = replace(cacat, ditutup=pada, keterangan=keterangan)
    p = replace(p, cacat={**p.cacat, no: baru})
    return p.catat("cacat", pada, pelaku, rincian={"cacat": no})


def _cacat_di_pemohon(p: Permohonan) -> list[Cacat]:
    terbuka = {v.setelah for v in p.visits.values() if v.terbuka and v.pelaksana == "pemohon"}
    return [c for c in p.cacat_terbuka() if c.setelah in terbuka]


def _tutup_cacat(p: Permohonan, sasaran: str, pada: datetime) -> Permohonan:
    baru = {c.no: replace(c, ditutup=pada) for c in p.cacat_terbuka() if c.sasaran == sasaran}
    return replace(p, cacat={**p.cacat, **baru})
