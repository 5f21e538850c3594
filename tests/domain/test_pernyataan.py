"""The statement in the QR: short, readable by anybody, and no change of it goes unnoticed."""

import base64
import hashlib
import io
import json
from dataclasses import replace
from datetime import date

import pytest
import segno
import zxingcpp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from PIL import Image

from chalicelib.domain import pernyataan
from tests.ubahan import PERNYATAAN, Kunci, dua_ratus, setiap_huruf

KUNCI = Kunci()
ALAMAT = "https://perizinan.contohkab.go.id/verifikasi/index.html"


def bagian(jws: str, ke: int) -> dict[str, object]:
    teks = jws.split(".")[ke]
    return dict(json.loads(base64.urlsafe_b64decode(teks + "=" * (-len(teks) % 4))))


def test_it_says_what_is_agreed_in_short_names() -> None:
    jws = KUNCI.jws()
    assert bagian(jws, 0) == {"alg": "ES256", "kid": pernyataan.kid(KUNCI.der)}
    assert bagian(jws, 1) == {
        "n": "503/0042/IKRG/DPMPTSP/XI/2026",
        "p": "CV Jaya Kabel Nusantara – Siti Rahmawati",
        "j": "Izin Instalatur Kabel Rumah/Gedung",
        "t": "2026-11-24",
        "s": "2031-11-23",
        "h": base64.urlsafe_b64encode(bytes.fromhex("5c" * 32)).decode().rstrip("="),
    }


def test_what_has_no_end_says_none() -> None:
    assert "s" not in bagian(KUNCI.jws(replace(PERNYATAAN, berlaku_sampai=None)), 1)


@pytest.mark.parametrize("sampai", [None, date(2031, 11, 23)])
def test_it_is_read_back_alone_and_in_its_address(sampai: date | None) -> None:
    isi = replace(PERNYATAAN, berlaku_sampai=sampai)
    jws = KUNCI.jws(isi)
    for teks in (jws, pernyataan.alamat(ALAMAT, jws)):
        assert pernyataan.baca(teks) == (pernyataan.kid(KUNCI.der), isi)


def test_an_independent_verifier_takes_it() -> None:
    assert KUNCI.mengakui(KUNCI.jws())
    assert not Kunci().mengakui(KUNCI.jws())


@pytest.mark.parametrize("ulang", range(20))
def test_signatures_of_every_length_become_64_bytes(ulang: int) -> None:
    """DER drops leading zeros and adds some: r and s are 31 to 33 bytes there."""
    assert all(KUNCI.mengakui(KUNCI.jws()) for _ in range(20))


def test_200_changes_by_chance_are_all_noticed() -> None:
    jws = KUNCI.jws()
    ubahan = dua_ratus(jws)
    assert len(set(ubahan)) == 200
    assert jws not in ubahan
    assert not [teks for teks in ubahan if KUNCI.mengakui(teks)]


def test_another_character_anywhere_is_noticed() -> None:
    jws = KUNCI.jws()
    assert not [teks for teks in setiap_huruf(jws) if KUNCI.mengakui(teks)]


@pytest.mark.parametrize(
    "teks",
    [
        *["", "x", "a.b", "a.b.c", "....", "https://contoh.go.id/verifikasi", "e30.e30.e30"],
        *["W10.W10.W10", "bnVsbA.bnVsbA.bnVsbA", "\ud800.a.b", "é.é.é"],
    ],
)
def test_what_is_no_statement_is_refused_in_words(teks: str) -> None:
    with pytest.raises(ValueError, match="tidak memuat pernyataan"):
        pernyataan.baca(teks)


@pytest.mark.parametrize(
    "nama",
    [
        "N" * 101,
        "Siti " * 60,
        "شركة الكابلات " * 12,
        "👷🏽‍♀️" * 30,
        '<script>alert("x")</script>#{}' * 10,
    ],
)
def test_a_long_name_is_cut_at_100_characters_and_shows_it(nama: str) -> None:
    jws = KUNCI.jws(replace(PERNYATAAN, pemegang=nama))
    _, isi = pernyataan.baca(jws)
    assert len(isi.pemegang) <= 100
    assert isi.pemegang.endswith("…")
    assert nama.startswith(isi.pemegang.removesuffix("…"))
    assert KUNCI.mengakui(jws)


def test_a_name_of_100_characters_stays_whole() -> None:
    _, isi = pernyataan.baca(KUNCI.jws(replace(PERNYATAAN, pemegang="N" * 100)))
    assert isi.pemegang == "N" * 100


def test_the_key_id_is_the_thumbprint_of_rfc_7638() -> None:
    angka = KUNCI.rahasia.public_key().public_numbers()
    x, y = (
        base64.urlsafe_b64encode(n.to_bytes(32)).decode().rstrip("=") for n in (angka.x, angka.y)
    )
    kanonik = f'{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}'
    sidik = hashlib.sha256(kanonik.encode()).digest()
    assert pernyataan.kid(KUNCI.der) == base64.urlsafe_b64encode(sidik).decode().rstrip("=")


def test_a_key_of_another_kind_is_refused() -> None:
    lain = ec.generate_private_key(ec.SECP384R1()).public_key()
    der = lain.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    for isi in (der, b"", KUNCI.der[:-1], KUNCI.der + b"\0"):
        with pytest.raises(ValueError, match="P-256"):
            pernyataan.kid(isi)


@pytest.mark.parametrize("rusak", [b"", b"0", bytes(8), b"\x30\x06\x02\x01\x01\x02\x01", b"0" * 70])
def test_what_is_no_ecdsa_signature_is_refused(rusak: bytes) -> None:
    with pytest.raises(ValueError, match="bukan tanda tangan ECDSA"):
        pernyataan.rakit(b"a.b", rusak)


def test_a_truncated_signature_is_refused() -> None:
    der = KUNCI.rahasia.sign(b"a.b", ec.ECDSA(hashes.SHA256()))
    for panjang in range(len(der)):
        with pytest.raises(ValueError, match="bukan tanda tangan ECDSA"):
            pernyataan.rakit(b"a.b", der[:panjang])


@pytest.mark.parametrize("nama", [PERNYATAAN.pemegang, "Siti " * 60, "👷🏽‍♀️" * 30, "ش" * 300])
def test_the_qr_is_read_back_from_its_picture(nama: str) -> None:
    alamat = pernyataan.alamat(ALAMAT, KUNCI.jws(replace(PERNYATAAN, pemegang=nama)))
    qr = segno.make(alamat, error="m", micro=False)
    gambar = io.BytesIO()
    qr.save(gambar, kind="png", scale=3, border=4)
    (hasil,) = zxingcpp.read_barcodes(Image.open(gambar))
    assert hasil.text == alamat


def test_the_qr_of_an_ordinary_letter_stays_small_enough_to_scan() -> None:
    qr = segno.make(pernyataan.alamat(ALAMAT, KUNCI.jws()), error="m", micro=False)
    assert int(qr.version) <= 20  # 97 modules: 0.4 mm each on 40 mm
