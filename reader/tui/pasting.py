"""What is pasted is cleaned, and no more of it is taken than a line has room for, wherever it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.events import Paste

from reader.tui.parts import InParts

if TYPE_CHECKING:
    from textual.events import Event

LONGEST_PASTE = 8_000
"""Characters that are taken: each key in a line takes as long as the line is long."""


class Pasting(InParts, App[None], part=True):
    """Takes what is pasted: Textual's own inputs would take it as it comes."""

    async def on_event(self, event: Event) -> None:
        """Clean what is pasted, and say where it is too long."""
        if isinstance(event, Paste):
            from reader.article.clean import block

            if len(event.text) > LONGEST_PASTE:
                self.notify(f"Only the first {LONGEST_PASTE:,} characters of what was pasted are taken.", markup=False)
            event.text = block(event.text[:LONGEST_PASTE])
        await super().on_event(event)
