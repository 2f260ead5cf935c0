"""Painting a span of a block's text with what lies over it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style

from reader.tui.page.wrap import BLANKS, TAB, snap

if TYPE_CHECKING:
    from reader.tui.page.canvas import Canvas
    from reader.tui.page.tones import Tone


def paint_span(canvas: Canvas, block: int, start: int, end: int, tones: tuple[Tone, ...]) -> list[Segment]:
    """Code points `start` to `end` of a block's text, without the blanks that hang over the row's end.

    Each segment's meta says where its text stands (`offset`: code point and block, by which Textual selects text) and
    which stop it belongs to (`stop`), so that one need not compute it from cells.
    """
    text = canvas.marks.article.blocks[block].text
    end = start + len(text[start:end].rstrip(BLANKS))
    overlays = canvas.marks.over(block, start, end)
    selected = _selected(canvas, block, end)
    cuts = {start, end}
    for overlay in overlays:
        cuts.update((max(start, overlay.start), min(end, overlay.end)))
    if selected:
        cuts.update(min(max(start, offset), end) for offset in selected)
    if not text.isascii():
        cuts = {start, *(min(end, snap(text, cut)) for cut in cuts if cut > start)}
    places = sorted(cuts)
    segments: list[Segment] = []
    for first, last in pairwise(places):
        over = [overlay for overlay in overlays if overlay.start <= first < overlay.end]
        meta: dict[str, object] = {"offset": (first, block)}
        stop = next((overlay.link for overlay in over if overlay.link is not None), None)
        if stop is not None:
            meta["stop"] = stop
        style = canvas.tones.style(*tones, *(overlay.tone for overlay in over))
        if selected and selected[0] <= first < selected[1]:
            style += canvas.tones.selection()
        segments.append(Segment(text[first:last].replace("\t", TAB), style + Style.from_meta(meta)))
    return segments


def _selected(canvas: Canvas, block: int, end: int) -> tuple[int, int] | None:
    """What of the block the mouse has selected."""
    span = canvas.selection.get_span(block) if canvas.selection else None
    if span is None:
        return None
    return span[0], end if span[1] < 0 else span[1]
