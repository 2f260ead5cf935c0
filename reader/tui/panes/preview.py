"""The preview: what became of the chosen source, and the passage of it that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from reader.tui.keys import PREVIEW, bindings
from reader.tui.panes.describe import Room, nothing_chosen, preview
from reader.tui.scrollbar import use_plain_bar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.quotes.passage import Passage
    from reader.sources.model import Source, Tracked


class PreviewPane(VerticalScroll, can_focus=True, inherit_bindings=False):
    """A source's facts over its passage, in a pane that scrolls."""

    BINDINGS = bindings(PREVIEW)

    class Opened(Message):
        """The person asks to open the source that is previewed."""

    def __init__(self, *, plain: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._plain = plain
        self._facts = Static(id="facts")
        self._passage = Static(id="passage")
        self._shown: tuple[Source, Tracked | None, Passage | None] | None = None
        self._room = Room(0, 0, plain)

    def compose(self) -> ComposeResult:
        """The facts, then the passage."""
        yield self._facts
        yield self._passage

    def on_mount(self) -> None:
        """Say what will be here."""
        if self._plain:
            use_plain_bar(self)
        self.clear()

    def on_resize(self) -> None:
        """Fit what is shown to the room."""
        if self._shown is not None and self._measured() != self._room:
            self._fill(*self._shown)

    def clear(self) -> None:
        """Nothing is chosen."""
        self._facts.update(nothing_chosen().facts)
        self._passage.update(nothing_chosen().passage)
        self._shown = None

    def show(self, source: Source, tracked: Tracked | None, passage: Passage | None) -> None:
        """Show a source. Where it is the one that is there already, the pane stays scrolled as it is."""
        before = self._shown[0].id if self._shown else None
        self._shown = source, tracked, passage
        self._fill(source, tracked, passage)
        if before != source.id:
            self.scroll_to(0, 0, animate=False, force=True)

    def show_text(self, text: str) -> None:
        """Show some text of the article itself."""
        self._facts.update("")
        self._passage.update(Content(text))
        self._shown = None
        self.scroll_to(0, 0, animate=False, force=True)

    def _fill(self, source: Source, tracked: Tracked | None, passage: Passage | None) -> None:
        self._room = self._measured()
        found = preview(source, tracked, passage, self._room)
        self._facts.update(found.facts)
        self._passage.update(found.passage)

    def _measured(self) -> Room:
        """The cells and rows of a text, whether the scroll bar is there or not."""
        width, height = self.outer_size - (self.gutter.width, self.gutter.height)
        return Room(max(1, width - self.styles.scrollbar_size_vertical), height, self._plain)

    def action_open(self) -> None:
        """Ask to open what is previewed."""
        self.post_message(self.Opened())
