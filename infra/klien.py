"""The HTTP client of demo and end-to-end tests: sign in as a person, then use the API as they would."""

import base64
import json
import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

import httpx

from infra.berkas_contoh import BerkasContoh

Json = dict[str, Any]
T = TypeVar("T")
COGNITO = "AWSCognitoIdentityProviderService."
SEGARKAN_SEBELUM = 60.0  # seconds left in a token when it is renewed
JEDA = 0.15  # seconds between two looks at a case
SAMPAI = 45.0  # seconds until waiting is given up


class Ditolak(Exception):
    """The API or Cognito said no; the text is its Indonesian sentence with the faults per field."""

    def __init__(self, status: int, jawaban: Json) -> None:
        self.status, self.jawaban = status, jawaban
        rincian = [f"{f['isian']}: {f['pesan']}" for f in jawaban.get("kesalahan") or ()]
        pesan = jawaban.get("pesan") or jawaban.get("message") or f"Jawaban {status} tanpa kalimat."
        super().__init__(" ".join([str(pesan), *rincian]))


class TungguTerlaluLama(Exception):
    """What was waited for did not come in time; the sentence says what."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Where a running stack answers, and who may sign in; read from `.ministack/lokal.json`."""

    api: str
    endpoint: str
    klien_petugas: str
    klien_pemohon: str
    akun: Mapping[str, tuple[str, str]]  # pelaksana → user name and password
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=40), compare=False)

    @classmethod
    def dari(cls, keterangan: Json) -> Self:
        """From what `make up` writes to lokal.json."""
        akun = {k: (a["nama_pengguna"], a["sandi"]) for k, a in keterangan["akun"].items()}
        alamat = {k: keterangan[k] for k in ("api", "endpoint", "klien_petugas", "klien_pemohon")}
        return cls(**alamat, akun=akun)

    def sms(self, telepon: str = "") -> list[str]:
        """The texts that the emulator sent to this number, oldest first; to all when empty."""
        saring = {"phoneNumber": telepon} if telepon else {}
        jawaban = self.http.get(f"{self.endpoint}/_ministack/sns/sms-messages", params=saring)
        return [
            m["Message"] for kiriman in jawaban.json()["sms_messages"].values() for m in kiriman
        ]

    def cognito(self, operasi: str, **isi: object) -> Json:
        """One unsigned Cognito operation; raises `Ditolak`."""
        kepala = {
            "X-Amz-Target": COGNITO + operasi,
            "Content-Type": "application/x-amz-json-1.1",
        }
        return _baca(self.http.post(self.endpoint, content=json.dumps(isi), headers=kepala))


@dataclass(slots=True)
class Sesi:
    """The tokens of one sign-in, renewed shortly before they expire."""

    stack: Stack
    klien: str
    token: str
    penyegar: str

    def kepala(self) -> dict[str, str]:
        """The Authorization header with a token that is still valid for a while."""
        if _kedaluwarsa(self.token) - time.time() < SEGARKAN_SEBELUM:
            hasil = self.stack.cognito(
                "InitiateAuth",
                AuthFlow="REFRESH_TOKEN_AUTH",
                ClientId=self.klien,
                AuthParameters={"REFRESH_TOKEN": self.penyegar},
            )
            self.token = hasil["AuthenticationResult"]["IdToken"]
        return {"Authorization": self.token}


@dataclass(frozen=True, slots=True)
class Klien:
    """One caller of the API: an officer, an applicant, or (without a session) the public."""

    stack: Stack
    sesi: Sesi | None = None

    def get(self, jalur: str, **saring: str) -> Json:
        """GET; raises `Ditolak` with the API's sentence, as do all of these."""
        return self._minta("GET", jalur, params=saring)

    def post(self, jalur: str, isi: Mapping[str, object] | None = None) -> Json:
        """POST of a JSON object."""
        return self._minta("POST", jalur, json=dict(isi or {}))

    def patch(self, jalur: str, isi: Mapping[str, object]) -> Json:
        """PATCH of a JSON object."""
        return self._minta("PATCH", jalur, json=dict(isi))

    def _minta(self, cara: str, jalur: str, **isi: Any) -> Json:
        kepala = self.sesi.kepala() if self.sesi else {}
        return _baca(self.stack.http.request(cara, self.stack.api + jalur, headers=kepala, **isi))

    def unggah(self, nomor: str, daftar: Mapping[str, BerkasContoh]) -> None:
        """Upload each paper (by kode) with a ticket of its own; return once all were accepted."""
        tiket = {self._kirim(nomor, kode, berkas): kode for kode, berkas in daftar.items()}

        def diperiksa() -> list[Json] | None:
            semua = self.get(f"/permohonan/{nomor}")["berkas"]
            hasil = [b for b in semua if b["id"] in tiket]
            return hasil if len(hasil) == len(tiket) else None

        for berkas in tunggu(diperiksa, f"hasil pemeriksaan berkas {', '.join(daftar)}"):
            if berkas["keadaan"] != "diterima":
                pesan = f"Berkas {berkas['kode']} ditolak: {berkas['alasan']}"
                raise Ditolak(422, {"pesan": pesan})

    def _kirim(self, nomor: str, kode: str, berkas: BerkasContoh) -> str:
        ukuran = {"tipe": berkas.tipe, "ukuran": len(berkas.isi)}
        tiket = self.post(f"/permohonan/{nomor}/berkas/{kode}", ukuran)
        isi = {"file": (kode, berkas.isi, berkas.tipe)}
        jawaban = self.stack.http.post(tiket["url"], data=tiket["fields"], files=isi)
        if jawaban.is_error:
            raise Ditolak(jawaban.status_code, {"pesan": f"Unggahan {kode} tidak diterima."})
        return str(tiket["id"])

    def unduh(self, nomor: str, id_berkas: str) -> bytes:
        """The bytes of a checked paper, through the API's presigned GET."""
        jawaban = self.stack.http.get(self.get(f"/permohonan/{nomor}/berkas/{id_berkas}")["url"])
        jawaban.raise_for_status()
        return jawaban.content


