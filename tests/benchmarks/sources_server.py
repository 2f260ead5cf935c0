"""A web of its own process: the same port on several loopback addresses, each a host with pages to cite.

Prints its port, then a full stop for each page that it has sent.
"""

from __future__ import annotations

import asyncio
import sys

from tests.benchmarks.articles import source

HOSTS = tuple(f"127.0.0.{n}" for n in range(1, 17))
PAGES = 8
"""Different pages; page N of a host is one of them."""

PAGE_BYTES = 200_000


async def serve() -> None:
    """Serve until the process is ended."""
    pages = [source(n, PAGE_BYTES) for n in range(PAGES)]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1]
                number = path.rpartition(b"/")[2]
                body = pages[int(number) % PAGES] if number.isdigit() else b""
                status = b"200 OK" if body else b"404 Not Found"
                writer.write(
                    b"HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s"
                    % (status, len(body), body)
                )
                await writer.drain()
                if body:
                    sys.stdout.write(".")
                    sys.stdout.flush()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    first = await asyncio.start_server(answer, HOSTS[0], 0)
    port = first.sockets[0].getsockname()[1]
    await asyncio.start_server(answer, HOSTS[1:], port)
    print(port, flush=True)
    await first.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
