"""What must not be seen: task tokens by anyone, personal data by the agencies."""

import io
import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import muat
from tests.api import Api
from tests.contoh_kasus import KEMARIN, kasus_di
from tests.domain.kasus import PEMOHON, Kasus
from tests.dunia import Dunia
from tests.kawat import KAWAT

IKRG = muat("ikrg-v1")
DINAS = [kode for kode, x in IKRG.pelaksana.items() if x.hanya_rekomendasi]


@cache
def kasus_penuh() -> Permohonan:
    """A case with all its papers that was returned once, at the agencies and Tim Teknis."""
    kasus = Kasus(pada=KEMARIN).ajukan().sampai("memverifikasi_berkas")
    kasus.lakukan("memverifikasi_berkas", "kembalikan")
    return kasus.sampai("memeriksa_lapangan").p


def semua_teks(isi: Any) -> str:
    return json.dumps(isi, ensure_ascii=False)


@pytest.mark.parametrize("dinas", DINAS)
def test_an_agency_sees_only_what_is_marked_for_the_rekomendasi(
    api: Api, dunia: Dunia, dinas: str
) -> None:
    p = kasus_penuh()
    (lama,) = p.cacat.values()
    cacat = {
        no: replace(lama, no=no, sasaran=sasaran, alasan=f"Alasan {sasaran}.")
        for no, sasaran in enumerate(["berkas:ktp", "isian:nik", "isian:nib", "lapangan"], 1)
    }
    nomor, siapa = dunia.taruh(replace(p, cacat=cacat)), dunia.petugas(dinas)
    kasus = api.get(f"/permohonan/{nomor}", siapa)

    boleh = {i.kode for i in IKRG.isian if i.rekomendasi}
    assert kasus["data"] == {k: v for k, v in p.data.items() if k in boleh}
    assert not {"nik", "npwp", "hp", "alamat"} & boleh
    terlihat = {s.kode for s in (*IKRG.persyaratan, *IKRG.dokumen) if s.untuk != "izin"}
    assert {b["kode"] for b in kasus["berkas"]} == terlihat & {b.kode for b in p.berkas.values()}
    assert [c["sasaran"] for c in kasus["cacat"]] == ["isian:nib", "lapangan"]
    assert kasus["sms"] == []

    jejak = api.get(f"/permohonan/{nomor}/jejak", siapa)
    tertutup = [str(v) for k, v in p.data.items() if k not in boleh and isinstance(v, str)]
    nyata = [isi for isi in tertutup if isi not in {str(p.data[k]) for k in boleh if k in p.data}]
    for isi in (kasus, jejak):
        assert [nilai for nilai in nyata if f'"{nilai}"' in semua_teks(isi)] == []


def test_a_finding_comes_with_what_the_applicant_claimed(api: Api, dunia: Dunia) -> None:
    p = kasus_penuh()
    kasus = api.get(f"/permohonan/{dunia.taruh(p)}", dunia.petugas("tim_teknis"))
    (terbuka,) = [v for v in kasus["langkah"] if v["terbuka"]]
    klaim = {i["kode"]: i["klaim"] for i in terbuka["aksi_tersedia"][0]["isian"]}
    assert klaim["temuan_alamat_kantor"] == p.data["alamat_usaha"]
    assert klaim["temuan_lingkungan"] == "SPPL atau dokumen lingkungan dilampirkan"
    assert klaim["temuan_k3"] == klaim["hasil_pemeriksaan"] == "–"
    (foto,) = terbuka["aksi_tersedia"][0]["berkas"]
    assert foto["rupa"] == "foto"


def test_an_agency_opens_only_papers_marked_for_the_rekomendasi(api: Api, dunia: Dunia) -> None:
    p, siapa = kasus_penuh(), dunia.petugas("tim_teknis")
    nomor = dunia.taruh(p)
    untuk = {s.kode: s.untuk for s in (*IKRG.persyaratan, *IKRG.dokumen)}
    for berkas in p.berkas.values():
        jawaban = api.minta("GET", f"/permohonan/{nomor}/berkas/{berkas.id}", siapa)
        assert jawaban.status_code == (404 if untuk[berkas.kode] == "izin" else 200)


