"""Debian's Chromium as a phone or a desktop, with an applicant signed in where that is wanted."""

import base64
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from infra.klien import Klien

LEBAR = {"hp": 360, "tablet": 768, "meja": 1280}
TINGGI = {360: 740, 768: 1024}


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
    token = klien.sesi.token
    bagian = token.split(".")[1]
    klaim = json.loads(base64.urlsafe_b64decode(bagian + "=" * (-len(bagian) % 4)))
    isi = {
        "id": klaim["sub"],
        "token": token,
        "penyegar": klien.sesi.penyegar,
        "sampai": (time.time() + klaim["exp"] - klaim["iat"]) * 1000,
        "masuk": time.time() * 1000,
    }
    teks = json.dumps(json.dumps(isi))
    syarat = "location.pathname.endsWith('.html') && !sessionStorage.dimasukkan"
    ingat = "sessionStorage.dimasukkan = '1';"
    tujuan.add_init_script(f"if ({syarat}) {{ {ingat} {simpanan} = {teks}; }}")
