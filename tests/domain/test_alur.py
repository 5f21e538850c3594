"""The state machine says exactly what the table says, and runs as `Sop.due` expects."""

import json
import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from statelint.linter import Linter

from chalicelib.domain import sop
from chalicelib.domain.sop import Sop, baca
from infra.alur import periksa, susun
from infra.sop import main

KUNCI = ["ikrg-v1", "ikrg-v1-tanpa-dlh", "contoh-v1"]
CONTOH = Path(__file__).parent / "data" / "contoh.toml"
IKRG = Path(sop.__file__).parents[1] / "sop" / "ikrg" / "1.toml"

Definisi = dict[str, Any]
Panah = tuple[str, str, str]


@pytest.fixture(scope="module", params=KUNCI)
def tabel(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sop:
    if request.param in sop.daftar_kunci():
        return sop.muat(request.param)
    berkas = tmp_path_factory.mktemp("contoh") / "1.toml"
    berkas.write_text(CONTOH.read_text(encoding="utf-8"), encoding="utf-8")
    return baca(berkas)


# -------------------------------------------------------------------------------- its arrows


def panah_tabel(tabel: Sop) -> set[Panah]:
    panah = {("mulai", "", tabel.mulai)}
    for b in tabel.blok.values():
        panah |= {(b.kode, "cabang", cabang[0]) for cabang in b.cabang}
        panah |= {(b.kode, "gabung", b.lanjut)}
    for baris in tabel.langkah.values():
        for aksi in baris.aksi:
            if aksi.ke == "asal":
                pengirim = [
                    b.kode for b in tabel.langkah.values() for a in b.aksi if a.ke == baris.kode
                ]
                panah |= {(baris.kode, f"{aksi.kode} ke {dari}", dari) for dari in pengirim}
            else:
                panah.add((baris.kode, aksi.kode, aksi.ke))
    return panah


def panah_mesin(definisi: Definisi, tabel: Sop) -> set[Panah]:
    """What the machine does; a row of one aksi needs no Choice, one of several does."""
    return {("mulai", "", definisi["StartAt"]), *_panah(definisi["States"], tabel)}


def _panah(states: Definisi, tabel: Sop) -> Iterator[Panah]:
    for nama, state in states.items():
        if state["Type"] == "Parallel":
            yield (nama, "gabung", _lanjut(state, states))
            for cabang in state["Branches"]:
                yield (nama, "cabang", cabang["StartAt"])
                yield from _panah(cabang["States"], tabel)
        elif state["Type"] == "Task":
            berikut = states.get(state.get("Next", ""), {})
            if berikut.get("Type") == "Choice":
                yield from ((nama, *syarat) for syarat in _syarat(berikut, states))
            else:
                daftar = [aksi.kode for aksi in tabel.langkah[nama].aksi]
                yield (nama, daftar[0] if len(daftar) == 1 else "apa pun", _lanjut(state, states))


def _syarat(choice: Definisi, states: Definisi) -> Iterator[tuple[str, str]]:
    for rule in choice["Choices"]:
        uji = {r["Variable"]: r["StringEquals"] for r in rule.get("And", [rule])}
        asal = f" ke {uji['$.asal']}" if "$.asal" in uji else ""
        yield (uji["$.aksi"] + asal, _lanjut(rule, states))


def _lanjut(state: Definisi, states: Definisi) -> str:
    if state.get("End"):
        return "gabung"
    tujuan = states.get(state.get("Next", ""), {"Type": "tidak ada"})
    return "gabung" if tujuan["Type"] == "Pass" and tujuan.get("End") else str(state.get("Next"))


def test_the_arrows_are_exactly_those_of_the_table(tabel: Sop) -> None:
    assert panah_mesin(susun(tabel), tabel) == panah_tabel(tabel)


def tempat_panah(definisi: Definisi) -> list[tuple[Definisi, str, list[str]]]:
    """Every place that says where to go on, with the names it could say instead."""
    nama = [*definisi["States"], "tidak_ada"]
    tempat = [(definisi, "StartAt", nama)]
    for state in definisi["States"].values():
        tempat += [(bagian, "Next", nama) for bagian in (state, *state.get("Choices", ()))]
        tempat += [t for cabang in state.get("Branches", ()) for t in tempat_panah(cabang)]
    return [(bagian, kunci, nama) for bagian, kunci, nama in tempat if kunci in bagian]


def test_any_changed_arrow_is_noticed(tabel: Sop) -> None:
    acak = random.Random(11)
    asli = susun(tabel)
    for nomor in range(len(tempat_panah(asli))):
        definisi = deepcopy(asli)
        bagian, kunci, nama = tempat_panah(definisi)[nomor]
        bagian[kunci] = acak.choice([n for n in nama if n != bagian[kunci]])
        assert panah_mesin(definisi, tabel) != panah_tabel(tabel), bagian


def test_any_missing_or_invented_choice_is_noticed(tabel: Sop) -> None:
    asli = susun(tabel)
    for nomor in range(len(pilihan(asli))):
        hilang, lain, ganda = deepcopy(asli), deepcopy(asli), deepcopy(asli)
        del pilihan(hilang)[nomor]["Choices"][0]
        rule = pilihan(lain)[nomor]["Choices"][-1]
        rule.get("And", [rule])[0]["StringEquals"] = "lain"
        tambahan = {"Variable": "$.aksi", "StringEquals": "lain", "Next": tabel.mulai}
        pilihan(ganda)[nomor]["Choices"].append(tambahan)
        for rusak in (hilang, lain, ganda):
            assert panah_mesin(rusak, tabel) != panah_tabel(tabel)


def pilihan(definisi: Definisi) -> list[Definisi]:
    daftar = []
    for state in definisi["States"].values():
        daftar += [state] if state["Type"] == "Choice" else []
        daftar += [p for cabang in state.get("Branches", ()) for p in pilihan(cabang)]
    return daftar


# ------------------------------------------------------------------------------ it is sound


def test_both_checks_find_nothing(tabel: Sop) -> None:
    definisi = json.loads(json.dumps(susun(tabel)))
    assert Linter.validate(definisi) == []
    assert periksa(definisi) == []


def test_the_only_limit_of_time_is_a_year(tabel: Sop) -> None:
    teks = json.dumps(susun(tabel))
    assert teks.count("TimeoutSeconds") == 1
    assert susun(tabel)["TimeoutSeconds"] == 31_536_000
    assert "HeartbeatSeconds" not in teks


def test_a_task_hands_its_visit_to_mulai_langkah() -> None:
    task = susun(sop.muat("ikrg-v1"))["States"]["paraf_kasi"]
    assert task["Parameters"] == {
        "FunctionName": "${MulaiLangkah}",
        "Payload": {
            "nomor.$": "$$.Execution.Input.nomor",
            "kode": "paraf_kasi",
            "setelah.$": "$.setelah",
            "token.$": "$$.Task.Token",
            "eksekusi.$": "$$.Execution.Id",
        },
    }
    assert task["Retry"][0] == {"ErrorEquals": ["Usang"], "MaxAttempts": 0}
    assert task["Retry"][1]["ErrorEquals"] == ["States.TaskFailed"]


def _tugas(d: Definisi) -> Definisi:
    return d["States"]["paraf_kasi"]["Parameters"]["Payload"]  # type: ignore[no-any-return]


def _cabang(d: Definisi) -> Definisi:
    return d["States"]["pendaftaran_dinas"]["Branches"][1]  # type: ignore[no-any-return]


RUSAK: dict[str, tuple[Callable[[Definisi], object], str]] = {
    "bad path": (lambda d: _tugas(d).update({"setelah.$": "$.setelah["}), "JSONPath '$.setelah['"),
    "path with blanks": (
        lambda d: _tugas(d).update({"token.$": "$. Token"}),
        "JSONPath '$. Token'",
    ),
    "no path at all": (lambda d: _tugas(d).update({"nomor.$": 3}), "JSONPath '3' keliru"),
    "path taken as text": (lambda d: _tugas(d).update({"x": "$.setelah"}), "'x: $.setelah' keliru"),
    "bad path in a choice": (
        lambda d: d["States"]["paraf_kasi?"]["Choices"][0].update({"Variable": "$..aksi"}),
        "JSONPath '$..aksi'",
    ),
    "bad path in a selector": (
        lambda d: d["States"]["rekomendasi_dinas"]["ResultSelector"].update({"x.$": "$[?].x"}),
        "JSONPath '$[?].x'",
    ),
    "long name": (
        lambda d: d["States"].update({"n" * 81: {"Type": "Pass", "Next": "selesai"}}),
        "nama lebih dari 80 karakter",
    ),
    "name used twice": (
        lambda d: _cabang(d)["States"].update({"selesai": {"Type": "Succeed"}}),
        "selesai: nama dipakai lebih dari sekali",
    ),
    "no way to an end": (
        lambda d: d["States"]["mengarsipkan"].update({"Next": "menerima_sk"}),
        "mengarsipkan: tidak ada jalan ke akhir",
    ),
    "no way to the end of a branch": (
        lambda d: _cabang(d)["States"].update(
            {"pendaftaran_dinas:2": {"Type": "Pass", "Next": "dlh_menerima"}}
        ),
        "dlh_menerima: tidak ada jalan ke akhir",
    ),
    "dangling Next": (
        lambda d: d["States"]["paraf_kasi?"]["Choices"][0].update({"Next": "bulan"}),
        "paraf_kasi?: menuju 'bulan' yang tidak ada",
    ),
    "Next out of a branch": (
        lambda d: _cabang(d)["States"]["dlh_menerima"].update({"Next": "menghubungi_bo"}),
        "dlh_menerima: menuju 'menghubungi_bo' yang tidak ada",
    ),
    "dangling StartAt": (
        lambda d: _cabang(d).update({"StartAt": "bulan"}),
        "pendaftaran_dinas, cabang ke-2: StartAt menuju 'bulan'",
    ),
}


@pytest.mark.parametrize("nama", RUSAK)
def test_a_broken_machine_is_found_out(nama: str) -> None:
    rusakkan, harus = RUSAK[nama]
    definisi = susun(sop.muat("ikrg-v1"))
    rusakkan(definisi)
    assert any(harus in fault for fault in periksa(definisi)), periksa(definisi)


# ------------------------------------------------------------------------- it runs like due


class Mesin:
    """A tiny interpreter of the states that we use; `terbuka` holds what each token awaits."""

    def __init__(self, definisi: Definisi) -> None:
        self.terbuka: dict[tuple[str, int], Callable[[Definisi], None]] = {}
        self.selesai: Definisi | None = None
        masukan = {"nomor": "X", "aksi": "mulai", "setelah": 0}
        self._masuk(definisi, definisi["StartAt"], masukan, self._akhir)

    def jawab(self, kunjungan: tuple[str, int], jawaban: Definisi) -> None:
        self.terbuka.pop(kunjungan)(jawaban)

    def _akhir(self, data: Definisi) -> None:
        assert not self.terbuka
        self.selesai = data

    def _masuk(
        self, mesin: Definisi, nama: str, data: Definisi, akhir: Callable[[Definisi], None]
    ) -> None:
        state = mesin["States"][nama]

        def lanjut(hasil: Definisi) -> None:
            if state["Type"] == "Succeed" or state.get("End"):
                return akhir(hasil)
            return self._masuk(mesin, state["Next"], hasil, akhir)

        if state["Type"] == "Task":
            isi = state["Parameters"]["Payload"]
            setelah = baca_jalur(isi["setelah.$"], data)
            nomor = max(setelah) if isinstance(setelah, list) else setelah
            assert (isi["kode"], nomor) not in self.terbuka
            self.terbuka[isi["kode"], nomor] = lanjut
        elif state["Type"] == "Choice":
            (tujuan,) = [r["Next"] for r in state["Choices"] if berlaku(r, data)][:1]
            self._masuk(mesin, tujuan, data, akhir)
        elif state["Type"] == "Parallel":
            keluaran: list[Definisi | None] = [None] * len(state["Branches"])

            def tiba(nomor: int, hasil: Definisi) -> None:
                keluaran[nomor] = hasil
                if None not in keluaran:
                    pilih = state["ResultSelector"]
                    setelah = baca_jalur(pilih["setelah.$"], keluaran)
                    lanjut({"aksi": pilih["aksi"], "setelah": setelah})

            for nomor, cabang in enumerate(state["Branches"]):
                self._masuk(cabang, cabang["StartAt"], data, lambda h, n=nomor: tiba(n, h))  # type: ignore[misc]
        else:
            lanjut(data)


def baca_jalur(jalur: str, data: Any) -> Any:
    if jalur.startswith("$[*]."):
        return [satu[jalur.removeprefix("$[*].")] for satu in data]
    return data[jalur.removeprefix("$.")]


def berlaku(rule: Definisi, data: Definisi) -> bool:
    return all(
        baca_jalur(uji["Variable"], data) == uji["StringEquals"] for uji in rule.get("And", [rule])
    )


@pytest.mark.parametrize("benih", range(40))
def test_machine_and_due_open_the_same_visits(tabel: Sop, benih: int) -> None:
    acak = random.Random(benih)
    mesin = Mesin(susun(tabel))
    closed: dict[tuple[str, int], tuple[str, int]] = {}
    no = 0
    while mesin.terbuka and no < 1500:
        assert tabel.due(closed) == mesin.terbuka.keys()
        kunjungan = acak.choice(sorted(mesin.terbuka))
        aksi = acak.choice(tabel.langkah[kunjungan[0]].aksi)
        no += acak.randint(1, 3)
        closed[kunjungan] = (aksi.kode, no)
        jawaban = {"aksi": aksi.kode, "setelah": no}
        if aksi.ke == "asal":
            jawaban["asal"] = tabel.asal(*kunjungan, closed)
        mesin.jawab(kunjungan, jawaban)
    assert tabel.due(closed) == mesin.terbuka.keys()
    assert bool(mesin.selesai) != bool(mesin.terbuka)


# ---------------------------------------------------------------------------- command line


def test_check_is_brief_where_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(IKRG)]) == 0
    assert capsys.readouterr().out == "ikrg-v1: 30 nomor, 37 langkah, tanpa kesalahan\n"


def test_check_tells_every_fault_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    berkas = tmp_path / "1.toml"
    teks = CONTOH.read_text(encoding="utf-8")
    berkas.write_text(teks.replace('"½ hari"', '"nanti"').replace("no = 5", 'no = "lima"'))
    assert main(["check", str(berkas)]) == 1
    keluar = capsys.readouterr().err
    assert "langkah terima: waktu 'nanti'" in keluar
    assert "langkah kabari: 'no'" in keluar
    assert "2 kesalahan" in keluar


@pytest.mark.parametrize("pilihan", [[], ["--tanpa", "dlh"]])
def test_asl_prints_the_machine(pilihan: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["asl", *pilihan, str(IKRG)]) == 0
    nama = "ikrg-v1-tanpa-dlh" if pilihan else "ikrg-v1"
    assert json.loads(capsys.readouterr().out) == susun(sop.muat(nama))


@pytest.mark.parametrize(
    "argumen", [["check", "/tidak/ada.toml"], ["asl", str(IKRG), "--tanpa", "kasi"]]
)
def test_what_cannot_be_done_is_one_sentence(
    argumen: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argumen) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
