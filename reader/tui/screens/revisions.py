"""What a source says now beside what it said before, word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.quotes.revisions import When
from reader.tui.foot import Foot
from reader.tui.screens.sheet import Sheet
from reader.tui.styles import style_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.quotes.revisions import Words

_SIGNS = {When.BEFORE: ("[-", "-]", "$text-error strike"), When.NOW: ("{+", "+}", "$text-success")}
_MOST = 200
"""Paragraphs that are shown: a page with more of them is another page."""


class RevisionsScreen(Sheet[None], inherit_bindings=False):
    """The paragraphs that were changed, in a sheet over the screen."""

    CSS_PATH = style_path("sheets.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,D", "dismiss(None)", "close", id="revisions.close", show=False),
    ]

    def __init__(self, name: str, then: str, changed: Sequence[Sequence[Words]]) -> None:
        """`then` is the day of the earlier version, in words."""
        super().__init__()
        self._whose = name
        self._then = then
        self._changed = changed

    def compose(self) -> ComposeResult:
        """Which versions, over what was changed."""
        number = len(self._changed)
        counted = f"{number} paragraph{'' if number == 1 else 's'} changed since {self._then}"
        with Vertical(classes="sheet"):
            yield Static(
                Content.assemble((self._whose, "bold"), (f"\n{counted}", "$text-muted")), id="differences-about"
            )
            with VerticalScroll(id="differences-words"):
                yield Static(Content("\n\n").join(map(changed_text, self._changed[:_MOST])))
            yield Foot(f"[-{self._then}-] {{+now+}} · Esc", classes="sheet-foot")


def changed_text(paragraph: Sequence[Words]) -> Content:
    """One paragraph with the words of both versions in it."""
    parts = []
    for when, text in paragraph:
        before, after, style = _SIGNS.get(when, ("", "", ""))
        parts.append(Content.styled(f"{before}{text}{after}", style))
    return Content(" ").join(parts)
