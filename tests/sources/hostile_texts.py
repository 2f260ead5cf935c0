"""Pages that lie about their encoding, or about what they are."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from tests.sources.hostile_case import HTML, WORDS, Case, Got
from tests.sources.server import answer, raw

if TYPE_CHECKING:
    from tests.sources.server import Handler

ACCENTS = "Im Café Größe “sieben” trank der Bürgermeister – naïvement – drei Gläser auf die Hafenmauer."
CYRILLIC = "Городская стена устояла ночью, сказал мэр, и никого не поблагодарил по имени."
JAPANESE = "市長は夜のあいだ港の壁が持ちこたえたと語り、誰の名前も挙げて感謝しなかった。"


def html(text: str, meta: str = "") -> str:
    return f"<!doctype html>{meta}<title>Wall</title><article><p>{text}</p><p>{text}</p></article>"


BROKEN = html("Zwei café, drei Cafés, ein #. ").encode().replace(b"#", b"caf\xff")


def typed(content_type: str, body: bytes) -> Handler:
    return answer(body, Content_Type=content_type)


def charset(name: str, label: str, text: str, encoding: str, *, meta: str = "", mark: bytes = b"") -> Case:
    """A page in `encoding` whose header says `label`; the text must be read right."""
    kind = "text/html" + (f"; charset={label}" if label else "")
    return Case(name, Got(text=text, media="text/html"), typed(kind, mark + html(text, meta).encode(encoding)))


def lie(name: str, content_type: str, body: bytes, media: str) -> Case:
    """A body that is not what the header says; the media type must be told right."""
    return Case(name, Got(media=media), typed(content_type, body))


CHARSETS = (
    charset("charset-lie", "utf-8", ACCENTS, "cp1252"),
    charset("charset-lie-the-other-way", "iso-8859-1", ACCENTS, "utf-8"),
    charset("latin1", "iso-8859-1", ACCENTS, "cp1252"),
    charset("no-charset-latin1", "", ACCENTS, "cp1252"),
    charset("meta-charset", "", CYRILLIC, "cp1251", meta="<meta charset=windows-1251>"),
    charset("meta-lies-header-is-right", "windows-1251", CYRILLIC, "cp1251", meta="<meta charset=big5>"),
    charset("meta-says-utf-16", "", ACCENTS, "utf-8", meta="<meta charset=utf-16>"),
    charset("utf8-bom", "iso-8859-1", ACCENTS, "utf-8-sig"),
    charset("utf16-bom", "utf-8", CYRILLIC, "utf-16"),
    charset("utf16-big-endian", "utf-16be", CYRILLIC, "utf-16-be"),
    charset("shift-jis", "Shift_JIS", JAPANESE, "cp932"),
    charset("koi8", '"KOI8-R"', CYRILLIC, "koi8-r"),
    *(
        charset(f"evil-codec-{codec}", codec, ACCENTS, "utf-8")
        for codec in ("idna", "zlib", "unicode_escape", "rot13", "utf-7", "undefined", "punycode", "mbcs", "base64")
    ),
    charset("charset-with-an-escape", "\x1b]0;x\x07", ACCENTS, "utf-8"),
    charset("charset-without-end", '"' * 200, ACCENTS, "utf-8"),
    Case("broken-utf8", Got(text="café, drei Cafés"), typed("text/html; charset=utf-8", BROKEN)),
    Case(
        "surrogates-in-utf8",
        Got(),
        typed("text/html; charset=utf-8", HTML + b"<p>\xed\xa0\x80\xed\xb0\x80 \xf4\x90\x80\x80"),
    ),
)

KINDS = (
    lie("pdf-as-html", "text/html", b"%PDF-1.7\n" + bytes(2_000), "application/pdf"),
    lie("picture-as-html", "text/html", b"\x89PNG\r\n\x1a\n" + bytes(2_000), "image/png"),
    lie("gzip-file-as-html", "text/html", gzip.compress(HTML), "application/gzip"),
    lie("zip-as-html", "text/html", b"PK\x03\x04" + bytes(500), "application/zip"),
    lie("binary-as-html", "text/html", bytes(range(256)) * 40, "application/octet-stream"),
    lie("nuls-as-html", "text/html", bytes(100_000), "application/octet-stream"),
    lie("html-as-pdf", "application/pdf", HTML, "text/html"),
    lie("html-as-binary", "application/octet-stream", HTML, "text/html"),
    lie("html-as-picture", "image/png", HTML, "text/html"),
    lie("html-as-text", "text/plain", HTML, "text/html"),
    lie("type-that-is-none", "banana", HTML, "text/html"),
    lie("type-with-tags", "<b>text/html</b>", HTML, "text/html"),
    lie("a-thousand-types", "text/html, " * 1000, HTML, "text/html"),
    lie("empty-page", "text/html", b"", "text/html"),
    Case("no-type", Got(text=WORDS, media="text/html"), answer(HTML)),
    Case(
        "no-type-and-binary",
        Got(media="application/octet-stream"),
        raw(b"HTTP/1.1 200 OK\r\n\r\n" + bytes(range(256)) * 40),
    ),
    Case(
        "no-type-and-a-picture", Got(media="image/jpeg"), raw(b"HTTP/1.1 200 OK\r\n\r\n\xff\xd8\xff\xe0" + bytes(2_000))
    ),
    Case(
        "escapes-in-the-text",
        Got(text=WORDS),
        typed("text/html", HTML + b"<p>\x1b]52;c;eA==\x07 &#27;[2J \xc2\x9b31m</p>"),
    ),
)

CASES = (*CHARSETS, *KINDS)
