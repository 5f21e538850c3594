"""Signed letters: PAdES that independent validation takes, still PDF/A, and never half done."""

import base64
import io
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
)
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader

from chalicelib.adapters import kms
from chalicelib.adapters.tanda_tangan import Kms, Kotak, PenandaTangan, SertifikatSalah
from infra.ca_uji import AKAR, rantai_uji
from infra.validasi import validasi
from tests.awan import LINGKUNGAN, kunci_kms
from tests.kawat import KAWAT
from tests.surat_contoh import surat

PADA = datetime(2026, 11, 24, 3, 4, 5, tzinfo=UTC)
KOTAK: Kotak = (1, 300.0, 90.4, 520.2, 190.0)


pytestmark = pytest.mark.usefixtures("moto")


@pytest.fixture
def penanda(tmp_path: Path) -> Kms:
    arn = kunci_kms()
    return Kms(arn, rantai_uji(kms.kunci_publik(arn), tmp_path, PADA))


def tandatangani(penanda: PenandaTangan, kotak: Kotak | None = KOTAK) -> bytes:
    return penanda.tandatangani(surat(), kotak, "Penetapan surat", "Kota Contoh", PADA)


def akar(folder: Path) -> bytes:
    return (folder / AKAR).read_bytes()


@pytest.mark.parametrize("jenis", ["ECC_NIST_P256", "ECC_NIST_P384", "RSA_2048"])
@pytest.mark.parametrize("kotak", [KOTAK, None], ids=["terlihat", "tanpa kotak"])
def test_the_signature_is_intact_valid_and_trusted(
    jenis: str, kotak: Kotak | None, tmp_path: Path
) -> None:
    arn = kunci_kms(jenis)
    penanda = Kms(arn, rantai_uji(kms.kunci_publik(arn), tmp_path, PADA))
    hasil = validasi(tandatangani(penanda, kotak), akar(tmp_path), PADA)
    assert hasil.beres
    assert (hasil.profil, hasil.waktu) == ("/ETSI.CAdES.detached", PADA)
    assert "UJI COBA" in hasil.penanda_tangan


def test_it_is_pades_b_b(penanda: Kms) -> None:
    """EN 319 142-1, 6.3: the certificate is bound in, and the time stands in the dictionary."""
    (tanda,) = PdfFileReader(io.BytesIO(tandatangani(penanda))).embedded_signatures
    atribut = {a["type"].native for a in tanda.signer_info["signed_attrs"]}
    assert atribut >= {"content_type", "message_digest", "signing_certificate_v2"}
    assert "signing_time" not in atribut
    assert len(tanda.signed_data["certificates"]) == 2


def test_five_at_once_are_all_good(penanda: Kms, tmp_path: Path) -> None:
    with ThreadPoolExecutor(5) as kolam:
        daftar = list(kolam.map(lambda _: tandatangani(penanda), range(10)))
    assert len(set(daftar)) == 10
    assert all(validasi(pdf, akar(tmp_path), PADA).beres for pdf in daftar)


def test_another_root_does_not_trust_it(penanda: Kms, tmp_path: Path) -> None:
    rantai_uji(kms.kunci_publik(kunci_kms()), tmp_path / "lain", PADA)
    hasil = validasi(tandatangani(penanda), akar(tmp_path / "lain"), PADA)
    assert (hasil.utuh, hasil.sah, hasil.dipercaya) == (True, True, False)


def test_a_changed_byte_anywhere_is_found(penanda: Kms, tmp_path: Path) -> None:
    pdf = tandatangani(penanda)
    acak = random.Random(4)
    for tempat in acak.sample(range(len(surat())), 40):
        rusak = bytearray(pdf)
        rusak[tempat] ^= 1 << acak.randrange(8)
        assert not beres(bytes(rusak), akar(tmp_path))


def beres(pdf: bytes, akar: bytes) -> bool:
    """What is so broken that no reader opens it is noticed as well."""
    try:
        return validasi(pdf, akar, PADA).beres
    except Exception:
        return False


@pytest.mark.parametrize(("sisa", "diperingatkan"), [(90, False), (59, True)])
def test_before_its_certificate_ends_each_signature_says_so(
    penanda: Kms, log: io.StringIO, sisa: int, diperingatkan: bool
) -> None:
    pada = PADA + timedelta(days=2 * 365 - sisa)
    penanda.tandatangani(surat(), None, "Penetapan surat", "Kota Contoh", pada)
    assert ("certificate_ends_soon" in log.getvalue()) == diperingatkan


