"""The demo: a small web of invented sites, served from loopback, and the commentary article that cites them.

The pages and `site.toml`, which says what answers where, are data: `tests/site/` in a checkout, `reader/_site/` once
installed.
"""

from __future__ import annotations

import asyncio
import threading
import tomllib
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple, Self
from urllib.parse import urlsplit

ADDRESS = "http://tidewatch.example/2024/03/north-quay"
"""Where the commentary article stands."""

HEAD_SECONDS = 10.0
"""How long a client may take to send its request."""


class Answer(NamedTuple):
    """What one address of the demo's web answers; `delay` is in seconds, `location` is where a redirect leads."""

    status: int
    content_type: str
    body: bytes
    delay: float = 0.0
    location: str | None = None


NOWHERE = Answer(404, "text/html; charset=utf-8", b"<!doctype html><title>Not found</title><p>No such page.\n")


def site_folder() -> Path:
    """The folder of the demo's pages: packed beside this module, or the checkout's own."""
    packed = Path(__file__).parent / "_site"
    return packed if packed.is_dir() else Path(__file__).parents[1] / "tests" / "site"


@cache
def answers() -> dict[tuple[str, str], Answer]:
    """What every (host, path) of the demo's web answers, as `site.toml` says."""
    folder = site_folder()
    table = tomllib.loads((folder / "site.toml").read_text(encoding="utf-8"))
    found: dict[tuple[str, str], Answer] = {}
    for page in table["page"]:
        found[page["host"], page["path"]] = Answer(
            status=page.get("status", 200),
            content_type=page.get("type", "text/html; charset=utf-8"),
            body=(folder / page["file"]).read_bytes() if "file" in page else b"",
            delay=page.get("delay", 0.0),
            location=page.get("location"),
        )
    return found


def flattened() -> str:
    """The commentary article with every mark lost: its title line, then its paragraphs, set apart by blank lines.

    Nothing says any more which of them are quoted or what they link to; it is what a paste from a browser gives.
    """
    from reader.article import parse

    address = urlsplit(ADDRESS)
    answer = answers()[address.netloc, address.path]
    article = parse(answer.body, answer.content_type, ADDRESS)
    paragraphs = [block.text for block in article.blocks if block.text and block.text != article.title]
    return "\n\n".join([article.title or "", *paragraphs]) + "\n"


class Site:
    """The demo's web: one HTTP/1.1 server on loopback that chooses the site by the Host header.

    `with Site() as site:` serves from a thread of its own; `start` and `stop` serve on the running event loop.

    Attributes:
        requests: (host, path) of every request so far, in order of arrival.
    """

    def __init__(self) -> None:
        self.requests: list[tuple[str, str]] = []
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listen on a free port of 127.0.0.1; raises OSError where there is none."""
        answers()
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)

    async def stop(self) -> None:
        """Stop listening and drop every open connection, the slow ones too."""
        if self._server is None:
            return
        self._server.close()
        waiting = list(self._open)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await self._server.wait_closed()
        self._server = None

    def __enter__(self) -> Self:
        """Start on an event loop and a thread of its own, and listen; raises OSError as `start` does."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="demo site", daemon=True)
        self._thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self.start(), self._loop).result()
        except OSError:
            self._end_thread()
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        asyncio.run_coroutine_threadsafe(self.stop(), self._loop).result()
        self._end_thread()

    def _end_thread(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def routes(self) -> dict[str, tuple[str, int]]:
        """For every host name of the demo's web the (address, port) to connect to; it must have been started."""
        assert self._server is not None, "start() first"
        address, port = self._server.sockets[0].getsockname()[:2]
        return {host: (address, port) for host, _ in answers()}

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A task of our own: asyncio (3.11) reports the one it would make as an error when it is cancelled.
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._answer(reader, writer)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError, ConnectionError):
            pass  # the client went away or never asked: nothing is left to tell it
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), HEAD_SECONDS)
        host, path = _asked(head.decode("latin-1"))
        self.requests.append((host, path))
        answer = answers().get((host, path), NOWHERE)
        await asyncio.sleep(answer.delay)
        writer.write(_response(answer))
        await writer.drain()


def _asked(head: str) -> tuple[str, str]:
    """The host, without its port, and the path that a request's head asks for."""
    first, *fields = head.split("\r\n")
    target = first.split(" ")[1] if first.count(" ") >= 2 else "/"
    named = (field.partition(":") for field in fields)
    host = next((value.strip() for name, _, value in named if name.strip().lower() == "host"), "")
    return host.partition(":")[0].lower(), urlsplit(target).path


def _response(answer: Answer) -> bytes:
    lines = [
        f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}",
        f"Content-Type: {answer.content_type}",
        f"Content-Length: {len(answer.body)}",
        "Connection: close",
    ]
    if answer.location:
        lines.append(f"Location: {answer.location}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + answer.body
