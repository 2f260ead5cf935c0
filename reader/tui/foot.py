"""The last row of a sheet or a list: its keys, as many as there is room for, or one line that there is to say."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from reader.tui.fitting import fitted, hinted


class Foot(Static):
    """Hints such as "Enter opens · Esc closes"; where room is short the last but one gives way first, the last never.

    The last is what one must know at any size: how to leave, or where all keys are listed.
    """

    def __init__(self, hints: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._hints = hints
        self._words = ""

    def hint(self, hints: str) -> None:
        """Show keys, from here on, and no line that was said."""
        self._hints, self._words = hints, ""
        self.refresh()

    def say(self, words: str) -> None:
        """Say a line in their place; nothing said is the keys again."""
        self._words = words
        self.refresh()

    def render(self) -> Content:
        """The line, or the keys."""
        width = self.content_size.width
        if self._words:
            return Content.styled(fitted(self._words, width), "$text-accent")
        return hinted(self._hints, width)
