"""A row of cells with a bitmap over some of them, which is written after them and leaves the cursor where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console


class BitmapStrip(Strip):
    """A strip with a bitmap over its cells `x` to before `x + columns`.

    The bitmap is no segment: Textual counts those in characters and cuts them where another widget lies over the row.
    What is cut off here loses its bitmap, unless all of that is in it.
    """

    __slots__ = ("_bitmap", "_columns", "_x")

    def __init__(self, strip: Strip, x: int, columns: int, bitmap: str) -> None:
        super().__init__(strip, strip.cell_length)
        self._x = x
        self._columns = columns
        self._bitmap = bitmap

    def render(self, console: Console) -> str:
        """The cells, then the bitmap; nothing is drawn over it afterwards."""
        back = self.cell_length - self._x
        return f"{super().render(console)}\x1b7\x1b[{back}D{self._bitmap}\x1b8"

    def crop(self, start: int, end: int | None = None) -> Strip:
        """The cells from `start` to before `end`."""
        stop = self.cell_length if end is None else end
        return self._with_bitmap(super().crop(start, end), start, stop)

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """The pieces between some cuts."""
        places = list(cuts)
        pieces = super().divide(places)
        return [
            self._with_bitmap(piece, start, stop)
            for piece, start, stop in zip(pieces, [0, *places], places, strict=False)
        ]

    def _with_bitmap(self, piece: Strip, start: int, stop: int) -> Strip:
        if start <= self._x and self._x + self._columns <= stop:
            return BitmapStrip(Strip(piece, piece.cell_length), self._x - start, self._columns, self._bitmap)
        return Strip(piece, piece.cell_length)
