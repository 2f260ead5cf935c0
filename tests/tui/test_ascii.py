from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.color import Color

from reader.settings import Settings
from reader.tui.ascii import AsciiFilter
from tests.tui.driving import SIZES, picture, reading


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_but_ascii_is_drawn(size: tuple[int, int]) -> None:
    async with reading(size=size, settings=Settings(ascii=True)) as (pilot, _):
        for key in ("tab", "l", "escape", "p", "escape", "question_mark", "escape", "t", "escape", "w", "escape", "s"):
            await pilot.press(key)
            await pilot.pause()
            drawn = picture(pilot)
            assert drawn.isascii(), (key, {sign for sign in drawn if not sign.isascii()})


def test_no_cell_moves() -> None:
    drawn = "│ SOURCES 3 · ×2 … ▁▇█ → ↑↓ ┌─┐"
    found = AsciiFilter().apply([Segment(drawn)], Color(0, 0, 0))
    assert found[0].text.isascii()
    assert len(found[0].text) == len(drawn)
