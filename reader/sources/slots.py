"""How many requests may be under way, in all and of one host, and which hosts asked to be left alone for a while."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AT_ONCE = 6
AT_ONCE_A_HOST = 2

LONGEST_WAIT = 30.0
"""Seconds of a pause for which background fetching waits; after a longer one the person may ask again."""


class Slots:
    """The places for requests, shared by all that fetches in the background of one run. For one event loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._busy: Counter[str] = Counter()
        self._until: dict[str, float] = {}
        self._changed = asyncio.Event()

    def room_for(self, host: str) -> bool:
        """Whether a request to this host may begin now."""
        room = self._busy.total() < AT_ONCE and self._busy[host] < AT_ONCE_A_HOST
        return room and not self.pause_of(host)

    @contextmanager
    def taken(self, host: str) -> Iterator[None]:
        """One more request to this host is under way."""
        self._busy[host] += 1
        try:
            yield
        finally:
            self._busy[host] -= 1
            self.wake()

    def pause(self, host: str, seconds: float) -> None:
        """Begin no request to this host for so long."""
        self._until[host] = max(self._until.get(host, 0.0), self._clock() + seconds)

    def pause_of(self, host: str) -> float:
        """Seconds that this host is still to be left alone."""
        return max(0.0, self._until.get(host, 0.0) - self._clock())

    def wake(self) -> None:
        """Let all that waits look again."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed(self) -> None:
        """Wait until there may be room again: a request ended, or a pause did."""
        over = [host for host in self._until if not self.pause_of(host)]
        for host in over:
            del self._until[host]
        if over:
            return
        try:
            async with asyncio.timeout(min(map(self.pause_of, self._until), default=None)):
                await self._changed.wait()
        except TimeoutError:
            return
