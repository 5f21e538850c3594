"""Checks each row of the SOP table by itself: its cells, their provenance, its aksi."""

from collections import Counter
from collections.abc import Callable, Iterator

from chalicelib.domain.norma import baca_norma
from chalicelib.domain.sop_periksa.isian import KEADAAN, nama_salah, periksa_bila, periksa_isian
from chalicelib.domain.sop_tabel import SASARAN, Aksi, Langkah, RowFault, Tabel

SEL = ("pelaksana", "kegiatan", "kelengkapan", "waktu", "output", "keterangan")
ASAL_SEL = ("sumber", "diperbaiki", "disimpulkan")
PUTUSAN = {"terbit", "tolak"}
AKSI_TERLARANG = frozenset({"pegang", "lepas"})
"""Words of the API beside the aksi: a person takes a langkah and lets go of it."""


def _benar(_: Tabel, isi: object) -> bool:
    return isi is True


def _dokumen(tabel: Tabel, isi: object) -> bool:
    return any(isi == dokumen.kode for dokumen in tabel.dokumen)


def _templat(_: Tabel, isi: object) -> bool:
    kata = isi.values() if isinstance(isi, dict) and "templat" in isi else [isi]
    return all(isinstance(satu, str) and satu for satu in kata)


def _surat(tabel: Tabel, isi: object) -> bool:
    """A document that has a number, or one for each putusan that some aksi decides."""
    if not isinstance(isi, dict):
        return _dokumen(tabel, isi)
    diputus = any("putusan" in aksi.efek for baris in tabel.langkah for aksi in baris.aksi)
    lengkap = isi.keys() == PUTUSAN and diputus
    return lengkap and all(_dokumen(tabel, satu) for satu in isi.values())


def _bersurat(tabel: Tabel, isi: object) -> bool:
    return any(isi == dokumen.kode and dokumen.surat for dokumen in tabel.dokumen)


def _cacat(_: Tabel, isi: object) -> bool:
    """`true`, or the kinds of what may be named as a defect, each once."""
    daftar = isi if isinstance(isi, list | tuple) else []
    sekali = len({*daftar}) == len(daftar) > 0
    return isi is True or (sekali and {*daftar} <= {*SASARAN})


def _rekomendasi(_: Tabel, isi: object) -> bool:
    return isi in ("direkomendasikan", "ditolak")


EFEK: dict[str, Callable[[Tabel, object], bool]] = {
    "cacat": _cacat,
    "lengkap": _benar,
    "putusan": _benar,
    "hapus_paraf": _benar,
    "paraf": _dokumen,
    "tandatangan": _dokumen,
    "terbitkan": _surat,
    "batalkan_nomor": _benar,
    "cetak": _bersurat,
    "arsip": _benar,
    "kirim_sms": _templat,
    "rekomendasi": _rekomendasi,
}
"""The closed list of what an aksi does beyond leading on, and which parameters each takes."""


def periksa_langkah(tabel: Tabel, baris: Langkah) -> Iterator[RowFault]:
    """Every fault of this row that shows without looking where its arrows lead."""
    for alasan in (*_sel(tabel, baris), *_asal(baris), *_otomatis(tabel, baris)):
        yield RowFault(_nama(tabel, baris), alasan)
    yield from nama_salah(_nama(tabel, baris), baris.kode, baris.kegiatan)
    for kode, kali in Counter(aksi.kode for aksi in baris.aksi).items():
        if kali > 1:
            yield RowFault(_nama(tabel, baris), f"aksi '{kode}' tertulis lebih dari sekali")
    for aksi in baris.aksi:
        yield from _periksa_aksi(tabel, f"{_nama(tabel, baris)}, aksi {aksi.kode}", aksi)


def _nama(tabel: Tabel, baris: Langkah) -> str:
    return f"langkah {baris.kode or f'ke-{tabel.langkah.index(baris) + 1}'}"


def _sel(tabel: Tabel, baris: Langkah) -> Iterator[str]:
    for siapa in (baris.pelaksana, baris.diwakili):
        if siapa is not None and siapa not in tabel.pelaksana:
            yield f"pelaksana '{siapa}' tidak dikenal"
    for siapa in baris.kepada:
        if siapa not in tabel.pelaksana or not tabel.pelaksana[siapa].hanya_rekomendasi:
            yield f"kepada '{siapa}' bukan pelaksana yang hanya melihat berkas rekomendasi"
    for waktu in (baris.waktu, baris.gugur):
        try:
            if waktu or (waktu is baris.waktu and baris.no is not None):
                baca_norma(waktu or "")
        except ValueError:
            yield f"waktu '{waktu}' tidak terbaca, misalnya 10 menit atau ½ hari"
    if baris.no is not None and baris.no < 1:
        yield f"nomor {baris.no} harus mulai dari 1"
    if not baris.aksi:
        yield "tidak punya aksi"
    if baris.penilaian and baris.pelaksana != "pemohon":
        yield "penilaian hanya ditawarkan pada langkah pemohon"


