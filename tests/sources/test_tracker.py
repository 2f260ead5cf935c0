"""Following every source: the order, the limits, the states, and stopping."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from reader.article.model import Article, Block, Kind
from reader.errors import FetchError, UnreadableError
from reader.options import Prefetch
from reader.sources.fetcher import Fetcher
from reader.sources.model import Failure, Mention, Page, Source, SourceKind, State, Tracked, Validators
from reader.sources.prefetching import MOST_A_PAGE, is_same_site
from reader.sources.slots import AT_ONCE, AT_ONCE_A_HOST, Slots
from reader.sources.tracker import Tracker
from tests.sources.remembering import Remembering
from tests.sources.server import answer, hang, redirect, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WORDS = b"<html><p>" + b"word " * 200


def link(number: int, url: str, *, quoting: bool = False, acts: str | None = None) -> Source:
    mention = Mention("b1", number, number + 1)
    return Source(f"s{number}", SourceKind.LINK, "a name", url, (mention,), quoting, acts)


async def read(page: Page, _background: bool) -> Article:
    return Article((Block("b1", Kind.PARAGRAPH, page.body.decode()),), url=page.final_url)


def nothing(_: Tracked) -> None: ...


class Gate:
    """A Fetch whose pages come one by one, as the test lets them."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []
        self.now: Counter[str] = Counter()
        self._answers: dict[str, asyncio.Future[Page]] = {}

    @property
    def order(self) -> list[str]:
        """What was asked for, by the last part of its path."""
        return [url.rpartition("/")[2] for url, _ in self.asked]

    async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:  # noqa: ARG002
        self.asked.append((url, background))
        self._answers[url] = asyncio.get_running_loop().create_future()
        return await self._answers[url]

    def let(self, url: str) -> None:
        self._answers.pop(url).set_result(Page(url, url, 200, "text/html", WORDS))

    def busy(self, url: str, final_url: str, seconds: int) -> None:
        """Answer that the host, perhaps another one, wants to be left alone."""
        self._answers.pop(url).set_result(Page(url, final_url, 429, "text/html", b"", retry_after=seconds))

    def fail(self, url: str, phase: str = "http") -> None:
        self._answers.pop(url).set_exception(FetchError(phase, "It broke."))

    async def let_all(self, run: asyncio.Task[None]) -> None:
        while not run.done():
            for url in list(self._answers):
                self.let(url)
            await asyncio.sleep(0)
        await run

    async def close(self) -> None: ...


async def settle_down() -> None:
    """Let every task run until it waits."""
    for _ in range(20):
        await asyncio.sleep(0)


def hosts(count: int) -> list[Source]:
    return [link(n, f"https://h{n}.example/{n}") for n in range(1, count + 1)]


def started(sources: Sequence[Source], publish: Callable[[Tracked], None] = nothing) -> tuple[Gate, Tracker]:
    gate = Gate()
    return gate, Tracker(tuple(sources), gate, read, publish)


async def test_no_more_than_six_at_once_and_two_a_host_as_the_server_sees_it() -> None:
    async def busy(writer: asyncio.StreamWriter) -> None:
        for _ in range(30):
            await asyncio.sleep(0)
        await answer(WORDS, Content_Type="text/html")(writer)

    async with serving({"*": busy}) as server:
        names = [f"h{n}.example" for n in range(5)]
        fetcher = Fetcher(routes=dict.fromkeys(names, ("127.0.0.1", server.port)))
        sources = [link(n, f"http://{names[n % 5]}/{n}") for n in range(1, 41)]
        tracker = Tracker(tuple(sources), fetcher, read, nothing)
        await tracker.run()
        await fetcher.close()
    assert {one.state for one in tracker.tracked.values()} == {State.OK}
    assert len(server.heads) == 40
    assert server.most_in_all <= AT_ONCE
    assert server.most_at_once.most_common(1)[0][1] == AT_ONCE_A_HOST
    assert all(b"Sec-Purpose: prefetch" in head for head in server.heads)


async def test_what_is_quoted_comes_first_then_document_order() -> None:
    sources = [link(n, f"https://h{n}.example/{n}", quoting=n in (5, 9)) for n in range(1, 11)]
    gate, tracker = started(sources)
    await gate.let_all(asyncio.create_task(tracker.run()))
    assert gate.order == ["5", "9", "1", "2", "3", "4", "6", "7", "8", "10"]


