"""Painting a figure: the words that stand for its picture, and the picture where it is unfolded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style

from reader.tui.page.blocks import TOGETHER
from reader.tui.page.tones import Tone

if TYPE_CHECKING:
    from reader.tui.page.canvas import Canvas
    from reader.tui.page.rows import Chunk


def paint_figure(canvas: Canvas, chunk: Chunk, index: int, base: Tone) -> list[Segment]:
    """A row of what a picture is said to show; it is a stop of Tab where the picture can be had."""
    start, end = chunk.span(index)
    marks = canvas.marks
    stop = next((one for one in marks.stops_in.get(chunk.block, ()) if marks.stops[one].picture), None)
    selected = stop is not None and stop == marks.selected
    style = canvas.tones.style(base, Tone.QUIET, *([Tone.SELECTED] if selected else []))
    if stop is not None:
        style += Style.from_meta({"stop": stop})
    return [Segment(chunk.text[start:end].rstrip().replace("\t", " ").replace(TOGETHER, " "), style)]


def paint_image(canvas: Canvas, chunk: Chunk, index: int, base: Tone) -> list[Segment]:
    """A row of a picture, or of the words in its place."""
    drawn = canvas.figures[canvas.marks.article.blocks[chunk.block].id].drawn
    if drawn is not None:
        return list(Segment.apply_style(drawn.rows[index], canvas.tones.style(base)))
    start, end = chunk.span(index)
    return [Segment(chunk.text[start:end].rstrip(), canvas.tones.style(base, Tone.QUIET))]
