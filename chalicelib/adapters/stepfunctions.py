"""Step Functions: the order of the langkah. A task token is a secret: never log or answer one."""

import json
from functools import lru_cache
from typing import Any

import boto3
from botocore.config import Config

from chalicelib import config

_PENDEK = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 3})


class TokenMati(Exception):
    """The token was answered before, or its execution is over."""


def arn_eksekusi(sop: str, nomor: str, generasi: int) -> str:
    """The ARN that this generation of the case's execution has, known before it is started."""
    mesin = config.alur() + sop
    return f"{mesin.replace(':stateMachine:', ':execution:')}:{nomor}-{generasi}"


def mulai(sop: str, nomor: str, generasi: int) -> None:
    """Start this generation of the case's execution; starting it twice is starting it once."""
    masukan = {"nomor": nomor, "aksi": "mulai", "setelah": 0}
    try:
        _client().start_execution(
            stateMachineArn=config.alur() + sop,
            name=f"{nomor}-{generasi}",
            input=json.dumps(masukan),
        )
    except _client().exceptions.ExecutionAlreadyExists:
        return


def berjalan(eksekusi: str) -> bool:
    """Is this execution running? False where it does not exist."""
    try:
        hasil = _client().describe_execution(executionArn=eksekusi)
    except _client().exceptions.ExecutionDoesNotExist:
        return False
    return bool(hasil["status"] == "RUNNING")


def hentikan(eksekusi: str) -> None:
    """Stop an execution; one that is over or never was is left alone."""
    try:
        _client().stop_execution(executionArn=eksekusi, cause="Permohonan berakhir")
    except _client().exceptions.ExecutionDoesNotExist:
        return


def jawab(token: str, jawaban: dict[str, object]) -> None:
    """Answer a task token with the state data for the next langkah; `TokenMati` where too late."""
    klien = _client()
    mati = (
        klien.exceptions.TaskTimedOut,
        klien.exceptions.TaskDoesNotExist,
        klien.exceptions.InvalidToken,
    )
    try:
        klien.send_task_success(taskToken=token, output=json.dumps(jawaban))
    except mati as error:
        raise TokenMati from error


def gagalkan(token: str, error: str) -> None:
    """Fail a task so that the state's Retry works; too late is fine."""
    klien = _client()
    mati = (
        klien.exceptions.TaskTimedOut,
        klien.exceptions.TaskDoesNotExist,
        klien.exceptions.InvalidToken,
    )
    try:
        klien.send_task_failure(taskToken=token, error=error)
    except mati:
        return


@lru_cache
def _client() -> Any:
    return boto3.client("stepfunctions", config=_PENDEK)
