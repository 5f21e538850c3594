"""The applicants' sign-in: Cognito's triggers for sign-up and for a one-time code by SMS.

The phone is proved at every sign-in, by answering the code, and by nothing else: sign-up confirms
the account but not the phone, and the password that Cognito insists on opens nothing.
"""

import hmac
from collections.abc import Callable
from datetime import datetime
from typing import Any

from chalicelib.services import kode

Bagian = dict[str, Any]
_PERCOBAAN = 3


def tantangan(event: Bagian, pada: datetime) -> Bagian:
    """The event with its `response` filled in for the trigger that Cognito names in it.

    A Refusal, TooMany or SmsGagal that is raised reaches the person: Cognito answers
    UserLambdaValidationException with its sentence. A trigger not foreseen is a KeyError.
    """
    jawab = _PEMICU[event["triggerSource"]]
    event["response"] = {**event["response"], **jawab(event["request"], pada)}
    return event


def _daftar(request: Bagian, pada: datetime) -> Bagian:
    kode.pastikan_ponsel(request["userAttributes"].get("phone_number", ""))
    return {"autoConfirmUser": True, "autoVerifyPhone": False, "autoVerifyEmail": False}


def _tentukan(request: Bagian, pada: datetime) -> Bagian:
    sesi = request["session"] or []
    # The client may open a session with SRP, which would let the password of sign-up count.
    asing = any(putaran["challengeName"] != "CUSTOM_CHALLENGE" for putaran in sesi)
    benar = bool(sesi) and sesi[-1]["challengeResult"] is True and not _tak_dikenal(request)
    if benar and not asing:
        return {"issueTokens": True, "failAuthentication": False}
    if asing or len(sesi) >= _PERCOBAAN:
        return {"issueTokens": False, "failAuthentication": True}
    return {
        "challengeName": "CUSTOM_CHALLENGE",
        "issueTokens": False,
        "failAuthentication": False,
    }


def _buat(request: Bagian, pada: datetime) -> Bagian:
    """One SMS a session; Cognito keeps the code in the metadata, which no client sees."""
    if request["session"]:
        isi = request["session"][-1]["challengeMetadata"]
    elif _tak_dikenal(request):
        isi = kode.acak()
    else:
        isi = kode.kirim("kode", request["userAttributes"]["phone_number"], pada)
    return {
        "publicChallengeParameters": {"cara": "sms"},
        "privateChallengeParameters": {"kode": isi},
        "challengeMetadata": isi,
    }


def _periksa(request: Bagian, pada: datetime) -> Bagian:
    jawaban = "".join(str(request["challengeAnswer"]).split())
    benar = hmac.compare_digest(
        jawaban.encode(), request["privateChallengeParameters"]["kode"].encode()
    )
    return {"answerCorrect": benar and not _tak_dikenal(request)}


def _tak_dikenal(request: Bagian) -> bool:
    """No such account, which PreventUserExistenceErrors keeps from showing."""
    return bool(request.get("userNotFound"))


_PEMICU: dict[str, Callable[[Bagian, datetime], Bagian]] = {
    "PreSignUp_SignUp": _daftar,
    "DefineAuthChallenge_Authentication": _tentukan,
    "CreateAuthChallenge_Authentication": _buat,
    "VerifyAuthChallengeResponse_Authentication": _periksa,
}