async def test_what_the_person_looks_at_is_the_next() -> None:
    gate, tracker = started(hosts(12))
    run = asyncio.create_task(tracker.run())
    await settle_down()
    assert gate.order == ["1", "2", "3", "4", "5", "6"]
    tracker.attend("s11")
    tracker.attend("s12")
    tracker.attend("s1")
    gate.let("https://h3.example/3")
    await settle_down()
    gate.let("https://h4.example/4")
    await settle_down()
    assert gate.order[6:] == ["12", "11"]
    await gate.let_all(run)
    assert gate.order[8:] == ["7", "8", "9", "10"]


async def test_a_busy_host_holds_up_no_other() -> None:
    slow = [link(n, f"https://slow.example/{n}") for n in range(1, 5)]
    gate, tracker = started([*slow, link(5, "https://quick.example/5")])
    run = asyncio.create_task(tracker.run())
    await settle_down()
    assert gate.order == ["1", "2", "5"]
    await gate.let_all(run)
    assert gate.order == ["1", "2", "5", "3", "4"]


async def test_every_change_is_published_and_known_before_it_is() -> None:
    seen: list[tuple[str, State, State]] = []
    sources = (*hosts(1), Source("s2", SourceKind.NAMED, "The Courier", None, (Mention("b1", 0, 1),)))
    gate = Gate()

    def publish(tracked: Tracked) -> None:
        seen.append((tracked.source.id, tracked.state, tracker.tracked[tracked.source.id].state))

    tracker = Tracker(sources, gate, read, publish)
    assert [one.state for one in tracker.tracked.values()] == [State.QUEUED, State.NAMED]
    await gate.let_all(asyncio.create_task(tracker.run()))
    assert seen == [("s1", State.FETCHING, State.FETCHING), ("s1", State.OK, State.OK)]
    article = tracker.tracked["s1"].article
    assert article is not None
    assert article.words == 200


async def test_what_came_back_is_told() -> None:
    pages = {
        "/ok": answer(WORDS, Content_Type="text/html"),
        "/moved": redirect("/ok", "301 Moved Permanently"),
        "/pdf": answer(b"%PDF-1.7 ...", Content_Type="text/html"),
        "/forbidden": answer(WORDS, "403 Forbidden", Content_Type="text/html"),
        "/inside": redirect("http://127.0.0.9/"),
        "/thin": answer(b"<html>only a few", Content_Type="text/html"),
    }
    async with serving(pages) as server:
        fetcher = Fetcher(allow_hosts=frozenset({server.place}))
        paths = [*pages, "/missing"]
        sources = tuple(link(n, server.url(path)) for n, path in enumerate(paths, 1))
        tracker = Tracker(sources, fetcher, read, nothing)
        await tracker.run()
        await fetcher.close()
    told = dict(zip(paths, tracker.tracked.values(), strict=True))
    assert {path: one.state.value for path, one in told.items()} == {
        "/ok": "ok",
        "/moved": "moved",
        "/pdf": "ok",
        "/forbidden": "blocked",
        "/inside": "skipped",
        "/thin": "thin",
        "/missing": "strike",
    }
    assert told["/moved"].final_url == server.url("/ok")
    assert told["/moved"].article is not None
    assert (told["/pdf"].media_type, told["/pdf"].error) == ("application/pdf", None)
    assert (told["/missing"].http_status, told["/missing"].article) == (404, None)
    assert told["/inside"].final_url == "http://127.0.0.9/"
    assert told["/ok"].size == len(WORDS)


async def test_a_page_that_cannot_be_read_says_why() -> None:
    async def refuse(_: Page, _background: bool) -> Article:
        raise UnreadableError("The page is too complex.")

    gate = Gate()
    tracker = Tracker(tuple(hosts(1)), gate, refuse, nothing)
    await gate.let_all(asyncio.create_task(tracker.run()))
    assert tracker.tracked["s1"].state is State.THIN
    assert tracker.tracked["s1"].error == Failure("parse", "The page is too complex.")


async def test_offline_every_link_is_offline() -> None:
    tracker = Tracker(tuple(hosts(3)), None, read, nothing)
    await tracker.run()
    assert {one.state for one in tracker.tracked.values()} == {State.OFFLINE}
    assert (await tracker.again("s1")).state is State.OFFLINE


