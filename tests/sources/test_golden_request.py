"""The requests that the fetcher sends, byte for byte: these lines in this order and nothing after them."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from reader.sources.fetcher import Fetcher

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

GOLDEN = (
    b"Host: courier.example\r\n"
    b"Accept: text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,*/*;q=0.5\r\n"
    b"Accept-Language: en,*;q=0.5\r\n"
    b"Accept-Encoding: gzip, deflate, br\r\n"
    b"Connection: close\r\n"
    b"User-Agent: Pullquote/1.2.3 (+terminal reader)\r\n"
)
PREFETCH = b"Sec-Purpose: prefetch\r\n"
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: id=1; Path=/\r\nETag: x\r\n\r\nhello"
REDIRECT = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nSet-Cookie: in=1; Path=/\r\nLocation: /b\r\n\r\n"


class Recorder:
    """Takes down all that comes over each connection until the other side closes it.

    Attributes:
        answers: what is answered to one connection after the other; a page when there is none left.
        received: the bytes of each connection that has been closed.
    """

    def __init__(self, answers: list[bytes]) -> None:
        self.answers = answers
        self.received: list[bytes] = []
        self._closed = asyncio.Semaphore(0)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = len(self.received)
        self.received.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(self.answers.pop(0) if self.answers else PAGE)
        await writer.drain()
        self.received[number] += await reader.read()
        writer.close()
        self._closed.release()

    async def all(self, number: int) -> list[bytes]:
        """What came over so many connections, once they are closed."""
        for _ in range(number):
            await self._closed.acquire()
        return self.received


@asynccontextmanager
async def recording(*answers: bytes) -> AsyncIterator[tuple[Recorder, Fetcher]]:
    """A recorder, and a fetcher to which it is courier.example."""
    recorder = Recorder(list(answers))
    async with await asyncio.start_server(recorder.handle, "127.0.0.1", 0) as listener:
        port = listener.sockets[0].getsockname()[1]
        fetcher = Fetcher(routes={"courier.example": ("127.0.0.1", port)})
        yield recorder, fetcher
        await fetcher.close()


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that stays, and an environment that other programs would heed."""
    monkeypatch.setattr("reader.sources.transport.__version__", "1.2.3")
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://user:secret@127.0.0.1:9")


@pytest.mark.parametrize(("background", "last"), [(False, b""), (True, PREFETCH)])
async def test_the_request_is_these_bytes(background: bool, last: bytes) -> None:
    async with recording() as (recorder, fetcher):
        await fetcher.get("http://courier.example/a?b=c#d", background=background)
        assert await recorder.all(1) == [b"GET /a?b=c HTTP/1.1\r\n" + GOLDEN + last + b"\r\n"]


async def test_what_a_page_said_changes_nothing_about_the_next_request() -> None:
    async with recording() as (recorder, fetcher):
        for _ in range(2):
            await fetcher.get("http://courier.example/a", background=True)
        first, second = await recorder.all(2)
    assert first == second == b"GET /a HTTP/1.1\r\n" + GOLDEN + PREFETCH + b"\r\n"


async def test_a_redirect_adds_its_cookie_and_no_referer() -> None:
    async with recording(REDIRECT) as (recorder, fetcher):
        page = await fetcher.get("http://courier.example/a", background=True)
        first, second = await recorder.all(2)
    assert page.body == b"hello"
    assert first == b"GET /a HTTP/1.1\r\n" + GOLDEN + PREFETCH + b"\r\n"
    assert second == b"GET /b HTTP/1.1\r\n" + GOLDEN + PREFETCH + b"Cookie: in=1\r\n\r\n"
