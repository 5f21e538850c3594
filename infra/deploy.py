"""`make deploy STAGE=…`: puts the package and its stack on AWS; the launcher does the same here."""

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

import boto3
from botocore.exceptions import ClientError, WaiterError

from chalicelib.domain.kantor import KantorFaulty, baca
from infra.kantor import periksa_kantor
from infra.kunci_verifikasi import terbitkan_kunci
from infra.paket import WILAYAH, Paket, paket
from infra.situs import PustakaGagal, Sambungan, bangun, unggah

TANPA_UBAHAN = "No updates are to be performed"
Klien = Callable[[str], Any]


class PasangGagal(Exception):
    """The stack did not come up; the sentence names the first resource that failed and why."""


def pasang(klien: Klien, paket: Paket, nama: str, parameter: Mapping[str, str]) -> dict[str, str]:
    """Create or update the stack `nama` from the package, with its pages, and give its outputs.

    `klien` makes a boto3 client of a service; a stack that is already so is left alone.
    Raises `PasangGagal`, also for settings of the office that are not fit, before anything is put
    up.
    """
    try:
        periksa_kantor(parameter["Kantor"])
        situs = bangun(parameter["Kantor"])
    except (KantorFaulty, PustakaGagal) as sebab:
        raise PasangGagal(str(sebab)) from sebab
    bucket = _bucket_paket(klien, nama)
    s3, cfn, sidik = klien("s3"), klien("cloudformation"), paket.sidik
    kunci = {"KunciPaket": f"{sidik}.zip", "BucketPaket": bucket}
    s3.upload_file(str(paket.zip), bucket, kunci["KunciPaket"])
    s3.upload_file(str(paket.templat), bucket, f"{sidik}.json")
    isi = {
        "StackName": nama,
        "TemplateURL": f"{s3.meta.endpoint_url}/{bucket}/{sidik}.json",
        "Parameters": [
            {"ParameterKey": k, "ParameterValue": v} for k, v in {**parameter, **kunci}.items()
        ],
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    }
    try:
        if _stack(cfn, nama):
            cfn.update_stack(**isi)
            _tunggu(cfn, nama, "stack_update_complete")
        else:
            cfn.create_stack(**isi)
            _tunggu(cfn, nama, "stack_create_complete")
    except ClientError as error:
        if TANPA_UBAHAN not in str(error):
            raise
    keluaran = keluaran_stack(klien, nama)
    sambungan = Sambungan.dari(keluaran, s3.meta.endpoint_url, s3.meta.region_name)
    unggah(s3, keluaran["BucketHalaman"], situs, sambungan)
    return keluaran


def atur_sms(klien: Klien, keluaran: Mapping[str, str]) -> None:
    """Let Amazon SNS say what became of every SMS, in the log groups of infra/stack/sms.yaml.

    A setting of the account and region, for which CloudFormation has no resource; left alone
    where the stack does not receive it. Never run against AWS.
    """
    if peran := keluaran.get("PeranLogSms"):
        klien("sns").set_sms_attributes(
            attributes={
                "DeliveryStatusIAMRole": peran,
                "DeliveryStatusSuccessSamplingRate": "100",
                "DefaultSMSType": "Transactional",
            }
        )


def keluaran_stack(klien: Klien, nama: str) -> dict[str, str]:
    """The outputs of a stack that is up; raises `LookupError` where there is none."""
    stack = _stack(klien("cloudformation"), nama)
    if stack is None:
        raise LookupError(f"Stack {nama} tidak ada.")
    return {o["OutputKey"]: o["OutputValue"] for o in stack["Outputs"]}


def nama_stack(stage: str) -> str:
    """The stack of an environment on AWS."""
    return f"ikrg-{stage}"


def sesi() -> boto3.Session:
    """AWS with the environment's credentials, in our region unless it names another."""
    return boto3.Session(region_name=os.environ.get("AWS_REGION") or WILAYAH)


def _bucket_paket(klien: Klien, nama: str) -> str:
    s3, akun = klien("s3"), klien("sts").get_caller_identity()["Account"]
    bucket = f"{nama}-paket-{akun}-{s3.meta.region_name}"
    if bucket not in {b["Name"] for b in s3.list_buckets()["Buckets"]}:
        wilayah = {"LocationConstraint": s3.meta.region_name}
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration=wilayah)
    return bucket


def _stack(cfn: Any, nama: str) -> dict[str, Any] | None:
    try:
        stack: dict[str, Any] = cfn.describe_stacks(StackName=nama)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    return stack


def _tunggu(cfn: Any, nama: str, keadaan: str) -> None:
    jeda = 15 if cfn.meta.endpoint_url.startswith("https") else 0.5
    try:
        cfn.get_waiter(keadaan).wait(
            StackName=nama, WaiterConfig={"Delay": jeda, "MaxAttempts": 240}
        )
    except WaiterError as error:
        peristiwa = cfn.describe_stack_events(StackName=nama)["StackEvents"]
        gagal = [p for p in peristiwa if p["ResourceStatus"].endswith("_FAILED")]
        sebab = [f"{p['LogicalResourceId']}: {p.get('ResourceStatusReason')}" for p in gagal]
        raise PasangGagal(f"Stack {nama} gagal dipasang. " + " | ".join(sebab[::-1][:3])) from error


def main() -> int:
    """Deploy STAGE to AWS with the credentials of the environment; 0 if it is up."""
    stage = os.environ.get("STAGE")
    if not stage:
        print("Sebutkan lingkungannya, misalnya: make deploy STAGE=production", file=sys.stderr)
        return 1
    parameter = {
        "Stage": stage,
        "Kantor": os.environ.get("KANTOR") or "standar",
        "SurelAlarm": os.environ.get("SUREL_ALARM") or "",
        "CatatStatusSms": os.environ.get("STATUS_SMS") or "ya",
    }
    try:
        klien = sesi().client
        keluaran = pasang(klien, paket(), nama_stack(stage), parameter)
        atur_sms(klien, keluaran)
        kantor = baca(parameter["Kantor"])
        terbitkan_kunci(klien, keluaran, kantor=kantor.nama_dinas, uji=kantor.uji_coba)
    except PasangGagal as sebab:
        print(sebab, file=sys.stderr)
        return 1
    for nama, nilai in sorted(keluaran.items()):
        print(f"{nama:<20} {nilai}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
