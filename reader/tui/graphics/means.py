"""By what means pictures are shown: what the person set, what the terminal can, and what was heard of it."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from reader.parsing.tasks import Form, Wanted
from reader.tui.graphics import why_none

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.tui.graphics.question import Answer

_SILENT = ("Apple_Terminal",)
"""Programs that print what they do not know of a question."""

_CELL = (10, 20)
"""Pixels of a cell where nobody says; it only shapes what kitty fits in by itself."""


class Way(Enum):
    """A way of showing a picture."""

    KITTY = auto()
    SIXEL = auto()
    BLOCKS = auto()
    NONE = auto()


class Means(NamedTuple):
    """How a picture is shown.

    Attributes:
        way: by what.
        cell: the pixels of a cell, across and down.
        colors: of a sixel bitmap at most.
        widest: pixels of a sixel bitmap at most, across; 0: any.
        why: for no picture at all, a sentence.
    """

    way: Way
    cell: tuple[int, int] = _CELL
    colors: int = 256
    widest: int = 0
    why: str = ""

    def wanted(self, columns: int, rows: int) -> Wanted:
        """What to ask for where there is room for so many cells."""
        if self.way is Way.BLOCKS:
            return Wanted(columns, rows * 2)
        width, height = columns * self.cell[0], rows * self.cell[1]
        if self.way is Way.KITTY:
            return Wanted(width, height, Form.PNG)
        return Wanted(min(width, self.widest or width), height, Form.SIXEL, self.cell[1], self.colors)


def without_asking(
    setting: str, color_system: str | None, *, plain: bool, environment: Mapping[str, str]
) -> Means | None:
    """How pictures are shown where the terminal need not be asked; None where it must be.

    `environment` are the variables that say which terminal it is; the others are as for `why_none`.
    """
    if why := why_none(setting, color_system, plain=plain):
        return Means(Way.NONE, why=why)
    blocks = setting == "blocks" or (setting == "auto" and environment.get("TERM_PROGRAM") in _SILENT)
    return Means(Way.BLOCKS) if blocks else None


def by_answer(setting: str, answer: Answer, window: tuple[int, int] | None, color_system: str | None) -> Means:
    """How pictures are shown by a terminal that was asked.

    Args:
        setting: what the person set for images.
        answer: what it said, if anything.
        window: the pixels of a cell as the system knows them, or None.
        color_system: an image of kitty's is named by a colour of 24 bits.
    """
    cell = window or answer.cell
    if setting == "kitty" or (setting == "auto" and answer.kitty and color_system == "truecolor"):
        return Means(Way.KITTY, cell or _CELL)
    if setting == "sixel" or (setting == "auto" and answer.sixel and cell is not None):
        return Means(Way.SIXEL, cell or _CELL, answer.colors, answer.widest)
    return Means(Way.BLOCKS)
