"""The store below the library: its two connections, its writer, and what becomes of them when something is wrong."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self, TypeVar

from reader.errors import LibraryError
from reader.library import health
from reader.library.connection import as_library_error, connect, is_busy, is_damage, why_unwritten
from reader.library.schema import MIGRATIONS, migrate
from reader.library.values import seconds
from reader.library.writer import SECONDS_TO_RETRY, Change, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

T = TypeVar("T")

SECONDS_TO_SETTLE = 2.0
"""How long a read waits for what was written just before."""

_MOVED = sqlite3.SQLITE_READONLY | (4 << 8)  # SQLITE_READONLY_DBMOVED, which the module does not name everywhere


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


class Store:
    """Reads and writes one library. Safe to use from any thread; what it raises is a LibraryError.

    Reading waits for nothing but the disk. Writing only lines up, and is on the disk milliseconds later.
    """

    def __init__(
        self,
        file: Path | None = None,
        *,
        clock: Callable[[], datetime] = utc_now,
        tell: Callable[[str], None] = lambda _: None,
        limit: int = 500_000_000,
        migrations: Sequence[Callable[[sqlite3.Connection], None]] = MIGRATIONS,
        retry: float = SECONDS_TO_RETRY,
    ) -> None:
        """Open it.

        Args:
            file: where it lies; it is made where there is none. None keeps everything in memory.
            clock: gives the time, aware.
            tell: is called with a sentence for the person, on any thread, where something is wrong.
            limit: bytes of pages and texts that are kept, compressed.
            migrations: what makes the tables of today out of older ones.
            retry: seconds until what could not be written is tried again.

        Raises:
            LibraryError: it cannot be opened.
        """
        self.file = file
        self.limit = limit
        self._clock = clock
        self._tell = tell
        self._migrations = migrations
        self._reads_only = False
        self._complaint = ""
        self._reading_lock, self._writing_lock = threading.RLock(), threading.RLock()
        self._connect()
        self._writer = Writer(self._writing, self._mended, retry=retry)

    @property
    def reads_only(self) -> bool:
        """Whether nothing is kept, because a newer version wrote the file."""
        return self._reads_only

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def settle(self, seconds: float | None = None) -> bool:
        """Wait until all that was written so far is on the disk; False where it cannot be."""
        return self._writer.settle(seconds)

    def close(self, seconds: float | None = 2.0) -> bool:
        """Write what waits, and close; False where something could not be written."""
        done = self._writer.close(seconds)
        for lock, db in ((self._reading_lock, self._reading_db), (self._writing_lock, self._writing_db)):
            # A writer that is stuck keeps its connection: what it has begun is rolled back by whoever opens next.
            if lock.acquire(timeout=0.1):
                with suppress(sqlite3.Error):
                    db.close()
                lock.release()
        return done

    def back_up_daily(self) -> None:
        """Make the backup of the day beside everything else, where none was made yet."""
        file = self.file
        # A backup of nothing would only stand in the way of a better one.
        if (
            file is not None
            and not self._reads_only
            and health.is_due(file, self._clock())
            and not self._read(_is_empty)
        ):
            threading.Thread(target=self._back_up, args=(file,), name="library backup", daemon=True).start()

    def renew_backups(self) -> None:
        """Make a backup of what is there now, and remove those before it: what was forgotten stands in them.

        Raises:
            LibraryError: it could not be made, and those before it are left.
        """
        if self.file is None or self._reads_only or not self.settle(SECONDS_TO_SETTLE):
            return
        try:
            health.renew(self.file, self._clock())
        except (sqlite3.Error, OSError):
            raise LibraryError(
                f"The backups beside {self.file} still have what was forgotten: no new one could be made."
            ) from None

    # -- for the parts of the library

    def _now(self) -> int:
        found = seconds(self._clock())
        assert found is not None
        return found

    def _read(self, query: Callable[[sqlite3.Connection], T], *, fresh: bool = True) -> T:
        """What a query gives; `fresh`: with all that was written just before, from here."""
        if fresh:
            self._writer.settle(SECONDS_TO_SETTLE)
        for last in (False, True):
            try:
                with self._reading_lock:
                    return query(self._reading_db)
            except sqlite3.Error as error:
                if last or not self._renewed_for(error):
                    raise as_library_error(error, self.file) from None
        raise AssertionError

    def _write(
        self,
        apply: Callable[[sqlite3.Connection], None],
        prepare: Callable[[], None] | None = None,
        done: Callable[[], None] | None = None,
    ) -> None:
        if self._reads_only:
            if done is not None:
                done()
        else:
            self._writer.put(Change(apply, prepare, done))

    # -- below that

    def _connect(self) -> None:
        file = self.file
        if file is None:
            self._reading_db = self._writing_db = connect(None)
            self._reading_lock = self._writing_lock
            migrate(self._writing_db, self._migrations)
            return
        found = health.open_whole(file, self._clock(), self._migrations)
        self._reads_only = found.reads_only
        try:
            self._reading_db = connect(file, reads_only=True)
            self._writing_db = connect(file, reads_only=found.reads_only)
        except sqlite3.Error as error:
            raise as_library_error(error, file) from None
        for sentence in found.told:
            self._tell(sentence)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._writing_lock:
            yield self._writing_db
        if self._complaint:
            self._complaint = ""
            what = "what came first meanwhile was not kept" if self._writer.given_up else "nothing was lost"
            self._writer.given_up = False
            self._tell(f"The library is written again; {what}.")

    def _mended(self, error: sqlite3.Error) -> bool:
        """Whether what a transaction failed for is mended, so that it can be tried again; else the person is told."""
        if self._renewed_for(error):
            return True
        if not is_busy(error):
            self._complain(why_unwritten(error))
        return False

    def _renewed_for(self, error: sqlite3.Error) -> bool:
        code = getattr(error, "sqlite_errorcode", 0)
        if self.file is None or not (is_damage(error) or code == _MOVED):
            return False
        return self._renewed(self.file, damaged=code != _MOVED)

    def _renewed(self, file: Path, *, damaged: bool) -> bool:
        with self._reading_lock, self._writing_lock:
            self._reading_db.close()
            self._writing_db.close()
            try:
                if damaged:
                    for sentence in health.set_aside(file, self._clock()):
                        self._tell(sentence)
                self._connect()
            except (LibraryError, OSError) as failure:
                self._tell(str(failure))
                return False
            return True

    def _complain(self, why: str) -> None:
        """Say once why nothing is saved, until it is another reason."""
        if why != self._complaint:
            self._complaint = why
            self._tell(f"Not saved: {why}.")

    def _back_up(self, file: Path) -> None:
        try:
            whole = health.back_up_daily(file, self._clock())
        except (sqlite3.Error, OSError, LibraryError):
            return  # a full disk, or another instance at it: the next start tries again
        if not whole:
            self._renewed(file, damaged=True)


def _is_empty(db: sqlite3.Connection) -> bool:
    tables = ("article", "source", "correction", "feed")
    query = "SELECT " + " + ".join(f"(SELECT count(*) FROM (SELECT 1 FROM {one} LIMIT 1))" for one in tables)
    return bool(db.execute(query).fetchone() == (0,))
