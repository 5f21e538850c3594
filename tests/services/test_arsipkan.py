"""A case that is over goes into one archive, whole, unharmed, locked, and once."""

import hashlib
import io
import json
import random
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import app
from chalicelib import config
from chalicelib.adapters import permohonan_db
from chalicelib.adapters.model import BarisJejakDb
from chalicelib.domain.bahasa import setempat
from chalicelib.domain.jejak import dari_json, utuh
from chalicelib.domain.pencabutan import Cabutan
from chalicelib.domain.permohonan import SISTEM, Permohonan
from chalicelib.services import pencabutan
from chalicelib.services.arsip import periksa
from infra import arsip as perintah
from tests import arsip_uji
from tests.awan import klien
from tests.dunia import Dunia, Konteks
from tests.kawat import KAWAT


@pytest.fixture
def p(dunia: Dunia) -> Permohonan:
    return arsip_uji.taruh(dunia)


def arsipkan(p: Permohonan) -> list[str]:
    """The function behind the queue; the ids of the messages that come back."""
    hasil = app.arsipkan({"Records": [arsip_uji.kiriman(p)]}, Konteks())
    return [satu["itemIdentifier"] for satu in hasil["batchItemFailures"]]


def objek() -> list[dict[str, Any]]:
    """Every version in the bucket of archives."""
    return list(klien("s3").list_object_versions(Bucket="arsip").get("Versions", []))


def isi(p: Permohonan) -> bytes:
    """The archive that the case names, made where it is not yet."""
    if arsip_uji.arsip(permohonan_db.get(p.nomor)).menunggu:
        assert arsipkan(p) == []
    o = arsip_uji.arsip(permohonan_db.get(p.nomor)).objek
    assert o
    satu = klien("s3").get_object(Bucket="arsip", Key=o.kunci, VersionId=o.versi)
    return bytes(satu["Body"].read())


def baca(arsip: bytes, nama: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(arsip)) as z:
        return json.loads(z.read(nama))


def test_everything_of_the_case_is_there_under_its_hash(p: Permohonan) -> None:
    arsip = isi(p)
    with zipfile.ZipFile(io.BytesIO(arsip)) as z:
        nama = z.namelist()
        assert {i.compress_type for i in z.infolist()} == {zipfile.ZIP_STORED}
        assert z.read("lembar_kendali.pdf").startswith(b"%PDF-")
    diterima = [b for b in p.berkas.values() if b.keadaan == "diterima"]
    assert len([n for n in nama if n.startswith("berkas/")]) == len(diterima)
    ganda = {b.kode for b in diterima if sum(x.kode == b.kode for x in diterima) > 1}
    assert ganda
    assert all(f"berkas/{kode}/02.pdf" in nama for kode in ganda)
    assert nama[-5:] == [
        "lembar_kendali.pdf",
        "permohonan.json",
        "jejak.json",
        "waktu.json",
        "manifest.json",
    ]
    manifest = baca(arsip, "manifest.json")
    assert [m["nama"] for m in manifest["berkas"]] == nama[:-1]
    assert {m["sha256"] for m in manifest["berkas"]} >= {b.sha256 for b in diterima}
    assert (manifest["nomor"], manifest["sop"], manifest["jejak_terakhir"]) == (
        p.nomor,
        p.sop,
        p.rantai,
    )
    assert [*periksa(io.BytesIO(arsip))] == []


def test_its_data_are_those_of_the_case(p: Permohonan) -> None:
    arsip = isi(p)
    assert baca(arsip, "permohonan.json")["data"] == p.data
    jejak = [dari_json(baris) for baris in baca(arsip, "jejak.json")["jejak"]]
    assert utuh(jejak)
    assert (len(jejak), jejak[-1].hash) == (p.jejak, p.rantai)
    waktu = baca(arsip, "waktu.json")
    assert waktu["berakhir"]
    assert waktu["waktu"]["seluruhnya"] > 0
    assert "token" not in json.dumps(baca(arsip, "permohonan.json"))


