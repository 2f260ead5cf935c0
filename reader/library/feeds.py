"""The feeds that a person subscribed to, and their entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.forgetting import Forgetting
from reader.library.values import moment, seconds, storable, whole, words, words_or_none
from reader.sources.feedstore import Feed, FeedEntry

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

MOST_ENTRIES = 2_000
"""Entries of a feed that are kept; the oldest read ones are let go first."""


class Feeds(Forgetting):
    """Subscriptions and what came of them: a `FeedStore`. Parsing and fetching are not its business."""

    def feeds(self) -> tuple[Feed, ...]:
        """Every subscription, by title."""
        now = self._now()

        def query(db: sqlite3.Connection) -> tuple[Feed, ...]:
            rows = db.execute(
                "SELECT url, title, etag, last_modified, checked,"
                " (SELECT count(*) FROM entry WHERE feed = feed.url AND NOT read), folder"
                " FROM feed ORDER BY title COLLATE NOCASE, url"
            )
            return tuple(
                Feed(
                    words(url),
                    words(title),
                    words_or_none(etag),
                    words_or_none(since),
                    moment(checked, now),
                    whole(unread),
                    words(folder),
                )
                for url, title, etag, since, checked, unread, folder in rows
            )

        return self._read(query)

    def subscribe(self, url: str, title: str = "", folder: str = "") -> None:
        """Subscribe to a feed; where that was done before, a title or folder that is given replaces the one it had."""
        now = self._now()
        given = {
            "url": storable(url),
            "title": storable(title),
            "shown": storable(title) or storable(url),
            "now": now,
            "folder": storable(folder) or "",
        }
        self._write(
            lambda db: _run(
                db,
                "INSERT INTO feed(url, title, subscribed, folder) VALUES(:url, :shown, :now, :folder)"
                " ON CONFLICT(url) DO UPDATE SET title = CASE WHEN :title <> '' THEN excluded.title ELSE title END,"
                " folder = CASE WHEN :folder <> '' THEN excluded.folder ELSE folder END",
                given,
            )
        )

    def subscribe_again(self) -> str | None:
        """Bring back the feed that was unsubscribed from last, with its entries; its title, or None."""
        found = self.bring_back("feed")
        return found.title if found else None

    def move(self, url: str, to: str) -> None:
        """A feed has another address from now on; where that is subscribed to as well, the two become one."""
        new = storable(to) or url
        moved = {"old": url, "new": new}

        def apply(db: sqlite3.Connection) -> None:
            db.execute(
                "INSERT OR IGNORE INTO feed(url, title, subscribed, folder)"
                " SELECT :new, title, subscribed, folder FROM feed WHERE url = :old",
                moved,
            )
            db.execute(
                "UPDATE OR IGNORE entry SET feed = :new, url ="  # one without an address is a place in the feed
                " CASE WHEN substr(url, 1, length(:old) + 1) = :old || '#' THEN :new || substr(url, length(:old) + 1)"
                " ELSE url END WHERE feed = :old",
                moved,
            )
            db.execute("DELETE FROM feed WHERE url = ?", (url,))

        if new != url:
            self._write(apply)

    def note_checked(self, url: str, now: datetime, etag: str | None = None, last_modified: str | None = None) -> None:
        """Note when a feed was asked for, and the validators of its answer."""
        given = (seconds(now, self._now()), storable(etag), storable(last_modified), url)
        self._write(
            lambda db: _run(db, "UPDATE feed SET checked = ?, etag = ?, last_modified = ? WHERE url = ?", given)
        )

    def note_entries(self, feed: str, entries: Iterable[FeedEntry], now: datetime) -> None:
        """Note the entries that a feed has now; those that are known keep whether they were read."""
        noted = seconds(now, self._now())
        rows = [
            (feed, storable(one.url), storable(one.title), seconds(one.published), noted, one.read) for one in entries
        ]

        def apply(db: sqlite3.Connection) -> None:
            if not db.execute("SELECT 1 FROM feed WHERE url = ?", (feed,)).fetchone():
                return  # unsubscribed meanwhile
            db.executemany(
                "INSERT INTO entry(feed, url, title, published, noted, read) VALUES(?, ?, ?, ?, ?, ?)"
                " ON CONFLICT(feed, url) DO UPDATE SET title = excluded.title, published = excluded.published,"
                " noted = excluded.noted",
                rows,
            )
            db.execute(
                "DELETE FROM entry WHERE id IN (SELECT id FROM entry WHERE feed = ?"
                " ORDER BY noted DESC, read, published DESC LIMIT -1 OFFSET ?)",
                (feed, MOST_ENTRIES),
            )

        self._write(apply)

    def entries(
        self, feed: str | None = None, *, unread: bool = False, limit: int = 100, offset: int = 0
    ) -> tuple[FeedEntry, ...]:
        """The entries of a feed, or of all of them, newest first."""
        which, given = ["1"], []
        if feed is not None:
            which.append("feed = ?")
            given.append(feed)
        if unread:
            which.append("NOT read")

        def query(db: sqlite3.Connection) -> tuple[FeedEntry, ...]:
            rows = db.execute(
                "SELECT feed, url, title, published, read FROM entry"
                f" WHERE {' AND '.join(which)} ORDER BY coalesce(published, noted) DESC, id LIMIT ? OFFSET ?",
                (*given, limit, offset),
            )
            return tuple(FeedEntry(words(a), words(b), words(c), moment(d), bool(e)) for a, b, c, d, e in rows)

        return self._read(query)

    def mark_read(self, feed: str, url: str | None = None, *, read: bool = True) -> None:
        """Mark an entry of a feed as read, or every entry of it; or as unread."""
        which = "feed = ?" + (" AND url = ?" if url is not None else "")
        given = (read, feed) if url is None else (read, feed, url)
        self._write(lambda db: _run(db, f"UPDATE entry SET read = ? WHERE {which}", given))


def _run(db: sqlite3.Connection, statement: str, given: Sequence[object] | Mapping[str, object]) -> None:
    db.execute(statement, given)
