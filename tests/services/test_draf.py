"""A paraf and a signature are for what the draft says: settings may change after it was made."""

import pytest

from chalicelib.errors import Conflict
from chalicelib.services import langkah
from tests.conftest import SetelanBaru
from tests.contoh_kasus import kasus_di
from tests.dunia import Dunia

KEPALA = "Dra. Hj. Ratna Wulandari, M.Si."


@pytest.mark.parametrize("kode", ["paraf_kasi", "paraf_sekretaris", "menandatangani_sk"])
def test_a_draft_that_would_be_another_now_is_not_initialled_or_signed(
    dunia: Dunia, setelan_baru: SetelanBaru, kode: str
) -> None:
    nomor = dunia.taruh(kasus_di(kode))
    perintah = dunia.perintah(nomor, kode)
    sebelum = dunia.get(nomor)
    setelan_baru(KEPALA, "Drs. Pengganti, M.Si.")
    with pytest.raises(Conflict, match="berubah sejak draf ini dibuat"):
        langkah.lakukan(nomor, perintah)
    assert dunia.get(nomor) == sebelum
    langkah.lakukan(nomor, dunia.perintah(nomor, kode, "kembalikan"))


def test_a_setting_that_the_letter_does_not_say_hinders_nobody(
    dunia: Dunia, setelan_baru: SetelanBaru
) -> None:
    nomor = dunia.taruh(kasus_di("paraf_kasi"))
    perintah = dunia.perintah(nomor, "paraf_kasi")
    setelan_baru('batas_telepon = "½ hari"', 'batas_telepon = "1 hari"')
    langkah.lakukan(nomor, perintah)
    assert len(dunia.get(nomor).paraf) == 1
