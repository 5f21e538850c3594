"""A statement changed in 200 ways, and somebody who checks it with no code of ours."""

import base64
import json
import random
import string
from collections.abc import Callable
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.domain.pernyataan import Pernyataan, kid, rakit, yang_ditandatangani

PERNYATAAN = Pernyataan(
    nomor="503/0042/IKRG/DPMPTSP/XI/2026",
    pemegang="CV Jaya Kabel Nusantara – Siti Rahmawati",
    jenis="Izin Instalatur Kabel Rumah/Gedung",
    tanggal=date(2026, 11, 24),
    berlaku_sampai=date(2031, 11, 23),
    sha256="5c" * 32,
)
HURUF = string.ascii_letters + string.digits + "-_"


class Kunci:
    """A P-256 key of our own that signs as KMS does."""

    def __init__(self) -> None:
        self.rahasia = ec.generate_private_key(ec.SECP256R1())
        publik = self.rahasia.public_key()
        self.der = publik.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def jws(self, isi: Pernyataan = PERNYATAAN) -> str:
        """A statement signed by it."""
        masukan = yang_ditandatangani(isi, kid(self.der))
        return rakit(masukan, self.rahasia.sign(masukan, ec.ECDSA(hashes.SHA256())))

    def mengakui(self, jws: str) -> bool:
        """Whether a verifier that follows the RFC to the letter takes it for this key's."""
        try:
            kepala, muatan, tanda = jws.split(".")
            isi = json.loads(_byte(kepala))
            json.loads(_byte(muatan))
            if isi != {"alg": "ES256", "kid": kid(self.der)} or len(_byte(tanda)) != 64:
                return False
            r, s = (int.from_bytes(b) for b in (_byte(tanda)[:32], _byte(tanda)[32:]))
            der = utils.encode_dss_signature(r, s)
            masukan = f"{kepala}.{muatan}".encode()
            self.rahasia.public_key().verify(der, masukan, ec.ECDSA(hashes.SHA256()))
        except (ValueError, InvalidSignature):
            return False
        return True


def setiap_huruf(jws: str) -> list[str]:
    """Each character in turn as another one, points too."""
    acak = random.Random(jws)
    return [_ganti(jws, i, acak) for i in range(len(jws))]


def dua_ratus(jws: str) -> list[str]:
    """200 different texts made of this one by chance: by character, by field, by part."""
    acak, hasil = random.Random(4), dict[str, None]()
    while len(hasil) < 200:
        baru = acak.choice(_CARA)(jws, acak)
        if baru != jws:
            hasil[baru] = None
    return [*hasil]


def _huruf_lain(jws: str, acak: random.Random) -> str:
    return _ganti(jws, acak.randrange(len(jws)), acak)


def _huruf_akhir(jws: str, acak: random.Random) -> str:
    """Where base64url has bits to spare: other characters for the same bytes."""
    ujung = [i for i in range(len(jws)) if jws[i + 1 : i + 2] in (".", "")]
    return _ganti(jws, acak.choice(ujung), acak)


def _hapus(jws: str, acak: random.Random) -> str:
    i, j = sorted(acak.sample(range(len(jws) + 1), 2))
    return jws[:i] + jws[min(j, i + 20) :]


def _sisip(jws: str, acak: random.Random) -> str:
    i = acak.randrange(len(jws) + 1)
    return jws[:i] + acak.choice(HURUF + "=.") + jws[i:]


def _tukar(jws: str, acak: random.Random) -> str:
    bagian = jws.split(".")
    acak.shuffle(bagian)
    return ".".join(bagian)


def _isian(jws: str, acak: random.Random) -> str:
    """A field of the payload with another value, or without it, under the old signature."""
    kepala, muatan, tanda = jws.split(".")
    isi = json.loads(_byte(muatan))
    nama = acak.choice([*isi])
    nilai = list(isi[nama])
    match acak.randrange(3):
        case 0:
            nilai[acak.randrange(len(nilai))] = acak.choice(string.ascii_letters + string.digits)
            isi[nama] = "".join(nilai)
        case 1:
            del isi[nama]
        case _:
            isi[nama] = acak.choice(["2099-12-31", "PT Lain", "", None, 7, []])
    return f"{kepala}.{_teks(isi)}.{tanda}"


def _kepala(jws: str, acak: random.Random) -> str:
    kepala, muatan, tanda = jws.split(".")
    isi = json.loads(_byte(kepala))
    isi[acak.choice(["alg", "kid", "crit"])] = acak.choice(
        ["none", "HS256", "ES384", "es256", "", None, acak.randbytes(32).hex()]
    )
    return f"{_teks(isi)}.{muatan}.{acak.choice([tanda, ''])}"


def _tanda_tangan(jws: str, acak: random.Random) -> str:
    kepala, muatan, tanda = jws.split(".")
    byte = bytearray(_byte(tanda))
    match acak.randrange(3):
        case 0:
            byte[acak.randrange(64)] ^= 1 << acak.randrange(8)
        case 1:
            byte = byte[32:] + byte[:32]
        case _:
            byte = bytearray(acak.choice([bytes(64), b"\xff" * 64, acak.randbytes(64)]))
    return f"{kepala}.{muatan}.{_b64(bytes(byte))}"


_CARA: list[Callable[[str, random.Random], str]] = [
    *[_huruf_lain, _huruf_akhir, _hapus, _sisip, _tukar, _isian, _kepala, _tanda_tangan],
]


def _ganti(jws: str, i: int, acak: random.Random) -> str:
    lain = acak.choice([h for h in HURUF if h != jws[i]])
    return jws[:i] + lain + jws[i + 1 :]


def _teks(isi: object) -> str:
    return _b64(json.dumps(isi, ensure_ascii=False, separators=(",", ":")).encode())


def _b64(isi: bytes) -> str:
    return base64.urlsafe_b64encode(isi).decode().rstrip("=")


def _byte(teks: str) -> bytes:
    """RFC 7515: no padding, no other characters, and only one text for the same bytes."""
    isi = base64.b64decode(teks + "=" * (-len(teks) % 4), altchars=b"-_", validate=True)
    if _b64(isi) != teks:
        raise ValueError("not canonical")
    return isi
