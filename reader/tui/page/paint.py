"""Painting: one row of the page as a strip of styled segments."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.article.model import Kind, Voice
from reader.tui.page.blocks import BAR, marker_of
from reader.tui.page.layout import GUTTER
from reader.tui.page.rows import BLOCK_TEXT, What
from reader.tui.page.runs import guess_words, is_unsure
from reader.tui.page.table import GAP, cells_of, cut_at
from reader.tui.page.text import paint_span
from reader.tui.page.tones import Tone, badge_tone
from reader.tui.page.wrap import cells

if TYPE_CHECKING:
    from textual.selection import Selection

    from reader.article.model import Block
    from reader.tui.page.marks import Marks
    from reader.tui.page.rows import Chunk, Column, Layout, Row
    from reader.tui.page.shapes import Shapes
    from reader.tui.page.tones import Tones


_POINTED = BLOCK_TEXT | {What.FOLD}


class Canvas(NamedTuple):
    """What a row is painted from.

    `names` says whom each block quotation is from, `selection` what the mouse selected; `width` is in cells.
    """

    layout: Layout
    marks: Marks
    tones: Tones
    shapes: Shapes
    names: dict[str, str]
    width: int
    selection: Selection | None = None


def paint(canvas: Canvas, y: int) -> Strip:
    """Row `y` of the page, `canvas.width` cells wide."""
    ground = canvas.tones.style(Tone.COMMENTARY)
    segments: list[Segment] = []
    x = 0
    columns = canvas.layout.columns
    for number, column in enumerate(columns):
        row = column.row(y)
        segments.append(_paint_margin(canvas, row, column.x - x))
        segments += _paint_column(canvas, column, row)
        brings_in = number == 0 and len(columns) > 1 and _starts_quotation(columns[1].row(y))
        segments += _paint_gutter(canvas, row, arrow=brings_in)
        x = column.x + column.width + GUTTER
        if number + 1 < len(columns):
            segments.append(Segment(canvas.shapes.divider, canvas.tones.style(Tone.COMMENTARY, Tone.QUIET)))
            x += len(canvas.shapes.divider)
    segments.append(Segment(" " * (canvas.width - x), ground))
    return Strip([segment for segment in segments if segment.text], canvas.width)


def _paint_margin(canvas: Canvas, row: Row, width: int) -> Segment:
    """The cells left of a column, with a mark beside each row of a paragraph that is pointed at."""
    chunk = row.chunk
    pointed = chunk is not None and chunk.what in _POINTED and chunk.block in canvas.marks.pointed and width > 0
    mark = f"{canvas.shapes.pointer} "[: max(width, 0)] if pointed else ""
    return Segment(mark.rjust(width), canvas.tones.style(Tone.COMMENTARY, Tone.MARKER))


def base_tones(block: Block) -> tuple[Tone, ...]:
    """The tones of a block's plain text."""
    tones: tuple[Tone, ...] = (Tone.COMMENTARY,)
    if block.voice is Voice.FURNITURE:
        tones = (Tone.FURNITURE,)
    elif block.voice is Voice.QUOTED:
        tones = (Tone.QUOTED, Tone.GUESS) if is_unsure(block) else (Tone.QUOTED,)
    if block.kind is Kind.HEADING:
        tones += (Tone.HEADING,) if block.level <= 3 else (Tone.SUBHEADING,)
    elif block.kind is Kind.CODE:
        tones += (Tone.CODE_BLOCK,)
    return tones


def _starts_quotation(row: Row) -> bool:
    return row.chunk is not None and row.number == 0 and row.chunk.what is What.LABEL


