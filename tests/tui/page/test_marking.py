from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.page.jumps import Jumps
from reader.tui.page.rows import Anchor
from tests.tui.page.host import reading

ANCHORS = st.builds(Anchor, st.integers(0, 5), st.integers(0, 5), st.just(0))


@pytest.mark.parametrize(("keys", "row"), [("5 j", 5), ("1 2 j", 12), ("7 j 3 k", 4), ("2 d", 24), ("2 space", 44)])
async def test_a_number_says_how_often(keys: str, row: int) -> None:
    async with reading() as (_, pane, pilot):
        await pilot.press(*keys.split())
        assert pane.scroll_y == row


async def test_a_number_counts_for_one_key_only() -> None:
    async with reading() as (_, pane, pilot):
        await pilot.press("5", "j", "j")
        assert pane.scroll_y == 6
        await pilot.press("3", "f", "escape", "j")  # the number went with the key that it was typed for
        assert pane.scroll_y == 7


async def test_a_number_of_quotations() -> None:
    async with reading() as (_, pane, pilot):
        await pilot.press("2", "]")
        assert pane.quotation is not None
        assert pane.quotation.id == "q2"


async def test_a_part_of_the_article() -> None:
    async with reading() as (_, pane, pilot):
        await pilot.press("5", "0", "%")
        assert abs(pane.scroll_y - pane.virtual_size.height // 2) <= 1
        await pilot.press("0", "%")
        assert pane.scroll_y == 0


async def test_the_jump_list_goes_back_and_forward() -> None:
    async with reading() as (_, pane, pilot):
        await pilot.press("4", "j", "G")
        end = pane.scroll_y
        await pilot.press(",")
        assert pane.scroll_y == 4
        await pilot.press(".")
        assert pane.scroll_y == end
        await pilot.press("`", "`")
        assert pane.scroll_y == 4


async def test_a_mark_is_found_again_in_another_width() -> None:
    async with reading(size=(100, 24)) as (app, pane, pilot):
        await pilot.press("2", "0", "j")
        word = next(text for text in app.screen_text() if text.strip()).split()[0]
        await pilot.press("m", "a", "G", "`", "a")
        assert pane.scroll_y == 20
        assert set(pane.places) == {"a"}
        await pilot.resize_terminal(60, 24)
        await pilot.press("g", "'", "a")
        await pilot.pause()
        assert word in next(text for text in app.screen_text() if text.strip())


async def test_a_letter_is_no_command_while_it_is_awaited() -> None:
    async with reading() as (_, pane, pilot):
        await pilot.press("m", "G")
        assert pane.scroll_y == 0
        assert set(pane.places) == {"G"}
        await pilot.press("`", "escape", "j")
        assert pane.scroll_y == 1
        await pilot.press("`", "z")  # there is no such mark
        assert pane.scroll_y == 1


@given(st.lists(ANCHORS, min_size=1, max_size=8), ANCHORS)
def test_going_back_and_forward_leads_to_the_same_place(places: list[Anchor], here: Anchor) -> None:
    jumps = Jumps()
    for place in places:
        jumps = jumps.leave(place)
    back = jumps.back(here)
    if back is None:
        assert set(places) == {here}
        return
    left, there = back
    assert there != here
    forward = left.forward(there)
    assert forward is not None
    assert forward[1] == here
