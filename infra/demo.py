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

import httpx

from chalicelib.domain.jejak import BarisJejak, utuh
from chalicelib.domain.sop import Sop
from infra import tampilan
from infra.deploy import PasangGagal
from infra.klien import Ditolak, Json, Stack, TungguTerlaluLama
from infra.lokal import Lokal, LokalGagal, berjalan
from infra.paket import PaketCacat
from infra.perjalanan import Perjalanan, Skenario
from infra.skenario import SEMUA

STACK_GAGAL = (LokalGagal, PaketCacat, PasangGagal)


class Gagal(Exception):
    """The demo did not end as it should; the sentence says how."""


def main() -> int:
    """Run the chosen scenarios; 0 if all ended as they should, else 1 with a sentence."""
    pilihan = os.environ.get("SCENARIO") or "terbit"
    if pilihan != "semua" and pilihan not in SEMUA:
        print(f"SCENARIO harus salah satu dari: {', '.join(SEMUA)}, semua.", file=sys.stderr)
        return 1
    skenario = list(SEMUA.values()) if pilihan == "semua" else [SEMUA[pilihan]]
    keluar = os.environ.get("OUT")
    try:
        with _stack() as stack:
            for s in skenario:
                tujuan = Path(keluar) / (s.kode if len(skenario) > 1 else "") if keluar else None
                jalankan(stack, s, tujuan)
    except (*STACK_GAGAL, Gagal, Ditolak, TungguTerlaluLama, httpx.HTTPError) as sebab:
        print(tampilan.gaya(f"Demo berhenti: {sebab}", "merah"), file=sys.stderr)
        return 1
    return 0


def jalankan(stack: Stack, skenario: Skenario, tujuan: Path | None) -> None:
    """One scenario from its first row to its end; raises `Gagal` where it ends otherwise."""
    mulai = time.monotonic()
    print(tampilan.gaya(f"\nSkenario {skenario.kode}: {skenario.judul}", "tebal"))
    print(tampilan.kepala())
    perjalanan = Perjalanan(stack, skenario, lambda visit: _lapor(perjalanan, visit))
    perjalanan.mulai()
    kasus = perjalanan.lanjut()
    jejak = perjalanan.orang("front_office").get(f"/permohonan/{perjalanan.nomor}/jejak")["jejak"]
    _ringkas(perjalanan, kasus, jejak)
    if tujuan:
        _simpan(perjalanan, kasus, jejak, tujuan)
    _periksa(perjalanan, kasus, jejak)
    selesai, semua = _nomor_selesai(kasus), _nomor_semua(perjalanan.sop)
    lama = time.monotonic() - mulai
    print(f"Jejak utuh: {len(jejak)} baris, rantai hash cocok. {lama:.0f} detik.")
    print(tampilan.gaya(f"{len(selesai)}/{len(semua)} langkah selesai", "hijau"))


@contextmanager
def _stack() -> Iterator[Stack]:
    """A `make up` that answers, else a stack of its own that leaves nothing behind."""
    if keterangan := berjalan():
        yield Stack.dari(keterangan)
        return
    print("Menyiapkan stack sementara…", flush=True)
    with tempfile.TemporaryDirectory(prefix="ikrg-demo-") as folder, Lokal(Path(folder)) as lokal:
        yield Stack.dari(lokal.keterangan())


def _lapor(perjalanan: Perjalanan, visit: Json) -> None:
    print(tampilan.baris(visit), flush=True)


def _ringkas(perjalanan: Perjalanan, kasus: Json, jejak: list[Json]) -> None:
    print()
    print(tampilan.daftar("SMS yang dikirim", perjalanan.stack.sms(perjalanan.telepon)))
    print(tampilan.daftar("Hasil", [f"Nomor permohonan  {perjalanan.nomor}"]))
    for nama, nilai in (
        ("Status", kasus["status"]),
        ("Putusan", kasus.get("putusan")),
        ("Nomor SK", (kasus.get("nomor_surat") or {}).get("sk")),
    ):
        if nilai:
            print(f"  {nama:<17} {nilai}")


def _nomor_selesai(kasus: Json) -> set[int]:
    return {v["no"] for v in kasus["langkah"] if v["no"] and "jejak" in v}


def _nomor_semua(sop: Sop) -> set[int]:
    return {langkah.no for langkah in sop.langkah.values() if langkah.no}


def _periksa(perjalanan: Perjalanan, kasus: Json, jejak: list[Json]) -> None:
    harus = perjalanan.skenario.akhir
    if kasus["status"] != harus:
        raise Gagal(f"status akhir {kasus['status']}, seharusnya {harus}.")
    if not utuh(_baris(b) for b in jejak):
        raise Gagal("jejak tidak utuh: rantai hash terputus.")
    kurang = _nomor_semua(perjalanan.sop) - _nomor_selesai(kasus)
    if kurang and not perjalanan.skenario.tarik_pada:
        raise Gagal(f"langkah {', '.join(map(str, sorted(kurang)))} tidak dijalani.")


def _baris(isi: Json) -> BarisJejak:
    return BarisJejak(**{**isi, "pada": datetime.fromisoformat(isi["pada"])})


def _simpan(perjalanan: Perjalanan, kasus: Json, jejak: list[Json], tujuan: Path) -> None:
    tujuan.mkdir(parents=True, exist_ok=True)
    sms = perjalanan.stack.sms(perjalanan.telepon)
    for nama, isi in (("permohonan", kasus), ("jejak", jejak), ("sms", sms)):
        teks = json.dumps(isi, ensure_ascii=False, indent=2)
        (tujuan / f"{nama}.json").write_text(teks + "\n", encoding="utf-8")
    petugas = perjalanan.orang("front_office")
    for berkas in kasus["berkas"]:
        if berkas["keadaan"] == "diterima":
            akhiran = mimetypes.guess_extension(berkas["tipe"]) or ""
            nama = f"{berkas['kode']}-{berkas['id'][:8]}{akhiran}"
            (tujuan / nama).write_bytes(petugas.unduh(perjalanan.nomor, berkas["id"]))


if __name__ == "__main__":
    sys.exit(main())
