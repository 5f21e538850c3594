"""Revoking on the stack: one transaction, one number, the seat checked in it."""

import json
from dataclasses import replace

import pytest

from chalicelib.adapters import permohonan_db, petugas_db, register_db
from chalicelib.domain.jejak import utuh
from chalicelib.domain.pencabutan import Cabutan
from chalicelib.domain.sms import TEMPLAT_CABUT
from chalicelib.errors import Conflict, NotAllowed, NotFound
from chalicelib.services import pencabutan
from tests.arsip_uji import taruh
from tests.dunia import Dunia
from tests.kawat import KAWAT


def cabutan(dunia: Dunia, nama: str = "Ratna") -> Cabutan:
    return Cabutan("Keterangan palsu.", "Pasal 9.", dunia.petugas("kepala", nama))


@pytest.fixture
def nomor(dunia: Dunia) -> str:
    return taruh(dunia).nomor


def test_case_number_register_and_jejak_change_together(dunia: Dunia, nomor: str) -> None:
    c = cabutan(dunia)
    KAWAT.bersihkan()
    _, p = pencabutan.cabut(nomor, c)
    assert KAWAT.jumlah() == {"Query": 1, "GetItem": 1, "TransactWriteItems": 1}
    tersimpan = permohonan_db.get(nomor)
    assert tersimpan == replace(p, versi=p.versi + 1, catatan=())
    (sk,) = register_db.daftar("IKRG-sk", 2026, 0, 9)
    (cabut,) = register_db.daftar("IKRG-sk_pencabutan", 2026, 0, 9)
    assert (sk.keadaan, sk.dicabut) == ("dicabut", tersimpan.dicabut)
    assert (cabut.keadaan, cabut.urut, cabut.permohonan) == ("diterbitkan", 1, nomor)
    assert cabut.nomor == tersimpan.nomor_surat["sk_pencabutan"]
    assert utuh(permohonan_db.jejak(nomor))
    dunia.lanjutkan(dunia.aliran())
    assert [m["kode"] for m in map(_isi, dunia.antrean("surat"))] == ["sk_pencabutan"]


def test_the_holder_gets_one_sms(dunia: Dunia, nomor: str) -> None:
    c = cabutan(dunia)
    pencabutan.cabut(nomor, c)
    pencabutan.cabut(nomor, c)
    dunia.jalankan(surat=False)
    p = permohonan_db.get(nomor)
    (sms,) = [s for s in p.sms.values() if s.templat == TEMPLAT_CABUT]
    assert sms.keadaan == "diterima"
    assert f"(permohonan {nomor}) telah dicabut" in sms.teks


def _isi(pesan: dict[str, str]) -> dict[str, str]:
    return dict(json.loads(pesan["body"]))


def test_the_same_click_twice_at_once_is_one(dunia: Dunia, nomor: str) -> None:
    c = cabutan(dunia)
    KAWAT.sebelum("TransactWriteItems", lambda: pencabutan.cabut(nomor, c))
    _, p = pencabutan.cabut(nomor, c)
    assert len(register_db.daftar("IKRG-sk_pencabutan", 2026, 0, 9)) == 1
    assert pencabutan.cabut(nomor, c)[1] == p


def test_of_two_heads_at_once_one_revokes_and_the_other_is_told_who(
    dunia: Dunia, nomor: str
) -> None:
    satu, dua = cabutan(dunia, "Ratna"), cabutan(dunia, "Bambang")
    KAWAT.sebelum("TransactWriteItems", lambda: pencabutan.cabut(nomor, satu))
    with pytest.raises(Conflict, match=r"sudah dicabut oleh Ratna, .* dengan nomor 503/0001/"):
        pencabutan.cabut(nomor, dua)
    assert len(register_db.daftar("IKRG-sk_pencabutan", 2026, 0, 9)) == 1


def test_who_lost_his_seat_in_between_revokes_nothing(dunia: Dunia, nomor: str) -> None:
    c = cabutan(dunia)
    keluar = petugas_db.baris(c.pelaku.id, c.pelaku.nama, {"kepala"}, aktif=False)
    KAWAT.sebelum("TransactWriteItems", keluar.save)
    sebelum = permohonan_db.get(nomor)
    with pytest.raises(NotAllowed, match="tidak lagi bertugas"):
        pencabutan.cabut(nomor, c)
    assert permohonan_db.get(nomor) == sebelum
    assert register_db.daftar("IKRG-sk_pencabutan", 2026, 0, 9) == []


def test_who_cannot_see_the_case_learns_nothing(dunia: Dunia, nomor: str) -> None:
    c = Cabutan("x", "y", dunia.petugas("diskominfo"))
    with pytest.raises(NotAllowed):  # he had a part in it
        pencabutan.cabut(nomor, c)
    with pytest.raises(NotFound):
        pencabutan.cabut("IKRG-2026-000009-AAAAAA", c)
