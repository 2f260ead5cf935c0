"""The feeds on the screen: what is unread, what is new, and the way to an entry."""

from __future__ import annotations

import asyncio
import threading
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import pytest
from textual.events import Key
from textual.widgets import OptionList

import reader
from reader.sources.feedstore import FeedEntry
from reader.sources.model import Page
from reader.tui.background import Background
from reader.tui.screens.feeds import FeedsScreen
from reader.tui.styles import style_path
from reader.tui.toned import Toned
from tests.feedstore import MemoryStore
from tests.tui.driving import SIZES, picture, until
from tests.tui.fakes import HOSTILE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from reader.article.model import Article
    from reader.session import Session
    from reader.sources.model import Validators

NOW = datetime(2026, 3, 4, tzinfo=UTC)
TIDE, QUAY = "http://tide.example/feed", "http://quay.example/feed"


class Web:
    """A session whose web has one feed, with one entry more than before; the other is gone."""

    def fetcher(self) -> Web:
        return self

    async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:  # noqa: ARG002
        items = "".join(f"<item><title>T{n}</title><link>http://tide.example/{n}</link></item>" for n in range(4))
        body = f"<rss version='2.0'><channel><title>Tide</title>{items}</channel></rss>".encode()
        return Page(url, url, 200 if url == TIDE else 410, "application/rss+xml", body)

    async def read_page(self, page: Page, _background: bool) -> Article:
        return reader.read(page.body, page.content_type, page.final_url)

    async def close(self) -> None:
        pass


async def never(*_: object, **__: object) -> Page:
    await asyncio.Event().wait()
    raise AssertionError


class Slow(MemoryStore):
    """A store that marks nothing as read before it is let."""

    def __init__(self, let: threading.Event) -> None:
        super().__init__()
        self._let = let

    def mark_read(self, feed: str, url: str | None = None, *, read: bool = True) -> None:
        self._let.wait()
        super().mark_read(feed, url, read=read)


def kept(store: MemoryStore | None = None) -> MemoryStore:
    store = store or MemoryStore()
    store.subscribe(TIDE, "Tide", "Harbours")
    store.subscribe(QUAY, "Quay")
    days = [
        FeedEntry(TIDE, f"http://tide.example/{n}", f"T{n}", datetime(2026, 3, 1 + n, tzinfo=UTC)) for n in range(3)
    ]
    store.note_entries(TIDE, days, NOW)
    store.note_entries(QUAY, [FeedEntry(QUAY, "http://quay.example/0", "Q0", read=True)], NOW)
    return store


@asynccontextmanager
async def shown(
    store: MemoryStore, size: tuple[int, int] = (120, 40), *, plain: bool = False, web: Web | None = None
) -> AsyncIterator[tuple[Pilot[None], list[FeedEntry | None]]]:
    """The screen over an empty app, and what it gave."""
    web, background, given = web or Web(), Background(), list[FeedEntry | None]()
    app = Toned(css_path=[style_path("app.tcss")])
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        screen = FeedsScreen(store, cast("Session", web), background, plain=plain)
        app.push_screen(screen, given.append)
        try:
            await until(pilot, lambda: "unread" in picture(pilot) or "No feeds yet" in picture(pilot))
            yield pilot, given
        finally:
            background.stop(web.close)


@pytest.mark.parametrize("size", SIZES)
async def test_feeds_show_what_is_unread_and_lead_to_an_entry(size: tuple[int, int]) -> None:
    store = kept()
    async with shown(store, size) as (pilot, given):
        assert "Feeds  3 unread" in picture(pilot)
        assert "3 Harbours/Tide" in picture(pilot)
        await pilot.press("j", "enter")
        await until(pilot, lambda: "● 2026-03-03  T2" in picture(pilot))
        await pilot.press("j", "enter")
        await until(pilot, lambda: bool(given))
    assert given[0] is not None
    assert given[0].url == "http://tide.example/1"
    assert [one.title for one in store.entries(unread=True)] == ["T2", "T0"]


