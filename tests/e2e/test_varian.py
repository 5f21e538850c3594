"""An office without DLH: its cases run on the variant's own state machine."""

from chalicelib.domain.sop import muat
from infra.lokal import Lokal
from tests.e2e.alat import Loket, eksekusi

TANPA_DLH = "ikrg-v1-tanpa-dlh"


def test_a_case_without_dlh_goes_through_all_thirty_rows(lokal: Lokal, loket: Loket) -> None:
    jalan = loket.kasus(sop=TANPA_DLH)
    assert eksekusi(lokal, jalan.nomor)["stateMachineArn"].endswith(f"-{TANPA_DLH}")
    kasus = jalan.lanjut()
    assert (kasus["status"], kasus["putusan"]) == ("Selesai", "terbit")
    nomor = {langkah.no for langkah in muat(TANPA_DLH).langkah.values() if langkah.no}
    assert {v["no"] for v in kasus["langkah"] if v["no"]} == nomor == set(range(1, 31))
    assert "DLH" not in {v["pelaksana"] for v in kasus["langkah"]}
    assert [*kasus["rekomendasi"]] == ["diskominfo"]
