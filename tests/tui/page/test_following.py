from __future__ import annotations

from reader.article.model import Article, Block, Kind, Link
from reader.tui.page.view import View
from reader.tui.page.wrap import cells
from tests.tui.page.host import Host, reading


async def test_tab_goes_through_links_and_names() -> None:
    async with reading() as (_, pane, pilot):
        seen: list[str | None] = []
        for _press in range(4):
            await pilot.press("tab")
            assert pane.selected is not None
            seen.append(pane.selected.source)
        assert seen == ["s3", "s1", "s2", "s1"]
        await pilot.press("shift+tab")
        assert pane.selected is not None
        assert pane.selected.source == "s2"


async def test_tab_after_scrolling_starts_from_the_screen() -> None:
    async with reading(size=(80, 14)) as (_, pane, pilot):
        await pilot.press("tab", "}", "tab")
        assert pane.selected == pane.links[2]
        await pilot.press("G", "shift+tab")
        assert pane.selected == pane.links[3]
        assert pane.scroll_y <= pane._row_of(3) < pane.scroll_y + 14


async def test_enter_opens_the_selected_link() -> None:
    async with reading() as (app, _, pilot):
        await pilot.press("enter")
        assert app.opened() == []
        await pilot.press("tab", "tab", "enter")
        assert app.opened() == [1]


async def test_hints_choose_among_the_links_on_the_screen() -> None:
    async with reading() as (app, pane, pilot):
        plain = app.screen_text()
        await pilot.press("f")
        await pilot.pause()
        assert app.screen_text() != plain
        assert [len(row) for row in app.screen_text()] == [len(row) for row in plain]
        await pilot.press("d")
        assert app.opened() == [2]
        assert app.screen_text() == plain
        assert pane.scroll_y == 0


async def test_a_hint_over_half_a_wide_character_moves_nothing() -> None:
    text = "港口管理局 says 港口"
    link = Link(0, 5, "https://x.example", "港口管理局")
    article = Article((Block("b1", Kind.PARAGRAPH, text, links=(link,)),))
    async with reading(article) as (app, _, pilot):
        plain = app.screen_text()[1]
        await pilot.press("f")
        await pilot.pause()
        hinted = app.screen_text()[1]
        assert hinted.strip() == "a 口管理局 says 港口"
        assert cells(hinted) == cells(plain)


async def test_hints_take_every_letter_and_escape_leaves_them() -> None:
    async with reading() as (app, pane, pilot):
        await pilot.press("f", "j")
        assert pane.scroll_y == 0
        await pilot.press("j")
        assert pane.scroll_y == 1
        await pilot.press("f", "escape", "j")
        assert pane.scroll_y == 2
        assert app.opened() == []


async def test_enter_among_hints_only_leaves_them() -> None:
    async with reading() as (app, _, pilot):
        plain = app.screen_text()
        await pilot.press("tab", "f", "enter")
        assert app.opened() == []
        assert app.screen_text() == plain


async def test_a_number_opens_its_link() -> None:
    async with reading() as (app, _, pilot):
        await pilot.press("3", "enter")
        assert app.digits() == ["3", ""]
        assert app.opened() == [2]


async def test_a_number_can_be_mended_and_abandoned() -> None:
    async with reading() as (app, pane, pilot):
        await pilot.press("1", "9", "backspace", "escape", "enter")
        assert app.digits() == ["1", "19", "1", ""]
        await pilot.press("9", "9", "enter")
        assert app.opened() == []
        await pilot.press("2", "j", "enter")
        assert pane.scroll_y == 2  # the number was how often, and is used up
        assert app.opened() == []


async def test_a_click_opens_the_link_under_it() -> None:
    async with reading() as (app, pane, pilot):
        row = next(y for y, text in enumerate(app.screen_text()) if "the wire has it" in text)
        await pilot.click(pane, offset=(app.screen_text()[row].index("wire"), row))
        assert app.opened() == [2]
        await pilot.click(pane, offset=(4, 0))
        assert app.opened() == [2]


async def drag(app: Host, start: tuple[int, int], end: tuple[int, int]) -> None:
    from textual.pilot import Pilot

    pilot = Pilot(app)
    await pilot.mouse_down(app.pane, offset=start)
    await pilot.hover(app.pane, offset=end)
    await pilot.mouse_up(app.pane, offset=end)
    await pilot.pause()


async def test_selected_text_has_no_soft_line_breaks() -> None:
    async with reading() as (app, pane, _):
        rows = app.screen_text()
        first = next(y for y, text in enumerate(rows) if "Nobody at the quay" in text)
        await drag(app, (rows[first].index("believes"), first), (rows[first + 1].index("says") + 4, first + 1))
        selected = app.screen.get_selected_text()
        assert selected is not None
        assert selected.startswith("believes a word of it, and nobody at the quay was asked. The Beacon says")
        assert app.opened() == []
        assert pane.place.row == 0


async def test_a_double_click_selects_the_paragraph() -> None:
    async with reading() as (app, pane, pilot):
        row = next(y for y, text in enumerate(app.screen_text()) if "Nobody at the quay" in text)
        await pilot.double_click(pane, offset=(6, row))
        assert app.screen.get_selected_text() == pane._article.blocks[1].text


async def test_links_that_are_folded_away_are_passed_over() -> None:
    async with reading() as (_, pane, pilot):
        pane.set_view(View.QUOTED)
        await pilot.press("tab")
        assert pane.selected is None


async def test_the_next_mention_of_a_source() -> None:
    async with reading() as (_, pane, _pilot):
        pane.select_source("s1")
        assert pane.selected == pane.links[1]
        pane.select_source("s1")
        assert pane.selected == pane.links[3]
        pane.select_source("s1")
        assert pane.selected == pane.links[1]
        pane.select_link(None)
        assert pane.selected is None


async def test_own_letters_stand_over_the_links() -> None:
    async with reading() as (app, pane, pilot):
        pane.rekey({"hints.letters": "z,y,x", "hints.erase": "ctrl+u", "link.open": "ctrl+o"})
        await pilot.press("f")
        assert set("".join(pane._marks.hints.values())) <= set("zyx")
        await pilot.press("z", "ctrl+u", "z", "y")
        assert app.opened() == [1]
        await pilot.press("3", "ctrl+u", "escape")
        assert app.digits()[-1] == ""
        assert app.opened() == [1]