def _paint_column(canvas: Canvas, column: Column, row: Row) -> list[Segment]:
    """A row of one column: bars, indent and marker, text, and blanks up to the column's width."""
    ground = canvas.tones.style(Tone.COMMENTARY)
    bar = Segment(f"{canvas.shapes.bar} ", canvas.tones.style(Tone.COMMENTARY, Tone.BAR))
    segments = [bar] * row.bars
    chunk = row.chunk
    if chunk is None:
        segments.append(Segment(" " * (column.width - BAR * row.bars), ground))
        return segments
    segments += _paint_indent(canvas, chunk, row)
    room = column.width - chunk.indent
    text = _paint_chunk(canvas, chunk, row.number, room)
    padding = ground
    if chunk.what is What.CODE:
        padding = canvas.tones.style(*base_tones(canvas.marks.article.blocks[chunk.block]))
    strip = Strip(text).adjust_cell_length(room, padding)
    if canvas.marks.hints and chunk.what in BLOCK_TEXT:
        strip = _paint_hints(canvas, chunk, row.number, strip)
    segments += strip
    return segments


def _paint_indent(canvas: Canvas, chunk: Chunk, row: Row) -> list[Segment]:
    """The cells between the bars and the text: a list's marker, a heading's mark, a note's bar."""
    shapes = canvas.shapes
    free = chunk.indent - BAR * row.bars
    mark, tone = "", Tone.MARKER
    if chunk.what in (What.NOTE, What.NOTE_LABEL):
        mark, tone = shapes.note_bar if chunk.what is What.NOTE else shapes.note_corner, Tone.QUIET
    elif chunk.what is What.FOLD:
        mark = shapes.fold
    elif row.number == 0 and chunk.what in (What.TEXT, What.HEADING):
        block = canvas.marks.article.blocks[chunk.block]
        if block.kind is Kind.LIST_ITEM:
            mark = f"{marker_of(block, shapes)} ".rjust(free)
        elif block.kind is Kind.HEADING:
            mark = shapes.headings[min(max(1, block.level), 6)]
    return [Segment(set_cell_size(mark, free), canvas.tones.style(Tone.COMMENTARY, tone))] if free > 0 else []


def _paint_chunk(canvas: Canvas, chunk: Chunk, index: int, room: int) -> list[Segment]:
    """The text of a chunk's row."""
    style = canvas.tones.style
    match chunk.what:
        case What.TEXT | What.HEADING | What.CODE:
            start, end = chunk.span(index)
            return paint_span(canvas, chunk.block, start, end, base_tones(canvas.marks.article.blocks[chunk.block]))
        case What.TABLE:
            return _paint_table(canvas, chunk, index)
        case What.LABEL:
            return _paint_label(canvas, chunk)
        case What.RULE:
            return [Segment(chunk.text.center(room), style(Tone.COMMENTARY, Tone.QUIET))]
        case What.NOTE | What.NOTE_LABEL:
            start, end = chunk.span(index)
            return [Segment(_drawn(chunk.text[start:end]), style(Tone.NOTE))]
        case What.TITLE:
            start, end = chunk.span(index)
            return [Segment(_drawn(chunk.text[start:end]), style(Tone.COMMENTARY, Tone.HEADING))]
        case What.UNDERLINE | What.HEAD | What.CREDITS:
            return [Segment(chunk.text, style(Tone.COMMENTARY, Tone.QUIET))]
        case What.FOLD | What.PICTURE:
            start, end = chunk.span(index)
            quotation = chunk.what is What.FOLD and canvas.marks.article.blocks[chunk.block].voice is Voice.QUOTED
            tone = Tone.LABEL if quotation else Tone.QUIET
            drawn = style(Tone.COMMENTARY, tone)
            if chunk.what is What.FOLD:
                drawn += Style.from_meta({"fold": chunk.block})
            return [Segment(_drawn(chunk.text[start:end]), drawn)]


def _drawn(text: str) -> str:
    return text.rstrip().replace("\t", " ")


