"""A table's columns: how wide each is, on which side its text stands, and where each cell is drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.tui.page.wrap import cells, wrap

if TYPE_CHECKING:
    from reader.tui.page.rows import Chunk

GAP = 3
"""Cells between two columns, the line between them included."""

# Compiled when the first table is met: most articles have none.
_NUMBER = r"[-+−±~≈]?\s*[$€£¥]?\s*[\d.,'\u00a0\u202f ]*\d[\d.,'\u00a0\u202f ]*\s*(?:%|[a-zA-Z€£]{0,3})"
_NONE = frozenset(("", "-", "–", "—", "n/a"))


def column_widths(text: str, width: int) -> tuple[int, ...]:
    """How wide the columns of a table are: each as its widest cell, but none wider than the `width` of the page.

    Where all of them do not fit, the table is wider than the page and is looked at in parts.
    """
    widths: list[int] = []
    for line in text.split("\n"):
        for i, cell in enumerate(line.split("\t")):
            if i == len(widths):
                widths.append(1)
            widths[i] = max(widths[i], cells(cell))
    return tuple(min(each, width) for each in widths)


def number_columns(text: str, header: int, columns: int) -> tuple[bool, ...]:
    """For each of the columns whether it holds numbers, which stand to the right; `header` rows do not count."""
    rows = [line.split("\t") for line in text.split("\n")[header:]]
    found = []
    for i in range(columns):
        column = [row[i].strip() for row in rows if i < len(row)]
        told = [cell for cell in column if cell not in _NONE]
        found.append(bool(told) and all(re.fullmatch(_NUMBER, cell) for cell in told))
    return tuple(found)


def table_width(chunk: Chunk) -> int:
    """The cells that a whole row of a table takes."""
    return sum(chunk.widths) + GAP * (len(chunk.widths) - 1)


def cells_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Code points of the cells of the table row `text[start:end]`."""
    found: list[tuple[int, int]] = []
    for cell in text[start:end].rstrip("\n").split("\t"):
        found.append((start, start + len(cell)))
        start += len(cell) + 1
    return found


def cell_at(chunk: Chunk, row: int, offset: int) -> int:
    """The cell, from the table's left edge, at which code point `offset` of a row is drawn."""
    x = 0
    for number, (first, last) in enumerate(cells_of(chunk.text, *chunk.span(row))):
        width = chunk.widths[number]
        if offset <= last:
            before = max(0, width - cells(chunk.text[first:last])) if chunk.right[number] else 0
            return x + before + cells(chunk.text[first:offset])
        x += width + GAP
    return x


def cut_at(text: str, start: int, end: int, width: int) -> int:
    """Where to cut `text[start:end]` so that it takes at most `width` cells."""
    if end - start <= width and cells(text[start:end]) <= width:
        return end
    starts = wrap(text[start:end], width, words=False)
    return start + starts[1] if len(starts) > 1 else end
