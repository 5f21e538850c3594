"""The survey and its results: anonymous, once, never needed, for everyone to use."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Page, Route, expect

from chalicelib.domain.skm import DAFTAR_UNSUR
from infra.klien import Klien
from infra.lokal import Lokal
from infra.perjalanan import Perjalanan
from infra.sesi import Stack
from infra.skenario import Skenario
from infra.tangkapan.pemohon import IKM
from tests.browser.pemohon.alat import Buka, nilai, periksa


def serahkan(stack: Stack) -> Perjalanan:
    perjalanan = Perjalanan(stack, Skenario("browser", "", ""))
    perjalanan.mulai()
    perjalanan.lanjut(sampai="menerima_sk")
    return perjalanan


@pytest.fixture(scope="module")
def diserahkan(stack: Stack) -> Perjalanan:
    """A case whose decision waits to be confirmed by its applicant."""
    return serahkan(stack)


@pytest.fixture(scope="module")
def penerima(diserahkan: Perjalanan) -> Klien:
    """Its applicant."""
    return diserahkan.orang("pemohon")


@pytest.fixture
def alamat(diserahkan: Perjalanan) -> str:
    """Its survey."""
    return f"penilaian.html#{diserahkan.nomor}"


def dihitung(lokal: Lokal) -> list[dict[str, dict[str, str]]]:
    """The counted answers as the table has them."""
    tabel = lokal.klien("dynamodb").query(
        TableName=lokal.sumber("TabelPermohonan"),
        KeyConditionExpression="nomor = :n",
        ExpressionAttributeValues={":n": {"S": "skm#ikrg"}},
    )
    return list(tabel["Items"])


def responden(isi: list[dict[str, dict[str, str]]]) -> set[int]:
    """How many surveys each unsur has."""
    return {sum(int(i[k]["N"]) for k in i if k.startswith(("nilai", "kosong"))) for i in isi}


@pytest.mark.parametrize("lebar", [360, 1280])
def test_the_survey_has_no_fault_and_says_what_it_is(
    lebar: int, halaman: Buka, penerima: Klien, alamat: str
) -> None:
    page = halaman(alamat, penerima, lebar)
    expect(page.get_by_role("group")).to_have_count(len(DAFTAR_UNSUR))
    expect(page.locator("main")).to_contain_text("Anonim")
    expect(page.locator("main")).to_contain_text("tidak memengaruhi permohonan Anda")
    periksa(page)
    page.get_by_role("button", name="Kirim penilaian").click()
    expect(page.locator("#ringkasan-galat")).to_be_focused()
    expect(page.locator("#ringkasan-galat")).to_contain_text("sedikitnya satu pertanyaan")
    periksa(page)
    page.locator("#ringkasan-galat a").click()
    expect(page.locator("#survei input").first).to_be_focused()


def test_the_case_leads_to_it(halaman: Buka, penerima: Klien, diserahkan: Perjalanan) -> None:
    page = halaman(f"permohonan.html#{diserahkan.nomor}", penerima)
    page.get_by_role("link", name="Beri penilaian").click()
    expect(page.get_by_role("group")).to_have_count(len(DAFTAR_UNSUR))


def test_it_is_answered_by_keyboard_alone(halaman: Buka, penerima: Klien, alamat: str) -> None:
    page = halaman(alamat, penerima, 1280)
    expect(page.locator("#survei")).to_be_visible()
    page.locator("#persyaratan-1").focus()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Sesuai", exact=True).first).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("#prosedur-1")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("#prosedur-1")).to_be_checked()


def test_answers_are_given_once_over_a_bad_network_and_apart_from_the_case(
    halaman: Buka, penerima: Klien, alamat: str, diserahkan: Perjalanan, lokal: Lokal
) -> None:
    (sebelum,) = responden(dihitung(lokal)) or {0}
    page = halaman(alamat, penerima)
    nilai(page, "waktu", "Sangat cepat")
    nilai(page, "biaya", "Gratis")
    nilai(page, "sarana", "Cukup")
    nilai(page, "sarana", "Lewati")
    page.reload()
    expect(page.locator("#waktu-4")).to_be_checked()
    page.context.set_offline(True)
    page.get_by_role("button", name="Kirim penilaian").click()
    expect(page.locator("#galat-survei")).to_contain_text("Jawaban Anda aman")
    page.context.set_offline(False)
    kiriman: list[str] = []
    page.on("request", lambda r: kiriman.append(r.post_data or "") if "/skm" in r.url else None)
    page.get_by_role("button", name="Kirim penilaian").dblclick()
    expect(page.locator("h1")).to_have_text("Terima kasih atas penilaian Anda")
    expect(page.locator("h1")).to_be_focused()
    assert kiriman == ['{"waktu":4,"biaya":4}']
    assert not page.evaluate("Object.keys(localStorage).filter(k => k.includes('skm'))")
    periksa(page)

    page.reload()
    expect(page.locator("#keadaan")).to_contain_text("sudah diberikan")
    expect(page.locator("#survei")).to_be_hidden()
    periksa(page)
    assert diserahkan.permohonan()["keadaan"] == "berjalan"
    isi = dihitung(lokal)
    assert len(isi) == len(DAFTAR_UNSUR)
    assert diserahkan.nomor not in str(isi)
    assert responden(isi) == {sebelum + 1}


def test_of_many_at_once_one_is_counted(stack: Stack, lokal: Lokal) -> None:
    perjalanan = serahkan(stack)
    (sebelum,) = responden(dihitung(lokal)) or {0}
    klien = perjalanan.orang("pemohon")
    jalur = f"/permohonan/{perjalanan.nomor}/skm"
    with ThreadPoolExecutor(4) as kolam:
        jawaban = list(kolam.map(lambda nilai: klien.post(jalur, {"waktu": nilai}), [1, 2, 3, 4]))
    assert jawaban == [{"nomor": perjalanan.nomor, "skm": "sudah"}] * 4
    assert responden(dihitung(lokal)) == {sebelum + 1}


def test_a_session_that_ends_while_answering_loses_no_answer(
    halaman: Buka, penerima: Klien, alamat: str
) -> None:
    page = halaman(alamat, penerima)
    page.route("**/api/permohonan/*", lambda rute: rute.fulfill(json={"skm": "ditawarkan"}))
    page.route("**/api/permohonan/*/skm", lambda rute: rute.fulfill(status=401, json={}))
    page.reload()
    nilai(page, "produk", "Sesuai")
    page.get_by_role("button", name="Kirim penilaian").click()
    expect(page.locator("#galat-survei")).to_contain_text("Sesi Anda sudah berakhir")
    expect(page.locator("#produk-3")).to_be_checked()
    page.reload()
    expect(page.locator("#keadaan")).to_contain_text("Masuk dahulu")
    page.evaluate("delete sessionStorage.dimasukkan")  # he signs in again
    page.reload()
    expect(page.locator("#produk-3")).to_be_checked()


def test_whoever_is_not_signed_in_signs_in_first_and_comes_back(halaman: Buka, alamat: str) -> None:
    page = halaman(alamat)
    tautan = page.get_by_role("link", name="Masuk dengan nomor HP")
    expect(tautan).to_have_attribute("href", "masuk.html#" + alamat.replace("#", "%23"))
    periksa(page)


def test_a_case_of_somebody_else_and_an_unknown_one_are_not_there(
    halaman: Buka, pemohon: Klien, alamat: str
) -> None:
    for satu in (alamat, "penilaian.html#IKRG-2026-000000-AAAAAA", "penilaian.html#%3Cb%3E"):
        page = halaman(satu, pemohon)
        expect(page.locator("#keadaan .pesan.buruk")).to_contain_text("tidak ada pada akun Anda")


def test_a_case_that_is_not_decided_and_no_case_at_all_say_so(
    halaman: Buka, kasus: Perjalanan
) -> None:
    page = halaman(f"penilaian.html#{kasus.nomor}", kasus.orang("pemohon"))
    keadaan = page.locator("#keadaan")
    expect(keadaan).to_contain_text("belum dapat dinilai")
    kembali = keadaan.get_by_role("link", name="Kembali ke permohonan")
    expect(kembali).to_have_attribute("href", f"permohonan.html#{kasus.nomor}")
    page.goto(page.url.split("#")[0] + "#")
    expect(keadaan).to_contain_text("dibuka dari permohonan")
    daftar = keadaan.get_by_role("link", name="Permohonan saya")
    expect(daftar).to_have_attribute("href", "permohonan.html")


# ----------------------------------------------------------------------------------- the index


@pytest.fixture
def terbit(halaman: Buka) -> Callable[[int], Page]:
    """Opens the page with results, which a new stack cannot have: no month of it is over."""

    def buka(lebar: int) -> Page:
        page = halaman("lacak.html", None, lebar)
        page.route("**/api/skm/*", lambda rute: rute.fulfill(json=IKM))
        page.goto(page.url.replace("lacak", "ikm"))
        return page

    return buka


@pytest.mark.parametrize("lebar", [360, 1280])
def test_the_index_is_told_in_figures_and_words(lebar: int, terbit: Callable[[int], Page]) -> None:
    page = terbit(lebar)
    tahun = IKM["tahun"][0]
    angka = f"{tahun['ikm']:.2f}".replace(".", ",")
    expect(page.locator(".nilai-ikm")).to_contain_text(angka)
    expect(page.locator("#ikm")).to_contain_text(f"{tahun['mutu']} ({tahun['kinerja']})")
    expect(page.locator("#ikm")).to_contain_text(f"{tahun['responden']} pemohon")
    unsur = page.locator(".daftar-unsur > li")
    expect(unsur).to_have_count(len(DAFTAR_UNSUR))
    for no, satu in enumerate(tahun["unsur"]):
        expect(unsur.nth(no)).to_contain_text(f"{satu['ikm']:.2f}".replace(".", ","))
        for jawaban in satu["jawaban"]:
            expect(unsur.nth(no)).to_contain_text(f"{jawaban['kata']}: {jawaban['jumlah']}")
    periksa(page)


@pytest.mark.parametrize("lebar", [360, 1280])
def test_too_few_answers_are_not_shown_and_the_method_is(lebar: int, halaman: Buka) -> None:
    page = halaman("index.html", None, lebar)
    page.get_by_role("link", name="Kepuasan masyarakat", exact=True).click()
    expect(page.get_by_role("heading", name="Belum cukup jawaban")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Permenpan RB Nomor 14 Tahun 2017")
    expect(page.locator(".nilai-ikm")).to_have_count(0)
    periksa(page)


def test_a_failure_of_the_index_is_told_in_words(halaman: Buka) -> None:
    page = halaman("lacak.html")

    def putus(rute: Route) -> None:
        rute.abort()

    page.route("**/api/skm/*", putus)
    page.goto(page.url.replace("lacak", "ikm"))
    expect(page.locator("#ikm")).to_contain_text("belum dapat dimuat")
