"""The stack grants what it must and no more; MiniStack does not check what services may do."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.adapters import model
from chalicelib.domain import sop
from infra.templat import templat

TEMPLAT = templat()
RESOURCES: dict[str, Any] = TEMPLAT["Resources"]
FUNGSI = {
    "APIHandler",
    "MulaiLangkah",
    "Lanjutkan",
    "BerkasMasuk",
    "KirimSms",
    "StatusSms",
    "TandaiTerlambat",
    "Pulihkan",
    "Tantangan",
    "Cetak",
    "Terbitkan",
    "Arsipkan",
}
JEJAK = {"Fn::GetAtt": ["TabelJejak", "Arn"]}
# What has no ARN to name: a task token, a telephone.
TANPA_ARN = {"states:SendTaskSuccess", "states:SendTaskFailure", "sns:Publish"}


def izin(peran: str) -> list[dict[str, Any]]:
    (policy,) = RESOURCES[peran]["Properties"]["Policies"]
    pernyataan: list[dict[str, Any]] = policy["PolicyDocument"]["Statement"]
    return pernyataan


def aksi(pernyataan: dict[str, Any]) -> set[str]:
    daftar = pernyataan["Action"]
    return {daftar} if isinstance(daftar, str) else set(daftar)


def boleh(peran: str, kata: str) -> dict[str, Any]:
    """The one statement of this role that allows this action."""
    (hasil,) = (p for p in izin(peran) if p["Effect"] == "Allow" and kata in aksi(p))
    return hasil


def semua_izin() -> Iterator[tuple[str, dict[str, Any]]]:
    for nama, resource in RESOURCES.items():
        if resource.get("Type") == "AWS::IAM::Role":
            yield from ((nama, p) for p in izin(nama))


def jenis(nama: str) -> dict[str, dict[str, Any]]:
    return {k: r["Properties"] for k, r in RESOURCES.items() if r.get("Type") == f"AWS::{nama}"}


def pernyataan(kebijakan: str) -> list[dict[str, Any]]:
    daftar = RESOURCES[kebijakan]["Properties"]["PolicyDocument"]["Statement"]
    return [p["Fn::If"][2] if "Fn::If" in p else p for p in daftar]


def test_every_alarm_has_a_line_in_the_runbook() -> None:
    runbook = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    semua = {nama for nama, r in RESOURCES.items() if r.get("Type") == "AWS::CloudWatch::Alarm"}
    assert semua
    for nama in semua:
        keluarga = re.sub(r"^AlarmGagalAlur.+", "AlarmGagalAlur…", nama)
        if nama.removeprefix("AlarmGalat") in FUNGSI:
            keluarga = "AlarmGalat<Fungsi>"
        assert f"| `{keluarga}` |" in runbook


def test_every_function_has_a_role_of_its_own() -> None:
    peran = {f: RESOURCES[f]["Properties"]["Role"] for f in FUNGSI}
    assert peran == {f: {"Fn::GetAtt": [f"Peran{f}", "Arn"]} for f in FUNGSI}


@pytest.mark.parametrize("nama", sorted(FUNGSI))
def test_a_function_role_is_for_lambda_and_writes_only_its_own_log(nama: str) -> None:
    (percaya,) = RESOURCES[f"Peran{nama}"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert percaya["Principal"] == {"Service": "lambda.amazonaws.com"}
    assert boleh(f"Peran{nama}", "logs:PutLogEvents")["Resource"] == {
        "Fn::GetAtt": [f"Log{nama}", "Arn"]
    }
    assert RESOURCES[nama]["Properties"]["LoggingConfig"]["LogGroup"] == {"Ref": f"Log{nama}"}
    assert RESOURCES[f"Log{nama}"]["Properties"]["RetentionInDays"] > 0


@pytest.mark.parametrize(("peran", "p"), list(semua_izin()))
def test_no_role_has_a_wildcard(peran: str, p: dict[str, Any]) -> None:
    assert not [a for a in aksi(p) if "*" in a]
    assert p["Resource"] != "*" or aksi(p) <= TANPA_ARN


@pytest.mark.parametrize("peran", sorted({peran for peran, _ in semua_izin()}))
def test_nobody_may_change_or_remove_a_row_of_the_jejak(peran: str) -> None:
    pada_jejak = {a for p in izin(peran) if p["Resource"] == JEJAK for a in aksi(p)}
    assert pada_jejak <= {"dynamodb:PutItem", "dynamodb:Query"}


def test_only_who_shows_or_prints_the_jejak_reads_it() -> None:
    pembaca = {
        peran
        for peran, p in semua_izin()
        if "dynamodb:Query" in aksi(p)
        and (JEJAK in p["Resource"] if isinstance(p["Resource"], list) else p["Resource"] == JEJAK)
    }
    assert pembaca == {f"Peran{f}" for f in ("APIHandler", "Cetak", "Terbitkan", "Arsipkan")}


def test_the_api_calls_neither_step_functions_nor_sns_nor_queues() -> None:
    layanan = {a.split(":")[0] for p in izin("PeranAPIHandler") for a in aksi(p)}
    assert layanan == {"logs", "dynamodb", "s3", "lambda"}


def test_the_api_invokes_the_renderer_and_no_other_function() -> None:
    semua = {peran for peran, p in semua_izin() if "lambda:InvokeFunction" in aksi(p)}
    assert semua == {"PeranAPIHandler", "PeranAlur"}
    assert boleh("PeranAPIHandler", "lambda:InvokeFunction")["Resource"] == {
        "Fn::GetAtt": ["Cetak", "Arn"]
    }


def test_only_the_issuing_function_signs() -> None:
    assert {peran for peran, p in semua_izin() if "kms:Sign" in aksi(p)} == {"PeranTerbitkan"}


def test_no_function_may_scan() -> None:
    assert not [p for _, p in semua_izin() if "dynamodb:Scan" in aksi(p)]


@pytest.mark.parametrize("nama", ["KirimSms", "Tantangan"])
def test_sms_go_to_telephones_not_to_topics(nama: str) -> None:
    (larangan,) = (p for p in izin(f"Peran{nama}") if p["Effect"] == "Deny")
    assert aksi(larangan) == {"sns:Publish"}
    assert larangan["Resource"] == {"Fn::Sub": "arn:${AWS::Partition}:sns:*:*:*"}


def test_the_api_updates_only_rows_of_codes_and_of_the_survey() -> None:
    assert boleh("PeranAPIHandler", "dynamodb:UpdateItem")["Condition"] == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["kode#*", "skm#*"]}
    }


@pytest.mark.parametrize("nama", ["KirimSms", "Tantangan"])
def test_what_counts_codes_updates_only_rows_of_codes(nama: str) -> None:
    assert boleh(f"Peran{nama}", "dynamodb:UpdateItem")["Condition"] == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["kode#*"]}
    }


def test_what_counts_for_the_scorecard_updates_only_its_counts() -> None:
    assert boleh("PeranLanjutkan", "dynamodb:UpdateItem")["Condition"] == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["rapor#*"]}
    }


def test_the_codes_function_can_do_nothing_else_in_the_tables() -> None:
    pada_tabel = {a for p in izin("PeranTantangan") for a in aksi(p) if a.startswith("dynamodb:")}
    assert pada_tabel == {"dynamodb:UpdateItem"}


def test_a_state_machine_may_invoke_mulai_langkah_and_nothing_else() -> None:
    (percaya,) = RESOURCES["PeranAlur"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert percaya["Principal"] == {"Service": "states.amazonaws.com"}
    (p,) = izin("PeranAlur")
    assert aksi(p) == {"lambda:InvokeFunction"}
    assert p["Resource"] == {"Fn::GetAtt": ["MulaiLangkah", "Arn"]}


@pytest.mark.parametrize("kunci", sop.daftar_kunci())
def test_every_sop_version_has_its_state_machine_under_the_name_that_cases_use(kunci: str) -> None:
    (alur,) = (
        a
        for a in jenis("StepFunctions::StateMachine").values()
        if a["StateMachineName"] == {"Fn::Sub": f"${{AWS::StackName}}-{kunci}"}
    )
    assert alur["RoleArn"] == {"Fn::GetAtt": ["PeranAlur", "Arn"]}
    tanpa = set(re.findall(r"\$\{(\w+)\}", alur["DefinitionString"]))
    assert tanpa == set(alur["DefinitionSubstitutions"]) == {"MulaiLangkah"}
    awalan = RESOURCES["Lanjutkan"]["Properties"]["Environment"]["Variables"]["ALUR"]["Fn::Sub"]
    assert awalan.endswith(":stateMachine:${AWS::StackName}-")


def test_the_stream_reaches_lanjutkan_from_its_beginning() -> None:
    (sumber,) = RESOURCES["Lanjutkan"]["Properties"]["Events"].values()
    aliran = {"Fn::GetAtt": ["TabelPermohonan", "StreamArn"]}
    assert sumber["Properties"]["Stream"] == aliran
    assert sumber["Properties"]["StartingPosition"] == "TRIM_HORIZON"
    p = boleh("PeranLanjutkan", "dynamodb:GetRecords")
    assert p["Resource"] == aliran
    assert aksi(p) >= {"dynamodb:DescribeStream", "dynamodb:GetShardIterator"}


def test_the_stream_wakes_lanjutkan_for_the_items_that_it_handles_and_no_others() -> None:
    (sumber,) = RESOURCES["Lanjutkan"]["Properties"]["Events"].values()
    (saring,) = sumber["Properties"]["FilterCriteria"]["Filters"]
    jenis_disaring = json.loads(saring["Pattern"])["dynamodb"]["NewImage"]["jenis"]["S"]
    kode = "".join(
        Path(f"chalicelib/services/{nama}.py").read_text(encoding="utf-8")
        for nama in ("lanjut", "rapor")
    )
    ditangani = {
        model.Baris.jenis.get_discriminator(getattr(model, nama))
        for nama in re.findall(r"isinstance\(\w+, (\w+)\)", kode)
    }
    assert ditangani == {*jenis_disaring}


@pytest.mark.parametrize(
    ("fungsi", "antrean"), [("BerkasMasuk", "AntreanBerkas"), ("KirimSms", "AntreanSms")]
)
def test_a_queue_is_polled_by_its_function_and_has_a_dead_letter_queue(
    fungsi: str, antrean: str
) -> None:
    (sumber,) = RESOURCES[fungsi]["Properties"]["Events"].values()
    assert sumber["Properties"]["Queue"] == {"Fn::Sub": f"${{{antrean}.Arn}}"}
    assert sumber["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    p = boleh(f"Peran{fungsi}", "sqs:ReceiveMessage")
    assert p["Resource"] == {"Fn::GetAtt": [antrean, "Arn"]}
    assert aksi(p) >= {"sqs:DeleteMessage", "sqs:GetQueueAttributes"}
    sifat = RESOURCES[antrean]["Properties"]
    mati = {"Fn::GetAtt": [f"{antrean}Mati", "Arn"]}
    assert sifat["RedrivePolicy"]["deadLetterTargetArn"] == mati
    assert sifat["VisibilityTimeout"] >= 6 * RESOURCES[fungsi]["Properties"]["Timeout"]


@pytest.mark.parametrize(
    ("akhir", "nama"), [("Sampai", ""), ("Gagal", "/Failure")], ids=["arrived", "failed"]
)
def test_what_sns_logs_of_sms_reaches_the_function_that_records_it(akhir: str, nama: str) -> None:
    log, langganan = RESOURCES[f"LogSms{akhir}"], RESOURCES[f"LanggananSms{akhir}"]
    izin_ini = RESOURCES[f"IzinLogSms{akhir}"]
    for resource in (log, langganan, izin_ini):
        assert resource["Condition"] == "StatusDiAws"
    alamat = "sns/${AWS::Region}/${AWS::AccountId}/DirectPublishToPhoneNumber"
    assert log["Properties"]["LogGroupName"] == {"Fn::Sub": alamat + nama}
    assert log["Properties"]["RetentionInDays"] <= 7  # the entries name the phone
    assert langganan["Properties"]["LogGroupName"] == {"Ref": f"LogSms{akhir}"}
    assert langganan["Properties"]["DestinationArn"] == {"Fn::GetAtt": ["StatusSms", "Arn"]}
    assert langganan["DependsOn"] == f"IzinLogSms{akhir}"
    assert izin_ini["Properties"]["Principal"] == "logs.amazonaws.com"
    assert izin_ini["Properties"]["SourceArn"] == {"Fn::GetAtt": [f"LogSms{akhir}", "Arn"]}


def test_sns_may_write_those_two_logs_and_nothing_else() -> None:
    (percaya,) = RESOURCES["PeranLogSms"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert percaya["Principal"] == {"Service": "sns.amazonaws.com"}
    (p,) = izin("PeranLogSms")
    assert aksi(p) == {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"}
    assert p["Resource"] == [{"Fn::GetAtt": [f"LogSms{x}", "Arn"]} for x in ("Sampai", "Gagal")]


def test_what_reads_delivery_status_reads_only_its_pointers_and_sends_nothing() -> None:
    assert boleh("PeranStatusSms", "dynamodb:GetItem")["Condition"] == {
        "ForAllValues:StringLike": {"dynamodb:LeadingKeys": ["pesan#*"]}
    }
    layanan = {a.split(":")[0] for p in izin("PeranStatusSms") for a in aksi(p)}
    assert layanan == {"logs", "dynamodb"}


def test_only_the_bucket_of_papers_may_fill_the_queue_of_papers() -> None:
    (p,) = pernyataan("KebijakanAntreanBerkas")
    assert (p["Principal"], p["Action"]) == ({"Service": "s3.amazonaws.com"}, "sqs:SendMessage")
    bucket = RESOURCES["BucketBerkas"]
    nama = bucket["Properties"]["BucketName"]["Fn::Sub"]
    sumber = p["Condition"]["ArnEquals"]["aws:SourceArn"]["Fn::Sub"]
    assert sumber == f"arn:${{AWS::Partition}}:s3:::{nama}"
    (pemberitahuan,) = bucket["Properties"]["NotificationConfiguration"]["QueueConfigurations"]
    assert pemberitahuan["Queue"] == p["Resource"]
    assert bucket["DependsOn"] == "KebijakanAntreanBerkas"


def test_cognito_may_ask_for_codes_only_from_the_applicants_pool() -> None:
    izin_ini = RESOURCES["IzinTantangan"]["Properties"]
    assert izin_ini["Principal"] == "cognito-idp.amazonaws.com"
    assert izin_ini["SourceArn"] == {"Fn::GetAtt": ["PoolPemohon", "Arn"]}
    pemicu = RESOURCES["PoolPemohon"]["Properties"]["LambdaConfig"]
    assert set(pemicu) == {
        "PreSignUp",
        "DefineAuthChallenge",
        "CreateAuthChallenge",
        "VerifyAuthChallengeResponse",
    }


@pytest.mark.parametrize("nama", sorted(jenis("S3::Bucket")))
def test_a_bucket_is_private_versioned_encrypted_and_tls_only(nama: str) -> None:
    sifat = RESOURCES[nama]["Properties"]
    assert all(sifat["PublicAccessBlockConfiguration"].values())
    assert sifat["VersioningConfiguration"] == {"Status": "Enabled"}
    assert sifat["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    larangan = pernyataan(f"Kebijakan{nama}")[0]
    assert (larangan["Effect"], larangan["Principal"], larangan["Action"]) == ("Deny", "*", "s3:*")
    assert larangan["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert len(larangan["Resource"]) == 2


def test_only_the_distribution_reads_the_pages() -> None:
    _, p = pernyataan("KebijakanBucketHalaman")
    assert (p["Principal"], p["Action"]) == (
        {"Service": "cloudfront.amazonaws.com"},
        "s3:GetObject",
    )
    assert "${Distribusi}" in p["Condition"]["StringEquals"]["aws:SourceArn"]["Fn::Sub"]


@pytest.mark.parametrize("nama", sorted(jenis("DynamoDB::Table")))
def test_a_table_costs_nothing_idle_and_is_hard_to_lose(nama: str) -> None:
    sifat = RESOURCES[nama]["Properties"]
    assert sifat["BillingMode"] == "PAY_PER_REQUEST"
    assert sifat["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert sifat["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS"}
    assert sifat["DeletionProtectionEnabled"] == {"Fn::If": ["Produksi", True, False]}
    assert RESOURCES[nama]["DeletionPolicy"].startswith("Retain")


def test_officers_are_admitted_by_an_admin_only_and_by_two_factors_in_production() -> None:
    pool = RESOURCES["PoolPetugas"]["Properties"]
    assert pool["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    assert pool["MfaConfiguration"] == {"Fn::If": ["Produksi", "ON", "OFF"]}
    _, produksi, _ = RESOURCES["KlienPetugas"]["Properties"]["ExplicitAuthFlows"]["Fn::If"]
    assert produksi == ["ALLOW_REFRESH_TOKEN_AUTH"]


@pytest.mark.parametrize("nama", ["KlienPetugas", "KlienPemohon"])
def test_tokens_live_fifteen_minutes(nama: str) -> None:
    klien = RESOURCES[nama]["Properties"]
    assert (klien["IdTokenValidity"], klien["AccessTokenValidity"]) == (15, 15)
    assert klien["TokenValidityUnits"]["IdToken"] == "minutes"
    assert klien["PreventUserExistenceErrors"] == "ENABLED"


def test_every_pelaksana_but_the_applicant_is_a_group_of_officers() -> None:
    semua = {p for kunci in sop.daftar_kunci() for p in sop.muat(kunci).pelaksana}
    grup = {g["GroupName"] for g in jenis("Cognito::UserPoolGroup").values()}
    assert grup == semua - {"pemohon"}


def test_every_setting_is_set_and_known() -> None:
    isi = Path("chalicelib/config.py").read_text(encoding="utf-8")
    dibaca = set(re.findall(r'os\.environ\["(\w+)"\]', isi))
    diisi = {v for f in FUNGSI for v in RESOURCES[f]["Properties"]["Environment"]["Variables"]}
    assert dibaca == diisi


def test_what_api_gateway_answers_itself_has_the_shape_of_our_refusals() -> None:
    for balasan in RESOURCES["RestAPI"]["Properties"]["GatewayResponses"].values():
        isi = json.loads(balasan["ResponseTemplates"]["application/json"])
        assert set(isi) == {"kode", "pesan", "kesalahan"}
        assert isi["pesan"].endswith(".")


def test_alarms_watch_every_function_machine_and_dead_letter_queue() -> None:
    dijaga = {
        json.dumps(d["Value"])
        for alarm in jenis("CloudWatch::Alarm").values()
        for d in alarm.get("Dimensions", [])
    }
    assert {json.dumps({"Ref": f}) for f in FUNGSI} <= dijaga
    assert {json.dumps({"Ref": m}) for m in jenis("StepFunctions::StateMachine")} <= dijaga
    mati = [q for q in jenis("SQS::Queue") if q.endswith("Mati")]
    assert {json.dumps({"Fn::GetAtt": [q, "QueueName"]}) for q in mati} <= dijaga


def test_the_log_that_says_a_case_stands_still_is_the_one_that_the_alarm_counts() -> None:
    pola = RESOURCES["HitungTidakPulih"]["Properties"]["FilterPattern"]
    (pesan,) = re.findall(r'"(\w+)"', pola)
    sumber = [p.read_text(encoding="utf-8") for p in Path("chalicelib/services").glob("*.py")]
    assert any(f'logger.error("{pesan}"' in isi for isi in sumber)


def test_what_reads_uploads_in_the_browser_runs_under_the_csp_of_the_pages() -> None:
    daftar = RESOURCES["Distribusi"]["Properties"]["DistributionConfig"]["CacheBehaviors"]
    pola = [satu["PathPattern"] for satu in daftar]
    assert pola.index("/aset/pdf.worker*") < pola.index("/aset/*")
    (pekerja,) = [satu for satu in daftar if satu["PathPattern"] == "/aset/pdf.worker*"]
    assert pekerja["ResponseHeadersPolicyId"] == {"Ref": "KepalaHalaman"}


def test_officers_come_back_to_their_page_from_cognito() -> None:
    klien = RESOURCES["KlienPetugas"]["Properties"]
    assert klien["CallbackURLs"] == klien["LogoutURLs"]
    assert all(alamat.endswith("/petugas.html") for alamat in _teks(klien["CallbackURLs"]))


def _teks(isi: object) -> list[str]:
    """Every address in the value, whatever functions it stands in."""
    if isinstance(isi, str):
        return [isi] if isi.startswith("http") else []
    anak = isi.values() if isinstance(isi, dict) else isi if isinstance(isi, list) else ()
    return [teks for satu in anak for teks in _teks(satu)]
