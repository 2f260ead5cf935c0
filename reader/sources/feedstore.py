"""The feeds that a person subscribed to: what is kept of them, and what keeps it. Values only."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class Feed(NamedTuple):
    """A feed that the person subscribed to.

    Attributes:
        url: its address.
        title: its title, as the feed or the person has it.
        etag, last_modified: validators of the last full answer.
        checked: when it was last asked for, aware, in UTC, or None.
        unread: how many entries are unread.
        folder: the folders that it is in, outermost first, set apart by slashes; empty for none.
    """

    url: str
    title: str
    etag: str | None = None
    last_modified: str | None = None
    checked: datetime | None = None
    unread: int = 0
    folder: str = ""


class FeedEntry(NamedTuple):
    """One entry of a feed.

    Attributes:
        feed: the feed's address.
        url: its own address, by which it is known again.
        title: its title.
        published: when, aware, or None.
        read: whether it was opened, or marked as read.
    """

    feed: str
    url: str
    title: str
    published: datetime | None = None
    read: bool = False


class FeedStore(Protocol):
    """Keeps feeds and entries. Its calls may take milliseconds, and come from any thread but the interface's."""

    def feeds(self) -> tuple[Feed, ...]:
        """Every subscription, by title."""
        ...

    def subscribe(self, url: str, title: str = "", folder: str = "") -> None:
        """Subscribe to a feed; where that was done before, a title or folder that is given replaces the one it had."""
        ...

    def unsubscribe(self, url: str, *, for_good: bool = True) -> None:
        """Unsubscribe from a feed and forget its entries; where that is not for good, it can come back for a while."""
        ...

    def subscribe_again(self) -> str | None:
        """Bring back the feed that was unsubscribed from last, with its entries; its title, or None."""
        ...

    def renew_backups(self) -> None:
        """Let what was unsubscribed from stand in no backup. Raises LibraryError where that cannot be done."""
        ...

    def move(self, url: str, to: str) -> None:
        """A feed has another address from now on; where that is subscribed to as well, the two become one."""
        ...

    def note_checked(self, url: str, now: datetime, etag: str | None = None, last_modified: str | None = None) -> None:
        """Note when a feed was asked for, and the validators of its answer."""
        ...

    def note_entries(self, feed: str, entries: Iterable[FeedEntry], now: datetime) -> None:
        """Note the entries that a feed has now; those that are known keep whether they were read."""
        ...

    def entries(
        self, feed: str | None = None, *, unread: bool = False, limit: int = 100, offset: int = 0
    ) -> tuple[FeedEntry, ...]:
        """The entries of a feed, or of all of them, newest first."""
        ...

    def mark_read(self, feed: str, url: str | None = None, *, read: bool = True) -> None:
        """Mark an entry of a feed as read, or every entry of it; or as unread."""
        ...
