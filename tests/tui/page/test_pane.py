from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from textual.events import Resize
from textual.geometry import Size

from reader.article.model import Article, Because, Block, Kind, Voice
from reader.tui.page.pane import ReadingPane
from reader.tui.page.rows import BLOCK_TEXT
from reader.tui.page.view import Badge, Unfolded, View
from tests.tui.page import samples
from tests.tui.page.host import Host, reading

NOTE = Unfolded("b4", "from the wire", ("The lease is over.", "It was over before it began."))


async def test_both_voices_look_different_before_they_are_read() -> None:
    async with reading(size=(80, 40)) as (app, pane, _):
        rows = app.screen_text()
        quoted = next(y for y, text in enumerate(rows) if "HALVERSEA" in text)
        assert rows[quoted].strip().startswith("┃")
        commentary = next(y for y, text in enumerate(rows) if "Nobody" in text)
        texts = {y: next(s for s in pane.render_line(y) if s.text.strip(" ┃")) for y in (quoted, commentary)}
        colour = {y: text.style.color if text.style else None for y, text in texts.items()}
        assert colour[quoted] != colour[commentary]


async def test_a_guess_is_shown_as_a_guess() -> None:
    async with reading(size=(80, 60)) as (app, pane, _):
        rows = app.screen_text()
        y = next(y for y, text in enumerate(rows) if "A spokesman said" in text)
        assert rows[y - 1].strip() == "┃ quoted · a guess, unsure"
        assert any(s.style is not None and s.style.italic for s in pane.render_line(y))


@pytest.mark.parametrize("view", list(View))
async def test_late_signs_and_badges_move_nothing(view: View) -> None:
    async with reading(size=(120, 60)) as (app, pane, pilot):
        pane.set_view(view)
        pane.action_rows(3)
        await pilot.pause()
        before, size, place = app.screen_text(), pane.virtual_size, pane.place
        starts = [(c.tops, [chunk.starts for chunk in c.chunks]) for c in pane._page.columns]
        for source in ("s1", "s2", "s3", "unknown"):
            pane.mark_source(source, "●")
        pane.mark_quotation("q1", Badge("✓", "the wire, verbatim", "good"))
        pane.mark_quotation("q9", Badge("✓", "no such quotation", "good"))
        await pilot.pause()
        assert (pane.virtual_size, pane.place) == (size, place)
        assert [(c.tops, [chunk.starts for chunk in c.chunks]) for c in pane._page.columns] == starts
        after = app.screen_text()
        for old, new in zip(before, after, strict=True):
            assert new == old or "●" in new or "✓" in new
            if "●" in new:
                assert new.replace("●", " ").rstrip() == old


async def test_signs_stand_in_the_gutter_of_the_row_where_the_reference_ends() -> None:
    async with reading() as (app, pane, pilot):
        pane.mark_source("s1", "✕")
        pane.mark_source("s2", "●")
        await pilot.pause()
        signed = [text for text in app.screen_text() if text.endswith(("✕", "●"))]
        assert ["lease is dead" in signed[0], "wire has it" in signed[1]] == [True, True]


async def test_a_badge_takes_the_label_row() -> None:
    async with reading() as (app, pane, pilot):
        pane.mark_quotation("q1", Badge("≠", "the wire, altered", "bad"))
        await pilot.pause()
        assert any(text.strip() == "┃ ≠ the wire, altered" for text in app.screen_text())


async def test_a_badge_says_more_in_quiet_words_and_can_be_taken_away() -> None:
    async with reading(size=(80, 60)) as (app, pane, pilot):
        pane.mark_quotation("q2", Badge("?", "the wire", "quiet", "not reached"))
        await pilot.pause()
        assert any(text.strip() == "┃ ? the wire · not reached · a guess, unsure" for text in app.screen_text())
        pane.mark_quotation("q2", None)
        pane.mark_quotation("q1", None)
        await pilot.pause()
        assert any(text.strip() == "┃ quoted · a guess, unsure" for text in app.screen_text())


