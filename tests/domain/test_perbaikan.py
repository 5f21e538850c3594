"""What the applicant mends: each field, paper and finding closes its own defect and no other."""

from dataclasses import replace

import pytest

from chalicelib.domain import perbaikan
from chalicelib.domain.aksi import Perintah
from chalicelib.domain.efek import CacatBaru
from chalicelib.domain.sop import muat
from chalicelib.domain.syarat import sasaran_cacat
from chalicelib.errors import BadInput, Conflict, NotFound
from tests.domain.kasus import PEMOHON, Kasus, di_langkah, langkah_terbuka, petugas

IKRG = muat("ikrg-v1")


def dikembalikan(*sasaran: str, **khusus: object) -> Kasus:
    """A case returned to the applicant at the first check with these defects."""
    kasus = Kasus().ajukan(**khusus)
    visit = kasus.terbuka("menerima_permohonan")[0]
    cacat = tuple(CacatBaru(s, "Keliru.") for s in sasaran)
    kasus.terapkan(Perintah(*visit.kunci, "kembalikan", petugas("front_office"), cacat=cacat))
    return kasus


def sasaran_terbuka(kasus: Kasus) -> list[str]:
    return [c.sasaran for c in kasus.p.cacat_terbuka()]


def test_each_field_and_paper_closes_its_own_defect() -> None:
    kasus = dikembalikan("isian:nama", "isian:desa", "berkas:ktp", "berkas:npwp")
    kasus.perbaiki_isian({"nama": "Siti R."})
    assert sasaran_terbuka(kasus) == ["isian:desa", "berkas:ktp", "berkas:npwp"]
    kasus.unggah("ktp")
    assert sasaran_terbuka(kasus) == ["isian:desa", "berkas:npwp"]
    assert kasus.p.data["nama"] == "Siti R."


def test_a_file_goes_back_only_when_every_defect_is_closed() -> None:
    kasus = dikembalikan("isian:nama", "berkas:ktp")
    visit = kasus.terbuka("perbaikan_berkas")[0]
    kasus.perbaiki_isian({"nama": "Siti R."})
    with pytest.raises(BadInput) as salah:
        kasus.terapkan(Perintah(*visit.kunci, "perbaiki", PEMOHON))
    assert [f.isian for f in salah.value.kesalahan] == ["berkas:ktp"]
    kasus.unggah("ktp")
    kasus.terapkan(Perintah(*visit.kunci, "perbaiki", PEMOHON))
    assert langkah_terbuka(kasus.p) == {"menerima_permohonan"}


@pytest.mark.parametrize(
    ("nilai", "isian"),
    [
        ({"desa": "Sukamaju"}, "desa"),
        ({"nama": "Siti", "desa": "Sukamaju"}, "desa"),
        ({"nama": ""}, "nama"),
        ({"nama": "<b>"}, "nama"),
        ({"tidak_ada": "x"}, "tidak_ada"),
    ],
)
def test_a_field_that_was_not_returned_or_is_wrong_is_refused(
    nilai: dict[str, object], isian: str
) -> None:
    kasus = dikembalikan("isian:nama")
    sebelum = kasus.p
    with pytest.raises(BadInput) as salah:
        kasus.perbaiki_isian(nilai)
    assert [f.isian for f in salah.value.kesalahan] == [isian]
    assert kasus.p is sebelum


def test_a_field_cannot_be_changed_while_nothing_is_returned() -> None:
    kasus = di_langkah(IKRG, "meneruskan_berkas")
    with pytest.raises(BadInput):
        kasus.perbaiki_isian({"nama": "Orang Lain"})


def test_mending_with_no_field_changes_nothing() -> None:
    kasus = dikembalikan("isian:nama")
    assert perbaikan.perbaiki_isian(IKRG, kasus.p, {}, PEMOHON, kasus.detik()) is kasus.p


def test_a_returned_field_that_is_no_longer_asked_is_closed_with_the_one_that_asked_it() -> None:
    kasus = dikembalikan("isian:kategori", "isian:jabatan", "isian:email")
    kasus.perbaiki_isian({"kategori": "perorangan"})
    assert sasaran_terbuka(kasus) == ["isian:email"]
    assert "jabatan" not in kasus.p.data


def test_values_of_fields_do_not_stand_in_the_jejak() -> None:
    kasus = dikembalikan("isian:nama")
    kasus.perbaiki_isian({"nama": "Siti R."})
    assert kasus.jejak[-1].rincian == {"isian": ["nama"]}


def test_a_refused_paper_closes_no_defect_and_blocks_nothing() -> None:
    kasus = dikembalikan("berkas:ktp")
    kasus.unggah("ktp", "ditolak")
    assert sasaran_terbuka(kasus) == ["berkas:ktp"]
    baik = kasus.unggah("ktp")
    kasus.unggah("ktp", "ditolak")
    assert sasaran_terbuka(kasus) == []
    assert kasus.p.berkas_terakhir("ktp") == baik


def test_a_paper_that_comes_twice_is_one_paper() -> None:
    kasus = dikembalikan("berkas:ktp")
    berkas = kasus.unggah("ktp")
    p = perbaikan.terima_berkas(kasus.p, berkas, PEMOHON, kasus.detik())
    assert p is kasus.p


