"""Who may do what on the running stack: tokens, seats, other people's cases, roles."""

import base64
import json
import secrets
import time
from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError

from infra.akun import cabut
from infra.klien import Klien, masuk_pemohon, masuk_petugas
from infra.lokal import Lokal
from infra.sesi import Ditolak, Json, Sesi, Stack
from tests.e2e.alat import Loket, klien_peran, lakukan, petugas_baru, terbuka

SUMBER = {"TableName", "TopicArn", "stateMachineArn", "Bucket"}
DITOLAK = {"AccessDenied", "AccessDeniedException", "AuthorizationError"}


@pytest.fixture(scope="module")
def pemohon(stack: Stack) -> Klien:
    """An applicant who has signed in."""
    return masuk_pemohon(stack, f"+62813{secrets.randbelow(10**8):08}")


def test_an_officer_who_was_removed_is_refused_at_once(lokal: Lokal, loket: Loket) -> None:
    kasus = loket.kasus()
    visit = terbuka(kasus, "menerima_permohonan")
    akun, petugas = petugas_baru(lokal, "front_office", "Gunadi Pramono")
    assert petugas.get("/antrean", pelaksana="front_office")["antrean"]
    cabut(lokal.klien, lokal.keluaran, akun.nama_pengguna)
    assert _status(lambda: petugas.get("/antrean", pelaksana="front_office")) == 403
    assert _status(lakukan(kasus, petugas, visit, "terima")) == 403
    sesudah = terbuka(kasus, "menerima_permohonan")
    assert sesudah | {"waktu_kerja_sisa": visit["waktu_kerja_sisa"]} == visit


def _tanpa(sesi: Sesi) -> str:
    return ""


def _tanda_lain(sesi: Sesi) -> str:
    isi, _, tanda = sesi.token.rpartition(".")
    return f"{isi}.{tanda[::-1]}"


def _isi_lain(sesi: Sesi) -> str:
    kepala, isi, tanda = sesi.token.split(".")
    klaim = json.loads(base64.urlsafe_b64decode(isi + "=="))
    palsu = json.dumps(klaim | {"cognito:groups": ["kepala"]}).encode()
    return f"{kepala}.{base64.urlsafe_b64encode(palsu).decode().rstrip('=')}.{tanda}"


def _tanpa_tanda(sesi: Sesi) -> str:
    kepala = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
    return f"{kepala}.{sesi.token.split('.')[1]}."


@pytest.mark.parametrize("rusak", [_tanpa, _tanda_lain, _isi_lain, _tanpa_tanda])
def test_a_token_that_no_pool_of_ours_signed_opens_nothing(
    stack: Stack, rusak: Callable[[Sesi], str]
) -> None:
    sesi = masuk_petugas(stack, "kasi").sesi
    assert sesi
    assert _jawaban(stack, sesi.token) == 200
    assert _jawaban(stack, rusak(sesi)) == 401


def test_an_access_token_and_an_expired_one_open_nothing(lokal: Lokal, stack: Stack) -> None:
    cognito, pool = lokal.klien("cognito-idp"), lokal.keluaran["PoolPetugas"]
    singkat = cognito.create_user_pool_client(
        UserPoolId=pool,
        ClientName="singkat",
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
        IdTokenValidity=1,
        AccessTokenValidity=60,
        TokenValidityUnits={"IdToken": "seconds", "AccessToken": "seconds"},
    )["UserPoolClient"]["ClientId"]
    nama, sandi = stack.akun["kasi"]
    token: Json = cognito.initiate_auth(
        ClientId=singkat,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": nama, "PASSWORD": sandi},
    )["AuthenticationResult"]
    assert _jawaban(stack, token["AccessToken"]) == 401
    time.sleep(2)
    assert _jawaban(stack, token["IdToken"]) == 401


def test_an_applicant_reads_no_worklist(pemohon: Klien) -> None:
    assert _status(lambda: pemohon.get("/antrean", pelaksana="front_office")) == 403