async def test_only_an_unsure_guess_is_in_italics_and_a_sure_one_is_still_called_a_guess() -> None:
    blocks = (
        Block("b1", Kind.PARAGRAPH, "The wire says so.", because=Because.PROSE, confidence=0.6),
        Block("b2", Kind.PARAGRAPH, "It is over.", voice=Voice.QUOTED, because=Because.PROSE, quotation="q1"),
        Block("b3", Kind.PARAGRAPH, "Is it?", because=Because.PROSE, confidence=0.9),
    )
    async with reading(Article(blocks), size=(80, 24)) as (app, pane, _):
        rows = app.screen_text()
        assert [row.strip() for row in rows if row] == [
            "The wire says so." + rows[1].strip()[17:],
            "┃ quoted · a guess",
            "┃ It is over.",
            "Is it?",
        ]
        assert rows[1].endswith("?")
        y = next(y for y, row in enumerate(rows) if "It is over" in row)
        assert not any(s.style is not None and s.style.italic for s in pane.render_line(y))


async def test_a_passage_can_be_lit_without_moving() -> None:
    async with reading() as (_, pane, pilot):
        pane.light([("b20", 0, 5)], reveal=False)
        await pilot.pause()
        assert pane.scroll_y == 0
        pane.light([("b20", 0, 5)])
        assert pane.scroll_y > 0


async def test_the_title_is_over_the_text_where_no_heading_says_it() -> None:
    article = replace(samples.article(40), metadata=samples.METADATA)
    async with reading(article, size=(40, 24)) as (app, pane, pilot):
        rows = [row.strip() for row in app.screen_text()]
        assert rows[1:3] == ["A title that is too long for a row", "of so narrow a pane"]
        assert set(rows[3]) == {"━"}
        assert rows[4] == "The Tidewatch · W. Calloway · 12…"
        assert rows[0] == rows[5] == ""
        assert rows[6] == "The lease that never was"
        await pilot.press("}")
        assert "What the wire says" in app.screen_text()[0]
        await pilot.press("{")
        assert pane.scroll_y == 0
        await pilot.press("j", "j")
        place = pane.place
        await pilot.resize_terminal(120, 24)
        await pilot.resize_terminal(40, 24)
        await pilot.pause()
        assert (pane.place, pane.scroll_y) == (place, 2)
        pane.select_link(0)
        assert pane.place.block == 0
    same = replace(article, blocks=(article.blocks[0]._replace(text=str(article.title)), *article.blocks[1:]))
    async with reading(same, size=(80, 24)) as (app, _, _pilot):
        assert sum("A title that is too long" in row for row in app.screen_text()) == 1


async def test_show_comes_back_to_exactly_the_same_place() -> None:
    async with reading(size=(120, 24)) as (app, pane, pilot):
        pane.set_view(View.SIDE_BY_SIDE)
        pane.unfold(NOTE)
        pane.zen = True
        await pilot.press("tab", "tab", "tab", "d", "j")
        place, screen = pane.place, app.screen_text()
        other = samples.article(3)
        pane.show(other, ())
        await pilot.pause()
        assert pane.scroll_y == 0
        assert pane.place.unfolded == ()
        article = samples.article(40)
        pane.show(article, samples.sources(article), place)
        await pilot.pause()
        assert pane.place == place
        assert app.screen_text() == screen
        assert pane.selected == pane.links[2]
        assert pane.zen


async def test_a_new_article_keeps_the_view_that_was_chosen() -> None:
    async with reading() as (_, pane, pilot):
        pane.set_view(View.COMMENTARY)
        pane.show(samples.article(), ())
        await pilot.pause()
        assert pane.place.view is View.COMMENTARY


