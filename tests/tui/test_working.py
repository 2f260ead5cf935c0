"""Long work on every screen: it says how far it has come, a key stops it, and what was done stays and is said."""

from __future__ import annotations

import asyncio
import gzip
import threading
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList

from reader.export.forms import CHOICES
from reader.library.library import Library
from reader.options import Options
from reader.session import Session
from reader.settings import Settings
from reader.tui.app import PullquoteApp
from reader.tui.screens.export import ExportScreen
from reader.tui.screens.library import LibraryScreen
from tests.test_reading import Shelf
from tests.tui.driving import SIZES, picture, reading, until
from tests.tui.fakes import FakeSession
from tests.tui.test_feeds import QUAY, TIDE, Web, kept, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.sources.model import Page, Validators

POST = "https://tidewatch.example/post"
LINKED = [f"https://source{n}.example/page" for n in range(4)]
WORDS = "The gulls were not asked about the lease, and they have said so at length to everybody. " * 30


def page(title: str, more: str = "") -> str:
    return f"<title>{title}</title><h1>{title}</h1><p>{WORDS}</p>{more}"


PAGES = {
    POST: page("The quay is shut", "".join(f"<p>So <a href='{url}'>one source</a> says it.</p>" for url in LINKED)),
    **{url: page(f"Source {n}") for n, url in enumerate(LINKED)},
}


class Stalling(Shelf):
    """Answers from memory; asked for one address, it says so and never answers."""

    def __init__(self, pages: dict[str, str], stalls_at: str = "") -> None:
        super().__init__(pages)
        self.stalls_at = stalls_at
        self.stalled = threading.Event()

    async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:
        if url == self.stalls_at:
            self.asked.append((url, background))
            self.stalled.set()
            await asyncio.Event().wait()
        return await super().get(url, background=background, known=known)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["escape", "R"])
async def test_asking_for_all_sources_again_is_counted_and_stopped(size: tuple[int, int], key: str) -> None:
    session = FakeSession()
    async with reading(session, size=size) as (pilot, screen):
        session.readings[0].stuck_at = "s3"
        await pilot.press("R")
        await until(pilot, lambda: "2 of 4 · lost.example" in picture(pilot))
        assert "Esc stops." in picture(pilot)
        await pilot.press(key)
        await until(pilot, lambda: "Stopped after 2 of 4: 2 alive." in screen.footer.said)
        assert not screen.work.is_under_way
        session.readings[0].stuck_at = None
        await pilot.press("R")
        await until(pilot, lambda: "All 4 asked for again: 3 alive, 1 lost." in screen.footer.said)


async def test_it_goes_on_while_one_reads_another_article() -> None:
    session = FakeSession()
    async with reading(session) as (pilot, screen):
        session.readings[0].stuck_at = "s3"
        await pilot.press("R", "tab", "enter")
        await until(pilot, lambda: len(session.readings) == 2 and screen.reading is not screen.trail.behind[0].reading)  # type: ignore[union-attr]
        await until(pilot, lambda: "2 of 4" in screen.footer.said)
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped after 2 of 4" in screen.footer.said)
        assert len(screen.trail.behind) == 1  # type: ignore[union-attr]


async def test_offline_nothing_is_asked_for() -> None:
    session = FakeSession(options=Options(offline=True))
    async with reading(session) as (pilot, screen):
        await pilot.press("R")
        await until(pilot, lambda: "--offline" in screen.footer.said)
        assert session.readings[0].asked == []


