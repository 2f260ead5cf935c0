"""Drawing a picture in the cells of a terminal: two pixels in each, one above the other."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.page.wrap import wrap

if TYPE_CHECKING:
    from reader.parsing.wire import Pixels

_RAMP = " .:-=+*#%@"
"""From the ground to the ink; a terminal without Unicode shows no more of a picture."""


class PictureView(Widget):
    """A picture in the middle of its room, or a sentence in its place."""

    def __init__(self, *, plain: bool = False) -> None:
        super().__init__(id="picture-view")
        self._plain = plain
        self._words = ""
        self._rows: list[list[Segment]] = []

    @property
    def room(self) -> tuple[int, int]:
        """Pixels that there is room for, across and down."""
        width, height = self.content_size
        return max(1, width), max(1, height * 2)

    def say(self, words: str) -> None:
        """Show a sentence."""
        self._words, self._rows = words, []
        self.refresh()

    def show(self, pixels: Pixels) -> None:
        """Show a picture."""
        self._words, self._rows = (
            "",
            ascii_rows(pixels, dark=self.app.current_theme.dark) if self._plain else half_blocks(pixels),
        )
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Row `y`."""
        width, height = self.content_size
        row = y - max(0, (height - len(self._rows)) // 2)
        if self._words:
            starts = [*wrap(self._words, width), len(self._words)]
            text = self._words[starts[y] : starts[y + 1]].rstrip() if y + 1 < len(starts) else ""
            return Strip([Segment(text, self.rich_style)]).adjust_cell_length(width, self.rich_style)
        strip = Strip(self._rows[row]) if 0 <= row < len(self._rows) else Strip([])
        before = Segment(" " * max(0, (width - strip.cell_length) // 2), self.rich_style)
        return Strip([before, *strip]).adjust_cell_length(width, self.rich_style)


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


def ascii_rows(pixels: Pixels, *, dark: bool) -> list[list[Segment]]:
    """Rows of characters that cover as much of the ground, which is `dark` or light, as makes the picture."""
    ramp = _RAMP if dark else _RAMP[::-1]
    rows = []
    for y in range(0, pixels.height, 2):
        light = [(299 * red + 587 * green + 114 * blue) // 1000 for red, green, blue in _row(pixels, y)]
        rows.append([Segment("".join(ramp[one * len(ramp) // 256] for one in light))])
    return rows


def _row(pixels: Pixels, y: int) -> list[tuple[int, int, int]]:
    row = pixels.rgb[y * pixels.width * 3 : (y + 1) * pixels.width * 3]
    return list(zip(row[::3], row[1::3], row[2::3], strict=True))


def _color(rgb: tuple[int, int, int] | None) -> Color | None:
    return None if rgb is None else Color.from_rgb(*rgb)
