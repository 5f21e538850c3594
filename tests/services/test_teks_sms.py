"""The words of each SMS: one message, the case's whole number, no URL."""

import jinja2
import pytest

from chalicelib.services import teks_sms

NOMOR = "IKRG-2026-000123-7QXKM2"
TERPANJANG = {
    "nama": "PT Telekomunikasi Instalasi Jaringan Serat Optik Nusantara Sejahtera Abadi, Tbk.",
    "nomor": NOMOR,
    "tanggal": "24 Sep 2026",
    "jam": "09.30",
    "daerah": "Kab. Kepulauan Yapen",
    "kode": "123456",
}
DAFTAR_TEMPLAT = sorted(p.stem for p in teks_sms._FOLDER.glob("*.txt"))
DAFTAR_PUTUSAN = ["", "terbit", "tolak"]


def teks(templat: str, **fakta: str) -> str:
    return teks_sms.render(templat, {**TERPANJANG, "putusan": "terbit", **fakta})


@pytest.mark.parametrize("putusan", DAFTAR_PUTUSAN)
@pytest.mark.parametrize("templat", DAFTAR_TEMPLAT)
def test_every_sms_is_one_message_with_its_longest_facts(templat: str, putusan: str) -> None:
    hasil = teks(templat, putusan=putusan)
    assert teks_sms.septet(hasil) <= 160
    assert NOMOR in hasil or templat == "kode"
    assert "Yth. PT Telekomunikasi" in hasil or templat.startswith("kode")
    assert "http" not in hasil
    assert "\n" not in hasil


def test_a_name_that_fits_is_not_shortened() -> None:
    assert teks("sk_jadi", nama="Siti Aminah", daerah="Kab. Contoh") == (
        "Yth. Siti Aminah. SK Izin IKR/G IKRG-2026-000123-7QXKM2 sudah jadi. "
        "Silakan ambil di DPMPTSP Kab. Contoh dengan membawa tanda terima dan KTP."
    )


def test_a_rejected_applicant_is_told_of_a_decision_not_of_a_permit() -> None:
    hasil = teks("sk_jadi", nama="Siti", putusan="tolak")
    assert "Keputusan IKR/G" in hasil
    assert "SK Izin" not in hasil


def test_the_visit_carries_its_day_and_hour() -> None:
    assert "tgl 24 Sep 2026 pukul 09.30." in teks("cek_lokasi")


@pytest.mark.parametrize(
    ("nama", "sapaan"),
    [
        ("Ma\u2019ruf", "Yth. Ma'ruf."),
        ("Çelik Żółć", "Yth. Celik Zolc."),
        ("Budi\u200b\n\tSantoso", "Yth. Budi Santoso."),
        ("Budi {{7*7}} [x]", "Yth. Budi 7*7 x."),
        ("Drs.H.Ahmad, S.Kom.", "Yth. Drs. H. Ahmad, S. Kom."),
        ("Hadiah di bit.ly/x", "Yth. Hadiah di bit. ly/x."),
        ("`", "Yth. Pemohon."),
    ],
)
def test_a_name_is_written_in_gsm7_with_nothing_like_a_url(nama: str, sapaan: str) -> None:
    assert teks("perbaikan_lapangan", nama=nama).startswith(f"{sapaan} Hasil")


def test_a_missing_fact_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        teks_sms.render("cek_lokasi", {"nama": "Siti", "nomor": NOMOR})


def test_what_cannot_fit_is_an_error_rather_than_a_cut_number() -> None:
    with pytest.raises(ValueError, match="160"):
        teks("sk_jadi", nomor=NOMOR * 4)


def test_characters_of_the_extension_table_count_twice() -> None:
    assert teks_sms.septet("a{") == 3
