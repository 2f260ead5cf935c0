"""The library as the tracker's memory, opened by whoever asks it first: before that a run pays nothing for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.library import Library
    from reader.sources.memory import Capture, Remembered, Version


class LateMemory:
    """A `Memory`. Its calls come from any thread but the interface's."""

    def __init__(self, opening: Callable[[], Library]) -> None:
        """`opening` opens the library; it is called once, on the thread of whoever asks first."""
        self._opening = opening
        self._lock = threading.Lock()
        self._library: Library | None = None

    @property
    def opened(self) -> Library | None:
        """The library where it is open already, without waiting."""
        return self._library

    def library(self) -> Library:
        """The library, opened now where it is not."""
        with self._lock:
            if self._library is None:
                self._library = self._opening()
            return self._library

    def known(self) -> tuple[Remembered, ...]:
        """What is remembered of every address."""
        return self.library().known()

    def recall(self, url: str) -> Remembered | None:
        """What is remembered of an address (by its identity), or None."""
        return self.library().recall(url)

    def keep(self, remembered: Remembered, capture: Capture | None = None) -> None:
        """Remember this of its address from now on, as one more step of its history, and the page that was got."""
        self.library().keep(remembered, capture)

    def versions(self, url: str) -> tuple[Version, ...]:
        """The texts that an address has had, oldest first."""
        return self.library().versions(url)

    def capture(self, version: int) -> Capture | None:
        """The page of a version, or None where its bytes have been let go."""
        return self.library().capture(version)
