"""Letters that officers make: versions, what may be written, signatures bound to their bytes."""

from dataclasses import replace

import pytest

from chalicelib.domain import penyusunan
from chalicelib.domain.aksi import Perintah
from chalicelib.domain.berkas import Berkas
from chalicelib.domain.penyusunan import Susunan, Tanda
from chalicelib.domain.permohonan import Visit
from chalicelib.errors import BadInput, Conflict, NotAllowed, NotFound
from tests.domain.kasus import Kasus, dengan_cara, petugas

BO = petugas("back_office")
TIM = petugas("tim_teknis")


def _susunan(visit: Visit, aksi: str, dokumen: str, **isian: object) -> Susunan:
    siapa = BO if visit.pelaksana == "back_office" else petugas(visit.pelaksana)
    return Susunan(visit.kunci, aksi, dokumen, isian, siapa)


def _versi(kasus: Kasus, s: Susunan) -> Berkas:
    _, _, isi = penyusunan.periksa(kasus.sop, kasus.kantor, kasus.p, s)
    berkas = replace(kasus.kertas(s.dokumen), asal="cetakan", isi=isi)
    p = penyusunan.catat_versi(kasus.sop, kasus.kantor, kasus.p, s, berkas, kasus.detik())
    kasus.simpan(p)
    return berkas


def _di_draf() -> tuple[Kasus, Visit]:
    kasus = Kasus().ajukan().sampai("membuat_draf")
    return kasus, kasus.terbuka()[0]


def test_each_version_of_a_draft_is_kept_and_says_what_it_changed() -> None:
    kasus, visit = _di_draf()
    _versi(kasus, _susunan(visit, "buat", "draf"))
    _versi(kasus, _susunan(visit, "buat", "draf", kewajiban=["Menjaga mutu."]))
    _versi(kasus, _susunan(visit, "buat", "draf", kewajiban=["Menjaga mutu."], tembusan=["Arsip"]))
    daftar = penyusunan.versi(kasus.p, "draf")
    assert [berubah for _, berubah in daftar] == [(), ("kewajiban",), ("tembusan",)]
    assert len({b.sha256 for b, _ in daftar}) == 3


def test_a_draft_is_the_draft_of_what_was_decided() -> None:
    kasus, visit = _di_draf()
    s = _susunan(visit, "buat", "draf")
    assert penyusunan.periksa(kasus.sop, kasus.kantor, kasus.p, s)[1].kode == "sk"
    ditolak = replace(kasus.p, putusan="tolak")
    assert penyusunan.periksa(kasus.sop, kasus.kantor, ditolak, s)[1].kode == "surat_penolakan"


def test_the_aksi_must_say_what_the_rendered_draft_says() -> None:
    kasus, visit = _di_draf()
    _versi(kasus, _susunan(visit, "buat", "draf", kewajiban=["Menjaga mutu."]))
    with pytest.raises(BadInput) as salah:
        kasus.terapkan(Perintah(*visit.kunci, "buat", BO, {"kewajiban": ["Lain."]}))
    assert [k.isian for k in salah.value.kesalahan] == ["berkas:draf"]
    assert "Cetak lagi" in salah.value.kesalahan[0].pesan
    kasus.terapkan(Perintah(*visit.kunci, "buat", BO, {"kewajiban": " Menjaga mutu. \n"}))
    assert not kasus.p.visits[visit.kunci].terbuka


def test_a_draft_is_never_uploaded() -> None:
    kasus, _ = _di_draf()
    assert kasus.unggah("draf").kode == "draf"
    (berkas,) = [b for b in kasus.p.berkas.values() if b.kode == "draf"]
    assert berkas.keadaan == "ditolak"


def test_a_preview_needs_not_everything_but_nothing_wrong() -> None:
    kasus = Kasus().ajukan().sampai("mengundang_tim_teknis")
    visit = kasus.terbuka()[0]
    s = _susunan(visit, "undang", "undangan", tempat="Kantor")
    assert penyusunan.periksa(kasus.sop, kasus.kantor, kasus.p, s)[2] == {"tempat": "Kantor"}
    keliru = replace(s, isian={"tanggal_cek": "besok", "asing": 1})
    with pytest.raises(BadInput) as salah:
        penyusunan.periksa(kasus.sop, kasus.kantor, kasus.p, keliru)
    assert [k.isian for k in salah.value.kesalahan] == ["tanggal_cek", "asing"]


@pytest.mark.parametrize("dokumen", ["sk", "tidak_ada", "foto_lapangan"])
def test_only_the_letters_of_the_row_are_made_there(dokumen: str) -> None:
    kasus, visit = _di_draf()
    with pytest.raises(NotFound, match="Surat ini tidak dibuat"):
        penyusunan.periksa(kasus.sop, kasus.kantor, kasus.p, _susunan(visit, "buat", dokumen))


def test_only_its_pelaksana_makes_a_letter() -> None:
    kasus, visit = _di_draf()
    s = replace(_susunan(visit, "buat", "draf"), pelaku=petugas("kasi"))
    with pytest.raises(NotAllowed, match="Back Office"):
        penyusunan.periksa(kasus.sop, kasus.kantor, kasus.p, s)


