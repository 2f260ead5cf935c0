"""httpx over one guarded connection a request.

httpx 0.28 loses the connections of its pool for good when requests are cancelled (encode/httpcore#1093). A reader asks
few pages of one host, so that keeping connections open would win little: each request has a connection of its own,
owned by its backend, and nothing is shared that a cancelled request could lose.
"""

from __future__ import annotations

import contextlib
import logging
import ssl
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, Any

import certifi
import httpcore
import httpx

from reader import __version__
from reader.errors import FetchError
from reader.sources.backend import GuardedBackend
from reader.sources.decoding import ACCEPTED
from reader.sources.failures import Progress, clean

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from reader.sources.resolve import Resolve

HEADERS = {
    "Accept": "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,*/*;q=0.5",
    "Accept-Language": "en,*;q=0.5",
    "Accept-Encoding": ACCEPTED,
    "Connection": "close",
}

MOST_COOKIES = 50
"""Cookies of one answer that are kept until the next redirect of its chain."""

_PHASES = {"connection.start_tls.started": "tls", "http11.send_request_headers.started": "http"}


class Transport(httpx.AsyncBaseTransport):
    """Sends a request over a connection of its own. Its `progress` extension hears how far it has come."""

    def __init__(self, resolve: Resolve, allow_hosts: AbstractSet[str], routes: Mapping[str, tuple[str, int]]) -> None:
        """Builds the TLS context, which takes a tenth of a second: not for an event loop."""
        self._resolve = resolve
        self._allow_hosts = allow_hosts
        self._routes = routes
        # The system's certificates, and certifi's where a bare system has none.
        self._tls = ssl.create_default_context()
        self._tls.load_verify_locations(certifi.where())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send it and read the answer's head; its Location is the extension `location`.

        Raises:
            FetchError: policy, dns, connect, tls or http.
        """
        progress: Progress = request.extensions["progress"]
        backend = GuardedBackend(self._resolve, self._allow_hosts, self._routes, progress)
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )

        async def trace(event: str, _: Mapping[str, Any]) -> None:
            progress.phase = _PHASES.get(event, progress.phase)

        connection = httpcore.AsyncHTTPConnection(url.origin, self._tls, network_backend=backend)
        try:
            with _named(progress):
                response = await connection.handle_async_request(
                    httpcore.Request(
                        request.method,
                        url,
                        headers=request.headers.raw,
                        content=request.content,
                        extensions={"trace": trace},
                    )
                )
        except BaseException:
            await backend.aclose()
            raise
        progress.phase = "body"
        # httpx would parse the target of a redirect even if told not to follow it, and fail in ways of its own.
        location = next((value for name, value in response.headers if name.lower() == b"location"), None)
        return httpx.Response(
            response.status,
            headers=_kept(response.headers),
            stream=Body(response, backend, progress),
            extensions={"location": location.decode("utf-8", "replace") if location is not None else None},
        )


class Body(httpx.AsyncByteStream):
    """The body of an answer. Raises FetchError where the connection fails in the middle."""

    def __init__(self, response: httpcore.Response, backend: GuardedBackend, progress: Progress) -> None:
        self._response = response
        self._backend = backend
        self._progress = progress

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _named(self._progress):
            async for chunk in self._response.aiter_stream():
                yield chunk

    async def aclose(self) -> None:
        """Close the connection, whatever is left of the body."""
        await self._backend.aclose()


def _kept(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers but Location, and of the cookies only as many as a browser would keep of one site."""
    kept: list[tuple[bytes, bytes]] = []
    cookies = 0
    for name, value in headers:
        cookies += name.lower() == b"set-cookie"
        if name.lower() != b"location" and not (name.lower() == b"set-cookie" and cookies > MOST_COOKIES):
            kept.append((name, value))
    return kept


def build_client(
    resolve: Resolve, allow_hosts: AbstractSet[str], routes: Mapping[str, tuple[str, int]]
) -> httpx.AsyncClient:
    """The client: no environment, no cookies of its own, no redirects by itself. Blocks: call it on a thread."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)  # httpx logs whole addresses at INFO
    return httpx.AsyncClient(
        transport=Transport(resolve, allow_hosts, routes),
        headers={**HEADERS, "User-Agent": f"Pullquote/{__version__} (+terminal reader)"},
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        trust_env=False,
        timeout=None,  # noqa: S113 - the fetcher's deadline covers the whole exchange, not single reads
    )


@contextlib.contextmanager
def _named(progress: Progress) -> Iterator[None]:
    """Turns what httpcore raises into a FetchError with a sentence."""
    host = progress.host
    try:
        yield
    except httpcore.ConnectError as error:
        raise FetchError("tls", f"{host} has no encrypted connection to offer{_reason(error)}.") from None
    except httpcore.ProtocolError:
        raise FetchError(progress.phase, f"What {host} sent is not HTTP, or breaks off.") from None
    except (httpcore.NetworkError, httpcore.TimeoutException):
        raise FetchError(progress.phase, f"{host} closed the connection before the page was there.") from None


def _reason(error: BaseException) -> str:
    """Why TLS failed, as OpenSSL puts it ("certificate has expired"), in brackets."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f" that can be trusted ({clean(cause.verify_message).rstrip('.')})"
    return ""
