"""The register, a revocation and its archive on the packaged stack, each under its own role."""

import io
import json
import zipfile

import pytest

from chalicelib.services.arsip import periksa
from infra.perjalanan import Perjalanan
from infra.sesi import Ditolak, Json, Stack, tunggu
from infra.skenario import TERBIT

CABUT = {"alasan": "Keterangan dalam permohonan tidak benar.", "dasar": "Diktum KETIGA huruf a."}


@pytest.fixture(scope="module")
def selesai(stack: Stack) -> Perjalanan:
    """A case at its end, its SK issued and archived."""
    perjalanan = Perjalanan(stack, TERBIT)
    perjalanan.mulai()
    perjalanan.lanjut()
    _arsip(perjalanan, "")
    return perjalanan


def _arsip(kasus: Perjalanan, sesudah: str) -> Json:
    """The archive, once there is a newer one than that of this instant."""

    def cari() -> Json | None:
        try:
            isi = kasus.orang("kasi").get(f"/permohonan/{kasus.nomor}/arsip")
        except Ditolak as sebab:
            assert "belum diarsipkan" in str(sebab)
            return None
        return isi if isi["dibuat"] > sesudah else None

    return tunggu(cari, f"arsip {kasus.nomor}")


def _sms(kasus: Perjalanan) -> list[str]:
    return [str(s["teks"]) for s in kasus.permohonan()["sms"] if s["keadaan"] == "diterima"]


def _status(kasus: Perjalanan, sha256: str) -> Json:
    hasil: Json = kasus.stack.http.get(f"{kasus.stack.api}/verifikasi/{sha256}").json()
    return hasil


def test_what_was_issued_is_in_the_book_until_it_is_revoked_and_then_says_so(
    selesai: Perjalanan,
) -> None:
    kepala, kasi = selesai.orang("kepala"), selesai.orang("kasi")
    nomor, nama = selesai.permohonan()["nomor_surat"]["sk"], selesai.permohonan()["data"]["nama"]
    buku = f"/register/{selesai.sop.awalan}-sk"
    (baris,) = kasi.post(f"{buku}/pencarian", {"nomor": nomor})["register"]
    assert (baris["permohonan"], baris["keadaan"]) == (selesai.nomor, "berlaku")
    setahun = kasi.get(f"{buku}/{baris['tahun']}")["register"]
    assert baris in setahun
    cari = {"nama": baris["nama"][:5]}
    assert baris in tunggu(lambda: kasi.post(f"{buku}/pencarian", cari)["register"], "indeks nama")
    assert kasi.post(f"{buku}/{baris['tahun']}", {})["url"]
    assert _status(selesai, baris["naskah_sha256"])["keadaan"] == "berlaku"

    lama = _arsip(selesai, "")
    kepala.post(f"/permohonan/{selesai.nomor}/cabut", CABUT)
    status = _status(selesai, baris["naskah_sha256"])
    assert status["keadaan"] == "dicabut"
    assert nama not in json.dumps(status)
    (baris,) = kasi.post(f"{buku}/pencarian", {"nomor": nomor})["register"]
    assert baris["keadaan"] == "dicabut"
    alamat = f"{selesai.stack.api}/lacak/{selesai.nomor}"
    assert selesai.stack.http.get(alamat).json()["dicabut"] == selesai.permohonan()["dicabut"]
    tunggu(lambda: [s for s in _sms(selesai) if "telah dicabut" in s], "SMS pencabutan")

    baru = _arsip(selesai, lama["dibuat"])
    isi = selesai.stack.http.get(baru["url"]).content
    assert [*periksa(io.BytesIO(isi))] == []
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        assert "berkas/sk_pencabutan/01.pdf" in arsip.namelist()
