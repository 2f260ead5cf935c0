"""What is forgotten comes back whole, until the program ends; in real files, with two instances, and killed between."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from reader.library import gone
from reader.library.forgetting import GRACE
from reader.library.health import back_up, backups
from reader.library.library import Library
from reader.library.records import Cited, Judged, Mark, Place
from reader.sources.feedstore import FeedEntry
from reader.voices.corrections import Correction
from tests.library.making import NOW, Clock, capture, facts, remembered

if TYPE_CHECKING:
    from pathlib import Path

DEAL, OTHER = "https://tide.example/deal", "https://tide.example/other"
WIRE, SHARED = "https://wire.example/lease", "https://courier.example/quay"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.db"


def filled(file: Path | None, clock: Clock | None = None) -> Library:
    """An article with all that an article can have, and another that shares one of its two sources."""
    library = Library(file, clock=clock or Clock())
    library.opened(DEAL, facts(DEAL, "The deal"), capture(DEAL, "The lease is a carbuncle."))
    library.opened(DEAL, facts(DEAL, "The deal"), capture(DEAL, "The lease is a carbuncle no more."))
    library.opened(OTHER, facts(OTHER, "Other"), capture(OTHER, "The pilots came down."))
    for n, url in enumerate((WIRE, SHARED)):
        library.keep(remembered(url, NOW - timedelta(days=2)), capture(url, f"Source {n} knows an albatross."))
        library.keep(remembered(url, NOW, title=f"Source {n}", manual=False))
    library.followed(
        DEAL,
        [Cited(WIRE, "Wire", "ok", 1, 1, 0), Cited(SHARED, "Courier", "ok"), Cited(None, "Weekly", "named")],
        [Judged("q1", WIRE, "verbatim")],
    )
    library.followed(OTHER, [Cited(SHARED, "Courier", "ok", 2, 0, 1)], [])
    library.left(DEAL, Place(7, 12, "together", 0.4))
    library.mark(DEAL, "a", Mark(3, 4))
    library.keep_corrections(DEAL, [Correction("b3", quoted=True)])
    library.set_kept(DEAL, kept=True)
    assert library.settle(10)
    return library


def everything(library: Library) -> dict[str, Any]:
    """All that a person can see of the library."""
    entry = library.article(DEAL)
    return {
        "articles": library.articles(),
        "number": entry.number if entry else None,
        "cited": library.cited(DEAL),
        "judged": library.judged(DEAL),
        "marks": library.marks(DEAL),
        "corrections": library.corrections(DEAL),
        "versions": {url: library.versions(url) for url in (DEAL, OTHER, WIRE, SHARED)},
        "page": library.latest(DEAL),
        "known": sorted(library.known(), key=lambda one: one.url),
        "histories": {url: library.history(url) for url in (WIRE, SHARED)},
        "outlets": library.outlets(),
        "sources": sorted(library.sources()),
        "found": [library.search(word) for word in ("carbuncle", "albatross", "pilots")],
        "feeds": library.feeds(),
        "entries": library.entries(),
    }


def assert_gone(library: Library) -> None:
    assert [one.key for one in library.articles()] == [OTHER]
    assert [one.url for one in library.known()] == [SHARED]
    assert library.search("carbuncle") == ()
    assert [hit.url for hit in library.search("albatross")] == [SHARED]
    assert [one.name for one in library.outlets()] == ["Courier"]
    assert library.latest(DEAL) is None
    assert library.versions(WIRE) == ()
    assert library.marks(DEAL) == {}
    assert library.corrections(DEAL) == ()


def room_of(file: Path) -> int:
    """The bytes that the pages in a library are said to take."""
    with closing(sqlite3.connect(file)) as db:
        return int(db.execute("SELECT bytes FROM room").fetchone()[0])


@pytest.mark.parametrize("memory", [False, True])
def test_it_is_gone_at_once_and_comes_back_whole(file: Path, memory: bool) -> None:
    with filled(None if memory else file) as library:
        before = everything(library)
        library.forget(DEAL, for_good=False)
        assert_gone(library)
        found = library.bring_back()
        assert found is not None
        assert found.title == "The deal"
        assert everything(library) == before
        assert library.bring_back() is None
        assert not library._writer.lost


def test_several_come_back_in_turn_the_last_one_first(file: Path) -> None:
    with filled(file) as library:
        before = everything(library)
        library.forget(DEAL, for_good=False)
        library.forget(OTHER, for_good=False)
        assert library.known() == ()
        assert [found.title for _ in range(2) if (found := library.bring_back())] == ["Other", "The deal"]
        assert everything(library) == before


def test_for_good_it_cannot_come_back_and_nothing_of_it_is_left(file: Path) -> None:
    with filled(file) as library:
        library.forget(DEAL)
        assert_gone(library)
        assert library.bring_back() is None
    assert b"carbuncle" not in file.read_bytes()
    assert b"tide.example/deal" not in file.read_bytes()


def test_once_the_program_ends_it_is_gone_for_good(file: Path) -> None:
    with filled(file) as library:
        room = room_of(file)
        library.forget(DEAL, for_good=False)
        assert library.settle()
        assert room_of(file) == room
        library.purge_own()
    assert b"tide.example/deal" not in file.read_bytes()
    assert room_of(file) < room
    with Library(file) as library:
        assert_gone(library)
        assert library.bring_back() is None


def test_killed_in_between_it_can_come_back_for_a_day_and_not_longer(file: Path) -> None:
    with filled(file) as library:
        before = everything(library)
    program = (
        "import os, sys; from pathlib import Path; from tests.library.making import Clock;"
        "from reader.library.library import Library; library = Library(Path(sys.argv[1]), clock=Clock());"
        "library.forget(sys.argv[2], for_good=False); assert library.settle(10); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", program, file, DEAL], check=False).returncode == 9
    with Library(file, clock=Clock(NOW + GRACE - timedelta(minutes=1))) as library:
        library.purge_old()
        assert_gone(library)
    with Library(file, clock=Clock()) as library:
        assert library.bring_back() is not None
        assert everything(library) == before
        library.forget(DEAL, for_good=False)
    with Library(file, clock=Clock(NOW + GRACE + timedelta(minutes=1))) as library:
        library.purge_old()
        assert library.bring_back() is None
        assert_gone(library)


def test_two_instances_see_the_same_and_the_end_of_one_takes_only_its_own(file: Path) -> None:
    first = filled(file)
    second = Library(file, clock=Clock())
    first.forget(DEAL, for_good=False)
    assert first.settle()
    assert second.latest(DEAL) is None
    second.forget(OTHER, for_good=False)
    second.purge_own()
    assert second.close()
    found = first.bring_back()
    assert found is not None
    assert found.title == "The deal"
    assert [one.key for one in first.articles()] == [DEAL]
    assert first.close()


def test_what_another_instance_opened_again_since_keeps_what_is_newer_and_gets_what_is_older(file: Path) -> None:
    first, second = filled(file), Library(file, clock=Clock(NOW + timedelta(hours=1)))
    first.forget(DEAL, for_good=False)
    assert first.settle()
    second.opened(DEAL, facts(DEAL, "The new deal"), capture(DEAL, "It is another text."))
    second.mark(DEAL, "a", Mark(9, 9))
    second.mark(DEAL, "b", Mark(1, 1))
    second.followed(DEAL, [Cited(SHARED, "Courier", "ok")], [])
    assert second.settle()
    first.mark(DEAL, "z", Mark(0, 0))
    assert first.bring_back() is not None
    entry = first.article(DEAL)
    assert entry is not None
    assert entry.facts.title == "The new deal"
    assert entry.first_opened == NOW
    assert entry.kept
    assert entry.place == Place(7, 12, "together", 0.4)
    assert first.marks(DEAL) == {"a": Mark(9, 9), "b": Mark(1, 1), "z": Mark(0, 0)}
    assert first.corrections(DEAL) == (Correction("b3", quoted=True),)
    assert [one.url for one in first.cited(DEAL)] == [SHARED]
    assert len(first.versions(DEAL)) == 3
    assert not first._writer.lost
    first.close()
    second.close()


def test_what_shares_its_bytes_with_what_is_forgotten_can_go_and_leaves_them(file: Path) -> None:
    with filled(file) as library:
        twin = "https://twin.example/"
        library.opened(twin, facts(twin), capture(twin, "The lease is a carbuncle no more."))
        before = library.latest(DEAL)
        library.forget(DEAL, for_good=False)
        library.forget(twin)
        assert library.search("carbuncle") == ()
        library.bring_back()
        assert library.latest(DEAL) == before
        assert [hit.url for hit in library.search("carbuncle")] == [DEAL, DEAL]


def test_what_is_forgotten_is_in_no_backup_though_it_may_come_back(file: Path) -> None:
    with filled(file) as library:
        library.forget(DEAL, for_good=False)
        assert library.settle()
        assert back_up(file, NOW)
        assert b"tide.example/deal" not in backups(file)[-1].read_bytes()
        assert library.bring_back() is not None


def test_a_feed_comes_back_with_what_was_read_of_it(file: Path) -> None:
    feed = "https://tide.example/feed"
    with filled(file) as library:
        library.subscribe(feed, "Tide", "Harbours")
        library.note_entries(feed, [FeedEntry(feed, f"https://tide.example/{n}", f"T{n}") for n in range(3)], NOW)
        library.mark_read(feed, "https://tide.example/1")
        library.note_checked(feed, NOW, "tag")
        before = everything(library)
        library.unsubscribe(feed, for_good=False)
        assert library.feeds() == ()
        assert library.entries() == ()
        assert library.subscribe_again() == "Tide"
        assert everything(library) == before
        library.unsubscribe(feed, for_good=False)
        library.subscribe(feed, "Tide anew")
        library.note_entries(feed, [FeedEntry(feed, "https://tide.example/1", "T1")], NOW)
        assert library.subscribe_again() == "Tide"
        assert [one.title for one in library.feeds()] == ["Tide anew"]
        assert {one.title: one.read for one in library.entries()} == {"T0": False, "T1": True, "T2": False}
        library.unsubscribe(feed)
        assert library.subscribe_again() is None


def test_bytes_that_only_what_is_forgotten_has_push_out_nothing(file: Path) -> None:
    with filled(file) as library:
        room = room_of(file)
        library.forget(DEAL, for_good=False)
        added = capture(OTHER, "The pilots went up again.")
        library.opened(OTHER, facts(OTHER, "Other"), added, limit=room)
        assert library.settle(10)
        assert {hit.url for word in ("pilots", "albatross") for hit in library.search(word)} == {OTHER, SHARED}
        assert library.latest(OTHER) == added
        assert library.bring_back() is not None
        library.opened(OTHER, facts(OTHER, "Other"), capture(OTHER, "And down."), limit=room)
        assert library.settle(10)
        assert room_of(file) <= room


def test_a_change_that_was_made_again_takes_nothing_of_another_instance_with_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move, tries = gone.set_article_aside, iter([True, False])

    def failing(db: sqlite3.Connection, key: str, now: int) -> int | None:
        moved = move(db, key, now)
        if next(tries):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return moved

    first, second = filled(file), Library(file, clock=Clock())
    with monkeypatch.context() as patch:
        patch.setattr("reader.library.forgetting.set_article_aside", failing)
        first.forget(DEAL, for_good=False)
        assert not first.settle(10)
    second.forget(OTHER, for_good=False)  # under the number that the first one's had for a moment
    assert second.settle(10)
    first.purge_own()
    assert first.close()
    assert second.forgotten() is not None
    assert second.close()


def test_what_an_article_cites_that_is_being_read_is_left_alone(file: Path) -> None:
    slow = "https://slow.example/"
    first, second = filled(file), Library(file, clock=Clock())
    first.begun(OTHER, [Cited(SHARED, "Courier", "queued"), Cited(slow, "Slow", "queued")])
    first.keep(remembered(slow), capture(slow, "A source knows a walrus."))
    assert [(one.url, one.quotes) for one in first.cited(OTHER)] == [(SHARED, 2), (slow, 0)]  # what was found stands
    second.forget(DEAL)
    assert second.close()
    assert first.latest(slow) is not None
    assert [hit.url for hit in first.search("walrus")] == [slow]
    first.begun("https://nobody.example/", [Cited(slow, "Slow", "queued")])
    first.followed(OTHER, [Cited(slow, "Slow", "ok")], [])
    assert [one.state for one in first.cited(OTHER)] == ["ok"]
    assert not first._writer.lost
    first.close()


def test_what_comes_for_an_article_that_was_forgotten_meanwhile_goes_with_it(file: Path) -> None:
    with filled(file) as library:
        library.forget(DEAL, for_good=False)
        library.keep(remembered(WIRE), capture(WIRE, "The wire knows a carbuncle."))
        library.purge_own()
    assert b"carbuncle" not in file.read_bytes()
    with Library(file) as library:
        assert [one.url for one in library.known()] == [SHARED]


def test_forgetting_for_good_means_what_was_forgotten_of_it_before_too(file: Path) -> None:
    first, second = filled(file), Library(file, clock=Clock())
    first.forget(DEAL, for_good=False)
    first.forget(OTHER, for_good=False)
    assert first.settle(10)
    second.opened(DEAL, facts(DEAL), capture(DEAL, "It was opened again."))
    second.forget(DEAL)
    assert second.close()
    assert [found.title for _ in range(2) if (found := first.bring_back())] == ["Other"]
    assert b"carbuncle" not in file.read_bytes()
    first.close()


def test_pages_of_a_kept_article_are_not_let_go_while_it_can_come_back(file: Path) -> None:
    with filled(file) as library:
        library.forget(DEAL, for_good=False)
        library.opened(OTHER, facts(OTHER, "Other"), capture(OTHER, "It needs all the room that there is."), limit=1)
        assert library.settle(10)
        assert library.latest(OTHER) is None
        assert library.bring_back() is not None
        assert library.latest(SHARED) is not None
        assert library.latest(WIRE) is not None
