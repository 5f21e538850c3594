"""What an aksi asks for before it goes through: fields, papers, signatures, defects mended."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from chalicelib.domain import isian
from chalicelib.domain.berkas import Berkas, dikenal
from chalicelib.domain.jenis_isian import Nilai
from chalicelib.domain.kantor import Kantor
from chalicelib.domain.kelengkapan import dikembalikan_ke, kekurangan
from chalicelib.domain.permohonan import Permohonan, Visit
from chalicelib.domain.sop import Aksi, Langkah, Sop
from chalicelib.domain.sop_tabel import LAPANGAN, Ditandatangani, Dokumen
from chalicelib.domain.surat import PEMOHON, Bubuhan
from chalicelib.errors import BadInput, Fault

if TYPE_CHECKING:
    from chalicelib.domain.aksi import Perintah

_BUTUH_SHA256 = {"paraf", "tandatangan"}


def konteks(
    kantor: Kantor, p: Permohonan, visit: Visit, langkah: Langkah, *, diwakili: bool
) -> dict[str, object]:
    """What a `bila` of the table may ask about: the form's fields, the state of the case, and
    what the office has chosen."""
    return {
        **p.data,
        "putusan": p.putusan,
        "diwakili": diwakili,
        "ada_rekomendasi": langkah.pelaksana in p.rekomendasi,
        "sedang_diterbitkan": p.penerbitan(visit.kunci) is not None,
        "unduh_sebagai_penyerahan": kantor.unduh_sebagai_penyerahan and _elektronik(kantor, p),
        **{f"cara_{kode}": surat.cara for kode, surat in kantor.surat.items()},
    }


def _elektronik(kantor: Kantor, p: Permohonan) -> bool:
    """Was the decision's letter signed electronically, so that its file is the letter itself?"""
    terbit = (s for s in p.surat.values() if s.nomor and s.keadaan == "jadi")
    return any(kantor.surat[s.kode].cara == "elektronik" for s in terbit)


def aksi_tersedia(
    kantor: Kantor, p: Permohonan, visit: Visit, langkah: Langkah, *, diwakili: bool = False
) -> list[Aksi]:
    """The aksi of the row that are open now, whoever may do them: while a letter is being issued
    only those that are meant for that."""
    keadaan = konteks(kantor, p, visit, langkah, diwakili=diwakili)
    return [
        a
        for a in langkah.aksi
        if isian.cocok(a.bila, keadaan)
        and (not keadaan["sedang_diterbitkan"] or "sedang_diterbitkan" in a.bila)
    ]


def periksa(
    sop: Sop,
    kantor: Kantor,
    p: Permohonan,
    visit: Visit,
    aksi: Aksi,
    perintah: "Perintah",
) -> dict[str, Nilai]:
    """The answers, normalised; raises `BadInput` with every fault at once."""
    langkah = sop.langkah[visit.kode]
    keadaan = konteks(kantor, p, visit, langkah, diwakili=perintah.mewakili is not None)
    isi, faults = isian.periksa(aksi.isian, perintah.isian, keadaan)
    faults += tuple(_kurang_berkas(sop, kantor, p, visit, aksi, {**keadaan, **isi}, isi))
    if aksi.ditandatangani:
        faults += tuple(_kurang_tanda(p, aksi.ditandatangani))
    faults += _belum_diperbaiki(sop, p, visit)
    faults += _salah_cacat(sop, p, aksi, perintah)
    if not perintah.sha256 and _BUTUH_SHA256 & aksi.efek.keys():
        faults += (Fault("sha256", "Sertakan SHA-256 draf yang Anda baca."),)
    if faults:
        raise BadInput(*faults)
    return isi


def _kurang_berkas(
    sop: Sop,
    kantor: Kantor,
    p: Permohonan,
    visit: Visit,
    aksi: Aksi,
    keadaan: Mapping[str, object],
    isi: Mapping[str, object],
) -> Iterator[Fault]:
    jenis = dikenal(sop)
    for syarat in aksi.berkas:
        if not syarat.wajib or not isian.cocok(syarat.bila, keadaan):
            continue
        kertas = jenis[syarat.kode]
        berkas = p.berkas_terakhir(syarat.kode)
        if berkas is None or berkas.diunggah < visit.dibuka:
            cara = "Buat" if isinstance(kertas, Dokumen) and kertas.draf_dari else "Unggah"
            yield Fault(f"berkas:{syarat.kode}", f"{cara} {kertas.nama} lebih dahulu.")
        elif isinstance(kertas, Dokumen) and (pesan := _belum_sah(kantor, kertas, berkas, isi)):
            yield Fault(f"berkas:{syarat.kode}", pesan)


