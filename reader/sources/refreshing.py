"""Asking feeds for what is new."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from reader.article.model import Format
from reader.errors import FetchError, PullquoteError
from reader.sources.canonical import canonical, host, identity
from reader.sources.failures import answer_words
from reader.sources.feedstore import FeedEntry
from reader.sources.model import Validators

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from reader.article.model import Article, Entry
    from reader.sources.feedstore import Feed, FeedStore
    from reader.sources.model import Fetch, Page

    Read = Callable[[Page, bool], Awaitable[Article]]

AT_ONCE = 6
"""Feeds that are asked for at once; of one host, one."""

_LOOKED_THROUGH = 5_000


_PERMANENT = frozenset((HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT))


class Refreshed(NamedTuple):
    """What came of asking for a feed.

    Attributes:
        feed: the address that was asked.
        new: how many entries are new.
        error: why it could not be had, or empty.
        moved: where it is from now on, its server says; else empty.
    """

    feed: str
    new: int = 0
    error: str = ""
    moved: str = ""


async def refresh(
    feeds: Sequence[Feed],
    store: FeedStore,
    fetch: Fetch,
    read: Read,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    begun: Callable[[Feed], None] = lambda _: None,
    heard: Callable[[Refreshed], None] = lambda _: None,
) -> list[Refreshed]:
    """Ask for feeds, only for what changed since, and note their entries; gives what came of each, in their order.

    Cancel it to stop: what was heard by then is noted.

    Args:
        feeds: those to ask for.
        store: what keeps them.
        fetch: fetches pages.
        read: makes an article of a page, for a person who waits; raises a PullquoteError where it cannot.
        now: the time, aware, in UTC.
        begun: called with each feed when it is asked for.
        heard: called with what came of each.
    """
    places = asyncio.Semaphore(AT_ONCE)
    hosts: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def one(feed: Feed) -> Refreshed:
        async with hosts[host(feed.url)], places:
            begun(feed)
            try:
                found = await _refresh(feed, store, fetch, read, now())
            except PullquoteError as error:
                found = Refreshed(feed.url, error=str(error))
            heard(found)
            return found

    return list(await asyncio.gather(*(one(feed) for feed in feeds)))


async def _refresh(feed: Feed, store: FeedStore, fetch: Fetch, read: Read, now: datetime) -> Refreshed:
    known = Validators(feed.url, feed.etag, feed.last_modified) if feed.etag or feed.last_modified else None
    page = await fetch.get(feed.url, background=False, known=known)
    if page.status == HTTPStatus.NOT_MODIFIED:
        store.note_checked(feed.url, now, feed.etag, feed.last_modified)
        return Refreshed(feed.url)
    if page.status == HTTPStatus.GONE:
        raise FetchError("http", "The server answered 410 Gone. It is gone for good; remove it.", status=page.status)
    if page.status not in range(200, 300):
        raise FetchError("http", f"The server answered {answer_words(page.status)}.", status=page.status)
    article = await read(page, False)  # noqa: FBT003 - a person waits
    if article.format is not Format.FEED:
        raise FetchError("parse", "What came is no feed; look for the feed's address again.")
    url = lasting(page)
    if url == feed.url:
        return Refreshed(url, note(url, article, page, store, now))
    store.move(feed.url, url)
    return Refreshed(feed.url, note(url, article, page, store, now), moved=url)


def lasting(page: Page) -> str:
    """The address at which a page is to be asked for from now on: where its redirects led, if all are for good."""
    lasts = page.hops and all(status in _PERMANENT for status, _ in page.hops)
    return page.final_url if lasts else page.url


def note(feed: str, article: Article, page: Page, store: FeedStore, now: datetime) -> int:
    """Note what a feed has, as it was read from its page; how many of its entries are new."""
    before = {one.url for one in store.entries(feed, limit=_LOOKED_THROUGH)}
    found = {one.url: one for one in (entry_of(feed, entry) for entry in reversed(article.entries))}
    store.note_entries(feed, tuple(reversed(found.values())), now)
    store.note_checked(feed, now, page.etag, page.last_modified)
    return len(found.keys() - before)


def entry_of(feed: str, entry: Entry) -> FeedEntry:
    """An entry as it is kept. It is known again by its address; one without is a place in the feed, named by its title.

    Campaign tags are no part of an address, but its fragment is: some feeds have one page for all entries.
    """
    url = f"{feed}#{quote(entry.title)}"
    if entry.url is not None:
        try:
            _, mark, fragment = canonical(entry.url).partition("#")
            url = identity(entry.url) + mark + fragment
        except ValueError:  # it cannot be opened, so that the feed is where it can be read
            pass
    return FeedEntry(feed, url, entry.title, entry.published)