def _asal(baris: Langkah) -> Iterator[str]:
    for sel in SEL:
        asal = baris.asal.get(sel)
        if asal is None:
            yield f"asal {sel} tidak ditulis"
        elif asal not in ASAL_SEL:
            yield f"asal {sel} '{asal}' harus sumber, diperbaiki, atau disimpulkan"
        if (asal == "diperbaiki") != (sel in baris.semula):
            yield f"semula {sel} harus ada bila, dan hanya bila, asalnya diperbaiki"
        if sel in baris.pembanding and asal == "sumber":
            yield f"pembanding {sel} tidak perlu: sel ini tertulis di sumber"
    for sel in {*baris.asal, *baris.semula, *baris.pembanding} - {*SEL}:
        yield f"sel '{sel}' tidak dikenal"


def _otomatis(tabel: Tabel, baris: Langkah) -> Iterator[str]:
    if baris.otomatis is not None:
        aksi = next((a for a in baris.aksi if a.kode == baris.otomatis), None)
        if aksi is None:
            yield f"otomatis menyebut aksi '{baris.otomatis}' yang tidak ada"
        elif _butuh_orang(aksi):
            yield f"otomatis, tetapi aksi '{aksi.kode}' memerlukan isian, berkas, atau orang"
    if baris.menunggu_sms is not None:
        if baris.menunggu_sms not in _sms(tabel):
            yield f"menunggu SMS '{baris.menunggu_sms}' yang tidak dikirim langkah mana pun"
        if len(baris.aksi) != 1 or _butuh_orang(baris.aksi[0]):
            yield "menunggu SMS, maka harus punya satu aksi tanpa isian dan berkas"


def _butuh_orang(aksi: Aksi) -> bool:
    wajib = any(isian.wajib for isian in aksi.isian) or bool(aksi.berkas or aksi.bila)
    return wajib or bool({"cacat", "paraf", "tandatangan"} & aksi.efek.keys())


def _sms(tabel: Tabel) -> list[object]:
    kirim = [aksi.efek.get("kirim_sms") for baris in tabel.langkah for aksi in baris.aksi]
    return [isi.get("templat") if isinstance(isi, dict) else isi for isi in kirim]


def _periksa_aksi(tabel: Tabel, tempat: str, aksi: Aksi) -> Iterator[RowFault]:
    yield from nama_salah(tempat, aksi.kode, aksi.nama)
    if aksi.kode in AKSI_TERLARANG:
        yield RowFault(tempat, f"kode '{aksi.kode}' sudah dipakai sistem")
    for status in (aksi.status, aksi.status_tolak):
        if status is not None and status not in tabel.status:
            yield RowFault(tempat, f"status '{status}' tidak ada dalam daftar")
    for efek, isi in aksi.efek.items():
        if efek not in EFEK:
            yield RowFault(tempat, f"efek '{efek}' tidak dikenal")
        elif not EFEK[efek](tabel, isi):
            yield RowFault(tempat, f"efek '{efek}' tidak dapat memakai {isi!r}")
    if aksi.oleh is not None and aksi.oleh not in tabel.pelaksana:
        yield RowFault(tempat, f"pelaksana '{aksi.oleh}' tidak dikenal")
    kertas = {k.kode for k in tabel.kertas}
    keadaan = KEADAAN | {f"cara_{dokumen.kode}" for dokumen in tabel.dokumen}
    bidang = (*tabel.isian, *aksi.isian)
    for syarat in aksi.berkas:
        if syarat.kode not in kertas:
            yield RowFault(tempat, f"berkas '{syarat.kode}' tidak dikenal")
        yield from periksa_bila(tempat, syarat.bila, {i.kode: i for i in bidang}, keadaan)
    yield from _periksa_tanda(tabel, tempat, aksi)
    yield from periksa_isian(tempat, aksi.isian, bidang, keadaan)
    yield from periksa_bila(tempat, aksi.bila, {i.kode: i for i in tabel.isian}, keadaan)


def _periksa_tanda(tabel: Tabel, tempat: str, aksi: Aksi) -> Iterator[RowFault]:
    tanda = aksi.ditandatangani
    if tanda is None:
        return
    if not _dokumen(tabel, tanda.surat):
        yield RowFault(tempat, f"ditandatangani menyebut surat '{tanda.surat}' yang tidak ada")
    semua = (i for baris in tabel.langkah for a in baris.aksi for i in a.isian)
    if not any(i.kode == tanda.oleh and i.jenis == "daftar" for i in semua):
        yield RowFault(
            tempat, f"ditandatangani menyebut isian daftar '{tanda.oleh}' yang tidak ada"
        )
