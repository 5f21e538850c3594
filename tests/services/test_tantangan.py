"""Sign-in of applicants: one SMS, three answers, limits a day, nothing for strangers."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.stub import Stubber
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.sns import sns_backends

from chalicelib import config
from chalicelib.adapters import kode_db, sns
from chalicelib.errors import Refusal, TooMany
from chalicelib.services import kode
from chalicelib.services.tantangan import tantangan

WILAYAH = "ap-southeast-3"
TELEPON = "+6281234567890"
NOMOR = "IKRG-2026-000123-7QXKM2"
PADA = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def tabel(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for nama, nilai in {
        "KANTOR": "standar",
        "TABEL_PERMOHONAN": "permohonan",
        "AWS_DEFAULT_REGION": WILAYAH,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }.items():
        monkeypatch.setenv(nama, nilai)
    with mock_aws():
        yield kode_db._dynamodb().create_table(
            TableName="permohonan",
            KeySchema=[
                {"AttributeName": "nomor", "KeyType": "HASH"},
                {"AttributeName": "baris", "KeyType": "RANGE"},
            ],
            AttributeDefinitions=[
                {"AttributeName": "nomor", "AttributeType": "S"},
                {"AttributeName": "baris", "AttributeType": "S"},
            ],
            BillingMode="PAY_PER_REQUEST",
        )


def terkirim() -> list[tuple[str, str]]:
    return list(sns_backends[DEFAULT_ACCOUNT_ID][WILAYAH].sms_messages.values())


def kode_terakhir() -> str:
    cocok = re.search(r": ([0-9]{6})\.", terkirim()[-1][1])
    assert cocok
    return cocok[1]


def jawaban(pemicu: str, pada: datetime = PADA, **request: Any) -> dict[str, Any]:
    isi = {"userAttributes": {"phone_number": TELEPON}, "session": [], **request}
    event = {"triggerSource": pemicu, "userName": "u-1", "request": isi, "response": {}}
    hasil = tantangan(event, pada)
    assert hasil is event
    return dict(hasil["response"])


class Cognito:
    """The part of Cognito that calls the triggers: one session, round by round."""

    def __init__(self, *, pada: datetime = PADA, **request: Any) -> None:
        self.pada, self.request, self.sesi = pada, request, list[dict[str, Any]]()
        self.tahap: dict[str, Any] = {}
        self.hasil = self._lanjut()

    def jawab(self, isi: str) -> str:
        """`masuk`, `gagal` or `tanya` (again) after this answer."""
        benar = self._panggil(
            "VerifyAuthChallengeResponse",
            challengeAnswer=isi,
            privateChallengeParameters=self.tahap["privateChallengeParameters"],
        )["answerCorrect"]
        self.sesi[-1]["challengeResult"] = benar
        self.hasil = self._lanjut()
        return self.hasil

    def _lanjut(self) -> str:
        putusan = self._panggil("DefineAuthChallenge")
        if putusan["issueTokens"] or putusan["failAuthentication"]:
            return "masuk" if putusan["issueTokens"] else "gagal"
        self.tahap = self._panggil("CreateAuthChallenge")
        metadata = self.tahap["challengeMetadata"]
        self.sesi.append(
            {
                "challengeName": putusan["challengeName"],
                "challengeResult": None,
                "challengeMetadata": metadata,
            }
        )
        return "tanya"

    def _panggil(self, pemicu: str, **request: Any) -> dict[str, Any]:
        return jawaban(
            f"{pemicu}_Authentication", self.pada, session=self.sesi, **self.request, **request
        )


def test_sign_up_confirms_the_account_but_not_the_phone() -> None:
    assert jawaban("PreSignUp_SignUp") == {
        "autoConfirmUser": True,
        "autoVerifyPhone": False,
        "autoVerifyEmail": False,
    }
    assert terkirim() == []


@pytest.mark.parametrize(
    "telepon",
    ["+12025550123", "+622112345678", "081234567890", "+620812345678901", "+62812", "", "nama"],
)
def test_only_indonesian_mobile_numbers_sign_up(telepon: str) -> None:
    with pytest.raises(Refusal, match="Nomor telepon"):
        jawaban("PreSignUp_SignUp", userAttributes={"phone_number": telepon})


def test_a_trigger_that_was_not_foreseen_lets_nobody_in() -> None:
    with pytest.raises(KeyError):
        jawaban("PreSignUp_ExternalProvider")


def test_the_code_of_the_sms_signs_in() -> None:
    masuk = Cognito()
    assert terkirim() == [
        (
            TELEPON,
            f"Kode masuk DPMPTSP Kab. Contoh: {kode_terakhir()}. Berlaku 3 menit. "
            "Jangan berikan kepada siapa pun.",
        )
    ]
    assert masuk.jawab(f" {kode_terakhir()[:3]} {kode_terakhir()[3:]}") == "masuk"


def test_the_client_is_not_shown_the_code() -> None:
    assert Cognito().tahap["publicChallengeParameters"] == {"cara": "sms"}


def test_two_wrong_answers_leave_a_third_with_the_same_code_and_no_new_sms() -> None:
    masuk = Cognito()
    assert [masuk.jawab(""), masuk.jawab("salah")] == ["tanya", "tanya"]
    assert len(terkirim()) == 1
    assert masuk.jawab(kode_terakhir()) == "masuk"


def test_the_third_wrong_answer_ends_the_sign_in() -> None:
    masuk = Cognito()
    assert [masuk.jawab("x"), masuk.jawab("x"), masuk.jawab("x")] == ["tanya", "tanya", "gagal"]


def test_a_code_opens_only_its_own_session() -> None:
    pertama = Cognito()
    lama = kode_terakhir()
    kedua = Cognito()
    while kode_terakhir() == lama:
        kedua = Cognito()
    assert kedua.jawab(lama) == "tanya"
    assert pertama.jawab(lama) == "masuk"


@pytest.mark.parametrize("nama", ["SRP_A", "PASSWORD_VERIFIER"])
def test_the_password_of_sign_up_opens_nothing(nama: str) -> None:
    putusan = jawaban(
        "DefineAuthChallenge_Authentication",
        session=[{"challengeName": nama, "challengeResult": True, "challengeMetadata": None}],
    )
    assert putusan == {"issueTokens": False, "failAuthentication": True}


def test_a_stranger_is_asked_alike_but_gets_no_sms_and_never_enters() -> None:
    masuk = Cognito(userNotFound=True, userAttributes={})
    isi = masuk.tahap["privateChallengeParameters"]["kode"]
    assert [masuk.jawab(isi) for _ in range(3)] == ["tanya", "tanya", "gagal"]
    assert terkirim() == []


def test_a_number_changed_to_a_foreign_one_gets_no_code() -> None:
    with pytest.raises(Refusal, match="Nomor telepon"):
        Cognito(userAttributes={"phone_number": "+12025550123"})
    assert terkirim() == []


def test_five_codes_a_day_for_a_number_and_again_after_midnight_of_the_office() -> None:
    for _ in range(5):
        Cognito()
    with pytest.raises(TooMany, match="5 kali"):
        Cognito()
    assert len(terkirim()) == 5
    Cognito(userAttributes={"phone_number": "+6281234567891"})
    with pytest.raises(TooMany):
        Cognito(pada=datetime(2026, 11, 24, 16, 59, tzinfo=UTC))
    Cognito(pada=datetime(2026, 11, 24, 17, 0, tzinfo=UTC))
    assert len(terkirim()) == 7


def test_the_office_has_a_daily_cap_that_a_blocked_number_does_not_use_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sempit = config.kantor().model_copy(update={"kode_per_hari": 1, "kode_kantor_per_hari": 2})
    monkeypatch.setattr(config, "kantor", lambda: sempit)
    Cognito()
    with pytest.raises(TooMany, match="1 kali"):
        Cognito()
    Cognito(userAttributes={"phone_number": "+6281234567891"})
    with pytest.raises(TooMany, match="penuh"):
        Cognito(userAttributes={"phone_number": "+6281234567892"})
    assert len(terkirim()) == 2


def test_the_table_keeps_no_phone_and_no_code_and_forgets_its_rows(tabel: Any) -> None:
    Cognito()
    kode.buat(NOMOR, TELEPON, PADA)
    daftar_baris = tabel.scan()["Items"]
    isi = repr(daftar_baris)
    assert TELEPON.removeprefix("+") not in isi
    assert kode_terakhir() not in isi
    for baris in daftar_baris:
        assert baris["nomor"].startswith("kode#")
        assert PADA.timestamp() < baris["hapus_pada"] <= PADA.timestamp() + 2 * 86_400


def test_an_sms_that_was_not_accepted_is_told_to_the_person() -> None:
    with Stubber(sns._client()) as stub:
        stub.add_client_error("publish", "Throttling")
        with pytest.raises(sns.SmsGagal, match="belum dapat dikirim"):
            Cognito()


def test_the_code_for_joining_works_once() -> None:
    kode.buat(NOMOR, TELEPON, PADA)
    assert NOMOR in terkirim()[-1][1]
    assert kode.periksa(NOMOR, f"{kode_terakhir()} ", PADA)
    assert not kode.periksa(NOMOR, kode_terakhir(), PADA)


def test_the_code_for_joining_lives_ten_minutes() -> None:
    kode.buat(NOMOR, TELEPON, PADA)
    assert not kode.periksa(NOMOR, kode_terakhir(), PADA + timedelta(minutes=10))
    assert kode.periksa(NOMOR, kode_terakhir(), PADA + timedelta(minutes=9, seconds=59))


def test_the_code_for_joining_lapses_after_five_wrong_answers() -> None:
    kode.buat(NOMOR, TELEPON, PADA)
    salah = "000000" if kode_terakhir() != "000000" else "000001"
    assert not any(kode.periksa(NOMOR, salah, PADA) for _ in range(5))
    assert not kode.periksa(NOMOR, kode_terakhir(), PADA)


@pytest.mark.parametrize(
    "isi", ["", "12345", "1234567", "abcdef", "\ud800", "१२३४५६", "9" * 10_000]
)
def test_what_is_not_six_digits_is_refused_without_using_an_attempt(isi: str) -> None:
    kode.buat(NOMOR, TELEPON, PADA)
    assert not any(kode.periksa(NOMOR, isi, PADA) for _ in range(6))
    assert kode.periksa(NOMOR, kode_terakhir(), PADA)


def test_a_new_code_for_joining_replaces_the_earlier_one() -> None:
    kode.buat(NOMOR, TELEPON, PADA)
    lama = kode_terakhir()
    kode.buat(NOMOR, TELEPON, PADA)
    assert lama == kode_terakhir() or not kode.periksa(NOMOR, lama, PADA)
    assert kode.periksa(NOMOR, kode_terakhir(), PADA)


def test_the_code_of_one_case_does_not_join_another() -> None:
    kode.buat(NOMOR, TELEPON, PADA)
    assert not kode.periksa("IKRG-2026-000124-AAAAAA", kode_terakhir(), PADA)


def test_codes_for_joining_count_towards_the_same_limit() -> None:
    for _ in range(4):
        Cognito()
    kode.buat(NOMOR, TELEPON, PADA)
    with pytest.raises(TooMany):
        kode.buat(NOMOR, TELEPON, PADA)
