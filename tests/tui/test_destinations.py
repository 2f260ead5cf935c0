"""The palette leads to the sources of the article and to what was read last; D to what a source said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from reader.library.records import Facts
from reader.quotes.candidates import Dated
from reader.shelf import key_of
from reader.sources.memory import Remembered
from reader.tui.screens.reading import ReadingScreen
from reader.tui.screens.revisions import RevisionsScreen
from tests.tui.driving import picture, reading, text, until
from tests.tui.fakes import HOSTILE, FakeSession, report

if TYPE_CHECKING:
    from textual.pilot import Pilot


async def palette(pilot: Pilot[None], words: str) -> None:
    await pilot.press("ctrl+p")
    await until(pilot, lambda: type(pilot.app.screen).__name__ == "Palette")
    await pilot.press(*words)


async def test_a_source_is_opened_by_its_title() -> None:
    async with reading() as (pilot, screen):
        await palette(pilot, "courier")
        await until(pilot, lambda: "What the Courier saw · courier.example  source 2" in picture(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: screen.trail is not None and bool(screen.trail.behind))
        assert screen.trail is not None
        assert screen.trail.here.label == "courier.example"


@pytest.mark.parametrize("title", HOSTILE)
async def test_titles_are_no_markup(title: str) -> None:
    async with reading(FakeSession(other=report(title))) as (pilot, _):
        await palette(pilot, "wire.example")
        await until(pilot, lambda: f"{title} · wire.example" in picture(pilot))


async def test_what_was_read_last_is_opened_over_the_article() -> None:
    session = FakeSession()
    async with reading(session) as (pilot, screen):
        library = await session.shelf.library()
        library.opened("deal", Facts("deal", "The gulls of the lower town", site="Tidewatch"))
        library.opened("lost", Facts("lost", "A lost letter"))
        assert library.settle(5)
        await palette(pilot, "gulls")
        await until(pilot, lambda: "The gulls of the lower town · Tidewatch  read before" in picture(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReadingScreen) and pilot.app.screen is not screen)
        second = pilot.app.screen
        assert isinstance(second, ReadingScreen)
        await until(pilot, lambda: second.trail is not None)
        await pilot.press("q")
        await until(pilot, lambda: pilot.app.screen is screen)
        await palette(pilot, "A lost let")
        await until(pilot, lambda: "A lost letter" in picture(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "There is no file lost" in screen.footer.said)
        assert pilot.app.screen is screen


async def test_the_article_that_is_open_is_no_place_to_go_to() -> None:
    session = FakeSession()
    async with reading(session, where="deal") as (pilot, _):
        library = await session.shelf.library()
        for where, title in (("other", "The gulls of the upper town"), ("deal", "The gulls of the lower town")):
            library.opened(key_of(where) or "", Facts(where, title))
        assert library.settle(5)
        await palette(pilot, "gulls")
        await until(pilot, lambda: "The gulls of the upper town · other  read before" in picture(pilot))
        assert "lower town" not in picture(pilot)


async def test_the_palette_begins_with_what_was_read_last_and_what_is_used_most_and_not_with_motions() -> None:
    session = FakeSession()
    async with reading(session) as (pilot, _):
        library = await session.shelf.library()
        library.opened("deal", Facts("deal", "The gulls of the lower town", site="Tidewatch"))
        assert library.settle(5)
        await palette(pilot, "")
        await until(pilot, lambda: "The library: all that was read" in picture(pilot))
        rows = [row.strip() for row in picture(pilot).splitlines()]
        order = (
            "The gulls of the lower town",
            "Open this link",
            "Find in",
            "The library",
            "The next way to see",
            "source 1",
        )
        at = [next(i for i, row in enumerate(rows) if words in row) for words in order]
        assert at == sorted(at)
        assert not any("A line down" in row for row in rows)
        await pilot.press(*"line do")
        await until(pilot, lambda: "A line down" in picture(pilot))


async def test_the_two_versions_of_a_source_that_changed_are_compared() -> None:
    session = FakeSession()
    async with reading(session) as (pilot, screen):
        found = session.readings[0]
        tracked = found.tracked["s1"]
        assert tracked.article is not None
        drifted = Remembered("https://wire.example/lease", datetime(2024, 3, 1, tzinfo=UTC), drifted=datetime.now(UTC))
        found._tell(replace(tracked, remembered=drifted))
        await pilot.press("tab", "alt+2")
        await until(pilot, lambda: "D shows what" in text(screen, "#facts"))
        await pilot.press("D")
        await until(pilot, lambda: "is not kept any more" in screen.footer.said)
        before = tracked.article.text.replace("abandoning its plan", "keeping [/] its plan")
        found.dated["s1"] = (Dated(date(2024, 3, 2), before),)
        await pilot.press("D")
        await until(pilot, lambda: isinstance(pilot.app.screen, RevisionsScreen))
        await until(
            pilot, lambda: "authority is [-keeping [/]-] {+abandoning+} its plan" in " ".join(picture(pilot).split())
        )
        assert "1 paragraph changed since 2 Mar 2024" in picture(pilot)
        await pilot.press("escape")
        assert pilot.app.screen is screen
