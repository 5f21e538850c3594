"""Random timelines of a case, and what their ledger must say, counted the naive way.

`acak(benih)` walks the structure of an SOP (blocks, returns, loops, claims and releases, sub-minute
and same-instant rows, nights, holidays, withdrawal, lapse) and writes the jejak of it. `harapan`
goes over every stretch between two instants and asks of every visit whether it was open and held
then, over the table of minutes of `menit`: nothing of the program's own counting is used.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from chalicelib.domain.buku_waktu import BukuWaktu, Waktu
from chalicelib.domain.jejak import AWAL, BarisJejak
from chalicelib.domain.kantor import JamKerja, Kantor, baca
from chalicelib.domain.sop import KunciVisit, Sop, daftar_kunci, muat
from chalicelib.domain.sop import baca as baca_sop
from tests.domain.menit import working_microseconds

NOMOR = "IKRG-2026-000001-7QXKM2"
TERIMA_SMS = {"menerima_sms_cek_lokasi", "menerima_sms_sk", "dengar"}
"""Rows of Pemohon that wait for an SMS and not for him (SOP rows 12 and 27)."""
EMBER = ("antre", "petugas", "pemohon", "dinas", "tutup")

_AWAL, _AKHIR = datetime(2025, 1, 2, tzinfo=UTC), datetime(2026, 12, 30, tzinfo=UTC)
"""The years whose SKB the settings hold, with a day to spare in every zone."""
_MIKRO = timedelta(microseconds=1)

_STANDAR = baca("standar")
_ANEH = {
    "jam_kerja": JamKerja(
        senin=(("00.00", "06.15"), ("22.00", "24.00")),
        selasa=(("00.00", "24.00"),),
        kamis=(("07.29", "07.30"), ("07.30", "07.31"), ("23.59", "24.00")),
        minggu=(("08.00", "12.00"),),
    ),
    "jam_ramadan": JamKerja(rabu=(("20.00", "24.00"),), kamis=(("00.00", "04.00"),)),
    "libur": frozenset({date(2026, 6, 2), date(2025, 12, 30)}),
    "hari_kerja_pengganti": frozenset({date(2026, 1, 1), date(2026, 3, 21), date(2025, 6, 8)}),
}
KANTOR = (
    *(
        _STANDAR.model_copy(update={"zona": f"Asia/{kota}"})
        for kota in ("Jakarta", "Makassar", "Jayapura")
    ),
    _STANDAR.model_copy(update={**_ANEH, "zona": "Asia/Makassar"}),
    baca("buka_terus"),
)


def contoh(*, rekomendasi: bool) -> Sop:
    """The small SOP of the tests, whose block has an office row beside one of a dinas; this gives
    a rekomendasi, which makes it an agency, or is an office row too."""
    with TemporaryDirectory() as folder:
        berkas = Path(folder) / "1.toml"
        berkas.write_bytes((Path(__file__).parent / "data" / "contoh.toml").read_bytes())
        sop = baca_sop(berkas)
    saran = sop.langkah["saran"]
    efek = {"rekomendasi": "direkomendasikan"} if rekomendasi else {}
    beri = replace(saran.aksi[0], efek=efek)
    return replace(sop, langkah={**sop.langkah, "saran": replace(saran, aksi=(beri,))})


SOP: tuple[tuple[Sop, set[str]], ...] = (
    *((muat(kunci), {"diskominfo", "dlh"}) for kunci in daftar_kunci()),
    (contoh(rekomendasi=True), {"dinas"}),
    (contoh(rekomendasi=False), set()),
)
"""SOPs with their agencies (SOP rows 16 of IKR/G), written down again."""


@dataclass
class Garis:
    """A timeline: its jejak, and when the case ended, if it did."""

    sop: Sop
    dinas: set[str]
    kantor: Kantor
    jejak: list[BarisJejak] = field(default_factory=list)
    berakhir: datetime | None = None
    sampai: datetime = _AWAL

    def catat(self, pada: datetime, peristiwa: str, visit: KunciVisit | None = None, **isi: str):
        """One more row."""
        oleh = isi.pop("oleh", "sistem")
        kode, setelah = visit or ("", -1)
        baris = {"nomor": NOMOR, "no": len(self.jejak) + 1, "pada": pada, "peristiwa": peristiwa}
        orang = {"oleh": oleh, "nama": oleh.removeprefix("sub-").title(), "sebelum": AWAL}
        self.jejak.append(BarisJejak(**baris, **orang, langkah=kode, setelah=setelah, **isi))


class _Jalan:
    """The walk: what is open, who holds it, and the clock."""

    def __init__(self, benih: int) -> None:
        self.acak = Random(benih)
        self.garis = Garis(*self.acak.choice(SOP), self.acak.choice(KANTOR))
        self.sop = self.garis.sop
        self.pada = _AWAL + self.acak.randrange(620 * 86_400 * 10**6) * _MIKRO
        self.langkah = self.acak.choice((0.02, 0.3, 1.0, 3.0))  # how fast time goes
        self.terbuka: dict[KunciVisit, str] = {}
        self.tertutup: dict[KunciVisit, tuple[str, int]] = {}
        self.lurus = self.acak.choice((0.6, 0.85, 1.0))
        self.akan_gugur = self.acak.random() < 0.1
        self.due = self.sop.due(self.tertutup)

    def jalan(self) -> Garis:
        acak, garis = self.acak, self.garis
        banyak = acak.choice((3, 15, 40, 400, 400, 400))
        henti = acak.choice((acak.randrange(2, 120), 999, 999, 999))
        self.buka((self.sop.mulai, 0))
        while not garis.berakhir and len(garis.jejak) < banyak and self.pada < _AKHIR:
            self.maju()
            if len(garis.jejak) >= henti:
                self.garis.catat(self.pada, "tarik", pelaksana="pemohon", oleh="sub-pemohon")
                garis.berakhir = self.pada
            else:
                self.terjadi()
        self.sesudah()
        return garis

    def maju(self) -> None:
        acak = self.acak
        paling = acak.choice(
            (0, 0, 1, 10**6, 60 * 10**6, 600 * 10**6, 7200 * 10**6, 86_400 * 10**6)
        )
        lama = int(acak.random() * paling * self.langkah)
        if acak.random() < 0.02:
            lama += acak.randrange(20) * 86_400 * 10**6
        self.pada = min(self.pada + lama * _MIKRO, _AKHIR)
        if acak.random() < 0.2:  # on the dot, or just beside it
            menit = self.pada.replace(minute=30 * (self.pada.minute // 30), second=0, microsecond=0)
            tepat = menit + timedelta(minutes=30) + acak.choice((-1, 0, 0, 1)) * _MIKRO
            self.pada = max(self.pada, min(tepat, _AKHIR))

    def terjadi(self) -> None:
        acak = self.acak
        if acak.random() < 0.1:
            apa = acak.choice(
                ("berkas", "isian", "sms", "terlambat", "janji", "eskalasi", "kalender")
            )
            visit = acak.choice([None, *self.terbuka])
            self.garis.catat(self.pada, apa, visit)
        belum = sorted(self.due - self.terbuka.keys())
        if belum and (not self.terbuka or acak.random() < 0.8):
            self.buka(acak.choice(belum))
        elif self.terbuka:
            self.kerja(acak.choice([*self.terbuka]))

    def buka(self, visit: KunciVisit) -> None:
        pelaksana = self.sop.langkah[visit[0]].pelaksana
        self.terbuka[visit] = ""
        self.garis.catat(self.pada, "buka", visit, pelaksana=pelaksana)

    def kerja(self, visit: KunciVisit) -> None:
        acak, pelaksana = self.acak, self.sop.langkah[visit[0]].pelaksana
        orang = f"sub-{pelaksana}-{acak.choice('abc')}"
        if pelaksana == "pemohon" and self.akan_gugur and visit[1]:
            self.garis.catat(self.pada, "gugur", visit, pelaksana=pelaksana)
            self.garis.berakhir = self.pada
            return
        if pelaksana != "pemohon" and acak.random() < 0.45:
            apa = "lepas" if self.terbuka[visit] else "pegang"
            self.terbuka[visit] = "" if apa == "lepas" else orang
            self.garis.catat(self.pada, apa, visit, pelaksana=pelaksana, oleh=orang)
            return
        semua = self.sop.langkah[visit[0]].aksi
        aksi = semua[0] if acak.random() < self.lurus else acak.choice(semua)
        diwakili = self.sop.langkah[visit[0]].diwakili or pelaksana
        self.garis.catat(
            self.pada,
            "aksi",
            visit,
            aksi=aksi.kode,
            pelaksana=acak.choice((pelaksana, diwakili)),
            oleh=orang,
        )
        del self.terbuka[visit]
        self.tertutup[visit] = (aksi.kode, len(self.garis.jejak))
        self.due = self.sop.due(self.tertutup)
        if not self.due:
            self.garis.berakhir = self.pada

    def sesudah(self) -> None:
        """What still comes when nothing is done any more: an SMS, the expiry, someone who looks."""
        if self.acak.random() < 0.5:
            self.maju()
            self.garis.catat(self.pada, self.acak.choice(("sms", "masa_berlaku")))
        self.maju()
        self.garis.sampai = self.pada
        if self.garis.berakhir and self.acak.random() < 0.5:
            self.garis.sampai = _AWAL  # ignored: the case has ended


def acak(benih: int) -> Garis:
    """The timeline of this seed, always the same."""
    return _Jalan(benih).jalan()


# ------------------------------------------------------------------------- what must come out

Akun = dict[str, int]
"""Microseconds by bucket."""


@dataclass(eq=False)
class _Visit:
    kunci: KunciVisit
    pelaksana: str
    dibuka: datetime
    ditutup: datetime | None = None
    tangan: list[tuple[datetime, str]] = field(default_factory=list)  # who has it from when on

    def terbuka(self, pada: datetime) -> bool:
        return self.dibuka <= pada and (self.ditutup is None or pada < self.ditutup)

    def pemegang(self, pada: datetime) -> str:
        return next((oleh for sejak, oleh in reversed(self.tangan) if sejak <= pada), "")


@dataclass
class Harapan:
    """The digits that a ledger must have, in microseconds; `waktu` is that of the whole case."""

    waktu: Akun
    visits: dict[KunciVisit, Akun]
    ditutup: dict[KunciVisit, datetime | None]
    orang: dict[str, int]
    mulai: datetime
    sampai: datetime


def harapan(garis: Garis) -> Harapan:
    """The ledger by the rules alone: for each stretch between two rows, one bucket per visit and
    one for the case."""
    akhir = garis.berakhir or garis.sampai
    visits = _visits(garis)
    saat = sorted({b.pada for b in garis.jejak if b.pada <= akhir} | {akhir})
    hasil = Harapan(
        dict.fromkeys(EMBER, 0),
        {v.kunci: dict.fromkeys(EMBER, 0) for v in visits},
        {v.kunci: v.ditutup for v in visits},
        {oleh: 0 for v in visits for _, oleh in v.tangan if oleh},
        garis.jejak[0].pada,
        akhir,
    )
    for dari, sampai in pairwise(saat):
        kerja = working_microseconds(garis.kantor, dari, sampai)
        terbuka = {v: v.pemegang(dari) for v in visits if v.terbuka(dari)}
        _bagi(hasil, garis.dinas, terbuka, kerja, (sampai - dari) // _MIKRO)
    return hasil


def _bagi(
    hasil: Harapan, dinas: set[str], terbuka: Mapping["_Visit", str], kerja: int, lama: int
) -> None:
    ada = set()
    for v, oleh in terbuka.items():
        akun = hasil.visits[v.kunci]
        if v.pelaksana == "pemohon" and v.kunci[0] not in TERIMA_SMS:
            ada.add("pemohon")
            akun["pemohon"] += lama
            continue
        ember = "dinas" if v.pelaksana in dinas else "petugas" if oleh else "antre"
        ada.add(ember)
        akun[ember] += kerja
        akun["tutup"] += lama - kerja
        if oleh:
            hasil.orang[oleh] += kerja
    if ada == {"pemohon"}:
        hasil.waktu["pemohon"] += lama
        return
    urutan = [e for e in ("petugas", "antre", "dinas") if e in ada]
    hasil.waktu[urutan[0] if urutan else "antre"] += kerja
    hasil.waktu["tutup"] += lama - kerja


def _visits(garis: Garis) -> list[_Visit]:
    daftar: dict[KunciVisit, _Visit] = {}
    for b in garis.jejak:
        visit = daftar.get((b.langkah, b.setelah))
        if b.peristiwa == "buka":
            kunci = b.langkah, b.setelah
            daftar[kunci] = _Visit(kunci, garis.sop.langkah[b.langkah].pelaksana, b.pada)
        elif b.peristiwa in ("pegang", "lepas") and visit:
            visit.tangan.append((b.pada, b.oleh if b.peristiwa == "pegang" else ""))
        elif b.peristiwa == "aksi" and visit:
            visit.ditutup = b.pada
        elif b.peristiwa in ("tarik", "gugur"):
            for v in daftar.values():
                v.ditutup = v.ditutup or b.pada
    return [*daftar.values()]


def periksa(buku: BukuWaktu, garis: Garis) -> None:
    """The ledger has every digit that it must have, and nothing is lost: error 0."""
    harus = harapan(garis)
    assert (buku.mulai, buku.sampai) == (harus.mulai, harus.sampai)
    assert buku.berakhir == (garis.berakhir is not None)
    assert mikro(buku.waktu) == harus.waktu
    assert buku.waktu.seluruhnya == buku.sampai - buku.mulai
    assert {(v.kode, v.setelah): mikro(v.waktu) for v in buku.visits} == harus.visits
    assert {(v.kode, v.setelah): v.ditutup for v in buku.visits} == harus.ditutup
    for visit in buku.visits:
        assert visit.waktu.seluruhnya == (visit.ditutup or buku.sampai) - visit.dibuka
    orang = {oleh: lama // _MIKRO for (oleh, _), lama in buku.per_orang.items()}
    assert orang == harus.orang
    for jumlah in (buku.per_langkah, buku.per_pelaksana):
        semua = sum(jumlah.values(), Waktu())
        assert semua == sum((v.waktu for v in buku.visits), Waktu())


def mikro(waktu: Waktu) -> Mapping[str, int]:
    """Microseconds by bucket."""
    return {ember: getattr(waktu, ember) // _MIKRO for ember in EMBER}
