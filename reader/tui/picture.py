"""A picture by itself, in the middle of its room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.page.wrap import wrap

if TYPE_CHECKING:
    from textual.geometry import Region

    from reader.tui.graphics.drawn import Drawn


class PictureView(Widget):
    """A picture in the middle of its room, or a sentence in its place."""

    def __init__(self) -> None:
        super().__init__(id="picture-view")
        self._words = ""
        self._drawn: Drawn | None = None

    @property
    def room(self) -> tuple[int, int]:
        """Columns and rows that there is room for."""
        width, height = self.content_size
        return max(1, width), max(1, height)

    @property
    def drawn(self) -> Drawn | None:
        """The picture that is shown."""
        return self._drawn

    def say(self, words: str) -> None:
        """Show a sentence."""
        self._words, self._drawn = words, None
        self.refresh()

    def show(self, drawn: Drawn) -> None:
        """Show a picture."""
        self._words, self._drawn = "", drawn
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Row `y`."""
        width = self.content_size.width
        style = self.rich_style
        if self._words:
            starts = [*wrap(self._words, width), len(self._words)]
            text = self._words[starts[y] : starts[y + 1]].rstrip() if y + 1 < len(starts) else ""
            return Strip([Segment(text, style)]).adjust_cell_length(width, style)
        left, row = self._place(y)
        cells = [] if row is None or self._drawn is None else Segment.apply_style(self._drawn.rows[row], style)
        return Strip([Segment(" " * left, style), *cells]).adjust_cell_length(width, style)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some rows, with the bitmaps of the picture over them."""
        strips = super().render_lines(crop)
        if self._drawn is None or not self.screen.is_active or crop.x:
            return strips
        return [self._with_bitmap(strip, y) for y, strip in enumerate(strips, crop.y)]

    def _with_bitmap(self, strip: Strip, y: int) -> Strip:
        left, row = self._place(y)
        return strip if row is None or self._drawn is None else self._drawn.over(strip, row, left)

    def _place(self, y: int) -> tuple[int, int | None]:
        """The cells left of the picture, and which of its rows stands in row `y`."""
        if self._drawn is None:
            return 0, None
        width, height = self.content_size
        row = y - max(0, (height - len(self._drawn.rows)) // 2)
        return max(0, (width - self._drawn.columns) // 2), row if 0 <= row < len(self._drawn.rows) else None
