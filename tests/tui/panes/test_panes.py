"""The two panes on a screen of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Static

from reader.article.model import Article, Block, Kind, Link
from reader.quotes.located import Stretch
from reader.sources.model import Mention, Source, SourceKind, State, Tracked
from reader.tui.panes.looked import Looked
from reader.tui.panes.preview import PreviewPane
from reader.tui.panes.sources import SourceList
from reader.tui.toned import Toned

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

STYLES = Path(__file__).parents[3] / "styles"
TEXT = "The council met, and then it met again; see the log. Read it at https://wire.example/a or not."
LINKS = (
    Link(4, 15, "https://wire.example/met", "council met"),
    Link(64, 86, "https://wire.example/a", "https://wire.example/a"),
)
BLOCK = Block("b1", Kind.PARAGRAPH, TEXT, links=LINKS)
LINKING = Article((BLOCK,))
SOURCES = (
    Source("s1", SourceKind.LINK, "wire.example", LINKS[0].url, (Mention("b1", 4, 15), Mention("b1", 0, 3))),
    Source("s2", SourceKind.LINK, "wire.example", LINKS[1].url, (Mention("b1", 64, 86),)),
    Source("s3", SourceKind.LINK, "wire.example", "https://wire.example/log/tuesday", (Mention("b1", 0, 20),)),
    Source("s4", SourceKind.NAMED, "The Beacon", None, (Mention("b1", 0, 3),)),
)
LONG = "The quay is asleep. " * 20
READ = Article((Block("b1", Kind.PARAGRAPH, f"{LONG}Nobody voted on the lease. {LONG}"),))


class Host(Toned):
    """One pane alone."""

    CSS_PATH = STYLES / "panes.tcss"

    def __init__(self, pane: Widget) -> None:
        super().__init__()
        self.pane = pane

    def compose(self) -> ComposeResult:
        yield self.pane


def rows_of(pane: Widget) -> list[str]:
    return [strip.text.rstrip() for strip in pane.render_lines(pane.size.region)]


async def test_sources_of_one_host_are_told_apart_before_their_titles_are_known() -> None:
    pane = SourceList()
    async with Host(pane).run_test(size=(40, 20)) as pilot:
        pane.show(SOURCES, {}, {}, LINKING)
        await pilot.pause()
        assert [" ".join(row.split()) for row in rows_of(pane)][:4] == [
            "1 ↻ wire.example council met →2",
            "2 ↻ wire.example a",
            "3 ↻ wire.example tuesday",
            "4 ○ The Beacon",
        ]
        title = Article(READ.blocks)
        pane.mark(Tracked(SOURCES[0], State.OK, article=title))
        await pilot.pause()
        assert "council met" in rows_of(pane)[0]
        pane.mark(Tracked(SOURCES[0], State.DEAD))
        assert +pane.states == {State.DEAD: 1}


async def test_a_plain_list_is_ascii_down_to_its_scroll_bar() -> None:
    pane = SourceList(plain=True)
    async with Host(pane).run_test(size=(30, 5)) as pilot:
        pane.show(SOURCES * 9, {}, {"s1": 2}, LINKING)
        await pilot.press("j", "j", "j")
        assert all(row.isascii() for row in rows_of(pane))
        bar = pane.vertical_scrollbar
        assert all(strip.text.isspace() for strip in bar.render_lines(bar.size.region))


@pytest.mark.parametrize("size", [(80, 8), (34, 8), (34, 24), (60, 7)])
async def test_the_lit_words_are_seen_at_once(size: tuple[int, int]) -> None:
    pane = PreviewPane()
    app = Host(pane)
    async with app.run_test(size=size) as pilot:
        start = len(LONG)
        pane.show(SOURCES[0], Tracked(SOURCES[0], State.OK, article=READ), Looked((Stretch("b1", start, start + 26),)))
        await pilot.pause()
        lines = [strip.text for strip in app.screen._compositor.render_strips()]
        assert "Nobody voted" in " ".join(" ".join(lines).split())


async def test_the_preview_fits_itself_to_another_size() -> None:
    pane = PreviewPane()
    async with Host(pane).run_test(size=(80, 30)) as pilot:
        pane.show(SOURCES[0], Tracked(SOURCES[0], State.OK, article=READ), None)
        await pilot.pause()
        assert "wire.example/met" in str(pane.query_one("#facts", Static).render())
        await pilot.resize_terminal(80, 9)
        await pilot.pause()
        assert "wire.example/met" not in str(pane.query_one("#facts", Static).render())
