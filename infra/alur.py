"""Compiles the SOP table to Amazon States Language, and checks what statelint does not see."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chalicelib.domain.sop import Langkah, Sop
from chalicelib.domain.sop_tabel import ASAL, GABUNG, SELESAI

SETAHUN = 365 * 24 * 60 * 60
"""The ceiling of AWS in seconds; no other limit of time lives in the state machine (design.md)."""

State = dict[str, Any]

_TUGAS: State = {
    "Type": "Task",
    "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
    # Usang: the case no longer expects this visit, so asking again cannot help.
    "Retry": [
        {"ErrorEquals": ["Usang"], "MaxAttempts": 0},
        {
            "ErrorEquals": ["States.TaskFailed"],
            "IntervalSeconds": 1,
            "MaxAttempts": 5,
            "BackoffRate": 2.0,
        },
    ],
}


def susun(sop: Sop) -> State:
    """The state machine of this SOP: a Task per langkah, a Choice where its aksi differ, a Parallel
    per block. Its input is `{"nomor", "aksi": "mulai", "setelah": 0}`; an answer to a token is
    `{"aksi", "setelah"}`, with `asal` where the langkah leads back to the one that led to it."""
    states: State = {}
    for langkah in sop.langkah.values():
        if not langkah.blok:
            states |= _langkah(sop, langkah)
    for blok in sop.blok.values():
        states[blok.kode] = {
            "Type": "Parallel",
            "Branches": [
                {"StartAt": cabang[0], "States": _cabang(sop, blok.kode, nomor, cabang)}
                for nomor, cabang in enumerate(blok.cabang)
            ],
            "ResultSelector": {"aksi": GABUNG, "setelah.$": "$[*].setelah"},
            "Next": blok.lanjut,
        }
    states[SELESAI] = {"Type": "Succeed"}
    return {
        "Comment": f"{sop.nama}, {sop.kunci}",
        "StartAt": sop.mulai,
        "TimeoutSeconds": SETAHUN,
        "States": states,
    }


def _cabang(sop: Sop, blok: str, nomor: int, cabang: Iterable[str]) -> State:
    """The states of a branch; one `Pass` ends it for the rows that may also do something else."""
    akhir = f"{blok}:{nomor + 1}"
    states: State = {}
    for kode in cabang:
        states |= _langkah(sop, sop.langkah[kode], akhir)
    if any(rule["Next"] == akhir for s in states.values() for rule in s.get("Choices", ())):
        states[akhir] = {"Type": "Pass", "End": True}
    return states


def _langkah(sop: Sop, langkah: Langkah, akhir: str = "") -> State:
    tugas = _TUGAS | {"Comment": _judul(langkah), "Parameters": _parameter(langkah.kode)}
    (pertama, *lain) = langkah.aksi
    if not lain and pertama.ke == GABUNG:
        return {langkah.kode: tugas | {"End": True}}
    if not lain and pertama.ke != ASAL:
        return {langkah.kode: tugas | {"Next": pertama.ke}}
    pilihan = f"{langkah.kode}?"
    return {
        langkah.kode: tugas | {"Next": pilihan},
        pilihan: {"Type": "Choice", "Choices": [*_pilihan(sop, langkah, akhir)]},
    }


def _pilihan(sop: Sop, langkah: Langkah, akhir: str) -> Iterator[State]:
    for aksi in langkah.aksi:
        syarat = {"Variable": "$.aksi", "StringEquals": aksi.kode}
        if aksi.ke == ASAL:
            for dari in sop.tujuan(langkah, aksi):
                asal = {"Variable": "$.asal", "StringEquals": dari}
                yield {"And": [syarat, asal], "Next": dari}
        else:
            yield syarat | {"Next": akhir if aksi.ke == GABUNG else aksi.ke}


def _judul(langkah: Langkah) -> str:
    return f"{langkah.no}. {langkah.kegiatan}" if langkah.no else langkah.kegiatan


def _parameter(kode: str) -> State:
    return {
        "FunctionName": "${MulaiLangkah}",
        "Payload": {
            "nomor.$": "$$.Execution.Input.nomor",
            "kode": kode,
            "setelah.$": "$.setelah",
            "token.$": "$$.Task.Token",
            "eksekusi.$": "$$.Execution.Id",
        },
    }


# One member access or wildcard after another: all that this compiler writes.
_JALUR = re.compile(r"\$(\$)?(\.[A-Za-z_]\w*|\[(\d+|\*)\])*", re.ASCII)
_TERPANJANG = 80


def periksa(definisi: Mapping[str, Any]) -> list[str]:
    """Faults of a state machine that statelint lets pass: malformed JSONPaths, names of over 80
    characters or used twice, a Next or StartAt that names nothing, states that never end."""
    faults = [*_periksa_mesin("mesin", definisi)]
    nama = [nama for nama, _ in _semua_state(definisi)]
    faults += [f"{n}: nama lebih dari {_TERPANJANG} karakter" for n in nama if len(n) > _TERPANJANG]
    faults += [f"{n}: nama dipakai lebih dari sekali" for n in {*nama} if nama.count(n) > 1]
    return faults


def _semua_state(mesin: Mapping[str, Any]) -> Iterator[tuple[str, State]]:
    for nama, state in mesin.get("States", {}).items():
        yield nama, state
        for cabang in state.get("Branches", ()):
            yield from _semua_state(cabang)


def _periksa_mesin(tempat: str, mesin: Mapping[str, Any]) -> Iterator[str]:
    states: dict[str, State] = mesin.get("States", {})
    mulai = mesin.get("StartAt", "")
    if mulai not in states:
        yield f"{tempat}: StartAt menuju '{mulai}' yang tidak ada"
    for nama, state in states.items():
        for ke in _tujuan(state) - states.keys():
            yield f"{nama}: menuju '{ke}' yang tidak ada"
        yield from (f"{nama}: JSONPath '{jalur}' keliru" for jalur in _jalur_salah(state))
        for nomor, cabang in enumerate(state.get("Branches", ()), 1):
            yield from _periksa_mesin(f"{nama}, cabang ke-{nomor}", cabang)
    berakhir = {nama for nama, state in states.items() if _mengakhiri(state)}
    while baru := {n for n, s in states.items() if _tujuan(s) & berakhir} - berakhir:
        berakhir |= baru
    yield from (f"{nama}: tidak ada jalan ke akhir" for nama in states if nama not in berakhir)


def _mengakhiri(state: State) -> bool:
    return state.get("Type") in ("Succeed", "Fail") or state.get("End") is True


def _tujuan(state: State) -> set[str]:
    bercabang = (*state.get("Choices", ()), *state.get("Catch", ()), state)
    tujuan = {bagian["Next"] for bagian in bercabang if "Next" in bagian}
    return tujuan | ({state["Default"]} if "Default" in state else set())


def _jalur_salah(isi: object) -> Iterator[str]:
    """Every value that must be a path (keys ending in `.$`, `Variable`, `…Path`) and is none, or is
    one where it would be taken as text."""
    if isinstance(isi, dict):
        for kunci, nilai in isi.items():
            if kunci.endswith((".$", "Path")) or kunci == "Variable":
                if nilai is not None and not (isinstance(nilai, str) and _JALUR.fullmatch(nilai)):
                    yield str(nilai)
            elif isinstance(nilai, str) and nilai.startswith(("$.", "$$", "$[")):
                yield f"{kunci}: {nilai}"
            elif kunci != "Branches":
                yield from _jalur_salah(nilai)
    elif isinstance(isi, list):
        for nilai in isi:
            yield from _jalur_salah(nilai)
