"""HTTP: parse, call one service, answer."""

from chalicelib.routes import berkas, langkah, permohonan, petugas, publik, sms, waktu

BLUEPRINTS = (publik.bp, permohonan.bp, langkah.bp, berkas.bp, petugas.bp, sms.bp, waktu.bp)
