"""Checks the arrows of the SOP table: blocks, joins, what can be reached, and that all of it ends.

A branch is looked at as a table of its own, whose end is `gabung`; outside, a block is one node.
"""

from collections.abc import Iterator, Mapping

from chalicelib.domain.sop_tabel import ASAL, GABUNG, SELESAI, Aksi, Blok, Langkah, RowFault, Tabel

_KHUSUS = frozenset({SELESAI, GABUNG, ASAL})
_Panah = dict[str, set[str]]


def periksa_alur(tabel: Tabel) -> Iterator[RowFault]:
    """Every fault that shows only by following the arrows."""
    langkah = {baris.kode: baris for baris in tabel.langkah}
    blok = {b.kode: b for b in tabel.blok}
    if tabel.mulai not in langkah or langkah[tabel.mulai].blok:
        yield RowFault("tabel", f"mulai '{tabel.mulai}' harus langkah di luar blok")
    for b in tabel.blok:
        yield from _periksa_blok(b, langkah, blok)
    for baris in tabel.langkah:
        if baris.kode in _KHUSUS:
            yield RowFault(f"langkah {baris.kode}", "kode ini tujuan khusus")
        for aksi in baris.aksi:
            if alasan := _salah_arah(tabel, langkah, blok, baris, aksi):
                yield RowFault(f"langkah {baris.kode}, aksi {aksi.kode}", alasan)
    yield from _periksa_capaian(tabel, blok)


def _periksa_blok(
    b: Blok, langkah: Mapping[str, Langkah], blok: Mapping[str, Blok]
) -> Iterator[RowFault]:
    tempat = f"blok {b.kode}"
    if b.kode in _KHUSUS or not b.kode.isidentifier():
        yield RowFault(tempat, f"kode '{b.kode}' tidak dapat dipakai")
    if len(b.cabang) < 2 or not all(b.cabang):
        yield RowFault(tempat, "harus punya sedikitnya dua cabang, masing-masing berisi langkah")
    isi = [kode for cabang in b.cabang for kode in cabang]
    for kode in dict.fromkeys(isi):
        if kode not in langkah:
            yield RowFault(tempat, f"langkah '{kode}' tidak ada")
        elif isi.count(kode) > 1 or langkah[kode].blok != b.kode:
            yield RowFault(tempat, f"langkah '{kode}' berada di lebih dari satu cabang")
    if b.lanjut not in {*langkah, *blok, SELESAI}:
        yield RowFault(tempat, f"lanjut ke '{b.lanjut}' yang tidak ada")
    elif b.lanjut in langkah and langkah[b.lanjut].blok:
        yield RowFault(tempat, f"lanjut ke '{b.lanjut}' di dalam blok")


def _salah_arah(
    tabel: Tabel,
    langkah: Mapping[str, Langkah],
    blok: Mapping[str, Blok],
    baris: Langkah,
    aksi: Aksi,
) -> str | None:
    ke = aksi.ke
    if ke == ASAL:
        return _salah_asal(tabel, baris)
    if ke not in {*langkah, *blok, *_KHUSUS}:
        return f"menuju '{ke}' yang tidak ada"
    if ke == GABUNG:
        return None if baris.blok else "menuju gabung, padahal langkah ini di luar blok"
    tujuan = langkah.get(ke)
    if baris.blok and (tujuan is None or (tujuan.blok, tujuan.cabang) != _cabang(baris)):
        return f"keluar dari cabangnya ke '{ke}'; akhiri cabang dengan gabung"
    if not baris.blok and tujuan is not None and tujuan.blok:
        return f"masuk ke tengah blok; arahkan ke '{tujuan.blok}'"
    return None


def _salah_asal(tabel: Tabel, baris: Langkah) -> str | None:
    """A row that returns must have been led to by a row, not by the beginning or a block."""
    awal = {tabel.mulai, *(b.lanjut for b in tabel.blok)}
    awal |= {cabang[0] for b in tabel.blok for cabang in b.cabang if cabang}
    if baris.kode in awal or baris.kode not in {a.ke for b in tabel.langkah for a in b.aksi}:
        return "menuju asal, padahal langkah ini tidak selalu didahului sebuah langkah"
    return None


def _cabang(baris: Langkah) -> tuple[str | None, int | None]:
    return baris.blok, baris.cabang


def _periksa_capaian(tabel: Tabel, blok: Mapping[str, Blok]) -> Iterator[RowFault]:
    luar = _panah(tabel, (None, None))
    luar |= {kode: {b.lanjut} for kode, b in blok.items()}
    tercapai = _ikuti(luar, {tabel.mulai})
    yield from _buntu(luar, SELESAI, "tabel", "tidak ada aksi yang menuju selesai")
    for kode in luar.keys() - tercapai:
        jenis = "blok" if kode in blok else "langkah"
        yield RowFault(f"{jenis} {kode}", "tidak pernah tercapai")
    for b in tabel.blok:
        for nomor, cabang in enumerate(b.cabang):
            dalam = _panah(tabel, (b.kode, nomor))
            alasan = f"cabang ke-{nomor + 1} tidak pernah bergabung"
            yield from _buntu(dalam, GABUNG, f"blok {b.kode}", alasan)
            for kode in dalam.keys() - _ikuti(dalam, {*cabang[:1]}):
                yield RowFault(f"langkah {kode}", "tidak pernah tercapai")


def _panah(tabel: Tabel, tempat: tuple[str | None, int | None]) -> _Panah:
    """The arrows among the rows of this place: outside (None, None), or a branch of a block."""
    baris = [b for b in tabel.langkah if _cabang(b) == tempat]
    panah = {b.kode: {aksi.ke for aksi in b.aksi} for b in baris}
    for kode in [kode for kode, tujuan in panah.items() if ASAL in tujuan]:
        asal = {dari for dari, tujuan in panah.items() if kode in tujuan}
        panah[kode] = panah[kode] - {ASAL} | asal
    return panah


def _buntu(panah: _Panah, akhir: str, tempat: str, tanpa_akhir: str) -> Iterator[RowFault]:
    balik: _Panah = {}
    for dari, tujuan in panah.items():
        for ke in tujuan:
            balik.setdefault(ke, set()).add(dari)
    if akhir not in balik:
        yield RowFault(tempat, tanpa_akhir)
        return
    for kode in panah.keys() - _ikuti(balik, {akhir}):
        yield RowFault(f"langkah {kode}", "tidak ada jalan dari sini ke akhir")


def _ikuti(panah: _Panah, dari: set[str]) -> set[str]:
    tercapai: set[str] = set()
    while dari:
        tercapai |= dari
        dari = {ke for kode in dari for ke in panah.get(kode, ())} - tercapai
    return tercapai
