"""Takes one case through its SOP as its people would: see what is open, do what it asks."""

import hashlib
import secrets
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from chalicelib.domain.isian import cocok
from chalicelib.domain.sop import Sop, muat
from infra import contoh
from infra.berkas_contoh import TANDA_TANGAN, buat, pindai
from infra.klien import Klien, kode_dari_sms, masuk_pemohon, masuk_petugas
from infra.sesi import Ditolak, Json, Stack, tunggu
from infra.skenario import Pilihan, Skenario

BERSAMAAN = 4  # people who work at the same time
MASUK_LAGI = 240.0
"""Seconds after which an officer signs in again: a signature asks for five minutes."""
IDENTITAS = {"jenis_identitas": "KTP", "empat_digit_akhir": "0001"}


class Perjalanan:
    """One case of one scenario; `lapor` is told of each closed visit and the case."""

    def __init__(
        self,
        stack: Stack,
        skenario: Skenario,
        lapor: Callable[[Json, Json], None] = lambda visit, kasus: None,
    ) -> None:
        self.stack, self.skenario, self._lapor = stack, skenario, lapor
        self.telepon = f"+62812{secrets.randbelow(10**8):08}"
        self.nomor = ""
        self.sop: Sop
        self._orang: dict[str, Klien] = {}
        self._kunci = threading.Lock()
        self._dikerjakan: set[tuple[str, int]] = set()
        self._dilaporkan: set[tuple[str, int]] = set()

    def orang(self, pelaksana: str) -> Klien:
        """The person of this pelaksana, an officer freshly signed in; the front office for who has
        no account."""
        if pelaksana == "pemohon" and self.skenario.loket:
            pelaksana = "front_office"
        with self._kunci:
            ada = self._orang.get(pelaksana)
            lama = ada is not None and ada.sesi is not None and ada.sesi.umur > MASUK_LAGI
            if ada is None or (lama and pelaksana != "pemohon"):
                self._orang[pelaksana] = (
                    masuk_pemohon(self.stack, self.telepon)
                    if pelaksana == "pemohon"
                    else masuk_petugas(self.stack, pelaksana)
                )
            return self._orang[pelaksana]

    def milik(self, pemohon: Klien, telepon: str, nomor: str = "") -> None:
        """From now on this applicant's, who has signed in elsewhere; with the case he submitted."""
        self._orang["pemohon"], self.telepon, self.nomor = pemohon, telepon, nomor
        if nomor:
            self.sop = muat(self.permohonan()["sop"])

    def permohonan(self) -> Json:
        """The case as its applicant (or the front office) sees it; reports what was closed."""
        kasus = self.orang("pemohon").get(f"/permohonan/{self.nomor}")
        tutup = [v for v in kasus["langkah"] if "jejak" in v]
        for visit in sorted(tutup, key=lambda v: int(v["jejak"])):
            if _kunci(visit) not in self._dilaporkan:
                self._dilaporkan.add(_kunci(visit))
                self._lapor(visit, kasus)
        return kasus

    def mulai(self) -> None:
        """Row one: a draft with its fields and papers becomes a case."""
        self.draf()
        self.ajukan()

    def draf(self, jenis: str = "ikrg") -> None:
        """A draft that is complete, with its papers checked."""
        pemohon = self.orang("pemohon")
        self.nomor = pemohon.post("/permohonan", {"jenis": jenis})["nomor"]
        self.sop = muat(self.permohonan()["sop"])
        formulir = pemohon.get(f"/sop/{self.sop.kunci}")
        nilai = self._isi(formulir["isian"])
        pemohon.patch(f"/permohonan/{self.nomor}/isian", nilai)
        wajib = [p for p in formulir["persyaratan"] if p["wajib"]]
        self._unggah(pemohon, wajib, nilai)

    def ajukan(self) -> None:
        """Submit the draft; from now on `nomor` is the case's."""
        jalur = f"/permohonan/{self.nomor}/ajukan"
        self.nomor = self.orang("pemohon").post(jalur, self._mewakili())["nomor"]

    def lanjut(self, sampai: str = "") -> Json:
        """Work until the case has ended, or until the langkah `sampai` is open; the case then."""
        while terbuka := tunggu(self._siap, f"langkah berikutnya dari {self.nomor}"):
            kode = {v["kode"] for v in terbuka}
            if sampai and sampai in kode:
                return self.permohonan()
            if self.skenario.tarik_pada in kode:
                self.tarik()
                continue
            with ThreadPoolExecutor(BERSAMAAN) as kolam:
                list(kolam.map(self.kerjakan, terbuka))
        return tunggu(self._tuntas, f"surat dan arsip {self.nomor}")

    def _tuntas(self) -> Json | None:
        """The case once none of its letters is still to be made."""
        kasus = self.permohonan()
        return None if any(s["keadaan"] == "menunggu" for s in kasus["surat"]) else kasus

    def tarik(self) -> None:
        """The applicant withdraws."""
        isi = {"alasan": "Pemohon menunda usahanya.", **self._mewakili()}
        self.orang("pemohon").post(f"/permohonan/{self.nomor}/tarik", isi)

    def gabung(self) -> Klien:
        """The applicant of a counter case opens an account and joins the case to it by SMS."""
        pemohon = masuk_pemohon(self.stack, self.telepon)
        sudah = len(self.stack.sms(self.telepon))
        pemohon.post(f"/permohonan/{self.nomor}/kode")
        kode = {"kode": kode_dari_sms(self.stack, self.telepon, sudah)}
        pemohon.post(f"/permohonan/{self.nomor}/gabung", kode)
        return pemohon

    def kerjakan(self, visit: Json) -> Json:
        """Do at this visit what the scenario chooses, with fields, papers and paraf it needs; an
        officer takes it in hand first."""
        pelaku = self._pelaku(visit)
        langkah = f"/permohonan/{self.nomor}/langkah/{visit['kode']}"
        if visit["kode_pelaksana"] != "pemohon":
            pelaku.post(f"{langkah}/pegang", {"setelah": visit["setelah"]})
        kasus = pelaku.get(f"/permohonan/{self.nomor}")
        self._perbaiki(pelaku, kasus, visit)
        pilihan, aksi = self._pilih(kasus, visit)
        nilai = self._isi(aksi["isian"], pilihan.isian)
        self._susun(pelaku, visit, aksi, nilai)
        self._unggah(pelaku, [b for b in aksi["berkas"] if b["wajib"] and not b["surat"]], nilai)
        isi = {
            "setelah": visit["setelah"],
            "isian": nilai,
            "cacat": [{"sasaran": c.sasaran, "alasan": c.alasan} for c in pilihan.cacat],
        }
        if aksi["sha256"]:
            isi["sha256"] = self._sidik(pelaku, kasus, aksi["sha256"])
        if aksi["mewakili"]:
            isi |= self._mewakili()
        hasil = pelaku.post(f"{langkah}/{aksi['kode']}", isi)
        self._dikerjakan.add(_kunci(visit))
        return hasil

    def _siap(self) -> list[Json] | None:
        """Visits that wait for a person; [] once the case has ended, None while it moves on."""
        kasus = self.permohonan()
        if kasus["keadaan"] == "berakhir":
            return []
        terbuka = [v for v in kasus["langkah"] if v["terbuka"]]
        return [v for v in terbuka if self._menunggu_orang(v)] or None

    def _menunggu_orang(self, visit: Json) -> bool:
        """Not one that closes with its SMS, nor one just done."""
        langkah = self.sop.langkah[visit["kode"]]
        return not langkah.menunggu_sms and _kunci(visit) not in self._dikerjakan

    def _pelaku(self, visit: Json) -> Klien:
        """Who works at this visit: for an applicant without an account, who records it for him."""
        pelaksana = str(visit["kode_pelaksana"])
        if pelaksana == "pemohon" and self.skenario.loket:
            pelaksana = self.sop.langkah[visit["kode"]].diwakili or pelaksana
        return self.orang(pelaksana)

    def _mewakili(self) -> Json:
        return {"mewakili": IDENTITAS} if self.skenario.loket else {}

    def _pilih(self, kasus: Json, visit: Json) -> tuple[Pilihan, Json]:
        """What the scenario chooses here, else the first aksi of the langkah."""
        kode = visit["kode"]
        kunjungan = 1 + sum(dikerjakan == kode for dikerjakan, _ in self._dikerjakan)
        pilihan = self.skenario.pilihan.get((kode, kunjungan))
        langkah = next(v for v in kasus["langkah"] if _kunci(v) == _kunci(visit))
        for aksi in langkah.get("aksi_tersedia", ()):
            if pilihan is None or aksi["kode"] == pilihan.aksi:
                return pilihan or Pilihan(aksi["kode"]), aksi
        apa = pilihan.aksi if pilihan else "apa pun"
        raise Ditolak(409, {"pesan": f"Aksi {apa} tidak tersedia pada langkah {kode}."})

    def _isi(
        self, daftar: list[Json], khusus: Mapping[str, object] | None = None
    ) -> dict[str, object]:
        telepon = {i["kode"]: self.telepon for i in daftar if i["jenis"] == "telepon"}
        return contoh.isi(daftar, telepon | dict(khusus or {}))

    def _unggah(self, pelaku: Klien, daftar: list[Json], nilai: Mapping[str, object]) -> None:
        """Papers of this list that these answers ask for."""
        keterangan = (f"Permohonan: {self.nomor}",)
        perlu = [b for b in daftar if cocok(b["bila"], nilai)]
        if perlu:
            berkas = {b["kode"]: buat(b["kode"], b["nama"], keterangan) for b in perlu}
            pelaku.unggah(self.nomor, berkas)

    def _susun(self, pelaku: Klien, visit: Json, aksi: Json, nilai: dict[str, object]) -> None:
        """Make the letters of this aksi, have them signed as the office wants it."""
        langkah = f"/permohonan/{self.nomor}/langkah/{visit['kode']}"
        isi = {"setelah": visit["setelah"], "aksi": aksi["kode"]}
        for surat in [b for b in aksi["berkas"] if b["surat"] and cocok(b["bila"], nilai)]:
            jalur = f"{langkah}/surat/{surat['kode']}"
            berkas = pelaku.post(jalur, {**isi, "isian": nilai})
            if surat["cara"] == "pena":
                pindaian = pindai(pelaku.unduh(self.nomor, berkas["id"]))
                pelaku.unggah(self.nomor, {surat["kode"]: pindaian})
                continue
            for orang in aksi.get("ditandatangani", {}).get("oleh", ()):
                gambar = {TANDA_TANGAN: buat(TANDA_TANGAN, orang["nama"])}
                tanda = {
                    "nama": orang["nama"],
                    "sha256": berkas["sha256"],
                    "berkas": pelaku.unggah(self.nomor, gambar)[TANDA_TANGAN],
                }
                pelaku.post(f"{langkah}/tanda-tangan", {**isi, **tanda})

    def _perbaiki(self, pelaku: Klien, kasus: Json, visit: Json) -> None:
        """Mend each defect of the return that led to this visit."""
        nama = {p.kode: p.nama for p in self.sop.persyaratan}
        for cacat in kasus["cacat"]:
            if cacat["ditutup"] or cacat["setelah"] != visit["setelah"]:
                continue
            jenis, _, kode = cacat["sasaran"].partition(":")
            if jenis == "berkas":
                pelaku.unggah(self.nomor, {kode: buat(kode, nama[kode])})
            elif jenis == "isian":
                nilai = self.skenario.perbaikan(cacat["sasaran"])
                pelaku.patch(f"/permohonan/{self.nomor}/isian", {kode: nilai})
            else:
                keterangan = {"keterangan": "Sudah diperbaiki di lokasi."}
                pelaku.post(f"/permohonan/{self.nomor}/cacat/{cacat['no']}", keterangan)

    def _sidik(self, pelaku: Klien, kasus: Json, kode: str) -> str:
        """SHA-256 of the newest paper of this kind, from the bytes that its reader gets."""
        diterima = (b for b in kasus["berkas"] if b["kode"] == kode and b["keadaan"] == "diterima")
        terakhir = max(diterima, key=lambda b: str(b["diunggah"]))
        return hashlib.sha256(pelaku.unduh(self.nomor, terakhir["id"])).hexdigest()


def _kunci(visit: Json) -> tuple[str, int]:
    return str(visit["kode"]), int(visit["setelah"])
