"""Feeds asked for what is new, over a real connection."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

import reader
from reader.article.model import Entry
from reader.errors import FetchError, OpenError
from reader.sources.feedstore import FeedEntry
from reader.sources.refreshing import Refreshed, entry_of, refresh
from reader.sources.subscribing import subscribe
from tests.feedstore import MemoryStore
from tests.sources.fetching import web
from tests.sources.server import answer, redirect

if TYPE_CHECKING:
    from reader.article.model import Article
    from reader.sources.fetcher import Fetcher
    from reader.sources.model import Page
    from tests.sources.server import Handler, Server

NOW = datetime(2026, 3, 4, tzinfo=UTC)
ITEM = "<item><title>{0}</title><link>http://e.example/{0}</link><description>Words of {0}.</description></item>"


def rss(*names: str, title: str = "Tidewatch") -> bytes:
    items = "".join(map(ITEM.format, names))
    return f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()


def feed(*names: str, **headers: str) -> Handler:
    return answer(rss(*names), Content_Type="application/rss+xml", **headers)


async def parsed(page: Page, _background: bool) -> Article:
    return reader.read(page.body, page.content_type, page.final_url)


async def asked(store: MemoryStore, fetcher: Fetcher) -> list[Refreshed]:
    return await refresh(store.feeds(), store, fetcher, parsed, lambda: NOW)


async def added(server: Server, fetcher: Fetcher, store: MemoryStore, path: str = "/feed") -> str:
    return (await subscribe(server.url(path), store, fetcher, parsed, now=lambda: NOW)).url


async def test_what_is_new_is_counted_and_what_was_read_stays_read() -> None:
    store = MemoryStore()
    async with web({"/feed": feed("one", "two")}) as (server, fetcher):
        url = await added(server, fetcher, store)
        assert store.feeds()[0]._replace(url="") == ("", "Tidewatch", None, None, NOW, 2, "")
        store.mark_read(url, "http://e.example/one")
        server.pages["/feed"] = feed("one", "two", "three")
        assert await asked(store, fetcher) == [Refreshed(url, 1)]
        assert [one.url[17:] for one in store.entries(unread=True)] == ["two", "three"]


@pytest.mark.parametrize(
    ("headers", "sent"),
    [
        ({"ETag": '"abc"'}, b'If-None-Match: "abc"'),
        ({"Last_Modified": "Wed, 04 Mar 2026 00:00:00 GMT"}, b"If-Modified-Since: Wed, 04 Mar 2026 00:00:00 GMT"),
    ],
)
async def test_what_did_not_change_is_not_sent_again(headers: dict[str, str], sent: bytes) -> None:
    store = MemoryStore()
    async with web({"/feed": feed("one", **headers)}) as (server, fetcher):
        url = await added(server, fetcher, store)
        server.pages["/feed"] = answer(b"", "304 Not Modified")
        before = store.feeds()
        assert await asked(store, fetcher) == [Refreshed(url)]
        assert sent in server.heads[-1]
        assert store.feeds() == before
        server.pages["/feed"] = feed("one", "two")
        assert await asked(store, fetcher) == [Refreshed(url, 1)]
        assert store.feeds()[0].etag is None


async def test_one_feed_that_fails_keeps_its_entries_and_holds_up_no_other() -> None:
    store = MemoryStore()
    async with web({"/a": feed("one"), "/b": feed("two")}) as (server, fetcher):
        for path in ("/a", "/b"):
            await added(server, fetcher, store, path)
        server.pages["/a"] = answer(b"gone", "404 Not Found")
        server.pages["/b"] = feed("two", "three")
        first, second = sorted(await asked(store, fetcher))
        assert "404 Not Found" in first.error
        assert second.new == 1
        assert len(store.entries(first.feed)) == 1
        server.pages["/a"] = answer(
            b"<html><p>" + b"Some words of a page that is no feed. " * 20, Content_Type="text/html"
        )
        assert "no feed" in min(await asked(store, fetcher)).error


async def test_a_page_leads_to_its_feed() -> None:
    store = MemoryStore()
    page = b"<title>Tide</title><link rel=alternate type=application/rss+xml href=/feed><p>Few words."
    async with web({"/": answer(page, Content_Type="text/html"), "/feed": feed("one")}) as (server, fetcher):
        assert await added(server, fetcher, store, "/") == server.url("/feed")


@pytest.mark.parametrize(("status", "stays"), [("301 Moved Permanently", False), ("302 Found", True)])
async def test_a_feed_that_moved_for_good_is_known_by_its_new_address(status: str, stays: bool) -> None:
    store = MemoryStore()
    async with web({"/feed": redirect("/new", status), "/new": feed("one")}) as (server, fetcher):
        assert await added(server, fetcher, store) == server.url("/feed" if stays else "/new")


async def test_what_is_no_feed_is_said_and_not_kept() -> None:
    store = MemoryStore()
    words = answer(b"<p>" + b"Some words that nobody put into a feed. " * 20, Content_Type="text/html")
    leads = answer(b"<link rel=alternate type=application/rss+xml href=/page>", Content_Type="text/html")
    async with web({"/page": words, "/leads": leads, "/gone": answer(b"", "410 Gone")}) as (server, fetcher):
        for path, why in (("/page", "names none"), ("/leads", "which is none"), ("/gone", "410 Gone")):
            with pytest.raises(OpenError, match=why):
                await added(server, fetcher, store, path)
        with pytest.raises(OpenError, match="no web address"):
            await subscribe("ftp://e.example/", store, fetcher, parsed)
        with pytest.raises(FetchError):
            await subscribe("http://127.0.0.1:1/", store, fetcher, parsed)
    assert store.feeds() == ()


@pytest.mark.parametrize(
    ("url", "known_as"),
    [
        ("http://E.example/a?utm_source=rss&id=1", "http://e.example/a?id=1"),
        ("http://e.example/news#item3", "http://e.example/news#item3"),
        (None, "http://f.example/#A%20title"),
        ("mailto:x@e.example", "http://f.example/#A%20title"),
    ],
)
def test_an_entry_is_known_by_its_address_without_what_changes(url: str | None, known_as: str) -> None:
    assert entry_of("http://f.example/", Entry("A title", url)) == FeedEntry("http://f.example/", known_as, "A title")


async def test_a_feed_that_moved_for_good_is_asked_at_its_new_address_from_then_on() -> None:
    store = MemoryStore()
    async with web({"/feed": feed("one", "two")}) as (server, fetcher):
        url = await added(server, fetcher, store)
        store.mark_read(url, "http://e.example/one")
        server.pages |= {"/feed": redirect("/new", "302 Found"), "/new": feed("one", "two", "three")}
        assert await asked(store, fetcher) == [Refreshed(url, 1)]  # for now: the address stays
        server.pages["/feed"] = redirect("/new", "301 Moved Permanently")
        new = server.url("/new")
        assert await asked(store, fetcher) == [Refreshed(url, moved=new)]
        assert [one.url for one in store.feeds()] == [new]
        assert [one.url[17:] for one in store.entries(new, unread=True)] == ["two", "three"]
        assert await asked(store, fetcher) == [Refreshed(new)]


async def test_what_moved_to_something_else_stays_where_it_was() -> None:
    store = MemoryStore()
    async with web({"/feed": feed("one")}) as (server, fetcher):
        url = await added(server, fetcher, store)
        server.pages |= {
            "/feed": redirect("/portal", "301 Moved Permanently"),
            "/portal": answer(b"<h1>Pay here</h1><p>For the network.</p>", Content_Type="text/html"),
        }
        (found,) = await asked(store, fetcher)
        assert "no feed" in found.error
        assert [one.url for one in store.feeds()] == [url]


async def test_a_feed_that_is_gone_for_good_is_said_to_be() -> None:
    store = MemoryStore()
    async with web({"/feed": feed("one")}) as (server, fetcher):
        await added(server, fetcher, store)
        server.pages["/feed"] = answer(status="410 Gone")
        (found,) = await asked(store, fetcher)
        assert "gone for good" in found.error
        assert len(store.entries()) == 1
