"""Side by side: commentary on the left, quoted text on the right, each quotation level with what brings it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.page.rows import What

if TYPE_CHECKING:
    from reader.tui.page.rows import Chunk, Column
    from reader.tui.page.runs import Run

_NOTES = frozenset({What.NOTE, What.NOTE_LABEL})
_HEADS = frozenset({What.HEADING, What.UNDERLINE})


def set_beside(runs: list[tuple[Run, list[Chunk]]], left: Column, right: Column) -> None:
    """Fill the two columns.

    A quotation starts level with the last row of the commentary before it. Where an earlier quotation still takes that
    room, the paragraph that brings it in moves down with it, and the blank rows are left of the earlier quotation.
    Commentary goes on under its own last row, beside the quotation.
    """
    level = 0
    for number, (run, chunks) in enumerate(runs):
        if run.quoted:
            for chunk in chunks:
                right.add(chunk, level)
            continue
        tail = _lead_in(chunks) if number + 1 < len(runs) else len(chunks)
        lowest = right.free() - _rows([chunk for chunk in chunks[tail:] if chunk.what not in _NOTES]) + 1
        for i, chunk in enumerate(chunks):
            top = left.add(chunk, lowest if i == tail else 0)
            if chunk.what not in _NOTES:
                level = top + len(chunk.starts) - 1


def _rows(chunks: list[Chunk]) -> int:
    """Rows of the chunks and of the blanks between them."""
    return sum(len(chunk.starts) for chunk in chunks) + sum(1 for chunk in chunks[1:] if not chunk.tight)


def _lead_in(chunks: list[Chunk]) -> int:
    """Which chunk starts the paragraph that brings in a quotation: the last paragraph, with the headings above it."""
    start = len(chunks) - 1
    while start and (chunks[start].block == chunks[start - 1].block or chunks[start - 1].what in _HEADS):
        start -= 1
    return start
