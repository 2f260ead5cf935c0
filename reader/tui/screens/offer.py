"""What stands where the article will be."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.binding import BindingType


class Offer(Static, inherit_bindings=False):
    """What is said where the article will be; where it offers something, it has the focus, and Enter takes that."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "open the copy of an article that is lost", id="offer.take", show=False)
    ]

    class Taken(Message):
        """The person takes what is offered."""

    def action_take(self) -> None:
        """Take it."""
        if self.can_focus:
            self.post_message(self.Taken())
