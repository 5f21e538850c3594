"""The SK that revokes an SK: which one, why, and on what legal basis."""

from chalicelib.domain import bahasa
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.naskah import kasus
from chalicelib.domain.naskah.cetakan import Cetakan, Naskah, identitas, pemegang
from chalicelib.domain.naskah.keputusan import MULAI_BERLAKU, TITIK, butir, keputusan, ketentuan
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Dokumen, Sop


def susun(sop: Sop, kantor: Kantor, p: Permohonan, _: Dokumen, cetakan: Cetakan) -> Naskah:
    """The revocation; `isian` has `alasan` and `dasar`, each a text or a list."""
    tentang = ["Pencabutan", sop.nama, f"atas nama {pemegang(p)}"]
    alasan = [kasus.kalimat(a) for a in kasus.daftar(cetakan.isian.get("alasan"))] or [TITIK]
    dasar = [kasus.kalimat(d) for d in kasus.daftar(cetakan.isian.get("dasar"))]
    dicabut = _sk(kantor, p)
    diktum = [
        {"isi": f"Mencabut {dicabut} yang diberikan kepada:", "tabel": identitas(p)},
        butir("Alasan pencabutan adalah:", alasan),
        *([butir("Pencabutan ini didasarkan pada:", dasar)] if dasar else []),
        {
            "isi": "Dengan dicabutnya izin sebagaimana dimaksud dalam Diktum KESATU, pemegang izin "
            "wajib menghentikan kegiatannya dan mengembalikan dokumen izin."
        },
        {"isi": kantor.cara_keberatan},
        {"isi": MULAI_BERLAKU},
    ]
    menimbang = (
        f"bahwa {pemegang(p)} telah diberi izin dengan {dicabut}",
        f"bahwa terdapat alasan untuk mencabut izin tersebut, yaitu {'; '.join(alasan)}",
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu "
        f"menetapkan Keputusan tentang Pencabutan {sop.nama}",
    )
    return {
        **keputusan(sop, kantor, p, cetakan, "sk_pencabutan", tentang),
        "menimbang": ketentuan(p, cetakan, "menimbang_pencabutan", menimbang),
        "memperhatikan": [],
        "diktum": diktum,
    }


def _sk(kantor: Kantor, p: Permohonan) -> str:
    """`Keputusan Nomor … tanggal …`: the SK as the register has it."""
    nomor = p.nomor_surat.get("sk", TITIK)
    if p.diputus is None:
        return f"Keputusan Nomor {nomor}"
    hari = bahasa.tanggal_panjang(bahasa.setempat(p.diputus, kantor.zona))
    return f"Keputusan Nomor {nomor} tanggal {hari}"