def test_what_is_added_afterwards_is_found(penanda: Kms, tmp_path: Path) -> None:
    penulis = pypdf.PdfWriter(io.BytesIO(tandatangani(penanda)), incremental=True)
    penulis.add_metadata({"/Title": "Lain"})
    keluar = io.BytesIO()
    penulis.write(keluar)
    hasil = validasi(keluar.getvalue(), akar(tmp_path), PADA)
    assert (hasil.sah, hasil.beres) == (True, False)


def test_the_letter_that_was_rendered_stands_unchanged_in_the_signed_one(penanda: Kms) -> None:
    assert tandatangani(penanda).startswith(surat())


def test_it_is_pdf_a_as_before(penanda: Kms) -> None:
    """ISO 19005-2, 6.3 and 6.6: what a signature could break."""
    lama, baru = (pypdf.PdfReader(io.BytesIO(p)) for p in (surat(), tandatangani(penanda)))
    asal, katalog = lama.root_object, baru.root_object
    xmp = katalog["/Metadata"].get_data()  # type: ignore[attr-defined]
    assert xmp == asal["/Metadata"].get_data()  # type: ignore[attr-defined]
    assert b"<pdfaid:part>2</pdfaid:part>" in xmp
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    assert baru.metadata == lama.metadata
    assert "/OutputIntents" in katalog
    assert "/Version" not in katalog
    assert set(katalog["/Perms"]) == {"/DocMDP"}
    assert "/NeedAppearances" not in katalog["/AcroForm"]
    assert baru.trailer["/ID"][0] == lama.trailer["/ID"][0]
    (acuan,) = katalog["/Perms"]["/DocMDP"]["/Reference"]
    assert not {"/DigestMethod", "/DigestValue", "/DigestLocation"} & set(acuan.get_object())


def test_the_widget_covers_the_block_draws_nothing_and_is_printed(penanda: Kms) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(tandatangani(penanda)))
    assert "/Annots" not in pdf.pages[0]
    (medan,) = (a.get_object() for a in pdf.pages[1]["/Annots"])
    assert [float(x) for x in medan["/Rect"]] == [300, 90, 520, 190]
    assert medan["/F"] & 0b100
    assert not medan["/F"] & 0b100011  # Invisible, Hidden, NoView
    assert list(medan["/AP"]) == ["/N"]
    rupa = medan["/AP"]["/N"]
    assert rupa.get_data() == b""
    assert "/Group" not in rupa
    assert rupa["/Resources"] == {}


def test_the_signature_says_why_where_and_when(penanda: Kms) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(tandatangani(penanda)))
    isi = pdf.root_object["/AcroForm"]["/Fields"][0].get_object()["/V"]
    assert (isi["/Reason"], isi["/Location"]) == ("Penetapan surat", "Kota Contoh")
    assert isi["/M"] == "D:20261124030405Z"
    assert isi["/SubFilter"] == "/ETSI.CAdES.detached"


def test_nothing_of_bsre_is_printed(penanda: Kms) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(tandatangani(penanda)))
    assert penanda.nama == "kms"
    assert (
        pdf.pages[1].extract_text() == pypdf.PdfReader(io.BytesIO(surat())).pages[1].extract_text()
    )


@pytest.mark.parametrize("alasan", ['Ketikan "aneh" (<b>) \\', "قرار", "👷🏽‍♀️" * 200, ""])
def test_any_words_may_stand_in_the_reason(alasan: str, penanda: Kms, tmp_path: Path) -> None:
    pdf = penanda.tandatangani(surat(), KOTAK, alasan, alasan, PADA)
    assert validasi(pdf, akar(tmp_path), PADA).beres
    isi = pypdf.PdfReader(io.BytesIO(pdf)).root_object["/AcroForm"]["/Fields"][0].get_object()["/V"]
    assert isi.get("/Reason", "") == alasan


def test_signing_asks_kms_once(penanda: Kms) -> None:
    KAWAT.bersihkan()
    tandatangani(penanda)
    assert KAWAT.panggilan == ["Sign"]


def test_kms_refusing_leaves_nothing_and_the_next_try_signs(penanda: Kms, tmp_path: Path) -> None:
    KAWAT.tolak("Sign", "AccessDeniedException")
    with pytest.raises(kms.TandaTanganGagal) as gagal:
        tandatangani(penanda)
    assert gagal.value.sebab == "AccessDeniedException"
    assert validasi(tandatangani(penanda), akar(tmp_path), PADA).beres


