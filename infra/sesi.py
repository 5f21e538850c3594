"""Where a stack answers, its SMS outbox and Cognito, and the tokens of who has signed in."""

import base64
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

import httpx

Json = dict[str, Any]
T = TypeVar("T")
COGNITO = "AWSCognitoIdentityProviderService."
SEGARKAN_SEBELUM = 60.0  # seconds left in a token when it is renewed
JEDA = 0.15  # seconds between two looks
SAMPAI = 180.0  # seconds until waiting is given up


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
    akar: str  # PEM file of the root that signatures are trusted under
    akun: Mapping[str, tuple[str, str]]  # pelaksana → user name and password
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=SAMPAI), compare=False)

    @classmethod
    def dari(cls, keterangan: Json) -> Self:
        """From what `make up` writes to lokal.json."""
        akun = {k: (a["nama_pengguna"], a["sandi"]) for k, a in keterangan["akun"].items()}
        nama = ("api", "endpoint", "klien_petugas", "klien_pemohon", "akar")
        alamat = {k: keterangan[k] for k in nama}
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
        return baca(self.http.post(self.endpoint, content=json.dumps(isi), headers=kepala))


@dataclass(slots=True)
class Sesi:
    """The tokens of one sign-in, renewed shortly before they expire."""

    stack: Stack
    klien: str
    token: str
    penyegar: str

    def kepala(self) -> dict[str, str]:
        """The Authorization header with a token that is still valid for a while."""
        if klaim(self.token)["exp"] - time.time() < SEGARKAN_SEBELUM:
            hasil = self.stack.cognito(
                "InitiateAuth",
                AuthFlow="REFRESH_TOKEN_AUTH",
                ClientId=self.klien,
                AuthParameters={"REFRESH_TOKEN": self.penyegar},
            )
            self.token = hasil["AuthenticationResult"]["IdToken"]
        return {"Authorization": self.token}

    @property
    def umur(self) -> float:
        """Seconds since this person signed in; on AWS a renewed token does not make him young."""
        return time.time() - float(klaim(self.token)["auth_time"])


def tunggu(lihat: Callable[[], T | None], apa: str, *, detik: float = SAMPAI) -> T:
    """Look again and again until there is something; `TungguTerlaluLama` after `detik` seconds."""
    batas = time.monotonic() + detik
    while (hasil := lihat()) is None:
        if time.monotonic() > batas:
            raise TungguTerlaluLama(f"Setelah {detik:.0f} detik belum ada {apa}.")
        time.sleep(JEDA)
    return hasil


def baca(jawaban: httpx.Response) -> Json:
    """The JSON of an answer; raises `Ditolak` where it is an error."""
    try:
        isi: Json = jawaban.json()
    except ValueError:
        isi = {"pesan": f"{jawaban.request.url} menjawab {jawaban.status_code} tanpa JSON."}
    if jawaban.is_error:
        raise Ditolak(jawaban.status_code, isi)
    return isi


def klaim(token: str) -> Json:
    """What a token says of its owner."""
    bagian = token.split(".")[1]
    isi: Json = json.loads(base64.urlsafe_b64decode(bagian + "=" * (-len(bagian) % 4)))
    return isi
