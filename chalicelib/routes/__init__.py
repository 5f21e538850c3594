"""HTTP: parse, call one service, answer."""

from chalicelib.routes import (
    berkas,
    langkah,
    pencarian,
    permohonan,
    petugas,
    publik,
    rapor,
    register,
    skm,
    sms,
    surat,
    waktu,
)

_MODUL = (
    publik,
    permohonan,
    langkah,
    berkas,
    surat,
    petugas,
    pencarian,
    sms,
    waktu,
    rapor,
    register,
    skm,
)
BLUEPRINTS = tuple(modul.bp for modul in _MODUL)
