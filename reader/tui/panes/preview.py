"""The preview: what became of the chosen source, the passage of it that fits, the quotations from it, its past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from reader.tui.keys import PREVIEW, bindings
from reader.tui.panes.describe import Preview, nothing_chosen, preview
from reader.tui.panes.room import Room
from reader.tui.scrollbar import use_plain_bar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.sources.model import Source, Tracked
    from reader.tui.panes.looked import Looked


class PreviewPane(VerticalScroll, can_focus=True, inherit_bindings=False):
    """A source's facts over its passage, in a pane that scrolls."""

    BINDINGS = bindings(PREVIEW)

    class Opened(Message):
        """The person asks to open the source that is previewed."""

    class Stepped(Message):
        """The person asks for the next source (1) or the previous one (-1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, *, plain: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._plain = plain
        self._parts = {name: Static(id=name) for name in Preview._fields}
        self._shown: tuple[Source, Tracked | None, Looked | None] | None = None
        self._room = Room(0, 0, plain)

    def compose(self) -> ComposeResult:
        """The facts, then what was found."""
        yield from self._parts.values()

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
        self._update(nothing_chosen())
        self._shown = None

    def show(self, source: Source, tracked: Tracked | None, looked: Looked | None = None) -> None:
        """Show a source. Where it is the one that is there already, the pane stays scrolled as it is.

        What was found in it before stands until there is something else, as long as its text is the same.
        """
        before, was, found = self._shown or (None, None, None)
        same = before is not None and before == source
        if same and looked is None and (was.article if was else None) is (tracked.article if tracked else None):
            looked = found
        self._shown = source, tracked, looked
        self._fill(source, tracked, looked)
        if not same:
            self.scroll_to(0, 0, animate=False, force=True)

    def show_text(self, text: str) -> None:
        """Show some text of the article itself."""
        self._update(Preview(Content(""), passage=Content(text)))
        self._shown = None
        self.scroll_to(0, 0, animate=False, force=True)

    def _fill(self, source: Source, tracked: Tracked | None, looked: Looked | None) -> None:
        self._room = self._measured()
        self._update(preview(source, tracked, looked, self._room))

    def _update(self, shown: Preview) -> None:
        for name, part in self._parts.items():
            part.update(Content.assemble(getattr(shown, name)))
            part.display = bool(getattr(shown, name).plain) or name == "passage"

    def _measured(self) -> Room:
        """The cells and rows of a text, whether the scroll bar is there or not."""
        width, height = self.outer_size - (self.gutter.width, self.gutter.height)
        return Room(max(1, width - self.styles.scrollbar_size_vertical), height, self._plain)

    def action_open(self) -> None:
        """Ask to open what is previewed."""
        self.post_message(self.Opened())

    def action_step(self, step: int) -> None:
        """Ask for the source after this one, or before it."""
        self.post_message(self.Stepped(step))
