"""The WARC file, read back by warcio."""

from __future__ import annotations

import json
import urllib.request
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from reader.export.warc import write_warc
from reader.sources.memory import LIVE, Capture
from reader.sources.model import Page
from tests.export.samples import post
from tests.wayback import replaying

if TYPE_CHECKING:
    from pathlib import Path

MOVED = "http://b.example/new"
GOT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
PAGE = Page("http://a.example/", "http://a.example/", 200, "text/html; charset=utf-8", b"<p>Gr\xc3\xbc\xc3\x9fe</p>")


def records(*pages: Page, found: dict[str, Any] | None = None) -> list[tuple[Any, bytes]]:
    file = BytesIO()
    assert write_warc(file, [Capture(one, GOT, LIVE, None) for one in pages], GOT, found) == len(pages)
    file.seek(0)
    return [(record, record.content_stream().read()) for record in ArchiveIterator(file, check_digests="raise")]


def test_a_page_is_a_response_of_its_address_with_its_bytes() -> None:
    (info, said), (record, body) = records(PAGE)
    assert info.rec_type == "warcinfo"
    assert b"software: pullquote/" in said
    assert record.rec_type == "response"
    assert record.format == "warc"
    headers = record.rec_headers
    assert headers.protocol == "WARC/1.1"
    assert headers.get_header("WARC-Target-URI") == "http://a.example/"
    assert headers.get_header("WARC-Date") == "2026-03-04T05:06:07Z"
    assert record.http_headers.get_statuscode() == "200"
    assert record.http_headers.get_header("Content-Type") == "text/html; charset=utf-8"
    assert body == PAGE.body


def test_redirects_lead_from_the_address_of_the_article_to_the_page() -> None:
    hops = ((301, "https://a.example/"), (302, "https://a.example/b"))
    found = records(Page("http://a.example/", "https://a.example/b", 200, None, b"x", hops))[1:]
    assert [
        (
            one.rec_headers.get_header("WARC-Target-URI"),
            one.http_headers.get_statuscode(),
            one.http_headers.get_header("Location"),
        )
        for one, _ in found
    ] == [
        ("http://a.example/", "301", "https://a.example/"),
        ("https://a.example/", "302", "https://a.example/b"),
        ("https://a.example/b", "200", None),
    ]


def test_the_article_is_metadata_of_its_address() -> None:
    *_, (record, body) = records(PAGE, found=post())
    assert record.rec_type == "metadata"
    assert record.rec_headers.get_header("WARC-Target-URI") == "https://tidewatch.example/quay"
    assert json.loads(body)["article"]["title"] == "The quay is nobody's"


def test_what_was_cut_is_said_to_be() -> None:
    page = Page("http://a.example/", "http://a.example/", 200, None, b"x", truncated=True)
    assert records(page)[1][0].rec_headers.get_header("WARC-Truncated") == "length"


@pytest.mark.parametrize("status", [200, 404, 599, 999])
def test_any_status_is_kept(status: int) -> None:
    page = Page("http://a.example/", "http://a.example/", status, None, b"")
    assert records(page)[1][0].http_headers.get_statuscode() == str(status)


@given(st.binary(max_size=200), st.text(max_size=40))
def test_any_bytes_come_back_and_no_header_breaks_a_record(body: bytes, kind: str) -> None:
    page = Page("http://a.example/", "http://a.example/", 200, kind, body)
    found = records(page, PAGE)
    assert [one[1] for one in found[1:]] == [body, PAGE.body]


@pytest.mark.pywb
@pytest.mark.slow
def test_a_web_archive_replays_the_pages(tmp_path: Path) -> None:
    moved = Page("http://b.example/old", "http://b.example/new", 200, "text/html", b"<p>moved</p>", ((301, MOVED),))
    with (tmp_path / "post.warc.gz").open("wb") as file:
        write_warc(file, [Capture(one, GOT, LIVE, None) for one in (PAGE, moved)], GOT)
    with replaying(tmp_path / "post.warc.gz") as place:
        for address, body in (("http://a.example/", PAGE.body), (MOVED, moved.body)):
            request = urllib.request.Request(f"http://{place}/web/20260304050607id_/{address}")
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20) as answer:
                assert answer.read() == body
                assert answer.headers["Memento-Datetime"] == "Wed, 04 Mar 2026 05:06:07 GMT"
