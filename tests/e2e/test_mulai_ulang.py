"""The machine goes down amid cases and comes up again: every case goes on to its end."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from infra.lokal import Lokal
from infra.perjalanan import Perjalanan
from tests.e2e.alat import Loket, item, jejak, lakukan, terbuka

# Different places: waiting for a person, before, inside and after a block, in the signing chain.
SAMPAI = ("menerima_permohonan", "menghubungi_bo", "menerima_rekomendasi", "paraf_kabid")


@pytest.fixture(scope="module")
def lokal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lokal]:
    """A stack of its own, since others must not go down with it."""
    with Lokal(tmp_path_factory.mktemp("jatuh"), pulihkan_detik=0) as lokal:
        yield lokal


@pytest.fixture(scope="module")
def loket(lokal: Lokal) -> Loket:
    """Its counter."""
    return Loket(lokal)


@pytest.mark.parametrize("jatuh", [Lokal.berhenti, Lokal.bunuh], ids=["sigterm", "kill-9"])
def test_every_open_case_goes_on_to_its_end(
    lokal: Lokal, loket: Loket, jatuh: Callable[[Lokal], None]
) -> None:
    with ThreadPoolExecutor(4) as kolam:
        daftar = list(kolam.map(loket.kasus, SAMPAI))
        di_blok = loket.kasus("mendaftarkan_rekomendasi")
    di_blok.kerjakan(terbuka(di_blok, "mendaftarkan_rekomendasi"))
    terbuka(di_blok, "dlh_menerima")
    visit = terbuka(di_blok, "diskominfo_menerima")
    lakukan(di_blok, di_blok.orang("diskominfo"), visit, "terima")()
    terbuka(di_blok, "diskominfo_menghubungi_fo")
    sedang_pindah = loket.kasus()
    visit = terbuka(sedang_pindah, "menerima_permohonan")
    lakukan(sedang_pindah, sedang_pindah.orang("front_office"), visit, "terima")()
    if jatuh is Lokal.bunuh:
        lokal.tunggu_simpan()
    semua = [*daftar, di_blok, sedang_pindah]
    sebelum = {k.nomor: len(jejak(k)) for k in semua}
    jatuh(lokal)
    lokal.nyalakan()
    lokal.panggil("Pulihkan")
    assert all(len(jejak(k)) >= sebelum[k.nomor] for k in semua)
    with ThreadPoolExecutor(3) as kolam:
        akhir = list(kolam.map(Perjalanan.lanjut, semua))
    assert [k["status"] for k in akhir] == ["Selesai"] * len(semua)
    assert all(int(item(lokal, k.nomor, "permohonan")["generasi"]["N"]) > 1 for k in semua)
