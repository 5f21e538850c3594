"""The sweep: what is overdue is flagged once, and its running is seen in the log."""

from datetime import UTC, datetime, timedelta

from infra.lokal import Lokal
from tests.e2e.alat import Loket, item_visit, jejak, log, simpan, terbuka

KINI = datetime.now(UTC)
MUNDUR = ({"minutes": 40}, {"minutes": 30})
"""Opened and due so long ago: overdue, but not for long enough to be raised to anyone."""


def test_an_overdue_langkah_is_flagged_exactly_once(lokal: Lokal, loket: Loket) -> None:
    kasus = loket.kasus()
    visit = terbuka(kasus, "menerima_permohonan")
    assert visit["terlambat"] is None
    dibuka, batas = (f"{KINI - timedelta(**lama):%Y-%m-%dT%H:%M:%S.%f}+0000" for lama in MUNDUR)
    item = item_visit(lokal, kasus.nomor, visit) | {"dibuka": {"S": dibuka}}
    simpan(lokal, item | {"batas_waktu": {"S": batas}, "periksa": {"S": batas}})
    disapu = len(log(lokal, "TandaiTerlambat", "sweep_finished"))
    for _ in range(2):
        lokal.panggil("TandaiTerlambat")
    (baris,) = jejak(kasus, "menerima_permohonan", "terlambat")
    assert baris.oleh == "sistem"
    assert terbuka(kasus, "menerima_permohonan")["terlambat"] == baris.pada.isoformat()
    laporan = log(lokal, "TandaiTerlambat", "sweep_finished")[disapu:]
    assert [isi["jumlah"] > 0 for isi in laporan][:2] == [True, False]
