"""The optimistic lock and the officer's seat: who was faster, and who may no longer."""

import pytest
from pynamodb.exceptions import TransactWriteError

from chalicelib.adapters import permohonan_db, petugas_db
from chalicelib.errors import Busy, Conflict, NotAllowed
from chalicelib.services import langkah
from chalicelib.services import permohonan as layanan
from chalicelib.services import ubah as layanan_ubah
from tests.awan import klien
from tests.contoh_kasus import kasus_di
from tests.domain.kasus import PEMOHON
from tests.dunia import Dunia
from tests.kawat import KAWAT


@pytest.fixture
def nomor(dunia: Dunia) -> str:
    return dunia.taruh(kasus_di("menerima_permohonan"))


@pytest.fixture
def tanpa_jeda(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layanan_ubah.time, "sleep", lambda _: None)


def majukan_versi(nomor: str) -> None:
    """Someone else changes the case."""
    klien("dynamodb").update_item(
        TableName="permohonan",
        Key={"nomor": {"S": nomor}, "baris": {"S": "permohonan"}},
        UpdateExpression="ADD versi :satu",
        ExpressionAttributeValues={":satu": {"N": "1"}},
    )


def test_of_two_officers_at_once_one_wins_and_the_other_is_told_who(
    dunia: Dunia, nomor: str
) -> None:
    ani, budi = (dunia.petugas("front_office", nama) for nama in ("Ani", "Budi"))
    milik_ani = dunia.perintah(nomor, "menerima_permohonan", pelaku=ani)
    milik_budi = dunia.perintah(nomor, "menerima_permohonan", "kembalikan", pelaku=budi)
    KAWAT.sebelum("TransactWriteItems", lambda: langkah.lakukan(nomor, milik_ani))
    with pytest.raises(Conflict, match="oleh Ani, "):
        langkah.lakukan(nomor, milik_budi)
    assert [b.nama for b in permohonan_db.jejak(nomor)] == ["Ani"]
    assert not dunia.get(nomor).cacat


def test_the_same_aksi_twice_at_once_is_one(dunia: Dunia, nomor: str) -> None:
    perintah = dunia.perintah(nomor, "menerima_permohonan")
    KAWAT.sebelum("TransactWriteItems", lambda: langkah.lakukan(nomor, perintah))
    p, visit = langkah.lakukan(nomor, perintah)
    assert len(list(permohonan_db.jejak(nomor))) == 1
    assert visit.penutup
    assert visit.penutup.jejak == p.jejak


def test_two_agencies_at_once_both_go_through(dunia: Dunia) -> None:
    nomor = dunia.taruh(kasus_di("diskominfo_menerima"))
    satu = dunia.perintah(nomor, "diskominfo_menerima")
    dua = dunia.perintah(nomor, "dlh_menerima")
    KAWAT.sebelum("TransactWriteItems", lambda: langkah.lakukan(nomor, dua))
    langkah.lakukan(nomor, satu)
    assert [b.langkah for b in permohonan_db.jejak(nomor)] == [
        "dlh_menerima",
        "diskominfo_menerima",
    ]
    dunia.jalankan()
    assert {v.kode for v in dunia.terbuka(nomor)} == {"diskominfo_menghubungi_fo"}


@pytest.mark.parametrize(
    "keluar",
    [
        lambda siapa: petugas_db.baris(siapa.id, siapa.nama, {"front_office"}, aktif=False).save(),
        lambda siapa: petugas_db.baris(siapa.id, siapa.nama, {"kasi"}).save(),
        lambda siapa: klien("dynamodb").delete_item(
            TableName="permohonan",
            Key={"nomor": {"S": "petugas"}, "baris": {"S": siapa.id}},
        ),
    ],
    ids=["deactivated", "another seat", "removed"],
)
def test_an_officer_who_lost_his_seat_in_between_changes_nothing(
    dunia: Dunia, nomor: str, keluar: object
) -> None:
    perintah = dunia.perintah(nomor, "menerima_permohonan")
    KAWAT.sebelum("TransactWriteItems", lambda: keluar(perintah.pelaku))  # type: ignore[operator]
    sebelum = dunia.get(nomor)
    with pytest.raises(NotAllowed, match="tidak lagi bertugas"):
        langkah.lakukan(nomor, perintah)
    assert dunia.get(nomor) == sebelum
    assert not list(permohonan_db.jejak(nomor))


@pytest.mark.parametrize("fungsi", [langkah.pegang, langkah.lepas])
def test_so_it_is_with_claim_and_release(dunia: Dunia, nomor: str, fungsi: object) -> None:
    siapa = dunia.petugas("front_office")
    kunci = dunia.terbuka(nomor)[0].kunci
    if fungsi is langkah.lepas:
        langkah.pegang(nomor, kunci, siapa)
    sebelum = dunia.get(nomor)
    dunia.petugas("front_office", aktif=False)
    with pytest.raises(NotAllowed):
        fungsi(nomor, kunci, siapa)  # type: ignore[operator]
    assert dunia.get(nomor) == sebelum


def test_access_denied_is_not_a_conflict(dunia: Dunia, nomor: str) -> None:
    perintah = dunia.perintah(nomor, "menerima_permohonan")
    sebelum = dunia.get(nomor)
    KAWAT.bersihkan()
    KAWAT.tolak("TransactWriteItems", "AccessDeniedException")
    with pytest.raises(TransactWriteError):
        langkah.lakukan(nomor, perintah)
    assert KAWAT.jumlah() == {"Query": 1, "TransactWriteItems": 1}
    assert dunia.get(nomor) == sebelum


def test_a_few_conflicts_are_retried(dunia: Dunia, nomor: str, tanpa_jeda: None) -> None:
    perintah = dunia.perintah(nomor, "menerima_permohonan")
    for _ in range(3):
        KAWAT.sebelum("TransactWriteItems", lambda: majukan_versi(nomor))
    KAWAT.panggilan.clear()
    langkah.lakukan(nomor, perintah)
    assert KAWAT.jumlah()["TransactWriteItems"] == 4


def test_after_many_conflicts_the_person_is_asked_to_try_again(
    dunia: Dunia, nomor: str, tanpa_jeda: None
) -> None:
    perintah = dunia.perintah(nomor, "menerima_permohonan")
    for _ in range(20):
        KAWAT.sebelum("TransactWriteItems", lambda: majukan_versi(nomor))
    with pytest.raises(Busy):
        langkah.lakukan(nomor, perintah)
    assert not list(permohonan_db.jejak(nomor))


def test_nothing_is_written_where_nothing_changes(dunia: Dunia, nomor: str) -> None:
    layanan.tarik(nomor, "Usaha ditunda.", PEMOHON, None)
    KAWAT.bersihkan()
    layanan.tarik(nomor, "Usaha ditunda.", PEMOHON, None)
    assert KAWAT.jumlah() == {"Query": 1}
