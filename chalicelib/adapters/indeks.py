"""The indexes of the table of cases; each holds only the items that have its key."""

from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex


class Antrean(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """Worklists: what an officer of a pelaksana has to do, soonest due first."""

    class Meta:
        index_name = "antrean"
        projection = AllProjection()

    antrean = UnicodeAttribute(hash_key=True)
    batas_waktu = UTCDateTimeAttribute(range_key=True)


class Tempo(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """What time alone will change, by the instant of the next change."""

    class Meta:
        index_name = "tempo"
        projection = AllProjection()

    tempo = UnicodeAttribute(hash_key=True)
    periksa = UTCDateTimeAttribute(range_key=True)


class Transit(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """What waits for something else to follow, longest first."""

    class Meta:
        index_name = "transit"
        projection = AllProjection()

    transit = UnicodeAttribute(hash_key=True)
    transit_sejak = UTCDateTimeAttribute(range_key=True)


class Pemilik(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """An applicant's own cases by their beginning."""

    class Meta:
        index_name = "pemilik"
        projection = AllProjection()

    pemilik = UnicodeAttribute(hash_key=True)
    dibuat = UTCDateTimeAttribute(range_key=True)


class Jadwal(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """The appointments that stand, of one month by day and hour."""

    class Meta:
        index_name = "jadwal"
        projection = AllProjection()

    jadwal = UnicodeAttribute(hash_key=True)
    jadwal_mulai = UnicodeAttribute(range_key=True)


class Buku(GlobalSecondaryIndex[Any]):  # type: ignore[no-untyped-call]
    """The buku register of one kind of letter by its holders' names."""

    class Meta:
        index_name = "buku"
        projection = AllProjection()

    buku = UnicodeAttribute(hash_key=True)
    cari = UnicodeAttribute(range_key=True)
