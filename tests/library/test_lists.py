"""The lists: articles, sources, outlets, and the feeds with their entries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from reader.library.library import Library
from reader.library.records import ArticleSort, Cited, Judged, Place, SourceKind
from reader.sources.feedstore import FeedEntry
from reader.sources.memory import Copy, Liveness
from tests.library.making import NOW, Clock, facts, remembered

FEED = "https://tide.example/feed"


@pytest.fixture
def library() -> Library:
    clock = Clock()
    library = Library(None, clock=clock)
    for n, (title, site) in enumerate((("The quay", "Tidewatch"), ("a lamp", "Lamplighter"), ("Zebras", "Tidewatch"))):
        clock.now = NOW + timedelta(hours=n)
        url = f"https://{site.lower()}.example/{n}"
        library.opened(url, facts(url, title)._replace(site=site, commentary=100 * n))
        library.followed(
            url,
            [
                Cited("https://wire.example/1", "The Wire", "ok", 2, 1, 1),
                Cited(f"https://own.example/{n}", "own.example", "dead"),
                Cited(None, "The Wire", "named", 1, 0, 0),
            ],
            [Judged("q1", "https://wire.example/1", "verbatim"), Judged("q2", None, "altered", "major")],
        )
    dead = {"liveness": Liveness.DEAD, "strikes": 3, "why": "404 three times"}
    library.keep(remembered("https://wire.example/1", NOW, drifted=NOW, title="The wire's story"))
    for n in range(3):
        when = NOW + timedelta(minutes=n)
        copy = Copy("https://archive.example/x", "https://archive.example/xid_", NOW, "archive.example")
        changes: dict[str, Any] = {**dead, "copy": copy}
        library.keep(_with(f"https://own.example/{n}", when, changes))
    assert library.settle(10)
    assert not library._writer.lost
    return library


def _with(url: str, when: Any, changes: dict[str, Any]) -> Any:
    from dataclasses import replace

    return replace(remembered(url, when), **changes)


def test_articles_are_sorted_paged_and_filtered(library: Library) -> None:
    def titles(**how: Any) -> list[str | None]:
        return [one.facts.title for one in library.articles(**how)]

    assert titles() == ["Zebras", "a lamp", "The quay"]
    assert titles(sort=ArticleSort.TITLE, descending=False) == ["a lamp", "The quay", "Zebras"]
    assert titles(sort=ArticleSort.WORDS) == ["Zebras", "a lamp", "The quay"]
    assert titles(limit=1, offset=1) == ["a lamp"]
    assert titles(text="QUAY") == ["The quay"]
    assert titles(text="lamplighter.example") == ["a lamp"]
    assert titles(site="Tidewatch") == ["Zebras", "The quay"]
    library.left("https://lamplighter.example/1", Place(9, 0, read=1.0))
    library.set_kept("https://tidewatch.example/0", kept=True)
    assert titles(unread=True) == ["Zebras", "The quay"]
    assert titles(kept=True) == ["The quay"]
    assert library.count(unread=True) == 2
    assert library.count() == 3


def test_opening_an_article_again_brings_it_to_the_top_under_the_same_number(library: Library) -> None:
    url = "https://tidewatch.example/0"
    before = library.article(url)
    library._clock = Clock(NOW + timedelta(hours=9))
    library.opened(url, facts(url, "The quay, again"))
    after = library.articles()[0]
    assert before is not None
    assert (after.number, after.first_opened) == (before.number, before.first_opened)
    assert after.last_opened > before.last_opened
    assert after.facts.title == "The quay, again"
    assert after.verdicts == before.verdicts
    assert library.article(after.number) == after
    assert library.article(10**30) is None


def test_a_number_is_never_given_again(library: Library) -> None:
    last = library.articles()[0]
    library.forget(last.key)
    library.opened("https://new.example/", facts("https://new.example/"))
    assert library.articles()[0].number == last.number + 1


def test_sources_are_listed_across_articles(library: Library) -> None:
    assert [(one.url, one.articles) for one in library.sources()] == [
        ("https://own.example/2", 1),
        ("https://own.example/1", 1),
        ("https://own.example/0", 1),
        ("https://wire.example/1", 3),
    ]
    dead = library.sources(SourceKind.DEAD, limit=2)
    assert [one.url for one in dead] == ["https://own.example/2", "https://own.example/1"]
    assert dead[0].copy == "https://archive.example/x"
    assert dead[0].why == "404 three times"
    (changed,) = library.sources(SourceKind.CHANGED)
    assert (changed.title, changed.drifted) == ("The wire's story", NOW)
    assert [one.url for one in library.sources(outlet="The Wire")] == ["https://wire.example/1"]


def test_outlets_say_how_often_they_are_cited_and_how_faithfully(library: Library) -> None:
    assert [tuple(one) for one in library.outlets()] == [("The Wire", 6, 9, 3, 3), ("own.example", 3, 0, 0, 0)]


def test_a_sources_history_has_a_step_for_each_time(library: Library) -> None:
    url = "https://own.example/0"
    for days, liveness in enumerate((Liveness.STRIKE, Liveness.DEAD, Liveness.ALIVE), 1):
        library.keep(_with(url, NOW + timedelta(minutes=days), {"liveness": liveness, "why": f"day {days}"}))
    history = library.history(url)
    assert [one.liveness for one in history] == ["dead", "strike", "dead", "alive"]
    assert history[1].why == "day 1"


def test_feeds_and_their_entries() -> None:
    clock = Clock()
    library = Library(None, clock=clock)
    library.subscribe(FEED, "Tidewatch")
    library.subscribe("https://lamp.example/feed")
    library.subscribe(FEED, folder="News/Ports")
    assert [(one.title, one.checked) for one in library.feeds()] == [
        ("https://lamp.example/feed", None),
        ("Tidewatch", None),
    ]
    entries = [FeedEntry(FEED, f"https://tide.example/{n}", f"Post {n}", NOW - timedelta(days=n)) for n in range(3)]
    library.note_entries(FEED, entries, NOW)
    library.note_entries("https://nobody.example/", [FeedEntry("https://nobody.example/", "https://x/", "X")], NOW)
    library.note_checked(FEED, NOW, '"e"', "yesterday")
    assert library.entries() == tuple(entries)
    library.mark_read(FEED, entries[0].url)
    again = [entries[0]._replace(title="Post 0, corrected")]
    library.note_entries(FEED, again, NOW)
    assert library.entries(FEED, limit=1) == (again[0]._replace(read=True),)
    assert [one.url for one in library.entries(unread=True)] == [one.url for one in entries[1:]]
    feed = library.feeds()[1]
    assert feed.folder == "News/Ports"
    assert (feed.etag, feed.last_modified, feed.checked, feed.unread) == ('"e"', "yesterday", NOW, 2)
    library.mark_read(FEED)
    assert library.entries(FEED, unread=True) == ()
    library.unsubscribe(FEED)
    assert [one.url for one in library.feeds()] == ["https://lamp.example/feed"]
    assert library.entries() == ()
    assert not library._writer.lost


@pytest.mark.parametrize("known", [False, True])
def test_a_feed_that_moved_keeps_its_title_folder_and_what_was_read(known: bool) -> None:
    library = Library(None, clock=Clock())
    new = "https://tide.example/new"
    library.subscribe(FEED, "Tidewatch", "News/Ports")
    if known:
        library.subscribe(new, "Tidewatch", "News/Ports")
        library.note_entries(new, [FeedEntry(new, "https://tide.example/1", "Post 1")], NOW)
    urls = ["https://tide.example/1", f"{FEED}#Bare"]
    library.note_entries(FEED, [FeedEntry(FEED, url, "Post") for url in urls], NOW)
    library.mark_read(FEED, urls[1])
    library.move(FEED, new)
    (feed,) = library.feeds()
    assert (feed.url, feed.title, feed.folder, feed.unread) == (new, "Tidewatch", "News/Ports", 1)
    assert {(one.feed, one.url, one.read) for one in library.entries()} == {
        (new, urls[0], False),
        (new, f"{new}#Bare", True),
    }
    library.move(new, new)
    library.move("https://nobody.example/", "https://somebody.example/")
    assert [one.url for one in library.feeds()] == [new]
    assert not library._writer.lost
