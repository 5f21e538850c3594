"""The template that `chalice package` merges in: the parts in stack/, and what the SOP adds."""

import json
from pathlib import Path
from typing import Any

from chalice.package import YAMLTemplateSerializer

from chalicelib.domain import sop
from infra import alur

Json = dict[str, Any]

STACK = Path(__file__).parent / "stack"
BAGIAN = ("dasar", "data", "orang", "tepi", "sms", "alarm")
SIMPAN_LOG_HARI = 90
SUMBER_LAMBDA = "lambda.amazonaws.com"
_BOLEH = ("EphemeralStorage",)
"""What only some functions have."""


def templat() -> Json:
    """Everything but the functions' code, which `chalice package` describes."""
    hasil: Json = {}
    for bagian in BAGIAN:
        for kelompok, isi in _baca(bagian).items():
            if isinstance(isi, dict):
                hasil.setdefault(kelompok, {}).update(isi)
            else:
                hasil[kelompok] = isi
    daftar_sop = [sop.muat(kunci) for kunci in sop.daftar_kunci()]
    resources = hasil["Resources"]
    resources["RestAPI"]["Properties"]["GatewayResponses"] = _balasan()
    resources |= _fungsi() | _grup(daftar_sop) | _alur(daftar_sop)
    return hasil


def _baca(bagian: str) -> Json:
    teks = (STACK / f"{bagian}.yaml").read_text(encoding="utf-8")
    isi: Json = YAMLTemplateSerializer().load_template(teks, bagian)
    return isi


def _balasan() -> Json:
    return {
        jenis: {
            **({"StatusCode": status} if status else {}),
            "ResponseTemplates": {
                "application/json": json.dumps({"kode": kode, "pesan": pesan, "kesalahan": []})
            },
        }
        for jenis, (status, kode, pesan) in _baca("balasan").items()
    }


def _fungsi() -> Json:
    isi = _baca("fungsi")
    hasil: Json = {}
    for nama, fungsi in isi["fungsi"].items():
        log = f"Log{nama}"
        hasil[log] = {
            "Type": "AWS::Logs::LogGroup",
            "Properties": {
                "LogGroupName": {"Fn::Sub": f"/ikrg/${{AWS::StackName}}/{nama}"},
                "RetentionInDays": SIMPAN_LOG_HARI,
            },
        }
        tulis_log = {
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": {"Fn::GetAtt": [log, "Arn"]},
        }
        hasil[f"Peran{nama}"] = _peran(SUMBER_LAMBDA, [tulis_log, *fungsi["izin"]])
        lingkungan = {v: isi["lingkungan"][v] for v in fungsi["lingkungan"]}
        hasil[nama] = {
            "Properties": {
                "Role": {"Fn::GetAtt": [f"Peran{nama}", "Arn"]},
                "MemorySize": fungsi["MemorySize"],
                "Timeout": fungsi["Timeout"],
                "LoggingConfig": {"LogGroup": {"Ref": log}},
                "Environment": {"Variables": lingkungan},
                "Events": fungsi.get("Events", {}),
                **{k: fungsi[k] for k in _BOLEH if k in fungsi},
            }
        }
        hasil[f"HitungGalat{nama}"] = {
            "Type": "AWS::Logs::MetricFilter",
            "Properties": {
                "LogGroupName": {"Ref": log},
                "FilterPattern": '{ $.level = "ERROR" }',
                "MetricTransformations": [
                    {
                        "MetricNamespace": {"Ref": "AWS::StackName"},
                        "MetricName": "GalatTercatat",
                        "MetricValue": "1",
                    }
                ],
            },
        }
        hasil[f"AlarmGalat{nama}"] = _alarm(
            f"Fungsi {nama} gagal; lihat log-nya.",
            "AWS/Lambda",
            "Errors",
            {"Name": "FunctionName", "Value": {"Ref": nama}},
        )
    return hasil


def _grup(daftar_sop: list[sop.Sop]) -> Json:
    """One group of officers per pelaksana of any SOP; the applicant is not one of them."""
    semua = {p.kode: p.nama for s in daftar_sop for p in s.pelaksana.values()}
    semua.pop("pemohon", None)
    return {
        f"Grup{_nama(kode)}": {
            "Type": "AWS::Cognito::UserPoolGroup",
            "Properties": {
                "UserPoolId": {"Ref": "PoolPetugas"},
                "GroupName": kode,
                "Description": nama,
            },
        }
        for kode, nama in semua.items()
    }


def _alur(daftar_sop: list[sop.Sop]) -> Json:
    """One state machine per version and variant, named so that a case finds its own."""
    mulai_langkah = {"Fn::GetAtt": ["MulaiLangkah", "Arn"]}
    panggil = {
        "Effect": "Allow",
        "Action": "lambda:InvokeFunction",
        "Resource": mulai_langkah,
    }
    hasil = {"PeranAlur": _peran("states.amazonaws.com", [panggil])}
    for s in daftar_sop:
        nama = f"Alur{_nama(s.kunci)}"
        hasil[nama] = {
            "Type": "AWS::StepFunctions::StateMachine",
            "Properties": {
                "StateMachineName": {"Fn::Sub": f"${{AWS::StackName}}-{s.kunci}"},
                "StateMachineType": "STANDARD",
                "RoleArn": {"Fn::GetAtt": ["PeranAlur", "Arn"]},
                "DefinitionString": json.dumps(alur.susun(s), sort_keys=True),
                "DefinitionSubstitutions": {"MulaiLangkah": mulai_langkah},
            },
        }
        hasil[f"AlarmGagal{nama}"] = _alarm(
            f"Jalannya {s.kunci} gagal; pulihkan seharusnya memulainya lagi.",
            "AWS/States",
            "ExecutionsFailed",
            {"Name": "StateMachineArn", "Value": {"Ref": nama}},
        )
    return hasil


def _peran(layanan: str, izin: list[Json]) -> Json:
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "AssumeRolePolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": layanan},
                        "Action": "sts:AssumeRole",
                    }
                ],
            },
            "Policies": [
                {
                    "PolicyName": "izin",
                    "PolicyDocument": {"Version": "2012-10-17", "Statement": izin},
                }
            ],
        },
    }


def _alarm(arti: str, namespace: str, metrik: str, dimensi: Json) -> Json:
    bersama = _baca("alarm")["Resources"]["AlarmTidakPulih"]["Properties"]
    return {
        "Type": "AWS::CloudWatch::Alarm",
        "Properties": bersama
        | {
            "AlarmDescription": arti,
            "Namespace": namespace,
            "MetricName": metrik,
            "Dimensions": [dimensi],
            "Statistic": "Sum",
        },
    }


def _nama(kode: str) -> str:
    return "".join(bagian.capitalize() for bagian in kode.replace("-", "_").split("_"))
