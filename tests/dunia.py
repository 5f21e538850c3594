"""A small world for the tests: the stack at work, one call for what each of its parts does."""

import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import app
from chalicelib.adapters import permohonan_db, petugas_db, stepfunctions
from chalicelib.domain.aksi import Perintah
from chalicelib.domain.berkas import Berkas
from chalicelib.domain.perbaikan import terima_berkas
from chalicelib.domain.permohonan import Pelaku, Permohonan, Visit
from chalicelib.domain.sop import KunciVisit, muat
from chalicelib.services import langkah
from chalicelib.services.ubah import sekarang, ubah
from tests.awan import Awan, klien
from tests.domain.kasus import PEMOHON, Kasus, petugas
from tests.kawat import KAWAT

JADWAL = dict.fromkeys(
    ("version", "account", "region", "detail", "detail-type", "source", "time", "id", "resources")
)
"""What EventBridge sends at the scheduled time."""


class Konteks:
    """What Lambda tells a function about itself."""

    function_name = "uji"
    memory_limit_in_mb = 128
    invoked_function_arn = "arn:aws:lambda:::function:uji"
    aws_request_id = "uji"


class Dunia(Awan):
    """The stack without its API, and who drives it.

    Where the state machines are not executed, `jalankan` opens what is due in their place, through
    the handler that they call.
    """

    def petugas(self, pelaksana: str, nama: str = "", *, aktif: bool = True) -> Pelaku:
        """An officer, written into the table."""
        siapa = petugas(pelaksana, nama)
        petugas_db.baris(siapa.id, siapa.nama, set(siapa.pelaksana), aktif=aktif).save()
        return siapa

    def orang(self, pelaksana: str) -> Pelaku:
        """The applicant, or an officer of this pelaksana."""
        return PEMOHON if pelaksana == "pemohon" else self.petugas(pelaksana)

    def taruh(self, p: Permohonan) -> str:
        """Save a case that was made in memory, with an execution that runs; its nomor."""
        if p.keadaan == "berjalan":
            arn = stepfunctions.arn_eksekusi(p.sop, p.nomor, 1)
            transit = datetime.now(UTC) if self.mesin else p.transit
            p = replace(p, generasi=1, eksekusi=arn, transit=transit)
        permohonan_db.simpan((None, p))
        if p.keadaan == "berjalan":
            stepfunctions.mulai(p.sop, p.nomor, 1)
        self.aliran()
        if self.mesin:
            self.jalankan()
        KAWAT.bersihkan()
        return p.nomor

    def get(self, nomor: str) -> Permohonan:
        """The case as it stands."""
        with self.kunci:
            return permohonan_db.get(nomor)

    def terbuka(self, nomor: str) -> list[Visit]:
        """What is open in the case."""
        return [v for v in self.get(nomor).visits.values() if v.terbuka]

    def perintah(
        self, nomor: str, kode: str, aksi: str = "", pelaku: Pelaku | None = None, **khusus: object
    ) -> Perintah:
        """All that an aksi (the first of the row by default) needs, put into the case: papers,
        drafts, signatures."""
        p = self.get(nomor)
        kasus = Kasus(
            sop=muat(p.sop),
            pada=sekarang(p),
            setiap=timedelta(microseconds=1),
            unggahan=p.versi * 100,
        )
        kasus.p = p
        langkah, visit = kasus.sop.langkah[kode], kasus.terbuka(kode)[0]
        pilihan = langkah.aksi_berkode(aksi) if aksi else langkah.aksi[0]
        siapa = pelaku or self.orang(langkah.pelaksana)
        hasil = kasus.siap(visit, pilihan, siapa, **khusus)
        if kasus.p is not p:
            dibawa = replace(kasus.p, versi=p.versi, catatan=tuple(kasus.jejak))
            permohonan_db.simpan((p, dibawa))
        return hasil

    def kerjakan(self, nomor: str, kode: str, aksi: str = "", **khusus: object) -> None:
        """Someone of the right pelaksana does the aksi, and the stack works on."""
        with self.kunci:
            langkah.lakukan(nomor, self.perintah(nomor, kode, aksi, **khusus))
        self.jalankan()

    def terima(self, nomor: str, berkas: Berkas) -> None:
        """Put a paper into the case that was checked elsewhere."""
        with self.kunci:
            ubah(nomor, lambda p, pada: terima_berkas(p, berkas, PEMOHON, pada))

    def terima_unggahan(self, *messages: dict[str, Any]) -> list[str]:
        """The function behind the bucket; the ids of the messages that come back."""
        hasil = app.berkas_masuk({"Records": list(messages)}, Konteks())
        return [satu["itemIdentifier"] for satu in hasil["batchItemFailures"]]

    def lanjutkan(self, records: list[dict[str, Any]]) -> None:
        """The function behind the stream."""
        with self.kunci:
            app.lanjutkan({"Records": records}, Konteks())

    def kirim_sms(self, messages: list[dict[str, Any]]) -> dict[str, Any]:
        """The function behind the queue of SMS."""
        with self.kunci:
            return dict(app.kirim_sms({"Records": messages}, Konteks()))

    def cetak(self, event: dict[str, Any]) -> dict[str, object]:
        """The function that the API invokes."""
        return app.cetak(event, Konteks())

    def terbitkan(self, messages: list[dict[str, Any]]) -> dict[str, Any]:
        """The function behind the queue of letters."""
        with self.kunci:
            return dict(app.terbitkan({"Records": messages}, Konteks()))

    def arsipkan(self, messages: list[dict[str, Any]]) -> dict[str, Any]:
        """The function behind the queue of archives."""
        with self.kunci:
            return dict(app.arsipkan({"Records": messages}, Konteks()))

    def jalankan(self, *, sms: bool = True, surat: bool = True) -> None:
        """Let the stack work until nothing is left to do; without `sms` or `surat` those stay
        queued."""
        sampai = time.monotonic() + 120
        while time.monotonic() < sampai:
            records = self.aliran()
            self.lanjutkan(records)
            messages = self.antrean_sms() if sms else []
            self.kirim_sms(messages)
            terbit = self.antrean("surat") if surat else []
            self.terbitkan(terbit)
            if not (records or messages or terbit or self._bergerak()):
                return
        raise AssertionError("a case stands still between two langkah")

    def _bergerak(self) -> bool:
        """In the place of Step Functions: open what is due; or wait for them to do so."""
        with self.kunci:
            belum = permohonan_db.dalam_transit(datetime.now(UTC))
            transit = [satu.nomor for satu in belum if not (satu.sms or satu.surat)]
        if self.mesin:
            time.sleep(0.01)
            return bool(transit)
        return True in [self.buka(nomor) for nomor in transit]

    def buka(self, nomor: str) -> bool:
        """In the place of Step Functions: open what is due in this case; True if it has any."""
        p = self.get(nomor)
        if p.eksekusi:
            for kunci in sorted(muat(p.sop).due(p.tertutup) - p.visits.keys()):
                self.mulai_langkah(p, kunci)
        return bool(p.eksekusi)

    def mulai_langkah(
        self, p: Permohonan, kunci: KunciVisit, *, token: str = "", eksekusi: str = ""
    ) -> None:
        """The state machine reaches a langkah of this case."""
        isi = {
            "nomor": p.nomor,
            "kode": kunci[0],
            "setelah": kunci[1],
            "token": token or f"token-{kunci[0]}-{kunci[1]}",
            "eksekusi": eksekusi or p.eksekusi,
        }
        app.mulai_langkah(isi, Konteks())

    def semua_kasus(self) -> list[Permohonan]:
        """Every case in the table."""
        with self.kunci:
            isi = klien("dynamodb").scan(TableName="permohonan", AttributesToGet=["nomor", "baris"])
            nomor = [i["nomor"]["S"] for i in isi["Items"] if i["baris"]["S"] == "permohonan"]
            return [permohonan_db.get(n) for n in nomor]

    def bubar(self) -> None:
        """Stop the executions that still run in threads."""
        for p in self.semua_kasus():
            with suppress(Exception):
                stepfunctions.hentikan(p.eksekusi)
