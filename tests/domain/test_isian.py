"""Fields: every kind accepts what people write, keeps one form of it, and refuses the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.isian import cocok, diminta, periksa
from chalicelib.domain.jenis_isian import JENIS
from chalicelib.domain.sop_tabel import Isian

PILIHAN = ("baru", "perpanjangan", "tatap_muka")


def satu(jenis: str, *, wajib: bool = True) -> list[Isian]:
    return [Isian(kode="x", nama="Isian X", jenis=jenis, wajib=wajib, pilihan=PILIHAN)]


DITERIMA = [
    ("teks", "  PT Contoh Nusantara ", "PT Contoh Nusantara"),
    ("teks", "Cafe\u0301", "Caf\u00e9"),
    ("teks", "A" * 200, "A" * 200),
    ("teks_panjang", "satu\r\ndua", "satu\ndua"),
    ("tanggal", "2028-02-29", "2028-02-29"),
    ("jam", "09:30", "09.30"),
    ("jam", "9.05", "09.05"),
    ("bilangan", 0, 0),
    ("ya_tidak", False, False),
    ("pilihan", "baru", "baru"),
    ("telepon", "0812-3456-7890", "+6281234567890"),
    ("telepon", "62812 3456 7890", "+6281234567890"),
    ("telepon", "+62 812 3456 7890", "+6281234567890"),
    ("email", "Budi@Contoh.CO.ID", "Budi@contoh.co.id"),
    ("nik", "3171011708450001", "3171011708450001"),
    ("nik", "3171 0157 0845 0001", "3171015708450001"),
    ("nik", "9501010101900001", "9501010101900001"),
    ("npwp", "01.312.166.0-091.000", "013121660091000"),
    ("npwp", "0013121660091000", "0013121660091000"),
    ("npwp", "3171011708450001", "3171011708450001"),
    ("nib", "9120001234567", "9120001234567"),
    ("kbli", "43212", "43212"),
    ("kode_pos", "57311", "57311"),
    ("koordinat", "-7.5361,110.6", "-7.536100, 110.600000"),
]

DITOLAK = [
    ("teks", 7),
    ("teks", "A" * 10_000),
    ("teks", "satu\ndua"),
    ("teks", "nol\x00"),
    ("teks", "x\ud800y"),
    ("teks", "balik\u202ekanan"),
    ("teks", "lebar\u200bnol"),
    ("teks", "<script>alert(1)</script>"),
    ("teks", ["a"]),
    ("teks_panjang", "A" * 2001),
    ("teks_panjang", "satu\x1b[31m"),
    ("tanggal", "2026-02-29"),
    ("tanggal", "24-09-2026"),
    ("tanggal", "20260924"),
    ("tanggal", "0001-01-01"),
    ("jam", "24.00"),
    ("jam", "9"),
    ("bilangan", True),
    ("bilangan", 1.0),
    ("bilangan", "1"),
    ("bilangan", -1),
    ("bilangan", 10**30),
    ("ya_tidak", "ya"),
    ("ya_tidak", 1),
    ("pilihan", "perubahan"),
    ("pilihan", ["baru"]),
    ("telepon", "021-5551234"),
    ("telepon", "+65 8123 4567"),
    ("telepon", "0812-55"),
    ("telepon", "0812CALLNOW"),
    ("telepon", 81234567890),
    ("email", "budi"),
    ("email", "budi@contoh"),
    ("email", "Budi (budi@contoh.co.id)"),
    ("nik", "317101170845000"),
    ("nik", "9971011708450001"),
    ("nik", "3171013113450001"),
    ("nik", "3171018108450001"),
    ("nik", "\uff13171011708450001"),
    ("nik", 3171011708450001),
    ("npwp", "013121661091000"),
    ("npwp", "123"),
    ("npwp", "9971011708450001"),
    ("nib", "912000123456"),
    ("kbli", "4321a"),
    ("kode_pos", "5731"),
    ("koordinat", "51.5, 0.1"),
    ("koordinat", "-7,5361 110,6"),
]


@pytest.mark.parametrize(("jenis", "nilai", "disimpan"), DITERIMA)
def test_a_good_value_is_kept_in_one_form(jenis: str, nilai: object, disimpan: object) -> None:
    assert periksa(satu(jenis), {"x": nilai}, {}) == ({"x": disimpan}, ())


@pytest.mark.parametrize(("jenis", "nilai"), DITOLAK)
def test_a_bad_value_is_one_fault_that_does_not_repeat_it(jenis: str, nilai: object) -> None:
    diterima, kesalahan = periksa(satu(jenis), {"x": nilai}, {})
    assert diterima == {}
    assert [fault.isian for fault in kesalahan] == ["x"]
    assert kesalahan[0].pesan.startswith("Isian X ")
    assert kesalahan[0].pesan.endswith(".")
    assert len(str(nilai)) < 4 or str(nilai) not in kesalahan[0].pesan


@pytest.mark.parametrize("hari", ["00", "32", "40", "72", "99"])
def test_a_nik_with_an_impossible_day_is_refused(hari: str) -> None:
    assert periksa(satu("nik"), {"x": f"317101{hari}08450001"}, {})[1]


def test_the_sentence_says_what_to_do() -> None:
    nik = [Isian(kode="nik", nama="NIK", jenis="nik")]
    assert periksa(nik, {"nik": "12"}, {})[1][0].pesan == "NIK harus 16 angka sesuai KTP."


@pytest.mark.parametrize("kosong", [None, "", " \t"])
def test_a_blank_field_counts_as_not_filled(kosong: object) -> None:
    assert periksa(satu("teks"), {"x": kosong}, {})[1][0].pesan == "Isian X wajib diisi."
    assert periksa(satu("teks"), {"x": kosong}, {}, lengkap=False) == ({}, ())
    assert periksa(satu("teks", wajib=False), {"x": kosong}, {}) == ({}, ())


def test_a_draft_may_lack_required_fields_but_not_hold_wrong_ones() -> None:
    assert periksa(satu("nik"), {}, {}, lengkap=False) == ({}, ())
    assert periksa(satu("nik"), {"x": "12"}, {}, lengkap=False)[1]


def test_unknown_fields_are_named_and_their_number_is_bounded() -> None:
    assert periksa([], {"peran": "kepala"}, {})[1][0].isian == "peran"
    assert len(periksa([], {f"a{i}" * 100: 1 for i in range(1000)}, {})[1]) == 20


FORMULIR = [
    Isian(kode="kategori", nama="Kategori", jenis="pilihan", pilihan=("usaha", "perorangan")),
    Isian(kode="bentuk", nama="Bentuk usaha", jenis="teks", bila={"kategori": "usaha"}),
]


def test_a_conditional_field_is_required_only_where_its_condition_holds() -> None:
    assert periksa(FORMULIR, {"kategori": "perorangan"}, {})[1] == ()
    assert periksa(FORMULIR, {"kategori": "usaha"}, {})[1][0].isian == "bentuk"
    assert periksa(FORMULIR[1:], {}, {"kategori": "usaha"})[1][0].isian == "bentuk"


def test_a_field_that_is_not_asked_is_refused() -> None:
    isi = {"kategori": "perorangan", "bentuk": "PT"}
    diterima, kesalahan = periksa(FORMULIR, isi, {})
    assert diterima == {"kategori": "perorangan"}
    assert "tidak diminta" in kesalahan[0].pesan


def test_a_condition_on_a_faulty_answer_is_not_judged() -> None:
    kesalahan = periksa(FORMULIR, {"kategori": "yayasan", "bentuk": "PT"}, {})[1]
    assert [fault.isian for fault in kesalahan] == ["kategori"]


def test_a_cleared_answer_no_longer_asks_for_what_hung_on_it() -> None:
    isi = {"kategori": None, "bentuk": "PT"}
    kesalahan = periksa(FORMULIR, isi, {"kategori": "usaha"}, lengkap=False)[1]
    assert [fault.isian for fault in kesalahan] == ["bentuk"]


def test_only_fields_whose_condition_holds_are_asked() -> None:
    assert diminta(FORMULIR, {"kategori": "perorangan"}) == (FORMULIR[0],)


@pytest.mark.parametrize(
    ("bila", "hasil"),
    [({}, True), ({"a": 1}, True), ({"a": [2, 1]}, True), ({"a": [2]}, False), ({"b": 1}, False)],
)
def test_a_condition_holds_if_every_key_has_its_value(bila: dict[str, object], hasil: bool) -> None:
    assert cocok(bila, {"a": 1}) is hasil


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda isi: st.lists(isi, max_size=3) | st.dictionaries(st.text(), isi, max_size=3),
    max_leaves=5,
)
TULISAN = (
    st.text(alphabet="0123456789+-., :/", max_size=20)
    | st.from_regex(r"[0-9]{15,16}", fullmatch=True)
    | st.from_regex(r"(08|\+628)[0-9]{8,11}", fullmatch=True)
    | st.from_regex(r"[0-9]{4}-[01][0-9]-[0-3][0-9]", fullmatch=True)
    | st.from_regex(r"-?[0-9]\.[0-9]{1,9}, 1[0-3][0-9]\.[0-9]{1,9}", fullmatch=True)
    | st.emails()
)


@given(jenis=st.sampled_from(sorted(JENIS)), nilai=JSON | TULISAN, kunci=st.text() | st.just("x"))
def test_no_value_raises_and_what_is_accepted_stays_accepted(
    jenis: str, nilai: object, kunci: str
) -> None:
    diterima, kesalahan = periksa(satu(jenis), {"x": nilai, kunci: nilai}, {})
    assert bool(diterima) != any(fault.isian == "x" for fault in kesalahan)
    assert not diterima or periksa(satu(jenis), diterima, {}) == (diterima, ())
