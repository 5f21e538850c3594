"""Refusals: everything a person can be told "no" for, with its HTTP status.

    Refusal
    ├── BadInput              400  a fault per field, each one sentence
    ├── NotSignedIn           401
    ├── NotAllowed            403
    │   └── SignInTooOld           a signature asks for a fresh sign-in
    ├── NotFound              404  also for what exists but is not this person's to see
    ├── Conflict              409  someone was there first, or the state moved on
    │   └── TransitionNotAllowed   the aksi is not open
    ├── TooMany               429
    ├── Busy                  503  try again in a moment
    ├── SuratGagal            503  a letter could not be rendered
    └── CalendarUnknown       503  the office has not entered the year (domain/kalender.py)

`ChaliceUnhandledError` lets them pass through the views to the one middleware that answers them.
"""

from dataclasses import asdict, dataclass

from chalice.app import ChaliceUnhandledError


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the input: the field (kode) and a sentence in Indonesian."""

    isian: str
    pesan: str


class Refusal(ChaliceUnhandledError):
    """A request that changes nothing; `pesan` is one Indonesian sentence for people."""

    status_code = 400

    def __init__(self, pesan: str, *, kesalahan: tuple[Fault, ...] = ()) -> None:
        super().__init__(pesan)
        self.pesan = pesan
        self.kesalahan = kesalahan

    def as_json(self) -> dict[str, object]:
        """`{"kode", "pesan", "kesalahan": [{"isian", "pesan"}]}`."""
        return {
            "kode": type(self).__name__,
            "pesan": self.pesan,
            "kesalahan": [asdict(fault) for fault in self.kesalahan],
        }


class BadInput(Refusal):
    """The input has faults; each names its field."""

    def __init__(self, *kesalahan: Fault) -> None:
        super().__init__("Isian belum benar. Perbaiki isian berikut.", kesalahan=kesalahan)


class NotSignedIn(Refusal):
    """No token, or one that is not valid here."""

    status_code = 401

    def __init__(self) -> None:
        super().__init__("Anda belum masuk atau sesi Anda sudah berakhir. Silakan masuk kembali.")


class NotAllowed(Refusal):
    """Signed in, but not entitled to this."""

    status_code = 403


class SignInTooOld(NotAllowed):
    """Entitled, but to sign he must have signed in a moment ago."""

    def __init__(self) -> None:
        super().__init__(
            "Tanda tangan memerlukan masuk ulang: "
            "masuklah kembali, lalu tandatangani dalam lima menit."
        )


class NotFound(Refusal):
    """Does not exist, or is not this person's to see (the answer is the same)."""

    status_code = 404

    def __init__(self, pesan: str = "Permohonan tidak ditemukan.") -> None:
        super().__init__(pesan)


class Conflict(Refusal):
    """Somebody was there first, or the case moved on."""

    status_code = 409


class TransitionNotAllowed(Conflict):
    """The aksi is not open in the case's present state."""


class TooMany(Refusal):
    """A limit was reached; the sentence says when to try again."""

    status_code = 429


class SuratGagal(Refusal):
    """The renderer did not answer; nothing was changed."""

    status_code = 503

    def __init__(self) -> None:
        super().__init__("Surat belum dapat dibuat. Coba lagi sebentar lagi.")


class Busy(Refusal):
    """Too many people changed the same case at once; nothing was changed by this one."""

    status_code = 503

    def __init__(self) -> None:
        super().__init__("Permohonan sedang diproses pihak lain. Coba lagi sebentar lagi.")