def test_it_is_locked_as_the_office_says(p: Permohonan) -> None:
    isi(p)
    surat = arsip_uji.arsip(p)
    kepala = klien("s3").head_object(Bucket="arsip", Key=f"{p.nomor}/{surat.no:06}.zip")
    assert kepala["ObjectLockMode"] == "GOVERNANCE"
    sampai = kepala["ObjectLockRetainUntilDate"]
    hari = setempat(surat.dibuat, config.kantor().zona).date()
    assert sampai.date() == hari.replace(year=hari.year + 10)
    with pytest.raises(klien("s3").exceptions.ClientError, match="AccessDenied"):
        klien("s3").delete_object(
            Bucket="arsip", Key=objek()[0]["Key"], VersionId=kepala["VersionId"]
        )


def test_the_case_says_which_object_and_no_paper_is_added(p: Permohonan) -> None:
    arsip = isi(p)
    kini = permohonan_db.get(p.nomor)
    o = arsip_uji.arsip(kini).objek
    assert o
    assert (o.sha256, o.ukuran) == (hashlib.sha256(arsip).hexdigest(), len(arsip))
    assert kini.berkas == p.berkas
    *_, akhir = permohonan_db.jejak(p.nomor)
    assert (akhir.peristiwa, akhir.rincian) == ("arsip", {"sha256": o.sha256, "ukuran": o.ukuran})


def test_a_message_that_comes_twice_changes_nothing(dunia: Dunia, p: Permohonan) -> None:
    kiriman = arsip_uji.kiriman(p)
    app.arsipkan({"Records": [kiriman, kiriman]}, Konteks())
    sebelum = dunia.isi()
    assert arsipkan(p) == []
    assert dunia.isi() == sebelum
    assert len(objek()) == 1


def test_what_was_put_but_not_recorded_is_kept_at_the_next_attempt(p: Permohonan) -> None:
    KAWAT.tolak("TransactWriteItems", "AccessDeniedException")
    assert arsipkan(p) == ["m-1"]
    (pertama,) = objek()
    assert arsip_uji.arsip(permohonan_db.get(p.nomor)).menunggu
    p = permohonan_db.get(p.nomor)
    permohonan_db.simpan((p, p.catat("masa_berlaku", datetime.now(UTC), SISTEM)))
    arsip = isi(p)
    (ada,) = objek()
    assert ada["VersionId"] == pertama["VersionId"]
    o = arsip_uji.arsip(permohonan_db.get(p.nomor)).objek
    assert o
    assert (o.sha256, o.ukuran) == (hashlib.sha256(arsip).hexdigest(), len(arsip))


def test_the_same_case_makes_the_same_bytes(dunia: Dunia, p: Permohonan) -> None:
    satu = isi(p)
    dunia.kosongkan()
    assert isi(arsip_uji.taruh(dunia)) == satu


def test_it_waits_for_the_letters_and_is_queued_when_the_last_is_there(
    dunia: Dunia, p: Permohonan
) -> None:
    tanda_terima = next(s for s in p.surat.values() if s.kode == "tanda_terima_penyerahan")
    belum = replace(tanda_terima, keadaan="menunggu", berkas="")
    permohonan_db.simpan((p, p.dengan_surat(belum)))
    dunia.lanjutkan(dunia.aliran())
    assert arsipkan(p) == []
    assert objek() == []
    assert dunia.antrean("arsip") == []
    kini = permohonan_db.get(p.nomor)
    permohonan_db.simpan((kini, kini.dengan_surat(tanda_terima)))
    dunia.lanjutkan(dunia.aliran())
    (kiriman,) = dunia.antrean("arsip")
    app.arsipkan({"Records": [kiriman]}, Konteks())
    assert len(objek()) == 1


