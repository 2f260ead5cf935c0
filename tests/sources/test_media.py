"""What kind of thing a server sent."""

from __future__ import annotations

import pytest

from reader.sources.media import is_text, media_type


@pytest.mark.parametrize(
    ("header", "body", "expected"),
    [
        ("text/html; charset=utf-8", b"<p>x", "text/html"),
        ("Text/HTML", b"", "text/html"),
        ("application/xhtml+xml", b"<?xml version='1.0'?><html>", "application/xhtml+xml"),
        ("text/html", b"%PDF-1.7", "application/pdf"),
        ("text/plain", b"<!-- x --><!DOCTYPE html><p>", "text/html"),
        ("application/pdf", b"<html><p>sorry", "text/html"),
        ("application/octet-stream", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("text/html", b"a\x00b\x01", "application/octet-stream"),
        ("text/html", b"\xff\xfe<\x00h\x00", "text/html"),
        ("application/epub+zip", b"PK\x03\x04", "application/epub+zip"),
        ("video/mp4", b"\x00\x00", "video/mp4"),
        (None, b"just words", "text/plain"),
        (None, b"", "application/octet-stream"),
        ("nonsense \x1b[2J", b"words", "text/plain"),
    ],
)
def test_the_bytes_correct_the_header(header: str | None, body: bytes, expected: str) -> None:
    assert media_type(header, body) == expected


def test_many_comments_take_no_time() -> None:
    assert media_type("text/plain", b"<!-- -->" * 100 + b"<p>") == "text/plain"  # tried every way, it would never end
    assert media_type("text/plain", b"<!-- -->" * 100 + b"<html>") == "text/html"


def test_only_texts_are_read() -> None:
    assert is_text("text/html")
    assert is_text("text/markdown")
    assert is_text("application/pdf")
    assert is_text("application/rss+xml")
    assert not is_text("application/zip")
    assert not is_text("text/css")