def test_a_paper_for_a_case_that_ended_is_left_out() -> None:
    kasus = dikembalikan("berkas:ktp")
    kasus.tarik()
    sebelum = kasus.p
    kasus.unggah("ktp")
    assert kasus.p is sebelum


def test_a_draft_that_comes_after_its_langkah_does_not_replace_the_one_with_a_paraf() -> None:
    kasus = di_langkah(IKRG, "paraf_kabid")
    visit = kasus.terbuka()[0]
    lama, baru = kasus.p.berkas_terakhir("draf"), kasus.unggah("draf")
    assert lama
    assert kasus.p.berkas_terakhir("draf") == lama
    assert kasus.p.berkas[baru.id].alasan == "Berkas ini tidak diminta lagi saat selesai diunggah."
    with pytest.raises(Conflict, match="Draf sudah berganti"):
        kasus.terapkan(Perintah(*visit.kunci, "paraf", petugas("kabid"), sha256=baru.sha256))
    dibaca = Perintah(*visit.kunci, "paraf", petugas("kabid"), sha256=lama.sha256)
    kasus.terapkan(replace(dibaca, sidik=lama.sidik))


def test_a_finding_on_site_is_answered_once_and_only_in_words() -> None:
    kasus = Kasus().ajukan().sampai("memberi_pertimbangan")
    visit = kasus.terbuka("memberi_pertimbangan")[0]
    cacat = (CacatBaru("lapangan", "Tanpa papan."), CacatBaru("berkas:ktp", "Buram."))
    kasus.terapkan(Perintah(*visit.kunci, "perlu_perbaikan", petugas("tim_teknis"), cacat=cacat))
    lapangan, ktp = kasus.p.cacat_terbuka()
    with pytest.raises(Conflict, match="memperbaiki berkas"):
        perbaikan.jawab_cacat(kasus.p, ktp.no, "Sudah.", PEMOHON, kasus.detik())
    p = perbaikan.jawab_cacat(kasus.p, lapangan.no, "Papan dipasang.", PEMOHON, kasus.detik())
    assert p.cacat[lapangan.no].keterangan == "Papan dipasang."
    for no in (lapangan.no, 99):
        with pytest.raises(NotFound):
            perbaikan.jawab_cacat(p, no, "Lagi.", PEMOHON, kasus.detik())


def test_what_a_mended_answer_makes_required_can_be_given_and_must_be() -> None:
    kasus = dikembalikan("isian:kategori", kategori="perorangan")
    visit = kasus.terbuka("perbaikan_berkas")[0]
    perintah = Perintah(*visit.kunci, "perbaiki", PEMOHON)
    kasus.perbaiki_isian({"kategori": "badan usaha"})
    with pytest.raises(BadInput) as salah:
        kasus.terapkan(perintah)
    kurang = {f.isian for f in salah.value.kesalahan}
    assert {"berkas:akta_pendirian", "berkas:sk_kemenkumham"} <= kurang
    for kode in kurang:
        jenis, _, kertas = kode.rpartition(":")
        if jenis == "berkas":
            assert kasus.unggah(kertas).id in kasus.p.berkas
        else:
            kasus.perbaiki_isian({kode: kasus.nilai(kode)})
    kasus.terapkan(perintah)
    assert langkah_terbuka(kasus.p) == {"menerima_permohonan"}
    assert kasus.p.berkas_terakhir("akta_pendirian")


def test_a_paper_that_nothing_asks_for_is_refused_while_mending() -> None:
    kasus = dikembalikan("berkas:ktp")
    lain = kasus.unggah("npwp")
    assert kasus.p.berkas[lain.id].keadaan == "ditolak"


def test_findings_on_site_are_named_only_where_the_row_says_so() -> None:
    kasus = Kasus().ajukan()
    visit = kasus.terbuka("menerima_permohonan")[0]
    cacat = (CacatBaru("lapangan", "Tanpa papan nama."),)
    with pytest.raises(BadInput) as salah:
        kasus.terapkan(Perintah(*visit.kunci, "kembalikan", petugas("front_office"), cacat=cacat))
    assert [f.isian for f in salah.value.kesalahan] == ["cacat.0.sasaran"]


def test_what_may_be_named_is_what_these_answers_ask_for() -> None:
    kasus = Kasus().ajukan(kategori="perorangan")
    aksi = kasus.sop.langkah["menerima_permohonan"].aksi_berkode("kembalikan")
    daftar = sasaran_cacat(kasus.sop, aksi, kasus.p.data)
    assert {"isian:nama", "berkas:ktp"} <= {*daftar}
    assert not {"isian:jabatan", "berkas:akta_pendirian", "lapangan"} & {*daftar}
    aksi = kasus.sop.langkah["memberi_pertimbangan"].aksi_berkode("perlu_perbaikan")
    assert sasaran_cacat(kasus.sop, aksi, kasus.p.data) == ["lapangan", *daftar]
    aksi = kasus.sop.langkah["menerima_permohonan"].aksi_berkode("terima")
    assert sasaran_cacat(kasus.sop, aksi, kasus.p.data) == []
