from __future__ import annotations

import pytest
from textual.events import MouseScrollDown

from reader.article.model import Article, Block, Form, Kind, Quotation, Voice
from reader.tui.page.view import Unfolded, View
from tests.tui.page.host import Host, reading


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ("j", 1),
        ("down", 1),
        ("j j k", 1),
        ("j j up", 1),
        ("space", 22),
        ("pagedown", 22),
        ("ctrl+f", 22),
        ("space b", 0),
        ("space pageup", 0),
        ("space ctrl+b", 0),
        ("d", 12),
        ("ctrl+d", 12),
        ("d d u", 12),
        ("d ctrl+u", 0),
        ("k", 0),
        ("G g", 0),
        ("end home", 0),
    ],
)
async def test_movement_keys(keys: str, row: int) -> None:
    async with reading() as (_, pane, pilot):
        await pilot.press(*keys.split())
        assert pane.scroll_y == row


@pytest.mark.parametrize("key", ["G", "end"])
async def test_the_end_is_the_end(key: str) -> None:
    async with reading() as (app, pane, pilot):
        assert pane.progress < 0.5
        await pilot.press(key)
        assert pane.progress == 1.0
        assert pane.scroll_y == pane.max_scroll_y > 0
        last = next(text for text in reversed(app.screen_text()) if text)
        assert last.endswith("goes out.")


async def test_the_wheel_moves_three_rows() -> None:
    async with reading() as (_, pane, pilot):
        await pilot._post_mouse_events([MouseScrollDown], pane, (5, 5))
        assert pane.scroll_y == 3


async def test_quotations_one_after_the_other_and_back() -> None:
    async with reading() as (app, pane, pilot):
        await pilot.press("]")
        assert pane.quotation is not None
        assert pane.quotation.id == "q1"
        assert "the wire" in app.screen_text()[2]
        await pilot.press("]")
        assert pane.quotation.id == "q2"
        assert "quoted · a guess, unsure" in app.screen_text()[2]
        await pilot.press("[")
        assert pane.quotation.id == "q1"
        assert not pane.jump("quotation", -1)


@pytest.mark.parametrize("form", list(Form))
async def test_a_quotation_in_the_very_first_row_is_the_first_one(form: Form) -> None:
    texts = ["“Nobody asked the gulls,” she said.", *["And so it went on."] * 60, "“They knew,” he said."]
    quoted = Voice.QUOTED if form is Form.BLOCK else Voice.COMMENTARY
    numbers = {0: "q1", len(texts) - 1: "q2"}
    blocks = tuple(
        Block(
            f"b{n}", Kind.PARAGRAPH, text, voice=quoted if n in numbers else Voice.COMMENTARY, quotation=numbers.get(n)
        )
        for n, text in enumerate(texts)
    )
    quotations = tuple(Quotation(one, form, (f"b{n}",), 0, 9) for n, one in numbers.items())
    async with reading(Article(blocks, quotations=quotations)) as (_, pane, pilot):
        for keys, at in (("]", "q1"), ("]", "q2"), ("[", "q1"), ("g ] ]", "q2"), ("g ]", "q1")):
            await pilot.press(*keys.split())
            assert pane.gone_to is not None
            assert pane.gone_to.id == at, keys


async def test_headings_and_voices() -> None:
    async with reading() as (app, pane, pilot):
        await pilot.press("}")
        assert app.screen_text()[0].strip() == "What the wire says"
        await pilot.press("}")
        assert app.screen_text()[0].strip() == "▪ What follows"
        await pilot.press("{", "{")
        assert pane.scroll_y == 0
        await pilot.press(")", ")")
        assert app.screen_text()[0].strip().startswith("Four people")
        await pilot.press("(")
        assert pane.quotation is not None


async def test_jumps_reach_what_stands_near_the_end() -> None:
    blocks = tuple(Block(f"b{i}", Kind.HEADING if i % 2 else Kind.PARAGRAPH, f"Part {i}", level=3) for i in range(12))
    async with reading(Article(blocks), size=(60, 20)) as (_, pane, _pilot):
        jumps = 0
        while pane.jump("heading", 1):
            jumps += 1
        assert jumps == 6


async def test_the_jump_goes_to_quotations_inside_sentences_too_and_says_which_it_is() -> None:
    text = "So it was. " * 30 + "“The quay will be here when we are gone,” she said. " + "And so on. " * 30
    start = text.index("The quay")
    inline = Quotation("q1", Form.INLINE, ("b2",), start, text.index(",”"))
    block = Quotation("q2", Form.BLOCK, ("b3",), 0, 9)
    blocks = (
        Block("b1", Kind.PARAGRAPH, "Nothing here. " * 200),
        Block("b2", Kind.PARAGRAPH, text),
        Block("b3", Kind.PARAGRAPH, "No, never", voice=Voice.QUOTED, quotation="q2"),
        Block("b4", Kind.PARAGRAPH, "The end. " * 400),
    )
    async with reading(Article(blocks, quotations=(inline, block)), size=(60, 20)) as (app, pane, pilot):
        await pilot.press("]")
        assert pane.quotation == inline
        assert [note.message for note in app._notifications] == ["“The quay will be here …”"]
        await pilot.press("]")
        assert pane.quotation == block
        await pilot.press("[")
        assert pane.quotation == inline
        await pilot.press("j")
        assert pane.quotation == inline
        await pilot.press("j", "j", "j")
        assert pane.quotation == block