async def test_a_link_that_acts_is_fetched_only_when_asked_for() -> None:
    gate, tracker = started([link(1, "https://a.example/logout", acts="It would log you out.")])
    await tracker.run()
    assert gate.asked == []
    assert tracker.tracked["s1"].state is State.SKIPPED
    assert tracker.tracked["s1"].error == Failure("policy", "It would log you out.")
    again = asyncio.create_task(tracker.again("s1"))
    await settle_down()
    gate.let("https://a.example/logout")
    assert (await again).state is State.OK
    assert gate.asked == [("https://a.example/logout", False)]


async def test_a_host_that_asks_for_a_pause_is_left_alone_and_then_asked_once_more() -> None:
    now = 50.0
    slots = Slots(lambda: now)
    busy = answer(b"", "429 Too Many Requests", Retry_After="7")
    answers = {"/1": [busy], "/2": [], "/3": []}

    async def page(writer: asyncio.StreamWriter) -> None:
        waiting = answers[server.paths[-1]]
        await (waiting.pop() if waiting else answer(WORDS, Content_Type="text/html"))(writer)

    paused, other = asyncio.Event(), asyncio.Event()

    def publish(tracked: Tracked) -> None:
        if tracked.state is State.QUEUED:
            paused.set()
        if tracked.state is State.OK and tracked.source.id == "s2":
            other.set()

    async with serving({"*": page}) as server:
        fetcher = Fetcher(routes=dict.fromkeys(("busy.example", "other.example"), ("127.0.0.1", server.port)))
        sources = [
            link(1, "http://busy.example/1"),
            link(2, "http://other.example/2"),
            link(3, "http://busy.example/3"),
        ]
        answers["/3"] = [busy]
        tracker = Tracker(tuple(sources[:2]), fetcher, read, publish, slots=slots)
        run = asyncio.create_task(tracker.run())
        await paused.wait()
        later = Tracker(tuple(sources[2:]), fetcher, read, nothing, slots=slots)  # another article, the same host
        second = asyncio.create_task(later.run())
        await other.wait()
        now += 6.9
        slots.wake()
        await settle_down()
        assert sorted(server.paths) == ["/1", "/2"]
        assert tracker.tracked["s1"].error == Failure("policy", "busy.example asked to be left alone for 7 seconds.")
        now += 0.2
        slots.wake()
        await run
        now += 7
        slots.wake()
        await second
        await fetcher.close()
    assert tracker.tracked["s1"].state is later.tracked["s3"].state is State.OK
    assert sorted(server.paths) == ["/1", "/1", "/2", "/3", "/3"]


async def test_a_host_that_asks_for_a_long_pause_is_asked_no_more_by_itself() -> None:
    async with serving({"*": answer(b"", "503 Service Unavailable", Retry_After="3600")}) as server:
        fetcher = Fetcher(routes={"busy.example": ("127.0.0.1", server.port)})
        sources = [link(n, f"http://busy.example/{n}") for n in range(1, 6)]
        tracker = Tracker(tuple(sources), fetcher, read, nothing)
        await tracker.run()
        assert len(server.paths) <= AT_ONCE_A_HOST
        states = Counter(one.state for one in tracker.tracked.values())
        assert states == {State.STRIKE: len(server.paths), State.SKIPPED: 5 - len(server.paths)}
        assert tracker.tracked["s5"].error == Failure("policy", "busy.example asked to be left alone for 1 hour.")
        assert (await tracker.again("s5")).http_status == 503
        await fetcher.close()


async def test_what_the_person_allows_is_fetched_and_nothing_else() -> None:
    sources = [link(1, "https://a.example/1"), link(2, "https://www.home.example/2"), link(3, "https://c.example/3")]
    gate = Gate()
    seen: list[Tracked] = []
    home = "https://home.example/post"
    tracker = Tracker(tuple(sources), gate, read, seen.append, prefetch=Prefetch.OFF, home=home)
    await tracker.run()
    assert gate.order == []
    assert {one.state for one in tracker.tracked.values()} == {State.SKIPPED}
    tracker.allow(Prefetch.SAME_SITE)
    assert [one.source.id for one in seen if one.state is State.QUEUED] == ["s2"]
    await gate.let_all(asyncio.create_task(tracker.run()))
    assert gate.order == ["2"]
    asked = asyncio.create_task(tracker.again("s3"))
    await settle_down()
    gate.let("https://c.example/3")
    assert (await asked).state is State.OK
    tracker.allow(Prefetch.ALL)
    await gate.let_all(asyncio.create_task(tracker.run()))
    assert gate.order == ["2", "3", "1"]
    assert {one.state for one in tracker.tracked.values()} == {State.OK}


