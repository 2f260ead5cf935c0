"""What is remembered, asked for off the event loop. Where there is no memory, or it fails, the reading goes on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from reader.errors import PullquoteError
from reader.sources.memory import LIVE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.sources.memory import Capture, Memory, Remembered, Version

    _Result = TypeVar("_Result")


class Recollection:
    """A memory, for the event loop.

    Attributes:
        failed: why something could not be kept or read, as a sentence; empty where all could.
    """

    def __init__(self, memory: Memory | None, own: frozenset[str] | None = None) -> None:
        """`own` are the only addresses (by their identities) of which anything is kept; None: of all."""
        self._memory = memory
        self._own = own
        self.failed = ""

    async def recall(self, urls: Sequence[str]) -> dict[str, Remembered]:
        """What is remembered of some addresses (by their identities); of most perhaps nothing."""

        def recall(memory: Memory) -> dict[str, Remembered]:
            return {url: known for url in urls if (known := memory.recall(url)) is not None}

        return await self._off_loop(recall, {})

    async def capture(self, url: str, origin: str | None = None) -> Capture | None:
        """The latest page of an address that is kept: of its own server, or of an origin."""

        def capture(memory: Memory) -> Capture | None:
            for version in _latest_first(memory.versions(url)):
                if version.origin == (origin or LIVE):
                    found = memory.capture(version.id)
                    if found is not None:
                        return found
            return None

        return await self._off_loop(capture, None)

    async def texts(self, url: str) -> list[str]:
        """The texts that an address has had on its own server, oldest first, as far as they are kept."""

        def texts(memory: Memory) -> list[str]:
            live = [version for version in memory.versions(url) if version.origin == LIVE]
            captures = (memory.capture(version.id) for version in live)
            return [found.text for found in captures if found is not None and found.text]

        return await self._off_loop(texts, [])

    async def keep(self, remembered: Remembered, capture: Capture | None = None) -> None:
        """Remember this from now on."""
        if self._own is not None and remembered.url not in self._own:
            return
        await self._off_loop(lambda memory: memory.keep(remembered, capture), None)

    async def _off_loop(self, work: Callable[[Memory], _Result], otherwise: _Result) -> _Result:
        if self._memory is None:
            return otherwise
        try:
            return await asyncio.to_thread(work, self._memory)
        except (OSError, PullquoteError) as error:
            self.failed = str(error)
            return otherwise


def _latest_first(versions: Sequence[Version]) -> list[Version]:
    return sorted(versions, key=lambda version: version.seen, reverse=True)
