"""The current quotation: one idea for every key, shown on the page, and never one that has been left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article.model import Article, Block, Form, Kind, Link, Quotation, Voice
from reader.tui.page.pane import ReadingPane
from reader.tui.page.shapes import ASCII, UNICODE
from reader.tui.page.standing import first_words
from reader.tui.page.view import View
from tests.tui.page import samples
from tests.tui.page.host import Host, reading

if TYPE_CHECKING:
    from collections.abc import Callable

MOVES: dict[str, Callable[[ReadingPane], object]] = {
    "]": lambda pane: pane.action_jump("quotation", 1),
    "[": lambda pane: pane.action_jump("quotation", -1),
    ")": lambda pane: pane.action_jump("voice", 1),
    "(": lambda pane: pane.action_jump("voice", -1),
    "}": lambda pane: pane.action_jump("heading", 1),
    "{": lambda pane: pane.action_jump("heading", -1),
    "j": lambda pane: pane.action_rows(1),
    "k": lambda pane: pane.action_rows(-1),
    "d": lambda pane: pane.action_halves(1),
    "u": lambda pane: pane.action_halves(-1),
    "space": lambda pane: pane.action_pages(1),
    "g": lambda pane: pane.action_edge(-1),
    "G": lambda pane: pane.action_edge(1),
    "J": lambda pane: pane.action_point(1),
    "K": lambda pane: pane.action_point(-1),
    "tab": lambda pane: pane.action_link(1),
    ",": lambda pane: pane.action_older(),
    ".": lambda pane: pane.action_newer(),
    ">": lambda pane: pane.reach(pane._article.quotations[-2]),
}


def quoting(paragraphs: int = 14) -> Article:
    """Commentary with quotations in sentences and in blocks; each says its own number in every word: w3w0, w3w1 …"""
    blocks: list[Block] = []
    quotations: list[Quotation] = []

    def words(many: int) -> str:
        return " ".join(f"w{len(quotations)}w{i}" for i in range(many))

    for i in range(paragraphs):
        if i % 4 == 3:
            quoted = [Block(f"p{i}a", Kind.PARAGRAPH, words(30)), Block(f"p{i}b", Kind.PARAGRAPH, words(12))]
            name = f"q{len(quotations)}"
            blocks += [Block(b.id, b.kind, b.text, voice=Voice.QUOTED, depth=1, quotation=name) for b in quoted]
            quotations.append(Quotation(name, Form.BLOCK, (f"p{i}a", f"p{i}b"), 0, len(quoted[1].text)))
            continue
        text = "And so it goes. " * (i % 5)
        for many in (3, 20)[: i % 3]:
            one = words(many)
            quotations.append(
                Quotation(f"q{len(quotations)}", Form.INLINE, (f"p{i}",), len(text), len(text) + len(one))
            )
            text += f"{one} it says, and on it goes. "
        link = Link(0, 3, "https://x.example", text[:3])
        blocks.append(Block(f"p{i}", Kind.PARAGRAPH, f"{text}That is all. " * 1, links=(link,) if i % 2 else ()))
        if i % 6 == 4:
            blocks.append(Block(f"h{i}", Kind.HEADING, "A heading", level=2))
    return Article(tuple(blocks), quotations=tuple(quotations))


def said(text: str) -> set[str]:
    """The quotations of which words stand in a text."""
    return {f"q{number}" for number in re.findall(r"w(\d+)w", text)}


def set_off(pane: ReadingPane) -> tuple[set[str], set[str], set[str]]:
    """The quotations whose first words are in reverse, those beside a heavy bar, and those of the other rows."""
    reverse, beside, elsewhere = "", "", ""
    selected = None if pane.selected is None else pane.selected.block
    for y in range(pane.size.height):
        strip = pane.render_line(y)
        if pane._shapes.current in strip.text:
            beside += strip.text
        else:
            elsewhere += strip.text
        if selected is None:
            reverse += " ".join(one.text for one in strip if one.style and one.style.reverse)
    return said(reverse), said(beside), said(elsewhere)


def current(pane: ReadingPane) -> str | None:
    return None if pane.quotation is None else pane.quotation.id


def consistent(pane: ReadingPane) -> None:
    """What keys act on is what is set off, and nothing else is."""
    reverse, beside, elsewhere = set_off(pane)
    found = pane.quotation
    if found is None:
        assert (reverse, beside) == (set(), set())
        return
    folded = not pane._page.shows(pane._article.index[found.blocks[0]])
    assert folded or found.id in beside or _only_labelled(pane)
    assert found.id not in elsewhere
    assert reverse <= {found.id}
    assert found.form is Form.INLINE or len(pane._page.columns) > 1 or beside <= {found.id}


def _only_labelled(pane: ReadingPane) -> bool:
    """Whether all that is on the screen of the current quotation is its label."""
    rows = [pane.render_line(y).text for y in range(pane.size.height)]
    return [pane._shapes.current in row for row in rows].count(True) == 1


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("size", [(80, 24), (130, 40), (60, 11)])
async def test_what_is_set_off_is_the_quotation_that_keys_act_on_whatever_moves_led_there(
    view: View, size: tuple[int, int]
) -> None:
    async with reading(quoting(), size=size) as (_, pane, _pilot):
        pane.set_view(view)

        @settings(max_examples=40, deadline=None)
        @given(st.lists(st.sampled_from(list(MOVES)), min_size=3, max_size=30))
        def check(moves: list[str]) -> None:
            pane.show(quoting(), samples.sources(quoting()))
            for move in moves:
                MOVES[move](pane)
                consistent(pane)
                at = pane.pointed
                if pane.gone_to is not None and pane.selected is None:
                    assert pane.quotation == pane.gone_to
                    assert at is None or at.id in pane.gone_to.blocks  # None: it is folded to a line

        check()


async def test_scrolling_away_makes_the_first_on_the_screen_the_current_one() -> None:
    async with reading(quoting(), size=(80, 12)) as (_, pane, pilot):
        await pilot.press("]", "]", "]")
        assert pane.quotation is not None
        assert pane.quotation.id == "q2"
        await pilot.press("G")
        consistent(pane)
        assert pane.gone_to is None
        await pilot.press("g", "]")
        assert pane.quotation.id == "q0"


async def test_the_top_and_the_next_quotation_are_two_keys_however_fast() -> None:
    async with reading(quoting(), size=(80, 12)) as (_, pane, pilot):
        await pilot.press("]", "]", "]", "g", "]")
        assert pane.gone_to is not None
        assert pane.gone_to.id == "q0"


async def test_the_end_of_what_brings_a_quotation_in_stays_on_the_screen_where_there_is_room() -> None:
    async with reading(quoting(), size=(80, 24)) as (app, pane, pilot):
        for _ in range(4):
            await pilot.press("]")
        assert pane.quotation is not None
        assert pane.quotation.form is Form.BLOCK
        rows = app.screen_text()
        assert "That is all." in rows[0]
        assert rows[2].strip() == "┃ quoted"
    async with reading(quoting(), size=(80, 9)) as (app, pane, pilot):
        for _ in range(4):
            await pilot.press("]")
        assert app.screen_text()[0].strip() == "┃ quoted"


async def test_a_quotation_gone_to_is_what_the_paragraph_keys_mean_though_its_paragraph_begins_above() -> None:
    text = "And so it goes. " * 60 + "w0w0 w0w1 w0w2 w0w3 he said. " + "And so it goes. " * 60
    start = text.index("w0w0")
    quotation = Quotation("q0", Form.INLINE, ("p1",), start, start + 19)
    blocks = (Block("p1", Kind.PARAGRAPH, text), Block("p2", Kind.PARAGRAPH, "And then. " * 90))
    async with reading(Article(blocks, quotations=(quotation,)), size=(60, 14)) as (_, pane, pilot):
        await pilot.press("]")
        assert pane.scroll_y > 0
        assert pane.pointed is not None
        assert pane.pointed.id == "p1"
        at = pane.scroll_y
        pane.point_at("p1")
        assert pane.scroll_y == at
        assert pane.quotation == quotation
        await pilot.press("J", "J")
        assert pane.pointed.id == "p2"
        assert current(pane) is None
        await pilot.press("]")
        assert current(pane) is None  # there is none below, and none in the paragraph


async def test_coming_back_to_a_place_comes_back_to_its_quotation() -> None:
    article = quoting()
    async with reading(article, size=(80, 24)) as (_, pane, pilot):
        await pilot.press("]", "]", "]")
        place, left = pane.place, pane.quotation
        pane.show(quoting(3), ())
        pane.show(article, (), place)
        await pilot.pause()
        assert pane.quotation == left
        assert pane.gone_to == left


@pytest.mark.parametrize("ascii_only", [False, True])
async def test_the_current_quotation_is_set_off_by_shape(ascii_only: bool) -> None:
    app = Host()
    app.pane = ReadingPane(ascii_only=ascii_only)
    shapes = ASCII if ascii_only else UNICODE
    async with app.run_test(size=(80, 24)) as pilot:
        app.pane.show(quoting(), ())
        await pilot.press("]", "]", "]", "]")
        rows = [app.pane.render_line(y).text for y in range(24)]
        assert all(shapes.current in row and shapes.bar not in row for row in rows if "w3w" in row)
        await pilot.press("[")
        rows = [app.pane.render_line(y).text for y in range(24)]
        assert all(shapes.bar in row and shapes.current not in row for row in rows if "w3w" in row)
        assert all(shapes.current in row for row in rows if "w2w" in row)


def test_the_first_words_are_three_at_most() -> None:
    assert first_words("a bb ccc dddd", 0, 13) == len("a bb ccc")
    assert first_words("so: a bb", 4, 8) == 8
    assert first_words("a  bb\nccc d", 0, 11) == len("a  bb\nccc")
