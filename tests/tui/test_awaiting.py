"""While the article is not there, and where it cannot be had."""

from __future__ import annotations

import pytest

from reader.options import Archives, Options
from reader.sources.failures import Progress
from reader.tui.app import PullquoteApp
from reader.tui.screens import awaiting
from reader.tui.screens.reading import ReadingScreen
from tests.tui.driving import text, until
from tests.tui.fakes import FakeSession, commentary

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
        await until(pilot, lambda: "a looks for a copy in an archive" in text(screen, "#opening"))
        await pilot.press("a")
        await until(pilot, lambda: "No archive that was asked has a copy" in text(screen, "#opening"))
        session.copies[WHERE] = commentary()
        await pilot.press("a")
        await until(pilot, lambda: screen.trail is not None)
        assert "This is the copy of 11 Mar 2024 at archive.example." in screen.footer.said
        assert screen.unread == ""


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