def test_a_paper_that_is_not_what_was_recorded_is_refused_loudly(
    p: Permohonan, log: io.StringIO
) -> None:
    berkas = next(b for b in p.berkas.values() if b.keadaan == "diterima")
    hasil = klien("s3").put_object(Bucket="berkas", Key=berkas.kunci, Body=b"lain")
    lain = replace(berkas, versi=hasil["VersionId"])
    kini = replace(p, berkas={b.id: b for b in p.berkas.values() if b.id != berkas.id})
    permohonan_db.simpan((p, kini))
    kini = permohonan_db.get(p.nomor)
    permohonan_db.simpan((kini, replace(kini, berkas={**kini.berkas, lain.id: lain})))
    assert arsipkan(p) == ["m-1"]
    assert objek() == []
    assert arsip_uji.arsip(permohonan_db.get(p.nomor)).menunggu
    assert '"level":"ERROR"' in log.getvalue().replace(" ", "")
    assert "bukan lagi berkas yang diperiksa" in log.getvalue()


def test_a_jejak_that_was_changed_is_refused_too(p: Permohonan, log: io.StringIO) -> None:
    BarisJejakDb.get(p.nomor, 3).update(actions=[BarisJejakDb.nama.set("Orang lain")])
    assert arsipkan(p) == ["m-1"]
    assert objek() == []
    assert "Rantai jejak putus" in log.getvalue()


def test_a_revocation_afterwards_makes_another_archive_with_all_the_rest(
    dunia: Dunia, p: Permohonan
) -> None:
    isi(p)
    kepala = dunia.petugas("kepala")
    pencabutan.cabut(p.nomor, Cabutan("Keterangan palsu.", "Pasal 9.", kepala))
    kini = permohonan_db.get(p.nomor)
    kasus = arsip_uji._kasus().salin()
    kasus.p, kasus.pada = kini, datetime.now(UTC)
    kasus.terbitkan()
    baru = next(b for b in kasus.p.berkas.values() if b.kode == "sk_pencabutan")
    hasil = klien("s3").put_object(Bucket="berkas", Key=baru.kunci, Body=baru.id[1:].encode())
    baru = replace(baru, versi=hasil["VersionId"])
    dunia.tulis(
        kini,
        replace(
            kasus.p,
            berkas={**kasus.p.berkas, baru.id: baru},
            catatan=tuple(b for b in kasus.jejak if b.no > kini.jejak),
        ),
    )
    kini = permohonan_db.get(p.nomor)
    arsip = isi(kini)
    assert [*periksa(io.BytesIO(arsip))] == []
    assert "berkas/sk_pencabutan/01.pdf" in [
        m["nama"] for m in baca(arsip, "manifest.json")["berkas"]
    ]
    assert baca(arsip, "permohonan.json")["dicabut"]
    assert len(objek()) == 2


# ------------------------------------------------------------------ checked, wherever it lies


def ubah(arsip: bytes, ganti: dict[str, bytes | None]) -> io.BytesIO:
    """The archive with these files replaced, left out (None) or added."""
    hasil = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(arsip)) as lama, zipfile.ZipFile(hasil, "w") as baru:
        semua = {**{n: lama.read(n) for n in lama.namelist()}, **ganti}
        for nama, nilai in semua.items():
            if nilai is not None:
                baru.writestr(nama, nilai)
    hasil.seek(0)
    return hasil


def sesuaikan(arsip: bytes, nama: str, nilai: bytes) -> io.BytesIO:
    """A file replaced, and the manifest made to fit."""
    manifest = baca(arsip, "manifest.json")
    for satu in manifest["berkas"]:
        if satu["nama"] == nama:
            satu |= {"sha256": hashlib.sha256(nilai).hexdigest(), "ukuran": len(nilai)}
    return ubah(arsip, {nama: nilai, "manifest.json": json.dumps(manifest).encode()})


def test_whatever_is_changed_is_found(p: Permohonan) -> None:
    arsip = isi(p)
    nama = [m["nama"] for m in baca(arsip, "manifest.json")["berkas"]]
    for satu in nama:
        if satu != "jejak.json":
            assert f"{satu} berubah" in " ".join(periksa(ubah(arsip, {satu: b"x"})))
        if satu != "jejak.json":
            assert f"{satu} tidak ada" in " ".join(periksa(ubah(arsip, {satu: None})))
    assert "tidak tercatat" in " ".join(periksa(ubah(arsip, {"lain.pdf": b"x"})))
    assert "tidak memuat" in " ".join(periksa(ubah(arsip, {"manifest.json": None})))
    assert "rusak" in " ".join(periksa(ubah(arsip, {"jejak.json": b"x"})))