async def test_to_allow_nothing_more_stops_what_still_waits() -> None:
    gate, tracker = started(hosts(9))
    run = asyncio.create_task(tracker.run())
    await settle_down()
    tracker.allow(Prefetch.OFF)
    await gate.let_all(run)
    assert len(gate.order) == AT_ONCE
    assert Counter(one.state for one in tracker.tracked.values()) == {State.OK: AT_ONCE, State.SKIPPED: 3}


@pytest.mark.parametrize(("acts", "prefetch"), [("It would log you out.", Prefetch.ALL), (None, Prefetch.OFF)])
async def test_what_a_person_asked_for_and_gave_up_is_not_fetched_by_itself(
    acts: str | None, prefetch: Prefetch
) -> None:
    gate = Gate()
    source = link(1, "https://a.example/logout", acts=acts)
    tracker = Tracker((source,), gate, read, nothing, prefetch=prefetch)
    asked = asyncio.create_task(tracker.again("s1"))
    await settle_down()
    asked.cancel()
    await settle_down()
    await tracker.run()
    assert gate.asked == [("https://a.example/logout", False)]
    assert tracker.tracked["s1"].state is State.SKIPPED


async def test_to_allow_nothing_more_holds_for_what_is_asked_to_come_back_later() -> None:
    gate, tracker = started(hosts(2))
    run = asyncio.create_task(tracker.run())
    await settle_down()
    tracker.allow(Prefetch.OFF)
    gate.busy("https://h1.example/1", "https://h1.example/1", 0)
    gate.let("https://h2.example/2")
    await run
    assert gate.order == ["1", "2"]
    assert tracker.tracked["s1"].state is State.BLOCKED


async def test_a_pause_is_of_the_host_that_asks_for_it_and_not_of_one_that_leads_to_it() -> None:
    short, other, busy = "https://short.example/1", "https://short.example/2", "https://busy.example/3"
    gate, slots = Gate(), Slots(lambda: 50.0)
    tracker = Tracker((link(1, short), link(2, other), link(3, busy)), gate, read, nothing, slots=slots)
    run = asyncio.create_task(tracker.run())
    await settle_down()
    gate.busy(short, "https://busy.example/1", 20)
    await settle_down()
    assert slots.pause_of("busy.example") == 20
    assert not slots.pause_of("short.example")
    assert gate.order == ["1", "2", "3"]
    assert tracker.tracked["s1"].error == Failure("policy", "busy.example asked to be left alone for 20 seconds.")
    run.cancel()


async def test_of_very_many_sources_only_the_first_are_fetched_by_themselves() -> None:
    gate, tracker = started(hosts(MOST_A_PAGE + 2))
    await gate.let_all(asyncio.create_task(tracker.run()))
    assert len(gate.order) == MOST_A_PAGE
    assert tracker.tracked[f"s{MOST_A_PAGE + 1}"].state is State.SKIPPED


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/", "http://www.a.example/x", True),
        ("https://blog.a.example/", "https://www.a.example/", True),
        ("https://a.example/", "https://ba.example/", False),
        ("https://one.host.example/", "https://two.host.example/", False),
    ],
)
def test_a_site_is_a_host_and_what_is_part_of_it(one: str, other: str, same: bool) -> None:
    assert is_same_site(one, other) is is_same_site(other, one) is same


async def test_again_fetches_at_once_what_waits_and_run_does_not_repeat_it() -> None:
    gate, tracker = started(hosts(8))
    run = asyncio.create_task(tracker.run())
    await settle_down()
    again = asyncio.create_task(tracker.again("s8"))
    await settle_down()
    assert gate.asked[-1] == ("https://h8.example/8", False)
    await gate.let_all(run)
    assert (await again).state is State.OK
    assert Counter(gate.order)["8"] == 1


