"""Where the time of a case went, for those who may see it: the ledger as the API answers it.

Times are numbers of seconds, exact to the microsecond; instants are ISO 8601 in UTC.
"""

from datetime import datetime, timedelta
from typing import Any

from chalicelib import config
from chalicelib.adapters import permohonan_db
from chalicelib.domain.bahasa import lama_hari, lama_jam
from chalicelib.domain.buku_waktu import AkunVisit, BukuWaktu, Waktu, buku_waktu, hitung
from chalicelib.domain.jam_kerja import CalendarUnknown, Kalender
from chalicelib.domain.jejak import BarisJejak
from chalicelib.domain.kalender_versi import versi
from chalicelib.domain.permohonan import Pelaku, Permohonan
from chalicelib.domain.riwayat import JejakRusak, Orang, dari_kasus
from chalicelib.domain.sop import Sop
from chalicelib.errors import Conflict
from chalicelib.log import logger
from chalicelib.services.permohonan import lihat
from chalicelib.services.ubah import sekarang

METODE = (
    "Dihitung dari jejak saja, tepat sampai mikrodetik. Setiap saat masuk tepat satu bagian: "
    "antre (jam kerja, belum ada petugas yang memegang, atau SMS belum terkirim), "
    "petugas (jam kerja, dipegang petugas), "
    "dinas (jam kerja, di dinas pemberi rekomendasi), pemohon (hanya pemohon yang ditunggu, siang "
    "malam), atau tutup (di luar jam kerja). Waktu kantor = antre + petugas + dinas. Pada cabang "
    "yang berjalan bersamaan, petugas didahulukan atas antre dan antre atas dinas; jumlah per "
    "langkah, pelaksana, dan orang menghitung setiap cabang sendiri-sendiri."
)
"""How it is counted, for people."""


def lihat_waktu(nomor: str, pelaku: Pelaku) -> dict[str, Any]:
    """The ledger of a case that this person may see, until its end or now.

    `NotFound` where it is not his to see, `Conflict` for a draft, and as `dari_jejak` does.
    """
    sop, p = lihat(nomor, pelaku)
    if p.keadaan in ("draf", "diajukan"):
        raise Conflict("Waktu baru dihitung setelah permohonan diajukan.")
    jejak = [*permohonan_db.jejak(nomor)]
    # Another function's clock may be ahead of this one's.
    sampai = max([sekarang(), *(baris.pada for baris in jejak[-1:])])
    return dari_jejak(sop, nomor, jejak, pelaku, sampai)


def dari_jejak(
    sop: Sop, nomor: str, jejak: list[BarisJejak], pelaku: Pelaku, sampai: datetime
) -> dict[str, Any]:
    """The ledger of a case out of these rows, until its end or this instant; `Conflict` for a year
    without calendar, and for a jejak that cannot be counted from."""
    kalender = Kalender.dari(config.kantor())
    try:
        buku = buku_waktu(jejak, sop, kalender, sampai)
    except (JejakRusak, CalendarUnknown) as sebab:
        logger.error("ledger_not_countable", extra={"nomor": nomor, "sebab": str(sebab)})
        raise Conflict(f"Waktu permohonan ini tidak dapat dihitung. {sebab}") from sebab
    return {
        "nomor": nomor,
        "metode": METODE,
        "kalender": versi(kalender),
        **isi(buku, sop, pelaku),
    }


def ringkasan_kasus(sop: Sop, p: Permohonan) -> str | None:
    """The sentence of the whole case for anyone, from its visits alone (the jejak is not read);
    None where its calendar is not known."""
    try:
        buku = hitung(dari_kasus(p, sekarang()), sop, Kalender.dari(config.kantor()))
    except CalendarUnknown as sebab:
        logger.error("ledger_not_countable", extra={"nomor": p.nomor, "sebab": str(sebab)})
        return None
    return ringkasan(buku.waktu, "pemohon")


def isi(buku: BukuWaktu, sop: Sop, pelaku: Pelaku) -> dict[str, Any]:
    """The ledger as JSON; its sentences speak to the applicant or about him."""
    siapa = "Anda" if pelaku.jenis == "pemohon" else "pemohon"
    return {
        "mulai": buku.mulai.isoformat(),
        "sampai": buku.sampai.isoformat(),
        "berakhir": buku.berakhir,
        "waktu": _waktu(buku.waktu),
        "ringkasan": ringkasan(buku.waktu, siapa),
        "kalimat": kalimat(buku.waktu, siapa),
        "langkah": [_visit(sop, akun) for akun in buku.visits],
        "per_langkah": [
            {**_langkah(sop, kode), **_waktu(w)} for kode, w in buku.per_langkah.items()
        ],
        "per_pelaksana": [
            {"kode": kode, "nama": sop.pelaksana[kode].nama, **_waktu(w)}
            for kode, w in buku.per_pelaksana.items()
        ],
        "per_orang": [_orang(*satu) for satu in buku.per_orang.items()],
    }


def ringkasan(waktu: Waktu, siapa: str) -> str:
    """`Dikerjakan kantor 3 jam 12 menit (jam kerja) · menunggu Anda 2 hari`."""
    kantor = f"Dikerjakan kantor {lama_jam(waktu.kantor)} (jam kerja)"
    return f"{kantor} · menunggu {siapa} {lama_hari(waktu.pemohon)}"


def kalimat(waktu: Waktu, siapa: str) -> dict[str, str]:
    """One sentence per bucket."""
    return {
        "antre": f"Menunggu giliran di kantor {lama_jam(waktu.antre)} (jam kerja).",
        "petugas": f"Dikerjakan petugas {lama_jam(waktu.petugas)} (jam kerja).",
        "pemohon": f"Menunggu {siapa} {lama_hari(waktu.pemohon)}.",
        "dinas": f"Di dinas teknis {lama_jam(waktu.dinas)} (jam kerja).",
        "tutup": f"Kantor tutup {lama_hari(waktu.tutup)}.",
    }


def _visit(sop: Sop, akun: AkunVisit) -> dict[str, Any]:
    return {
        **_langkah(sop, akun.kode),
        "setelah": akun.setelah,
        "kode_pelaksana": akun.pelaksana,
        "pelaksana": sop.pelaksana[akun.pelaksana].nama,
        "dibuka": akun.dibuka.isoformat(),
        "ditutup": akun.ditutup.isoformat() if akun.ditutup else None,
        **_waktu(akun.waktu),
        "orang": [_orang(*satu) for satu in akun.orang.items()],
    }


def _langkah(sop: Sop, kode: str) -> dict[str, Any]:
    langkah = sop.langkah[kode]
    return {"no": langkah.no, "kode": kode, "kegiatan": langkah.kegiatan}


def _waktu(waktu: Waktu) -> dict[str, float]:
    return {
        "antre": _detik(waktu.antre),
        "petugas": _detik(waktu.petugas),
        "pemohon": _detik(waktu.pemohon),
        "dinas": _detik(waktu.dinas),
        "tutup": _detik(waktu.tutup),
        "kantor": _detik(waktu.kantor),
        "seluruhnya": _detik(waktu.seluruhnya),
    }


def _orang(orang: Orang, lama: timedelta) -> dict[str, Any]:
    return {"oleh": orang[0], "nama": orang[1], "dipegang": _detik(lama)}


def _detik(lama: timedelta) -> float:
    """Exact: a float holds every microsecond of a hundred years."""
    return lama.total_seconds()
