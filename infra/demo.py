"""`make demo`: takes applications through the whole SOP over HTTP and shows each step.

SCENARIO=terbit|tolak|tarik|loket|semua chooses what happens; OUT=dir keeps the papers and JSON.
"""

import json
import mimetypes
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from chalicelib.domain.jejak import dari_json, utuh
from chalicelib.domain.sop import Sop
from infra import tampilan
from infra.deploy import PasangGagal
from infra.lokal import Lokal, berjalan
from infra.paket import PaketCacat
from infra.perjalanan import Perjalanan
from infra.proses import LokalGagal
from infra.sesi import Ditolak, Json, Stack, TungguTerlaluLama
from infra.skenario import SEMUA, Skenario
from infra.validasi import validasi


class Gagal(Exception):
    """The demo did not end as it should; the sentence says how."""


SEBAB = (Gagal, Ditolak, TungguTerlaluLama, LokalGagal, PaketCacat, PasangGagal)


def main() -> int:
    """Run the chosen scenarios; 0 if all ended as they should, else 1 with a sentence."""
    pilihan = os.environ.get("SCENARIO") or "terbit"
    if pilihan != "semua" and pilihan not in SEMUA:
        return _berhenti(f"SCENARIO harus salah satu dari: {', '.join(SEMUA)}, semua.")
    daftar = list(SEMUA.values()) if pilihan == "semua" else [SEMUA[pilihan]]
    keluar = os.environ.get("OUT")
    try:
        with _stack() as stack:
            for skenario in daftar:
                folder = skenario.kode if len(daftar) > 1 else ""
                jalankan(stack, skenario, Path(keluar) / folder if keluar else None)
    except SEBAB as sebab:
        return _berhenti(f"Demo berhenti: {sebab}")
    except httpx.HTTPError as sebab:
        return _berhenti(f"Demo berhenti: stack tidak menjawab ({sebab}).")
    except OSError as sebab:
        return _berhenti(f"Demo berhenti: {sebab.filename} tidak dapat dipakai ({sebab.strerror}).")
    except KeyboardInterrupt:
        return _berhenti("Demo dihentikan.")
    return 0


def jalankan(stack: Stack, skenario: Skenario, tujuan: Path | None) -> None:
    """One scenario from its first row to its end; raises `Gagal` where it ends otherwise."""
    mulai = time.monotonic()
    print(tampilan.gaya(f"\nSkenario {skenario.kode}: {skenario.judul}", "tebal"))
    print(tampilan.kepala())
    perjalanan = Perjalanan(stack, skenario, lambda visit, kasus: _lapor(perjalanan, visit, kasus))
    perjalanan.mulai()
    kasus = perjalanan.lanjut()
    if skenario.loket:
        perjalanan.gabung()
    jejak = perjalanan.orang("front_office").get(f"/permohonan/{perjalanan.nomor}/jejak")["jejak"]
    waktu = perjalanan.orang("front_office").get(f"/permohonan/{perjalanan.nomor}/waktu")
    sms = stack.sms(perjalanan.telepon)
    if tujuan:
        data = {"permohonan": kasus, "jejak": jejak, "waktu": waktu, "sms": sms}
        _simpan(perjalanan, data, tujuan)
    print("\n" + tampilan.tabel_waktu(waktu))
    print(tampilan.daftar("SMS yang dikirim", sms))
    print(tampilan.daftar("Hasil", _hasil(kasus, time.monotonic() - mulai)))
    _periksa(perjalanan, kasus, jejak)
    print(f"Jejak utuh: {len(jejak)} baris, rantai hash cocok.")
    for kalimat in _periksa_surat(perjalanan, kasus):
        print(kalimat)
    jumlah = f"{len(_nomor_selesai(kasus))}/{len(_nomor_semua(perjalanan.sop))} langkah selesai"
    print(tampilan.gaya(jumlah, "hijau"), flush=True)


@contextmanager
def _stack() -> Iterator[Stack]:
    """A `make up` that answers, else a stack of its own that leaves nothing behind."""
    if keterangan := berjalan():
        print(f"Memakai stack yang berjalan di {keterangan['situs']}")
        yield Stack.dari(keterangan)
        return
    print("Menyiapkan stack sementara…", flush=True)
    sementara = tempfile.TemporaryDirectory(prefix="ikrg-demo-", ignore_cleanup_errors=True)
    with sementara as folder, Lokal(Path(folder)) as lokal:
        yield Stack.dari(lokal.keterangan())


