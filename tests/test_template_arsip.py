"""Archives and the register in the stack: who may put, read and search, and that nobody removes."""

from typing import Any

from chalicelib.domain.berkas import UKURAN_TERBESAR
from tests.test_template import RESOURCES, aksi, izin, semua_izin

ARSIP = "${BucketArsip.Arn}/*"


def pada_arsip() -> dict[str, set[str]]:
    """Per role, what it may do with archives."""
    hasil: dict[str, set[str]] = {}
    for peran, p in semua_izin():
        if "BucketArsip" in str(p["Resource"]) and p["Effect"] == "Allow":
            assert p["Resource"] == {"Fn::Sub": ARSIP}
            hasil.setdefault(peran, set()).update(aksi(p))
    return hasil


def test_one_function_puts_archives_and_the_api_only_hands_out_versions() -> None:
    assert pada_arsip() == {
        "PeranArsipkan": {"s3:PutObject", "s3:PutObjectRetention", "s3:GetObject"},
        "PeranAPIHandler": {"s3:GetObjectVersion"},
    }


def test_nobody_may_remove_an_archive_or_get_around_its_lock() -> None:
    terlarang = {"s3:BypassGovernanceRetention", "s3:PutBucketObjectLockConfiguration"}
    assert not [peran for peran, p in semua_izin() if terlarang & aksi(p)]
    for peran, boleh in pada_arsip().items():
        assert not [a for a in boleh if "Delete" in a], peran


def test_the_bucket_is_locked_and_outlives_the_stack() -> None:
    bucket = RESOURCES["BucketArsip"]
    assert bucket["Properties"]["ObjectLockEnabled"] is True
    assert (bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"]) == (
        "RetainExceptOnCreate",
        "Retain",
    )


def test_the_archive_of_the_largest_case_fits_into_its_function() -> None:
    ruang = RESOURCES["Arsipkan"]["Properties"]["EphemeralStorage"]["Size"] * 1024 * 1024
    assert ruang > 400 * UKURAN_TERBESAR
    assert 400 * UKURAN_TERBESAR < 5 * 1024**3  # what S3 takes in one piece


def test_only_the_api_searches_the_register_by_name() -> None:
    def memakai(p: dict[str, Any]) -> bool:
        return "index/buku" in str(p["Resource"])

    assert {peran for peran, p in semua_izin() if memakai(p)} == {"PeranAPIHandler"}
    (p,) = [p for p in izin("PeranAPIHandler") if memakai(p)]
    assert aksi(p) == {"dynamodb:Query"}


def test_the_index_of_the_register_holds_what_its_model_says() -> None:
    indeks = RESOURCES["TabelPermohonan"]["Properties"]["GlobalSecondaryIndexes"]
    (buku,) = [i for i in indeks if i["IndexName"] == "buku"]
    assert [(k["AttributeName"], k["KeyType"]) for k in buku["KeySchema"]] == [
        ("buku", "HASH"),
        ("cari", "RANGE"),
    ]
