"""HTTP: parse, call one service, answer."""

from chalicelib.routes import berkas, langkah, permohonan, petugas, publik, rapor

BLUEPRINTS = (publik.bp, permohonan.bp, langkah.bp, berkas.bp, petugas.bp, rapor.bp)
