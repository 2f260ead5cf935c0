"""Forgetting: for good, or so that it can be taken back until the program ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from reader.library.gone import bring_back, purge, purge_unused, set_article_aside, set_feed_aside
from reader.library.records import Forgotten
from reader.library.store import Store
from reader.library.values import whole, words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

GRACE = timedelta(days=1)
"""How long what was forgotten can come back where the program that forgot it was killed."""


class Forgetting(Store):
    """Articles that are forgotten and feeds that are unsubscribed from."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self._own: dict[object, int] = {}
        self._may_come_back = False
        super().__init__(*given, **named)

    def forget(self, key: str, *, for_good: bool = True) -> None:
        """Forget an article: what was read, marked and found, and every page that no other article cites.

        Those include what an earlier text of it cited, and what was fetched for it by a run that was killed.
        Of a large library, words of it may lie unread in the index of words until SQLite merges that.

        Args:
            key: of the article.
            for_good: it cannot come back; else it can until the program ends, or for `GRACE` where that is killed.
        """
        self._set_aside(set_article_aside, "article", key, for_good=for_good)

    def unsubscribe(self, url: str, *, for_good: bool = True) -> None:
        """Unsubscribe from a feed and forget its entries, as `forget`; articles that were opened stay."""
        self._set_aside(set_feed_aside, "feed", url, for_good=for_good)

    def forgotten(self, kind: str = "article") -> Forgotten | None:
        """The "article" or the "feed" that was forgotten last and can come back, or None."""

        def query(db: sqlite3.Connection) -> Forgotten | None:
            row = db.execute(
                "SELECT id, key, title FROM gone WHERE kind = ? ORDER BY id DESC LIMIT 1", (kind,)
            ).fetchone()
            return Forgotten(whole(row[0]), words(row[1]), words(row[2])) if row else None

        return self._read(query)

    def bring_back(self, kind: str = "article") -> Forgotten | None:
        """Bring back whole what was forgotten last; gives what that was, or None where there is nothing."""
        found = self.forgotten(kind)
        if found is not None:
            self._write(lambda db: bring_back(db, found.number))
        return found

    def purge_own(self) -> None:
        """What was forgotten from here is gone for good."""

        def apply(db: sqlite3.Connection) -> None:
            for gone in self._own.values():  # those that were still to be moved when this was asked for among them
                purge(db, "id = ?", gone)
            if self._own:
                purge_unused(db)

        if self._may_come_back:
            self._write(apply)

    def purge_old(self) -> None:
        """What was left by a program that was killed some time ago is gone for good."""
        last = self._now() - int(GRACE.total_seconds())
        if not self.reads_only and self._read(lambda db: db.execute("SELECT 1 FROM gone LIMIT 1").fetchone()):
            self._write(lambda db: purge(db, "at < ?", last))

    def _set_aside(
        self, move: Callable[[sqlite3.Connection, str, int], int | None], kind: str, key: str, *, for_good: bool
    ) -> None:
        now = self._now()
        self._may_come_back |= not for_good
        this = object()  # a change that could not be committed is made again, under another number

        def apply(db: sqlite3.Connection) -> None:
            gone = move(db, key, now)
            if for_good:  # what was forgotten of it before, too
                purge(db, "kind = ? AND key = ?", kind, key)
            elif gone is not None:
                self._own[this] = gone

        self._write(apply)
