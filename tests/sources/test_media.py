"""What kind of thing a server sent."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.media import is_text, media_type, pixels


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


def _jpeg(width: int, height: int, *, before: int = 300) -> bytes:
    other = b"\xff\xe0" + struct.pack(">H", before + 2) + bytes(before)
    return b"\xff\xd8" + other + b"\xff\xc2" + struct.pack(">HBHHB", 17, 8, height, width, 3) + bytes(9)


PICTURES = {
    "image/png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 1200, 800) + bytes(5),
    "image/gif": b"GIF89a" + struct.pack("<HH", 1200, 800) + bytes(3),
    "image/webp": b"RIFF\x00\x00\x00\x00WEBPVP8X" + bytes(8) + b"\xaf\x04\x00\x1f\x03\x00",
    "image/jpeg": _jpeg(1200, 800),
}


@pytest.mark.parametrize("media", PICTURES)
def test_a_picture_says_how_large_it_is(media: str) -> None:
    assert pixels(media, PICTURES[media]) == (1200, 800)


@given(media=st.sampled_from([*PICTURES, "video/mp4"]), cut=st.integers(0, 400), body=st.binary(max_size=60))
def test_whatever_a_picture_holds_its_size_is_two_numbers_or_nothing(media: str, cut: int, body: bytes) -> None:
    for data in (body, PICTURES.get(media, b"")[:cut] + body):
        found = pixels(media, data)
        assert found is None or min(found) >= 0
