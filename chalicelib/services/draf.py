"""What a draft would say if it were made now: settings and templates may have changed since."""

from chalicelib.adapters import typst
from chalicelib.domain import naskah
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.naskah import Cetakan
from chalicelib.domain.penyusunan import menjadi
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Sop


def sidik(sop: Sop, kantor: Kantor, p: Permohonan, kode: str) -> str:
    """The hash that the newest paper of this kind would have; "" for one that was uploaded."""
    draf, dokumen = p.berkas_terakhir(kode), menjadi(sop, p, kode)
    if draf is None or draf.asal != "cetakan" or dokumen is None:
        return ""
    cetakan = Cetakan(isian=draf.isi, pada=draf.diunggah, draf=dokumen.kode != kode)
    isi = naskah.susun(sop, kantor, p, dokumen, cetakan)
    return naskah.sidik(isi, typst.sidik_templat(dokumen.surat))