def _belum_sah(
    kantor: Kantor, dokumen: Dokumen, berkas: Berkas, isi: Mapping[str, object]
) -> str | None:
    """Why this letter cannot go on as it is; None where it can.

    An uploaded letter is what the officer vouches for; a rendered one must say what the fields
    say, and one that is signed by pen must come back as a scan.
    """
    if berkas.asal == "unggahan":
        return None
    if dict(berkas.isi) != dict(isi):
        return f"Isian berubah sejak {dokumen.nama} dicetak. Cetak lagi, lalu periksa hasilnya."
    if not dokumen.draf_dari and kantor.surat[dokumen.kode].cara == "pena":
        return f"Cetak dan tandatangani {dokumen.nama}, lalu unggah hasil pindainya."
    return None


def penanda_tangan(p: Permohonan, syarat: Ditandatangani) -> list[str]:
    """Everyone who must sign: the names in the field, then the applicant."""
    daftar = [v for v in p.visits.values() if syarat.oleh in v.isian and v.penutup]
    terakhir = max(daftar, key=lambda v: v.setelah, default=None)
    nama = terakhir.isian[syarat.oleh] if terakhir else []
    return [*(nama if isinstance(nama, list | tuple) else [str(nama)]), PEMOHON]


def tanda_berlaku(p: Permohonan, kode: str) -> dict[str, Bubuhan]:
    """By name, the signatures (and refusals) that stand under the present bytes of a letter."""
    berkas = p.berkas_terakhir(kode)
    sha256 = berkas.sha256 if berkas else ""
    return {b.nama: b for b in p.bubuhan if b.surat == kode and b.sha256 == sha256}


def _kurang_tanda(p: Permohonan, syarat: Ditandatangani) -> Iterator[Fault]:
    ada = tanda_berlaku(p, syarat.surat)
    for nama in penanda_tangan(p, syarat):
        if nama not in ada:
            yield Fault(
                f"tanda_tangan:{syarat.surat}",
                f"Tanda tangan {nama}, atau alasan menolak, belum dicatat.",
            )


def _belum_diperbaiki(sop: Sop, p: Permohonan, visit: Visit) -> tuple[Fault, ...]:
    """Open defects of this return, and what a mended answer has made required since."""
    cacat = tuple(
        Fault(c.sasaran, f"Belum diperbaiki: {c.alasan}") for c in p.cacat_terbuka(visit.setelah)
    )
    return cacat + (kekurangan(sop, p) if dikembalikan_ke(p, visit) else ())


def sasaran_cacat(sop: Sop, aksi: Aksi, data: Mapping[str, object]) -> list[str]:
    """What this aksi may name as a defect: fields and papers that these answers ask for, and the
    findings on site where the row says so; nothing where it returns nothing."""
    isi = aksi.efek.get("cacat")
    daftar = {
        "isian": [f"isian:{i.kode}" for i in sop.isian if isian.cocok(i.bila, data)],
        "berkas": [f"berkas:{s.kode}" for s in sop.persyaratan if isian.cocok(s.bila, data)],
        LAPANGAN: [LAPANGAN],
    }
    jenis = isi if isinstance(isi, list | tuple) else ("isian", "berkas") if isi else ()
    return [sasaran for satu in jenis for sasaran in daftar[satu]]


def _salah_cacat(sop: Sop, p: Permohonan, aksi: Aksi, perintah: "Perintah") -> tuple[Fault, ...]:
    daftar = perintah.cacat
    if "cacat" not in aksi.efek:
        return (Fault("cacat", "Aksi ini tidak mencatat kekurangan."),) if daftar else ()
    if not daftar:
        return (Fault("cacat", "Sebutkan sedikitnya satu kekurangan beserta alasannya."),)
    sasaran = {*sasaran_cacat(sop, aksi, p.data)}
    faults = [
        Fault(f"cacat.{i}.sasaran", "Kekurangan ini menunjuk berkas atau isian yang tidak ada.")
        for i, c in enumerate(daftar)
        if c.sasaran not in sasaran
    ]
    ganda = {c.sasaran for c in daftar if c.sasaran != LAPANGAN}
    if len(ganda) < sum(c.sasaran != LAPANGAN for c in daftar):
        faults.append(Fault("cacat", "Satu berkas atau isian cukup disebut satu kali."))
    return tuple(faults)
