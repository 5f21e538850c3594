"""The counts of the satisfaction survey: one transaction per survey, one Query for all months."""

from chalicelib.adapters.hitung import SyaratGagal, hitungan, ubah
from chalicelib.adapters.model import Baris
from chalicelib.adapters.model_skm import BarisDinilai, BarisSkm
from chalicelib.domain.skm import Hitungan, Jumlah

_NILAI = (BarisSkm.nilai_1, BarisSkm.nilai_2, BarisSkm.nilai_3, BarisSkm.nilai_4)


def catat(nomor: str, jenis: str, bulan: str, survei: Hitungan) -> bool:
    """Count the survey of this case once, apart from the case; False where it was before.

    Raises `VersionConflict` where another survey is being counted: try again.
    """
    try:
        with hitungan() as write:
            sudah = BarisDinilai(nomor, "skm")
            write.save(sudah, condition=BarisDinilai.nomor.does_not_exist())
            for kode, jumlah in survei.unsur.items():
                tambah = [a.add(n) for a, n in zip(_NILAI, jumlah.nilai, strict=True)]
                tambah.append(BarisSkm.kosong.add(jumlah.kosong))
                ubah(write, BarisSkm(f"skm#{jenis}", f"{bulan}#{kode}"), tambah)
    except SyaratGagal:
        return False
    return True


def baca(jenis: str) -> dict[str, Hitungan]:
    """The counts of every month of this kind of permit, read consistently."""
    bulanan: dict[str, dict[str, Jumlah]] = {}
    for item in Baris.query(f"skm#{jenis}", consistent_read=True):
        assert isinstance(item, BarisSkm)
        bulan, _, kode = item.baris.partition("#")
        satu, dua, tiga, empat = item.nilai_1, item.nilai_2, item.nilai_3, item.nilai_4
        nilai = (int(satu), int(dua), int(tiga), int(empat))
        bulanan.setdefault(bulan, {})[kode] = Jumlah(nilai, int(item.kosong))
    return {bulan: Hitungan(isi) for bulan, isi in bulanan.items()}