async def test_again_waits_for_what_is_under_way() -> None:
    gate, tracker = started(hosts(1))
    run = asyncio.create_task(tracker.run())
    await settle_down()
    again = asyncio.create_task(tracker.again("s1"))
    await settle_down()
    await gate.let_all(run)
    assert (await again).state is State.OK
    assert len(gate.asked) == 1


async def test_again_tries_a_failed_one_anew() -> None:
    gate, tracker = started(hosts(1))
    run = asyncio.create_task(tracker.run())
    await settle_down()
    gate.fail("https://h1.example/1")
    await run
    assert tracker.tracked["s1"].state is State.STRIKE
    again = asyncio.create_task(tracker.again("s1"))
    await settle_down()
    gate.let("https://h1.example/1")
    assert (await again).state is State.OK


async def test_again_of_a_source_that_is_not_there() -> None:
    _, tracker = started(hosts(1))
    with pytest.raises(KeyError):
        await tracker.again("s9")


async def test_leaving_stops_everything_at_once_and_coming_back_goes_on() -> None:
    async with serving({"*": hang()}) as server:
        names = [f"h{n}.example" for n in range(1, 10)]
        fetcher = Fetcher(routes=dict.fromkeys(names, ("127.0.0.1", server.port)))
        sources = tuple(link(n, f"http://{name}/{n}") for n, name in enumerate(names, 1))
        tracker = Tracker(sources, fetcher, read, nothing)
        run = asyncio.create_task(tracker.run())
        while len(server.heads) < AT_ONCE:
            server.arrived.clear()
            await server.arrived.wait()
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run
        assert {one.state for one in tracker.tracked.values()} == {State.QUEUED}
        server.pages["*"] = answer(WORDS, Content_Type="text/html")
        await tracker.run()
        await fetcher.close()
    assert {one.state for one in tracker.tracked.values()} == {State.OK}


async def test_cancelling_leaves_no_task() -> None:
    _, tracker = started(hosts(10))
    before = asyncio.all_tasks()
    run = asyncio.create_task(tracker.run())
    await settle_down()
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    assert asyncio.all_tasks() == before


async def test_what_was_heard_when_it_is_stopped_is_remembered() -> None:
    memory, gate = Remembering(), Gate()
    lost, there = "https://h1.example/1", "https://h2.example/2"

    def heard(tracked: Tracked) -> None:
        if tracked.state is State.OK:  # so that the network is not down, and the other one is to be remembered too
            run.cancel()

    sources = (link(1, lost), link(2, there))
    run = asyncio.create_task(Tracker(sources, gate, read, heard, memory=memory).run())
    await settle_down()
    gate.fail(lost, "connect")
    await settle_down()
    assert not memory.history
    gate.let(there)
    await asyncio.wait([run])
    assert run.cancelled()
    assert sorted(memory.history) == [lost, there]


async def test_an_article_without_links_is_settled_at_once() -> None:
    await Tracker((), None, read, nothing).run()


async def test_stopped_renewing_keeps_what_was_done_and_asks_for_nothing_more() -> None:
    sources = hosts(3)
    gate, tracker = started(sources)
    await gate.let_all(asyncio.create_task(tracker.run()))
    seen: list[Tracked] = []
    tracker._publish = seen.append
    first = dict(tracker.tracked)
    renewing = asyncio.create_task(tracker.renew())
    await settle_down()
    gate.let("https://h2.example/2")
    await settle_down()
    renewing.cancel()
    await asyncio.wait([renewing])
    assert tracker.tracked["s1"] == first["s1"]
    assert tracker.tracked["s2"].state is State.OK
    asked = len(gate.asked)
    await tracker.run()
    assert len(gate.asked) == asked
    assert {one.state for one in tracker.tracked.values()} == {State.OK}


async def test_what_was_lost_is_lost_still_where_asking_again_is_stopped() -> None:
    gate, tracker = started(hosts(1))
    running = asyncio.create_task(tracker.run())
    await settle_down()
    gate.fail("https://h1.example/1")
    await running
    before = tracker.tracked["s1"]
    renewing = asyncio.create_task(tracker.renew())
    await settle_down()
    assert tracker.tracked["s1"].state is State.FETCHING
    renewing.cancel()
    await asyncio.wait([renewing])
    assert tracker.tracked["s1"] == before
