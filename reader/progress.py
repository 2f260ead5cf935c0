"""How far a piece of long work has come, and whether the person stopped it."""

from __future__ import annotations

from collections import Counter
from threading import Lock


class StoppedError(Exception):
    """The person stopped it: whoever does the work leaves nothing half done."""


class Work:
    """How far a piece of work has come. Safe to tell from any thread.

    Attributes:
        total: how many things there are to do.
        doing: what it is at.
        stopped: whether the person stopped it.
    """

    def __init__(self, name: str, past: str, total: int) -> None:
        """Nothing is done yet.

        Args:
            name: what is being done: "Asking again".
            past: what was done to things in the end: "asked for again".
            total: how many there are.
        """
        self.name = name
        self.total = total
        self.doing = ""
        self.stopped = False
        self._past = past
        self._done: dict[str, str] = {}
        self._sealed = False
        self._turn = Lock()

    @property
    def count(self) -> str:
        """How much is done: "12 of 40"."""
        return f"{len(self._done):,} of {self.total:,}"

    @property
    def summary(self) -> str:
        """What was done, once it is over: "Stopped after 12 of 40: 10 alive, 2 lost."."""
        outcomes = Counter(one for one in self._done.values() if one)
        told = ", ".join(f"{count:,} {outcome}" for outcome, count in outcomes.most_common())
        counted = f": {told}" if told else ""
        if self.stopped:
            return f"Stopped after {self.count}{counted}."
        whole = f"All {self.total:,}" if len(self._done) >= self.total > 1 else self.count
        return f"{whole} {self._past}{counted}."

    def at(self, what: str) -> None:
        """It is at this now."""
        self.doing = what

    def did(self, key: str, outcome: str = "") -> None:
        """A thing, by its key, is done, with this outcome ("alive"); what comes after the stop counts no more."""
        if not self.stopped:
            self._done[key] = outcome

    def check(self) -> None:
        """Raise StoppedError where the person stopped it."""
        if self.stopped:
            raise StoppedError

    def seal(self) -> None:
        """From here on it will succeed, and cannot be stopped. Raises StoppedError where it was stopped before."""
        with self._turn:
            self.check()
            self._sealed = True

    def stop(self) -> bool:
        """The person stops it; False where that comes too late."""
        with self._turn:
            self.stopped = not self._sealed
            return self.stopped
