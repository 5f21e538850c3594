"""The static web as it is built: valid, closed to the outside, and showing the whole SOP."""

import gzip
import io
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from chalicelib.domain.isian import cocok
from chalicelib.domain.sop import muat, terbaru
from chalicelib.domain.sop_tabel import SELESAI
from infra.situs import Sambungan, Situs, bangun, unggah
from infra.situs.aset import Aset, AsetRusak
from infra.situs.bangun import CSP, PENANDA, SUMBER
from infra.situs.renang import panah
from tests.halaman import Halaman

SOP = muat(terbaru("ikrg", frozenset()))
HALAMAN = sorted(b.name for b in SUMBER.glob("*.html") if not b.name.startswith("_"))
MODUL = sorted((SUMBER / "modul").glob("*.js"))
GAYA = sorted(SUMBER.glob("*.css"))
PEMAKAI = {
    "gaya": lambda halaman: True,
    "penilaian": {"ikm.html", "penilaian.html"}.__contains__,
    "permohonan": {"permohonan.html", "petugas.html"}.__contains__,
    **dict.fromkeys(("penampil", "petugas_lapangan", "petugas_surat"), lambda halaman: False),
}
"""Which pages link a stylesheet; every other one is the officers'. Some come with their modules."""
NODE = str(Path(sys.executable).with_name("node"))
KELUARAN = {
    "KlienPemohon": "klien-pemohon",
    "KlienPetugas": "klien-petugas",
    "PoolPetugas": "ap-southeast-3_petugas",
    "DomainMasukPetugas": "ikrg-1",
    "BucketBerkas": "ikrg-berkas",
}


@pytest.fixture(scope="module")
def situs() -> Situs:
    """The site of the office that letters and tests assume."""
    return bangun("standar")


@pytest.fixture(scope="module")
def halaman(situs: Situs) -> dict[str, Halaman]:
    """Every page of ours, read."""
    return {nama: Halaman((situs.folder / nama).read_text(encoding="utf-8")) for nama in HALAMAN}


# ------------------------------------------------------------------------------------- HTML


@pytest.mark.parametrize("nama", HALAMAN)
def test_a_page_is_valid_and_has_one_h1_and_its_landmarks(
    nama: str, halaman: dict[str, Halaman]
) -> None:
    isi = halaman[nama]
    assert isi.cacat == []
    assert isi.isi.startswith("<!doctype html>")
    assert next(isi.semua("html")).ciri["lang"] == "id"
    sekali = [s.nama for s in isi.semua("title", "h1", "main", "header", "footer")]
    assert [n for n in sekali if n != "title"] == ["header", "main", "h1", "footer"]
    assert len([s for s in isi.semua("title") if not s.di_dalam("svg")]) == 1
    assert next(isi.semua("a")).ciri["href"] == "#isi"
    tingkat = [int(satu.nama[1]) for satu in isi.semua("h1", "h2", "h3", "h4")]
    assert all(b - a <= 1 for a, b in pairwise(tingkat))


@pytest.mark.parametrize("nama", HALAMAN)
def test_every_id_is_one_and_every_field_and_picture_has_a_name(
    nama: str, halaman: dict[str, Halaman]
) -> None:
    isi = halaman[nama]
    assert len(isi.id()) == len(set(isi.id()))
    assert isi.tanpa_label() == []
    assert all("alt" in satu.ciri for satu in isi.semua("img"))
    disebut = " ".join(
        satu.ciri.get(ciri, "")
        for satu in isi.unsur
        for ciri in ("aria-labelledby", "aria-describedby")
    )
    assert set(disebut.split()) <= set(isi.id())


@pytest.mark.parametrize("nama", HALAMAN)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(
    nama: str, halaman: dict[str, Halaman]
) -> None:
    for satu in halaman[nama].unsur:
        assert satu.nama not in ("style", "base", "iframe")
        assert not [c for c in satu.ciri if c == "style" or c.startswith("on")]
        if satu.nama == "script":
            assert satu.ciri["src"]
            assert not satu.teks.strip()
        for ciri in ("src", "href"):
            assert not re.match(r"[a-z]+:|//", satu.ciri.get(ciri, "")), satu.ciri


