"""What a deployment asks of the office's settings beyond their own file: the SOP's agencies and
letters, and logos that are real images. Told before anything is put up, never at signing time."""

from collections.abc import Iterator
from datetime import UTC, datetime

from chalicelib.adapters.typst import SuratGagal, cetak
from chalicelib.domain.kantor import Kantor, KantorFaulty, baca
from chalicelib.domain.kantor_surat import daftar_logo, kesalahan_sop
from chalicelib.domain.naskah import Cetakan, register
from chalicelib.domain.sop import daftar_kunci, muat

_KAPAN = datetime(2026, 1, 1, tzinfo=UTC)


def periksa_kantor(nama: str) -> Kantor:
    """The office as a deployment needs it. Raises `KantorFaulty` with every fault, each beginning
    with the name of its setting."""
    kantor = baca(nama)
    if salah := dict.fromkeys([*_sop(kantor), *_logo(kantor)]):
        raise KantorFaulty(f"Setelan kantor {nama}.toml: {'; '.join(salah)}.")
    return kantor


def _sop(kantor: Kantor) -> Iterator[str]:
    """Against every variant of every SOP that this office can run."""
    for kunci in daftar_kunci():
        sop = muat(kunci)
        if not kantor.pelaksana_nonaktif & sop.pelaksana.keys():
            yield from kesalahan_sop(kantor, sop)


def _logo(kantor: Kantor) -> Iterator[str]:
    """Print a page under each kop: only then is it known that a logo is an image throughout."""
    for setelan, logo in daftar_logo(kantor).items():
        kop = kantor.kop.model_copy(update={"logo": logo})
        naskah = register.susun(
            kantor.model_copy(update={"kop": kop}), "Logo", [], Cetakan(pada=_KAPAN)
        )
        try:
            cetak(naskah, {})
        except (SuratGagal, OSError, RuntimeError, SyntaxError) as sebab:
            yield f"{setelan}: {logo} bukan gambar yang dapat dicetak ({sebab})"
