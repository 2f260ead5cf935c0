"""Fetching one page: bounded in time, in bytes and in where it may go.

Whatever a server does, it ends in a page or a FetchError.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.errors import FetchError
from reader.sources.canonical import canonical
from reader.sources.caution import acts
from reader.sources.decoding import STEP, decoder
from reader.sources.failures import Progress, answer_words, clean, given_up, host_of, out_of_time
from reader.sources.media import is_picture_or_sound
from reader.sources.model import Page, Question
from reader.sources.pauses import retry_after
from reader.sources.redirects import Chain
from reader.sources.requests import Request, RequestLog, shown_address
from reader.sources.resolve import resolve as system_resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import httpx

    from reader.sources.model import Validators
    from reader.sources.resolve import Resolve
    from reader.sources.robots import Robots

LARGEST = 8 << 20
"""Bytes of a page, on the wire and decoded."""


LONGEST_TYPE = 300
LONGEST_HEADER = 10_000
"""Characters of a Content-Type, and of any other header, that are taken."""

RESPITE = 256
"""Chunks, however small, after which other work on the loop has its turn."""


class Fetcher:
    """Fetches pages with httpx. Cheap to make: the client and its TLS context are built off the loop at first use."""

    def __init__(
        self,
        *,
        allow_hosts: frozenset[str] = frozenset(),
        routes: Mapping[str, tuple[str, int]] = MappingProxyType({}),
        opened_seconds: float = 20.0,
        background_seconds: float = 10.0,
        largest: int = LARGEST,
        resolve: Resolve = system_resolve,
        log: RequestLog | None = None,
        robots: Robots | None = None,
    ) -> None:
        """Make a fetcher.

        Args:
            allow_hosts: "host:port" pairs that may be connected to although their address is not public.
            routes: host name to the (address, port) to connect to instead.
            opened_seconds: for a page that a person asked for, redirects and body included.
            background_seconds: for any other page.
            largest: bytes of a page; the rest is cut off.
            resolve: looks up names.
            log: takes down every request.
            robots: what sites want of programs, heeded by what nobody asked for; None to heed nothing.
        """
        self._log = log if log is not None else RequestLog()
        self._reach = (resolve, frozenset(one.lower() for one in allow_hosts), dict(routes))
        self._seconds = {False: opened_seconds, True: background_seconds}
        self._largest = largest
        self._robots = robots
        self._building = asyncio.Lock()
        self._client: httpx.AsyncClient | None = None
        self._deadlines: set[asyncio.Timeout] = set()
        self._closed = False

    async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:
        """Fetch a page, whatever its status.

        Raises:
            FetchError: no page was had.
        """
        why = "background" if background else "opened"
        return await self.ask(Question(url, why, self._seconds[background], cautious=background, known=known))

    async def ask(self, question: Question) -> Page:
        """Ask one question of the web; gives the answer, whatever its status.

        Raises:
            FetchError: there was none.
        """
        try:
            chain = Chain(canonical(question.url).partition("#")[0])
        except ValueError as error:
            raise FetchError("policy", str(error)) from None
        await self._heed(question, chain.url)
        progress = Progress(chain.url)
        try:
            client = await self._built()
            with self._log.watched(progress, question.why):
                return await self._in_time(client, chain, progress, question)
        except FetchError as error:
            error.final_url = error.final_url or progress.url
            raise
        except Exception as error:
            # One bad server must never end a reading, whatever it provokes in the libraries below.
            message = f"{progress.host} could not be read ({clean(type(error).__name__)})."
            raise FetchError(progress.phase, message, final_url=progress.url) from error

    async def close(self) -> None:
        """Close every connection; pending calls end with a FetchError."""
        self._closed = True
        for deadline in self._deadlines:
            if not deadline.expired():
                deadline.reschedule(asyncio.get_running_loop().time())
        if self._client is not None:
            await self._client.aclose()

    async def _built(self) -> httpx.AsyncClient:
        async with self._building:
            if self._client is None:
                self._client = await asyncio.to_thread(_build, *self._reach)
            return self._client

    async def _heed(self, question: Question, url: str) -> None:
        """Raise FetchError where the site wants programs to leave the page alone, and nobody asked for it."""
        if question.cautious and self._robots is not None:
            why = await self._robots.refusal(url, self.ask)
            if why is not None:
                raise FetchError("policy", why)

    async def _in_time(self, client: httpx.AsyncClient, chain: Chain, progress: Progress, question: Question) -> Page:
        if self._closed:
            raise given_up(progress)
        try:
            async with asyncio.timeout(question.seconds) as deadline:
                self._deadlines.add(deadline)
                try:
                    return await self._follow(client, chain, progress, question)
                finally:
                    self._deadlines.discard(deadline)
        except TimeoutError:
            raise self._ended(progress, question.seconds) from None

    def _ended(self, progress: Progress, seconds: float) -> FetchError:
        return given_up(progress) if self._closed else out_of_time(progress, seconds)

    async def _follow(self, client: httpx.AsyncClient, chain: Chain, progress: Progress, question: Question) -> Page:
        import httpx

        started = time.monotonic()
        cookies = httpx.Cookies()  # for this chain only
        page = None
        while page is None:
            progress.at(chain.url)
            request = client.build_request(
                "GET" if question.form is None else "POST",
                chain.url,
                headers=_headers(question, chain.url),
                data=question.form,
                cookies=cookies,
                extensions={"progress": progress},
            )
            chain.ask(request.headers.get("Cookie", ""))
            with self._noted(progress, question.why) as said:
                response = await client.send(request, stream=True)
                said.append(answer_words(response.status_code))
                try:
                    cookies.extract_cookies(response)
                    if question.follow and chain.follow(response.status_code, response.extensions["location"]):
                        _refuse_acting(chain, progress, question)
                    else:
                        page = await self._page(response, chain, question)
                finally:
                    await response.aclose()
            if page is None:
                await self._heed(question, chain.url)
        return replace(page, seconds=time.monotonic() - started)

    @contextmanager
    def _noted(self, progress: Progress, why: str) -> Iterator[list[str]]:
        """Take down one request with what it came to, which the block adds to the list that it is given."""
        sent = int(time.time())
        said: list[str] = []
        try:
            yield said
        except FetchError as error:
            said.append(str(error))
            raise
        except asyncio.CancelledError:
            said.append("given up")
            raise
        finally:
            if progress.tried:
                self._log.note(
                    Request(sent, shown_address(progress.url), why, "; ".join(said) or "failed", progress.received)
                )

    async def _page(self, response: httpx.Response, chain: Chain, question: Question) -> Page:
        body, truncated = await self._body(response, question.largest or self._largest, whole=question.whole)
        location = response.extensions["location"]

        def said(name: str, longest: int = LONGEST_HEADER) -> str | None:
            value = response.headers.get(name)
            return clean(value, longest) if value is not None else None

        return Page(
            url=chain.first,
            final_url=chain.url,
            status=response.status_code,
            content_type=said("Content-Type", LONGEST_TYPE),
            body=body,
            hops=tuple(chain.hops),
            truncated=truncated,
            retry_after=retry_after(response.headers.get("Retry-After"), datetime.now(UTC)),
            etag=said("ETag"),
            last_modified=said("Last-Modified"),
            memento=said("Memento-Datetime"),
            links=said("Link"),
            location=clean(location, LONGEST_HEADER) if location is not None else None,
        )

    async def _body(self, response: httpx.Response, largest: int, *, whole: bool) -> tuple[bytes, bool]:
        """The decoded body, and whether it was cut."""
        coding = decoder(response.headers.get("Content-Encoding"))
        if not whole and is_picture_or_sound(response.headers.get("Content-Type")):
            largest = STEP
        body, wire, cut, chunks = bytearray(), 0, False, 0
        try:
            async for chunk in response.aiter_raw():
                if cut:
                    continue  # what was read already; the closed connection ends the loop
                wire += len(chunk)
                chunks += 1
                if chunks % RESPITE == 0:
                    await asyncio.sleep(0)  # httpcore hands over what it has buffered without yielding
                for piece in coding.feed(chunk):
                    body += piece
                    if len(body) > largest:
                        break
                    if len(piece) >= STEP // 2:
                        await asyncio.sleep(0)
                if max(wire, len(body)) > largest:
                    cut = True
                    await response.aclose()
        except FetchError:
            if not body and not cut:
                raise
            cut = True
        return bytes(body[:largest]), cut or not coding.complete


def _headers(question: Question, url: str) -> dict[str, str]:
    """The headers of one request besides those that all have."""
    headers = dict(question.headers)
    if question.cautious:
        headers["Sec-Purpose"] = "prefetch"
    known = question.known
    if known is not None and known.url == url:
        if known.etag and known.etag.isascii():
            headers["If-None-Match"] = known.etag
        if known.last_modified and known.last_modified.isascii():
            headers["If-Modified-Since"] = known.last_modified
    return headers


def _refuse_acting(chain: Chain, progress: Progress, question: Question) -> None:
    if question.cautious and (why := acts(chain.url, ())) is not None:
        raise FetchError("policy", f"{progress.host} redirects to {host_of(chain.url)}. {why}")


def _build(resolve: Resolve, allow_hosts: frozenset[str], routes: Mapping[str, tuple[str, int]]) -> httpx.AsyncClient:
    from reader.sources.transport import build_client

    return build_client(resolve, allow_hosts, routes)
