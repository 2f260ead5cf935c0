"""The one thread that writes: what is put is committed in the order it came, several at once where they wait.

What cannot be written now (the disk is full) stays at the head of the line and is tried again.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from reader.library.connection import is_busy, is_hopeless

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

AT_ONCE = 64
"""Changes of one transaction: it stays short, and another instance has its turn."""

MOST = 5_000
"""Changes that wait at most while nothing can be written; beyond that the oldest are lost."""

SECONDS_TO_RETRY = 15.0
"""How long what failed waits; where only another instance was writing it is a moment."""

_MOMENT = 0.2


class Change(NamedTuple):
    """One change.

    Attributes:
        apply: makes it, in a transaction that is there.
        prepare: what can be done before that, with no lock held.
        done: called when it is on the disk, or given up.
    """

    apply: Callable[[sqlite3.Connection], None]
    prepare: Callable[[], None] | None = None
    done: Callable[[], None] | None = None


class Writer:
    """Writes on a thread of its own, which ends when it is closed or the program ends."""

    def __init__(
        self,
        writing: Callable[[], AbstractContextManager[sqlite3.Connection]],
        failed: Callable[[sqlite3.Error], bool],
        *,
        retry: float = SECONDS_TO_RETRY,
    ) -> None:
        """Start it.

        Args:
            writing: gives the connection, for as long as a transaction takes.
            failed: called with an error that kept a transaction from being made; True where it mended the cause.
            retry: seconds until what failed is tried again.
        """
        self._writing = writing
        self._failed = failed
        self._retry = retry
        self._waiting: deque[Change] = deque()
        self._condition = threading.Condition()
        self._put = 0
        self._settled = 0
        self._stalled = False
        self._closing = False
        self._busy = False
        self.given_up = False
        """Whether, for want of room, something that waited was not written."""
        self.lost: list[Exception] = []
        """What made single changes impossible: mistakes of ours, for a test to look at."""
        self._thread = threading.Thread(target=self._serve, name="library", daemon=True)
        self._thread.start()

    @property
    def stalled(self) -> bool:
        """Whether nothing can be written at the moment."""
        return self._stalled

    def put(self, change: Change) -> None:
        """Have a change made, soon. Never blocks."""
        with self._condition:
            if self._closing:
                return
            if len(self._waiting) >= MOST:
                self._over(self._waiting.popleft())
                self.given_up = True
            self._waiting.append(change)
            self._put += 1
            self._condition.notify_all()

    def settle(self, seconds: float | None = None) -> bool:
        """Wait until all that was put so far is written; False where it cannot be, or not in that time."""
        with self._condition:
            wanted = self._put
            self._condition.wait_for(lambda: self._settled >= wanted or self._stalled, seconds)
            return self._settled >= wanted

    def close(self, seconds: float | None = None) -> bool:
        """Write what waits, with one more try where that failed, and end; False where something was left."""
        with self._condition:
            self._closing = True
            self._condition.notify_all()
        self._thread.join(seconds)
        return not self._waiting

    def _serve(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._waiting or self._closing)
                if not self._waiting:
                    return
                batch = [self._waiting[i] for i in range(min(AT_ONCE, len(self._waiting)))]
            last = self._closing
            if self._write(batch):
                with self._condition:
                    for change in batch:
                        if self._waiting and self._waiting[0] is change:  # else given up for want of room
                            self._over(self._waiting.popleft())
                    self._stalled = False
                    self._condition.notify_all()
            elif last:
                return
            else:
                with self._condition:
                    self._stalled = True
                    self._condition.notify_all()
                    self._condition.wait_for(lambda: self._closing, _MOMENT if self._busy else self._retry)

    def _write(self, batch: list[Change]) -> bool:
        for change in batch:
            if change.prepare is not None:
                with suppress(Exception):  # it will fail again when it is applied, and only that change is lost then
                    change.prepare()
        for _ in range(2):
            try:
                with self._writing() as db:
                    self._commit(db, batch)
            except sqlite3.Error as error:
                self._busy = is_busy(error)
                if not self._failed(error):
                    return False
            else:
                return True
        return False

    def _commit(self, db: sqlite3.Connection, batch: list[Change]) -> None:
        db.execute("BEGIN IMMEDIATE")
        try:
            for change in batch:
                db.execute("SAVEPOINT change")
                try:
                    change.apply(db)
                except Exception as error:  # one change that cannot be made must not keep all others from being made
                    if isinstance(error, sqlite3.Error) and not (is_hopeless(error) and db.in_transaction):
                        raise
                    db.execute("ROLLBACK TO change")
                    self.lost.append(error)
                db.execute("RELEASE change")
            db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")

    def _over(self, change: Change) -> None:
        self._settled += 1
        if change.done is not None:
            change.done()
