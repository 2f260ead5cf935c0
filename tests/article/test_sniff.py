"""What the input is, by content first; what it is not, in a sentence."""

from __future__ import annotations

import pytest

from reader.article import parse
from reader.article.model import Format
from reader.article.sniff import format_of
from reader.errors import UnreadableError
from tests.article.pdfs import column, pdf

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
        (b"\xef\xbb\xbf %PDF-1.7 \x00\x01", "PDF"),
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


MAIL = (
    "From: Ada Roe <ada@courier.example>\nSubject: Tide\nDate: Tue, 5 Mar 2024 10:00:00 +0000\n"
    "Message-ID: <1@courier.example>\n\nThe tide was <b>high</b>.\n"
)
PRINTED = "From: Ada Roe\nTo: Bo Bay\nSubject: Tide\nDate: 5 March\n\nThe tide was high.\n"
ADVICE = "From: here on, the ferry is late.\nSubject: to change.\n\nThe tide was high.\n"
SAVED = (
    "From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    "Content-Type: text/html\nContent-Location: https://courier.example/\n\n<p>The tide was high.</p>\n--b--\n"
)
RSS = "<rss version='2.0'><channel><item><title>Tide</title></item></channel></rss>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Tide</title></entry></feed>"
JSON_FEED = '{"items": [{"id": "1", "content_text": "Tide"}], "version": "https:\\/\\/jsonfeed.org\\/version\\/1"}'
XHTML = f'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">\n{PAGE[15:]}'
PDF = pdf(column("The tide was high."))
FRONT = "---\ntitle: Tide\n---\nThe tide was high.\n"


@pytest.mark.parametrize(
    ("given", "content_type", "name", "expected"),
    [
        # What it is decides, whatever it is called.
        (PDF, "text/html", "page.html", Format.PDF),
        (PDF, "text/plain", "notes.txt", Format.PDF),
        (b"\n\n" + PDF, None, None, Format.PDF),
        (b"HTTP junk before it\n" + PDF, None, None, Format.PDF),
        (MAIL, "text/html", "page.html", Format.MAIL),
        (MAIL, "text/plain", "mail.txt", Format.MAIL),
        (MAIL.replace("\n", "\r\n"), None, None, Format.MAIL),
        ("From ada@courier.example Tue Mar  5 10:00:00 2024\n" + MAIL, None, None, Format.MAIL),
        (MAIL.replace("Message-ID: <1@courier.example>\n", ""), None, None, Format.MAIL),
        (SAVED, "text/html", "page.html", Format.HTML),
        (SAVED, "multipart/related", "page.mhtml", Format.HTML),
        (RSS, "text/html", "index.html", Format.FEED),
        (RSS, "text/plain", "feed.txt", Format.FEED),
        ("\ufeff\n<?xml version='1.0'?><!-- c --><?xml-stylesheet href='x'?>\n" + ATOM, None, None, Format.FEED),
        ("<!DOCTYPE rss PUBLIC 'x' 'y'>" + RSS, None, None, Format.FEED),
        (JSON_FEED, "application/json", "feed.json", Format.FEED),
        (XHTML, "application/xml", "page.xml", Format.HTML),
        (PAGE, "application/rss+xml", "feed.xml", Format.HTML),
        (PAGE, "message/rfc822", "mail.eml", Format.HTML),
        (PAGE, "application/pdf", "paper.pdf", Format.HTML),
        (PAGE, "text/markdown", "notes.md", Format.HTML),
        (FRONT, "text/plain", "notes.txt", Format.MARKDOWN),
        (MARKDOWN + "\n<div>\n\n<p>Raw.</p></div>\n", None, "notes.md", Format.MARKDOWN),
        (MARKDOWN + "\n<p>Raw.</p>\n<p>Raw.</p>\n", "text/markdown", None, Format.MARKDOWN),
        # Where the content leaves it open, name and content type do.
        (PRINTED, None, None, Format.TEXT),
        (PRINTED, None, "tide.eml", Format.MAIL),
        (PRINTED, "message/rfc822", None, Format.MAIL),
        (ADVICE, None, None, Format.TEXT),
        ("Note: the tide.\nFrom: Ada\n\nText.", None, None, Format.TEXT),
        ("A PDF begins with %PDF-1.7, they say.", None, None, Format.TEXT),
        ("The tide was high.", "message/rfc822", "tide.eml", Format.TEXT),
        ("The tide was high.", "application/pdf", "tide.pdf", Format.TEXT),
        ("The tide was high.", "application/rss+xml", "tide.xml", Format.TEXT),
        ('{"title": "Tide", "items": [1]}', "application/json", "tide.json", Format.TEXT),
        ("<rdf:RDF><rdf:Description>Tide</rdf:Description></rdf:RDF>", None, None, Format.TEXT),
        ("<opml><body><p>Tide</p><p>High</p></body></opml>", "text/xml", None, Format.HTML),
        ("An article on <rss> and <feed>, with <rss version> in it.", None, None, Format.TEXT),
        ("---\n\nA rule: above and below.\n\n---\n", None, None, Format.TEXT),
    ],
)
def test_content_then_content_type_then_name(
    given: str | bytes, content_type: str | None, name: str | None, expected: Format
) -> None:
    data = given.encode() if isinstance(given, str) else given
    assert parse(data, content_type, name=name).format is expected
    if isinstance(given, str):
        assert parse(given, content_type, name=name) == parse(data, content_type, name=name)


def test_the_files_name_is_in_the_sentence() -> None:
    with pytest.raises(UnreadableError, match=r"holiday\.jpg"):
        parse(b"\xff\xd8\xff\xe0", name="holiday.jpg")


def test_text_is_read_as_bytes_are() -> None:
    assert parse(PAGE) == parse(PAGE.encode())


def test_any_bytes_like_value_is_read() -> None:
    assert parse(bytearray(PAGE.encode())) == parse(memoryview(PAGE.encode())) == parse(PAGE)


def test_a_content_type_that_is_no_text_does_no_harm() -> None:
    assert parse(b"hi", "\ud800;charset=\ud800").text == "hi"
