"""Settings from the environment, read when called; each is set by the stack in `infra/`."""

import os

from chalicelib.domain.kantor import Kantor, baca


def tabel_permohonan() -> str:
    """Name of the table of cases."""
    return os.environ["TABEL_PERMOHONAN"]


def tabel_jejak() -> str:
    """Name of the append-only log."""
    return os.environ["TABEL_JEJAK"]


def bucket_berkas() -> str:
    """Name of the bucket of papers."""
    return os.environ["BUCKET_BERKAS"]


def antrean_sms() -> str:
    """URL of the queue of SMS to send."""
    return os.environ["ANTREAN_SMS"]


def antrean_surat() -> str:
    """URL of the queue of letters to make."""
    return os.environ["ANTREAN_SURAT"]


def antrean_arsip() -> str:
    """URL of the queue of cases to archive."""
    return os.environ["ANTREAN_ARSIP"]


def bucket_arsip() -> str:
    """Name of the bucket of archives, whose objects are locked."""
    return os.environ["BUCKET_ARSIP"]


def fungsi_cetak() -> str:
    """Name of the function that renders letters."""
    return os.environ["FUNGSI_CETAK"]


def uji_coba() -> bool:
    """True where this is no real office: every page of a letter then says so."""
    return bool(os.environ["UJI_COBA"]) or kantor().uji_coba


def alur() -> str:
    """ARN prefix of the state machines; the SOP's `kunci` completes it."""
    return os.environ["ALUR"]


def pool_petugas() -> str:
    """Id of the officers' user pool."""
    return os.environ["POOL_PETUGAS"]


def pool_pemohon() -> str:
    """Id of the applicants' user pool."""
    return os.environ["POOL_PEMOHON"]


def kunci_tanda_tangan() -> str:
    """ARN of the KMS key that signs letters."""
    return os.environ["KUNCI_TANDA_TANGAN"]


def kunci_pernyataan() -> str:
    """ARN of the KMS key that signs the statement in a letter's QR."""
    return os.environ["KUNCI_PERNYATAAN"]


def pulihkan_detik() -> int:
    """Seconds that a case may be in `transit` before it is picked up."""
    return int(os.environ["PULIHKAN_DETIK"])


def kantor() -> Kantor:
    """The office's settings file that the stack names."""
    return baca(os.environ["KANTOR"])