@pytest.mark.parametrize("nama", HALAMAN)
def test_a_page_says_what_it_may_load(nama: str, halaman: dict[str, Halaman]) -> None:
    meta = [m.ciri for m in halaman[nama].semua("meta")]
    (csp,) = [m["content"] for m in meta if "http-equiv" in m]
    assert csp == CSP
    assert "unsafe" not in csp
    assert "*" not in csp


@pytest.mark.parametrize("nama", HALAMAN)
def test_every_link_leads_somewhere(nama: str, halaman: dict[str, Halaman], situs: Situs) -> None:
    dibuat_skrip = {"verifikasi/index.html"}  # of infra/halaman, which is copied as it stands
    for satu in halaman[nama].unsur:
        for alamat in filter(None, (satu.ciri.get("href"), satu.ciri.get("src"))):
            jalur, _, bagian = alamat.partition("#")
            if jalur and jalur not in dibuat_skrip:
                assert (situs.folder / jalur).is_file(), alamat
            if bagian:
                assert bagian in halaman[jalur or nama].id(), alamat


@pytest.mark.parametrize("gaya", GAYA, ids=lambda g: g.name)
def test_a_stylesheet_is_short_and_linked_by_the_pages_it_is_for(
    gaya: Path, halaman: dict[str, Halaman]
) -> None:
    assert len(gaya.read_text(encoding="utf-8").splitlines()) <= 250
    alamat = re.compile(rf"aset/{gaya.stem}\.[0-9a-f]{{10}}\.css")
    memakai = {
        nama
        for nama, isi in halaman.items()
        if any(alamat.fullmatch(satu.ciri["href"]) for satu in isi.semua("link"))
    }
    dipakai = PEMAKAI.get(gaya.stem, "petugas.html".__eq__)
    assert memakai == {*filter(dipakai, HALAMAN)}


# ----------------------------------------------------------------------------------- the SOP


def test_every_langkah_stands_in_the_table_and_in_the_drawing(
    halaman: dict[str, Halaman],
) -> None:
    for bentuk in ("tr", "g"):
        ada = [
            s.ciri["data-langkah"]
            for s in halaman["index.html"].semua(bentuk)
            if s.ciri.get("data-langkah")
        ]
        assert ada == list(SOP.langkah)


def test_every_pelaksana_has_a_lane(halaman: dict[str, Halaman]) -> None:
    lajur = [
        s.teks for s in halaman["index.html"].semua("text") if s.ciri["class"] == "kepala-lajur"
    ]
    assert [re.sub(r"\s", "", s) for s in lajur] == [
        re.sub(r"\s", "", p.nama) for p in SOP.pelaksana.values()
    ]


def test_arrows_leave_every_langkah_but_the_last() -> None:
    dari = {satu.dari for satu in panah(SOP)}
    akhir = {k for k, v in SOP.langkah.items() if any(a.ke == SELESAI for a in v.aksi)}
    assert dari == SOP.langkah.keys() - akhir
    assert {satu.ke for satu in panah(SOP)} == SOP.langkah.keys() - {SOP.mulai}


def test_what_is_not_in_the_source_is_marked(halaman: dict[str, Halaman]) -> None:
    beranda = halaman["index.html"]
    disusun = [
        s.ciri["data-langkah"] for s in beranda.semua("tr") if s.ciri.get("class") == "disusun"
    ]
    assert disusun == [k for k, v in SOP.langkah.items() if v.asal["kegiatan"] == "disimpulkan"]
    disimpulkan = sum(
        asal == "disimpulkan" and bool(getattr(v, sel))
        for v in SOP.langkah.values()
        for sel, asal in v.asal.items()
    )
    assert sum(s.teks.startswith("*") for s in beranda.semua("sup")) == disimpulkan
    semula = [s.teks for s in beranda.semua("del")]
    assert semula == [t for v in SOP.langkah.values() for t in v.semula.values()]


# ------------------------------------------------------------------------------ the modules


@pytest.mark.parametrize("modul", MODUL, ids=lambda m: m.name)
def test_a_module_is_short_and_can_be_read(modul: Path) -> None:
    assert len(modul.read_text(encoding="utf-8").splitlines()) <= 250
    perintah = [NODE, "--check", "--input-type=module", "-"]
    hasil = subprocess.run(perintah, input=modul.read_bytes(), capture_output=True)
    assert hasil.returncode == 0, hasil.stderr.decode()


