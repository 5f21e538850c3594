"""Letters on the packaged stack: rendered, signed by KMS, checked by others, archived."""

import hashlib
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
import zxingcpp
from botocore.exceptions import ClientError
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from chalicelib.domain import pernyataan
from infra.lokal import Lokal
from infra.perjalanan import Perjalanan
from infra.sesi import Ditolak, Json, Stack, tunggu
from infra.skenario import LOKET, TERBIT
from infra.validasi import validasi
from tests.e2e.alat import (
    Loket,
    lakukan,
    lingkungan,
    log,
    petugas_baru,
    serentak,
    terbuka,
    terlarang,
)

SERENTAK = 5


@pytest.fixture(scope="module")
def selesai(stack: Stack) -> Perjalanan:
    """A case at its end: one refused paraf, so that it has two drafts."""
    perjalanan = Perjalanan(stack, TERBIT)
    perjalanan.mulai()
    perjalanan.lanjut()
    return perjalanan


def _surat(kasus: Perjalanan, kode: str) -> bytes:
    petugas = kasus.orang("front_office")
    isi = petugas.get(f"/permohonan/{kasus.nomor}")
    (id_,) = [s["berkas"] for s in isi["surat"] if s["surat"] == kode and s["keadaan"] == "jadi"]
    return petugas.unduh(kasus.nomor, id_)


def _akar(lokal: Lokal) -> bytes:
    return lokal.akar.read_bytes()


def test_the_sk_is_intact_valid_and_trusted_under_the_test_ca(
    lokal: Lokal, selesai: Perjalanan
) -> None:
    hasil = validasi(_surat(selesai, "sk"), _akar(lokal))
    assert hasil.beres
    assert hasil.profil == "/ETSI.CAdES.detached"
    assert "UJI COBA" in hasil.penanda_tangan


def test_the_signed_sk_is_still_pdf_a_and_says_on_every_page_that_it_is_a_trial(
    selesai: Perjalanan,
) -> None:
    pembaca = PdfReader(io.BytesIO(_surat(selesai, "sk")))
    xmp = pembaca.trailer["/Root"]["/Metadata"].get_data().decode()  # type: ignore[index]
    assert "<pdfaid:part>2<" in xmp
    assert "<pdfaid:conformance>B<" in xmp
    halaman = [h.extract_text() for h in pembaca.pages]
    assert all("UJI COBA" in teks for teks in halaman)
    assert selesai.permohonan()["nomor_surat"]["sk"] in "".join(halaman)


def test_the_qr_of_the_sk_can_be_read_from_its_picture_and_checked_without_us(
    lokal: Lokal, selesai: Perjalanan
) -> None:
    with PdfDocument(_surat(selesai, "sk")) as pdf:
        gambar = [h.render(scale=3).to_pil() for h in pdf]
    (kode,) = [k for g in gambar for k in zxingcpp.read_barcodes(g)]
    _, _, jws = kode.text.partition("#")
    kid, isi = pernyataan.baca(jws)
    nomor = selesai.permohonan()["nomor_surat"]["sk"]
    assert (isi.nomor, isi.pemegang) == (nomor, "CV Kabel Rapi")

    der = lokal.klien("kms").get_public_key(KeyId=lokal.keluaran["KunciPernyataan"])["PublicKey"]
    assert pernyataan.kid(der) == kid
    ditandatangani, _, tanda = jws.rpartition(".")
    r_s = pernyataan._dari_b64(tanda)
    r, s = (int.from_bytes(r_s[i : i + 32]) for i in (0, 32))
    kunci = load_der_public_key(der)
    assert isinstance(kunci, ec.EllipticCurvePublicKey)
    kunci.verify(utils.encode_dss_signature(r, s), ditandatangani.encode(), ec.ECDSA(SHA256()))

    status = selesai.stack.http.get(f"{selesai.stack.api}/verifikasi/{isi.sha256}").json()
    assert (status["keadaan"], status["nomor"]) == ("berlaku", nomor)
    assert status["berkas_sha256"] == hashlib.sha256(_surat(selesai, "sk")).hexdigest()


