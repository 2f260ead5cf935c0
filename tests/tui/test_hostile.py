"""Text from strangers that would be markup if anybody let it: it is shown as it is, and a click on it does nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.widgets import OptionList

from reader.tui.screens.contents import ContentsScreen
from tests.tui.driving import picture, reading, settled, text, until
from tests.tui.fakes import HOSTILE, FakeSession, commentary, report

ROOM = (200, 50)


@pytest.mark.parametrize("title", HOSTILE)
async def test_a_hostile_title_stands_literally_everywhere(title: str) -> None:
    session = FakeSession(commentary(title), report(title))
    async with reading(session, size=ROOM) as (pilot, screen):
        await pilot.press("tab")
        await until(pilot, lambda: title in text(screen, "#facts"))
        rows = picture(pilot).splitlines()
        assert title in rows[0]
        assert sum(title[:24] in row for row in rows) >= 4  # heading, page, list (which may cut it), preview
        for row, line in enumerate(rows):
            if title in line:
                await pilot.click(offset=(line.index(title) + 1, row))
        await settled(pilot, screen)
        assert pilot.app.is_running
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, ContentsScreen))
        assert title in str(pilot.app.screen.query_one(OptionList).options[0].prompt)


@pytest.mark.parametrize("title", HOSTILE)
async def test_a_hostile_address_or_query_stands_literally(title: str) -> None:
    async with reading(size=ROOM) as (pilot, screen):
        screen.say(title)
        await pilot.pause()
        assert picture(pilot).splitlines()[-1].strip() == title
        screen.query_text = title
        screen._tell(1, 2)
        screen.footer.hush()
        await pilot.pause()
        assert f"/{title}  1 of 2" in picture(pilot)


@pytest.mark.parametrize("title", HOSTILE)
async def test_a_hostile_failure_of_the_article_stands_literally(title: str) -> None:
    from reader.tui.app import PullquoteApp
    from reader.tui.screens.reading import ReadingScreen

    app = PullquoteApp(FakeSession().session, title)
    async with app.run_test(size=ROOM) as pilot:
        assert isinstance(app.screen, ReadingScreen)
        screen = app.screen
        await until(pilot, lambda: f"There is no file {title}" in text(screen, "#opening"))


def test_no_widget_is_given_text_that_could_be_markup() -> None:
    """Static, Label, notify, tooltips and border titles take literals or Content; `escape` is no protection."""
    sinks = r"""(?:Static|Label|Option)\((?!["')]|id=|Content|help_text|_)"""
    given = re.compile(sinks + r"|(?<!def )(?<!super\(\)\.)\bnotify\((?![^)]*markup=False)")
    banned = re.compile(r"markup import escape|\b(?:tooltip|border_title|border_subtitle) = (?!\")")
    for file in (Path(__file__).parents[2] / "reader" / "tui").rglob("*.py"):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            assert not banned.search(line), f"{file.name}:{number}: {line}"
            assert not given.search(line) or line.strip().startswith(("#", '"')), f"{file.name}:{number}: {line}"
