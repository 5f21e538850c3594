"""HTTP: parse, call one service, answer."""

from chalicelib.routes import (
    berkas,
    langkah,
    permohonan,
    petugas,
    publik,
    rapor,
    register,
    sms,
    surat,
    waktu,
)

_MODUL = (publik, permohonan, langkah, berkas, surat, petugas, sms, waktu, rapor, register)
BLUEPRINTS = tuple(modul.bp for modul in _MODUL)
