"""What the person says of a source stands above what was found, is kept, and is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key

from reader.library.library import Library
from reader.options import Options
from reader.session import Session
from reader.tui.app import PullquoteApp
from reader.tui.screens.reading import ReadingScreen
from tests.test_reading import Shelf
from tests.tui.driving import reading, settled, until
from tests.tui.test_whole import PAGES, POST, STORY

if TYPE_CHECKING:
    from pathlib import Path

GONE, TAKEN_BACK = "You said that it is gone.", "You took back what you said of it."


def state(screen: ReadingScreen, source_id: str) -> str:
    assert screen.reading is not None
    return screen.reading.tracked[source_id].state.value


async def test_a_key_says_that_a_source_is_gone_and_it_is_kept_with_its_history(tmp_path: Path) -> None:
    file = tmp_path / "data" / "library.db"
    session = Session(Options(library=file))
    session._fetch = Shelf(dict(PAGES))
    app = PullquoteApp(session, POST)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        await until(pilot, lambda: screen.trail is not None)
        await settled(pilot, screen)
        await pilot.press("tab", "exclamation_mark")
        await until(pilot, lambda: "is gone. Ctrl+Z takes it back." in screen.footer.said)
        assert state(screen, "s1") == "dead"
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "Taken back" in screen.footer.said)
        assert state(screen, "s1") == "ok"
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: "is gone" in screen.footer.said)
        await app.action_quit()
    with Library(file) as library:
        known = library.recall(STORY)
        assert known is not None
        assert known.manual is False
        steps = library.history(STORY)
        assert [one.why for one in steps][-3:] == [GONE, TAKEN_BACK, GONE]
        assert steps[0].why != GONE
        assert steps[-1].at >= steps[0].at


async def test_what_is_lost_is_said_to_be_there_and_undo_goes_back_step_by_step() -> None:
    async with reading() as (pilot, screen):
        assert screen.reading is not None
        await pilot.press("tab", "tab", "tab")
        await until(pilot, lambda: screen.panes.chosen == "s3")
        assert state(screen, "s3") == "dead"
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: "lost.example is there." in screen.footer.said)
        assert state(screen, "s3") == "ok"
        before = [block.voice for block in screen.reading.article.blocks]
        await pilot.press("x")
        await until(pilot, lambda: "Ctrl+Z undoes." in screen.footer.said)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: screen.footer.said.startswith("Taken back."))
        assert [block.voice for block in screen.reading.article.blocks] == before
        assert state(screen, "s3") == "ok"
        await pilot.press("ctrl+z")
        await until(pilot, lambda: "what you said of lost.example" in screen.footer.said)


async def test_a_name_without_a_link_cannot_be_gone() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: "Choose a source first" in screen.footer.said)
        await pilot.press("l", "G", "exclamation_mark")
        await until(pilot, lambda: "only named" in screen.footer.said)


async def test_undo_takes_back_what_was_said_last_of_the_article_that_is_open() -> None:
    async with reading() as (pilot, screen):
        await pilot.press("tab", "exclamation_mark")
        await until(pilot, lambda: "is gone. Ctrl+Z takes it back." in screen.footer.said)
        first = screen.reading
        await pilot.press("tab", "enter")
        await until(pilot, lambda: screen.reading is not first)
        await pilot.press("J", "x")
        await until(pilot, lambda: "Ctrl+Z undoes." in screen.footer.said)
        await pilot.press("backspace")
        await until(pilot, lambda: screen.reading is first)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: screen.footer.said == "Taken back: what you said of wire.example.")


async def test_a_key_that_is_struck_twice_says_the_one_thing_and_then_the_other() -> None:
    async with reading() as (pilot, screen):
        assert screen.reading is not None
        before = [block.voice for block in screen.reading.article.blocks]
        for one in ("tab", "exclamation_mark", "exclamation_mark"):
            pilot.app.post_message(Key(one, None))
        await until(pilot, lambda: "Taken back" in screen.footer.said)
        for one in ("J", "x", "x"):
            pilot.app.post_message(Key(one, one))
        await until(pilot, lambda: screen.said == [(screen.reading, None)] * 2)
        assert [block.voice for block in screen.reading.article.blocks] == before
