"""Which visits the jejak makes due: the straight path, loops, blocks in any order, the end."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from chalicelib.domain import sop
from chalicelib.domain.sop import Sop

KE_BLOK_1 = [
    "memasukkan_berkas ajukan",
    "menerima_permohonan terima",
    "meneruskan_berkas teruskan",
    "memverifikasi_berkas lengkap",
    "mengirim_berkas_rekomendasi kirim",
    "mendaftarkan_rekomendasi daftarkan",
]
BLOK_1 = ["diskominfo_menerima terima", "diskominfo_menghubungi_fo hubungi", "dlh_menerima terima"]
KE_BLOK_2 = [
    "menghubungi_bo hubungi",
    "mengundang_tim_teknis undang",
    "mengirim_sms_cek_lokasi kirim",
    "menerima_sms_cek_lokasi terima",
    "memeriksa_lapangan periksa",
    "membuat_bap tandatangani_bap",
    "memberi_pertimbangan memenuhi",
]
BLOK_2 = [
    "diskominfo_menyusun_rekomendasi rekomendasikan",
    "diskominfo_mengirim_rekomendasi kirim",
    "dlh_menyusun_rekomendasi tolak",
    "dlh_mengirim_rekomendasi kirim",
]
KE_TANDA_TANGAN = [
    "menerima_rekomendasi teruskan",
    "meneliti_berkas lanjutkan",
    "membuat_draf buat",
    "menyerahkan_draf serahkan",
    "paraf_kasi paraf",
    "paraf_kabid paraf",
    "paraf_sekretaris paraf",
]
KE_AKHIR = [
    "menandatangani_sk tandatangani",
    "mengirim_sms_sk kirim",
    "menerima_sms_sk terima",
    "menyerahkan_sk serahkan",
    "menerima_sk terima",
    "mengarsipkan arsipkan",
]


@dataclass
class Perkara:
    """A case as the jejak knows it; between two rows of the jejak others may stand."""

    sop: Sop
    closed: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    no: int = 0

    @property
    def terbuka(self) -> set[str]:
        return {kode for kode, _ in self.sop.due(self.closed)}

    def tutup(self, kode: str, aksi: str) -> None:
        (kunjungan,) = [k for k in self.sop.due(self.closed) if k[0] == kode]
        self.no += 3
        self.closed[kunjungan] = (aksi, self.no)

    def jalan(self, langkah: Iterable[str]) -> "Perkara":
        for satu in langkah:
            self.tutup(*satu.split())
        return self


def perkara(*langkah: str, kunci: str = "ikrg-v1") -> Perkara:
    return Perkara(sop.muat(kunci)).jalan(langkah)


def test_a_case_begins_at_the_first_row() -> None:
    assert sop.muat("ikrg-v1").due({}) == {("memasukkan_berkas", 0)}


def test_the_straight_path_visits_every_number_once_and_ends() -> None:
    p = perkara(*KE_BLOK_1, *BLOK_1, *KE_BLOK_2, *BLOK_2, *KE_TANDA_TANGAN, *KE_AKHIR)
    nomor = [p.sop.langkah[kode].no for kode, _ in p.closed]
    assert sorted(map(str, nomor)) == sorted(map(str, [*range(1, 31), 7, 16, 17]))
    assert p.terbuka == set()


@pytest.mark.parametrize("letak_dlh", range(3))
def test_the_first_block_joins_in_any_order_of_its_branches(letak_dlh: int) -> None:
    urutan = BLOK_1[:2]
    urutan.insert(letak_dlh, BLOK_1[2])
    p = perkara(*KE_BLOK_1)
    assert p.sop.due(p.closed) == {("diskominfo_menerima", p.no), ("dlh_menerima", p.no)}
    for satu in urutan:
        assert "menghubungi_bo" not in p.terbuka
        p.jalan([satu])
    assert p.sop.due(p.closed) == {("menghubungi_bo", p.no)}


def test_a_join_is_named_by_the_last_branch_whatever_row_is_looked_at_first() -> None:
    p = perkara(*KE_BLOK_1, "dlh_menerima terima", *BLOK_1[:2])
    balik = dict(reversed(p.closed.items()))
    assert p.sop.due(balik) == p.sop.due(p.closed) == {("menghubungi_bo", p.no)}


def test_an_agency_asks_for_a_paper_while_the_other_goes_on() -> None:
    p = perkara(*KE_BLOK_1, "dlh_menerima minta_kelengkapan", "diskominfo_menerima terima")
    assert p.terbuka == {"kelengkapan_dlh", "diskominfo_menghubungi_fo"}
    p.jalan(["diskominfo_menghubungi_fo hubungi"])
    assert p.terbuka == {"kelengkapan_dlh"}
    p.jalan(["kelengkapan_dlh lengkapi", "dlh_menerima terima"])
    assert p.terbuka == {"menghubungi_bo"}


@pytest.mark.parametrize("sampai", [2, 4])
def test_mended_papers_go_back_to_the_row_that_returned_them(sampai: int) -> None:
    p = perkara(*KE_BLOK_1[: sampai - 1])
    (kode,) = p.terbuka
    p.tutup(kode, "kembalikan")
    kunjungan = ("perbaikan_berkas", p.no)
    assert p.sop.asal(*kunjungan, p.closed) == kode
    p.tutup("perbaikan_berkas", "perbaiki")
    assert p.sop.due(p.closed) == {(kode, p.no)}
    assert p.sop.asal(*kunjungan, p.closed) == kode


def test_a_new_cek_lokasi_begins_with_a_new_undangan() -> None:
    p = perkara(*KE_BLOK_1, *BLOK_1, *KE_BLOK_2[:4], "memeriksa_lapangan jadwal_ulang")
    assert p.terbuka == {"mengundang_tim_teknis"}
    p.jalan([*KE_BLOK_2[1:6], "memberi_pertimbangan perlu_perbaikan"])
    assert p.terbuka == {"perbaikan_lapangan"}
    p.jalan(["perbaikan_lapangan perbaiki"])
    assert p.terbuka == {"mengundang_tim_teknis"}


@pytest.mark.parametrize("dari", ["menerima_rekomendasi", "meneliti_berkas"])
def test_a_returned_rekomendasi_opens_both_branches_anew(dari: str) -> None:
    p = perkara(*KE_BLOK_1, *BLOK_1, *KE_BLOK_2, *BLOK_2)
    p.jalan(["menerima_rekomendasi teruskan"] if dari == "meneliti_berkas" else [])
    p.tutup(dari, "kembalikan_ke_dinas")
    assert p.terbuka == {"diskominfo_menyusun_rekomendasi", "dlh_menyusun_rekomendasi"}
    assert {setelah for _, setelah in p.sop.due(p.closed)} == {p.no}
    p.jalan([*BLOK_2[2:], "diskominfo_menyusun_rekomendasi tegaskan"])
    assert p.terbuka == {"diskominfo_mengirim_rekomendasi"}
    p.jalan(["diskominfo_mengirim_rekomendasi kirim"])
    assert p.sop.due(p.closed) == {("menerima_rekomendasi", p.no)}


@pytest.mark.parametrize("berapa", range(4))
def test_a_refused_draft_goes_back_to_its_maker(berapa: int) -> None:
    p = perkara(*KE_BLOK_1, *BLOK_1, *KE_BLOK_2, *BLOK_2, *KE_TANDA_TANGAN[: 4 + berapa])
    (kode,) = p.terbuka
    p.tutup(kode, "kembalikan")
    assert p.terbuka == {"membuat_draf"}
    assert p.sop.boleh_ditarik(p.closed)


def test_withdrawal_ends_with_the_signature() -> None:
    p = perkara(*KE_BLOK_1, *BLOK_1, *KE_BLOK_2, *BLOK_2, *KE_TANDA_TANGAN)
    assert p.sop.boleh_ditarik(p.closed)
    p.jalan(KE_AKHIR[:1])
    assert not p.sop.boleh_ditarik(p.closed)


def test_without_dlh_the_blocks_are_plain_sequences() -> None:
    kunci = "ikrg-v1-tanpa-dlh"
    p = perkara(*KE_BLOK_1, *BLOK_1[:2], *KE_BLOK_2, *BLOK_2[:2], kunci=kunci)
    assert p.terbuka == {"menerima_rekomendasi"}
    p.jalan(["menerima_rekomendasi kembalikan_ke_dinas"])
    assert p.terbuka == {"diskominfo_menyusun_rekomendasi"}
    p.jalan([*BLOK_2[:2], *KE_TANDA_TANGAN, *KE_AKHIR])
    assert p.terbuka == set()


def test_a_jejak_that_this_table_cannot_have_made_is_refused() -> None:
    p = sop.muat("ikrg-v1")
    with pytest.raises(KeyError):
        p.due({("memasukkan_berkas", 0): ("terbang", 1)})
    with pytest.raises(ValueError, match="jejak 0"):
        p.due({("memasukkan_berkas", 0): ("ajukan", 0)})


def test_ten_thousand_returns_are_walked_once_each() -> None:
    p = sop.muat("ikrg-v1")
    closed = {("memasukkan_berkas", 0): ("ajukan", 1)}
    for no in range(1, 20_000, 2):
        closed["menerima_permohonan", no] = ("kembalikan", no + 1)
        closed["perbaikan_berkas", no + 1] = ("perbaiki", no + 2)
    assert p.due(closed) == {("menerima_permohonan", 20_001)}
