"""What a laid-out article is made of: columns of chunks, and where each block stands in them.

A chunk is a run of rows of one thing (a block's text, a label, a folded quotation). The rows between two chunks are
blank. Rows are not stored one by one: a chunk holds where its rows start in its text, and a row is looked up when it is
painted.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class What(Enum):
    """What a chunk is."""

    TEXT = auto()
    HEADING = auto()
    CODE = auto()
    TABLE = auto()
    PICTURE = auto()
    IMAGE = auto()
    RULE = auto()
    UNDERLINE = auto()
    LABEL = auto()
    FOLD = auto()
    NOTE = auto()
    NOTE_LABEL = auto()
    HEAD = auto()
    TITLE = auto()
    CREDITS = auto()


BLOCK_TEXT = frozenset({What.TEXT, What.HEADING, What.CODE, What.TABLE})
"""The chunks whose text is their block's, offset for offset."""


class Chunk(NamedTuple):
    """A run of rows of one thing.

    Attributes:
        what: what it is.
        block: the index of the block it shows or belongs to.
        text: what its rows are cut from.
        starts: code points at which its rows start.
        indent: blank cells before the text, bars included.
        bars: how many quotation bars stand before it.
        quotation: the id of the block quotation it belongs to, or None.
        last: for a fold, the index of the last block in it; else `block`.
        tight: whether it follows the chunk before it without a blank row.
        widths: a table's column widths, in cells.
        right: for each column of a table whether its text stands to the right.
    """

    what: What
    block: int
    text: str = ""
    starts: Sequence[int] = (0,)
    indent: int = 0
    bars: int = 0
    quotation: str | None = None
    last: int = -1
    tight: bool = False
    widths: tuple[int, ...] = ()
    right: tuple[bool, ...] = ()

    def span(self, row: int) -> tuple[int, int]:
        """Code points of row number `row`, half-open, blanks at its end included."""
        following = row + 1
        return self.starts[row], self.starts[following] if following < len(self.starts) else len(self.text)

    def row_of(self, offset: int) -> int:
        """The row that shows code point `offset`."""
        return max(0, bisect_right(self.starts, offset) - 1)


class Row(NamedTuple):
    """One row of a column: the chunk and which of its rows, or no chunk and the bars of a blank row."""

    chunk: Chunk | None
    number: int = 0
    bars: int = 0


class Column:
    """A column of chunks, from top to bottom; `tops` are their first rows, `x` and `width` its place in cells.

    The first row of every column is blank, so that no text touches what is above the pane.
    """

    __slots__ = ("chunks", "height", "tops", "width", "x")

    def __init__(self, x: int, width: int) -> None:
        self.x = x
        self.width = width
        self.tops: list[int] = []
        self.chunks: list[Chunk] = []
        self.height = 1

    def add(self, chunk: Chunk, at: int = 0) -> int:
        """Put `chunk` below the last one, at row `at` or lower; gives its row."""
        top = max(at, self.free(tight=chunk.tight))
        self.tops.append(top)
        self.chunks.append(chunk)
        self.height = top + len(chunk.starts)
        return top

    def free(self, *, tight: bool = False) -> int:
        """The first row where a chunk can stand."""
        return self.height + (1 if self.chunks and not tight else 0)

    def between(self, top: int, bottom: int) -> Iterator[tuple[int, Chunk]]:
        """The chunks that have a row from `top` to before `bottom`, each with its first row."""
        for i in range(max(0, bisect_right(self.tops, top) - 1), len(self.chunks)):
            if self.tops[i] >= bottom:
                return
            if self.tops[i] + len(self.chunks[i].starts) > top:
                yield self.tops[i], self.chunks[i]

    def row(self, y: int) -> Row:
        """What stands at row `y`."""
        i = bisect_right(self.tops, y) - 1
        if i < 0:
            return Row(None)
        chunk, index = self.chunks[i], y - self.tops[i]
        if index < len(chunk.starts):
            return Row(chunk, index, chunk.bars)
        if i + 1 == len(self.chunks) or not chunk.bars:
            return Row(None)
        below = self.chunks[i + 1]
        same = chunk.quotation is not None and chunk.quotation == below.quotation
        together = same or (chunk.quotation is None and below.quotation is None)
        return Row(None, 0, min(chunk.bars, below.bars) if together else 0)


class Anchor(NamedTuple):
    """A row, said by what stands there: `row` rows below code point `offset` of block number `block`.

    Above the first text and in its first row, `offset` is -1 and `row` is counted from the top of the page.
    """

    block: int
    offset: int
    row: int


