"""Bytes are read as a browser would read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.article.charset import decode

CYRILLIC = "Привет, это статья о словах других."


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (CYRILLIC.encode(), None),
        (b"\xef\xbb\xbf" + CYRILLIC.encode(), "text/html; charset=windows-1251"),
        (b"\xff\xfe" + CYRILLIC.encode("utf-16-le"), None),
        (b"\xfe\xff" + CYRILLIC.encode("utf-16-be"), None),
        (CYRILLIC.encode("cp1251"), "text/html; charset=windows-1251"),
        (CYRILLIC.encode("koi8-r"), 'text/plain; charset="koi8-r"'),
        (CYRILLIC.encode(), "text/html; charset=iso-8859-1"),
    ],
)
def test_the_bytes_and_the_header_are_weighed(data: bytes, content_type: str | None) -> None:
    assert decode(data, content_type) == CYRILLIC


def test_a_meta_element_is_believed_when_there_is_no_header() -> None:
    page = f'<html><meta charset="windows-1251"><p>{CYRILLIC}'
    assert decode(page.encode("cp1251")) == page
    older = f'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>{CYRILLIC}'
    assert decode(older.encode("cp1251"), "text/html") == older


def test_an_xml_declaration_is_believed_when_there_is_no_header() -> None:
    feed = f'<?xml version="1.0" encoding="windows-1251"?><rss>{CYRILLIC}</rss>'
    assert decode(feed.encode("cp1251")) == feed
    assert decode(feed.encode("koi8-r"), "application/rss+xml; charset=koi8-r") == feed
    assert decode(feed.encode()) == feed


def test_bytes_that_say_nothing_are_windows_1252() -> None:
    assert decode(b"caf\xe9 \x93so\x94") == "café “so”"
    assert decode(b"<meta charset=utf-8>caf\xe9 \x93so\x94").endswith("café “so”")


def test_latin_1_means_windows_1252_as_on_the_web() -> None:
    assert decode(b"\x93so\x94", "text/html; charset=iso-8859-1") == "“so”"


def test_mostly_utf_8_stays_utf_8() -> None:
    assert decode("Größe über alles ".encode() + b"\xff") == "Größe über alles \ufffd"


@pytest.mark.parametrize("label", ["base64", "rot13", "idna", "zip", "no-such-thing"])
def test_a_label_that_is_no_encoding_is_ignored(label: str) -> None:
    assert decode(b"caf\xe9", f"text/html; charset={label}") == "café"


@given(st.binary(max_size=200), st.text(max_size=40))
def test_any_bytes_decode(data: bytes, content_type: str) -> None:
    assert isinstance(decode(data, content_type), str)