def test_a_manifest_made_to_fit_does_not_help(p: Permohonan) -> None:
    arsip = isi(p)
    kertas = next(m["nama"] for m in baca(arsip, "manifest.json")["berkas"])
    assert [*periksa(sesuaikan(arsip, kertas, b"lain"))] == [f"{kertas} tidak disebut dalam jejak."]
    jejak = baca(arsip, "jejak.json")
    jejak["jejak"][4]["nama"] = "Orang lain"
    (salah,) = periksa(sesuaikan(arsip, "jejak.json", json.dumps(jejak).encode()))
    assert salah.startswith("Rantai jejak putus")
    jejak = {"jejak": baca(arsip, "jejak.json")["jejak"][:-1]}
    salah = " ".join(periksa(sesuaikan(arsip, "jejak.json", json.dumps(jejak).encode())))
    assert "Baris terakhir jejak" in salah


def test_hostile_bytes_are_told_in_a_sentence() -> None:
    isi, acak = b"isi " * 300, random.Random(7)
    daftar = [{"nama": "a", "sha256": "", "ukuran": 0, "tipe": "x"}]
    manifest = {"berkas": daftar, "nomor": "x", "jejak": 0, "jejak_terakhir": ""}
    berkas = io.BytesIO()
    with zipfile.ZipFile(berkas, "w", zipfile.ZIP_DEFLATED) as z:
        for nama, nilai in {"a": isi, "jejak.json": b'{"jejak": []}'}.items():
            z.writestr(nama, nilai)
        z.writestr("manifest.json", json.dumps(manifest))
    for _ in range(2000):
        rusak = bytearray(berkas.getvalue())
        for _ in range(acak.choice((0, 1, 2, 4))):
            rusak[acak.randrange(len(rusak))] = acak.randrange(256)
        assert [*periksa(io.BytesIO(rusak))]


def test_a_broken_file_is_not_what_a_manifest_says_of_none(p: Permohonan) -> None:
    arsip = isi(p)
    nama = baca(arsip, "manifest.json")["berkas"][0]["nama"]
    manifest = baca(arsip, "manifest.json")
    manifest["berkas"][0] |= {"sha256": "", "ukuran": 0}
    hasil = ubah(arsip, {"manifest.json": json.dumps(manifest).encode()}).getvalue()
    with zipfile.ZipFile(io.BytesIO(hasil)) as z:
        awal = z.getinfo(nama).header_offset + 30 + len(nama.encode())
    rusak = hasil[:awal] + bytes([hasil[awal] ^ 1]) + hasil[awal + 1 :]
    assert f"{nama} berubah" in " ".join(periksa(io.BytesIO(rusak)))


def test_the_command_says_what_is_wrong(
    p: Permohonan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arsip = isi(p)
    baik, rusak = tmp_path / "baik.zip", tmp_path / "rusak.zip"
    baik.write_bytes(arsip)
    rusak.write_bytes(ubah(arsip, {"permohonan.json": b"{}"}).read())
    assert perintah.main(["periksa", str(baik)]) == 0
    assert f"utuh, SHA-256 {hashlib.sha256(arsip).hexdigest()}" in capsys.readouterr().out
    assert perintah.main(["periksa", str(rusak)]) == 1
    assert "permohonan.json berubah" in capsys.readouterr().out
    for bukan in (b"", b"PK", arsip[: len(arsip) // 2]):
        rusak.write_bytes(bukan)
        assert perintah.main(["periksa", str(rusak)]) == 1
        assert "rusak" in capsys.readouterr().out
    assert perintah.main(["periksa", str(tmp_path / "tidak-ada.zip")]) == 1
