"""The lembar kendali: who had the file, when, how long against the norm, and the ledger."""

from datetime import datetime

from chalicelib.domain import bahasa
from chalicelib.domain.buku_waktu import AkunVisit, BukuWaktu, Waktu
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.naskah.cetakan import Cetakan, Naskah, dasar, pemegang
from chalicelib.domain.permohonan import Permohonan, Visit
from chalicelib.domain.sop import Sop

_KEGIATAN_TERPANJANG = 120


def susun(sop: Sop, kantor: Kantor, p: Permohonan, buku: BukuWaktu, cetakan: Cetakan) -> Naskah:
    """The sheet as it stands; `buku` is the ledger of the case until now or its end."""
    return {
        **dasar(
            kantor,
            cetakan,
            templat="lembar_kendali",
            judul=f"Lembar kendali {p.nomor}",
            permohonan=p.nomor,
        ),
        "kepala_surat": [
            ["Nomor pendaftaran", p.nomor],
            ["Pemohon", pemegang(p)],
            ["Layanan", sop.nama],
            ["Status", p.status],
            ["Janji", _janji(sop, kantor, p)],
            ["Dicetak", bahasa.waktu_setempat(cetakan.pada, kantor.zona)],
        ],
        "baris": [_baris(sop, kantor, p, akun) for akun in buku.visits],
        "waktu": _waktu(buku.waktu),
    }


def _baris(sop: Sop, kantor: Kantor, p: Permohonan, akun: AkunVisit) -> Naskah:
    langkah, visit = sop.langkah[akun.kode], p.visits.get((akun.kode, akun.setelah))
    menunggu = langkah.menunggu_pemohon
    lama = bahasa.lama_hari(akun.waktu.pemohon) if menunggu else bahasa.lama_jam(akun.waktu.kantor)
    return {
        "no": str(langkah.no or "–"),
        "kegiatan": _ringkas(langkah.kegiatan),
        "pelaksana": sop.pelaksana[akun.pelaksana].nama,
        "nama": visit.penutup.nama if visit and visit.penutup else "",
        "masuk": _singkat(kantor, akun.dibuka),
        "keluar": _singkat(kantor, akun.ditutup) if akun.ditutup else "belum selesai",
        "lama": lama,
        "norma": langkah.waktu or "–",
        "lewat": not menunggu and visit is not None and _lewat(visit),
        "paraf": _paraf(sop, p, visit),
    }


def _lewat(visit: Visit) -> bool:
    batas, tutup = visit.batas_waktu, visit.ditutup
    return visit.terlambat is not None or bool(batas and tutup and tutup > batas)


def _paraf(sop: Sop, p: Permohonan, visit: Visit | None) -> str:
    """What the handler did; for a paraf also the draft that he saw."""
    if visit is None or visit.penutup is None:
        return ""
    aksi = sop.langkah[visit.kode].aksi_berkode(visit.penutup.aksi)
    tanda = [t for t in (*p.paraf, p.tanda_tangan) if t and t.pada == visit.penutup.pada]
    return f"{aksi.nama} (draf {tanda[0].sha256[:8]})" if tanda else aksi.nama


def _waktu(waktu: Waktu) -> list[list[str]]:
    return [
        ["Menunggu giliran di kantor (jam kerja)", bahasa.lama_jam(waktu.antre)],
        ["Dikerjakan petugas (jam kerja)", bahasa.lama_jam(waktu.petugas)],
        ["Di dinas teknis (jam kerja)", bahasa.lama_jam(waktu.dinas)],
        ["Jumlah waktu kantor (jam kerja)", bahasa.lama_jam(waktu.kantor)],
        ["Menunggu pemohon", bahasa.lama_hari(waktu.pemohon)],
        ["Kantor tutup", bahasa.lama_hari(waktu.tutup)],
        ["Seluruhnya", bahasa.lama_hari(waktu.seluruhnya)],
    ]


def _janji(sop: Sop, kantor: Kantor, p: Permohonan) -> str:
    if p.janji is None:
        return f"{sop.janji} sejak berkas lengkap"
    return f"{sop.janji}, sampai {bahasa.waktu_setempat(p.janji, kantor.zona)}"


def _singkat(kantor: Kantor, pada: datetime) -> str:
    return f"{bahasa.setempat(pada, kantor.zona):%d-%m-%Y %H.%M}"


def _ringkas(teks: str) -> str:
    if len(teks) <= _KEGIATAN_TERPANJANG:
        return teks
    return teks[:_KEGIATAN_TERPANJANG].rsplit(" ", 1)[0] + " …"
