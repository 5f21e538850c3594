"""The buku register in the table: written with the case, read in order, by number and by name."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest

from chalicelib.adapters import permohonan_db, register_db
from chalicelib.adapters.model import Baris
from chalicelib.adapters.permohonan_db import Urut, VersionConflict
from chalicelib.domain import register
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.surat import Surat
from tests.contoh_kasus import KEMARIN
from tests.domain.kasus import Kasus
from tests.dunia import Dunia
from tests.kawat import KAWAT

JENIS = "IKRG-sk"
PADA = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def simpan(no: int, nama: str = "Siti", jenis: str = JENIS) -> Permohonan:
    """A case without a letter; its number is made of `no`."""
    nomor = f"IKRG-2026-{no:06}-AAAAAA"
    p = replace(Kasus(pada=KEMARIN).p, nomor=nomor, data={"nama_usaha": nama})
    permohonan_db.simpan((None, p))
    return permohonan_db.get(nomor)


def surat(urut: Urut, **isi: object) -> Surat:
    """A letter that took this number."""
    dasar = Surat(
        no=3,
        kode="sk",
        dibuat=PADA,
        oleh="sub-kepala",
        nama="Kepala",
        nomor=f"503/{urut.urut:04}/IKRG",
        register=urut.kunci,
        tanggal=date(urut.tahun, 11, 24),
        berlaku_sampai=date(urut.tahun + 5, 11, 24),
    )
    return replace(dasar, **isi)  # type: ignore[arg-type]


def terbitkan(no: int, nama: str = "Siti", tahun: int = 2026) -> Permohonan:
    """A case whose letter takes the next number."""
    lama, urut = simpan(no, nama), permohonan_db.urut_berikut(JENIS, tahun)
    permohonan_db.simpan((lama, lama.dengan_surat(surat(urut))), urut=urut)
    return permohonan_db.get(lama.nomor)


def satu(urut: int = 1, tahun: int = 2026) -> register.Entri:
    """The row of this number."""
    entri = register_db.ambil(JENIS, tahun, urut)
    assert entri
    return entri


def test_a_decision_writes_case_letter_number_and_row_at_once(dunia: Dunia) -> None:
    lama = simpan(1, "PT Sinar")
    urut = permohonan_db.urut_berikut(JENIS, 2026)
    KAWAT.bersihkan()
    permohonan_db.simpan((lama, lama.dengan_surat(surat(urut))), urut=urut)
    assert KAWAT.jumlah() == {"TransactWriteItems": 1}
    entri = satu()
    assert (entri.jenis, entri.tahun, entri.urut) == (JENIS, 2026, 1)
    assert (entri.nomor, entri.permohonan, entri.kode) == ("503/0001/IKRG", lama.nomor, "sk")
    assert (entri.nama, entri.keadaan) == ("PT Sinar", "diterbitkan")
    assert (entri.tanggal, entri.berlaku_sampai) == (date(2026, 11, 24), date(2031, 11, 24))
    assert (entri.berkas_sha256, entri.naskah_sha256, entri.dicabut) == ("", "", None)


def test_the_row_follows_the_letter(dunia: Dunia) -> None:
    lama = terbitkan(1)
    ini = lama.surat[3, "sk"]
    berkas = Kasus(pada=KEMARIN).kertas("sk")
    jadi = replace(ini, keadaan="jadi", berkas=berkas.id, naskah_sha256="a" * 64)
    baru = replace(lama.dengan_surat(jadi), berkas={berkas.id: berkas})
    permohonan_db.simpan((lama, baru))
    assert satu().keadaan == "berlaku"
    assert (satu().berkas_sha256, satu().naskah_sha256) == (berkas.sha256, "a" * 64)
    p = permohonan_db.get(lama.nomor)
    permohonan_db.simpan((p, p.dengan_surat(replace(jadi, dicabut=PADA))))
    assert (satu().keadaan, satu().dicabut) == ("dicabut", PADA)


def test_a_void_number_stays_and_is_not_given_again(dunia: Dunia) -> None:
    lama = terbitkan(1)
    batal = replace(lama.surat[3, "sk"], keadaan="batal")
    permohonan_db.simpan((lama, lama.dengan_surat(batal)))
    assert satu().keadaan == "batal"
    assert permohonan_db.urut_berikut(JENIS, 2026).urut == 2


def test_a_number_is_never_given_twice_whatever_the_counter_says(dunia: Dunia) -> None:
    terbitkan(1)
    lama = simpan(2)
    dua_kali = Urut(JENIS, 2026, 1)
    with pytest.raises(VersionConflict):
        permohonan_db.simpan((lama, lama.dengan_surat(surat(dua_kali))))
    assert satu().permohonan.endswith("000001-AAAAAA")


def test_the_number_of_a_case_has_a_plain_row_in_no_book(dunia: Dunia) -> None:
    p = replace(Kasus(pada=KEMARIN).p, nomor="IKRG-2026-000001-AAAAAA")
    permohonan_db.simpan((None, p), urut=permohonan_db.urut_berikut("IKRG", 2026))
    item = Baris.get("register#IKRG#2026", "000001")
    assert (item.permohonan, item.nomor_surat, item.buku) == (p.nomor, None, None)


def test_nothing_of_a_letter_is_written_again_where_nothing_of_it_changed(dunia: Dunia) -> None:
    lama = terbitkan(1)
    dunia.aliran()
    permohonan_db.simpan((lama, replace(lama, alasan="x")))
    baris = [r["dynamodb"]["Keys"]["nomor"]["S"] for r in dunia.aliran()]
    assert baris == [lama.nomor]


def test_a_letter_is_found_by_its_hash_in_two_reads(dunia: Dunia) -> None:
    lama = terbitkan(1)
    jadi = replace(lama.surat[3, "sk"], keadaan="jadi", naskah_sha256="b" * 64)
    permohonan_db.simpan((lama, lama.dengan_surat(jadi)))
    KAWAT.bersihkan()
    assert register_db.menurut_naskah("b" * 64) == satu()
    assert KAWAT.jumlah() == {"GetItem": 3}  # the third is this test's own
    assert register_db.menurut_naskah("c" * 64) is None


def test_a_year_comes_in_order_page_by_page(dunia: Dunia) -> None:
    for no in range(1, 13):  # 10 comes after 9
        terbitkan(no)
    terbitkan(13, tahun=2027)
    semua, sesudah = [], 0
    while halaman := register_db.daftar(JENIS, 2026, sesudah, 5):
        assert len(halaman) <= 5
        semua += [e.urut for e in halaman]
        sesudah = halaman[-1].urut
    assert semua == [*range(1, 13)]
    assert [e.urut for e in register_db.daftar(JENIS, 2027, 0, 5)] == [1]
    assert register_db.daftar("IKRG-surat_penolakan", 2026, 0, 5) == []


def test_holders_are_found_by_the_beginning_of_their_name(dunia: Dunia) -> None:
    daftar = ["Sinar Jaya", "SINAR  ABADI", "Sina", "Nusa Sinar", "sinar jaya"]
    for no, nama in enumerate(daftar, start=1):
        terbitkan(no, nama, tahun=2026 + no % 2)
    semua: list[str] = []
    sesudah = None
    while halaman := register_db.menurut_nama(JENIS, "sinar", sesudah, 2):
        semua += [e.nama for e in halaman]
        akhir = halaman[-1]
        sesudah = register.kunci_cari(akhir.nama, akhir.tahun, akhir.urut)
    assert sorted(semua) == ["SINAR  ABADI", "Sinar Jaya", "sinar jaya"]
    assert semua[0] == "SINAR  ABADI"
    assert register_db.menurut_nama(JENIS, "Sina", None, 9)[0].nama == "Sina"
    assert register_db.menurut_nama("IKRG-surat_penolakan", "s", None, 9) == []


@pytest.mark.parametrize("nama", ["مرحبا", "a" * 300, "🏠" * 300, "=1+1", "A#2026#000001"])
def test_any_name_can_be_written_and_found(dunia: Dunia, nama: str) -> None:
    terbitkan(1, nama)
    (entri,) = register_db.menurut_nama(JENIS, nama[:20], None, 9)
    assert entri.nama == nama


# ------------------------------------------------------------------------- fifty at once


@dataclass
class Pengambil:
    """Someone who reads the case and the counter, and writes only later."""

    nomor: str
    gagal: int = 0

    def langkah(self) -> Iterator[None]:
        """One read or write per step, until the number is taken."""
        while True:
            lama = permohonan_db.get(self.nomor)
            urut = permohonan_db.urut_berikut(JENIS, 2026)
            yield
            try:
                permohonan_db.simpan((lama, lama.dengan_surat(surat(urut))), urut=urut)
                return
            except VersionConflict:
                self.gagal += 1
            yield


@pytest.mark.lambat
@pytest.mark.parametrize("seed", [1])
def test_fifty_at_once_take_fifty_numbers_without_a_gap(dunia: Dunia, seed: int) -> None:
    rng = random.Random(seed)
    daftar = [Pengambil(simpan(no).nomor) for no in range(1, 51)]
    antre = [p.langkah() for p in daftar]
    for satu_langkah in antre:
        next(satu_langkah)  # all have read the same counter before the first writes
    while antre:
        ini = rng.choice(antre)
        if next(ini, "selesai") == "selesai":
            antre.remove(ini)
    buku = register_db.daftar(JENIS, 2026, 0, 100)
    assert [e.urut for e in buku] == [*range(1, 51)]
    assert {e.permohonan for e in buku} == {p.nomor for p in daftar}
    assert sum(p.gagal for p in daftar) >= 49
    assert permohonan_db.urut_berikut(JENIS, 2026).urut == 51
    for entri in buku:
        (ini_surat,) = permohonan_db.get(entri.permohonan).surat.values()
        assert (ini_surat.nomor, ini_surat.register) == (
            entri.nomor,
            register.kunci(JENIS, 2026, entri.urut),
        )
