"""One block of an article as chunks of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.article.model import Kind, Voice
from reader.tui.page.rows import Chunk, What
from reader.tui.page.table import column_widths, number_columns
from reader.tui.page.wrap import cells, longest_row, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.article.model import Article, Block
    from reader.tui.page.shapes import Shapes
    from reader.tui.page.view import Shown, Unfolded

BAR = 2
"""Cells of one quotation bar and the blank after it."""
TOGETHER = "\xa0"
"""A blank at which no row is broken."""

_CODE_MARGIN = 2
_MOST_BARS = 3
_LEAST_TEXT = 8
_NO_FIGURES: Mapping[str, Shown] = {}


def bars_of(block: Block) -> int:
    """How many quotation bars stand before a block."""
    return min(max(1, block.depth), _MOST_BARS) if block.voice is Voice.QUOTED else 0


def marker_of(block: Block, shapes: Shapes) -> str:
    """What stands before a list item."""
    if not block.marker:
        return " "  # a paragraph that goes on within an item
    return shapes.bullet if block.marker == "•" else block.marker


def set_block(
    article: Article, index: int, width: int, shapes: Shapes, figures: Mapping[str, Shown] = _NO_FIGURES
) -> Iterator[Chunk]:
    """Set block number `index` in `width` cells; `figures` are what is shown of pictures, by their blocks' ids."""
    block = article.blocks[index]
    bars = bars_of(block)
    indent = bars * BAR
    match block.kind:
        case Kind.HEADING:
            yield from _set_heading(block, index, width, bars, shapes)
        case Kind.CODE:
            starts = wrap(block.text, _room(width, indent + 2 * _CODE_MARGIN), words=False)
            yield _chunk(What.CODE, block, index, starts, indent + _CODE_MARGIN, bars)
        case Kind.TABLE:
            starts = _line_starts(block.text)
            widths = column_widths(block.text, _room(width, indent))
            right = number_columns(block.text, block.level, len(widths))
            yield _chunk(What.TABLE, block, index, starts, indent, bars)._replace(widths=widths, right=right)
        case Kind.FIGURE:
            yield from _set_figure(block, index, width, shapes, figures.get(block.id))
        case Kind.RULE:
            yield Chunk(What.RULE, index, shapes.rule, (0,), indent, bars, block.quotation)
        case Kind.LIST_ITEM:
            indent += (max(1, block.level) - 1) * 2 + cells(marker_of(block, shapes)) + 1
            indent = min(indent, max(0, width - _LEAST_TEXT))
            before = article.blocks[index - 1] if index else block
            tight = index > 0 and before.kind is Kind.LIST_ITEM and before.quotation == block.quotation
            starts = wrap(block.text, _room(width, indent))
            yield _chunk(What.TEXT, block, index, starts, indent, bars, tight=tight)
        case _:
            yield _chunk(What.TEXT, block, index, wrap(block.text, _room(width, indent)), indent, bars)


def set_note(unfolded: Unfolded, index: int, width: int) -> Iterator[Chunk]:
    """Set a source's passage that is unfolded under block number `index`."""
    yield Chunk(What.NOTE_LABEL, index, unfolded.label, (0,), BAR)
    text = "\n\n".join(unfolded.paragraphs)
    yield Chunk(What.NOTE, index, text, wrap(text, _room(width, BAR)), BAR, tight=True)


def _room(width: int, indent: int) -> int:
    return max(_LEAST_TEXT, width - indent)


def _chunk(
    what: What,
    block: Block,
    index: int,
    starts: list[int],
    indent: int,
    bars: int,
    *,
    tight: bool = False,
) -> Chunk:
    return Chunk(what, index, block.text, starts, indent, bars, block.quotation, index, tight)


def _set_heading(block: Block, index: int, width: int, bars: int, shapes: Shapes) -> Iterator[Chunk]:
    """Levels 1 and 2 have a line below them, heavy and light; the others a mark before them."""
    level = min(max(1, block.level), 6)
    indent = bars * BAR + len(shapes.headings[level])
    starts = wrap(block.text, _room(width, indent))
    yield _chunk(What.HEADING, block, index, starts, indent, bars)
    if level <= 2:
        line = shapes.heavy if level == 1 else shapes.light
        line *= min(longest_row(block.text, starts), _room(width, indent))
        yield Chunk(What.UNDERLINE, index, line, (0,), indent, bars, block.quotation, index, tight=True)


def _set_figure(block: Block, index: int, width: int, shapes: Shapes, shown: Shown | None) -> Iterator[Chunk]:
    """What the picture is said to show, and how to see it; its caption; the picture itself where it is unfolded."""
    bars = bars_of(block)
    indent = bars * BAR
    alt = block.figure.alt if block.figure else ""
    named = bool(alt or shown or not block.text)
    if named:
        hint = shown.hint.replace(" ", TOGETHER) if shown else ""
        text = f"{shapes.picture} {shapes.dot.join(filter(None, (alt or 'picture', hint)))}"
        yield Chunk(What.PICTURE, index, text, wrap(text, _room(width, indent)), indent, bars, block.quotation)
    if block.text:
        starts = wrap(block.text, _room(width, indent + BAR))
        yield _chunk(What.TEXT, block, index, starts, indent + BAR, bars, tight=named)
    if shown is not None and shown.open:
        words = shown.words
        starts = list(range(len(shown.drawn.rows))) if shown.drawn else wrap(words, _room(width, indent + BAR))
        yield Chunk(What.IMAGE, index, words, starts, indent + BAR, bars, block.quotation, tight=True)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    while (end := text.find("\n", starts[-1])) >= 0:
        starts.append(end + 1)
    return starts