def _lapor(perjalanan: Perjalanan, visit: Json, kasus: Json) -> None:
    print(tampilan.baris(visit), flush=True)
    sop = perjalanan.sop
    biasa, *_ = sop.langkah[visit["kode"]].aksi
    if visit["aksi"] != biasa.kode:
        print(tampilan.rincian(sop.langkah[visit["kode"]].aksi_berkode(visit["aksi"]).nama))
    nama = {f"berkas:{p.kode}": p.nama for p in sop.persyaratan}
    nama |= {f"isian:{i.kode}": i.nama for i in sop.isian}
    for cacat in kasus["cacat"]:
        if cacat["setelah"] == visit["jejak"]:
            sasaran = nama.get(cacat["sasaran"], cacat["sasaran"])
            print(tampilan.rincian(f"{sasaran}: {cacat['alasan']}"))


def _hasil(kasus: Json, detik: float) -> list[str]:
    isi = {
        "Permohonan": kasus["nomor"],
        "Status": kasus["status"],
        "Putusan": kasus["putusan"],
        "Nomor surat": " ".join(kasus["nomor_surat"].values()),
        "Janji": tampilan.janji(kasus["janji"]),
        "Waktu demo": f"{detik:.0f} detik",
        "Antarlangkah": _antarlangkah(kasus),
    }
    return [f"{nama:<12} {nilai}" for nama, nilai in isi.items() if nilai]


def _antarlangkah(kasus: Json) -> str:
    """From the closing of a visit to the opening of the next one, by the case's own instants."""
    ditutup = {
        v["jejak"]: datetime.fromisoformat(v["ditutup"]) for v in kasus["langkah"] if "jejak" in v
    }
    jeda = sorted(
        (datetime.fromisoformat(v["dibuka"]) - ditutup[v["setelah"]]).total_seconds()
        for v in kasus["langkah"]
        if v["setelah"] in ditutup
    )
    tengah, p95 = jeda[len(jeda) // 2], jeda[int(len(jeda) * 0.95)]
    return f"median {tengah:.2f} detik, p95 {p95:.2f} detik"


def _periksa(perjalanan: Perjalanan, kasus: Json, jejak: list[Json]) -> None:
    harus = perjalanan.skenario.akhir
    if kasus["status"] != harus:
        raise Gagal(f"status akhir {kasus['status']}, seharusnya {harus}.")
    if not utuh(map(dari_json, jejak)):
        raise Gagal("jejak tidak utuh: rantai hash terputus.")
    kurang = _nomor_semua(perjalanan.sop) - _nomor_selesai(kasus)
    if kurang and not perjalanan.skenario.tarik_pada:
        raise Gagal(f"langkah {', '.join(map(str, sorted(kurang)))} tidak dijalani.")


def _periksa_surat(perjalanan: Perjalanan, kasus: Json) -> Iterator[str]:
    """Each signed letter as pyHanko finds it, under the test authority of this stack."""
    akar = Path(perjalanan.stack.akar).read_bytes()
    for surat in kasus["surat"]:
        if not surat["nomor"] or surat["keadaan"] != "jadi":
            continue
        pdf = perjalanan.orang("front_office").unduh(perjalanan.nomor, surat["berkas"])
        hasil = validasi(pdf, akar)
        if not hasil.beres:
            raise Gagal(f"tanda tangan surat {surat['nomor']} tidak sah: {hasil}.")
        yield f"Surat {surat['nomor']}: tanda tangan utuh, sah, dipercaya (CA uji coba)."


def _nomor_selesai(kasus: Json) -> set[int]:
    return {v["no"] for v in kasus["langkah"] if v["no"] and "aksi" in v}


def _nomor_semua(sop: Sop) -> set[int]:
    return {langkah.no for langkah in sop.langkah.values() if langkah.no}


def _simpan(perjalanan: Perjalanan, data: dict[str, Any], tujuan: Path) -> None:
    tujuan.mkdir(parents=True, exist_ok=True)
    for nama, isi in data.items():
        teks = json.dumps(isi, ensure_ascii=False, indent=2)
        (tujuan / f"{nama}.json").write_text(teks + "\n", encoding="utf-8")
    petugas = perjalanan.orang("front_office")
    # As the office sees it: drafts and surat pengantar too.
    kasus = petugas.get(f"/permohonan/{perjalanan.nomor}")
    surat = {s["berkas"]: s["surat"] for s in kasus["surat"] if s["nomor"]}
    for berkas in kasus["berkas"]:
        akhiran = mimetypes.guess_extension(berkas["tipe"]) or ""
        # A letter that was issued has the plain name of what it is: sk.pdf, surat-penolakan.pdf.
        nama = f"{berkas['kode']}-{berkas['id'].removeprefix('surat-')[:6]}"
        nama = surat.get(berkas["id"], nama).replace("_", "-")
        isi_berkas = petugas.unduh(perjalanan.nomor, berkas["id"])
        (tujuan / f"{nama}{akhiran}").write_bytes(isi_berkas)


def _berhenti(pesan: str) -> int:
    sys.stdout.flush()
    print(tampilan.gaya(pesan, "merah"), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