def masuk_petugas(stack: Stack, pelaksana: str) -> Klien:
    """Sign in the officer of this pelaksana with the password of `make up`."""
    nama, sandi = stack.akun[pelaksana]
    hasil = stack.cognito(
        "InitiateAuth",
        AuthFlow="USER_PASSWORD_AUTH",
        ClientId=stack.klien_petugas,
        AuthParameters={"USERNAME": nama, "PASSWORD": sandi},
    )
    return _klien(stack, stack.klien_petugas, hasil)


def masuk_pemohon(stack: Stack, telepon: str) -> Klien:
    """Sign up by phone (E.164) and sign in with the one-time code read from the SMS."""
    stack.cognito(
        "SignUp",
        ClientId=stack.klien_pemohon,
        Username=telepon,
        Password=f"Aa1!{secrets.token_urlsafe(24)}",
        UserAttributes=[{"Name": "phone_number", "Value": telepon}],
    )
    sudah = len(stack.sms(telepon))
    tantangan = stack.cognito(
        "InitiateAuth",
        AuthFlow="CUSTOM_AUTH",
        ClientId=stack.klien_pemohon,
        AuthParameters={"USERNAME": telepon},
    )
    hasil = stack.cognito(
        "RespondToAuthChallenge",
        ClientId=stack.klien_pemohon,
        ChallengeName="CUSTOM_CHALLENGE",
        Session=tantangan["Session"],
        ChallengeResponses={"USERNAME": telepon, "ANSWER": kode_dari_sms(stack, telepon, sudah)},
    )
    return _klien(stack, stack.klien_pemohon, hasil)


def kode_dari_sms(stack: Stack, telepon: str, sudah: int) -> str:
    """The six digits of the first code sent to this number after its first `sudah` SMS."""

    def dicari() -> str | None:
        cocok = (re.search(r"\b\d{6}\b", teks) for teks in stack.sms(telepon)[sudah:])
        return next((c.group() for c in cocok if c), None)

    return tunggu(dicari, f"SMS kode ke {telepon}")


def tunggu(lihat: Callable[[], T | None], apa: str, *, detik: float = SAMPAI) -> T:
    """Look again and again until there is something; `TungguTerlaluLama` after `detik` seconds."""
    batas = time.monotonic() + detik
    while (hasil := lihat()) is None:
        if time.monotonic() > batas:
            raise TungguTerlaluLama(f"Setelah {detik:.0f} detik belum ada {apa}.")
        time.sleep(JEDA)
    return hasil


def _klien(stack: Stack, klien: str, hasil: Json) -> Klien:
    if "AuthenticationResult" not in hasil:
        raise Ditolak(401, {"pesan": f"Belum bisa masuk: {hasil.get('ChallengeName')} diminta."})
    kunci = hasil["AuthenticationResult"]
    return Klien(stack, Sesi(stack, klien, kunci["IdToken"], kunci["RefreshToken"]))


def _kedaluwarsa(token: str) -> float:
    bagian = token.split(".")[1]
    return float(json.loads(base64.urlsafe_b64decode(bagian + "=" * (-len(bagian) % 4)))["exp"])


def _baca(jawaban: httpx.Response) -> Json:
    try:
        isi: Json = jawaban.json()
    except ValueError:
        isi = {"pesan": f"{jawaban.request.url} menjawab {jawaban.status_code} tanpa JSON."}
    if jawaban.is_error:
        raise Ditolak(jawaban.status_code, isi)
    return isi
