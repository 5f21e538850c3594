"""The API as API Gateway calls it: claims that it has verified, JSON in and out."""

import base64
import json
import warnings
from functools import cache
from typing import Any

from chalice.test import Client, HTTPResponse

import app
from chalicelib.domain.permohonan import Pelaku
from tests.awan import LINGKUNGAN, WILAYAH

PUBLIK = {
    "/kalender",
    "/kalender/{versi}",
    "/lacak/{nomor}",
    "/rapor",
    "/rapor/{kunci}/{bulan}",
    "/sehat",
    "/skm/{jenis}",
    "/sop",
    "/sop/{kunci}",
    "/verifikasi/{naskah_sha256}",
}


class Api:
    """Requests as someone. Chalice's client takes the claims out of an unsigned token, as API
    Gateway takes them out of one that it has verified."""

    def minta(
        self,
        metode: str,
        jalur: str,
        siapa: Pelaku | None = None,
        isi: object = None,
        *,
        tipe_isi: str = "application/json",
        **klaim: Any,
    ) -> HTTPResponse:
        """One request; `isi` is sent as JSON unless it is bytes, `klaim` change the token's."""
        header = {"Content-Type": tipe_isi}
        if siapa or klaim:
            header["Authorization"] = token(siapa, **klaim)
        body = isi if isinstance(isi, bytes) else b"" if isi is None else json.dumps(isi).encode()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the client does not verify tokens
            return _klien().http.request(metode, jalur, headers=header, body=body)

    def get(self, jalur: str, siapa: Pelaku | None = None) -> Any:
        """The JSON of a GET that must succeed."""
        return _berhasil(self.minta("GET", jalur, siapa))

    def post(self, jalur: str, siapa: Pelaku, isi: object = None) -> Any:
        """The JSON of a POST that must succeed."""
        return _berhasil(self.minta("POST", jalur, siapa, isi))

    def tolak(
        self, status: int, metode: str, jalur: str, siapa: Pelaku | None = None, isi: object = None
    ) -> Any:
        """The JSON of a request that must be refused with this status."""
        jawaban = self.minta(metode, jalur, siapa, isi)
        assert jawaban.status_code == status, jawaban.body
        assert jawaban.json_body["pesan"]
        return jawaban.json_body


def _berhasil(jawaban: HTTPResponse) -> Any:
    assert jawaban.status_code in (200, 201, 202), jawaban.body
    return jawaban.json_body


def token(siapa: Pelaku | None, **klaim: Any) -> str:
    """An ID token of this person, unsigned."""
    isi: dict[str, Any] = {"token_use": "id", "cognito:username": "u"}
    if siapa:
        pool = LINGKUNGAN["POOL_PETUGAS" if siapa.jenis == "petugas" else "POOL_PEMOHON"]
        isi |= {
            "sub": siapa.id,
            "iss": f"https://cognito-idp.{WILAYAH}.amazonaws.com/{pool}",
            "name": siapa.nama,
        }
        if siapa.jenis == "petugas":
            isi["cognito:groups"] = sorted(siapa.pelaksana)
            if siapa.masuk:
                isi["auth_time"] = str(int(siapa.masuk.timestamp()))
    isi = {k: v for k, v in {**isi, **klaim}.items() if v is not None}
    return "e30." + base64.urlsafe_b64encode(json.dumps(isi).encode()).decode().rstrip("=") + "."


@cache
def _klien() -> Client:
    return Client(app.app)


def jalur(templat: str, **bagian: object) -> str:
    """A route's path with its parts filled in."""
    isi = {"nomor": "IKRG-2026-000001-AAAAAA", "kode": "paraf_kasi", "aksi": "paraf", "no": "1"}
    isi |= {"dokumen": "bap", "jenis": "IKRG-sk", "tahun": "2026", "bulan": "2026-11"}
    isi |= {"naskah_sha256": "0" * 64}
    return templat.format(**{"kunci": "ikrg-v1", **isi, **bagian})


def semua_rute() -> list[tuple[str, str]]:
    """Every (method, path) of the API."""
    return [(m, r) for r, daftar in app.app.routes.items() for m in daftar]
