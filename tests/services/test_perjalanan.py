"""Whole ways on the compiled state machine: Step Functions, stream, queue and table together."""

import pytest

from chalicelib.adapters import permohonan_db, stepfunctions
from chalicelib.domain.sop import muat
from chalicelib.services import alur, langkah
from tests.contoh_kasus import kasus_di
from tests.dunia import Dunia

pytestmark = pytest.mark.lambat


def terbuka(dunia: Dunia, nomor: str) -> set[str]:
    return {v.kode for v in dunia.terbuka(nomor)}


def test_a_case_goes_from_the_counter_to_the_archive(dunia_bermesin: Dunia) -> None:
    dunia = dunia_bermesin
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    while buka := dunia.terbuka(nomor):
        for visit in buka:
            dunia.kerjakan(nomor, visit.kode)
    p = dunia.get(nomor)
    assert p.status == "Selesai"
    assert {muat(p.sop).langkah[v.kode].no for v in p.visits.values()} == set(range(1, 31))
    assert [telepon for telepon, _ in dunia.sms()] == [p.data["hp"]] * 2
    assert p.generasi == 1
    jejak = list(permohonan_db.jejak(nomor))
    assert [b.sebelum for b in jejak[1:]] == [b.hash for b in jejak[:-1]]


def test_a_mended_file_comes_back_to_whoever_returned_it(dunia_bermesin: Dunia) -> None:
    dunia = dunia_bermesin
    nomor = dunia.taruh(kasus_di("memverifikasi_berkas"))
    dunia.kerjakan(nomor, "memverifikasi_berkas", "kembalikan")
    assert terbuka(dunia, nomor) == {"perbaikan_berkas"}
    dunia.kerjakan(nomor, "perbaikan_berkas")
    assert terbuka(dunia, nomor) == {"memverifikasi_berkas"}


def test_an_execution_that_was_stopped_is_replaced_and_catches_up(
    dunia_bermesin: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    dunia = dunia_bermesin
    nomor = dunia.taruh(kasus_di("menghubungi_bo"))
    sebelum = dunia.get(nomor)
    stepfunctions.hentikan(sebelum.eksekusi)
    langkah.lakukan(nomor, dunia.perintah(nomor, "menghubungi_bo"))
    dunia.lanjutkan(dunia.aliran())  # the token is still taken, and nothing follows
    assert terbuka(dunia, nomor) == set()
    monkeypatch.setenv("PULIHKAN_DETIK", "0")
    alur.pulihkan()
    dunia.jalankan()
    p = dunia.get(nomor)
    assert terbuka(dunia, nomor) == {"mengundang_tim_teknis"}
    assert (p.generasi, stepfunctions.berjalan(p.eksekusi)) == (2, True)
    assert all(p.visits[k].penutup == v.penutup for k, v in sebelum.visits.items() if v.penutup)
