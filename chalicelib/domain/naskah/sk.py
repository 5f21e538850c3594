"""The SK: Menimbang, Mengingat, Memperhatikan, MEMUTUSKAN, KESATU to KELIMA."""

from chalicelib.domain import bahasa, masa_berlaku
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.naskah import kasus
from chalicelib.domain.naskah.cetakan import Cetakan, Naskah, identitas, tanggal_surat
from chalicelib.domain.naskah.keputusan import atas_nama, butir, keputusan, ketentuan
from chalicelib.domain.permohonan import Permohonan
from chalicelib.domain.sop import Dokumen, Sop

_PEMEGANG = "Pemegang izin sebagaimana dimaksud dalam Diktum KESATU"
_SANKSI = "Pelanggaran terhadap Diktum KEDUA dan Diktum KETIGA dikenai sanksi administratif berupa:"


def susun(sop: Sop, kantor: Kantor, p: Permohonan, _: Dokumen, cetakan: Cetakan) -> Naskah:
    """The decision that gives the permit, as a draft or with its number and date."""
    return {
        **keputusan(sop, kantor, p, cetakan, "sk", atas_nama(sop, p)),
        "menimbang": _ketentuan(kantor, p, cetakan, "menimbang"),
        "diktum": [
            {
                "isi": f"Memberikan {sop.nama} kepada:",
                "tabel": identitas(p),
                "penutup": f"{kasus.kalimat(kantor.ketentuan.lingkup)}.",
            },
            butir(f"{_PEMEGANG} wajib:", _ketentuan(kantor, p, cetakan, "kewajiban")),
            butir(f"{_PEMEGANG} dilarang:", _ketentuan(kantor, p, cetakan, "larangan")),
            butir(_SANKSI, _ketentuan(kantor, p, cetakan, "sanksi")),
            {"isi": _berlaku(kantor, p, cetakan)},
        ],
    }


def _ketentuan(kantor: Kantor, p: Permohonan, cetakan: Cetakan, kode: str) -> list[str]:
    baku = getattr(kantor.ketentuan, kode)
    # A diktum with nothing under it would be void: what was emptied is the office's own again.
    return ketentuan(p, cetakan, kode, baku) or [kasus.kalimat(k) for k in baku]


def _berlaku(kantor: Kantor, p: Permohonan, cetakan: Cetakan) -> str:
    isi = {"masa_berlaku_tahun": kasus.nilai(p, cetakan, "masa_berlaku_tahun")}
    tahun = masa_berlaku.tahun(kantor, isi)
    lama = f"{tahun} ({bahasa.terbilang(tahun)}) tahun"
    mulai = "Keputusan ini mulai berlaku pada tanggal ditetapkan untuk jangka waktu"
    if cetakan.draf:
        return f"{mulai} {lama}."
    akhir = p.berlaku_sampai or masa_berlaku.sampai(kantor, isi, tanggal_surat(kantor, cetakan))
    return f"{mulai} {lama} sampai dengan tanggal {bahasa.tanggal_panjang(akhir)}."
