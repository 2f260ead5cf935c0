"""A tiny app around the reading pane that keeps what the pane says."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.tui.inorder import InOrder
from reader.tui.page.pane import ReadingPane
from reader.tui.page.shapes import UNICODE
from reader.tui.toned import Toned
from tests.tui.page import samples

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import ComposeResult
    from textual.message import Message
    from textual.pilot import Pilot

    from reader.article.model import Article


class Host(InOrder, Toned):
    """Shows the pane alone."""

    CSS_PATH = Path(__file__).parents[3] / "styles" / "page.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.pane = ReadingPane()
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.pane.focus()

    def on_reading_pane_link_selected(self, message: ReadingPane.LinkSelected) -> None:
        self.said.append(message)

    def on_reading_pane_link_opened(self, message: ReadingPane.LinkOpened) -> None:
        self.said.append(message)

    def on_reading_pane_number_typed(self, message: ReadingPane.NumberTyped) -> None:
        self.said.append(message)

    def on_reading_pane_scrolled(self, message: ReadingPane.Scrolled) -> None:
        self.said.append(message)

    def opened(self) -> list[int]:
        """The links that were opened, by their number in the pane."""
        links = [message.link for message in self.said if isinstance(message, ReadingPane.LinkOpened)]
        return [self.pane.links.index(link) for link in links]

    def digits(self) -> list[str]:
        return [message.digits for message in self.said if isinstance(message, ReadingPane.NumberTyped)]

    def screen_text(self) -> list[str]:
        """The rows, without what sets off the paragraph and the quotation that one is at."""
        rows = (self.pane.render_line(y).text for y in range(self.pane.size.height))
        return [row.replace(UNICODE.here, " ").replace(UNICODE.current, UNICODE.bar).rstrip() for row in rows]


@asynccontextmanager
async def reading(
    article: Article | None = None, size: tuple[int, int] = (80, 24), paragraphs: int = 40
) -> AsyncIterator[tuple[Host, ReadingPane, Pilot[None]]]:
    """The sample article, or another one, on a screen of that size."""
    app = Host()
    async with app.run_test(size=size) as pilot:
        article = samples.article(paragraphs) if article is None else article
        app.pane.show(article, samples.sources(article))
        await pilot.pause()
        yield app, app.pane, pilot
