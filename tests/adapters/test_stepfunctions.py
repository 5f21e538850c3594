"""Step Functions: what it is asked, and what its refusals become."""

import pytest
from botocore.exceptions import ClientError

from chalicelib.adapters import stepfunctions
from chalicelib.adapters.stepfunctions import TokenMati
from tests.awan import LINGKUNGAN, klien
from tests.dunia import Dunia
from tests.kawat import KAWAT

SOP, NOMOR = "ikrg-v1", "IKRG-2026-000001-AAAAAA"
MATI = ["TaskTimedOut", "TaskDoesNotExist", "InvalidToken"]


def eksekusi() -> list[str]:
    daftar = klien("stepfunctions").list_executions(stateMachineArn=LINGKUNGAN["ALUR"] + SOP)
    return [e["executionArn"] for e in daftar["executions"]]


def test_an_execution_has_the_arn_that_was_foreseen(dunia: Dunia) -> None:
    stepfunctions.mulai(SOP, NOMOR, 3)
    arn = stepfunctions.arn_eksekusi(SOP, NOMOR, 3)
    assert eksekusi() == [arn]
    assert arn.endswith(f":execution:uji-ikrg-v1:{NOMOR}-3")
    assert stepfunctions.berjalan(arn)


def test_starting_twice_is_starting_once(dunia: Dunia) -> None:
    for _ in range(2):
        stepfunctions.mulai(SOP, NOMOR, 1)
    assert len(eksekusi()) == 1


def test_an_execution_that_is_over_is_not_started_again(dunia: Dunia) -> None:
    stepfunctions.mulai(SOP, NOMOR, 1)
    stepfunctions.hentikan(stepfunctions.arn_eksekusi(SOP, NOMOR, 1))
    stepfunctions.mulai(SOP, NOMOR, 1)
    assert not stepfunctions.berjalan(stepfunctions.arn_eksekusi(SOP, NOMOR, 1))


def test_an_execution_that_never_was_does_not_run_and_is_stopped_in_vain(dunia: Dunia) -> None:
    arn = stepfunctions.arn_eksekusi(SOP, NOMOR, 9)
    assert not stepfunctions.berjalan(arn)
    stepfunctions.hentikan(arn)


@pytest.mark.parametrize("kode", MATI)
def test_an_answer_that_comes_too_late_is_told_apart(dunia: Dunia, kode: str) -> None:
    KAWAT.tolak("SendTaskSuccess", kode)
    with pytest.raises(TokenMati):
        stepfunctions.jawab("t", {"aksi": "terima", "setelah": 3})


@pytest.mark.parametrize("kode", MATI)
def test_a_failure_that_comes_too_late_is_fine(dunia: Dunia, kode: str) -> None:
    KAWAT.tolak("SendTaskFailure", kode)
    stepfunctions.gagalkan("t", "Usang")


@pytest.mark.parametrize(
    ("operasi", "panggil"),
    [
        ("SendTaskSuccess", lambda: stepfunctions.jawab("t", {})),
        ("SendTaskFailure", lambda: stepfunctions.gagalkan("t", "x")),
        ("StartExecution", lambda: stepfunctions.mulai(SOP, NOMOR, 1)),
        ("DescribeExecution", lambda: stepfunctions.berjalan("arn:aws:states:x:1:execution:a:b")),
        ("StopExecution", lambda: stepfunctions.hentikan("arn:aws:states:x:1:execution:a:b")),
    ],
)
def test_any_other_refusal_is_raised(dunia: Dunia, operasi: str, panggil: object) -> None:
    KAWAT.tolak(operasi, "AccessDeniedException")
    with pytest.raises(ClientError):
        panggil()  # type: ignore[operator]
