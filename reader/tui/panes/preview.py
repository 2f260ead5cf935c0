"""The preview: what became of the chosen source, and the passage of it that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from reader.tui.keys import PREVIEW, bindings
from reader.tui.panes.describe import nothing_chosen, preview

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
        self._shown: str | None = None

    def compose(self) -> ComposeResult:
        """The facts, then the passage."""
        yield self._facts
        yield self._passage

    def on_mount(self) -> None:
        """Say what will be here."""
        self.clear()

    def clear(self) -> None:
        """Nothing is chosen."""
        self._facts.update(nothing_chosen().facts)
        self._passage.update(nothing_chosen().passage)
        self._shown = None

    def show(self, source: Source, tracked: Tracked | None, passage: Passage | None) -> None:
        """Show a source. Where it is the one that is there already, the pane stays scrolled as it is."""
        found = preview(source, tracked, passage, plain=self._plain)
        self._facts.update(found.facts)
        self._passage.update(found.passage)
        if self._shown != source.id:
            self.scroll_to(0, 0, animate=False, force=True)
        self._shown = source.id

    def action_open(self) -> None:
        """Ask to open what is previewed."""
        self.post_message(self.Opened())