async def test_every_jump_says_which_quotation_it_reached_and_the_next_goes_on_from_there() -> None:
    """Two quotations in one row are two stops, and what a change of voice led to is not passed over in silence."""
    text = "“The quay stays,” she said, and “never ask again,” he said, and they went home. " + "And so on. " * 200
    inline = [
        Quotation(f"q{number}", Form.INLINE, ("b3",), text.index(words), text.index(words) + len(words))
        for number, words in ((2, "The quay stays"), (3, "never ask again"))
    ]
    blocks = (
        Block("b1", Kind.PARAGRAPH, "Nothing here. " * 100),
        Block("b2", Kind.PARAGRAPH, "No, never", voice=Voice.QUOTED, quotation="q1"),
        Block("b3", Kind.PARAGRAPH, text),
    )
    block = Quotation("q1", Form.BLOCK, ("b2",), 0, 9)
    async with reading(Article(blocks, quotations=(block, *inline)), size=(60, 20)) as (app, pane, pilot):
        await pilot.press(")", ")")
        assert pane.quotation == inline[0]
        assert [note.message for note in app._notifications] == ["“The quay stays”"]
        await pilot.press("]")
        assert pane.quotation == inline[1]
        await pilot.resize_terminal(90, 24)
        await pilot.pause()
        assert pane.quotation == inline[1]
        await pilot.press("[")
        assert pane.quotation == inline[0]
        await pilot.press("[")
        assert pane.quotation == block


async def test_what_is_unfolded_below_the_screen_is_brought_into_view_and_the_quotation_stays_the_one() -> None:
    long = "The quay will be here when we are gone. " * 30
    blocks = (
        Block("b1", Kind.PARAGRAPH, long, voice=Voice.QUOTED, quotation="q1"),
        Block("b2", Kind.PARAGRAPH, "Or so she says. " * 200),
    )
    article = Article(blocks, quotations=(Quotation("q1", Form.BLOCK, ("b1",), 0, len(long)),))
    async with reading(article, size=(60, 20)) as (app, pane, pilot):
        await pilot.press("g")
        assert pane.quotation == article.quotations[0]
        left_out = Unfolded("b1", "The Wire: what was left out", ("Not a word of it.",))
        pane.unfold(left_out)
        await pilot.pause()
        assert [row.strip("┌│ ") for row in app.screen_text()[-3:-1]] == [
            "The Wire: what was left out",
            "Not a word of it.",
        ]
        assert pane.quotation == article.quotations[0]
        top = pane.scroll_y
        pane.unfold(left_out)
        assert pane.scroll_y == top
        short = Unfolded("b1", "The Wire: what was left out", ("No. " * 600,))
        pane.unfold(short)  # more than there is room for: its beginning is what is shown
        await pilot.pause()
        assert "The Wire: what was left out" in " ".join(app.screen_text()[:4])


async def test_a_jump_that_finds_nothing_says_so() -> None:
    async with reading(Article((Block("b1", Kind.PARAGRAPH, "One line."),))) as (app, pane, pilot):
        await pilot.press("]")
        assert pane.scroll_y == 0
        assert [note.message for note in app._notifications] == ["No quotation below."]


@pytest.mark.parametrize("view", list(View))
async def test_a_resize_keeps_the_paragraph_at_the_top(view: View) -> None:
    async with reading(size=(120, 30)) as (app, pane, pilot):
        pane.set_view(view)
        pane.action_rows(46)
        await pilot.pause()
        before = pane.place
        top = app.screen_text()[0]
        for size in ((60, 20), (160, 50), (90, 24), (120, 30)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert pane.place == before
            assert pane.virtual_size.width == pane.scrollable_content_region.width
        assert app.screen_text()[0] == top


async def test_an_empty_article_says_so() -> None:
    async with reading(Article(())) as (app, pane, pilot):
        assert "There is nothing to read here." in app.screen_text()[1]
        await pilot.press("j", "tab", "]", "f", "enter", "5", "enter")
        assert pane.selected is None
        assert pane.place.block == 0


async def test_a_pane_that_was_shown_nothing_yet_is_blank_and_takes_every_key() -> None:
    app = Host()
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("j", "G", "tab", "]", "f", "enter", "5", "enter")
        app.pane.cycle_view()
        app.pane.find("anything")
        app.pane.mark_source("s1", "●")
        await pilot.resize_terminal(60, 20)
        assert not any(text.strip("│ ") for text in app.screen_text() if "COMMENTARY" not in text)
        assert app.pane.progress == 0.0
