"""The four scenarios of the demo on the packaged stack, over HTTP only."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from chalicelib.domain.jejak import utuh
from infra.lokal import Lokal
from infra.perjalanan import Perjalanan
from infra.sesi import Json, Stack
from infra.skenario import SEMUA
from tests.e2e.alat import items, jejak

BERSAMA = 4
SETIAP = pytest.mark.parametrize("kode", SEMUA)


@pytest.fixture(scope="module")
def perjalanan(stack: Stack) -> Iterator[dict[str, Future[Perjalanan]]]:
    """All scenarios, walked at the same time."""

    def jalani(kode: str) -> Perjalanan:
        perjalanan = Perjalanan(stack, SEMUA[kode])
        perjalanan.mulai()
        perjalanan.lanjut()
        return perjalanan

    with ThreadPoolExecutor(BERSAMA) as kolam:
        yield {kode: kolam.submit(jalani, kode) for kode in SEMUA}


@pytest.fixture
def jalan(perjalanan: dict[str, Future[Perjalanan]], kode: str) -> Perjalanan:
    """The scenario of this test, at its end."""
    return perjalanan[kode].result()


@pytest.fixture
def kasus(jalan: Perjalanan) -> Json:
    """Its case as the front office sees it."""
    return jalan.orang("front_office").get(f"/permohonan/{jalan.nomor}")


@SETIAP
def test_the_case_ends_as_the_scenario_says(kasus: Json, kode: str) -> None:
    assert (kasus["keadaan"], kasus["status"]) == ("berakhir", SEMUA[kode].akhir)
    assert not [v["kode"] for v in kasus["langkah"] if v["terbuka"]]


@pytest.mark.parametrize("kode", ["terbit", "tolak", "loket"])
def test_all_thirty_rows_were_done(jalan: Perjalanan, kasus: Json) -> None:
    rows = {baris.kode for baris in jalan.sop.langkah.values() if baris.no}
    assert {jalan.sop.langkah[kode].no for kode in rows} == set(range(1, 31))
    assert rows <= {v["kode"] for v in kasus["langkah"] if "jejak" in v}


@SETIAP
def test_the_jejak_is_whole(jalan: Perjalanan, kasus: Json) -> None:
    baris = jejak(jalan)
    assert utuh(baris)
    ditutup = [v["jejak"] for v in kasus["langkah"] if "jejak" in v]
    assert sorted(ditutup) == [b.no for b in baris if b.peristiwa in ("ajukan", "aksi")]


@SETIAP
def test_every_sms_was_sent_exactly_once(jalan: Perjalanan, kasus: Json) -> None:
    kode_masuk = [] if jalan.skenario.loket else jalan.stack.sms(jalan.telepon)[:1]
    terkirim = jalan.stack.sms(jalan.telepon)[len(kode_masuk) :]
    assert sorted(terkirim) == sorted(s["teks"] for s in kasus["sms"])
    assert {s["keadaan"] for s in kasus["sms"]} <= {"diterima"}
    assert len(terkirim) >= (0 if jalan.skenario.tarik_pada else 2)


@SETIAP
def test_every_paper_can_be_read_and_is_the_one_that_was_checked(
    jalan: Perjalanan, kasus: Json
) -> None:
    petugas = jalan.orang("front_office")
    for berkas in kasus["berkas"]:
        isi = petugas.unduh(jalan.nomor, berkas["id"])
        assert (hashlib.sha256(isi).hexdigest(), len(isi)) == (berkas["sha256"], berkas["ukuran"])


def test_decisions_have_the_numbers_that_the_register_gave_without_a_gap(
    lokal: Lokal, perjalanan: dict[str, Future[Perjalanan]]
) -> None:
    surat = {"terbit": "sk", "loket": "sk", "tolak": "surat_penolakan"}
    for kode, jenis in surat.items():
        satu = perjalanan[kode].result()
        tahun = jejak(satu)[0].pada.year
        register = items(lokal, f"register#IKRG-{jenis}#{tahun}")
        pemilik = {int(i["baris"]["S"]): i["permohonan"]["S"] for i in register}
        assert sorted(pemilik) == list(range(1, len(pemilik) + 1))
        ((jenis_diberi, nomor),) = satu.permohonan()["nomor_surat"].items()
        assert jenis_diberi == jenis
        assert pemilik[int(nomor.split("/")[1])] == satu.nomor