@pytest.mark.parametrize("modul", MODUL, ids=lambda m: m.name)
def test_a_module_writes_no_markup_by_string_and_no_style(modul: Path) -> None:
    isi = modul.read_text(encoding="utf-8")
    for terlarang in ("innerHTML", "insertAdjacentHTML", "eval(", " style=", "unsafeHTML"):
        assert terlarang not in isi


def test_every_import_names_the_content(situs: Situs) -> None:
    for nama, berkas in situs.berkas().items():
        if nama.startswith("aset/") and nama.endswith(".js"):
            for diimpor in re.findall(r'(?:from|import\() ?"(\./[^"]+)"', berkas.read_text()):
                assert re.search(r"\.[0-9a-f]{10}\.js$", diimpor)
                assert (berkas.parent / diimpor).is_file()


def test_a_worker_and_what_a_library_asks_for_itself_have_addresses(situs: Situs) -> None:
    (nama,) = [n for n in situs.berkas() if n.startswith("aset/penampil_pdf.")]
    modul = (situs.folder / nama).read_text(encoding="utf-8")
    pekerja, gambar = re.findall(r'import\.meta\.resolve\("\./([^"]+)"\)', modul)
    assert re.fullmatch(r"pdf\.worker\.min\.[0-9a-f]{10}\.js", pekerja)
    assert (situs.folder / "aset" / pekerja).is_file()
    assert re.fullmatch(r"wasm\.[0-9a-f]{10}/", gambar)
    isi = {b.name for b in (situs.folder / "aset" / gambar).iterdir()}
    assert isi == {"jbig2_nowasm_fallback.js", "openjpeg_nowasm_fallback.js"}
    for satu in isi:  # the names that this version of the library asks for
        assert satu in (situs.folder / "aset" / pekerja).read_text(encoding="utf-8")


def test_modules_in_a_circle_and_unknown_libraries_are_refused(tmp_path: Path) -> None:
    (tmp_path / "modul").mkdir()
    for nama, isi in {
        "a.js": 'import "./b.js";',
        "b.js": 'import "./a.js";',
        "c.js": 'import "lit-html/x";',
        "d.js": 'import "./tidak.js";',
    }.items():
        (tmp_path / "modul" / nama).write_text(isi)
    for nama, sebab in {"a": "saling", "c": "bukan pustaka", "d": "tidak ada"}.items():
        with pytest.raises(AsetRusak, match=sebab):
            Aset(tmp_path / "hasil", tmp_path, tmp_path, {}).alamat(f"modul/{nama}.js")


def test_a_second_build_changes_nothing(situs: Situs) -> None:
    sebelum = {n: b.stat().st_mtime_ns for n, b in situs.berkas().items()}
    assert {n: b.stat().st_mtime_ns for n, b in bangun("standar").berkas().items()} == sebelum


NILAI: list[object] = ["baru", "perpanjangan", "", True, False, None]


def test_the_form_asks_what_the_domain_asks() -> None:
    """`cocok` of the browser and of the domain agree, on the SOP's conditions and on odd ones."""
    syarat = [dict(x.bila) for x in (*SOP.isian, *SOP.persyaratan)]
    syarat += [{"a": nilai} for nilai in NILAI] + [{"a": ["baru", True]}, {"a": "baru", "b": True}]
    konteks: list[dict[str, object]] = [{}, *({"a": nilai, "b": True} for nilai in NILAI)]
    for isian in SOP.isian:
        konteks += [{isian.kode: pilihan} for pilihan in (*isian.pilihan, True, False)]
    sumber = (SUMBER / "modul" / "bidang.js").read_text(encoding="utf-8")
    fungsi = sumber[sumber.index("export function cocok") :].split("\n}\n")[0] + "\n}"
    skrip = (
        f"{fungsi.removeprefix('export ')}\nconst [s, k] = {json.dumps([syarat, konteks])};"
        "console.log(JSON.stringify(s.map(x => k.map(y => cocok(x, y)))));"
    )
    hasil = subprocess.run([NODE, "-"], input=skrip, capture_output=True, text=True, check=True)
    assert json.loads(hasil.stdout) == [[cocok(s, k) for k in konteks] for s in syarat]


# --------------------------------------------------------------------------------- deployed


