"""What is on the screen: tables that are too wide, figures, code without tones yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from reader.article.model import Kind
from reader.tui.page.marks import Overlay
from reader.tui.page.messages import CodeSeen, InSight
from reader.tui.page.rows import What
from reader.tui.page.sheet import Sheet
from reader.tui.page.table import cell_at, table_width
from reader.tui.page.tones import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.article.model import Article
    from reader.tui.page.rows import Chunk

_STEP = 16
"""Cells by which a table is moved."""

_KINDS = {tone.name.lower(): tone for tone in (Tone.KEYWORD, Tone.STRING, Tone.NUMBER, Tone.COMMENT, Tone.DEFINED)}


class Showing(Sheet, part=True):
    """A sheet that knows what it shows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "shift_table(1)", "further right in a wide table", show=False, id="table.right"),
        Binding("left", "shift_table(-1)", "further left in a wide table", show=False, id="table.left"),
    ]

    _seen: InSight | None = None

    @property
    def figures(self) -> tuple[int, ...]:
        """The blocks (indices) of the article's pictures that have an address."""
        return tuple(i for i in range(len(self._article.blocks)) if self._has_picture(i))

    @property
    def figure_in_sight(self) -> int | None:
        """The block (index) of the first picture on the screen, or None."""
        shown = (chunk.block for _, _, chunk in self._in_sight() if chunk.block >= 0)
        return min(filter(self._has_picture, shown), default=None)

    @property
    def sees_figure(self) -> bool:
        """Whether a figure is on the screen, be its picture to be had or not."""
        blocks = self._article.blocks
        return any(blocks[chunk.block].kind is Kind.FIGURE for _, _, chunk in self._in_sight() if chunk.block >= 0)

    def _has_picture(self, index: int) -> bool:
        block = self._article.blocks[index]
        return block.kind is Kind.FIGURE and bool(block.figure and block.figure.image)

    def color_code(self, article: Article, block: int, words: Iterable[tuple[int, int, str]]) -> None:
        """Give the words of a code block (index) of an article their tones; of another article nothing is shown."""
        if article is self._article:
            self._marks.code[block] = [Overlay(start, end, _KINDS[kind]) for start, end, kind in words]
            self._repaint([block])

    def action_shift_table(self, step: int) -> None:
        """Look at another part of the first table on the screen that is wider than the page."""
        wide = next(self._wide_tables(), None)
        if wide is None:
            self.notify("No table here is wider than the page.", markup=False)
            return
        chunk, room = wide
        self._shift(chunk, room, self._marks.shifts.get(chunk.block, 0) + step * _STEP)

    def _show_cell(self, block: int, offset: int) -> None:
        """Move a table that is wider than the page so far that a place in it is to be seen."""
        found = self._page.homes.get(block)
        if found is None or (chunk := found[0].chunks[found[1]]).what is not What.TABLE:
            return
        room = found[0].width - chunk.indent
        x, shift = cell_at(chunk, chunk.row_of(offset), offset), self._marks.shifts.get(block, 0)
        if table_width(chunk) > room and not shift < x < shift + room - _STEP:
            self._shift(chunk, room, x - room // 3)

    def _shift(self, chunk: Chunk, room: int, cells: int) -> None:
        self._marks.shifts[chunk.block] = max(0, min(cells, table_width(chunk) - room))
        self._repaint([chunk.block])

    def _tell(self) -> None:
        super()._tell()
        seen = InSight(wide_table=next(self._wide_tables(), None) is not None, figure=self.figure_in_sight)
        if self._seen is None or (seen.wide_table, seen.figure) != (self._seen.wide_table, self._seen.figure):
            self._seen = seen
            self.post_message(seen)
        code = {chunk.block for _, _, chunk in self._in_sight() if chunk.what is What.CODE} - self._marks.code.keys()
        if code:
            self._marks.code |= {block: [] for block in code}  # asked for once
            self.post_message(CodeSeen(self._article, tuple(sorted(code))))

    def _wide_tables(self) -> Iterator[tuple[Chunk, int]]:
        """The tables on the screen that do not fit, with the cells that there are for each."""
        for width, _, chunk in self._in_sight():
            if chunk.what is What.TABLE and table_width(chunk) > width - chunk.indent:
                yield chunk, width - chunk.indent

    def _in_sight(self) -> Iterator[tuple[int, int, Chunk]]:
        """For each chunk on the screen the width of its column, its first row and itself."""
        for column in self._page.columns:
            for top, chunk in column.between(self._top, self._bottom):
                yield column.width, top, chunk