def _paint_label(canvas: Canvas, chunk: Chunk) -> list[Segment]:
    """Whose words a quotation is: its badge, else the name the article gives, and whether that is a guess."""
    quotation = chunk.quotation or ""
    badge = canvas.marks.badges.get(quotation)
    label = canvas.tones.style(Tone.COMMENTARY, Tone.LABEL)
    if badge is not None:
        signed = canvas.tones.style(Tone.COMMENTARY, badge_tone(badge.style))
        segments = [Segment(f"{badge.sign} ", signed), Segment(badge.label, label)]
        if badge.words:
            segments.append(Segment(canvas.shapes.dot + badge.words, canvas.tones.style(Tone.COMMENTARY, Tone.QUIET)))
    else:
        segments = [Segment(canvas.names.get(quotation) or "quoted", label)]
    guess = guess_words(canvas.marks.article.blocks[chunk.block : chunk.last + 1])
    if guess:
        segments.append(Segment(canvas.shapes.dot + guess, canvas.tones.style(Tone.COMMENTARY, Tone.QUIET)))
    return segments


def _paint_table(canvas: Canvas, chunk: Chunk, index: int) -> list[Segment]:
    """A table's row: each cell cut or filled to its column."""
    block = canvas.marks.article.blocks[chunk.block]
    tones = base_tones(block) + ((Tone.HEADING,) if index < block.level else ())
    segments: list[Segment] = []
    for number, (start, end) in enumerate(cells_of(chunk.text, *chunk.span(index))):
        if number:
            segments.append(Segment(canvas.shapes.cell, canvas.tones.style(Tone.COMMENTARY, Tone.QUIET)))
        width = chunk.widths[number]
        cut = cut_at(chunk.text, start, end, width)
        if cut < end:
            cut = cut_at(chunk.text, start, end, width - 1)
        cell = paint_span(canvas, chunk.block, start, cut, tones)
        if cut < end:
            cell.append(Segment(canvas.shapes.ellipsis, canvas.tones.style(*tones)))
        segments += Strip(cell).adjust_cell_length(width, canvas.tones.style(*tones))
    return segments


def _paint_hints(canvas: Canvas, chunk: Chunk, index: int, strip: Strip) -> Strip:
    """Letters over the first cells of each link that starts in the row; the text under them does not move."""
    start, end = chunk.span(index)
    for number in canvas.marks.stops_in.get(chunk.block, ()):
        hint = canvas.marks.hints.get(number)
        stop = canvas.marks.stops[number]
        if hint is None or not start <= stop.start < end:
            continue
        x = min(_cells_before(chunk, start, stop.start), max(0, strip.cell_length - len(hint)))
        over = Strip(
            [Segment(hint, canvas.tones.style(Tone.COMMENTARY, Tone.HINT) + Style.from_meta({"stop": number}))]
        )
        strip = Strip.join([strip.crop(0, x), over, strip.crop(x + len(hint), strip.cell_length)])
    return strip


def _cells_before(chunk: Chunk, start: int, offset: int) -> int:
    """The cell, from the text's left edge, at which code point `offset` of a row is drawn."""
    x = 0
    if chunk.what is What.TABLE:
        for (first, last), width in zip(cells_of(chunk.text, start, len(chunk.text)), chunk.widths, strict=False):
            if offset <= last:
                start = first
                break
            x += width + GAP
    return x + cells(chunk.text[start:offset])


def _paint_gutter(canvas: Canvas, row: Row, *, arrow: bool) -> list[Segment]:
    """The signs of the sources whose links end in this row, a doubt whose words it is, the arrow to a quotation."""
    signs, doubt = "", ""
    if row.chunk is not None and row.chunk.what in BLOCK_TEXT:
        signs = "".join(canvas.marks.signs_at(row.chunk.block, *row.chunk.span(row.number)))
        block = canvas.marks.article.blocks[row.chunk.block]
        doubt = "?" if row.number == 0 and block.voice is Voice.COMMENTARY and is_unsure(block) else ""
    room = GUTTER - (len(canvas.shapes.arrow) if arrow else 0)
    style = canvas.tones.style
    signs = set_cell_size(f" {signs}", min(room - len(doubt), 1 + cells(signs)))
    segments = [
        Segment(signs, style(Tone.COMMENTARY, Tone.SIGN)),
        Segment(doubt.ljust(room - cells(signs)), style(Tone.COMMENTARY, Tone.QUIET)),
    ]
    if arrow:
        segments.append(Segment(canvas.shapes.arrow, style(Tone.COMMENTARY, Tone.BAR)))
    return segments
