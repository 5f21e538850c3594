"""The API function, called as Lambda calls it."""

import json
from types import SimpleNamespace
from typing import Any

import app
from chalicelib.domain.aksi import Perintah
from chalicelib.domain.permohonan import Pelaku

_KONTEKS = SimpleNamespace(
    function_name="bench",
    memory_limit_in_mb=512,
    invoked_function_arn="arn:aws:lambda:::function:bench",
    aws_request_id="bench",
)


def lakukan(nomor: str, perintah: Perintah) -> None:
    """An aksi over HTTP."""
    badan = {"setelah": perintah.setelah, "isian": perintah.isian, "sha256": perintah.sha256}
    jalur = {"nomor": nomor, "kode": perintah.kode, "aksi": perintah.aksi}
    _panggil(
        "POST", "/permohonan/{nomor}/langkah/{kode}/{aksi}", perintah.pelaku, jalur, badan=badan
    )


def antrean(pelaku: Pelaku) -> list[dict[str, Any]]:
    """The first page of an officer's worklist."""
    tanya = {"pelaksana": [*pelaku.pelaksana]}
    isi = _panggil("GET", "/antrean", pelaku, tanya=tanya)
    daftar: list[dict[str, Any]] = isi["antrean"]
    return daftar


def _panggil(
    method: str,
    route: str,
    pelaku: Pelaku,
    jalur: dict[str, str] | None = None,
    *,
    tanya: dict[str, list[str]] | None = None,
    badan: object = None,
) -> dict[str, Any]:
    claims = {
        "sub": pelaku.id,
        "name": pelaku.nama,
        "token_use": "id",
        "iss": f"https://cognito/{pelaku.jenis}",
        "cognito:groups": ",".join(pelaku.pelaksana),
        "auth_time": str(int(pelaku.masuk.timestamp())) if pelaku.masuk else "",
    }
    konteks = {"httpMethod": method, "resourcePath": route, "authorizer": {"claims": claims}}
    event = {
        "requestContext": konteks,
        "headers": {"content-type": "application/json"},
        "pathParameters": jalur,
        "multiValueQueryStringParameters": tanya,
        "stageVariables": None,
        "isBase64Encoded": False,
        "body": json.dumps(badan) if badan else None,
    }
    hasil = app.app(event, _KONTEKS)
    assert hasil["statusCode"] == 200, hasil["body"]
    isi: dict[str, Any] = json.loads(hasil["body"])
    return isi
