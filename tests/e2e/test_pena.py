"""An SK that the head signs by pen on the packaged stack: printed with its number, issued by the
upload of its scan."""

import hashlib
import io
from collections.abc import Iterator

import pytest
from pypdf import PdfReader

from infra.berkas_contoh import pindai
from infra.lokal import Lokal
from infra.perjalanan import Perjalanan
from infra.sesi import Ditolak, Json, tunggu
from tests.e2e.alat import Loket, lakukan, lingkungan, terbuka

ELEKTRONIK = '[surat.sk]\npenanda_tangan = "kepala"\ncara = "elektronik"'


@pytest.fixture
def dengan_pena(lokal: Lokal) -> Iterator[None]:
    """The stack as an office whose head signs the SK by pen: its settings are in the package."""
    (folder,) = lokal.folder.glob("**/isi/*/chalicelib/kantor")
    isi = (folder / f"{lokal.kantor}.toml").read_text(encoding="utf-8")
    assert isi.count(ELEKTRONIK) == 1
    baru = folder / "pena.toml"
    baru.write_text(isi.replace(ELEKTRONIK, ELEKTRONIK.replace("elektronik", "pena")))
    with (
        lingkungan(lokal, "APIHandler", KANTOR="pena"),
        lingkungan(lokal, "Terbitkan", KANTOR="pena"),
        lingkungan(lokal, "BerkasMasuk", KANTOR="pena"),
    ):
        yield
    baru.unlink()


def _sk(kasus: Perjalanan, keadaan: str) -> Json:
    """The SK among the letters of the case, once it is in this state."""

    def cari() -> Json | None:
        daftar = kasus.permohonan()["surat"]
        return next((s for s in daftar if (s["surat"], s["keadaan"]) == ("sk", keadaan)), None)

    return tunggu(cari, f"SK {keadaan} dari {kasus.nomor}")


def _terakhir(kasus: Perjalanan, kode: str) -> Json:
    daftar = kasus.orang("kepala").get(f"/permohonan/{kasus.nomor}")["berkas"]
    return max((b for b in daftar if b["kode"] == kode), key=lambda b: str(b["diunggah"]))


def test_an_sk_signed_by_pen_is_printed_with_its_number_and_issued_by_its_scan(
    lokal: Lokal, loket: Loket, dengan_pena: None
) -> None:
    kasus = loket.kasus("menandatangani_sk")
    visit, kepala = terbuka(kasus, "menandatangani_sk"), kasus.orang("kepala")
    sha256 = _terakhir(kasus, "draf")["sha256"]
    nomor = lakukan(kasus, kepala, visit, "tandatangani", sha256=sha256)()["penerbitan"]["nomor"]

    assert _sk(kasus, "dicetak")["nomor"] == nomor
    cetakan = kepala.unduh(kasus.nomor, _terakhir(kasus, "draf")["id"])
    pembaca = PdfReader(io.BytesIO(cetakan))
    assert nomor in "".join(h.extract_text() for h in pembaca.pages)
    assert pembaca.get_fields() is None  # nothing was signed by a key
    buku = f"/register/{kasus.sop.awalan}-sk"
    (baris,) = kepala.post(f"{buku}/pencarian", {"nomor": nomor})["register"]
    assert (baris["permohonan"], baris["keadaan"]) == (kasus.nomor, "diterbitkan")
    assert terbuka(kasus, "menandatangani_sk")["penerbitan"]["keadaan"] == "dicetak"
    with pytest.raises(Ditolak) as lagi:
        lakukan(kasus, kepala, visit, "kembalikan", isian={"catatan": "Ulangi."})()
    assert lagi.value.status == 409

    pindaian = pindai(cetakan)
    kasus.orang("back_office").unggah(kasus.nomor, {"sk": pindaian})
    jadi = _sk(kasus, "jadi")
    isi = kepala.unduh(kasus.nomor, jadi["berkas"])
    assert (jadi["nomor"], isi) == (nomor, pindaian.isi)
    terbuka(kasus, "menyerahkan_sk")
    (baris,) = kepala.post(f"{buku}/pencarian", {"nomor": nomor})["register"]
    sidik = hashlib.sha256(isi).hexdigest()
    assert (baris["keadaan"], baris["berkas_sha256"]) == ("berlaku", sidik)
    status = kasus.stack.http.get(f"{kasus.stack.api}/verifikasi/{baris['naskah_sha256']}").json()
    assert (status["keadaan"], status["berkas_sha256"]) == ("berlaku", sidik)
