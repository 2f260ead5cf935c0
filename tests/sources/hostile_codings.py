"""Compressed bodies: bombs, chains, lies and damage."""

from __future__ import annotations

import functools
import gzip
import zlib
from typing import TYPE_CHECKING

import brotli

from tests.sources.hostile_case import HEAD, HTML, WORDS, Case, Got, Refused
from tests.sources.server import answer, flood, raw

if TYPE_CHECKING:
    import asyncio

    from tests.sources.server import Handler

FULL = 8 << 20
PARTIAL = Got(cut=True, text=WORDS)
LONG = HTML + b"".join(b"<p>Paragraph %d of the long page, of which a part is lost.</p>" % n for n in range(20_000))


def coded(coding: str, body: bytes) -> Handler:
    """A complete answer with this body, said to be in this coding."""
    return answer(body, Content_Type="text/html", Content_Encoding=coding)


def head(coding: bytes) -> bytes:
    return HEAD + b"Content-Encoding: " + coding + b"\r\n\r\n"


def inflating(window: int) -> tuple[bytes, bytes]:
    """The beginning of a deflate stream, and a block of it that can be repeated for ever: 16 MB of zeros each."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, window)
    first = deflate.compress(b"<") + deflate.flush(zlib.Z_FULL_FLUSH)
    return first, deflate.compress(bytes(16 << 20)) + deflate.flush(zlib.Z_FULL_FLUSH)


def bomb(coding: bytes, window: int, blocks: int = 600) -> Handler:
    """Some 10 GB of zeros."""

    async def handle(writer: asyncio.StreamWriter) -> None:
        first, block = inflating(window)
        await flood(head(coding) + first, block, blocks)(writer)

    return handle


@functools.cache
def gigabyte() -> bytes:
    """1 GB of zeros in brotli: 1.6 KB."""
    compressor = brotli.Compressor(quality=5)
    zeros = bytes(16 << 20)
    return b"".join([*(compressor.process(zeros) for _ in range(64)), compressor.finish()])


async def brotli_bomb(writer: asyncio.StreamWriter) -> None:
    await coded("br", gigabyte())(writer)


def empty_members() -> bytes:
    return gzip.compress(b"") * 5_000


BOMBS = (
    Case("gzip-bomb", Got(cut=True, least=FULL), bomb(b"gzip", zlib.MAX_WBITS | 16)),
    Case("deflate-bomb", Got(cut=True, least=FULL), bomb(b"deflate", zlib.MAX_WBITS)),
    Case("raw-deflate-bomb", Got(cut=True, least=FULL), bomb(b"deflate", -zlib.MAX_WBITS)),
    Case(
        "gzip-bomb-of-members", Got(cut=True, least=FULL), flood(head(b"gzip"), gzip.compress(bytes(1 << 20)), 10_000)
    ),
    Case("brotli-bomb", Got(cut=True, least=FULL), brotli_bomb),
    Case("gzip-of-empty-members", Got(cut=True, most=0), flood(head(b"gzip"), empty_members(), 100)),
    Case(
        "gzip-with-an-endless-name",
        Got(cut=True, most=0),
        flood(head(b"gzip") + b"\x1f\x8b\x08\x08" + bytes(6), b"n" * (1 << 20)),
    ),
    Case(
        "deflate-of-empty-blocks",
        Got(cut=True, most=0),
        flood(head(b"deflate") + b"\x78\x9c", b"\x00\x00\x00\xff\xff" * 200_000),
    ),
    Case("zstd-bomb", Refused("body"), coded("zstd", b"\x28\xb5\x2f\xfd" + bytes(32_000))),
    Case("gzip-in-gzip-bomb", Refused("body"), coded("gzip, gzip", gzip.compress(gzip.compress(bytes(64 << 20))))),
    Case("two-coding-headers", Refused("body"), raw(HEAD + b"Content-Encoding: gzip\r\n" * 2 + b"\r\n")),
    Case("chain-of-two-hundred-codings", Refused("body"), coded(", ".join(["gzip"] * 200), b"x")),
)

DAMAGED = (
    Case("says-gzip-is-plain", Refused("body"), coded("gzip", HTML)),
    Case("says-deflate-is-plain", Refused("body"), coded("deflate", HTML)),
    Case("says-brotli-is-plain", Refused("body"), coded("br", HTML)),
    Case("says-brotli-is-gzip", Refused("body"), coded("br", gzip.compress(HTML))),
    Case("says-nothing-is-gzip", Got(media="application/gzip"), answer(gzip.compress(HTML), Content_Type="text/html")),
    Case("damaged-gzip", Refused("body"), coded("gzip", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + b"\xff" * 400)),
    Case("gzip-damaged-late", PARTIAL, coded("gzip", gzip.compress(LONG)[:-2000] + b"\xff" * 2000)),
    Case("gzip-breaks-off", PARTIAL, coded("gzip", gzip.compress(LONG)[:-100])),
    Case("deflate-breaks-off", PARTIAL, coded("deflate", zlib.compress(LONG)[:-100])),
    Case("brotli-breaks-off", PARTIAL, coded("br", brotli.compress(LONG, quality=1)[:-100])),
    Case(
        "gzip-length-breaks-off",
        PARTIAL,
        raw(head(b"gzip")[:-2] + b"Content-Length: 900000\r\n\r\n" + gzip.compress(LONG)),
    ),
    Case("gzip-of-nothing", Got(most=0), coded("gzip", b"")),
    Case("gzip-with-junk-after-it", Got(text=WORDS), coded("gzip", gzip.compress(HTML) + b"junk" * 1000)),
    Case("brotli-with-junk-after-it", Refused("body"), coded("br", brotli.compress(HTML) + b"junk" * 1000)),
    Case("unknown-coding", Refused("body"), coded("banana", HTML)),
    Case("coding-with-an-escape", Refused("body"), raw(head(b"\x1b]0;x\x07") + HTML)),
    Case("coding-in-capitals", Got(text=WORDS), coded("GZip", gzip.compress(HTML))),
    Case("bare-deflate", Got(text=WORDS), coded("deflate", zlib.compress(HTML)[2:-4])),
    Case("identity", Got(text=WORDS), coded("identity", HTML)),
)

CASES = (*BOMBS, *DAMAGED)
