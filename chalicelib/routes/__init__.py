"""HTTP: parse, call one service, answer."""

from chalicelib.routes import berkas, langkah, permohonan, petugas, publik, rapor, sms, waktu

BLUEPRINTS = tuple(
    modul.bp for modul in (publik, permohonan, langkah, berkas, petugas, sms, waktu, rapor)
)
