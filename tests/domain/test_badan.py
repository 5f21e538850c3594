"""Request bodies: each fault of pydantic is one Indonesian sentence at its path."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, RootModel

from chalicelib.domain.badan import Badan, Teks, TeksPanjang, baca_badan
from chalicelib.errors import BadInput


class Baris(Badan):
    sasaran: Teks
    alasan: TeksPanjang


class Contoh(Badan):
    setelah: int = Field(ge=0, le=9999)
    tipe: Literal["a/b", "c/d"] = "a/b"
    sha256: str = Field(default="", pattern="^[0-9a-f]*$", max_length=64)
    cacat: list[Baris] = Field(default=[], max_length=2)
    setuju: bool = True


def kesalahan(badan: object) -> dict[str, str]:
    with pytest.raises(BadInput) as ditolak:
        baca_badan(Contoh, badan)
    return {fault.isian: fault.pesan for fault in ditolak.value.kesalahan}


def test_a_good_body_becomes_the_model_with_clean_text() -> None:
    badan = {"setelah": 3, "cacat": [{"sasaran": "berkas:ktp", "alasan": " buram "}]}
    assert baca_badan(Contoh, badan).cacat[0].alasan == "buram"


@pytest.mark.parametrize(
    ("badan", "isian", "pesan"),
    [
        ({}, "setelah", "Setelah wajib diisi."),
        ({"setelah": "1"}, "setelah", "Setelah harus bilangan bulat."),
        ({"setelah": True}, "setelah", "Setelah harus bilangan bulat."),
        ({"setelah": -1}, "setelah", "Setelah paling kecil 0."),
        ({"setelah": 10**40}, "setelah", "Setelah paling besar 9999."),
        ({"setelah": 1, "x": 1}, "x", "Isian ini tidak dikenal. Hapus dari kiriman."),
        ({"setelah": 1, "tipe": "z"}, "tipe", "Tipe harus salah satu dari: a/b atau c/d."),
        ({"setelah": 1, "setuju": "ya"}, "setuju", "Setuju harus true atau false."),
        ({"setelah": 1, "cacat": 1}, "cacat", "Cacat harus berupa daftar."),
        ({"setelah": 1, "cacat": [1]}, "cacat.0", "Cacat harus berupa objek."),
        ({"setelah": 1, "cacat": [{}] * 3}, "cacat", "Cacat terlalu banyak. Isi paling banyak 2."),
        (
            {"setelah": 1, "cacat": [{"sasaran": "a", "alasan": "<b>"}]},
            "cacat.0.alasan",
            "Alasan tidak boleh memuat tanda < atau >.",
        ),
        (
            {"setelah": 1, "sha256": "Z"},
            "sha256",
            "Sha256 bentuknya tidak benar. Periksa kembali penulisannya.",
        ),
        ([], "", "Kiriman harus berupa objek JSON."),
        (None, "", "Kiriman harus berupa objek JSON."),
    ],
)
def test_each_fault_is_a_sentence_at_its_path(badan: object, isian: str, pesan: str) -> None:
    assert kesalahan(badan)[isian] == pesan


def test_the_number_and_size_of_faults_is_bounded() -> None:
    daftar = kesalahan({"setelah": 1, **{f"a{i}" * 100: 1 for i in range(1000)}})
    assert len(daftar) == 20
    assert all(len(isian) <= 60 for isian in daftar)


def test_any_object_can_be_asked_for() -> None:
    model = RootModel[dict[str, object]]
    assert baca_badan(model, {"nik": 1}).root == {"nik": 1}
    with pytest.raises(BadInput):
        baca_badan(model, [1])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda isi: st.lists(isi) | st.dictionaries(st.text() | st.sampled_from(["setelah"]), isi),
    max_leaves=8,
)


@given(st.fixed_dictionaries({"setelah": JSON}, optional={"cacat": JSON, "sha256": JSON}) | JSON)
def test_a_body_is_accepted_or_refused_in_indonesian(badan: object) -> None:
    try:
        baca_badan(Contoh, badan)
    except BadInput as ditolak:
        assert all(fault.pesan.endswith(".") for fault in ditolak.kesalahan)
        assert not any("nput should" in fault.pesan for fault in ditolak.kesalahan)
