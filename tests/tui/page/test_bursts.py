"""Keys that come in one burst are taken in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import Key

from tests.tui.driving import reading as app_reading
from tests.tui.driving import until
from tests.tui.page.host import reading

if TYPE_CHECKING:
    from textual.app import App

NAMES = {"`": "grave_accent", "/": "slash", "\n": "enter", "%": "percent_sign"}


def burst(app: App[None], typed: str) -> None:
    """Press keys without a pause between them, as a terminal sends what was typed while it was busy."""
    for character in typed:
        app.post_message(Key(NAMES.get(character, character), "\r" if character == "\n" else character))


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
