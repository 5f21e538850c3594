"""One digest per person and day, instead of a notice per langkah."""

from datetime import datetime, timedelta

from chalicelib import config
from chalicelib.adapters import antrean_db, petugas_db, ringkasan_db, sns
from chalicelib.domain import jam_kerja, ringkasan
from chalicelib.domain.eskalasi import penerima
from chalicelib.domain.hak import daftar_pelaksana
from chalicelib.domain.jam_kerja import Kalender
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.permohonan import Pelaku
from chalicelib.domain.ringkasan import Penerima, Ringkasan
from chalicelib.domain.tugas import Tugas
from chalicelib.log import logger
from chalicelib.services import teks_sms
from chalicelib.services.ubah import sekarang

_DISIMPAN = timedelta(seconds=7 * 24 * 3600)


def milik(pelaku: Pelaku) -> Ringkasan:
    """The digest of an officer as it would be now."""
    kantor, pada = config.kantor(), sekarang()
    dilihat = {
        kode
        for kode in daftar_pelaksana()
        if kode in pelaku.pelaksana or pelaku.pelaksana & {*penerima(kantor, kode)}
    }
    orang = Penerima(pelaku.id, pelaku.pelaksana)
    return ringkasan.untuk(kantor, orang, _tugas(kantor, dilihat, pada), pada)


def kirim(pada: datetime) -> bool:
    """Send every officer with a phone his digest of this day by SMS, once; True when done now.

    Waits for the end of the quiet hours. One person's failure does not stop the others; nobody is
    sent a second one, even where the first did not arrive: it is on his page as well.
    """
    kantor = config.kantor()
    hari = jam_kerja.tanggal(Kalender.dari(kantor), pada)
    if not jam_kerja.buka(Kalender.sms(kantor), pada) or ringkasan_db.sudah(hari):
        return False
    daftar = _tugas(kantor, daftar_pelaksana(), pada)
    for orang in petugas_db.semua():
        try:
            isi = ringkasan.untuk(kantor, orang, daftar, pada)
            perlu = bool(orang.telepon) and not isi.kosong
            if perlu and ringkasan_db.tandai(orang.sub, hari, pada + _DISIMPAN):
                sns.kirim(orang.telepon, _teks(kantor, isi))
        except Exception:
            logger.exception("digest_not_sent", extra={"petugas": orang.sub})
    return ringkasan_db.tandai(None, hari, pada + _DISIMPAN)


def _teks(kantor: Kantor, isi: Ringkasan) -> str:
    jumlah = {nama: str(len(getattr(isi, nama))) for nama in ("terlambat", "segera", "bawahan")}
    return teks_sms.render("ringkasan", {"daerah": kantor.daerah, **jumlah})


def _tugas(kantor: Kantor, pelaksana: frozenset[str] | set[str], pada: datetime) -> list[Tugas]:
    malam = jam_kerja.tambah_hari(Kalender.dari(kantor), pada, 0)
    return [t for kode in sorted(pelaksana) for t in antrean_db.jatuh_tempo(kode, malam)]
