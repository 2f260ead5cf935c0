"""What the tracker remembers, and what it makes of what it remembers: freshness, offline, drift, copies, evidence."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from reader.api import read as read_article
from reader.errors import FetchError
from reader.options import Archives, Prefetch
from reader.sources.archives.finding import Finder
from reader.sources.archives.saving import Step
from reader.sources.canonical import identity
from reader.sources.failures import OfflineError
from reader.sources.memory import LIVE, Archived, Copy, Liveness
from reader.sources.model import Mention, Page, Source, SourceKind, State, Tracked, Validators
from reader.sources.opened import OpenedTracker
from reader.sources.slots import Slots
from reader.sources.tracker import Tracker
from tests.sources.archive_server import Archive, Held
from tests.sources.fetching import web
from tests.sources.remembering import Remembering

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reader.article.model import Article
    from tests.sources.server import Server

NOW = datetime(2024, 3, 12, 10, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "https://courier.example/quay"
TEXT = "The pilots went home before the vote was held. " * 40
NEW = TEXT + "A correction was made to this article on Tuesday."
NOT_FOUND = Page(URL, URL, 404, "text/html", b"<title>Not found</title>")


def link(number: int, url: str = URL) -> Source:
    return Source(f"s{number}", SourceKind.LINK, "a name", url, (Mention("b1", number, number + 1),))


def html(text: str, url: str = URL, **more: Any) -> Page:
    return Page(url, url, 200, "text/html", f"<html><title>Quay</title><p>{text}".encode(), **more)


async def read(page: Page, _background: bool) -> Article:
    return read_article(page.body, page.content_type, page.final_url)


class Web:
    """A Fetch that gives what it is told, and notes what it was asked."""

    def __init__(self, *answers: Page | FetchError) -> None:
        self.answers = list(answers)
        self.by_url: dict[str, Page | FetchError] = {}
        self.asked: list[tuple[str, Validators | None]] = []

    async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:  # noqa: ARG002
        self.asked.append((url, known))
        found = self.by_url.get(url) or self.answers.pop(0)
        if isinstance(found, FetchError):
            raise found
        return found

    async def close(self) -> None: ...


class World:
    """A web, a memory and a clock; `opened` is a run of a tracker over them, as when an article is opened."""

    def __init__(self, *answers: Page | FetchError) -> None:
        self.web = Web(*answers)
        self.memory = Remembering()
        self.now = NOW
        self.told: list[Tracked] = []

    def tracker(self, *sources: Source, **more: Any) -> Tracker:
        return Tracker(
            sources or (link(1),), self.web, read, self.told.append, memory=self.memory, now=lambda: self.now, **more
        )

    async def opened(self, *sources: Source, **more: Any) -> Tracked:
        tracker = self.tracker(*sources, **more)
        await tracker.run()
        return tracker.tracked["s1"]


async def test_what_was_fetched_is_remembered_with_its_evidence() -> None:
    world = World(html(TEXT, etag='"1"'))
    found = await world.opened()
    assert found.state is State.OK
    assert found.evidence is not None
    assert found.evidence._asdict() == {
        "asked": URL,
        "got": NOW,
        "origin": LIVE,
        "sha256": sha256(html(TEXT).body).hexdigest(),
        "rule": "The server answered 200 OK with 360 words of text.",
        "stored": False,
    }
    known = world.memory.recall(URL)
    assert known == found.remembered
    assert known is not None
    assert (known.liveness, known.etag, known.title, known.checked) == (Liveness.ALIVE, '"1"', "Quay", NOW)
    (version,) = world.memory.versions(URL)
    capture = world.memory.capture(version.id)
    assert capture is not None
    assert capture.page.body == html(TEXT).body


async def test_what_is_fresh_is_shown_from_the_library_and_not_asked_for() -> None:
    world = World(html(TEXT))
    await world.opened()
    world.now += 6 * DAY
    found = await world.opened()
    assert len(world.web.asked) == 1
    assert found.state is State.OK
    assert found.article is not None
    assert found.evidence is not None
    assert (found.evidence.got, found.evidence.stored) == (NOW, True)


async def test_what_is_older_is_shown_at_once_and_asked_for_behind() -> None:
    world = World(html(TEXT, etag='"1"'), Page(URL, URL, 304, None, b""))
    await world.opened()
    world.now += 7 * DAY
    world.told.clear()
    found = await world.opened()
    assert world.web.asked[-1] == (URL, Validators(URL, '"1"', None))
    first = next(one for one in world.told if one.article is not None)
    assert first.evidence is not None
    assert first.evidence.stored
    assert all(one.article is not None for one in world.told[world.told.index(first) :])
    assert (found.state, found.http_status) == (State.OK, 304)
    assert found.remembered is not None
    assert found.remembered.last_ok == world.now
    assert len(world.memory.versions(URL)) == 1


async def test_asked_to_renew_it_asks_for_what_is_fresh_too() -> None:
    world = World(html(TEXT), html(TEXT))
    await world.opened()
    await world.opened(renew=True)
    assert len(world.web.asked) == 2


async def test_offline_what_is_kept_is_there_with_its_date_however_old() -> None:
    world = World(html(TEXT), OfflineError())
    await world.opened()
    world.now += 900 * DAY
    found = await world.opened()
    assert found.state is State.OK
    assert found.article is not None
    assert found.error is None
    assert found.evidence is not None
    assert (found.evidence.got, found.evidence.stored) == (NOW, True)
    assert found.whole
    assert world.memory.recall(URL) == replace(world.memory.history[URL][0])
    other = link(1, "https://other.example/")
    world.web.answers = [OfflineError()]
    assert (await world.opened(other)).state is State.OFFLINE
    assert world.memory.recall("https://other.example/") is None


async def test_a_page_that_is_gone_for_a_day_keeps_its_text_and_dies_at_the_third_strike() -> None:
    world = World(html(TEXT), NOT_FOUND, NOT_FOUND, NOT_FOUND)
    await world.opened()
    states = []
    for days in (8, 3, 4):
        world.now += days * DAY
        found = await world.opened()
        states.append(found.state)
        assert found.article is not None
        assert found.whole
    assert states == [State.STRIKE, State.STRIKE, State.DEAD]
    world.now += 900 * DAY
    assert (await world.opened()).state is State.DEAD
    assert len(world.web.asked) == 4


async def test_a_text_that_changes_has_drifted_and_both_texts_are_kept() -> None:
    world = World(html(TEXT), html(NEW), html(TEXT))
    await world.opened()
    world.now += 8 * DAY
    found = await world.opened()
    assert found.state is State.DRIFTED
    assert found.remembered is not None
    assert found.remembered.drifted == world.now
    texts = [world.memory.capture(one.id) for one in world.memory.versions(URL)]
    assert ["correction" in (one.text or "") for one in texts if one] == [False, True]
    world.now += 8 * DAY
    assert (await world.opened()).state is State.OK


async def test_three_hosts_out_of_reach_at_once_are_our_own_network_and_no_strikes() -> None:
    sources = [link(n, f"https://h{n}.example/") for n in range(1, 5)]
    world = World()
    world.web.by_url = {one.url or "": FetchError("connect", "It does not accept connections.") for one in sources}
    tracker = world.tracker(*sources)
    await tracker.run()
    assert {one.state for one in tracker.tracked.values()} == {State.OFFLINE}
    assert world.memory.history == {}
    world.web.by_url["https://h4.example/"] = html(TEXT, "https://h4.example/")
    tracker = world.tracker(*sources)
    await tracker.run()
    states = [tracker.tracked[one.id].state for one in sources]
    assert states == [State.STRIKE] * 3 + [State.OK]
    assert [known.strikes for known in world.memory.known()] == [1, 1, 1, 0]


async def test_two_hosts_out_of_reach_are_two_strikes() -> None:
    sources = [link(n, f"https://h{n % 2}.example/{n}") for n in range(1, 6)]
    world = World(*(FetchError("dns", "There is no such host.") for _ in sources))
    tracker = world.tracker(*sources)
    await tracker.run()
    assert {one.state for one in tracker.tracked.values()} == {State.STRIKE}
    assert len(world.memory.known()) == 5


async def test_three_links_of_a_site_that_end_at_one_page_are_lost() -> None:
    sources = [link(n, f"https://site.example/{n}") for n in range(1, 5)]
    world = World()
    for one in sources:
        world.web.by_url[one.url or ""] = replace(
            html(TEXT, one.url or ""), final_url="https://site.example/news", hops=((302, "https://site.example/news"),)
        )
    world.web.by_url["https://site.example/4"] = html(TEXT, "https://site.example/4")
    tracker = world.tracker(*sources)
    await tracker.run()
    assert [tracker.tracked[one.id].state for one in sources] == [State.SOFT404] * 3 + [State.OK]
    assert tracker.tracked["s1"].error is not None
    assert "end at one page" in tracker.tracked["s1"].error.message
    assert not world.memory.versions("https://site.example/1")
    assert world.memory.versions("https://site.example/4")


async def test_short_links_to_a_page_that_is_cited_itself_are_none_of_these() -> None:
    sources = [link(n, f"https://site.example/{n}") for n in range(1, 4)]
    there = link(4, "https://site.example/news")
    world = World()
    for one in (*sources, there):
        world.web.by_url[one.url or ""] = replace(html(TEXT, one.url or ""), final_url=there.url or "")
    tracker = world.tracker(*sources, there)
    await tracker.run()
    assert {one.state for one in tracker.tracked.values()} == {State.OK}


async def test_a_memory_that_fails_holds_up_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(html(TEXT))

    def fail(*_: object) -> None:
        raise OSError("The disk is full.")

    monkeypatch.setattr(world.memory, "keep", fail)
    monkeypatch.setattr(world.memory, "recall", fail)
    assert (await world.opened()).state is State.OK


@asynccontextmanager
async def archived(url: str) -> AsyncIterator[tuple[Server, Finder]]:
    """An archive with a copy of a page, and what finds it."""
    kept = Archive(Held(url, NOW - DAY, html(TEXT).body))
    async with web({"*": kept.serve}) as (server, fetcher):
        kept.server = server
        yield server, Finder(Archives(wayback=server.url("/web")), fetcher.ask, read, own=frozenset({"127.0.0.1"}))


async def test_the_copy_of_a_dead_page_takes_its_place_and_is_kept() -> None:
    url = "http://gone.example/quay"
    async with archived(url) as (server, finder):
        world = World(NOT_FOUND)
        found = await world.opened(link(1, url), finder=finder, published=NOW)
        asked = len(server.paths)
        again = await world.opened(link(1, url), finder=finder, published=NOW)
        assert len(server.paths) == asked
    for one in (found, again):
        assert one.state is State.STRIKE
        assert one.copy is not None
        assert one.copy.taken == NOW - DAY
        assert one.from_archive
        assert one.whole
        assert one.evidence is not None
        assert one.evidence.origin == one.copy.url
    assert again.evidence is not None
    assert again.evidence.stored
    known = world.memory.recall(identity(url))
    assert known is not None
    assert known.archived is Archived.HAVE


@pytest.mark.parametrize("prefetch", [Prefetch.OFF, Prefetch.SAME_SITE])
async def test_who_does_not_want_others_asked_has_no_archive_asked_but_on_demand(prefetch: Prefetch) -> None:
    url = "http://gone.example/quay"
    async with archived(url) as (server, finder):
        world = World(NOT_FOUND)
        tracker = world.tracker(link(1, url), finder=finder, prefetch=prefetch)
        await tracker.run()
        await tracker.again("s1")
        assert server.paths == []
        found = await tracker.copy("s1")
    assert found.from_archive
    assert tracker.tracked["s1"] == found


async def test_the_copy_of_a_page_that_is_there_can_be_had_and_the_page_again() -> None:
    url = "http://there.example/quay"
    async with archived(url) as (server, finder):
        world = World(html(NEW, url), html(NEW, url))
        tracker = world.tracker(link(1, url), finder=finder)
        await tracker.run()
        assert server.paths == []
        copy = await tracker.copy("s1")
        assert copy.article is not None
        assert (copy.state, copy.from_archive, "correction" in copy.article.text) == (State.OK, True, False)
        live = await tracker.again("s1")
        assert live.article is not None
        assert (live.from_archive, "correction" in live.article.text) == (False, True)


async def test_the_authors_own_link_to_an_archive_is_read_raw_and_kept_as_given() -> None:
    url = "https://web.archive.org/web/20240312101500/http://gone.example/quay"
    raw = "https://web.archive.org/web/20240312101500id_/http://gone.example/quay"
    world = World()
    world.web.by_url[raw] = html(TEXT, raw, memento="Tue, 12 Mar 2024 10:15:00 GMT")
    found = await world.opened(link(1, url))
    assert found.state is State.OK
    assert found.remembered is not None
    assert found.remembered.archived is Archived.GIVEN
    assert found.copy is not None
    assert (found.copy.url, found.from_archive) == (url, True)


async def test_an_archive_that_lets_no_programs_in_is_not_asked() -> None:
    world = World()
    found = await world.opened(link(1, "https://archive.ph/aBc12"))
    assert found.state is State.SKIPPED
    assert found.error is not None
    assert "open it in the browser" in found.error.message
    assert world.web.asked == []


async def test_what_is_dead_without_a_text_is_shown_as_it_was_left_and_not_asked_for() -> None:
    world = World(replace(NOT_FOUND, status=410))
    await world.opened()
    world.now += 90 * DAY
    found = await world.opened()
    assert found.state is State.DEAD
    assert found.error is not None
    assert "410 Gone" in found.error.message
    assert found.evidence is not None
    assert (found.evidence.got, found.evidence.stored) == (NOW, True)
    assert len(world.web.asked) == 1


async def test_asked_for_all_again_every_source_is_asked_for_and_keeps_its_text_meanwhile() -> None:
    sources = [link(1, "https://a.example/"), link(2, "https://b.example/")]
    world = World()
    for one in sources:
        world.web.by_url[one.url or ""] = html(TEXT, one.url or "")
    tracker = world.tracker(*sources)
    await tracker.run()
    world.told.clear()
    await tracker.renew()
    assert len(world.web.asked) == 4
    assert all(one.article is not None for one in world.told)


async def test_a_server_in_trouble_is_asked_three_times_in_a_row_and_then_it_is_a_strike() -> None:
    trouble = Page(URL, URL, 503, "text/html", b"")
    world = World(trouble, trouble, trouble)
    found = await world.opened(slots=Slots(count(0.0, 10.0).__next__))
    assert len(world.web.asked) == 3
    waited = next(one.error for one in world.told if one.state is State.QUEUED)
    assert waited is not None
    assert waited.message.startswith("courier.example answered 503 Service Unavailable; it is asked again in ")
    assert found.state is State.STRIKE
    assert [step.strikes for step in world.memory.history[URL]] == [1]


async def test_what_an_archive_saved_is_remembered_beside_what_was_there() -> None:
    new = Copy("https://a.example/2/x", "https://a.example/2id_/x", NOW, "a.example")
    world = World(html(TEXT))
    tracker = world.tracker(link(1))
    await tracker.run()
    await tracker.note("s1", Step(Archived.SUBMITTED, "It has taken it on.", "job-1").noted)
    await tracker.note("s1", Step(Archived.HAVE, "It is saved.", "job-1", new).noted)
    await tracker.note("s1", Step(Archived.HAVE, "It is saved.", "job-2", new._replace(taken=NOW + DAY)).noted)
    known = world.memory.recall(URL)
    assert known is not None
    assert (known.archived, known.job, known.copy) == (Archived.HAVE, "job-2", new)
    assert [step.archived for step in world.memory.history[URL]][1:3] == [Archived.SUBMITTED, Archived.HAVE]
    assert tracker.tracked["s1"].copy == new


async def test_a_copy_that_the_author_gave_is_never_replaced() -> None:
    url = "https://web.archive.org/web/20240312101500/http://gone.example/quay"
    world = World()
    world.web.by_url[url.replace("500/", "500id_/")] = html(TEXT, url)
    tracker = world.tracker(link(1, url))
    await tracker.run()
    before = tracker.tracked["s1"]
    await tracker.note("s1", Step(Archived.HAVE, "It is saved.", "job-1", Copy("u", "r", NOW, "a.example")).noted)
    assert tracker.tracked["s1"] == before


async def test_an_archive_that_did_not_answer_is_asked_again_the_next_time() -> None:
    url = "http://gone.example/quay"
    kept = Archive(Held(url, NOW - DAY, html(TEXT).body))
    kept.fails = {"/": "503 Service Unavailable"}
    async with web({"*": kept.serve}) as (server, fetcher):
        kept.server = server
        world = World(replace(NOT_FOUND, status=410))
        for archived_ in (Archived.ERROR, Archived.HAVE):
            finder = Finder(Archives(wayback=server.url("/web")), fetcher.ask, read, own=frozenset({"127.0.0.1"}))
            found = await world.opened(link(1, url), finder=finder, published=NOW)
            assert found.remembered is not None
            assert found.remembered.archived is archived_
            assert found.from_archive is (archived_ is Archived.HAVE)
            kept.fails = {}
    assert len(world.web.asked) == 1


async def test_what_the_person_opens_is_what_is_known_of_the_source() -> None:
    tracker = OpenedTracker((link(1),), Web(NOT_FOUND), read, lambda _: None, memory=Remembering())
    await tracker.run()
    assert tracker.tracked["s1"].state is State.STRIKE
    page = html(TEXT)
    await tracker.came(page, await read(page, False))
    found = tracker.tracked["s1"]
    assert (found.state, found.http_status, found.error) == (State.OK, 200, None)
    assert found.article is not None
    assert found.remembered is not None
    assert (found.remembered.liveness, found.remembered.strikes) == (Liveness.ALIVE, 0)


async def test_a_network_that_is_down_is_not_the_fault_of_the_host_that_is_asked_again() -> None:
    web = Web()
    sources = tuple(link(n, f"https://h{n}.example/") for n in (1, 2, 3))
    web.by_url = {one.url or "": FetchError("dns", "There is no host.") for one in sources}
    tracker = Tracker(sources, web, read, lambda _: None)
    await tracker.run()
    again = await tracker.again("s1")
    assert again.state is State.OFFLINE
    assert "the network here seems to be down" in (again.error.message if again.error else "")
