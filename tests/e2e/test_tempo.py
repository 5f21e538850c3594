"""The sweep: what is overdue is flagged once, and its running is seen in the log."""

from datetime import UTC, datetime, timedelta

from infra.lokal import Lokal
from tests.e2e.alat import Loket, item_visit, jejak, log, simpan, terbuka


def test_an_overdue_langkah_is_flagged_exactly_once(lokal: Lokal, loket: Loket) -> None:
    kasus = loket.kasus()
    visit = terbuka(kasus, "menerima_permohonan")
    assert visit["terlambat"] is None
    kemarin = f"{datetime.now(UTC) - timedelta(days=1):%Y-%m-%dT%H:%M:%S.%f}+0000"
    item = item_visit(lokal, kasus.nomor, visit)
    simpan(lokal, item | {"batas_waktu": {"S": kemarin}})
    disapu = len(log(lokal, "TandaiTerlambat", "due_items_swept"))
    for _ in range(2):
        lokal.panggil("TandaiTerlambat")
    (baris,) = jejak(kasus, "menerima_permohonan", "terlambat")
    assert baris.oleh == "sistem"
    assert terbuka(kasus, "menerima_permohonan")["terlambat"] == baris.pada.isoformat()
    laporan = log(lokal, "TandaiTerlambat", "due_items_swept")[disapu:]
    assert [isi["jumlah"] > 0 for isi in laporan][:2] == [True, False]