def test_every_letter_of_the_case_was_made(selesai: Perjalanan) -> None:
    isi = selesai.orang("front_office").get(f"/permohonan/{selesai.nomor}")
    ada = {b["kode"] for b in isi["berkas"] if b["asal"] == "cetakan"}
    dibuat = {d.kode for d in selesai.sop.dokumen if d.surat or d.draf_dari}
    assert dibuat - ada == {"surat_penolakan", "lembar_kendali", "sk_pencabutan"}


def test_a_preview_is_shown_and_kept_nowhere(loket: Loket) -> None:
    kasus = loket.kasus("membuat_draf")
    visit, bo = terbuka(kasus, "membuat_draf"), kasus.orang("back_office")
    jalur = f"/permohonan/{kasus.nomor}/langkah/membuat_draf/surat/draf"
    isi = {"setelah": visit["setelah"], "aksi": "buat", "isian": {"kewajiban": ["Rapi sekali."]}}
    url = bo.post(f"{jalur}/pratinjau", isi)["url"]
    teks = PdfReader(io.BytesIO(kasus.stack.http.get(url).content)).pages[0].extract_text()
    assert "DRAF" in teks
    assert not [b for b in kasus.permohonan()["berkas"] if b["kode"] == "draf"]

    satu = bo.post(jalur, {**isi, "isian": {}})
    dua = bo.post(jalur, isi)
    sama = bo.post(jalur, isi)
    assert sama["id"] == dua["id"] != satu["id"]
    assert [v["berubah"] for v in sama["versi"]] == [[], ["kewajiban"]]
    with pytest.raises(Ditolak, match="Isian berubah"):
        lakukan(kasus, bo, visit, "buat", isian={})()


def test_an_officer_prints_the_control_sheet_at_any_time(selesai: Perjalanan) -> None:
    fo = selesai.orang("front_office")
    url = fo.post(f"/permohonan/{selesai.nomor}/surat/lembar_kendali")["url"]
    pdf = selesai.stack.http.get(url).content
    assert selesai.nomor in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    with pytest.raises(Ditolak, match="sewaktu-waktu"):
        fo.post(f"/permohonan/{selesai.nomor}/surat/sk")


# --------------------------------------------------------------------- numbers and signatures


def _tandatangani(kasus: Perjalanan) -> Json:
    visit, kepala = terbuka(kasus, "menandatangani_sk"), kasus.orang("kepala")
    sha256 = kasus._sidik(kepala, kepala.get(f"/permohonan/{kasus.nomor}"), "draf")
    return lakukan(kasus, kepala, visit, "tandatangani", sha256=sha256)()


def _jadi(kasus: Perjalanan) -> Json:
    def cari() -> Json | None:
        isi = kasus.orang("front_office").get(f"/permohonan/{kasus.nomor}")["surat"]
        return next((s for s in isi if s["nomor"] and s["keadaan"] == "jadi"), None)

    return tunggu(cari, f"surat bernomor dari {kasus.nomor}")


def test_five_signatures_at_once_give_five_numbers_in_a_row_and_five_valid_letters(
    lokal: Lokal, loket: Loket
) -> None:
    daftar = loket.banyak(SERENTAK, "menandatangani_sk")
    jawaban = serentak(*[lambda k=k: _tandatangani(k) for k in daftar])
    assert all(isinstance(j, dict) and j["penerbitan"]["nomor"] for j in jawaban)
    with ThreadPoolExecutor(SERENTAK) as kolam:
        surat = list(kolam.map(_jadi, daftar))
    urut = sorted(int(s["nomor"].split("/")[1]) for s in surat)
    assert urut == list(range(urut[0], urut[0] + SERENTAK))
    for kasus in daftar:
        assert validasi(_surat(kasus, "sk"), _akar(lokal)).beres


