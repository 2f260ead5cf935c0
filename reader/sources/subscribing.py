"""Subscribing to a feed by its own address, or by that of a page that names it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from reader.article.charset import decode
from reader.article.feed_links import feed_links
from reader.article.model import Format
from reader.errors import OpenError, UnreadableError
from reader.sources.canonical import typed
from reader.sources.failures import answer_words
from reader.sources.refreshing import lasting, note

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.article.model import Article
    from reader.sources.feedstore import FeedStore
    from reader.sources.model import Fetch, Page
    from reader.sources.refreshing import Read


class Subscribed(NamedTuple):
    """A feed that was subscribed to: its address, its title, and how many entries were noted."""

    url: str
    title: str
    new: int


async def subscribe(
    where: str,
    store: FeedStore,
    fetch: Fetch,
    read: Read,
    *,
    folder: str = "",
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Subscribed:
    """Subscribe to a feed, and note the entries that it has now.

    Args:
        where: the address of a feed, or of a page, as a person types it; of a page's feeds the first is taken.
        store: what keeps it.
        fetch: fetches pages.
        read: makes an article of a page, for a person who waits.
        folder: where it is to be among the others.
        now: the time, aware, in UTC.

    Raises:
        OpenError: there is no feed.
        FetchError: the address did not answer.
    """
    try:
        page = await fetch.get(typed(where), background=False)
    except ValueError as error:
        raise OpenError(f"{where} is no web address that can be asked: {error}") from None
    article = await _feed(page, read)
    if article is None:
        links = feed_links(decode(page.body, page.content_type), page.final_url)
        if not links:
            raise OpenError(f"{where} is no feed and names none; give the address of the feed itself.")
        page = await fetch.get(links[0].url, background=False)
        article = await _feed(page, read)
        if article is None:
            raise OpenError(f"{where} names {links[0].url} as its feed, which is none; give the feed's address.")
    url = lasting(page)
    title = article.title or url
    store.subscribe(url, title, folder)
    return Subscribed(url, title, note(url, article, page, store, now()))


async def _feed(page: Page, read: Read) -> Article | None:
    """The feed that a page is, or None where it is none.

    Raises:
        OpenError: it is an error page.
    """
    if page.status not in range(200, 300):
        raise OpenError(f"{page.url} answered {answer_words(page.status)}; check the address.")
    try:
        article = await read(page, False)  # noqa: FBT003 - a person waits
    except UnreadableError:
        return None
    return article if article.format is Format.FEED else None
