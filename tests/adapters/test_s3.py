"""The bucket: tickets for one key, the version that was checked, and all versions gone."""

import base64
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from botocore.exceptions import ClientError

from chalicelib.adapters import s3
from tests.awan import klien
from tests.dunia import Dunia

KUNCI = "masuk/DRAF-A/ktp/a1"


def policy(tiket: dict[str, Any]) -> dict[str, Any]:
    return dict(json.loads(base64.b64decode(tiket["fields"]["policy"])))


def test_a_ticket_allows_one_key_one_type_one_uploader_and_ten_megabytes(
    lingkungan: None,
) -> None:
    tiket = s3.tiket(KUNCI, "image/png", "sub-1")
    syarat = policy(tiket)["conditions"]
    for harus in (
        {"bucket": "berkas"},
        {"key": KUNCI},
        {"Content-Type": "image/png"},
        {"x-amz-meta-oleh": "sub-1"},
        ["content-length-range", 1, 10 * 1024 * 1024],
    ):
        assert harus in syarat
    assert tiket["fields"]["key"] == KUNCI
    assert not any(isinstance(s, list) and s[0] == "starts-with" for s in syarat)


def test_a_ticket_is_valid_for_fifteen_minutes(lingkungan: None) -> None:
    sampai = datetime.fromisoformat(policy(s3.tiket(KUNCI, "image/png", "x"))["expiration"])
    assert 14 * 60 < (sampai - datetime.now(UTC)).total_seconds() <= 15 * 60


def test_a_paper_is_read_in_the_version_that_is_named(dunia: Dunia) -> None:
    versi = []
    for isi in (b"satu", b"dua"):
        hasil = klien("s3").put_object(
            Bucket="berkas", Key=KUNCI, Body=isi, ContentType="image/png", Metadata={"oleh": "x"}
        )
        versi.append(hasil["VersionId"])
    assert s3.baca(KUNCI, versi[0]) == (b"satu", "image/png", "x")
    assert s3.baca(KUNCI, versi[1]) == (b"dua", "image/png", "x")
    with pytest.raises(ClientError):
        s3.baca(KUNCI, "tiada")


def test_a_link_names_the_version_and_is_shown_in_the_browser(lingkungan: None) -> None:
    bagian = parse_qs(urlparse(s3.url_baca(KUNCI, "v1", "ktp.png")).query)
    assert bagian["versionId"] == ["v1"]
    assert bagian["X-Amz-Expires"] == ["900"]
    assert bagian["response-content-disposition"] == ['inline; filename="ktp.png"']


def test_all_versions_of_one_draft_go_and_no_other(dunia: Dunia) -> None:
    for kunci in (KUNCI, KUNCI, "masuk/DRAF-A/npwp/b1", "masuk/DRAF-AB/ktp/c1"):
        klien("s3").put_object(Bucket="berkas", Key=kunci, Body=b"x")
    klien("s3").delete_object(Bucket="berkas", Key=KUNCI)  # leaves a delete marker
    s3.hapus_semua("DRAF-A")
    sisa = klien("s3").list_object_versions(Bucket="berkas", Prefix="masuk/")
    assert [o["Key"] for o in sisa["Versions"]] == ["masuk/DRAF-AB/ktp/c1"]
    assert "DeleteMarkers" not in sisa
