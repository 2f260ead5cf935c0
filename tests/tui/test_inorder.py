"""Keys that come in one burst end where the same keys end when they come one by one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st
from textual.events import Key
from textual.keys import _character_to_key
from textual.widgets import Input, OptionList

from reader.tui.inorder import InOrder
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.reading import ReadingScreen
from tests.tui.driving import MOMENT, PATIENCE, picture, until
from tests.tui.driving import reading as app_reading
from tests.tui.page.host import reading
from tests.tui.test_library import library

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App
    from textual.pilot import Pilot

NAMED = {"\n": "enter", "\t": "tab", " ": "space", "\x1b": "escape", "\x7f": "backspace"}

KEYS = "jkduG g][})(nNs3l1tpi+-,.'`maVfDe/:B?5%2z" + "".join(NAMED)
"""All that leads somewhere on the reading screen, and over it, but out of it."""


def key(character: str) -> Key:
    """A key as a terminal sends it."""
    name = NAMED.get(character) or (character if character.isalnum() else _character_to_key(character))
    return Key(name, None if character in "\x1b\x7f" else character)


def burst(app: App[None], typed: str) -> None:
    """Press keys without a pause between them, as a terminal sends what was typed while it was busy."""
    for character in typed:
        app.post_message(key(character))


async def calm(pilot: Pilot[None]) -> None:
    """Wait until every key has been taken, and all that it set off is done."""
    app = pilot.app
    assert isinstance(app, InOrder)
    await until(pilot, lambda: app._giving is None and not app._held and app._pause_before(key("j")) is None)


@pytest.mark.parametrize(("typed", "row"), [("8j", 8), ("12jk", 11), ("3j2k", 1), ("2d", 24), ("jj", 2)])
async def test_numbers_and_what_they_count(typed: str, row: int) -> None:
    async with reading() as (app, pane, pilot):
        burst(app, typed)
        await until(pilot, lambda: pane.scroll_y == row)


async def test_a_mark_and_back() -> None:
    async with reading() as (app, pane, pilot):
        burst(app, "9jmaG`a")
        await until(pilot, lambda: pane.scroll_y == 9)
        assert set(pane.places) == {"a"}


async def test_a_link_by_its_letter_and_by_its_number() -> None:
    async with reading() as (app, _, pilot):
        burst(app, "fs")
        await until(pilot, lambda: app.opened() == [1])
        burst(app, "3\n")
        await until(pilot, lambda: app.opened() == [1, 2])


async def test_what_is_typed_before_the_line_has_opened_is_not_lost_and_is_no_command() -> None:
    async with app_reading() as (pilot, screen):
        burst(pilot.app, "/quay\n")
        await until(pilot, lambda: screen.query_text == "quay")
        assert pilot.app.return_code is None
        assert screen.focused is screen.page


async def test_a_key_of_the_page_does_not_overtake_one_of_the_screen() -> None:
    async with app_reading() as (pilot, screen):
        burst(pilot.app, "lj")
        await calm(pilot)
        assert screen.panes.chosen == "s2"
        assert screen.page.scroll_y == 0


async def test_what_is_typed_ahead_in_the_palette_is_looked_up_before_enter_takes_it() -> None:
    async with app_reading() as (pilot, _):
        burst(pilot.app, ":all keys\n")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))


async def test_what_is_typed_ahead_in_the_library_filters_its_articles(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        burst(app, "/crane")
        await until(pilot, lambda: app.screen.query_one(Input).value == "crane")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 1)
        assert "The crane leans" in picture(pilot)


async def test_a_list_of_the_library_is_there_before_the_key_that_opens_one_of_it(tmp_path: Path) -> None:
    async with library(tmp_path) as (app, pilot):
        burst(app, "/lamplighter\n\n")
        await until(pilot, lambda: isinstance(app.screen, ReadingScreen))
        await until(pilot, lambda: "lamplighter" in picture(pilot))


async def test_a_key_is_taken_though_what_came_before_it_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.tui.inorder.MESSAGES", 0.05)
    async with app_reading() as (pilot, screen):
        never = asyncio.Event()

        async def hang() -> None:
            await never.wait()

        screen.heading.call_later(hang)
        burst(pilot.app, "jjj")
        async with asyncio.timeout(PATIENCE):  # the pilot itself would wait for the one that hangs
            while screen.page.scroll_y < 3:  # noqa: ASYNC110
                await asyncio.sleep(MOMENT)
        never.set()


async def test_what_ends_the_program_waits_for_no_key_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InOrder, "_pause_before", lambda *_: MOMENT)  # it is nobody's turn, ever
    async with app_reading() as (pilot, _):
        burst(pilot.app, "jjj")
        pilot.app.post_message(Key("ctrl+q", None))
        await until(pilot, lambda: pilot.app.return_code is not None)


async def ends(typed: str, *, at_once: bool) -> tuple[Any, ...]:
    """What one sees at the end of some keys."""
    async with app_reading(size=(100, 30)) as (pilot, screen):
        for part in [typed] if at_once else typed:
            burst(pilot.app, part)
            await calm(pilot)
        page, on = screen.page, pilot.app.screen
        focused = (type(on.focused).__name__, getattr(on.focused, "value", ""))
        seen = (page.place, page.measure, screen.query_text, dict(page.places), screen.panes, screen.footer.said)
        rows = picture(pilot).splitlines()[2:20] if on is screen and screen.panes.preview is False else []
        return type(on).__name__, focused, *seen, rows


@pytest.mark.slow
@how(max_examples=8, deadline=None)
@given(typed=st.text(st.sampled_from(KEYS), min_size=2, max_size=10))
def test_any_keys_in_one_burst(typed: str) -> None:
    assert asyncio.run(ends(typed, at_once=True)) == asyncio.run(ends(typed, at_once=False))
