"""The machine goes down amid cases and comes up again: every case goes on to its end."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from infra.lokal import Lokal
from infra.perjalanan import Perjalanan
from tests.e2e.alat import Loket, item, jejak, terbuka

# Waiting for a person: before and after a block, in the signing chain.
SAMPAI = ("menerima_permohonan", "menerima_rekomendasi", "paraf_kabid")
# Worked on right before it goes down: one branch of a block done, a plain move, an SMS under way.
DIKERJAKAN = ("mendaftarkan_rekomendasi", "memverifikasi_berkas", "mengundang_tim_teknis")


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
        *menunggu, di_blok, bergerak, ber_sms = kolam.map(loket.kasus, (*SAMPAI, *DIKERJAKAN))
    di_blok.kerjakan(terbuka(di_blok, "mendaftarkan_rekomendasi"))
    terbuka(di_blok, "diskominfo_menerima")
    di_blok.kerjakan(terbuka(di_blok, "dlh_menerima"))
    bergerak.kerjakan(terbuka(bergerak, "memverifikasi_berkas"))
    ber_sms.kerjakan(terbuka(ber_sms, "mengundang_tim_teknis"))
    semua = [*menunggu, di_blok, bergerak, ber_sms]
    sebelum = {k.nomor: len(jejak(k)) for k in semua}
    if jatuh is Lokal.bunuh:
        lokal.tunggu_simpan()  # of what comes after it nothing is promised
    jatuh(lokal)
    lokal.nyalakan()
    lokal.panggil("Pulihkan")
    assert all(len(jejak(k)) >= sebelum[k.nomor] for k in semua)
    with ThreadPoolExecutor(3) as kolam:
        akhir = list(kolam.map(Perjalanan.lanjut, semua))
    assert [k["status"] for k in akhir] == ["Selesai"] * len(semua)
    assert {s["keadaan"] for k in akhir for s in k["sms"]} <= {"diterima", "gagal"}
    assert all(int(item(lokal, k.nomor, "permohonan")["generasi"]["N"]) > 1 for k in semua)


def test_after_a_start_on_another_port_papers_are_checked_and_cases_move(lokal: Lokal) -> None:
    lokal.berhenti()
    port, lokal.proses.port = lokal.proses.port, None
    lokal.mulai()
    assert lokal.proses.port != port
    kasus = Loket(lokal).kasus()
    kasus.kerjakan(terbuka(kasus, "menerima_permohonan"))
    terbuka(kasus, "meneruskan_berkas")
