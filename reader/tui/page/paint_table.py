"""Painting a table: columns side by side, and of a table that is wider than the page the part that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reader.tui.page.table import cells_of, cut_at, table_width
from reader.tui.page.text import paint_span
from reader.tui.page.tones import Tone

if TYPE_CHECKING:
    from reader.tui.page.canvas import Canvas
    from reader.tui.page.rows import Chunk


def paint_table(canvas: Canvas, chunk: Chunk, index: int, room: int, tones: tuple[Tone, ...]) -> list[Segment]:
    """A table's row in `room` cells; an arrow at an edge says that the table goes on there."""
    block = canvas.marks.article.blocks[chunk.block]
    tones += (Tone.HEADING,) if index < block.level else ()
    quiet = canvas.tones.style(tones[0], Tone.QUIET)
    segments: list[Segment] = []
    for number, (start, end) in enumerate(cells_of(chunk.text, *chunk.span(index))):
        if number:
            segments.append(Segment(canvas.shapes.cell, canvas.tones.style(tones[0], Tone.RULE)))
        segments += _paint_cell(canvas, chunk, number, (start, end), tones)
    whole = table_width(chunk)
    strip = Strip(segments)
    if whole <= room:
        return list(strip)
    shift = canvas.marks.shifts.get(chunk.block, 0)
    strip = strip.adjust_cell_length(whole, canvas.tones.style(*tones)).crop(shift, shift + room)
    left, right = shift > 0, shift + room < whole
    parts = [
        Strip([Segment(canvas.shapes.before, quiet)] if left else []),
        strip.crop(int(left), room - int(right)),
        Strip([Segment(canvas.shapes.beyond, quiet)] if right else []),
    ]
    return list(Strip.join(parts))


def _paint_cell(
    canvas: Canvas, chunk: Chunk, number: int, span: tuple[int, int], tones: tuple[Tone, ...]
) -> list[Segment]:
    """One cell, cut or filled to its column."""
    start, end = span
    width, style = chunk.widths[number], canvas.tones.style(*tones)
    cut = cut_at(chunk.text, start, end, width)
    if cut < end:
        cut = cut_at(chunk.text, start, end, width - 1)
    cell = Strip(paint_span(canvas, chunk.block, start, cut, tones))
    if cut < end:
        cell = Strip([*cell, Segment(canvas.shapes.ellipsis, style)])
    if chunk.right[number]:
        cell = Strip([Segment(" " * max(0, width - cell.cell_length), style), *cell])
    return list(cell.adjust_cell_length(width, style))
