"""From the close of a langkah to the opening of the next, on a stack that runs."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from statistics import median

from infra.bench.tabel import Bagian, angka
from infra.perjalanan import Perjalanan
from infra.sesi import Json, Stack
from infra.skenario import Skenario

# Rows 1 to 9 hold a plain step, the start of a block and its join.
SAMPAI = "mengundang_tim_teknis"


def ukur(stack: Stack) -> Bagian:
    """Take a case over HTTP to row 10, and withdraw it."""
    perjalanan = Perjalanan(stack, Skenario("bench", "", ""))
    perjalanan.mulai()
    semua = sorted(_jarak(perjalanan.lanjut(SAMPAI)))
    perjalanan.tarik()
    return Bagian(
        "Langkah ke langkah di MiniStack",
        f"ms jam dinding antara {len(semua)} pasang ditutup → dibuka dari satu permohonan",
        (),
        [
            ("median", angka(median(semua))),
            ("terlama (worker baru ikut terhitung)", angka(semua[-1])),
            ("lebih dari satu detik", f"{sum(lama > 1000 for lama in semua)} dari {len(semua)}"),
        ],
    )


def _jarak(kasus: Json) -> Iterator[float]:
    """Milliseconds."""
    tutup = {v["jejak"]: datetime.fromisoformat(v["ditutup"]) for v in _tertutup(kasus)}
    for visit in kasus["langkah"]:
        if visit["setelah"] in tutup:
            lama = datetime.fromisoformat(visit["dibuka"]) - tutup[visit["setelah"]]
            yield lama / timedelta(milliseconds=1)


def _tertutup(kasus: Json) -> list[Json]:
    return [v for v in kasus["langkah"] if "jejak" in v]
