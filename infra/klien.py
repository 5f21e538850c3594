"""The HTTP client of demo and end-to-end tests: sign in as a person, use the API as they would."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from infra.berkas_contoh import BerkasContoh
from infra.sesi import Ditolak, Json, Sesi, Stack, baca, tunggu


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
        return baca(self.stack.http.request(cara, self.stack.api + jalur, headers=kepala, **isi))

    def unggah(self, nomor: str, daftar: Mapping[str, BerkasContoh]) -> dict[str, str]:
        """Upload each paper (by kode) with a ticket of its own; their ids, once all were
        accepted."""
        tiket = {self._kirim(nomor, kode, berkas): kode for kode, berkas in daftar.items()}

        def diperiksa() -> list[Json] | None:
            semua = self.get(f"/permohonan/{nomor}")["berkas"]
            hasil = [b for b in semua if b["id"] in tiket]
            return hasil if len(hasil) == len(tiket) else None

        for berkas in tunggu(diperiksa, f"hasil pemeriksaan berkas {', '.join(daftar)}"):
            if berkas["keadaan"] != "diterima":
                pesan = f"Berkas {berkas['kode']} ditolak: {berkas['alasan']}"
                raise Ditolak(422, {"pesan": pesan})
        return {kode: id_ for id_, kode in tiket.items()}

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
        cocok = (re.search(r"(?<![\w-])\d{6}\b", teks) for teks in stack.sms(telepon)[sudah:])
        return next((c.group() for c in cocok if c), None)

    return tunggu(dicari, f"SMS kode ke {telepon}")


def _klien(stack: Stack, klien: str, hasil: Json) -> Klien:
    if "AuthenticationResult" not in hasil:
        raise Ditolak(401, {"pesan": f"Belum bisa masuk: {hasil.get('ChallengeName')} diminta."})
    kunci = hasil["AuthenticationResult"]
    return Klien(stack, Sesi(stack, klien, kunci["IdToken"], kunci["RefreshToken"]))
