"""HTTP: parse, call one service, answer."""

from chalicelib.routes import berkas, langkah, permohonan, petugas, publik, waktu

BLUEPRINTS = (publik.bp, permohonan.bp, langkah.bp, berkas.bp, petugas.bp, waktu.bp)
