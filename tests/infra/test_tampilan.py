"""What the demo prints of the time ledger."""

import re

from infra import tampilan
from infra.tampilan import EMBER, lama, tabel_waktu

NOL = dict.fromkeys(EMBER, 0.0)
VISIT = {"no": 2, "kegiatan": "Menerima permohonan (Langsung, Online)", "pelaksana": "Front Office"}
WAKTU = {
    "waktu": {**NOL, "antre": 3723.9, "pemohon": 0.49},
    "ringkasan": "Dikerjakan kantor 1 jam 2 menit (jam kerja) · menunggu pemohon 0 menit",
    "langkah": [
        {**VISIT, **NOL, "no": None, "pelaksana": "Pemohon", "pemohon": 0.49},
        {**VISIT, **NOL, "antre": 3723.9},
    ],
}


def test_a_duration_is_short_and_never_rounded_up() -> None:
    assert lama(0) == "–"
    assert lama(0.04) == "0,0 dtk"
    assert lama(59.99) == "59,9 dtk"
    assert lama(60) == "0:01:00"
    assert lama(3723.999999) == "1:02:03"
    assert lama(100 * 3600) == "100:00:00"


def test_the_ledger_has_a_line_per_visit_one_for_the_case_and_a_sentence() -> None:
    judul, kepala, bantu, terima, jumlah, kalimat = tabel_waktu(WAKTU).splitlines()
    assert judul == "Buku waktu"
    assert kepala.split() == ["No", "Langkah", "Pelaksana", *EMBER.values()]
    assert re.split(r"\s{2,}", terima.strip()) == [
        *("2", "Menerima permohonan (Langsu…", "Front Office"),
        *("1:02:03", "–", "–", "–", "–"),
    ]
    assert re.split(r"\s{2,}", bantu.strip())[-5:] == ["–", "–", "0,4 dtk", "–", "–"]
    assert re.split(r"\s{2,}", jumlah.strip()) == [
        *("Seluruh permohonan", "1:02:03", "–", "0,4 dtk", "–", "–"),
    ]
    assert kalimat == f"  {WAKTU['ringkasan']}."


def test_the_columns_stand_below_each_other() -> None:
    _, *baris, _ = tabel_waktu(WAKTU).splitlines()
    assert len({len(b) for b in baris}) == 1


def test_a_promise_says_until_when_and_whether_it_was_kept() -> None:
    isi = {"waktu": "10 hari kerja", "batas": "2026-12-08T09:00:00+00:00", "diputus": None}
    awal = "10 hari kerja, sampai 8 Des 2026 pukul 16.00 WIB"
    assert tampilan.janji(None) == ""
    assert tampilan.janji(isi) == awal
    for diputus, kata in (("09:00:00", "ditepati"), ("09:00:01", "tidak ditepati")):
        putus = {**isi, "diputus": f"2026-12-08T{diputus}+00:00"}
        assert tampilan.janji(putus) == f"{awal}, {kata}"
