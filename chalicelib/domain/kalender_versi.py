"""A calendar as data: everything that dates are computed from, its version, and its warnings.

Whoever has the jejak and the version under which an instant was computed can compute it again.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain import bahasa
from chalicelib.domain.jam_kerja import CalendarUnknown, Kalender
from chalicelib.domain.kalender import TahunKalender, sekali, skb_nasional
from chalicelib.domain.kalender import nama_libur as nama_setahun
from chalicelib.domain.kantor import JamSehari, Kantor

_JULI = 7
"""The month by which the SKB of the coming year is asked for; most are out by September."""


def isi(kalender: Kalender) -> dict[str, Any]:
    """The calendar as plain JSON: hours of the week (Monday first), known years with their SKB,
    Ramadan and holidays, the office's own closed and make-up days. Dates are ISO, local."""
    ramadan = kalender.jam_ramadan
    return {
        "zona": kalender.zona.key,
        "menit_per_hari": kalender.menit_per_hari,
        "jam": _jam(kalender.jam),
        "jam_ramadan": _jam(ramadan) if ramadan else None,
        "libur_nasional": kalender.libur_nasional,
        "tahun": {str(t.tahun): _tahun(t) for t in _dikenal(kalender)},
        "libur": _hari(kalender.libur),
        "hari_kerja_pengganti": _hari(kalender.hari_kerja_pengganti),
    }


def nama_libur(kalender: Kalender) -> dict[str, str]:
    """What the national holidays of its known years are called, by their ISO dates."""
    if not kalender.libur_nasional:
        return {}
    nama = {h: n for t in _dikenal(kalender) for h, n in nama_setahun(t.tahun).items()}
    return {hari.isoformat(): nama[hari] for hari in sorted(nama)}


def versi(kalender: Kalender) -> str:
    """Twelve hex digits that change with any of its hours or days, the same in every process."""
    baku = json.dumps(isi(kalender), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(baku.encode()).hexdigest()[:12]


def sah(versi: str) -> bool:
    """Could this be the name of a version?"""
    return re.fullmatch(r"[0-9a-f]{12}", versi) is not None


def dari_isi(isi: Mapping[str, Any]) -> Kalender:
    """The calculator of a recorded version; it asks no package, and knows no further year."""
    tahun = tuple(
        TahunKalender(
            int(t),
            x["skb"],
            tuple((_tanggal(awal), _tanggal(akhir)) for awal, akhir in x["ramadan"]),
            frozenset(map(_tanggal, x["libur"])),
        )
        for t, x in sorted(isi["tahun"].items())
    )
    return sekali(
        zona=ZoneInfo(isi["zona"]),
        jam=_dari_jam(isi["jam"]),
        menit_per_hari=int(isi["menit_per_hari"]),
        jam_ramadan=_dari_jam(isi["jam_ramadan"]) if isi["jam_ramadan"] else None,
        libur_nasional=bool(isi["libur_nasional"]),
        tahun=tahun,
        libur=frozenset(map(_tanggal, isi["libur"])),
        hari_kerja_pengganti=frozenset(map(_tanggal, isi["hari_kerja_pengganti"])),
        tercatat=True,
    )


def peringatan(kantor: Kantor, hari: date) -> list[str]:
    """What someone must do about the calendar, one Indonesian sentence each; none when all is well.

    A year that cannot be computed with, from 1 July of the year before; a year that was entered
    before the package has it; days that are only estimated and that the office has not confirmed
    (by naming them in `libur` or `hari_kerja_pengganti`).
    """
    kalender = Kalender.dari(kantor)
    perlu = {hari.year, *kantor.tahun} | ({hari.year + 1} if hari.month >= _JULI else set())
    hasil = []
    for tahun in sorted(perlu):
        try:
            kalender.kenal(tahun)
        except CalendarUnknown as error:
            hasil.append(str(error))
        else:
            hasil += _perkiraan(kalender, tahun) if tahun >= hari.year else []
    return hasil


def _perkiraan(kalender: Kalender, tahun: int) -> Iterator[str]:
    if not kalender.libur_nasional:
        return
    dipastikan = kalender.libur | kalender.hari_kerja_pengganti
    if kira := sorted(skb_nasional(tahun).perkiraan - dipastikan):
        daftar = ", ".join(bahasa.tanggal_pendek(h) for h in kira)
        yield (
            f"Hari libur tahun {tahun} yang masih perkiraan: {daftar}. Cocokkan dengan SKB: yang "
            "benar tulis pada libur; yang ternyata hari kerja tulis pada hari_kerja_pengganti, dan "
            "hari libur yang sebenarnya pada libur."
        )


def _dikenal(kalender: Kalender) -> Iterator[TahunKalender]:
    for tahun in kalender.tahun:
        try:
            yield kalender.kenal(tahun.tahun)
        except CalendarUnknown:
            continue


def _tahun(tahun: TahunKalender) -> dict[str, Any]:
    ramadan = [[awal.isoformat(), akhir.isoformat()] for awal, akhir in tahun.ramadan]
    return {"skb": tahun.skb, "ramadan": ramadan, "libur": _hari(tahun.libur or frozenset())}


def _jam(sepekan: tuple[JamSehari, ...]) -> list[list[list[str]]]:
    return [[list(rentang) for rentang in hari] for hari in sepekan]


def _dari_jam(sepekan: list[list[list[str]]]) -> tuple[JamSehari, ...]:
    return tuple(tuple((dari, sampai) for dari, sampai in hari) for hari in sepekan)


def _hari(daftar: frozenset[date]) -> list[str]:
    return [hari.isoformat() for hari in sorted(daftar)]


_tanggal = date.fromisoformat
