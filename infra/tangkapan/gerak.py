"""What an officer does on a page before it is pictured: small gestures that a table can list."""

import io
import re
from collections.abc import Callable
from typing import Any

from PIL import Image
from playwright.sync_api import FilePayload, Page, Route

Gerak = Callable[[Page], Any]
MESIN = 60_000  # milliseconds that a letter or the check of a paper may need
DIDAHULUI = "Langkah ini sudah diselesaikan oleh Budi Santoso."


def pilih(nama: str) -> Gerak:
    """Choose this decision or answer."""
    return lambda page: page.get_by_role("radio", name=nama, exact=True).first.check()


def tekan(nama: str) -> Gerak:
    """Press the first button whose name begins so."""
    return lambda page: page.get_by_role("button", name=nama).first.click()


def tab(nama: str) -> Gerak:
    """Open a part of the case, and show nothing else that loads slowly."""
    return lambda page: page.get_by_role("tab", name=nama, exact=True).click()


def isi(label: str, teks: str) -> Gerak:
    """Type into the field of this label."""
    awal = re.compile(f"^{re.escape(label)}")  # what is not compulsory says so behind it
    return lambda page: page.get_by_label(awal).first.fill(teks)


def ada(css: str) -> Gerak:
    """Wait for it."""
    return lambda page: page.locator(css).first.wait_for(timeout=MESIN)


def buka(teks: str) -> Gerak:
    """Unfold what stands under these words."""
    return lambda page: page.locator("summary").filter(has_text=teks).first.click()


def lampirkan(css: str, *berkas: FilePayload) -> Gerak:
    """Choose files."""
    return lambda page: page.locator(css).first.set_input_files(list(berkas))


def luring(page: Page) -> None:
    """The network is gone, and the page has noticed."""
    page.context.set_offline(True)
    page.evaluate("dispatchEvent(new Event('online'))")  # which makes it ask


def sesi_berakhir(page: Page) -> None:
    """The session is gone, and the page has noticed."""
    page.evaluate("delete sessionStorage['sesi-petugas']; dispatchEvent(new Event('online'))")


def didahului(aksi: str) -> Gerak:
    """A colleague is faster with this aksi."""
    isi = {"kode": "SudahDikerjakan", "pesan": DIDAHULUI}
    return lambda page: page.route(
        f"**/langkah/*/{aksi}", lambda rute: rute.fulfill(status=409, json=isi)
    )


def sms_gagal(page: Page) -> None:
    """The last SMS did not arrive, so that the applicant is to be phoned."""

    def jawab(rute: Route) -> None:
        jawaban = rute.fetch()
        isi = jawaban.json()
        isi["sms"][-1] |= {"keadaan": "gagal", "perlu_telepon": True, "boleh_telepon": True}
        isi["sms"][-1]["batas_telepon"] = isi["sms"][-1]["dibuat"]
        rute.fulfill(response=jawaban, json=isi)

    page.route(re.compile("/api/permohonan/[A-Z0-9-]+$"), jawab)
    page.reload()


def gores(page: Page, jarak: int = 14) -> None:
    """Sign on the glass that is open, by strokes this far apart in pixels."""
    kanvas = page.locator("canvas.kaca")
    kanvas.scroll_into_view_if_needed()
    kotak = kanvas.bounding_box()
    assert kotak
    kiri, atas = kotak["x"] + 60, kotak["y"] + 50
    page.mouse.move(kiri, atas)
    page.mouse.down()
    for ke in range(12):
        page.mouse.move(kiri + jarak * ke, atas + (ke % 3) * 30)
    page.mouse.up()


def foto(lebar: int, tinggi: int, warna: str) -> FilePayload:
    """A photograph of one colour."""
    wadah = io.BytesIO()
    Image.new("RGB", (lebar, tinggi), warna).save(wadah, "JPEG")
    return {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": wadah.getvalue()}