async def test_the_views_go_round_and_come_back_to_the_same_row() -> None:
    async with reading(size=(120, 24)) as (app, pane, pilot):
        await pilot.press("]", "j", "j")
        screen = app.screen_text()
        assert [pane.cycle_view() for _ in range(4)] == [View.SIDE_BY_SIDE, View.COMMENTARY, View.QUOTED, View.TOGETHER]
        await pilot.pause()
        assert app.screen_text() == screen


async def test_a_narrow_pane_passes_side_by_side_over() -> None:
    async with reading(size=(80, 24)) as (_, pane, _pilot):
        assert pane.cycle_view() is View.COMMENTARY


async def test_unfolding_keeps_the_top_and_is_undone_by_the_same_again() -> None:
    async with reading() as (app, pane, pilot):
        await pilot.press("j", "j")
        before = app.screen_text()
        pane.unfold(NOTE)
        await pilot.pause()
        rows = app.screen_text()
        assert rows[:8] == before[:8]
        assert any("from the wire" in row for row in rows)
        assert any("It was over before it began." in row for row in rows)
        pane.unfold(NOTE)
        await pilot.pause()
        assert app.screen_text() == before


async def test_find_sees_over_line_breaks_and_goes_round() -> None:
    async with reading() as (app, pane, pilot):
        start = samples.LEAD_IN.index("be named")
        query = samples.LEAD_IN[start : start + 24]
        assert pane.find(query) == (1, 1)
        assert pane.find("lease")[0] == 1
        count = pane.find("tide")[1]
        assert count > 40
        assert pane.find_next() == (2, count)
        assert pane.find_next(-1) == (1, count)
        assert pane.find_next(-1) == (count, count)
        await pilot.pause()
        assert any("tide" in text for text in app.screen_text())
        assert pane.find_next() == (1, count)
        assert pane.find("nowhere at all") == (0, 0)
        assert pane.find_next() == (0, 0)
        pane.find("tide")
        assert pane.find("") == (0, 0)
        assert not pane._marks.matches


async def test_find_minds_capitals_only_where_they_are_found() -> None:
    async with reading() as (_, pane, _pilot):
        assert pane.find("HALVERSEA") == (1, 1)
        assert pane.find("WIRE")[1] > 1
        assert pane.find("NoWhere") == (0, 0)


async def test_find_starts_from_the_screen() -> None:
    async with reading() as (_, pane, pilot):
        await pilot.press("G")
        number, count = pane.find("lease")
        assert (number, count) == (1, count)
        await pilot.press("g")
        assert pane.find("tide")[0] == 1


