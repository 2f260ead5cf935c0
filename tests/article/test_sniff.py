"""What the input is, by content first; what it is not, in a sentence."""

from __future__ import annotations

import pytest

from reader.article import parse
from reader.article.model import Format
from reader.article.sniff import format_of
from reader.errors import UnreadableError

PAGE = "<!doctype html><html><title>T</title><body><p>Some text of a page.</p></body></html>"
MARKDOWN = "# A heading\n\nSome **bold** text with [a link](https://courier.example/x).\n"


@pytest.mark.parametrize(
    ("text", "content_type", "name", "expected"),
    [
        (PAGE, "text/plain", "notes.txt", Format.HTML),
        ("<!-- saved -->\n" + PAGE, None, None, Format.HTML),
        ("<p>One paragraph.</p>", None, None, Format.HTML),
        ("<p>One paragraph.</p>", "text/html", None, Format.HTML),
        ("A note that mentions <p> once.", "text/plain", None, Format.TEXT),
        ("No markup at all.", "text/html", None, Format.TEXT),
        (MARKDOWN, None, None, Format.MARKDOWN),
        (MARKDOWN, "text/plain", None, Format.MARKDOWN),
        ("Plain words.", None, "notes.md", Format.MARKDOWN),
        ("Plain words.", "text/markdown; charset=utf-8", None, Format.MARKDOWN),
        ("Plain words.\n\n> quoted words", None, None, Format.TEXT),
        ("# Only one sign", "text/plain", None, Format.TEXT),
        ("<p>One paragraph.</p><p>Another.</p>", "text/plain", None, Format.HTML),
        ("<p>One paragraph.</p>\n<div>Another.</div>\n", None, "notes.txt", Format.HTML),
        ("Close a paragraph with </p>, a box with </div>.", "text/plain", None, Format.TEXT),
        ("<p>is a paragraph, and </p> ends it.", "text/plain", None, Format.TEXT),
        ("[a](" * 5000, None, None, Format.TEXT),
        ("x" + "\n" * 20_000, None, None, Format.TEXT),
        ("---\r\ntitle: T\r\n---\r\n# A heading\r\n", None, None, Format.MARKDOWN),
    ],
)
def test_the_format(text: str, content_type: str | None, name: str | None, expected: Format) -> None:
    assert format_of(text, content_type, name) is expected


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"%PDF-1.7 \x00\x01", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x00\x00\x00\x20ftypisom", "video"),
        (b"some\x00thing\x00else", "binary"),
        (b"\x00" * 5000, "binary"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "feed"),
    ],
)
def test_what_cannot_be_read_is_named_in_one_sentence(data: bytes, word: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        parse(data)
    sentence = str(raised.value)
    assert word in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_pdf_is_sent_to_the_browser() -> None:
    with pytest.raises(UnreadableError, match="browser"):
        parse(b"%PDF-1.4", "text/html", name="paper.pdf")


def test_the_files_name_is_in_the_sentence() -> None:
    with pytest.raises(UnreadableError, match=r"holiday\.jpg"):
        parse(b"\xff\xd8\xff\xe0", name="holiday.jpg")


def test_text_is_read_as_bytes_are() -> None:
    assert parse(PAGE) == parse(PAGE.encode())


def test_any_bytes_like_value_is_read() -> None:
    assert parse(bytearray(PAGE.encode())) == parse(memoryview(PAGE.encode())) == parse(PAGE)


def test_a_content_type_that_is_no_text_does_no_harm() -> None:
    assert parse(b"hi", "\ud800;charset=\ud800").text == "hi"
