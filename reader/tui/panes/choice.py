"""A row of a list that knows what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.widgets.option_list import Option

if TYPE_CHECKING:
    from textual.content import Content

T = TypeVar("T")


class Choice(Option, Generic[T]):
    """A row of a list that is filled again and again.

    That a row was chosen is told by a message, and when that is read others may be listed in its place: a number of
    rows says nothing then.

    Attributes:
        meant: what it stands for.
    """

    def __init__(self, prompt: Content, meant: T) -> None:
        super().__init__(prompt)
        self.meant = meant
