"""What goes away once: a screen that is told twice to go takes nothing else with it."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen, ScreenResultType

from reader.tui.parts import InParts


class Leavable(InParts, Screen[ScreenResultType], part=True):
    """A screen that is dismissed only while it is on top.

    Textual takes away whatever is on top: told by the second click of two, or by an answer that comes as the person
    leaves, that would be the screen below, or a sheet that was opened meanwhile.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Go away with a result, unless that has happened."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Sheet(Leavable[ScreenResultType], ModalScreen[ScreenResultType], part=True):
    """A screen that lies over another one."""