class Bucket:
    """S3 as far as an upload needs it."""

    def __init__(self) -> None:
        self.isi: dict[str, dict[str, Any]] = {}

    def put_object(self, *, Bucket: str, Key: str, **isi: Any) -> None:  # noqa: N803
        """Keep it."""
        self.isi[Key] = isi

    def get_paginator(self, _: str) -> "Bucket":
        """Itself."""
        return self

    def paginate(self, *, Bucket: str, Prefix: str) -> list[dict[str, Any]]:  # noqa: N803
        """One page."""
        return [{"Contents": [{"Key": k} for k in self.isi if k.startswith(Prefix)]}]


def _buka(objek: dict[str, Any]) -> bytes:
    isi: bytes = objek["Body"]
    return gzip.GzipFile(fileobj=io.BytesIO(isi)).read()


def test_what_is_stored_is_compressed_typed_and_kept_as_long_as_it_may(situs: Situs) -> None:
    bucket = Bucket()
    sambungan = Sambungan.dari(KELUARAN, "https://s3.amazonaws.com", "ap-southeast-3")
    unggah(bucket, "b", situs, sambungan)
    assert bucket.isi.keys() == {*situs.berkas(), "konfigurasi.json"}
    for nama, objek in bucket.isi.items():
        assert objek.get("ContentEncoding") == "gzip"
        assert objek["CacheControl"].startswith("public" if nama.startswith("aset/") else "no-")
    assert bucket.isi["index.html"]["ContentType"] == "text/html; charset=utf-8"
    modul = [o for n, o in bucket.isi.items() if n.endswith(".js")]
    assert {o["ContentType"] for o in modul} == {"text/javascript; charset=utf-8"}
    konfigurasi = json.loads(_buka(bucket.isi["konfigurasi.json"]))
    assert konfigurasi["klien_pemohon"] == "klien-pemohon"
    assert "asal" not in konfigurasi


def test_a_page_may_call_its_own_stack_only(situs: Situs) -> None:
    bucket = Bucket()
    unggah(bucket, "b", situs, Sambungan.dari(KELUARAN, "http://localhost:4566", "x"))
    isi = _buka(bucket.isi["lacak.html"]).decode()
    assert "connect-src 'self' http://localhost:4566 http://127.0.0.1:4566;" in isi
    assert PENANDA not in isi


def test_a_second_upload_sends_only_what_may_have_changed(situs: Situs) -> None:
    bucket = Bucket()
    sambungan = Sambungan.dari(KELUARAN, "http://localhost:4566", "x")
    unggah(bucket, "b", situs, sambungan)
    bucket.isi["verifikasi/kunci.js"] = {"Body": b"ditulis perintah lain"}
    tetap = {k: bucket.isi.pop(k) for k in list(bucket.isi) if not k.startswith("aset/")}
    sebelum = dict(bucket.isi)
    bucket.isi |= {"verifikasi/kunci.js": tetap["verifikasi/kunci.js"]}
    unggah(bucket, "b", situs, sambungan)
    assert all(bucket.isi[k] is v for k, v in sebelum.items())
    assert bucket.isi["verifikasi/kunci.js"]["Body"] == b"ditulis perintah lain"


def test_the_distribution_allows_no_more_than_the_pages_and_no_frame(situs: Situs) -> None:
    class Baca(yaml.SafeLoader):
        """Intrinsics as they stand."""

    Baca.add_multi_constructor(
        "!",
        lambda muat, _, simpul: (
            muat.construct_scalar(simpul)
            if isinstance(simpul, yaml.ScalarNode)
            else muat.construct_sequence(simpul, deep=True)
            if isinstance(simpul, yaml.SequenceNode)
            else muat.construct_mapping(simpul, deep=True)
        ),
    )
    isi = yaml.load(Path("infra/stack/tepi.yaml").read_text(encoding="utf-8"), Baca)
    kepala = isi["Resources"]["KepalaHalaman"]["Properties"]["ResponseHeadersPolicyConfig"]
    csp = kepala["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"][0]
    aturan = dict(satu.strip().split(" ", 1) for satu in csp.split(";"))
    milik_halaman = dict(satu.strip().split(" ", 1) for satu in CSP.split(";"))
    for nama in milik_halaman.keys() - {"connect-src"}:
        assert aturan[nama] == milik_halaman[nama]
    assert aturan["frame-ancestors"] == "'none'"
    assert "unsafe" not in csp