def test_the_case_of_someone_else_does_not_exist(loket: Loket, pemohon: Klien) -> None:
    nomor = loket.kasus().nomor
    for minta in (
        lambda: pemohon.get(f"/permohonan/{nomor}"),
        lambda: pemohon.get(f"/permohonan/{nomor}/jejak"),
        lambda: pemohon.patch(f"/permohonan/{nomor}/isian", {"nama": "Orang Lain"}),
        lambda: pemohon.post(f"/permohonan/{nomor}/tarik", {"alasan": "Iseng."}),
    ):
        assert _status(minta) == 404


TELEPON = {"PhoneNumber": "+6281200000000", "Message": "uji"}
KASUS = {"TableName": "TabelPermohonan", "Key": {"nomor": {"S": "uji"}, "baris": {"S": "uji"}}}
KODE = KASUS | {"Key": {"nomor": {"S": "kode#uji"}, "baris": {"S": "kode"}}}
BARIS = {"TableName": "TabelJejak", "Key": {"nomor": {"S": "uji"}, "no": {"N": "1"}}}
CATATAN = {
    "TableName": "TabelJejak",
    "KeyConditionExpression": "nomor = :n",
    "ExpressionAttributeValues": {":n": {"S": "uji"}},
}
ALUR = {"stateMachineArn": "AlurIkrgV1", "input": "{}"}
OBJEK = {"Bucket": "BucketBerkas", "Key": "masuk/uji/uji/uji"}


@pytest.mark.parametrize(
    ("fungsi", "layanan", "operasi", "isi"),
    [
        ("APIHandler", "dynamodb", "get_item", KASUS),
        ("APIHandler", "dynamodb", "query", CATATAN),
        ("Tantangan", "dynamodb", "update_item", KODE),
        ("KirimSms", "sns", "publish", TELEPON),
    ],
)
def test_a_function_can_do_what_it_must(
    lokal: Lokal, fungsi: str, layanan: str, operasi: str, isi: Json
) -> None:
    assert _kode_tolak(lokal, fungsi, layanan, operasi, isi) == ""


@pytest.mark.parametrize(
    ("fungsi", "layanan", "operasi", "isi"),
    [
        ("APIHandler", "dynamodb", "scan", {"TableName": "TabelPermohonan"}),
        ("APIHandler", "dynamodb", "delete_item", BARIS),
        ("APIHandler", "dynamodb", "update_item", BARIS),
        ("APIHandler", "stepfunctions", "start_execution", ALUR),
        ("APIHandler", "sns", "publish", TELEPON),
        ("APIHandler", "s3", "delete_object", OBJEK),
        ("MulaiLangkah", "dynamodb", "delete_item", KASUS),
        ("MulaiLangkah", "stepfunctions", "start_execution", ALUR),
        ("MulaiLangkah", "s3", "get_object", OBJEK),
        ("Lanjutkan", "sns", "publish", TELEPON),
        ("MulaiLangkah", "dynamodb", "get_item", KASUS),
        ("MulaiLangkah", "dynamodb", "query", CATATAN),
        ("BerkasMasuk", "s3", "put_object", OBJEK),
        ("KirimSms", "dynamodb", "query", CATATAN),
        ("Tantangan", "dynamodb", "get_item", KASUS),
        ("Tantangan", "dynamodb", "get_item", BARIS),
    ],
)
def test_a_function_cannot_do_what_is_not_its_task(
    lokal: Lokal, fungsi: str, layanan: str, operasi: str, isi: Json
) -> None:
    assert _kode_tolak(lokal, fungsi, layanan, operasi, isi) in DITOLAK


def _kode_tolak(lokal: Lokal, fungsi: str, layanan: str, operasi: str, isi: Json) -> str:
    """The error code with which AWS refuses this to the function's role; empty if it does not."""
    nyata = {k: lokal.sumber(v) if k in SUMBER else v for k, v in isi.items()}
    try:
        getattr(klien_peran(lokal, fungsi)(layanan), operasi)(**nyata)
    except ClientError as ditolak:
        return str(ditolak.response["Error"]["Code"])
    return ""


def _jawaban(stack: Stack, token: str) -> int:
    kepala = {"Authorization": token} if token else {}
    return stack.http.get(f"{stack.api}/saya", headers=kepala).status_code


def _status(minta: Callable[[], Json]) -> int:
    with pytest.raises(Ditolak) as ditolak:
        minta()
    return ditolak.value.status
