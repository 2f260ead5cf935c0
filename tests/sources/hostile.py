"""A web of hostile servers: every behaviour in one table, and a process of its own that behaves so.

`python -m tests.sources.hostile` serves until its standard input ends. It says where on its first line of output, and
on its last how many connections the canary on a private address had.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import ssl
import subprocess
import sys
import tempfile
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from reader.errors import FetchError
from reader.sources.fetcher import Fetcher
from tests.sources import hostile_codings, hostile_framing, hostile_texts, hostile_time, hostile_ways
from tests.sources.server import Server, answer, drip, raw, redirect, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    import trustme

    from reader.sources.model import Page
    from tests.sources.hostile_case import Case
    from tests.sources.server import Handler

CASES: tuple[Case, ...] = (
    *hostile_time.CASES,
    *hostile_framing.CASES,
    *hostile_codings.CASES,
    *hostile_texts.CASES,
    *hostile_ways.CASES,
)

_ROOT = Path(__file__).resolve().parents[2]


class Web:
    """The hostile web as its visitor sees it.

    Attributes:
        canary: how many connections the private address had; known after the web has ended.
    """

    def __init__(self, places: dict[str, str]) -> None:
        self._places = places
        self.canary = 0

    def url(self, case: Case) -> str:
        return case.url.format(name=case.name, **self._places)

    def fetcher(self, seconds: float) -> Fetcher:
        """A fetcher that may visit the servers, but not the canary; `seconds` is for background fetches."""
        port, tls = self._places["port"], self._places["tls"]
        names = {f"{name}:{tls}" for name in (*hostile_ways.TLS_NAMES, "127.0.0.1")}
        plain = {self._places[place] for place in ("web", "banner", "tarpit")} | {f"127.0.0.1:{self._places['closed']}"}
        return Fetcher(
            allow_hosts=frozenset(plain | names | {f"flips.example:{port}"}),
            resolve=hostile_ways.names(),
            background_seconds=seconds,
        )

    async def ask(self, fetcher: Fetcher, case: Case, *, background: bool) -> Page | FetchError:
        """What comes of a case; anything but a page and a FetchError is raised."""
        try:
            return await fetcher.get(self.url(case), background=background)
        except FetchError as error:
            return error


@contextmanager
def hostile_web() -> Iterator[Web]:
    """Start the servers; what is connected to meanwhile trusts their certificate authority."""
    command = [sys.executable, "-m", "tests.sources.hostile"]
    with (
        tempfile.NamedTemporaryFile() as authority,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_ROOT, text=True) as process,
        mock.patch.dict(os.environ, {"SSL_CERT_FILE": authority.name}),
    ):
        assert process.stdout is not None
        places = json.loads(process.stdout.readline())
        Path(authority.name).write_text(places.pop("authority"), encoding="ascii")
        web = Web(places)
        try:
            yield web
        finally:
            web.canary = int(process.communicate()[0])


def pages() -> dict[str, Handler]:
    """What is served at each path."""
    served: dict[str, Handler] = {"/page": hostile_ways.PAGE}
    for case in CASES:
        served.update(case.more)
        if case.handler is not None:
            served[f"/{case.name}"] = case.handler
    return served


def cookie_wall(server: Server) -> Handler:
    """Lets in who comes back with its cookie."""

    async def handle(writer: asyncio.StreamWriter) -> None:
        known = b"\r\nCookie: in=1" in server.heads[-1]
        await (hostile_ways.PAGE if known else redirect("/cookie-wall", Set_Cookie="in=1; Path=/"))(writer)

    return handle


def certified(authority: trustme.CA) -> ssl.SSLContext:
    """A server's TLS context that shows each visitor the certificate of the name asked for."""
    import trustme

    past = datetime(2020, 1, 1, tzinfo=UTC)
    certificates = {
        "trusted.example": authority.issue_cert("trusted.example"),
        "wrong.example": authority.issue_cert("another.example"),
        "expired.example": authority.issue_cert("expired.example", not_before=past, not_after=past),
        "unknown.example": trustme.CA().issue_cert("unknown.example"),
    }
    contexts = {name: ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) for name in certificates}
    for name, certificate in certificates.items():
        certificate.configure_cert(contexts[name])

    def choose(connection: ssl.SSLObject, name: str, _context: ssl.SSLContext) -> None:
        connection.context = contexts.get(name, contexts["trusted.example"])

    context = contexts["trusted.example"]
    context.sni_callback = choose
    return context


@asynccontextmanager
async def speaking(handler: Handler) -> AsyncIterator[str]:
    """Where something listens that is no web server and speaks first."""

    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.CancelledError):
            await handler(writer)
        writer.close()

    async with await asyncio.start_server(speak, "127.0.0.1", 0) as listener:
        yield f"127.0.0.1:{listener.sockets[0].getsockname()[1]}"


async def serve() -> None:
    """Serve until standard input ends."""
    import trustme

    hostile_codings.gigabyte()
    authority = trustme.CA()
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # taken, but nobody listens
        async with (
            serving(pages()) as web,
            serving({"*": answer(b"SECRET")}, "127.0.0.2", web.port) as canary,
            serving(pages(), tls=certified(authority)) as tls,
            speaking(raw(b"SSH-2.0-Example_1.0\r\n" * 50)) as banner,
            speaking(drip(b"\x16\x03\x03\x3f\xff", b"\x02")) as tarpit,
        ):
            web.pages["/cookie-wall"] = cookie_wall(web)
            places = {"web": web.place, "port": web.port, "tls": tls.port, "closed": closed.getsockname()[1]}
            pem = authority.cert_pem.bytes().decode("ascii")
            print(json.dumps({**places, "banner": banner, "tarpit": tarpit, "authority": pem}), flush=True)
            await asyncio.to_thread(sys.stdin.read)
            print(canary.connections)


if __name__ == "__main__":
    asyncio.run(serve())
