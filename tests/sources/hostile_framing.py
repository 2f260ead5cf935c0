"""Answers that are not HTTP, are HTTP with something wrong in it, or break off; and every status that says no."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import TYPE_CHECKING

from tests.sources.hostile_case import CHUNKED, HEAD, HTML, WORDS, Case, Got, Refused
from tests.sources.server import answer, raw

if TYPE_CHECKING:
    from tests.sources.server import Handler

LONG = b"Content-Length: 9000\r\n\r\n"
PARTIAL = Got(cut=True, text=WORDS)
GARBAGE = bytes(range(256)) * 20
OK = b"HTTP/1.1 200 OK\r\n"


def reset(*chunks: bytes) -> Handler:
    """Sends these bytes and resets the connection; what came before a reset can still be read."""

    async def handle(writer: asyncio.StreamWriter) -> None:
        await raw(*chunks)(writer)
        connection: socket.socket = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    return handle


def half_close(*chunks: bytes) -> Handler:
    """Sends these bytes and closes its own direction only."""

    async def handle(writer: asyncio.StreamWriter) -> None:
        await raw(*chunks)(writer)
        writer.write_eof()
        await asyncio.Event().wait()

    return handle


def with_length(value: bytes, *, body: bytes = HTML) -> Handler:
    return raw(HEAD + b"Content-Length: " + value + b"\r\n\r\n" + body)


def status(line: str, pause: int | None = None, **headers: str) -> Case:
    """An answer with a status that is not "OK", and a page about it."""
    code = int(line[:3])
    body = b"" if code in (204, 304) else HTML
    return Case(f"status-{code}", Got(status=code, pause=pause), answer(body, line, **headers))


NOT_HTTP = (
    Case("nothing", Refused("http"), raw()),
    Case("reset-at-once", Refused("http"), reset()),
    Case("http-0.9", Refused("http"), raw(HTML)),
    Case("garbage", Refused("http"), raw(GARBAGE)),
    Case("invalid-status", Refused("http"), raw(b"HTTP/1.1 banana\r\n\r\n")),
    Case("status-of-four-digits", Refused("http"), raw(b"HTTP/1.1 2000 OK\r\n\r\n")),
    Case("status-of-two-digits", Refused("http"), raw(b"HTTP/1.1 20 OK\r\n\r\n")),
    Case("http-2-preface", Refused("http"), raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")),
    Case("switching-protocols", Refused("http"), raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nx")),
    Case("head-breaks-off", Refused("http"), raw(HEAD)),
    Case("reset-in-the-head", Refused("http"), reset(HEAD)),
    Case("header-without-a-colon", Refused("http"), raw(HEAD + b"no colon\r\n\r\n" + HTML)),
    Case("header-name-with-a-space", Refused("http"), raw(HEAD + b"X : y\r\n\r\n" + HTML)),
    Case("header-name-with-an-escape", Refused("http"), raw(HEAD + b"A\x1b]0;x\x07: y\r\n\r\n" + HTML)),
    Case("header-value-with-a-nul", Refused("http"), raw(HEAD + b"X: a\x00b\r\n\r\n" + HTML)),
    Case("negative-length", Refused("http"), with_length(b"-5")),
    Case("length-that-is-no-number", Refused("http"), with_length(b"0x20")),
    Case("length-of-forty-digits", Refused("http"), with_length(b"9" * 40)),
    Case("two-lengths", Refused("http"), raw(HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello")),
    Case("unknown-transfer-coding", Refused("http"), raw(HEAD + b"Transfer-Encoding: banana\r\n\r\n" + HTML)),
    Case("gzip-as-transfer-coding", Refused("http"), raw(HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")),
    Case("chunk-garbage", Refused("body"), raw(CHUNKED + b"zz\r\n" + HTML)),
    Case("chunk-of-negative-size", Refused("body"), raw(CHUNKED + b"-5\r\nhello\r\n0\r\n\r\n")),
    Case("chunk-size-of-thirty-digits", Refused("body"), raw(CHUNKED + b"f" * 30 + b"\r\n" + HTML)),
)

WRONG = (
    Case(
        "length-and-chunks",
        Got(text=WORDS),
        raw(CHUNKED[:-2] + b"Content-Length: 5\r\n\r\n%x\r\n" % len(HTML) + HTML + b"\r\n0\r\n\r\n"),
    ),
    Case(
        "the-same-length-twice",
        Got(text=WORDS),
        raw(HEAD + (b"Content-Length: %d\r\n" % len(HTML)) * 2 + b"\r\n" + HTML),
    ),
    Case("length-too-short", Got(most=20), with_length(b"20")),
    Case("http-1.0", Got(text=WORDS), raw(HEAD.replace(b"1.1", b"1.0") + b"\r\n" + HTML)),
    Case("folded-header", Got(text=WORDS), raw(HEAD + b"X: a\r\n b\r\n\r\n" + HTML)),
    Case("line-feeds-only", Got(text=WORDS), raw(HEAD.replace(b"\r", b"") + b"\n" + HTML)),
    Case("no-reason", Got(text=WORDS), raw(b"HTTP/1.1 200\r\nContent-Type: text/html\r\n\r\n" + HTML)),
    Case(
        "reason-with-an-escape",
        Got(text=WORDS),
        raw(b"HTTP/1.1 200 \x1b]0;x\x07\r\nContent-Type: text/html\r\n\r\n" + HTML),
    ),
    Case(
        "header-value-with-an-escape", Got(text=WORDS), raw(OK + b"Content-Type: text/html; x=\x1b[31m\r\n\r\n" + HTML)
    ),
    Case("header-value-with-c1", Got(text=WORDS), raw(OK + b"Content-Type: text/html\xc2\x9b31m; x\r\n\r\n" + HTML)),
    Case(
        "header-value-with-a-bidi-override",
        Got(text=WORDS),
        raw(OK + b"Content-Type: text/html; \xe2\x80\xaex\r\n\r\n" + HTML),
    ),
    Case("header-value-with-a-line-break", Refused("http"), raw(HEAD + b"X: a\rContent-Length: 1\r\n\r\n" + HTML)),
    Case("two-content-types", Got(text=WORDS), raw(HEAD + b"Content-Type: image/png\r\n\r\n" + HTML)),
    Case("half-close", PARTIAL, half_close(HEAD + LONG + HTML)),
    Case("half-close-without-length", Got(text=WORDS), half_close(HEAD + b"\r\n" + HTML)),
    Case("reset-in-the-body", PARTIAL, reset(HEAD + LONG + HTML)),
    Case("reset-without-length", PARTIAL, reset(HEAD + b"\r\n" + HTML)),
    Case("body-breaks-off", PARTIAL, raw(HEAD + LONG + HTML)),
    Case("body-breaks-off-before-it-begins", Refused("body"), raw(HEAD + LONG)),
    Case("length-of-a-petabyte", PARTIAL, with_length(b"1" + b"0" * 15)),
    Case("chunks-break-off", PARTIAL, raw(CHUNKED + b"%x\r\n" % len(HTML) + HTML)),
    Case("chunks-without-the-last", PARTIAL, raw(CHUNKED + b"%x\r\n" % len(HTML) + HTML + b"\r\n")),
    Case("chunk-of-an-exabyte", PARTIAL, raw(CHUNKED + b"fffffffffffffff\r\n" + HTML)),
    Case("chunk-garbage-after-text", PARTIAL, raw(CHUNKED + b"%x\r\n" % len(HTML) + HTML + b"\r\nzz\r\n")),
    Case(
        "no-content-with-a-body",
        Got(status=204, most=0),
        raw(b"HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n" + HTML),
    ),
)

STATUSES = (
    *(status(line) for line in ("204 No Content", "304 Not Modified", "401 X", "403 X", "404 X", "410 X", "418 X")),
    status("429 X", 7, Retry_After="7"),
    status("503 X", 86_400, Retry_After="9" * 400),
    *(status(line) for line in ("451 X", "500 X", "599 X", "600 X", "999 X", "300 Multiple Choices")),
    Case("refresh-header", Got(text=WORDS), answer(HTML, Content_Type="text/html", Refresh="0; url=/private")),
    Case(
        "meta-refresh",
        Got(text=WORDS),
        answer(b'<meta http-equiv=refresh content="0; url=/x">' + HTML, Content_Type="text/html"),
    ),
)

CASES = (*NOT_HTTP, *WRONG, *STATUSES)
