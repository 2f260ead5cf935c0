"""Connecting: look the name up, judge what it resolved to, connect to exactly that.

Checking a name first and letting the HTTP library look it up again would leave a gap through which a name can change
its address (DNS rebinding). Here the judged address is the one connected to; SNI, Host and certificate keep the name.
"""

from __future__ import annotations

import asyncio
import errno
import socket
from typing import TYPE_CHECKING, Any

import httpcore

from reader.errors import FetchError
from reader.sources.failures import NoNetworkError
from reader.sources.guard import is_bad_port, judge
from reader.sources.stream import CountedStream

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from reader.sources.failures import Progress
    from reader.sources.resolve import Resolve

ONE_ADDRESS = 4.0
"""Seconds for one of a name's addresses, when it has several."""


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """The network as one request sees it. It owns what it opened, and closes it whatever became of the request."""

    def __init__(
        self,
        resolve: Resolve,
        allow_hosts: AbstractSet[str],
        routes: Mapping[str, tuple[str, int]],
        progress: Progress,
    ) -> None:
        self._resolve = resolve
        self._allow_hosts = allow_hosts
        self._routes = routes
        self._progress = progress
        self._network = httpcore.AnyIOBackend()
        self._opened: list[httpcore.AsyncNetworkStream] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface's name
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a name or an address that the guard lets through, or to where its route leads.

        Raises:
            FetchError: policy, dns or connect.
        """
        if host in self._routes:
            address, port = self._routes[host]
            addresses = [address]
        else:
            addresses = await self._judged(host, port)
        self._progress.phase = "connect"
        unreachable = True
        for address in addresses:
            limit = ONE_ADDRESS if address != addresses[-1] else None
            self._progress.tried = True
            try:
                async with asyncio.timeout(limit):
                    stream = await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout, TimeoutError) as error:
                unreachable = unreachable and _is_network_down(error)
                continue
            self._opened.append(stream)
            return CountedStream(stream, self._progress)
        if unreachable:
            raise NoNetworkError("connect", self._progress.host)
        raise FetchError("connect", f"{self._progress.host} does not accept connections.")

    async def aclose(self) -> None:
        """Close every connection."""
        opened, self._opened = self._opened, []
        for stream in opened:
            await stream.aclose()

    async def _judged(self, host: str, port: int) -> list[str]:
        try:
            addresses = await self._resolve(host, port)
        except OSError as error:
            if error.errno == socket.EAI_AGAIN:
                raise NoNetworkError("dns", host) from None
            addresses = []
        if not addresses:
            raise FetchError("dns", f"There is no host {host}; check the address.")
        name = f"[{host}]" if ":" in host else host
        if f"{name}:{port}" in self._allow_hosts:
            return addresses
        way_out = f"--allow-host {name}:{port} lets it be."
        if is_bad_port(port):
            raise FetchError("policy", f"Port {port} is not for web pages, so {host} was not asked; {way_out}")
        bad = judge(addresses)
        if bad is not None:
            raise FetchError("policy", f"The address of {host} belongs to {bad}, so it was not asked; {way_out}")
        return addresses


def _is_network_down(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENETUNREACH, errno.ENETDOWN):
            return True
        error = error.__cause__ or error.__context__
    return False
