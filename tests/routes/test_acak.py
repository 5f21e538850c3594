"""Whatever is sent, the API answers with a sentence and never with a 500."""

from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api import PUBLIK, Api, semua_rute
from tests.contoh_kasus import KEMARIN, kasus_di
from tests.domain.kasus import PEMOHON, Kasus, isi_formulir
from tests.dunia import Dunia

pytestmark = pytest.mark.lambat
DRAF = Kasus(pada=KEMARIN).p
KASUS = kasus_di("menerima_permohonan")
BERULANG = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

KUNCI = st.sampled_from(
    ["setelah", "isian", "cacat", "sha256", "mewakili", "alasan", "kode", "tipe", "ukuran", "jenis",
     "sasaran", "jenis_identitas", "empat_digit_akhir", "keterangan", "hasil", "catatan",
     *isi_formulir(Kasus().sop)]
)  # fmt: skip
DAUN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(), max_size=30),
    st.sampled_from([2, "ikrg", "image/png", "KTP", "0001", "berkas:ktp", "isian:nik", "lapangan"]),
    st.sampled_from([*isi_formulir(Kasus().sop).values()]),
)
JSON = st.recursive(
    DAUN,
    lambda isi: st.lists(isi, max_size=4) | st.dictionaries(KUNCI | st.text(), isi, max_size=6),
    max_leaves=12,
)
BADAN = st.dictionaries(KUNCI, JSON, max_size=6) | JSON | st.binary(max_size=40)
BAGIAN = st.text(min_size=1, max_size=40) | st.sampled_from(
    [DRAF.nomor, KASUS.nomor, "menerima_permohonan", "terima", "kembalikan", "ktp", "b1", "1",
     "pegang", "ikrg-v1", "..", "petugas#sub-front_office", "x" * 3000]
)  # fmt: skip


@pytest.fixture
def orang(dunia: Dunia) -> list[Any]:
    """Those who ask, with a draft and a case to ask about."""
    dunia.taruh(DRAF)
    dunia.taruh(KASUS)
    return [None, PEMOHON, dunia.petugas("front_office"), dunia.petugas("diskominfo")]


def periksa(jawaban: Any) -> None:
    assert jawaban.status_code in {200, 201, 202, 400, 401, 403, 404, 405, 409, 415, 429, 503}
    if jawaban.status_code >= 400:
        assert jawaban.json_body["pesan"].endswith(".")
        assert all(s["pesan"].endswith(".") for s in jawaban.json_body["kesalahan"])


@given(data=st.data())
@BERULANG
def test_no_input_makes_a_500(api: Api, orang: list[Any], data: st.DataObject) -> None:
    metode, rute = data.draw(st.sampled_from(semua_rute()))
    alamat = "/".join(
        quote(data.draw(BAGIAN), safe="") if bagian.startswith("{") else bagian
        for bagian in rute.split("/")
    )
    isi = data.draw(BADAN) if metode != "GET" else None
    periksa(api.minta(metode, alamat, data.draw(st.sampled_from(orang)), isi))


@given(setelah=st.just(2) | JSON, isi=st.dictionaries(KUNCI, JSON, max_size=5))
@BERULANG
def test_no_aksi_makes_a_500(api: Api, orang: list[Any], setelah: Any, isi: Any) -> None:
    alamat = f"/permohonan/{KASUS.nomor}/langkah/menerima_permohonan/kembalikan"
    periksa(api.minta("POST", alamat, orang[2], {**isi, "setelah": setelah}))


@given(isi=st.dictionaries(KUNCI, DAUN, max_size=8))
@BERULANG
def test_no_form_makes_a_500(api: Api, orang: list[Any], isi: Any) -> None:
    periksa(api.minta("PATCH", f"/permohonan/{DRAF.nomor}/isian", PEMOHON, isi))


@given(nama=st.text(), nilai=st.text())
@BERULANG
def test_no_query_makes_a_500(api: Api, orang: list[Any], nama: str, nilai: str) -> None:
    tanya = f"pelaksana=front_office&lanjut={quote(nilai)}&{quote(nama)}={quote(nilai)}"
    periksa(api.minta("GET", f"/antrean?{tanya}", orang[2]))


def test_the_public_routes_are_among_them() -> None:
    assert {rute for _, rute in semua_rute()} >= PUBLIK