@pytest.mark.slow
@pytest.mark.parametrize("size", [(60, 20), (160, 50), (120, 8)])
async def test_a_match_stays_in_sight_in_another_size(size: tuple[int, int]) -> None:
    async with reading(size=(120, 30)) as (_, pane, pilot):
        for query in ("tide", "lease"):
            pane.action_edge(-1)
            count = pane.find(query)[1]
            few = max(1, count // 5)  # at the top, at the end and between
            for _ in range(0, count, few):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                match = pane._marks.match
                assert match is not None
                assert pane._top <= pane._page.row_of(match.block, match.start) < pane._bottom
                await pilot.resize_terminal(120, 30)
                await pilot.pause()
                pane.find_next(few)
        match = pane._marks.match
        assert match is not None
        pane.action_rows(-1000 if pane._page.row_of(match.block, match.start) > 30 else 1000)
        await pilot.pause()
        top = pane.place
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert pane.place == top  # one that was left stays left


async def test_sizes_that_come_faster_than_frames_keep_the_place() -> None:
    async with reading(size=(120, 24)) as (app, pane, pilot):
        for row in range(0, pane.max_scroll_y, 5):
            pane.action_edge(-1)
            pane.action_rows(row)
            await pilot.pause()
            place = pane.place
            for width, height in ((64, 20), (160, 30), (61, 24), (120, 24)):
                app.post_message(Resize(Size(width, height), Size(width, height)))
                await asyncio.sleep(0)
            await pilot.pause()
            assert pane.place == place


def styled(app: Host, text: str) -> set[str]:
    """The backgrounds of the segments that hold the text."""
    return {
        str(segment.style.bgcolor)
        for y in range(app.pane.size.height)
        for segment in app.pane.render_line(y)
        if text in segment.text and segment.style is not None
    }


async def test_a_match_and_a_lit_passage_are_seen() -> None:
    async with reading() as (app, pane, pilot):
        plain = styled(app, "tenants")
        pane.find("tenants")
        await pilot.pause()
        assert styled(app, "tenants") != plain
        pane.find("")
        pane.light([("b20", 0, 5)])
        await pilot.pause()
        assert any("Point 4 of many" in text for text in app.screen_text())
        assert len(styled(app, "Point") | styled(app, " 5 of many")) == 2
        pane.light([("gone", 0, 5)])


async def test_a_theme_change_reaches_painted_rows() -> None:
    async with reading() as (app, pane, pilot):
        dark = [segment.style for segment in pane.render_line(4)]
        app.theme = "textual-light"
        await pilot.pause()
        assert [segment.style for segment in pane.render_line(4)] != dark


async def test_the_measure_can_be_set() -> None:
    async with reading(size=(120, 24)) as (_, pane, _pilot):
        pane.set_measure(50)
        assert pane._page.columns[0].width == 50
        pane.set_measure(1)
        assert pane._page.columns[0].width == 30


@pytest.mark.parametrize("size", [(200, 50), (120, 40), (80, 24), (60, 20), (20, 6)])
async def test_every_row_fills_the_pane_exactly(size: tuple[int, int]) -> None:
    async with reading(size=size, paragraphs=2) as (_, pane, _pilot):
        for view in View:
            pane.set_view(view)
            width = pane.scrollable_content_region.width
            for y in range(pane.virtual_size.height):
                strip = pane.render_line(y - round(pane.scroll_y))
                assert sum(segment.cell_length for segment in strip) == strip.cell_length == width


@pytest.mark.parametrize("view", list(View))
async def test_ascii_draws_nothing_but_ascii_around_the_text(view: View) -> None:
    app = Host()
    app.pane = ReadingPane(ascii_only=True)
    async with app.run_test(size=(120, 40)) as pilot:
        article = replace(samples.article(9), metadata=samples.METADATA)
        app.pane.show(article, ())
        app.pane.set_view(view)
        app.pane.unfold(NOTE)
        app.pane.mark_quotation("q1", Badge("?", "the wire", "quiet", "not reached"))
        text = ""
        for y in range(app.pane.virtual_size.height):
            text += app.pane.render_line(y).text + "\n"
        assert {c for c in text if not c.isascii()} <= set(article.text)
        app.pane.action_rows(7)
        await pilot.pause()
        bar = app.pane.vertical_scrollbar
        assert all(strip.text.isspace() for strip in bar.render_lines(bar.size.region))
        assert view is View.QUOTED or "# ? the wire - not reached" in text or "> the wire" in text


async def test_painted_rows_are_kept_while_nothing_changes() -> None:
    async with reading() as (_, pane, pilot):
        first = pane.render_line(5)
        pane.mark_source("s9", "●")
        assert pane.render_line(5) is first
        await pilot.press("j")
        assert pane.render_line(4) is first


async def test_tables_and_code_are_shown_in_shape() -> None:
    async with reading(size=(80, 70)) as (app, pane, _):
        rows = [text.strip() for text in app.screen_text()]
        assert "Quay                      │ Tenants │  Rent" in rows
        assert "south, with the long name │       3 │ 1,200" in rows
        assert "return None  # nobody ever asked" in rows
        assert "▣ An empty quay at dawn" in rows
        assert all(chunk.text == "" or chunk.what in BLOCK_TEXT for chunk in pane._page.columns[0].chunks[:1])
