"""Servers that never come to an end, or only when they please, and those that send too much."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.sources.hostile_case import CHUNKED, HEAD, HTML, WORDS, Case, Got, Refused, late
from tests.sources.server import answer, drip, flood, hang, raw, redirect

if TYPE_CHECKING:
    from tests.sources.server import Handler

MEGABYTE = b"x" * (1 << 20)
OK = b"HTTP/1.1 200 OK\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
MANY = 100_000
MANY_COOKIES = (
    b"HTTP/1.1 302 Found\r\nLocation: /page\r\n" + b"".join(b"Set-Cookie:%x=\r\n" % n for n in range(6_000)) + b"\r\n"
)
# Words of many syllables, so that a body of any length reads as an article.
PROSE = f"<p>{WORDS}</p>\n".encode() * 500


def slowly(handler: Handler, seconds: float) -> Handler:
    """The same answer, later."""

    async def handle(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        await handler(writer)

    return handle


def then(first: Handler, second: Handler) -> Handler:
    """One after the other on the same connection."""

    async def handle(writer: asyncio.StreamWriter) -> None:
        await first(writer)
        await second(writer)

    return handle


STALLING = (
    Case("silent", late("http"), hang()),
    Case("half-a-status-line", late("http"), hang(b"HTTP/1.1 20")),
    Case("drip-status-line", late("http"), drip(b"HTTP/1.1 200 ", b"O")),
    Case("drip-headers", late("http"), drip(OK, b"X: y\r\n")),
    Case("drip-one-header", late("http"), drip(OK + b"X: ", b"y")),
    Case("silent-body", late("body"), hang(HEAD + b"Content-Length: 9000\r\n\r\n")),
    Case("silent-after-half-the-body", late("body"), hang(HEAD + b"Content-Length: 9000\r\n\r\n" + HTML)),
    Case("drip-body", late("body"), drip(HEAD + b"\r\n" + HTML, b"x")),
    Case("drip-chunks", late("body"), drip(CHUNKED, b"1\r\nx\r\n")),
    Case("drip-chunk-extension", late("body"), drip(CHUNKED + b"5;a=", b"b")),
    Case("drip-trailers", late("body"), drip(CHUNKED + b"5\r\nhello\r\n0\r\n", b"X: y\r\n")),
    Case(
        "drip-gzip-header",
        late("body"),
        drip(HEAD + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08" + bytes(6), b"n"),
    ),
    Case("continue-drip", late("http"), drip(b"", CONTINUE)),
    Case("continue-forever", late("http"), flood(b"", CONTINUE * 5_000)),
    Case(
        "early-hints-forever", late("http"), flood(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 2_000)
    ),
    Case("one-byte-chunks-forever", late("body"), flood(CHUNKED, b"1\r\nx\r\n" * 20_000)),
    Case(
        "slow-redirects",
        late("http dns connect"),  # whichever of the next address is under way then
        slowly(redirect("/slow-1"), 0.3),
        more={f"/slow-{n}": slowly(redirect(f"/slow-{n + 1}"), 0.3) for n in range(1, 9)},
    ),
)

ENDING = (
    Case("five-interim-answers", Got(text=WORDS), then(raw(b"HTTP/1.1 103 X\r\nA: b\r\n\r\n" * 5), answer(HTML))),
    Case("a-thousand-interim-answers", Got(text=WORDS), then(raw(CONTINUE * 1_000), answer(HTML))),
    Case("a-hundred-thousand-chunks", Got(least=MANY), flood(CHUNKED, b"1\r\nx\r\n" * 1_000, 100, b"0\r\n\r\n")),
    Case("endless", Got(cut=True, least=8 << 20), flood(HEAD + b"\r\n", MEGABYTE)),
    Case("endless-prose", Got(cut=True, least=8 << 20), flood(HEAD + b"\r\n", PROSE)),
    Case("endless-chunked", Got(cut=True, least=8 << 20), flood(CHUNKED, b"100000\r\n" + MEGABYTE + b"\r\n")),
    Case("endless-zeros", Got(cut=True, least=8 << 20), flood(HEAD + b"\r\n", bytes(1 << 20))),
    Case("endless-picture", Got(cut=True, most=64 << 10), flood(OK + b"Content-Type: image/png\r\n\r\n", MEGABYTE)),
    Case("nine-megabytes", Got(cut=True, least=8 << 20), answer(b"x" * (9 << 20), Content_Type="text/html")),
    Case("eight-megabytes", Got(least=8 << 20), answer(b"x" * (8 << 20), Content_Type="text/html")),
    Case("junk-after-the-page", Got(text=WORDS), then(answer(HTML, Content_Type="text/html"), flood(b"", MEGABYTE))),
    Case("stays-open-after-the-page", Got(text=WORDS), then(answer(HTML, Content_Type="text/html"), hang())),
    Case(
        "two-answers-in-one",
        Got(text=WORDS),
        then(answer(HTML, Content_Type="text/html"), answer(b"<p>Not asked for", Content_Type="text/html")),
    ),
    Case(
        "redirect-with-an-endless-body",
        Got(text=WORDS, hops=1),
        flood(b"HTTP/1.1 302 F\r\nLocation: /page\r\n\r\n", MEGABYTE),
    ),
    Case("error-with-an-endless-body", Got(status=500, cut=True), flood(b"HTTP/1.1 500 X\r\n\r\n", MEGABYTE)),
    Case("a-hundred-thousand-headers", Refused("http"), flood(OK, b"X: y\r\n" * 1000, MANY // 1000)),
    Case("a-header-of-fifty-megabytes", Refused("http"), flood(OK + b"X: ", MEGABYTE, 50)),
    Case("a-status-line-of-a-megabyte", Refused("http"), flood(b"HTTP/1.1 200 ", MEGABYTE, 1)),
    Case("a-location-of-a-megabyte", Refused("http"), redirect("/" + "a" * (1 << 20))),
    Case("a-location-of-fifty-kilobytes", Refused("policy", "8000 characters"), redirect("/" + "a" * 50_000)),
    Case("a-content-type-of-a-megabyte", Refused("http"), answer(HTML, Content_Type="text/html;" + "a" * (1 << 20))),
    Case("a-content-type-of-fifty-kilobytes", Got(text=WORDS), answer(HTML, Content_Type="text/html;" + "a" * 50_000)),
    Case("a-cookie-of-a-megabyte", Refused("http"), answer(HTML, Set_Cookie="a=" + "b" * (1 << 20))),
    Case("eighteen-thousand-headers", Got(text=WORDS), raw(HEAD + b"a:b\r\n" * 18_000 + b"\r\n" + HTML)),
    Case("six-thousand-cookies", Got(text=WORDS, hops=1), raw(MANY_COOKIES)),
    Case("a-chunk-extension-of-thirty-megabytes", Refused("body"), flood(CHUNKED + b"5;a=", MEGABYTE, 30)),
    Case(
        "trailers-without-end",
        Got(cut=None, text=WORDS),
        flood(CHUNKED + b"%x\r\n" % len(HTML) + HTML + b"\r\n0\r\n", b"X: y\r\n" * 10_000),
    ),
    Case("empty-lines-without-end", Refused("http"), flood(b"", b"\r\n" * 50_000)),
)

CASES = (*STALLING, *ENDING)
