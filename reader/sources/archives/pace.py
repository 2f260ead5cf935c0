"""How archives are asked: one question at a time, so many a minute, and none any more once they refuse."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

A_MINUTE = 20
"""Questions a minute."""

REFUSALS = 5
"""Refusals in a row after which an archive is left alone for the rest of the run."""

_MINUTE = 60.0


class RefusedError(Exception):
    """The archive would not or could not answer; what is not known now may be another time.

    Attributes:
        seconds: for how long it wants to be left alone, where it says so.
    """

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__()
        self.seconds = seconds


class Pace:
    """The turns to ask one archive. For one event loop."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        a_minute: int = A_MINUTE,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._starts: deque[float] = deque(maxlen=a_minute)
        self._turn = asyncio.Lock()
        self._refusals = 0
        self._until = 0.0

    @property
    def closed(self) -> bool:
        """Whether it refused so often that it is asked no more."""
        return self._refusals >= REFUSALS

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """One question. Raises RefusedError where none is asked any more, and counts the ones that the block raises."""
        async with self._turn:
            if self.closed or self._clock() < self._until:
                raise RefusedError
            if len(self._starts) == self._starts.maxlen:
                wait = self._starts[0] + _MINUTE - self._clock()
                if wait > 0:
                    await self._sleep(wait)
            self._starts.append(self._clock())
            try:
                yield
            except RefusedError as refused:
                self._refusals += 1
                self._until = self._clock() + refused.seconds
                raise
            self._refusals = 0
