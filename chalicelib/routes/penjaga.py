"""Who is asking, and how a refusal is answered."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from chalice.app import CognitoUserPoolAuthorizer, Request, Response

from chalicelib import config
from chalicelib.domain.permohonan import Pelaku
from chalicelib.errors import NotSignedIn, Refusal

# The merge file in infra/ puts both pools' ARNs here.
masuk = CognitoUserPoolAuthorizer("masuk", provider_arns=["arn:aws:cognito-idp:::userpool/petugas"])


_PESAN_CHALICE = {
    405: "Cara ini tidak tersedia pada alamat yang dituju.",
    415: "Isi permintaan harus berupa JSON.",
    500: "Layanan sedang terganggu. Coba lagi beberapa saat lagi.",
}


def pelaku(request: Request | None) -> Pelaku:
    """The person behind the verified claims; `NotSignedIn` where there are none of our pools'.

    API Gateway has verified signature and expiry; the pool decides who is an officer.
    """
    claims = ((request.context if request else {}).get("authorizer") or {}).get("claims") or {}
    pool = str(claims.get("iss", "")).rsplit("/", 1)[-1]
    sub = claims.get("sub")
    if not sub or claims.get("token_use") != "id":
        raise NotSignedIn()
    if pool == config.pool_petugas():
        return Pelaku(
            id=sub,
            nama=str(claims.get("name", "")),
            jenis="petugas",
            pelaksana=frozenset(daftar_grup(claims.get("cognito:groups"))),
            masuk=waktu_masuk(claims.get("auth_time")),
        )
    if pool == config.pool_pemohon():
        return Pelaku(id=sub, nama="Pemohon", jenis="pemohon", pelaksana=frozenset({"pemohon"}))
    raise NotSignedIn()


def daftar_grup(claim: object) -> list[str]:
    """Cognito groups as a list, "[a b]" or "a,b": API Gateway writes them in each of the three."""
    if isinstance(claim, list):
        return [str(g) for g in claim]
    return re.findall(r"\w+", str(claim or ""))


def waktu_masuk(claim: object) -> datetime | None:
    """When he typed his password (seconds since 1970, a text behind API Gateway): a refreshed
    token keeps that of the sign-in. None where it does not say."""
    detik = str(claim if claim is not None else "")
    if not re.fullmatch(r"[0-9]{1,11}", detik, re.ASCII):
        return None
    return datetime.fromtimestamp(int(detik), UTC)


def _dari_chalice(response: Response) -> Response:
    """Chalice's own English answer, in our shape."""
    pesan = _PESAN_CHALICE.get(response.status_code, "Permintaan tidak dapat diproses.")
    body = {"kode": response.body["Code"], "pesan": pesan, "kesalahan": []}
    return Response(body, headers=response.headers, status_code=response.status_code)


def refusals_as_json(event: Any, get_response: Callable[[Any], Response]) -> Response:
    """The one place where a `Refusal` becomes an HTTP answer."""
    try:
        response = get_response(event)
    except Refusal as refusal:
        response = Response(refusal.as_json(), status_code=refusal.status_code)
    if isinstance(response.body, dict) and "Code" in response.body:
        response = _dari_chalice(response)
    response.headers.setdefault("Cache-Control", "no-store")
    return response