def test_of_two_heads_at_once_one_decides_and_one_number_is_taken(
    lokal: Lokal, loket: Loket
) -> None:
    kasus = loket.kasus("menandatangani_sk")
    visit, kepala = terbuka(kasus, "menandatangani_sk"), kasus.orang("kepala")
    _, wakil = petugas_baru(lokal, "kepala", "Yanti Plh")
    sha256 = kasus._sidik(kepala, kepala.get(f"/permohonan/{kasus.nomor}"), "draf")
    jawaban = serentak(
        *(lakukan(kasus, siapa, visit, "tandatangani", sha256=sha256) for siapa in (kepala, wakil))
    )
    (kalah,) = [j for j in jawaban if isinstance(j, Ditolak)]
    assert kalah.status == 409
    _jadi(kasus)
    isi = kasus.permohonan()
    assert len([s for s in isi["surat"] if s["nomor"]]) == 1


def test_if_kms_refuses_the_letter_is_issued_later_with_the_same_number(
    lokal: Lokal, loket: Loket
) -> None:
    kasus = loket.kasus("menandatangani_sk")
    with terlarang(lokal, "Terbitkan", "kms:Sign"):
        nomor = _tandatangani(kasus)["penerbitan"]["nomor"]

        def gagal() -> bool:
            return any(
                isi["nomor"] == kasus.nomor for isi in log(lokal, "Terbitkan", "letter_not_made")
            )

        tunggu(gagal, "penolakan KMS dalam log")
        visit = terbuka(kasus, "menandatangani_sk")
        assert visit["penerbitan"]["nomor"] == nomor
        with pytest.raises(Ditolak, match="tidak dapat ditarik"):
            kasus.tarik()
    with lingkungan(lokal, "Pulihkan", PULIHKAN_DETIK="0"):
        lokal.panggil("Pulihkan")
    assert _jadi(kasus)["nomor"] == nomor
    terbuka(kasus, "menyerahkan_sk")


def test_only_the_issuing_function_may_sign(lokal: Lokal) -> None:
    from tests.e2e.alat import klien_peran

    for fungsi in ("APIHandler", "Cetak", "Lanjutkan", "Arsipkan", "BerkasMasuk"):
        with pytest.raises(ClientError, match="AccessDenied"):
            klien_peran(lokal, fungsi)("kms").sign(
                KeyId=lokal.keluaran["KunciTandaTangan"],
                Message=b"surat palsu",
                SigningAlgorithm="ECDSA_SHA_256",
            )


# ------------------------------------------------------------------------------- the archive


def test_the_archive_holds_everything_and_cannot_be_removed(
    lokal: Lokal, selesai: Perjalanan
) -> None:
    e_doc = selesai.orang("petugas_e_doc")
    url = e_doc.get(f"/permohonan/{selesai.nomor}/arsip")["url"]
    with zipfile.ZipFile(io.BytesIO(selesai.stack.http.get(url).content)) as arsip:
        manifest = json.loads(arsip.read("manifest.json"))
        for isi in manifest["berkas"]:
            assert hashlib.sha256(arsip.read(isi["nama"])).hexdigest() == isi["sha256"]
    ada = {
        b["sha256"]
        for b in selesai.orang("front_office").get(f"/permohonan/{selesai.nomor}")["berkas"]
        if b["keadaan"] == "diterima"
    }
    assert ada <= {isi["sha256"] for isi in manifest["berkas"]}

    s3, bucket = lokal.klien("s3"), lokal.keluaran["BucketArsip"]
    (objek,) = [
        v for v in s3.list_object_versions(Bucket=bucket)["Versions"] if selesai.nomor in v["Key"]
    ]
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.delete_object(Bucket=bucket, Key=objek["Key"], VersionId=objek["VersionId"])


def test_a_walk_in_signs_for_his_sk_on_glass(stack: Stack) -> None:
    kasus = Perjalanan(stack, LOKET)
    kasus.mulai()
    kasus.lanjut()
    teks = PdfReader(io.BytesIO(_surat(kasus, "tanda_terima_penyerahan"))).pages[0].extract_text()
    assert "Siti Rahmawati" in teks
