"""A letter as the renderer makes it, in short: PDF/A-2b with a title."""

from functools import cache

import typst

_ISI = b"""
#set document(title: "Keputusan", date: datetime(year: 2026, month: 11, day: 24))
#set text(lang: "id")
= Keputusan
Ditetapkan di Contoh.
#pagebreak()
Halaman kedua.
"""


@cache
def surat() -> bytes:
    """Two pages of PDF/A-2b."""
    hasil = typst.compile(_ISI, format="pdf", pdf_standards=["a-2b"])
    assert isinstance(hasil, bytes)
    return hasil
