"""The words of each SMS: one message, the case's whole number, no URL."""

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
    "terlambat": "9999",
    "segera": "9999",
    "bawahan": "9999",
}
TANPA_NOMOR = {"kode", "ringkasan"}
DAFTAR_TEMPLAT = sorted(p.stem for p in teks_sms._FOLDER.glob("*.txt"))
DAFTAR_PUTUSAN = ["", "terbit", "tolak"]


def teks(templat: str, **fakta: str) -> str:
    return teks_sms.render(templat, {**TERPANJANG, "putusan": "terbit", **fakta})


@pytest.mark.parametrize("putusan", DAFTAR_PUTUSAN)
@pytest.mark.parametrize("templat", DAFTAR_TEMPLAT)
def test_every_sms_is_one_message_with_its_longest_facts(templat: str, putusan: str) -> None:
    hasil = teks(templat, putusan=putusan)
    assert teks_sms.septet(hasil) <= 160
    assert teks_sms.segmen(hasil) == 1
    assert (NOMOR in hasil) == (templat not in TANPA_NOMOR)
    assert ("Yth. PT Telekomunikasi" in hasil) == (not templat.startswith(("kode", "ringkasan")))
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
    with pytest.raises(ValueError, match="tanggal"):
        teks_sms.render("cek_lokasi", {"nama": "Siti", "nomor": NOMOR})


def test_a_missing_template_is_an_error() -> None:
    with pytest.raises(ValueError, match="tidak_ada"):
        teks_sms.render("tidak_ada", {})


def test_what_cannot_fit_is_an_error_rather_than_a_cut_number() -> None:
    with pytest.raises(ValueError, match="160"):
        teks("sk_jadi", nomor=NOMOR * 4)


def test_characters_of_the_extension_table_count_twice() -> None:
    assert teks_sms.septet("a{") == 3


@pytest.mark.parametrize(
    ("teks", "jumlah"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("{" * 80, 1),
        ("{" * 81, 2),
        ("{" * 153, 3),  # 76 of two septets fit into a part of 153
    ],
)
def test_a_long_text_is_charged_in_parts_of_153(teks: str, jumlah: int) -> None:
    assert teks_sms.segmen(teks) == jumlah


@pytest.mark.parametrize(
    ("jumlah", "isi"),
    [
        ((12, 3, 4), "12 tugas terlambat, 3 segera jatuh tempo, 4 keterlambatan bawahan"),
        ((12, 0, 4), "12 tugas terlambat, 4 keterlambatan bawahan"),
        ((0, 3, 0), "3 tugas segera jatuh tempo"),
        ((0, 0, 4), "4 keterlambatan bawahan"),
        ((0, 0, 0), "tidak ada tugas terlambat"),
    ],
)
def test_the_digest_names_only_what_there_is(jumlah: tuple[int, int, int], isi: str) -> None:
    terlambat, segera, bawahan = map(str, jumlah)
    hasil = teks("ringkasan", terlambat=terlambat, segera=segera, bawahan=bawahan)
    assert hasil == f"DPMPTSP Kab. Kepulauan Yapen: {isi}. Buka Tugas saya."


def test_what_lapses_and_what_ends_is_told_with_its_day() -> None:
    siti = {"nama": "Siti Aminah"}
    assert teks("akan_gugur", **siti) == (
        "Yth. Siti Aminah. Selesaikan perbaikan IKR/G IKRG-2026-000123-7QXKM2 sampai 24 Sep 2026 "
        "agar tidak gugur. Lihat rincian di akun atau loket DPMPTSP."
    )
    assert teks("masa_berlaku", **siti) == (
        "Yth. Siti Aminah. Izin IKR/G Anda (permohonan IKRG-2026-000123-7QXKM2) berlaku sampai "
        "24 Sep 2026. Ajukan perpanjangan di akun atau loket DPMPTSP."
    )


def test_a_revocation_is_told_without_its_reason() -> None:
    assert teks("izin_dicabut", nama="Siti Aminah") == (
        "Yth. Siti Aminah. Izin IKR/G Anda (permohonan IKRG-2026-000123-7QXKM2) telah dicabut. "
        "Lihat keputusannya di akun atau loket DPMPTSP."
    )
