"""Debian's Chromium as a phone or a desktop, with an applicant signed in where that is wanted."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, FilePayload, sync_playwright

from infra.berkas_contoh import buat
from infra.klien import Klien
from infra.sesi import klaim

LEBAR = {"hp": 360, "tablet": 768, "meja": 1280}
TINGGI = {360: 740, 768: 1024}
AKHIRAN = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


class PerambanTiada(Exception):
    """There is no Chromium; the sentence says how to get it."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, until the block ends; raises `PerambanTiada`."""
    berkas = shutil.which("chromium")
    if berkas is None:
        raise PerambanTiada("Diperlukan Chromium (di Debian: apt-get install chromium).")
    argumen = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        peramban = playwright.chromium.launch(executable_path=berkas, args=argumen)
        yield peramban
        peramban.close()


def konteks(peramban: Browser, lebar: int = LEBAR["hp"]) -> BrowserContext:
    """A browser that has seen nothing; a phone and a tablet have a touch screen."""
    return peramban.new_context(
        viewport={"width": lebar, "height": TINGGI.get(lebar, 900)},
        has_touch=lebar < LEBAR["meja"],
        is_mobile=lebar < LEBAR["meja"],
        locale="id-ID",
        timezone_id="Asia/Jakarta",
    )


def masukkan(tujuan: BrowserContext, klien: Klien) -> None:
    """Sign somebody in, as modul/sesi.js keeps it; a session that is there stays."""
    assert klien.sesi
    petugas = klien.sesi.klien == klien.stack.klien_petugas
    simpanan = "sessionStorage['sesi-petugas']" if petugas else "localStorage.sesi"
    token, isi_token = klien.sesi.token, klaim(klien.sesi.token)
    isi = {
        "id": isi_token["sub"],
        "token": token,
        "penyegar": klien.sesi.penyegar,
        "sampai": (time.time() + isi_token["exp"] - isi_token["iat"]) * 1000,
        "masuk": time.time() * 1000,
    }
    teks = json.dumps(json.dumps(isi))
    syarat = "location.pathname.endsWith('.html') && !sessionStorage.dimasukkan"
    ingat = "sessionStorage.dimasukkan = '1';"
    tujuan.add_init_script(f"if ({syarat}) {{ {ingat} {simpanan} = {teks}; }}")


def berkas(kode: str) -> FilePayload:
    """A paper of this kind as it lies on somebody's phone, or in the folder of a scanner."""
    contoh = buat(kode, kode)
    nama = f"{kode}.{AKHIRAN[contoh.tipe]}"
    return {"name": nama, "mimeType": contoh.tipe, "buffer": contoh.isi}
