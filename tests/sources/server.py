"""A small raw HTTP server: a handler per path writes whatever bytes it likes."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable, Callable

    Handler = Callable[[asyncio.StreamWriter], Awaitable[None]]

LONGEST_HEAD = 1 << 20
"""Bytes of a request that are taken: cookies come back."""


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> Handler:
    """A handler that sends one complete answer; `Content_Type="text/html"` and so on are its headers."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]

    async def handle(writer: asyncio.StreamWriter) -> None:
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await writer.drain()

    return handle


def raw(*chunks: bytes) -> Handler:
    """A handler that sends these bytes and closes the connection."""

    async def handle(writer: asyncio.StreamWriter) -> None:
        for chunk in chunks:
            writer.write(chunk)
            await writer.drain()

    return handle


def redirect(to: str, status: str = "302 Found", **headers: str) -> Handler:
    return answer(b"", status, Location=to, **headers)


def hang(*chunks: bytes) -> Handler:
    """A handler that sends these bytes and then nothing more, for as long as the client stays."""

    async def handle(writer: asyncio.StreamWriter) -> None:
        await raw(*chunks)(writer)
        await asyncio.Event().wait()

    return handle


def drip(head: bytes, drop: bytes) -> Handler:
    """A handler that sends `drop` again and again, a little at a time, for ever."""

    async def handle(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(0.01)

    return handle


def flood(head: bytes, drop: bytes, times: int | None = None, end: bytes = b"") -> Handler:
    """A handler that sends `drop` so many times (None: for ever), as fast as the client takes it, and then `end`."""

    async def handle(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        sent = 0
        while times is None or sent < times:
            writer.write(drop)
            await writer.drain()
            sent += 1
        writer.write(end)

    return handle


class Server:
    """Serves `pages` on a loopback address, and notes what it was asked.

    Attributes:
        pages: path (with its query) to handler; "*" answers everything else.
        heads: each request as it came, in order.
        connections: how many were accepted.
        most_at_once: by Host header, the most requests that were under way together.
        arrived: set at each request.
    """

    def __init__(self, pages: dict[str, Handler]) -> None:
        self.pages = pages
        self.heads: list[bytes] = []
        self.connections = 0
        self.port = 0
        self.most_at_once: Counter[str] = Counter()
        self.most_in_all = 0
        self.arrived = asyncio.Event()
        self._now: Counter[str] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def place(self) -> str:
        """Host and port, as `allow_hosts` takes it."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.place}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [head.split(b" ", 2)[1].decode() for head in self.heads]

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = await reader.readuntil(b"\r\n\r\n")
            await self._respond(head, writer)
        writer.close()
        self._tasks.discard(task)

    async def _respond(self, head: bytes, writer: asyncio.StreamWriter) -> None:
        self.heads.append(head)
        self.arrived.set()
        host = head.partition(b"Host: ")[2].partition(b"\r\n")[0].decode()
        self._now[host] += 1
        self.most_at_once[host] = max(self.most_at_once[host], self._now[host])
        self.most_in_all = max(self.most_in_all, self._now.total())
        try:
            handler = self.pages.get(self.paths[-1]) or self.pages.get("*") or answer(status="404 Not Found")
            await handler(writer)
        finally:
            self._now[host] -= 1

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def serving(
    pages: dict[str, Handler], address: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Server]:
    """A server on a loopback address, on a free port where none is given."""
    server = Server(pages)
    listener = await asyncio.start_server(server.handle, address, port, ssl=tls, limit=LONGEST_HEAD)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        await server.stop()