def test_a_certificate_of_another_key_is_refused_before_kms_signs(
    penanda: Kms, tmp_path: Path
) -> None:
    lain = kunci_kms()
    KAWAT.bersihkan()
    with pytest.raises(SertifikatSalah, match="bukan untuk kunci ini"):
        tandatangani(Kms(lain, penanda.sertifikat))
    assert KAWAT.jumlah()["Sign"] == 0


@pytest.mark.parametrize(
    ("pada", "kata"),
    [
        (PADA + timedelta(days=731), "sudah kedaluwarsa sejak 2028-11-23"),
        (PADA - timedelta(days=1), "baru berlaku mulai 2026-11-24"),
    ],
)
def test_a_certificate_out_of_its_time_is_refused(pada: datetime, kata: str, penanda: Kms) -> None:
    with pytest.raises(SertifikatSalah, match=kata):
        penanda.tandatangani(surat(), KOTAK, "", "", pada)


def test_a_certificate_that_may_not_sign_is_refused() -> None:
    arn, nama = kunci_kms(), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Peladen web")])
    publik = load_der_public_key(kms.kunci_publik(arn))
    assert isinstance(publik, ec.EllipticCurvePublicKey)
    guna = dict.fromkeys(
        [
            *["digital_signature", "content_commitment", "key_encipherment", "data_encipherment"],
            *["key_cert_sign", "crl_sign", "encipher_only", "decipher_only"],
        ],
        False,
    )
    sertifikat = (
        x509.CertificateBuilder(nama, nama, publik, 1, PADA, PADA + timedelta(days=1))
        .add_extension(x509.KeyUsage(**guna, key_agreement=True), critical=True)
        .sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
    )
    with pytest.raises(SertifikatSalah, match="bukan untuk menandatangani"):
        tandatangani(Kms(arn, sertifikat.public_bytes(Encoding.PEM)))


@pytest.mark.parametrize(
    "isi",
    [
        b"",
        b"bukan PEM",
        b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        ec.generate_private_key(ec.SECP256R1()).private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        ),
    ],
)
def test_what_is_no_certificate_is_refused_in_words(isi: bytes) -> None:
    with pytest.raises(SertifikatSalah, match="tidak terbaca"):
        tandatangani(Kms(kunci_kms(), isi))


def test_a_certificate_with_a_changed_byte_is_refused_or_not_trusted(
    penanda: Kms, tmp_path: Path
) -> None:
    isi, der = penanda.sertifikat, bytearray()
    baris = isi.decode().split("-----")[2].strip()
    der += base64.b64decode(baris)
    acak = random.Random(4)
    for _ in range(60):
        rusak = bytearray(der)
        rusak[acak.randrange(len(rusak))] ^= 1 << acak.randrange(8)
        teks = base64.b64encode(rusak).decode()
        pem = f"-----BEGIN CERTIFICATE-----\n{teks}\n-----END CERTIFICATE-----\n".encode()
        try:
            hasil = tandatangani(Kms(penanda.kunci, pem))
        except SertifikatSalah:
            continue
        assert not beres(hasil, akar(tmp_path))


_TANPA_YANG_DIBUANG = """
import sys
sys.modules |= {"lxml": None, "oscrypto": None}
from moto import mock_aws
from pyhanko.pdf_utils.reader import PdfFileReader
from tests.adapters import test_tanda_tangan as uji
from chalicelib.adapters.tanda_tangan import Kms
with mock_aws():
    from pathlib import Path
    arn = uji.kunci_kms()
    rantai = uji.rantai_uji(uji.kms.kunci_publik(arn), Path(sys.argv[1]), uji.PADA)
    assert uji.tandatangani(Kms(arn, rantai))
"""


def test_signing_needs_nothing_that_the_package_leaves_out(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", _TANPA_YANG_DIBUANG, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        env=os.environ | LINGKUNGAN,
        check=True,
    )


def test_the_public_half_of_a_test_key_is_in_its_certificate(tmp_path: Path) -> None:
    publik = ec.generate_private_key(ec.SECP256R1()).public_key()
    der = publik.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    rantai = rantai_uji(der, tmp_path, PADA)
    assert rantai.count(b"BEGIN CERTIFICATE") == 2
    assert rantai.endswith(akar(tmp_path))
    assert (tmp_path / "kunci-akar-uji.pem").stat().st_mode & 0o077 == 0
