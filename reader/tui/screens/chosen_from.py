"""What the screens that lie over an article and hold one list to choose from have in common."""

from __future__ import annotations

from textual.screen import ScreenResultType
from textual.widgets import OptionList

from reader.tui.screens.sheet import Sheet


class ChosenFrom(Sheet[ScreenResultType], inherit_bindings=False):
    """A sheet with a list; there may be none where there is nothing to choose."""

    def action_move(self, step: int) -> None:
        """Move the choice down (1) or up (-1)."""
        for choices in self.query(OptionList):
            if step > 0:
                choices.action_cursor_down()
            else:
                choices.action_cursor_up()
