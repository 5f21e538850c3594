"""Fields of forms: which are asked in a given case, and whether the answers can be accepted."""

from collections.abc import Iterable, Mapping
from itertools import islice

from chalicelib.domain.jenis_isian import Nilai, baca
from chalicelib.domain.sop_tabel import Isian
from chalicelib.errors import Fault

_TAK_DIKENAL_TERBANYAK = 20


def cocok(bila: Mapping[str, object], konteks: Mapping[str, object]) -> bool:
    """True if the context has every value of the condition; a list means one of its values."""
    return all(
        konteks.get(kunci) in harus
        if isinstance(harus, list | tuple)
        else konteks.get(kunci) == harus
        for kunci, harus in bila.items()
    )


def diminta(daftar: Iterable[Isian], konteks: Mapping[str, object]) -> tuple[Isian, ...]:
    """The fields that are asked where the context (with the answers given so far) is this."""
    return tuple(isian for isian in daftar if cocok(isian.bila, konteks))


def periksa(
    daftar: Iterable[Isian],
    nilai: Mapping[str, object],
    konteks: Mapping[str, object],
    *,
    lengkap: bool = True,
) -> tuple[dict[str, Nilai], tuple[Fault, ...]]:
    """The accepted answers, normalised, and every fault; it never raises for any JSON value.

    `null` and blank text count as not filled and are left out of the answers, so that a caller who
    merges them into what was saved drops `nilai.keys() - answers.keys()`. A field whose
    condition (`bila`, over `konteks` and the answers) does not hold is a fault when filled; where
    the condition rests on an answer that is itself at fault, the field is not judged. A missing
    field that is `wajib` is a fault only if `lengkap`.
    """
    bidang = {isian.kode: isian for isian in daftar}
    terisi = {kode: isi for kode, isi in nilai.items() if not _kosong(isi)}
    bersih: dict[str, Nilai] = {}
    salah: dict[str, str] = {}
    for kode in bidang.keys() & terisi.keys():
        try:
            bersih[kode] = baca(bidang[kode].jenis, bidang[kode].pilihan, terisi[kode])
        except ValueError as sebab:
            salah[kode] = f"{bidang[kode].nama} {sebab}."

    seluruhnya = {**konteks, **dict.fromkeys(bidang.keys() & nilai.keys()), **bersih}
    for isian in bidang.values():
        if not isian.bila.keys().isdisjoint(salah):
            continue
        if not cocok(isian.bila, seluruhnya):
            if isian.kode in terisi:
                salah[isian.kode] = f"{isian.nama} tidak diminta di sini. Kosongkan isian ini."
        elif lengkap and isian.wajib and isian.kode not in terisi:
            salah[isian.kode] = f"{isian.nama} wajib diisi."

    kesalahan = [Fault(kode, salah[kode]) for kode in bidang if kode in salah]
    asing = islice((kode for kode in nilai if kode not in bidang), _TAK_DIKENAL_TERBANYAK)
    kesalahan += [
        Fault(kode[:60], "Isian ini tidak dikenal. Hapus dari kiriman.") for kode in asing
    ]
    diterima = {kode: bersih[kode] for kode in bidang if kode in bersih and kode not in salah}
    return diterima, tuple(kesalahan)


def _kosong(isi: object) -> bool:
    return isi is None or isi == [] or (isinstance(isi, str) and not isi.strip())
