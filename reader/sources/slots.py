"""How many requests may be under way, in all and of one host, how soon they follow, and who wants to be left alone."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AT_ONCE = 6
AT_ONCE_A_HOST = 2

APART = 1.0
"""Seconds from the beginning of a request to that of the next to the same host."""

JITTER = 0.3
"""How much longer that may be, by chance, as a part of it: readers that open one article keep no step."""

LONGEST_WAIT = 30.0
"""Seconds of a pause for which background fetching waits; after a longer one the person may ask again."""


class Slots:
    """The places for requests, shared by all that fetches in the background of one run. For one event loop."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        apart: float = 0.0,
        exempt: frozenset[str] = frozenset(),
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Make the places.

        Args:
            clock: in seconds.
            apart: seconds from the beginning of a request to that of the next to the same host.
            exempt: hosts to which that does not apply: the person's own.
            chance: from 0 to 1.
        """
        self._clock = clock
        self._apart = apart
        self._exempt = exempt
        self._chance = chance
        self._next: dict[str, float] = {}
        self._busy: Counter[str] = Counter()
        self._until: dict[str, float] = {}
        self._changed = asyncio.Event()

    def room_for(self, host: str) -> bool:
        """Whether a request to this host may begin now."""
        room = self._busy.total() < AT_ONCE and self._busy[host] < AT_ONCE_A_HOST
        return room and not self.pause_of(host) and self._next.get(host, 0.0) <= self._clock()

    def now(self) -> float:
        """Seconds of its clock."""
        return self._clock()

    def is_exempt(self, host: str) -> bool:
        """Whether this host is the person's own, which bears more than others."""
        return host in self._exempt

    @contextmanager
    def taken(self, host: str) -> Iterator[None]:
        """One more request to this host is under way."""
        self._busy[host] += 1
        if self._apart and host not in self._exempt:
            self._next[host] = self._clock() + self._apart * (1 + JITTER * self._chance())
        try:
            yield
        finally:
            self._busy[host] -= 1
            self.wake()

    def pause(self, host: str, seconds: float) -> None:
        """Begin no request to this host for so long."""
        self._until[host] = max(self._until.get(host, 0.0), self._clock() + seconds)

    @property
    def any_pause(self) -> bool:
        """Whether any host is to be left alone."""
        return bool(self._until)

    def pause_of(self, host: str) -> float:
        """Seconds that this host is still to be left alone."""
        return max(0.0, self._until.get(host, 0.0) - self._clock())

    def wake(self) -> None:
        """Let all that waits look again."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def changed(self) -> None:
        """Wait until there may be room again: a request ended, a pause did, or a host's next turn came."""
        now = self._clock()
        over = [host for host, until in self._until.items() if until <= now]
        for host in over:
            del self._until[host]
        self._next = {host: at for host, at in self._next.items() if at > now}
        if over:
            return
        soonest = min((*self._until.values(), *self._next.values()), default=None)
        try:
            async with asyncio.timeout(None if soonest is None else soonest - now):
                await self._changed.wait()
        except TimeoutError:
            return
