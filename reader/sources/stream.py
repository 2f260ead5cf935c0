"""A connection whose bytes are counted, and which never keeps the event loop to itself."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpcore

if TYPE_CHECKING:
    import ssl

    from reader.sources.failures import Progress

HEAD_PIECE = 4 << 10
"""Bytes read at a time before the body: httpcore goes through all interim answers in what it has read, however many,
without letting other work have its turn."""


class CountedStream(httpcore.AsyncNetworkStream):
    """One connection; what it receives is added to the progress of its request."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, progress: Progress) -> None:
        self._stream = stream
        self._progress = progress

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - the interface's name
        """At most `max_bytes` bytes, and fewer before the body."""
        await asyncio.sleep(0)
        most = max_bytes if self._progress.phase == "body" else min(max_bytes, HEAD_PIECE)
        data = await self._stream.read(most, timeout)
        self._progress.received += len(data)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - the interface's name
        """Send all of it."""
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface's name
    ) -> httpcore.AsyncNetworkStream:
        """The same connection, encrypted."""
        return CountedStream(await self._stream.start_tls(ssl_context, server_hostname, timeout), self._progress)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self._stream.get_extra_info(info)