async def test_its_keys_are_listed_over_it() -> None:
    async with shown(kept()) as (pilot, given):
        assert "? help" in picture(pilot)
        await pilot.press("question_mark")
        await until(pilot, lambda: "unsubscribe from this feed" in picture(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "Feeds  3 unread" in picture(pilot))
        assert not given


async def test_entries_are_marked_one_by_one_and_all_at_once() -> None:
    async with shown(kept()) as (pilot, given):
        await pilot.press("j", "enter")
        await until(pilot, lambda: "T2" in picture(pilot))
        await pilot.press("m")
        await until(pilot, lambda: "● 2026-03-03  T2" not in picture(pilot))
        await pilot.press("u")
        await until(pilot, lambda: "2 entries  unread only" in picture(pilot))
        assert "T2" not in picture(pilot)
        await pilot.press("M")
        await until(pilot, lambda: "0 entries" in picture(pilot))
        await pilot.press("enter", "m", "u", "m")
        await until(pilot, lambda: picture(pilot).count("●") == 1)
        await pilot.press("backspace")
        await until(pilot, lambda: "Feeds  1 unread" in picture(pilot))
        await pilot.press("q")
        await until(pilot, lambda: given == [None])


async def test_what_was_marked_is_marked_though_one_goes_on_before_it_is_kept() -> None:
    shut = threading.Event()
    store = kept(Slow(shut))
    async with shown(store) as (pilot, given):
        await pilot.press("j", "enter")
        await until(pilot, lambda: "T2" in picture(pilot))
        for key in ("m", "m", "backspace"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        shut.set()
        await until(pilot, lambda: "Feeds  1 unread" in picture(pilot))
        assert not given
    assert [one.title for one in store.entries(unread=True)] == ["T0"]


async def test_what_waits_for_its_turn_is_done_though_one_goes_away() -> None:
    shut = threading.Event()
    store = kept(Slow(shut))
    async with shown(store) as (pilot, given):
        await pilot.press("j", "enter")
        await until(pilot, lambda: "T2" in picture(pilot))
        for key in ("m", "M", "escape"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        try:
            await until(pilot, lambda: given == [None])
        finally:
            shut.set()
        await until(pilot, lambda: not store.entries(unread=True))


async def test_what_is_new_comes_and_what_failed_is_said() -> None:
    async with shown(kept()) as (pilot, _):
        await pilot.press("r")
        await until(pilot, lambda: "1 new. Quay: The server answered 410 Gone" in picture(pilot))
        await until(pilot, lambda: "4 Harbours/Tide" in picture(pilot))
        await pilot.press("j", "enter")
        await until(pilot, lambda: "T3" in picture(pilot))
        await pilot.press("r")
        await until(pilot, lambda: "Nothing new." in picture(pilot))


async def test_coming_back_one_is_at_the_feed_one_left() -> None:
    async with shown(kept()) as (pilot, _):
        await pilot.press("j", "enter")
        await until(pilot, lambda: "T2" in picture(pilot))
        await pilot.press("backspace")
        await until(pilot, lambda: "Feeds" in picture(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "T2" in picture(pilot))


async def test_without_feeds_it_says_how_to_have_some() -> None:
    async with shown(MemoryStore()) as (pilot, _):
        assert "pullquote feeds add URL" in picture(pilot)
        await pilot.press("enter", "r", "m", "M", "u", "backspace", "j", "k")
        await until(pilot, lambda: "Nothing new." in picture(pilot))


@pytest.mark.parametrize("title", HOSTILE)
async def test_hostile_titles_stand_there_literally(title: str) -> None:
    store = MemoryStore()
    store.subscribe(QUAY, title, title)
    store.note_entries(QUAY, [FeedEntry(QUAY, "http://quay.example/0", title)], NOW)
    async with shown(store) as (pilot, _):
        assert f"{title}/{title}" in picture(pilot)
        await pilot.press("r")
        await until(pilot, lambda: f"{title}: The server answered" in picture(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: picture(pilot).count(title) >= 3)


async def test_signs_in_ascii() -> None:
    async with shown(kept(), plain=True) as (pilot, _):
        await pilot.press("j", "enter")
        await until(pilot, lambda: "* 2026-03-03  T2" in picture(pilot))


async def test_a_feed_is_unsubscribed_from_and_that_is_taken_back() -> None:
    store = kept()
    async with shown(store) as (pilot, _):
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "No feed was unsubscribed" in picture(pilot))
        await pilot.press("j", "d")
        await until(pilot, lambda: "No longer subscribed: Tide. Ctrl+Z subscribes again" in picture(pilot))
        assert [one.title for one in store.feeds()] == ["Quay"]
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "Subscribed again: Tide." in picture(pilot))
        assert "3 Harbours/Tide" in picture(pilot)


async def test_an_entry_is_opened_while_feeds_are_asked() -> None:
    web = Web()
    web.get = never  # type: ignore[method-assign]
    async with shown(kept(), web=web) as (pilot, given):
        await pilot.press("r")
        await until(pilot, lambda: "Asking feeds: 0 of 2" in picture(pilot))
        await pilot.press("j", "enter")
        await until(pilot, lambda: "T2" in picture(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: len(given) == 1)
        assert given[0] is not None
        assert given[0].title == "T2"


async def test_two_quick_clicks_on_a_feed_open_it_once() -> None:
    async with shown(kept()) as (pilot, _):
        listed = pilot.app.screen.query_one(OptionList)
        for _ in range(2):  # told before the entries can be there
            listed.post_message(OptionList.OptionSelected(listed, listed.get_option_at_index(1), 1))
        await until(pilot, lambda: "Tide  3 entries" in picture(pilot))
