"""The satisfaction survey: given once by an applicant, counted apart from his case, published."""

from typing import Any

from chalicelib import config
from chalicelib.adapters import skm_db
from chalicelib.domain import jam_kerja, skm
from chalicelib.domain.permohonan import Pelaku
from chalicelib.domain.sop import muat, terbaru
from chalicelib.errors import Conflict, NotAllowed, NotFound
from chalicelib.services import permohonan, tampilan_skm
from chalicelib.services.ubah import sekarang, ulangi


def nilai(nomor: str, jawaban: skm.Jawaban, pelaku: Pelaku) -> None:
    """Count this survey, unless the case has given one: a second one changes nothing.

    Nothing of the case is kept with it but the kind of permit, and of the time only the month.
    Raises `NotAllowed` for officers, `Conflict` before the decision is handed over, `BadInput`.
    """
    sop, p = permohonan.lihat(nomor, pelaku)
    if pelaku.jenis != "pemohon":
        raise NotAllowed("Penilaian diberikan oleh pemohon sendiri supaya tetap anonim.")
    keadaan = skm.keadaan(sop, p, pelaku)
    if keadaan is None:
        raise Conflict("Penilaian dapat diberikan setelah surat keputusan diserahkan kepada Anda.")
    if keadaan == "ditawarkan":
        skm.periksa(jawaban)
        survei, bulan = skm.hitung(jawaban), _bulan_ini()
        ulangi(lambda: skm_db.catat(nomor, sop.jenis, bulan, survei))


def hasil(jenis: str) -> dict[str, Any]:
    """What may be published of this kind of permit; `NotFound` for an unknown one."""
    kantor = config.kantor()
    try:
        sop = muat(terbaru(jenis, kantor.pelaksana_nonaktif))
    except KeyError:
        raise NotFound("Jenis izin ini tidak dilayani.") from None
    daftar = skm.periode(
        skm_db.baca(jenis), sebelum=_bulan_ini(), paling_sedikit=kantor.skm_paling_sedikit
    )
    return {
        "jenis": jenis,
        "nama_izin": sop.nama,
        "paling_sedikit": kantor.skm_paling_sedikit,
        "metode": tampilan_skm.metode(kantor.skm_paling_sedikit),
        "tahun": tampilan_skm.tahunan(daftar),
    }


def _bulan_ini() -> str:
    kalender = jam_kerja.Kalender.dari(config.kantor())
    return f"{jam_kerja.tanggal(kalender, sekarang()):%Y-%m}"
