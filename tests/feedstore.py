"""Feeds kept in memory, as a library keeps them in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from reader.sources.feedstore import Feed, FeedEntry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class MemoryStore:
    """A feed store."""

    def __init__(self) -> None:
        self._feeds: dict[str, Feed] = {}
        self._entries: dict[tuple[str, str], FeedEntry] = {}
        self._left: list[tuple[Feed, dict[tuple[str, str], FeedEntry]]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def feeds(self) -> tuple[Feed, ...]:
        return tuple(
            one._replace(unread=len(self.entries(one.url, unread=True, limit=9999)))
            for one in sorted(self._feeds.values(), key=lambda feed: feed.title)
        )

    def subscribe(self, url: str, title: str = "", folder: str = "") -> None:
        before = self._feeds.get(url, Feed(url, url))
        self._feeds[url] = before._replace(title=title or before.title, folder=folder or before.folder)

    def unsubscribe(self, url: str, *, for_good: bool = True) -> None:
        feed = self._feeds.pop(url, None)
        if feed is not None and not for_good:
            self._left.append((feed, {key: one for key, one in self._entries.items() if one.feed == url}))
        self._entries = {key: one for key, one in self._entries.items() if one.feed != url}

    def subscribe_again(self) -> str | None:
        if not self._left:
            return None
        feed, entries = self._left.pop()
        self._feeds[feed.url] = feed
        self._entries |= entries
        return feed.title

    def renew_backups(self) -> None:
        pass

    def move(self, url: str, to: str) -> None:
        known = self._feeds.pop(url)._replace(url=to, etag=None, last_modified=None)
        self._feeds.setdefault(to, known)
        for key, one in list(self._entries.items()):
            if one.feed == url:
                del self._entries[key]
                self._entries.setdefault((to, one.url), one._replace(feed=to))

    def note_checked(self, url: str, now: datetime, etag: str | None = None, last_modified: str | None = None) -> None:
        self._feeds[url] = self._feeds[url]._replace(checked=now, etag=etag, last_modified=last_modified)

    def note_entries(self, feed: str, entries: Iterable[FeedEntry], now: datetime) -> None:  # noqa: ARG002
        for one in entries:
            known = self._entries.get((feed, one.url))
            self._entries[feed, one.url] = one._replace(read=known.read if known else one.read)

    def entries(
        self, feed: str | None = None, *, unread: bool = False, limit: int = 100, offset: int = 0
    ) -> tuple[FeedEntry, ...]:
        found = [one for one in self._entries.values() if feed in (None, one.feed) and not (unread and one.read)]
        found.sort(key=lambda one: one.published.timestamp() if one.published else 0.0, reverse=True)
        return tuple(found[offset : offset + limit])

    def mark_read(self, feed: str, url: str | None = None, *, read: bool = True) -> None:
        for key, one in self._entries.items():
            if one.feed == feed and url in (None, one.url):
                self._entries[key] = one._replace(read=read)