async def test_a_stopped_refresh_of_feeds_keeps_what_came() -> None:
    class Slow(Web):
        async def get(self, url: str, *, background: bool, known: Validators | None = None) -> Page:
            if url == QUAY:
                await asyncio.Event().wait()
            return await super().get(url, background=background, known=known)

    store = kept()
    async with shown(store, web=Slow()) as (pilot, given):
        await pilot.press("r")
        await until(pilot, lambda: "Asking feeds: 1 of 2" in picture(pilot))
        assert "Esc stops." in picture(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped after 1 of 2: 1 with news." in picture(pilot))
        await until(pilot, lambda: "4 Harbours/Tide" in picture(pilot))
        assert not given
    assert {one.title for one in store.entries(TIDE)} == {"T0", "T1", "T2", "T3"}


@pytest.fixture
async def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library with an article and its four sources; the tests run in a folder of their own."""
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    file = tmp_path / "data" / "library.db"
    session = Session(Options(library=file))
    session._fetch = Shelf(dict(PAGES))
    opened = await session.enter(POST)
    await session.reading(opened.article, lambda _: None).follow()
    await session.close(5)
    return file


async def in_library(file: Path, fetch: Shelf, work: Callable[[Pilot[None]], object]) -> None:
    session = Session(Options(library=file))
    session._fetch = fetch
    app = PullquoteApp(session, None, settings=Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count > 0)
        await work(pilot)  # type: ignore[misc]
        await app.action_quit()


async def test_the_whole_library_is_asked_for_again_once_the_key_is_pressed_twice(file: Path) -> None:
    fetch = Stalling({**PAGES, LINKED[1]: page("Another text by now", "<p>Nothing of it is left.</p>")})

    async def work(pilot: Pilot[None]) -> None:
        await pilot.press("R")
        await until(pilot, lambda: "Press it again to ask for 4 sources." in picture(pilot))
        assert fetch.asked == []
        await pilot.press("R")
        await until(pilot, lambda: "All 4 asked for again" in picture(pilot))
        assert sorted(url for url, _ in fetch.asked) == LINKED
        await pilot.press("D")
        await until(pilot, lambda: "No source is lost." in picture(pilot))

    await in_library(file, fetch, work)


async def test_stopped_it_keeps_what_was_found(file: Path) -> None:
    pages = {url: text for url, text in PAGES.items() if url != LINKED[0]}
    fetch = Stalling(pages, stalls_at=LINKED[3])

    async def work(pilot: Pilot[None]) -> None:
        await pilot.press("R")
        await until(pilot, lambda: "Press it again" in picture(pilot))
        await pilot.press("R")
        await until(pilot, lambda: "3 of 4" in picture(pilot) and fetch.stalled.is_set())
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped after 3 of 4: 2 alive, 1 not answering." in picture(pilot))
        assert isinstance(pilot.app.screen, LibraryScreen)
        await pilot.press("2")
        await until(pilot, lambda: "source0.example" in picture(pilot))

    await in_library(file, fetch, work)
    with Library(file) as library:
        steps = [len(library.history(url)) for url in LINKED]
    assert steps[1:] == [2, 2, 1]  # of the first it is not sure yet whether the fault was the network's


@pytest.mark.parametrize("down", range(len(CHOICES)))
async def test_an_article_of_the_library_is_written_in_every_form(file: Path, down: int) -> None:
    suffix = list(CHOICES.values())[down][1]
    written = file.parent.parent / "out" / f"the-quay-is-shut{suffix}"

    async def work(pilot: Pilot[None]) -> None:
        await pilot.press("W")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen))
        await pilot.press(*["down"] * down, "enter", "enter")
        await until(pilot, lambda: "Written: " in picture(pilot))

    fetch = Stalling({})
    await in_library(file, fetch, work)
    data = written.read_bytes()
    told = gzip.decompress(data) if suffix.endswith(".gz") else data
    assert b"The quay is shut" in told
    assert b"source3.example" in told
    assert fetch.asked == []
    assert [one.name for one in written.parent.iterdir()] == [written.name]


async def test_nothing_is_left_of_a_stopped_export(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, goes_on = threading.Event(), threading.Event()
    latest = Library.latest

    def slow(self: Library, url: str) -> object:
        if begun.is_set() or url == LINKED[1]:
            begun.set()
            goes_on.wait(20)
        return latest(self, url)

    async def work(pilot: Pilot[None]) -> None:
        await pilot.press("W")
        await until(pilot, lambda: isinstance(pilot.app.screen, ExportScreen))
        await pilot.press(*["down"] * (len(CHOICES) - 1), "enter")
        monkeypatch.setattr(Library, "latest", slow)
        await pilot.press("enter")
        await until(pilot, lambda: begun.is_set() and "Writing the-quay-is-shut.warc.gz" in picture(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: "Stopped after" in picture(pilot))
        goes_on.set()
        await until(pilot, lambda: not list(out.iterdir()))

    out = file.parent.parent / "out"
    await in_library(file, Stalling({}), work)
    assert list(out.iterdir()) == []
