"""What each pelaksana's client shows follows from the table."""

import pytest

from chalicelib.domain.meja import Meja, meja
from chalicelib.domain.sop import muat

IKRG = muat("ikrg-v1")
YA = {
    "loket": {"front_office"},
    "paraf": {"kasi", "kabid", "sekretaris"},
    "menandatangani": {"kepala"},
    "register": {*IKRG.pelaksana} - {"pemohon", "diskominfo", "dlh", "tim_teknis"},
}


@pytest.mark.parametrize("kode", IKRG.pelaksana)
@pytest.mark.parametrize("nama", YA)
def test_a_desk_has_the_views_that_the_table_gives_it(kode: str, nama: str) -> None:
    assert getattr(meja(kode), nama) == (kode in YA[nama])


@pytest.mark.parametrize("kode", IKRG.pelaksana)
def test_a_desk_has_the_name_of_the_table(kode: str) -> None:
    assert meja(kode).nama == IKRG.pelaksana[kode].nama


def test_a_group_that_no_sop_knows_has_an_empty_desk() -> None:
    assert meja("lurah") == Meja("lurah", "lurah")
