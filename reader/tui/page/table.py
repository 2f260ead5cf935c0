"""A table's columns: how wide each is, and the cells of a row."""

from __future__ import annotations

from reader.tui.page.wrap import cells, wrap

GAP = 3
"""Cells between two columns, the line between them included."""
_LEAST = 3


def column_widths(text: str, width: int) -> tuple[int, ...]:
    """How wide to draw the columns of a table in `width` cells.

    Each is as wide as its widest cell; where they do not fit, the widest give way first, down to three cells each.
    """
    widths: list[int] = []
    for line in text.split("\n"):
        for i, cell in enumerate(line.split("\t")):
            if i == len(widths):
                widths.append(1)
            widths[i] = max(widths[i], cells(cell))
    room = max(width - GAP * (len(widths) - 1), len(widths) * _LEAST)
    share = room
    while sum(min(each, share) for each in widths) > room:
        excess = sum(min(each, share) for each in widths) - room
        share = max(_LEAST, share - max(1, excess // len(widths)))
    return tuple(min(each, share) for each in widths)


def cells_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Code points of the cells of the table row `text[start:end]`."""
    found: list[tuple[int, int]] = []
    for cell in text[start:end].rstrip("\n").split("\t"):
        found.append((start, start + len(cell)))
        start += len(cell) + 1
    return found


def cut_at(text: str, start: int, end: int, width: int) -> int:
    """Where to cut `text[start:end]` so that it takes at most `width` cells."""
    if end - start <= width and cells(text[start:end]) <= width:
        return end
    starts = wrap(text[start:end], width, words=False)
    return start + starts[1] if len(starts) > 1 else end