def test_an_agency_does_not_see_a_case_before_it_is_reached(api: Api, dunia: Dunia) -> None:
    nomor, siapa = dunia.taruh(kasus_di("mendaftarkan_rekomendasi")), dunia.petugas("diskominfo")
    api.tolak(404, "GET", f"/permohonan/{nomor}", siapa)
    dunia.kerjakan(nomor, "mendaftarkan_rekomendasi")
    assert api.get(f"/permohonan/{nomor}", siapa)["nomor"] == nomor


def test_no_answer_holds_a_task_token_or_where_a_paper_lies(api: Api, dunia: Dunia) -> None:
    p = kasus_penuh()
    visits = {k: replace(v, token=f"RAHASIA-{k[0]}") for k, v in p.visits.items()}
    nomor = dunia.taruh(replace(p, visits=visits))
    jalur = [f"/permohonan/{nomor}", f"/permohonan/{nomor}/jejak", f"/lacak/{nomor}"]
    jalur += ["/permohonan", "/antrean?pelaksana=tim_teknis"]
    for siapa in (PEMOHON, dunia.petugas("front_office"), dunia.petugas("tim_teknis")):
        for satu in jalur:
            teks = api.minta("GET", satu, siapa).body.decode()
            assert "RAHASIA" not in teks
            assert "masuk/" not in teks


def test_no_answer_of_a_change_holds_a_task_token(api: Api, dunia: Dunia, log: io.StringIO) -> None:
    p = kasus_di("menerima_permohonan")
    visits = {k: replace(v, token="RAHASIA") for k, v in p.visits.items()}
    nomor, siapa = dunia.taruh(replace(p, visits=visits)), dunia.petugas("front_office")
    alamat = f"/permohonan/{nomor}/langkah/menerima_permohonan"
    isi = {"setelah": dunia.terbuka(nomor)[0].setelah}
    jawaban = [api.post(f"{alamat}/{aksi}", siapa, isi) for aksi in ("pegang", "lepas", "terima")]
    KAWAT.tolak("SendTaskSuccess", "TaskTimedOut")
    dunia.jalankan()
    jawaban.append(api.tolak(409, "POST", f"{alamat}/kembalikan", siapa, {**isi, "cacat": []}))
    assert "RAHASIA" not in semua_teks(jawaban)
    assert "RAHASIA" not in log.getvalue()


def test_an_unforeseen_failure_says_nothing_of_its_cause(
    api: Api, dunia: Dunia, log: io.StringIO
) -> None:
    nomor = dunia.taruh(kasus_di("menerima_permohonan"))
    KAWAT.tolak("Query", "AccessDeniedException")
    jawaban = api.minta("GET", f"/permohonan/{nomor}", PEMOHON)
    assert jawaban.status_code == 500
    assert jawaban.json_body.keys() == {"kode", "pesan", "kesalahan"}
    assert "AccessDenied" not in jawaban.body.decode()
    assert "Traceback" not in jawaban.body.decode()


def test_the_applicant_sees_no_notes_of_officers_and_no_whole_phone(api: Api, dunia: Dunia) -> None:
    p = kasus_penuh()
    nomor = dunia.taruh(p)
    kasus = api.get(f"/permohonan/{nomor}", PEMOHON)
    assert all("isian" not in v for v in kasus["langkah"])
    assert kasus["data"] == p.data
    assert all(str(p.data["hp"]) not in semua_teks(s) for s in kasus["sms"])
    assert kasus["sms"]


def test_the_list_of_an_officer_who_is_no_applicant_is_empty(api: Api, dunia: Dunia) -> None:
    dunia.taruh(kasus_di("menerima_permohonan"))
    assert api.get("/permohonan", dunia.petugas("front_office")) == {"permohonan": []}


def test_who_sends_the_papers_is_told_which_are_for_whom(api: Api, dunia: Dunia) -> None:
    p = Kasus(pada=KEMARIN).ajukan().sampai("mengirim_berkas_rekomendasi").p
    nomor = dunia.taruh(p)
    kasus = api.get(f"/permohonan/{nomor}", dunia.petugas("fo_rekomendasi"))
    (visit,) = [v for v in kasus["langkah"] if v["terbuka"]]
    diskominfo, dlh = visit["kepada"]
    assert (diskominfo["nama"], dlh["nama"]) == ("Diskominfo", "DLH")
    nama = {s.kode: s.nama for s in IKRG.persyaratan}
    assert {*dlh["berkas"]} - {*diskominfo["berkas"]} == {nama["sppl"]}
    assert nama["ktp"] not in dlh["berkas"]
    assert nama["denah_lokasi"] in diskominfo["berkas"]
