"""The data of every letter: from the case and the office alone, nothing too personal."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.domain.jejak import sha256_json
from chalicelib.domain.kantor import Kantor, baca
from chalicelib.domain.naskah import (
    PENYUSUN,
    Cetakan,
    register,
    sha256_naskah,
    susun,
)
from chalicelib.domain.naskah.kasus import daftar, nama_orang, samar
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import muat
from chalicelib.domain.surat import PEMOHON, Bubuhan
from infra import surat, surat_contoh

KANTOR = baca("standar")
SOP = surat_contoh.kasus().sop
P = surat_contoh.kasus().p
DOKUMEN = {d.kode: d for d in SOP.dokumen}
SURAT = {satu.nama: satu.buat() for satu in surat.contoh(KANTOR)}
NIK, HP = str(P.data["nik"]), str(P.data["hp"])


def buat(kode: str, p: Permohonan = P, kantor: Kantor = KANTOR, **cetakan: Any) -> dict[str, Any]:
    isi = {"pada": surat_contoh.PADA, **cetakan}
    return susun(SOP, kantor, p, DOKUMEN[kode], Cetakan(**isi))


def bubuhan(nama: str, **isi: Any) -> Bubuhan:
    return Bubuhan(
        surat="bap", nama=nama, pada=surat_contoh.PADA, oleh="sub", sha256="0" * 64, **isi
    )


@pytest.mark.parametrize("nama", SURAT)
def test_a_letter_is_json_with_what_every_letter_has(nama: str) -> None:
    naskah = SURAT[nama]
    assert json.loads(json.dumps(naskah)) == naskah
    assert naskah["bahasa"] == "id"
    assert naskah["tanggal"] == "2026-12-07"
    assert naskah["judul"]
    assert naskah["kop"]["logo"] == "contoh.svg"
    assert naskah["uji_coba"] is True


@pytest.mark.parametrize("nama", SURAT)
def test_no_letter_names_the_nik_or_the_phone(nama: str) -> None:
    teks = json.dumps(SURAT[nama])
    assert NIK not in teks
    assert HP not in teks


def test_the_receipt_of_papers_masks_what_identifies_a_person() -> None:
    isi = dict(b for k in SURAT["tanda_terima_berkas"]["data"] for b in k["baris"])
    assert isi["NIK"] == "••••••••••••0001"
    assert isi["Nomor HP"].endswith("7890")
    assert samar("1234") == "1234"


def test_the_receipt_of_papers_says_which_are_there_and_the_promise() -> None:
    naskah = SURAT["tanda_terima_berkas"]
    ada = {b["nama"]: b["ada"] for b in naskah["berkas"]}
    assert ada["NIB dan KBLI"] is True
    assert ada["Kontrak mitra penyelenggara jaringan"] is False
    assert "Izin lama" not in ada
    assert any("10 hari kerja" in catatan for catatan in naskah["catatan"])


def test_the_hash_of_a_letter_is_over_all_but_its_qr_code() -> None:
    tanpa, dengan = buat("sk"), buat("sk", verifikasi="https://a/#b")
    assert "verifikasi" not in tanpa
    assert sha256_naskah(dengan) == sha256_json(tanpa) == sha256_naskah(tanpa)
    assert sha256_naskah(buat("sk", nomor="1")) != sha256_naskah(tanpa)


def test_a_paper_that_is_no_letter_is_refused() -> None:
    with pytest.raises(KeyError):
        buat("foto_lapangan")


@pytest.mark.parametrize("kode", [d.kode for d in SOP.dokumen if d.surat in PENYUSUN])
def test_a_letter_of_an_empty_case_can_be_previewed(kode: str) -> None:
    kosong = replace(P, data={}, visits={}, rekomendasi={}, berkas={}, paraf=(), putusan="")
    assert buat(kode, kosong)["templat"] == DOKUMEN[kode].surat


# --------------------------------------------------------------------------------------- the SK


def test_a_draft_has_no_number_no_date_and_boxes_for_each_paraf() -> None:
    draf = SURAT["draf"]
    assert draf["nomor"].strip(".") == ""
    assert draf["ditetapkan"] == ["Ditetapkan di Contoh", "pada tanggal ........................"]
    assert draf["paraf"] == ["Kasi", "Kabid", "Sekretaris"]
    assert draf["tanda_tangan"]["cara"] == "draf"
    assert SURAT["sk"]["paraf"] == []
    assert SURAT["sk"]["tanda_tangan"]["cara"] == "elektronik"


def test_an_sk_says_the_office_s_own_unless_the_back_office_wrote_otherwise() -> None:
    isian = {"kewajiban": ["menjaga kabel."], "tembusan": [], "mengingat": "UU A;\nUU B.\n"}
    naskah = buat("sk", isian=isian)
    assert naskah["diktum"][1]["butir"] == ["menjaga kabel"]
    assert naskah["tembusan"] == []
    assert naskah["mengingat"] == ["UU A", "UU B"]
    assert naskah["diktum"][2]["butir"] == [*KANTOR.ketentuan.larangan]


@pytest.mark.parametrize("kosong", [None, [], "", " \n "])
def test_a_diktum_is_never_empty(kosong: object) -> None:
    isian = dict.fromkeys(("menimbang", "kewajiban", "larangan", "sanksi"), kosong)
    naskah = buat("sk", isian=isian)
    assert naskah["menimbang"] == [*KANTOR.ketentuan.menimbang]
    assert naskah["diktum"][1]["butir"] == [*KANTOR.ketentuan.kewajiban]


def test_an_sk_rests_on_the_application_the_bap_and_every_agency() -> None:
    perhatikan = " | ".join(SURAT["sk"]["memperhatikan"])
    assert "nomor pendaftaran IKRG-2026-000123-7QXKM2" in perhatikan
    assert "Nomor 503/0097/BAP-IKRG/XI/2026" in perhatikan
    for nomor in surat_contoh.NOMOR_DINAS:
        assert f"Nomor {nomor} tanggal 2 Desember 2026" in perhatikan


@pytest.mark.parametrize(
    ("isian", "kata"),
    [
        ({}, "5 (lima) tahun sampai dengan tanggal 7 Desember 2031"),
        ({"masa_berlaku_tahun": 3}, "3 (tiga) tahun sampai dengan tanggal 7 Desember 2029"),
        ({"masa_berlaku_tahun": 11}, "11 (sebelas) tahun sampai dengan tanggal 7 Desember 2037"),
    ],
)
def test_an_sk_says_how_long_it_is_valid(isian: dict[str, object], kata: str) -> None:
    assert kata in buat("sk", replace(P, visits={}), isian=isian)["diktum"][4]["isi"]


def test_an_sk_of_a_leap_day_ends_with_february() -> None:
    kabisat = datetime(2028, 2, 29, 3, 0, tzinfo=UTC)
    kata = "5 (lima) tahun sampai dengan tanggal 28 Februari 2033"
    assert kata in buat("sk", pada=kabisat)["diktum"][4]["isi"]


def test_the_date_of_a_letter_is_that_of_the_office_s_zone() -> None:
    akhir_tahun = datetime(2026, 12, 31, 15, 30, tzinfo=UTC)
    timur = KANTOR.model_copy(update={"zona": "Asia/Jayapura"})
    assert buat("sk", pada=akhir_tahun)["ditetapkan"][1] == "pada tanggal 31 Desember 2026"
    naskah = buat("sk", kantor=timur, pada=akhir_tahun)
    assert naskah["ditetapkan"][1] == "pada tanggal 1 Januari 2027"
    assert naskah["tanggal"] == "2027-01-01"


def test_an_acting_head_signs_as_one() -> None:
    kepala = KANTOR.pejabat["kepala"].model_copy(update={"plt": "Plt."})
    kantor = KANTOR.model_copy(update={"pejabat": {**KANTOR.pejabat, "kepala": kepala}})
    tanda = buat("sk", kantor=kantor)["tanda_tangan"]
    assert tanda["atas_nama"] == "a.n. BUPATI CONTOH"
    assert tanda["jabatan"].startswith("Plt. KEPALA DINAS")


def test_a_real_office_prints_no_uji_coba_unless_told() -> None:
    asli = KANTOR.model_copy(update={"uji_coba": False})
    assert buat("sk", kantor=asli)["uji_coba"] is False
    assert buat("sk", kantor=asli, uji_coba=True)["uji_coba"] is True


# --------------------------------------------------------------------- refusal and revocation


def test_a_refusal_has_the_reasons_of_the_agency_or_those_that_were_written() -> None:
    naskah = SURAT["surat_penolakan"]
    assert naskah["diktum"][1]["butir"] == [
        "Tidak ada tenaga teknik yang bersertifikat kompetensi",
        "Contoh instalasi tidak memenuhi batas redaman",
    ]
    assert naskah["diktum"][3]["isi"].startswith(KANTOR.cara_keberatan)
    assert any("rekomendasi penolakan" in isi for isi in naskah["memperhatikan"])
    tolak = surat_contoh.ditolak(P)
    isian = {"alasan_penolakan": ["Alasan sendiri."], "dasar_hukum": ["Pasal 1", "Pasal 2"]}
    ditulis = buat("surat_penolakan", tolak, isian=isian)["diktum"]
    assert ditulis[1]["butir"] == ["Alasan sendiri"]
    assert ditulis[2]["butir"] == ["Pasal 1", "Pasal 2"]


def test_a_revocation_names_the_sk_why_and_on_what_basis() -> None:
    naskah = SURAT["sk_pencabutan"]
    isi = naskah["diktum"]
    assert "Mencabut Keputusan Nomor 503/0112/IKRG/DPMPTSP/XII/2026 tanggal 7" in isi[0]["isi"]
    assert isi[1]["butir"] == [*surat_contoh.ALASAN_CABUT]
    assert isi[2]["butir"] == [*surat_contoh.DASAR_CABUT]


# ------------------------------------------------------------------------ agencies and the BAP


def test_the_letter_of_an_agency_has_its_kop_its_head_and_its_own_number() -> None:
    for kode, nomor in zip(("diskominfo", "dlh"), surat_contoh.NOMOR_DINAS, strict=True):
        naskah = SURAT[f"rekomendasi_{kode}"]
        assert naskah["kop"]["nama"] == KANTOR.dinas[kode].kop.nama.upper()
        assert naskah["tanda_tangan"]["nama"] == KANTOR.dinas[kode].kepala.nama
        assert naskah["kepala_surat"][0] == ["Nomor", nomor]
        assert naskah["tanggal_panjang"] == "2 Desember 2026"
        assert not naskah["ditolak"]


def test_an_agency_that_refuses_says_why() -> None:
    naskah = SURAT["rekomendasi_penolakan"]
    assert "TIDAK DIREKOMENDASIKAN" in naskah["putusan"]
    assert len(naskah["alasan"]) == 2
    assert naskah["syarat"] == []
    p = replace(P, rekomendasi={**P.rekomendasi, "dlh": "ditolak"})
    assert buat("rekomendasi_dlh", p)["ditolak"]
    isian = {"putusan_rekomendasi": "direkomendasikan", "syarat": "A.\nB."}
    naskah = buat("rekomendasi_dlh", p, isian=isian)
    assert (naskah["ditolak"], naskah["syarat"]) == (False, ["A", "B"])


def test_the_hard_copy_goes_to_every_agency_of_the_sop() -> None:
    dua = SURAT["surat_pengantar"]["halaman"]
    assert [h["kepada"].split()[2] for h in dua] == ["Komunikasi", "Lingkungan"]
    assert "SPPL atau dokumen lingkungan" not in dua[0]["berkas"]
    assert "SPPL atau dokumen lingkungan" in dua[1]["berkas"]
    assert "KTP penanggung jawab" not in dua[0]["berkas"]
    sop = muat("ikrg-v1-tanpa-dlh")
    (satu,) = susun(sop, KANTOR, P, DOKUMEN["surat_pengantar"], Cetakan(pada=surat_contoh.PADA))[
        "halaman"
    ]
    assert satu["kepada"] == KANTOR.dinas["diskominfo"].sebutan


@pytest.mark.parametrize("isi", ["A, B\nC", ["A", " B ", "C", ""], ("A", "B", "C"), "A; B; C"])
def test_members_are_a_list_or_a_text(isi: object) -> None:
    assert nama_orang(isi) == ["A", "B", "C"]
    assert buat("undangan", isian={"anggota_tim": isi})["kepada"] == ["A", "B", "C"]


def test_a_title_in_a_list_of_names_is_no_other_name() -> None:
    assert nama_orang(["Andi, S.T."]) == ["Andi, S.T."]
    assert daftar(None) == []
    with pytest.raises(TypeError):
        daftar(5)


def test_an_invitation_says_when_and_where() -> None:
    acara = dict(SURAT["undangan"]["acara"])
    assert acara["Hari, tanggal"] == "Senin, 30 November 2026"
    assert acara["Pukul"] == "09.00 WIB"
    assert acara["Tempat"].startswith("Kantor CV Kabel Rapi")


def test_the_bap_sets_the_claim_beside_the_finding() -> None:
    baris = {b["nama"]: b for b in SURAT["bap"]["pemeriksaan"]}
    assert baris["Alamat kantor"]["klaim"] == "Jalan Anggrek Nomor 7"
    assert baris["Dokumen lingkungan"]["klaim"] == "SPPL atau dokumen lingkungan dilampirkan"
    assert baris["Papan nama usaha"]["temuan"] == "Tidak sesuai"
    assert baris["Papan nama usaha"]["catatan"].startswith("Papan nama belum")
    assert baris["Perlengkapan K3"]["klaim"] == "–"


def test_the_bap_begins_with_the_day_in_words() -> None:
    assert SURAT["bap"]["pembuka"].startswith(
        "Pada hari ini, Senin tanggal tujuh bulan Desember tahun dua ribu dua puluh enam "
        "(07-12-2026), kami"
    )
    assert "pada hari Senin, 30 November 2026 pukul 09.00 WIB" in SURAT["bap"]["pembuka"]


def test_everybody_signs_the_bap_refuses_or_is_awaited() -> None:
    semua = (
        bubuhan("andi wijaya, s.t.", berkas="b1"),
        bubuhan(PEMOHON, menolak="Tidak setuju."),
        bubuhan("Dedi Pratama"),
        bubuhan("Saksi Satu", berkas="b4"),
    )
    naskah = buat("bap", bubuhan=semua)
    andi, rina, dedi, siti, saksi = naskah["penanda"]
    assert (andi["gambar"], saksi["gambar"]) == ("bubuhan-1", "bubuhan-4")
    assert (rina["gambar"], rina["keterangan"]) == ("", "")
    assert dedi["keterangan"] == "Ditandatangani pada kertas, 7 Des 2026 pukul 10.30 WIB"
    assert siti["keterangan"] == "Menolak menandatangani: Tidak setuju."
    assert naskah["gambar"] == {"bubuhan-1": "b1", "bubuhan-4": "b4"} | {
        f"foto-{no}": b for no, b in enumerate(_foto(naskah), 1)
    }


def _foto(naskah: dict[str, Any]) -> list[str]:
    return [naskah["gambar"][nama] for nama in naskah["foto"]]


def test_the_bap_shows_the_photographs_of_the_latest_check_only() -> None:
    p = surat_contoh.dengan_foto(P, 3)
    awal = min(p.berkas.values(), key=lambda b: b.diunggah).diunggah
    lama = replace(p.berkas["foto00"], id="lama", diunggah=awal)
    pdf = replace(p.berkas["foto00"], id="pdf", tipe="application/pdf")
    p = replace(p, berkas={**p.berkas, "lama": lama, "pdf": pdf})
    assert _foto(buat("bap", p)) == ["foto00", "foto01", "foto02"]


# ------------------------------------------------------------- handover, control sheet, register


def test_the_receipt_of_the_handover_masks_the_identity() -> None:
    naskah = SURAT["tanda_terima_penyerahan"]
    assert ["Identitas", "KTP dengan nomor berakhir 0001"] in naskah["penerima"]
    assert ["Nomor", "503/0112/IKRG/DPMPTSP/XII/2026"] in naskah["surat"]
    assert "Senin, 7 Desember 2026 pukul 10.30 WIB" in naskah["pembuka"]
    isian = {"penerima": "kuasa", "hubungan": "karyawan", "nama_penerima": "Joko"}
    kuasa = buat("tanda_terima_penyerahan", isian=isian)["penerima"]
    assert ["Bertindak sebagai", "Kuasa (karyawan)"] in kuasa


def test_a_receipt_that_was_confirmed_in_an_account_says_so_in_words() -> None:
    tanda = bubuhan(str(P.data["nama"]), akun=True)
    menerima, menyerahkan = buat("tanda_terima_penyerahan", bubuhan=(tanda,))["penanda"]
    waktu = "7 Des 2026 pukul 10.30 WIB"
    assert menerima["keterangan"] == f"Dikonfirmasi melalui akun pemohon, {waktu}"
    assert menyerahkan["keterangan"].startswith("Dicatat melalui akun petugas, 24 Nov 2026")


def test_the_control_sheet_has_every_visit_and_the_ledger() -> None:
    naskah = SURAT["lembar_kendali"]
    assert len(naskah["baris"]) == len(P.visits)
    paraf = [b for b in naskah["baris"] if b["paraf"].startswith("Paraf (draf ")]
    assert [b["pelaksana"] for b in paraf] == ["Kasi", "Kabid", "Sekretaris"]
    assert naskah["baris"][1]["norma"] == "10 menit"
    assert dict(naskah["waktu"])["Jumlah waktu kantor (jam kerja)"].endswith("menit")


def test_a_register_shows_a_dash_for_what_a_row_lacks() -> None:
    cetakan = Cetakan(pada=surat_contoh.PADA)
    naskah = register.susun(KANTOR, "Buku", [{"urut": "4", "nomor": "1"}], cetakan)
    assert naskah["baris"] == [["4", "1", "–", "–", "–", "–"]]
