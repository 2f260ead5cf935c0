"""The line in which one types what to find. It is imported when it is first asked for: a text input is not cheap."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message

from reader.tui.screens.typed import CleanInput

if TYPE_CHECKING:
    from textual.binding import BindingType


class FindBar(CleanInput):
    """The line in which one types what to find."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "give up finding", id="find.leave", show=False)]

    class Left(Message):
        """The person leaves without finding."""

    def __init__(self, query: str) -> None:
        super().__init__(query, id="find", placeholder="find in the article: Enter finds, Esc gives up", compact=True)

    def on_mount(self) -> None:
        """Take the keys."""
        self.focus(scroll_visible=False)

    def action_leave(self) -> None:
        """Leave the line."""
        self.post_message(self.Left())
