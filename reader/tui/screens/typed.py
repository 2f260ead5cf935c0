"""A line to type in; what is pasted into it is cleaned first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from textual.events import Paste


class CleanInput(Input):
    """A line that takes no control characters and no line breaks from the clipboard."""

    def on_paste(self, event: Paste) -> None:
        """Insert what was pasted as one clean line."""
        from reader.article.clean import line

        event.prevent_default().stop()
        self.replace(line(event.text).strip(), *self.selection)
