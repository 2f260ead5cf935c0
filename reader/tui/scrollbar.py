"""A scroll bar for terminals without Unicode."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.scrollbar import ScrollBarRender

if TYPE_CHECKING:
    from textual.widget import Widget


class PlainScrollBar(ScrollBarRender):
    """Draws blanks on colours only: its ends fall on whole rows, where Textual's own are parts of a block."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "]
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "]


def use_plain_bar(widget: Widget) -> None:
    """Give a mounted widget the plain scroll bar."""
    widget.vertical_scrollbar.renderer = PlainScrollBar  # type: ignore[misc]  # Textual means it to be set on one bar