def test_no_version_is_taken_once_the_row_is_closed() -> None:
    kasus, visit = _di_draf()
    s = _susunan(visit, "buat", "draf")
    berkas = replace(kasus.kertas("draf"), asal="cetakan")
    kasus.lakukan("membuat_draf")
    with pytest.raises(Conflict, match="sudah diselesaikan"):
        penyusunan.catat_versi(kasus.sop, kasus.kantor, kasus.p, s, berkas, kasus.detik())


def test_a_letter_signed_by_pen_goes_on_only_with_its_scan() -> None:
    kasus = Kasus(kantor=dengan_cara("undangan", "pena")).ajukan().sampai("mengundang_tim_teknis")
    visit = kasus.terbuka()[0]
    perintah = kasus.siap(visit, kasus.sop.langkah[visit.kode].aksi[0], BO)
    _versi(kasus, _susunan(visit, "undang", "undangan", **perintah.isian))
    with pytest.raises(BadInput) as salah:
        kasus.terapkan(perintah)
    assert "unggah hasil pindainya" in salah.value.kesalahan[0].pesan
    kasus.unggah("undangan")
    kasus.terapkan(perintah)
    assert not kasus.p.visits[visit.kunci].terbuka


# ------------------------------------------------------------------- signatures under the BAP


def _di_bap() -> tuple[Kasus, Visit, Perintah, Berkas]:
    kasus = Kasus().ajukan().sampai("membuat_bap")
    visit = kasus.terbuka()[0]
    perintah = Perintah(*visit.kunci, "tandatangani_bap", TIM, {"nomor_bap": "12/BAP/2026"})
    s = _susunan(visit, "tandatangani_bap", "bap", nomor_bap="12/BAP/2026")
    return kasus, visit, perintah, _versi(kasus, s)


def _tanda(kasus: Kasus, visit: Visit, nama: str, sha256: str, **isi: str) -> None:
    tanda = Tanda(visit.kunci, "tandatangani_bap", nama, sha256, TIM, **isi)
    kasus.simpan(penyusunan.bubuhkan(kasus.sop, kasus.kantor, kasus.p, tanda, kasus.detik()))


def _gambar(kasus: Kasus) -> str:
    """A signature drawn on glass, stored; its id."""
    gambar = replace(kasus.kertas("tanda_tangan"), tipe="image/png")
    kasus.p = replace(kasus.p, berkas={**kasus.p.berkas, gambar.id: gambar})
    return gambar.id


def _belum(kasus: Kasus, perintah: Perintah) -> list[str]:
    with pytest.raises(BadInput) as salah:
        kasus.terapkan(perintah)
    return [k.pesan for k in salah.value.kesalahan]


SEMUA = ("Andi Wijaya (ketua)", "Rina Kusuma", "Dedi Pratama", "Pemohon")


def test_the_bap_closes_when_all_have_signed_or_refused() -> None:
    kasus, visit, perintah, bap = _di_bap()
    assert len(_belum(kasus, perintah)) == len(SEMUA)
    for nama in SEMUA[:3]:
        _tanda(kasus, visit, nama, bap.sha256, berkas=_gambar(kasus))
    assert _belum(kasus, perintah) == ["Tanda tangan Pemohon, atau alasan menolak, belum dicatat."]
    _tanda(kasus, visit, SEMUA[3], bap.sha256, menolak="Tidak setuju dengan temuan.")
    kasus.terapkan(perintah)
    assert not kasus.p.visits[visit.kunci].terbuka
    assert kasus.p.surat[kasus.p.visits[visit.kunci].penutup.jejak, "bap"]  # type: ignore[union-attr]


def test_a_new_version_of_the_bap_must_be_signed_anew() -> None:
    kasus, visit, perintah, bap = _di_bap()
    for nama in SEMUA:
        _tanda(kasus, visit, nama, bap.sha256, berkas=_gambar(kasus))
    baru = {"nomor_bap": "13/BAP/2026"}
    _versi(kasus, _susunan(visit, "tandatangani_bap", "bap", **baru))
    assert len(_belum(kasus, replace(perintah, isian=baru))) == len(SEMUA)
    with pytest.raises(Conflict, match="sudah berganti"):
        _tanda(kasus, visit, SEMUA[0], bap.sha256)


def test_paper_is_signed_on_its_scan_and_not_on_what_is_only_printed_here() -> None:
    kasus, visit, perintah, bap = _di_bap()
    with pytest.raises(BadInput) as salah:
        _tanda(kasus, visit, SEMUA[0], bap.sha256)
    assert [k.isian for k in salah.value.kesalahan] == ["berkas"]
    pindaian = kasus.unggah("bap")
    for nama in SEMUA:
        _tanda(kasus, visit, nama, pindaian.sha256)
    kasus.terapkan(perintah)
    assert not kasus.p.visits[visit.kunci].terbuka


def test_who_is_not_named_in_the_undangan_does_not_sign() -> None:
    kasus, visit, _, bap = _di_bap()
    with pytest.raises(BadInput) as salah:
        _tanda(kasus, visit, "Orang Lain", bap.sha256)
    assert "Andi Wijaya" in salah.value.kesalahan[0].pesan


@pytest.mark.parametrize("isi", [{"berkas": "tidak-ada"}, {"berkas": "b1", "menolak": "Tidak."}])
def test_a_signature_is_an_image_of_this_visit_or_a_refusal(isi: dict[str, str]) -> None:
    kasus, visit, _, bap = _di_bap()
    with pytest.raises(BadInput):
        _tanda(kasus, visit, SEMUA[0], bap.sha256, **isi)
