"""A picture as rows of cells, by whatever means: half blocks, kitty's placeholders, or blanks with sixels over them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from reader.tui.graphics.bitmap import BitmapStrip
from reader.tui.graphics.kitty import placeholders
from reader.tui.graphics.means import Way

if TYPE_CHECKING:
    from textual.strip import Strip

    from reader.parsing.tasks import Pixels
    from reader.tui.graphics.means import Means


class Drawn(NamedTuple):
    """A picture that can be painted.

    Attributes:
        columns: cells across.
        rows: the segments of each row, `columns` cells in all.
        full: the pixels of the picture as it was fetched, across and down.
        sixels: a bitmap over each row, or nothing.
        image: kitty's number of it, or 0.
    """

    columns: int
    rows: tuple[tuple[Segment, ...], ...]
    full: tuple[int, int]
    sixels: tuple[str, ...] = ()
    image: int = 0

    def over(self, strip: Strip, row: int, x: int) -> Strip:
        """Row `row` painted over a strip in which the picture's cells begin at cell `x`."""
        return BitmapStrip(strip, x, self.columns, self.sixels[row]) if self.sixels else strip


def cells_of(pixels: Pixels, means: Means) -> tuple[int, int]:
    """Columns and rows of cells that a decoded picture takes."""
    across, down = (1, 2) if means.way is Way.BLOCKS else means.cell
    return -(-pixels.width // across), -(-pixels.height // down)


def drawn(pixels: Pixels, means: Means, image: int = 0) -> Drawn:
    """A decoded picture made ready; `image` is the number by which it was sent to kitty."""
    columns, rows = cells_of(pixels, means)
    if means.way is Way.KITTY:
        return Drawn(columns, tuple(map(tuple, placeholders(image, columns, rows))), pixels.full, image=image)
    if means.way is Way.SIXEL:
        blank = (Segment(" " * columns),)
        return Drawn(columns, (blank,) * rows, pixels.full, tuple(one.decode("ascii") for one in pixels.encoded))
    return Drawn(columns, tuple(map(tuple, half_blocks(pixels))), pixels.full)


def half_blocks(pixels: Pixels) -> list[list[Segment]]:
    """Rows of upper half blocks, each cell with the colours of two pixels; runs of equal cells are one segment."""
    rows = []
    for y in range(0, pixels.height, 2):
        upper = _row(pixels, y)
        lower = _row(pixels, y + 1) if y + 1 < pixels.height else [None] * pixels.width
        rows.append(
            [
                Segment("▀" * len(list(run)), Style(color=_color(pair[0]), bgcolor=_color(pair[1])))
                for pair, run in groupby(zip(upper, lower, strict=True))
            ]
        )
    return rows


def _row(pixels: Pixels, y: int) -> list[tuple[int, int, int]]:
    row = pixels.rgb[y * pixels.width * 3 : (y + 1) * pixels.width * 3]
    return list(zip(row[::3], row[1::3], row[2::3], strict=True))


def _color(rgb: tuple[int, int, int] | None) -> Color | None:
    return None if rgb is None else Color.from_rgb(*rgb)
