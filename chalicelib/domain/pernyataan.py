"""The statement in a letter's QR: a JWS (RFC 7515, ES256) that anybody can check without us.

It is signed in two steps, since the key is elsewhere: `yang_ditandatangani` gives the bytes to
sign, `rakit` puts the signature to them. The page infra/halaman/verifikasi/ checks the same.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import date

PANJANG_PEMEGANG = 100
# What stands before the point of a P-256 key (SubjectPublicKeyInfo, RFC 5480), and its length.
_AWALAN_P256 = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
_KOORDINAT = 32


@dataclass(frozen=True, slots=True)
class Pernyataan:
    """What the office states about one letter."""

    nomor: str
    pemegang: str
    jenis: str
    """The kind of letter in words, as a person reads it."""
    tanggal: date
    berlaku_sampai: date | None
    sha256: str
    """Of the letter's canonical data: hex."""


def yang_ditandatangani(isi: Pernyataan, kid: str) -> bytes:
    """The signing input of the JWS; `kid` names the key, as `kid` does.

    A name over 100 characters is cut, so that the QR stays readable.
    """
    muatan = {
        "n": isi.nomor,
        "p": _ringkas(isi.pemegang),
        "j": isi.jenis,
        "t": isi.tanggal.isoformat(),
        "s": isi.berlaku_sampai.isoformat() if isi.berlaku_sampai else None,
        "h": _b64(bytes.fromhex(isi.sha256)),
    }
    kepala = {"alg": "ES256", "kid": kid}
    return f"{_json(kepala)}.{_json({k: v for k, v in muatan.items() if v is not None})}".encode()


def rakit(ditandatangani: bytes, der: bytes) -> str:
    """The JWS from what was signed and its ECDSA signature in DER, as KMS gives it."""
    return f"{ditandatangani.decode()}.{_b64(_r_dan_s(der))}"


def alamat(alamat_verifikasi: str, jws: str) -> str:
    """What the QR holds: the page's address, with the JWS where no browser sends it on."""
    return f"{alamat_verifikasi}#{jws}"


def baca(teks: str) -> tuple[str, Pernyataan]:
    """The kid and the statement of a JWS, alone or in an address; its signature is not checked.

    Raises `ValueError` for what is none of ours.
    """
    try:
        kepala, muatan, tanda = (_dari_b64(bagian) for bagian in teks.split("#")[-1].split("."))
        kunci, isi = json.loads(kepala), json.loads(muatan)
        if kunci["alg"] != "ES256" or len(tanda) != 2 * _KOORDINAT:
            raise ValueError("not ES256")
        sampai = isi.get("s")
        return str(kunci["kid"]), Pernyataan(
            nomor=isi["n"],
            pemegang=isi["p"],
            jenis=isi["j"],
            tanggal=date.fromisoformat(isi["t"]),
            berlaku_sampai=date.fromisoformat(sampai) if sampai else None,
            sha256=_dari_b64(isi["h"]).hex(),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError("QR ini tidak memuat pernyataan yang lengkap.") from error


def jwk(kunci_publik: bytes) -> dict[str, str]:
    """The JWK of a P-256 public key (DER, SubjectPublicKeyInfo); `ValueError` for another kind."""
    titik = kunci_publik.removeprefix(_AWALAN_P256)
    if titik == kunci_publik or len(titik) != 2 * _KOORDINAT:
        raise ValueError("Kunci pernyataan harus berjenis EC P-256.")
    x, y = titik[:_KOORDINAT], titik[_KOORDINAT:]
    return {"crv": "P-256", "kty": "EC", "x": _b64(x), "y": _b64(y)}


def kid(kunci_publik: bytes) -> str:
    """The thumbprint of a public key (RFC 7638) by which statements name it."""
    isi = json.dumps(jwk(kunci_publik), sort_keys=True, separators=(",", ":"))
    return _b64(hashlib.sha256(isi.encode()).digest())


def _ringkas(nama: str) -> str:
    if len(nama) <= PANJANG_PEMEGANG:
        return nama
    return nama[: PANJANG_PEMEGANG - 1].rstrip() + "…"


def _r_dan_s(der: bytes) -> bytes:
    """SEQUENCE {INTEGER r, INTEGER s} as the 64 bytes that JWS wants; `ValueError` if it is not."""
    r, sisa = _integer(der[2:])
    s, sisa = _integer(sisa)
    if sisa or der[:2] != bytes([0x30, len(der) - 2]):
        raise ValueError("Tanda tangan ini bukan tanda tangan ECDSA.")
    return b"".join(int.from_bytes(n).to_bytes(_KOORDINAT) for n in (r, s))


def _integer(der: bytes) -> tuple[bytes, bytes]:
    """The first INTEGER, at most 32 bytes and a zero for the sign, and what follows it."""
    panjang = der[1] if len(der) > 1 else 0
    isi = der[2 : 2 + panjang]
    if der[:1] != b"\2" or not isi or len(isi) != panjang or len(isi.lstrip(b"\0")) > _KOORDINAT:
        raise ValueError("Tanda tangan ini bukan tanda tangan ECDSA.")
    return isi, der[2 + panjang :]


def _json(isi: dict[str, str]) -> str:
    return _b64(json.dumps(isi, ensure_ascii=False, separators=(",", ":")).encode())


def _b64(isi: bytes) -> str:
    return base64.urlsafe_b64encode(isi).decode().rstrip("=")


def _dari_b64(teks: str) -> bytes:
    """Only the one spelling of these bytes: another would be a changed text that still verifies."""
    isi = base64.urlsafe_b64decode(teks + "=" * (-len(teks) % 4))
    if _b64(isi) != teks:
        raise ValueError("not the base64url of anything")
    return isi
