"""A signature asks for a sign-in of the last five minutes, and nothing else does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain import hak, pencabutan
from chalicelib.domain.aksi import Perintah
from chalicelib.domain.pencabutan import Cabutan
from chalicelib.domain.permohonan import Pelaku
from chalicelib.domain.sop import muat
from chalicelib.errors import Conflict, SignInTooOld
from tests.domain.kasus import Kasus, di_langkah, petugas

IKRG = muat("ikrg-v1")
LIMA_MENIT = timedelta(minutes=5)
SEMUA = [(kode, aksi.kode) for kode, baris in IKRG.langkah.items() for aksi in baris.aksi]


def masuk(kasus: Kasus, lalu: timedelta, pelaku: Pelaku | None = None) -> Pelaku:
    """The head, who signed in that long before the next change of the case."""
    return replace(pelaku or petugas("kepala"), masuk=kasus.pada + kasus.setiap - lalu)


def siap(lalu: timedelta | None) -> tuple[Kasus, Perintah]:
    """A case to be signed, and the command of a head who signed in that long before it."""
    kasus = di_langkah(IKRG, "menandatangani_sk")
    (visit,) = kasus.terbuka()
    perintah = kasus.siap(visit, IKRG.langkah[visit.kode].aksi[0], petugas("kepala"))
    siapa = replace(perintah.pelaku, masuk=None) if lalu is None else masuk(kasus, lalu)
    return kasus, replace(perintah, pelaku=siapa)


@pytest.mark.parametrize(("kode", "aksi"), SEMUA)
def test_only_what_signs_needs_it(kode: str, aksi: str) -> None:
    perlu = hak.perlu_masuk_baru(IKRG.langkah[kode].aksi_berkode(aksi))
    assert perlu == ((kode, aksi) == ("menandatangani_sk", "tandatangani"))


@pytest.mark.parametrize(
    "lalu", [timedelta(0), LIMA_MENIT, -timedelta(seconds=30)], ids=["now", "5 min", "to come"]
)
def test_a_fresh_sign_in_signs(lalu: timedelta) -> None:
    kasus, perintah = siap(lalu)
    kasus.terapkan(perintah)
    assert kasus.p.tanda_tangan


@pytest.mark.parametrize("lalu", [LIMA_MENIT + timedelta(microseconds=1), timedelta(hours=1), None])
def test_an_older_or_unknown_one_does_not_and_the_sentence_says_what_to_do(
    lalu: timedelta | None,
) -> None:
    kasus, perintah = siap(lalu)
    semula = kasus.p
    with pytest.raises(SignInTooOld, match="Tanda tangan memerlukan masuk ulang"):
        kasus.terapkan(perintah)
    assert kasus.p is semula


def test_the_same_click_again_gets_the_first_answer_however_old_the_sign_in_is_by_then() -> None:
    kasus, perintah = siap(LIMA_MENIT)
    p = kasus.terapkan(perintah)
    kasus.detik(timedelta(hours=2))
    assert kasus.terapkan(perintah) is p


def test_to_return_a_draft_needs_none() -> None:
    kasus = di_langkah(IKRG, "menandatangani_sk")
    (visit,) = kasus.terbuka()
    kembalikan = IKRG.langkah[visit.kode].aksi_berkode("kembalikan")
    perintah = kasus.siap(visit, kembalikan, masuk(kasus, timedelta(hours=3)))
    kasus.terapkan(perintah)
    assert kasus.p.tertutup[visit.kunci][0] == "kembalikan"


def test_who_comes_second_hears_that_first() -> None:
    kasus, perintah = siap(LIMA_MENIT)
    kasus.surat_jadi = False
    kasus.terapkan(perintah)
    lain = masuk(kasus, timedelta(hours=1), petugas("kepala", "Plh"))
    with pytest.raises(Conflict, match="Sudah ditandatangani oleh kepala"):
        kasus.terapkan(replace(perintah, pelaku=lain))


def test_a_revocation_is_a_signature_too() -> None:
    kasus = Kasus().ajukan().selesaikan()
    lama = Cabutan("Keterangan palsu.", "Pasal 9.", masuk(kasus, timedelta(hours=1)), 3)
    with pytest.raises(SignInTooOld):
        pencabutan.cabut(kasus.sop, kasus.kantor, kasus.p, lama, kasus.detik())
    baru = replace(lama, pelaku=masuk(kasus, timedelta(minutes=1)))
    p = pencabutan.cabut(kasus.sop, kasus.kantor, kasus.p, baru, kasus.detik())
    assert p.dicabut
    assert pencabutan.cabut(kasus.sop, kasus.kantor, p, lama, kasus.detik()) is p
