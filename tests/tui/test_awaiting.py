"""While the article is not there, and where it cannot be had."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from reader.options import Archives, Options, Prefetch
from reader.shelf import Opened
from reader.sources.failures import Progress
from reader.tui.app import PullquoteApp
from reader.tui.screens import awaiting
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.reading import ReadingScreen
from reader.tui.screens.start import StartScreen
from tests.tui.driving import picture, reading, text, until
from tests.tui.fakes import FakeSession, commentary

if TYPE_CHECKING:
    from textual.app import App

WHERE = "https://lost.example/deal"
ARCHIVES = Archives(wayback="https://archive.example/web/")


async def test_a_slow_page_says_how_far_it_has_come_and_can_be_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(awaiting, "SECONDS_UNTIL_SLOW", 0.1)
    session = FakeSession()
    session.slow = True
    app = PullquoteApp(session.session, WHERE)
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await until(pilot, lambda: "Esc gives up." in text(screen, "#opening"))
        progress = Progress("https://lost.example/deal")
        with (
            session.log.watched(Progress("https://other.example/"), "background"),
            session.log.watched(progress, "opened"),
        ):
            await until(pilot, lambda: "looking up its host" in text(screen, "#opening"))
            progress.phase, progress.received = "body", 340_000
            await until(pilot, lambda: "340 kB so far" in text(screen, "#opening"))
        assert session.log.under_way == {}
        await pilot.press("escape")
        await until(pilot, lambda: "Given up" in text(screen, "#opening"))
        assert "r tries again" in text(screen, "#opening")
        session.slow = False
        screen._where = "deal"
        await pilot.press("r")
        await until(pilot, lambda: screen.trail is not None)
        assert screen._watching is None


async def test_where_the_article_is_gone_its_copy_is_offered() -> None:
    session = FakeSession(options=Options(archives=ARCHIVES))
    app = PullquoteApp(session.session, WHERE)
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await until(pilot, lambda: "No archive that was asked has a copy" in text(screen, "#opening"))
        assert "404 Not Found" in text(screen, "#opening")
        session.copies[WHERE] = commentary()
        await pilot.press("r")
        await until(pilot, lambda: "Enter opens it, Esc stays." in text(screen, "#opening"))
        assert "It is gone (404). archive.example has a copy of 11 Mar 2024." in text(screen, "#opening")
        await pilot.press("escape", "enter")  # one stays: Enter opens nothing then
        assert "a looks for a copy in an archive" in text(screen, "#opening")
        assert session.noted_as == []
        await pilot.press("r")
        await until(pilot, lambda: "Enter opens it" in text(screen, "#opening"))
        await pilot.press("enter")
        await until(pilot, lambda: screen.trail is not None)
        assert "This is the copy of 11 Mar 2024 at archive.example." in screen.footer.said
        assert session.noted_as == [(WHERE, False)]
        assert screen.unread == ""


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_it_is_offered_where_a_lost_address_is_typed_on_the_start_screen(key: str) -> None:
    session = FakeSession(options=Options(archives=ARCHIVES))
    session.copies[WHERE] = commentary()
    app = PullquoteApp(session.session, None)
    async with app.run_test() as pilot:
        await pilot.press(*WHERE, "enter")
        await until(pilot, lambda: offered(app))
        await pilot.press(key)
        if key == "enter":
            await until(pilot, lambda: "The harbour deal is off" in picture(pilot))
        else:
            await until(pilot, lambda: isinstance(app.screen, StartScreen))
            assert "answered 404 Not Found" in picture(pilot)


def offered(app: App[None]) -> bool:
    shown = next(iter(app.screen.query("#opening").results(Static)), None)
    return shown is not None and "Enter opens it, Esc stays." in str(shown.render())


async def test_it_is_offered_over_an_article_where_the_palette_asks_for_a_lost_address() -> None:
    session = FakeSession(options=Options(archives=ARCHIVES))
    session.copies[WHERE] = commentary("From the archive")
    async with reading(session) as (pilot, _):
        app = pilot.app
        await pilot.press("colon")
        await until(pilot, lambda: type(app.screen).__name__ == "Palette")
        await pilot.press(*WHERE)
        await until(pilot, lambda: "Open https://lost.example/deal" in picture(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: offered(app))
        await pilot.press("enter")
        await until(pilot, lambda: "From the archive" in picture(pilot))


async def test_what_cannot_be_read_takes_no_sheet_away_that_lies_over_it() -> None:
    session, held = FakeSession(), threading.Event()

    async def enter(where: str, base: str | None = None) -> Opened:
        await asyncio.to_thread(held.wait)
        return Opened(await session.open(where, base))

    session.enter = enter  # type: ignore[method-assign]
    app = PullquoteApp(session.session, None)
    async with app.run_test() as pilot:
        await pilot.press(*"nothing.txt", "enter")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        below = app.screen
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        held.set()
        await until(pilot, lambda: "There is no file nothing.txt" in text(below, "#opening"))
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is below)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        assert "There is no file nothing.txt" in picture(pilot)


async def test_no_archive_is_asked_by_itself_where_one_wants_nothing_fetched() -> None:
    session = FakeSession(options=Options(archives=ARCHIVES, prefetch=Prefetch.OFF))
    session.copies[WHERE] = commentary()
    app = PullquoteApp(session.session, None)
    async with app.run_test() as pilot:
        await pilot.press(*WHERE, "enter")
        await until(pilot, lambda: "looks for a copy in an archive" in picture(pilot))
        await pilot.press("a")
        await until(pilot, lambda: "The harbour deal is off" in picture(pilot))


@pytest.mark.parametrize(
    ("where", "options"),
    [
        ("lost.html", Options(archives=ARCHIVES)),
        (WHERE, Options(archives=ARCHIVES, offline=True)),
        (WHERE, Options()),
    ],
)
async def test_no_copy_is_offered_where_no_archive_is_asked(where: str, options: Options) -> None:
    app = PullquoteApp(FakeSession(options=options).session, where)
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await until(pilot, lambda: "r tries again, q quits." in text(screen, "#opening"))
        await pilot.press("a")
        await pilot.pause()
        assert "r tries again, q quits." in text(screen, "#opening")