class Layout:
    """An article in rows.

    Attributes:
        columns: one, or commentary and quoted text side by side.
        homes: for each block (index) the column and the chunk that show it, folded or not.
        labels: for each block quotation (id) the row of its label.
        figures: for each figure's block (index) the first row of what its picture is said to show.
    """

    __slots__ = ("columns", "figures", "homes", "labels")

    def __init__(self, columns: tuple[Column, ...]) -> None:
        self.columns = columns
        self.homes: dict[int, tuple[Column, int]] = {}
        self.labels: dict[str, int] = {}
        self.figures: dict[int, int] = {}
        for column in columns:
            for i, chunk in enumerate(column.chunks):
                self._settle(column, i, chunk)

    def _settle(self, column: Column, i: int, chunk: Chunk) -> None:
        if chunk.what is What.LABEL and chunk.quotation is not None:
            self.labels[chunk.quotation] = column.tops[i]
        elif chunk.what is What.FOLD:
            for block in range(chunk.block, chunk.last + 1):
                self.homes[block] = (column, i)
            if chunk.quotation is not None:
                self.labels[chunk.quotation] = column.tops[i]
        elif chunk.what in BLOCK_TEXT:
            self.homes[chunk.block] = (column, i)
        elif chunk.what in (What.PICTURE, What.RULE):
            self.homes.setdefault(chunk.block, (column, i))
            if chunk.what is What.PICTURE:
                self.figures[chunk.block] = column.tops[i]

    @property
    def height(self) -> int:
        """Rows in all."""
        return max((column.height for column in self.columns if column.chunks), default=0)

    @property
    def first(self) -> int:
        """The row at which the blocks begin, below what stands over them; a label before the first is part of it."""
        tops = (
            next((y for y, each in zip(c.tops, c.chunks, strict=True) if each.block >= 0), None) for c in self.columns
        )
        return min((y for y in tops if y is not None), default=0)

    def home(self, block: int) -> Chunk | None:
        """The chunk that shows a block, or None where there is none."""
        found = self.homes.get(block)
        return found[0].chunks[found[1]] if found else None

    def shows(self, block: int) -> bool:
        """Whether the block's text is on the page and not folded away."""
        chunk = self.home(block)
        return chunk is not None and chunk.what is not What.FOLD

    def row_of(self, block: int, offset: int = 0) -> int:
        """The row that shows code point `offset` of a block; 0 where the block is not there."""
        found = self.homes.get(block)
        if found is None:
            return 0
        column, i = found
        chunk = column.chunks[i]
        return column.tops[i] + (chunk.row_of(offset) if chunk.what in BLOCK_TEXT else 0)

    def rows_of(self, block: int) -> range:
        """The rows that show a block."""
        found = self.homes.get(block)
        if found is None:
            return range(0)
        column, i = found
        return range(column.tops[i], column.tops[i] + len(column.chunks[i].starts))

    def note_rows(self, block: int, label: str) -> range:
        """The rows of what is unfolded under a block, its label the first; none where there is no such thing."""
        for column in self.columns:
            for i, chunk in enumerate(column.chunks):
                if chunk.what is What.NOTE_LABEL and (chunk.block, chunk.text) == (block, label):
                    return range(column.tops[i], column.tops[i + 1] + len(column.chunks[i + 1].starts))
        return range(0)

    def anchor(self, y: int) -> Anchor:
        """Row `y`, said so that it survives another layout."""
        if y <= self.row_of(0):
            return Anchor(0, -1, y)
        best: Anchor | None = None
        for column in self.columns:
            i = bisect_right(column.tops, y) - 1
            while i >= 0 and self.homes.get(column.chunks[i].block) != (column, i):
                i -= 1
            if i < 0:
                continue
            chunk, index = column.chunks[i], y - column.tops[i]
            row = min(index, len(chunk.starts) - 1) if chunk.what in BLOCK_TEXT else 0
            offset = chunk.starts[row] if chunk.what in BLOCK_TEXT else 0
            found = Anchor(chunk.block, offset, index - row)
            if best is None or found.row < best.row:
                best = found
        return best or Anchor(0, -1, y)

    def row_at(self, anchor: Anchor) -> int:
        """The row that an anchor stands for in this layout; the start of the first block is the top of the page."""
        if anchor.offset < 0:
            return min(anchor.row, self.row_of(0))
        if anchor == (0, 0, 0):
            return 0
        return self.row_of(anchor.block, anchor.offset) + anchor.row
